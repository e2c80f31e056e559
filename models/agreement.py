"""How far two people who labelled the same texts, each without the other's labels, agree.

    python -m models.agreement [--differences]

The second labels lie in models/data/second, a file a pass; Cohen's kappa says how much more they agree than by chance:
for whether a text is flagged, for each label, for the role of each name that both gave. Below it stands what a reader
would score that gave the second labels. What they differed in was settled in the first file; how it was labelled
before lies in models/data/second/before, but for the passes a and b, of which only the settled labels are left.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence

from core.terms import DocumentLabel
from models.records import DATA, Record, load, read_records
from models.score import score
from nlp.wording.fold import name_key

SECOND = DATA / "second"
_AS_A_READER = ("flagged", "labels", "operators", "contacts", "route_exact", "waypoints", "prices", "accused")


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Cohen's kappa of (first, second) judgements: 1 for full agreement, 0 for that of chance."""
    if not pairs:
        return 1.0
    agreed = sum(one == other for one, other in pairs) / len(pairs)
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    by_chance = sum(first[value] * second[value] for value in first) / len(pairs) ** 2
    return 1.0 if by_chance == 1 else (agreed - by_chance) / (1 - by_chance)


def compare(pairs: Sequence[tuple[Record, Record]]) -> list[str]:
    """The figures, a line each."""
    lines = [f"{len(pairs)} texts labelled twice", "", "| judgement | kappa | agree |", "| --- | --- | --- |"]
    judgements = {"flagged at all": [(str(bool(a["labels"])), str(bool(b["labels"]))) for a, b in pairs]}
    for label in DocumentLabel:
        judgements[label.value] = [(str(label in a["labels"]), str(label in b["labels"])) for a, b in pairs]
    judgements["role of a name"] = [roles for a, b in pairs for roles in _roles(a, b)]
    for name, values in judgements.items():
        agreed = sum(one == other for one, other in values) / max(len(values), 1)
        lines.append(f"| {name} | {kappa(values):.3f} | {agreed:.1%} of {len(values)} |")
    rates = score(pairs).rates()
    lines.append("")
    lines.append("As a reader: " + ", ".join(f"{name} {rates[name]:.2f}" for name in _AS_A_READER))
    return lines


def _roles(first: Record, second: Record) -> Iterable[tuple[str, str]]:
    """The roles that both gave to a name; names that only one of them lists are left out."""
    one, other = _by_name(first), _by_name(second)
    return [(one[key], other[key]) for key in one.keys() & other.keys()]


def _by_name(record: Record) -> dict[str, str]:
    named = [(entity, entity["role"]) for entity in record["others"]]
    named += [(entity, "operator") for entity in record["operators"]]
    return {name_key(form): role for entity, role in named for form in [entity["name"], *entity.get("aliases", [])]}


def twice_labelled() -> dict[str, list[tuple[Record, Record]]]:
    """(first, second) labels of every text that has both, by the name of the second pass."""
    settled = {record["id"]: record for record in load()}
    passes = {}
    for path in sorted(SECOND.glob("*.jsonl")):
        before = SECOND / "before" / path.name
        first = settled | {record["id"]: record for _, record in (read_records(before) if before.is_file() else ())}
        second = [record for _, record in read_records(path)]
        passes[path.stem] = [(first[record["id"]], record) for record in second if record["id"] in first]
    return passes


def differences(pairs: Iterable[tuple[Record, Record]]) -> Iterable[str]:
    """Every text whose labels or whose operators differ, in a line."""
    for first, second in pairs:
        if set(first["labels"]) != set(second["labels"]):
            yield f"{first['id']}: {first['labels']} / {second['labels']}"
        one, other = _by_name(first), _by_name(second)
        for key in sorted(one.keys() & other.keys()):
            if one[key] != other[key] and "operator" in {one[key], other[key]}:
                yield f"{first['id']}: {key} {one[key]} / {other[key]}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--differences", action="store_true", help="list what they differ in")
    given = parser.parse_args()
    for name, labelled in twice_labelled().items():
        print(f"\n## {name}\n")
        print("\n".join(differences(labelled) if given.differences else compare(labelled)))
