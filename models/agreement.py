"""How far two people who labelled the same texts, each without the other's labels, agree.

    python -m models.agreement [--differences]

The second labels lie in models/data/second; Cohen's kappa says how much more they agree than by chance: for whether
a text is flagged, for each label, for the role of each name that both gave. What they differed in was settled in the
first file.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence

from core.terms import DocumentLabel
from models.records import DATA, Record, load, read_records
from nlp.wording.fold import name_key

SECOND = DATA / "second"


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
    both = [(a, b) for a, b in pairs if a["labels"] and b["labels"]]
    exact = sum(a["route"] == b["route"] for a, b in both) / max(len(both), 1)
    lines.append(f"\nRoute the same in {exact:.1%} of {len(both)} texts that both flagged.")
    return lines


def _roles(first: Record, second: Record) -> Iterable[tuple[str, str]]:
    """The roles that both gave to a name; names that only one of them lists are left out."""
    one, other = _by_name(first), _by_name(second)
    return [(one[key], other[key]) for key in one.keys() & other.keys()]


def _by_name(record: Record) -> dict[str, str]:
    named = [(entity, entity["role"]) for entity in record["others"]]
    named += [(entity, "operator") for entity in record["operators"]]
    return {name_key(form): role for entity, role in named for form in [entity["name"], *entity.get("aliases", [])]}


def twice_labelled() -> list[tuple[Record, Record]]:
    """(first, second) labels of every text that has both."""
    first = {record["id"]: record for record in load()}
    second = (record for path in sorted(SECOND.glob("*.jsonl")) for _, record in read_records(path))
    return [(first[record["id"]], record) for record in second if record["id"] in first]


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
    labelled = twice_labelled()
    print("\n".join(differences(labelled) if given.differences else compare(labelled)))
    sys.exit(0)
