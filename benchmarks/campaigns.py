"""Campaigns of adverts: written templates with changed slots, mixed with real adverts; are they put together again?

    python -m benchmarks.campaigns --data ../shared/data

Every template is written for this; no line of them is of a real advert. The first half was there to choose the
threshold by, the figure that counts is that of the second half. A pair of real adverts that is put together counts as
wrong unless the two are near copies (rapidfuzz ratio of 0.8 and more), which real collections hold.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from itertools import combinations
from pathlib import Path

from rapidfuzz import fuzz

from store.network.templates import ALIKE, groups

FLOORS = {"precision": 0.95, "recall": 0.90}
NAMES = ["Ruta Zorzal", "Kantuta Viajes", "Paso Zafiro", "Don Amaru", "Vizcacha Tours", "Rota Aurora", "El Quirquincho",
         "Tacuara Express", "Chinchilla SAS", "Expreso Yacaré", "Turquesa", "La Señora Tika"]  # fmt: skip
TOWNS = [
    "Arica",
    "Iquique",
    "Tacna",
    "Cúcuta",
    "Ipiales",
    "Desaguadero",
    "Assis Brasil",
    "Pacaraima",
    "Tumbes",
    "Oruro",
]
EMOJI = ["🚌", "✈️", "🇨🇱", "🔥", "📲", "✅", "⭐", "🙏", "💯", "👉"]
TEMPLATES = [
    "Viaja con {n} hasta {t} sin preocuparte por nada. Te recogemos en tu casa y te dejamos con tu familia. Precio {p} "
    "por persona, niños la mitad. Pregunta por los cupos de esta semana al {f}. Somos serios y respondemos siempre.",
    "Se ofrece acompañamiento desde {t} para quienes quieren llegar al sur. Grupos pequeños, conocemos el camino hace "
    "años, pagas {p} al llegar. Escribe a {n} por interno o llama {f} cualquier hora del día.",
    "Vaga de transporte com {n}: saímos de {t} toda sexta à noite, chegada garantida em dois dias. Só paga quando "
    "chegar, {p} cada um. Chama no zap {f}, falamos espanhol e crioulo também.",
    "Need to join your people up north? {n} leaves from {t} every weekend, meals included, no questions asked. Half "
    "now and half later, {p} total. Text {f} and we tell you where to wait.",
    "Asesoría {n}, cupos limitados saliendo de {t}. Nuestros clientes hablan por nosotros, mira las fotos de los que "
    "ya llegaron. Inversión de {p} todo incluido con hospedaje y comida. Reserva al {f} con la mitad.",
    "¿Tu familia sigue esperando allá? Con {n} la traes en cuatro días pasando por {t}. Trato familiar, sin cobrar por "
    "adelantado, {p} los adultos. Comunícate ya {f} y separa el cupo de tu mamá.",
    "Salidas diarias desde {t} en camioneta cerrada con {n}. Llevamos equipaje y mascotas. Valor del pasaje {p}, "
    "descuento a grupos de cinco. Información confidencial en el {f}, atendemos de madrugada.",
    "Atenção pessoal, {n} abriu nova turma com saída de {t} no dia quinze. Motorista experiente, parada para descanso, "
    "documento a gente resolve. Fica {p} e divide em duas vezes. Manda mensagem no {f}.",
    "Trabajo en el exterior con todo pagado por {n}: pasaje desde {t}, cuarto y comida, devuelves {p} con tu sueldo. "
    "No pedimos experiencia ni papeles, mujeres jóvenes preferible. Entrevista por llamada al {f}.",
    "Our team at {n} helps you settle abroad from {t}. Guides who grew up there, safe houses on the road, phone for "
    "your mother included. The whole trip is {p}, friends travel cheaper. Ask for the boss on {f}.",
    "Hermano, si estás en {t} y no sabes cómo seguir, {n} te orienta. Paso a paso, caminando poco, con gente de "
    "confianza. Colaboración {p} nada más. Guarda este número {f} y compártelo en tus grupos.",
    "Promoción de fin de año en {n}: dos por uno desde {t} hasta la capital. Bus cómodo con baño, película y merienda, "
    "te esperamos en el terminal. Cuesta {p} hasta agotar asientos. Llamadas y mensajes {f}.",
]


def variant(template: str, chance: random.Random) -> str:
    """One advert of a campaign: slots filled, and now and then a sentence dropped, emoji strewn, capitals."""
    price = chance.choice(["{} USD", "${}", "{} soles", "S/ {}", "{} mil pesos"]).format(chance.randrange(80, 900, 10))
    phone = f"+5{chance.randrange(10)} 900 000 {chance.randrange(1000):03}"
    text = template.format(n=chance.choice(NAMES), t=chance.choice(TOWNS), p=price, f=phone)
    sentences = text.split(". ")
    if chance.random() < 0.3 and len(sentences) > 3:
        sentences.pop(chance.randrange(len(sentences)))
    if chance.random() < 0.3:
        chance.shuffle(sentences)
    words = ". ".join(sentences).split(" ")
    for _number in range(chance.randrange(6)):
        words.insert(chance.randrange(len(words)), chance.choice(EMOJI) * chance.randrange(1, 4))
    text = " ".join(words)
    return text.upper() if chance.random() < 0.15 else text


def measure(real: list[str], templates: list[str], *, seed: int, alike: float = ALIKE) -> dict[str, float]:
    """Precision and recall over pairs of adverts, mixed with all real ones."""
    chance = random.Random(seed)  # noqa: S311 - a benchmark is to be the same every time
    texts, truth = list(real), [-1 - number for number in range(len(real))]
    for number, template in enumerate(templates):
        size = chance.randrange(4, 25)
        texts += [variant(template, chance) for _number in range(size)]
        truth += [number] * size
    found = {pair for members in groups(dict(enumerate(texts)), alike=alike) for pair in combinations(members, 2)}
    right = {pair for pair in combinations(range(len(real), len(texts)), 2) if truth[pair[0]] == truth[pair[1]]}
    copies = {(a, b) for a, b in found - right if b < len(real) and fuzz.ratio(texts[a], texts[b]) >= 80}
    judged = found - copies
    return {
        "precision": len(judged & right) / max(len(judged), 1),
        "recall": len(found & right) / max(len(right), 1),
        "pairs": len(right),
        "wrong": len(judged - right),
        "near copies among real adverts": len(copies),
    }


def real_adverts(data: Path) -> list[str]:
    """The texts of the real adverts that are there."""
    files = sorted((data / "ads").glob("*.jsonl"))
    lines = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines() if line]
    return [f"{line.get('title', '')}\n{line.get('text', '')}" for line in lines]


def main() -> None:
    """Print the figures; exit status 1 below the floors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    real = real_adverts(parser.parse_args().data)
    half = len(TEMPLATES) // 2
    print(f"{len(real)} real adverts")
    print("templates to choose by:", measure(real, TEMPLATES[:half], seed=1))
    held_out = [measure(real, TEMPLATES[half:], seed=seed) for seed in (2, 3, 4)]
    for figures in held_out:
        print("held out:", figures)
    if any(figures[name] < floor for figures in held_out for name, floor in FLOORS.items()):
        sys.exit(1)


if __name__ == "__main__":
    main()
