"""What the reader makes of the line by which a board says where an advert was put up: whether its place becomes a stop.

    python -m benchmarks.place_lines [--adverts 60] [--model models/reader]

Adverts in Spanish and Portuguese of writers who judge, of whom nothing learnt, that tell two stops and more; the same
ones every time. Each is read alone, then with every line above and below it. A town of its own is no new one.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

from core.records import Document
from core.settings import PROJECT_ROOT
from models.align import to_document
from models.records import load
from models.split import part
from nlp.trained.reader import TrainedReader

LINES = {
    "es": (
        "Ubicación: Tacna, Perú",
        "Cód. 101 · Cúcuta - Norte de Santander",
        "Guayaquil, Guayas",
        "Zona: Tapachula",
        "Publicado en Arequipa · hace 2 días",
        "Servicios > Viajes > Trujillo",
        "Desaguadero (Puno)",
    ),
    "pt": (
        "Foz do Iguaçu - PR",
        "Cód. 101 · Foz do Iguaçu - PR",
        "Localização: Boa Vista, RR",
        "Município: Dourados",
        "Cuiabá, MT | Serviços | Turismo",
        "Publicado em 12/09 às 14:30 - Corumbá",
        "CEP 85851-000 Foz do Iguaçu, Centro",
    ),
}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--adverts", type=int, default=60)
    parser.add_argument("--model", type=Path, default=PROJECT_ROOT / "models" / "reader")
    given = parser.parse_args()
    reader = TrainedReader(given.model, explains=False)
    alone = adverts(given.adverts)
    routes = [analysis.route for analysis in reader.analyse_many(alone)]
    tried, gained, other = Counter[str](), Counter[str](), Counter[str]()
    for advert, route in zip(alone, routes, strict=True):
        for read in reader.analyse_many(with_lines(advert)):
            language = advert.language.value
            tried[language] += 1
            gained[language] += not set(read.route.waypoints) <= set(route.waypoints)
            other[language] += read.route.countries != route.countries
    for language, count in sorted(tried.items()):
        print(f"{language}: {count} read, {gained[language]} with a stop more, {other[language]} with other countries")


def adverts(number: int) -> list[Document]:
    """So many, of those that tell a journey."""
    told = [
        record for record in load() if record["kind"] == "ad" and part(record) == "judge" and record["lang"] in LINES
    ]
    told = [record for record in told if record["labels"] and len(record["waypoints"]) > 1]
    chance = random.Random(4)  # noqa: S311 - repeatable, not secret
    return [to_document(record) for record in chance.sample(told, min(number, len(told)))]


def with_lines(advert: Document) -> list[Document]:
    """The advert with each line of its language above it, and below."""
    found = []
    for line in LINES[advert.language.value]:
        found += [replace(advert, text=f"{line}\n{advert.text}"), replace(advert, text=f"{advert.text}\n{line}")]
    return found


if __name__ == "__main__":
    main()
