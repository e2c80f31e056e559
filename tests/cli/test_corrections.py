"""What was read of a standing, corrected at the terminal."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.test_operator import PERSON, almenara, folder

__all__ = ["folder"]


def _said(folder: Path) -> dict[str, object]:
    shown = json.loads(almenara("operator", "show", "1", "--json", folder=folder).stdout)
    found: dict[str, object] = shown["statuses"][0]
    return found


def test_a_statement_is_corrected_and_taken_back(folder: Path) -> None:
    line = _said(folder)
    number, status = str(line["statement_id"]), str(line["status"])
    correct = ("operator", "correct", number)
    done = almenara(*correct, "nothing", "--version", "0", "--why", "a namesake", "--who", "Ana", folder=folder)
    assert done.stdout.startswith(f"Statement {number}: {status} -> nothing")
    rows = [row.split("│") for row in almenara("operator", "show", "1", folder=folder).stdout.splitlines()]
    last = " ".join(row[-2].strip() for row in rows if len(row) > 2)  # a cell takes several lines
    assert "corrected by Ana (at a terminal, by its user " in last
    assert "it does not accuse this operator" in last
    late = almenara(*correct, "nothing", "--version", "0", "--why", "again", folder=folder)
    assert (late.returncode, "Ana made it no accusation" in late.stderr) == (2, True)
    more = almenara(*correct, "convicted", "--version", "1", "--why", "more", folder=folder)
    assert (more.returncode, "people add nothing to what a source says" in more.stderr) == (2, True)
    back = almenara(*correct, status, "--version", "1", "--why", "it is meant", folder=folder)
    assert back.stdout.startswith(f"Statement {number}: nothing -> {status}")
    assert PERSON in almenara("operator", "list", folder=folder).stdout
    nobody = almenara("operator", "correct", "999", "nothing", "--version", "0", "--why", "x", folder=folder)
    assert (nobody.returncode, "There is no statement 999." in nobody.stderr) == (2, True)


def test_the_flag_says_what_was_corrected_beside_what_was_read(folder: Path) -> None:
    number = str(_said(folder)["statement_id"])
    before = " ".join(almenara("flag", "show", "1", folder=folder).stdout.split())
    assert "counts no more, or as less" not in before
    almenara("operator", "correct", number, "nothing", "--version", "0", "--why", "x", "--who", "Ana", folder=folder)
    shown = almenara("flag", "show", "1", folder=folder).stdout
    assert f"By a person's word it does not accuse: 1 {PERSON}." in shown
    cells = " ".join(shown.replace("│", " ").split())
    assert cells.count("counts no more, or as less") == 3  # in which words, what else was read, on the watchlist
    assert "Ana" in cells
    told = json.loads(almenara("flag", "show", "1", "--json", folder=folder).stdout)["corrected"]
    assert [(each["name"], each["stands_as"], each["contacts"][0]["value"]) for each in told] == [
        (PERSON, None, "+573000000017")
    ]
