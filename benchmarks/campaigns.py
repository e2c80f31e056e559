"""Campaigns of adverts: written templates with changed slots, mixed with real adverts; are they put together again?

    python -m benchmarks.campaigns --data ../shared/data

Every template is written for this (campaign_texts); no line of them is of a real advert. What counts as one template
was chosen by TEMPLATES and the real adverts; the figure that counts is that of HELD_OUT, with names and towns of its
own, written afterwards. A pair of real adverts that is put together counts as wrong unless the two are near copies
(rapidfuzz ratio of 0.8 and more), which real collections hold. Some that count as wrong are right: job offers with
other slots.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from itertools import combinations
from pathlib import Path

from rapidfuzz import fuzz

from benchmarks.campaign_texts import HELD_OUT, HELD_OUT_NAMES, HELD_OUT_TOWNS, NAMES, TEMPLATES, TOWNS
from store.network.templates import ALIKE, groups

FLOORS = {"precision": 0.95, "recall": 0.90}
EMOJI = ["🚌", "✈️", "🇨🇱", "🔥", "📲", "✅", "⭐", "🙏", "💯", "👉"]


def variant(template: str, chance: random.Random, *, held_out: bool = False) -> str:
    """One advert of a campaign: slots filled, and now and then a sentence dropped, emoji strewn, capitals."""
    names, towns = (HELD_OUT_NAMES, HELD_OUT_TOWNS) if held_out else (NAMES, TOWNS)
    price = chance.choice(["{} USD", "${}", "{} soles", "S/ {}", "{} mil pesos"]).format(chance.randrange(80, 900, 10))
    phone = f"+5{chance.randrange(10)} 900 000 {chance.randrange(1000):03}"
    text = template.format(n=chance.choice(names), t=chance.choice(towns), p=price, f=phone)
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
        texts += [variant(template, chance, held_out=templates is HELD_OUT) for _number in range(size)]
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
    print(f"{len(real)} real adverts")
    print("templates to choose by:", measure(real, TEMPLATES, seed=1))
    held_out = [measure(real, HELD_OUT, seed=seed) for seed in (2, 3, 4)]
    for figures in held_out:
        print("held out:", figures)
    if any(figures[name] < floor for figures in held_out for name, floor in FLOORS.items()):
        sys.exit(1)


if __name__ == "__main__":
    main()
