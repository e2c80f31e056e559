"""A mend of what is read reaches the watches that have read already: whoever changes a rule thinks of the version."""

from __future__ import annotations

import hashlib
from pathlib import Path

from nlp.opening import reader_version
from nlp.rules_version import RULES

NLP = Path(__file__).parents[2] / "nlp"
SINCE = ("rules-16", "c2f826bc0dfbe6a9110e1ed26f6530548a065e195034d8b5def3996f8e9dbbb4")


def _digest() -> str:
    """SHA-256 of the rules and their words; what triage learnt has a version of its own, as the network has."""
    found = hashlib.sha256()
    kinds = {".py", ".yml", ".txt", ".tsv"}
    for path in sorted(NLP.rglob("*")):
        name = path.relative_to(NLP).as_posix()
        if path.suffix in kinds and not name.startswith(("sieve/", "rules_version.py")):
            found.update(f"{name}\n{path.read_text(encoding='utf-8')}\n".encode())
    return found.hexdigest()


def test_whoever_changes_what_is_read_thinks_of_its_version() -> None:
    """If a reading may change, raise RULES in nlp/rules_version.py; then, or else, write what this got into SINCE."""
    assert (RULES, _digest()) == SINCE


def test_both_readers_bear_the_version_of_the_rules(tmp_path: Path) -> None:
    assert RULES in reader_version(0.5, None)
    assert RULES in reader_version(0.5, NLP.parent / "models" / "reader")
