"""What the reader reads, in figures, against the floors of this folder.

    python -m models.evaluate [--model models/reader] [--data ../shared/data] [--part test] [--report models/REPORT.md]
    python -m models.evaluate --writers w41 w42    # all texts of these instead of a part

The labelled texts were written for this project; those of the test part by writers who knew neither the reader nor the
other texts (each has a line: the first has been looked at in every release). No advert by a real smuggler is among
them, nowhere: read the figures so. Real news and adverts in which nobody smuggles measure false alarms where they are
at hand. Ends with 1 where a figure is below its floor.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from core.records import Analysis
from core.terms import DocumentKind
from models.align import to_document
from models.real import files, read_file
from models.records import Record, load
from models.score import Figures, score
from models.split import part
from nlp.analyse import Reader
from nlp.opening import AnyReader, SecondedReader
from nlp.records import to_record
from nlp.trained.reader import TrainedReader
from nlp.trained.tags import MAY_CARRY

HERE = Path(__file__).parent
_BINS = 10
_FEW = 6  # writers, of whom each gets a line of its own

Pair = tuple[Record, Analysis]


def evaluate(reader: AnyReader, which: str, writers: Sequence[str] = ()) -> tuple[list[str], dict[str, float]]:
    """Lines to print, and the figures over the whole part, or over all texts of some `writers`."""
    records = [record for record in load() if (record["writer"] in writers if writers else part(record) == which)]
    if not records:
        raise SystemExit(f"No texts of {' '.join(writers) or which}: models/data holds one file a writer.")
    pairs = list(zip(records, reader.analyse_many(map(to_document, records)), strict=True))
    figures = _score(pairs)
    lines = [
        f"{len(records)} labelled texts ({' '.join(writers) or f'{which} part'}), written for this project",
        "",
        "| part | texts | flagged | labels | operators | contacts | route exact | waypoints | prices | false alarms "
        "| wrongly named |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
        _row("all", figures),
    ]
    for name, chosen in _parts(pairs):
        lines.append(_row(name, _score(chosen)))
    rates = figures.rates() | _by_part(pairs)
    lines += ["", "F1 of each label: " + ", ".join(f"{n} {c.f1:.2f}" for n, c in figures.by_label.items())]
    accused = ", ".join(f"{role} {count}" for role, count in figures.accused.items()) or "nobody"
    error = calibration_error(pairs)
    lines += [f"Named as operator though labelled otherwise: {accused}", f"Expected calibration error: {error:.3f}"]
    return lines, rates | {"calibration_error": error}


def _score(pairs: list[Pair]) -> Figures:
    return score((record, to_record(analysis)) for record, analysis in pairs)


def _parts(pairs: list[Pair]) -> Iterator[tuple[str, list[Pair]]]:
    for key in ("kind", "lang", "writer"):
        values = sorted({record[key] for record, _ in pairs})
        for value in values if len(values) <= _FEW else ():
            yield value, [pair for pair in pairs if pair[0][key] == value]
    for lang in sorted({record["lang"] for record, _ in pairs}):
        for kind in sorted({record["kind"] for record, _ in pairs}):
            yield f"{lang} {kind}", [p for p in pairs if (p[0]["lang"], p[0]["kind"]) == (lang, kind)]


def _by_part(pairs: list[Pair]) -> dict[str, float]:
    """The figures of each language and kind that have floors of their own, as 'route_exact of pt'."""
    floors = _floors()
    return {
        f"{figure} of {name}": value
        for name, chosen in _parts(pairs)
        for figure, value in _score(chosen).rates().items()
        if any(f"{figure} of {name}" in table for table in floors.values())
    }


def _row(name: str, figures: Figures) -> str:
    rates = figures.rates()
    cells = [f"{rates[key]:.2f}" for key in ("flagged", "labels", "operators", "contacts", "route_exact", "waypoints")]
    cells += [f"{rates['prices']:.2f}", f"{rates['false_alarms']:.1%}", f"{figures.accused.total()}"]
    return f"| {name} | {figures.documents} | " + " | ".join(cells) + " |"


def calibration_error(pairs: list[Pair]) -> float:
    """Expected calibration error over every label that a text's kind can carry, ten bins of equal width."""
    scores, truth = [], []
    for record, analysis in pairs:
        for label in MAY_CARRY[DocumentKind(record["kind"])]:
            scores.append(analysis.scores[label])
            truth.append(float(label in record["labels"]))
    predicted, actual = np.array(scores), np.array(truth)
    bins = np.minimum((predicted * _BINS).astype(int), _BINS - 1)
    gaps = [
        (bins == index).mean() * abs(predicted[bins == index].mean() - actual[bins == index].mean())
        for index in range(_BINS)
        if (bins == index).any()
    ]
    return float(sum(gaps))


def false_alarms(reader: AnyReader, data: Path, every: int) -> tuple[list[str], dict[str, float]]:
    """Lines and rates over real texts in which nobody smuggles (hard ones labelled by rule, with a little noise).

    `every`: of so many texts one is read; all of them take some twenty minutes.
    """
    lines = [
        "",
        "| real texts without a smuggler | texts | flagged | rate | operators named |",
        "| --- | --- | --- | --- | --- |",
    ]
    totals = {"real_news": [0, 0], "real_ads": [0, 0], "real_hard_news": [0, 0]}
    for kind, hard, total in (
        (DocumentKind.NEWS, False, "real_news"),
        (DocumentKind.AD, False, "real_ads"),
        (DocumentKind.NEWS, True, "real_hard_news"),
    ):
        for path in files(data, kind, hard=hard):
            read = list(reader.analyse_many(islice(read_file(path, kind), every // 2, None, every)))
            flagged = [analysis for analysis in read if analysis.labels]
            named = sum(len(analysis.operators) for analysis in flagged)
            rate = len(flagged) / len(read)
            lines.append(f"| {path.parent.name}/{path.name} | {len(read)} | {len(flagged)} | {rate:.2%} | {named} |")
            totals[total][0] += len(flagged)
            totals[total][1] += len(read)
    return lines, {name: flagged / max(texts, 1) for name, (flagged, texts) in totals.items()}


def below_floors(figures: dict[str, float]) -> list[str]:
    """What is worse than floors.toml allows: `least` for what should be high, `most` for what should be low."""
    floors = _floors()
    low = [f"{n}: {figures[n]:.3f}, at least {v}" for n, v in floors["least"].items() if figures.get(n, v) < v]
    high = [f"{n}: {figures[n]:.4f}, at most {v}" for n, v in floors["most"].items() if figures.get(n, v) > v]
    return low + high


def _floors() -> dict[str, dict[str, float]]:
    return tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))


def main() -> int:
    """Print, write the report where asked for, and compare with the floors."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", type=Path, default=HERE / "reader")
    parser.add_argument("--data", type=Path, default=HERE.parents[1] / "shared" / "data")
    parser.add_argument("--part", default="test", choices=["train", "dev", "judge", "test"])
    parser.add_argument("--writers", nargs="*", default=(), help="no floors, no real texts")
    parser.add_argument("--every", type=int, default=1, help="of so many real texts read one")
    parser.add_argument("--report", type=Path)
    parser.add_argument("--rules", action="store_true", help="the rules instead; no floors, no real texts")
    given = parser.parse_args()
    rules = Reader(0.5)
    reader: AnyReader = rules if given.rules else SecondedReader(TrainedReader(given.model, explains=False), rules)
    lines, figures = evaluate(reader, given.part, given.writers)
    lines = [f"Reader {reader.version}", "", *lines]
    if given.rules or given.writers:
        print("\n".join(lines))
        return 0
    if given.data.is_dir():
        more, rates = false_alarms(reader, given.data, given.every)
        lines, figures = lines + more, figures | rates
    else:
        lines.append(f"No real texts at {given.data}: false alarms are not measured. Name their folder with --data.")
    print("\n".join(lines))
    if given.report:
        given.report.write_text("# What the reader reads\n\n" + "\n".join(lines) + "\n", encoding="utf-8")
    wrong = below_floors(figures) if given.part == "test" else []
    for line in wrong:
        print(f"Below the floor: {line}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
