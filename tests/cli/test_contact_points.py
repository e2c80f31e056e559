"""Contact points taken off an operator and given back at the terminal."""

from __future__ import annotations

import json
from pathlib import Path

from core.terms import ContactType
from store.session import Database
from tests.cli.test_operator import PERSON, almenara, folder
from tests.store.make import mention, phone, report

__all__ = ["folder"]

NUMBER = "+573000000017"


def _contacts(folder: Path) -> list[str]:
    shown = json.loads(almenara("operator", "show", "1", "--json", folder=folder).stdout)
    return [each["value"] for each in shown["contacts"]]


def test_a_number_that_is_called_and_messaged_is_told_once(folder: Path) -> None:
    database = Database(f"sqlite:///{folder / 'data' / 'almenara.db'}")
    with database.transaction() as session:
        report(session, 2, [mention(PERSON, is_person=True)], [phone(NUMBER, kind=ContactType.WHATSAPP)])
    database.close()
    shown = " ".join(almenara("operator", "show", "1", folder=folder).stdout.replace("│", " ").split())
    points = shown.partition("Contact points")[2].partition("What sources")[0]
    assert f"phone and whatsapp {NUMBER}" in points
    assert points.count(NUMBER) == 1
    assert _contacts(folder) == [NUMBER, NUMBER]  # as JSON each use is a contact point


def test_a_number_is_taken_off_as_it_is_typed_and_given_back(folder: Path) -> None:
    off = ("operator", "contact-off", "1")
    assert _contacts(folder) == [NUMBER]
    strange = almenara(*off, "+57 300 000 0099", "--why", "hers", folder=folder)
    assert (strange.returncode, "has no contact point" in strange.stderr) == (2, True)
    done = almenara(*off, "57 300-000-0017", "--why", "hers", "--who", "Ana", folder=folder)
    assert done.stdout.startswith("Operator 1: a contact point (phone) is off, removal 1.")
    assert (_contacts(folder), NUMBER in done.stdout) == ([], False)
    shown = almenara("operator", "show", "1", folder=folder).stdout
    assert "Contact points that a person took off it" in shown
    assert NUMBER not in shown.partition("Contact points that a person took off it")[2].partition("What sources")[0]
    flag = " ".join(almenara("flag", "show", "1", folder=folder).stdout.replace("│", " ").split())
    assert "taken off the operator, by a person's word" in flag
    back = almenara("operator", "contact-back", "1", "--why", "asked again", folder=folder)
    assert back.stdout == f"Operator 1 has phone {NUMBER}.\n"
    assert _contacts(folder) == [NUMBER]
    late = almenara("operator", "contact-back", "1", "--why", "again", folder=folder)
    assert (late.returncode, "gave the contact point back" in late.stderr) == (2, True)
    assert PERSON in almenara("operator", "list", folder=folder).stdout
