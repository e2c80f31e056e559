"""`almenara flag` as a person types it."""

from __future__ import annotations

import getpass
import hashlib
import json
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import app
from core.terms import DocumentKind, FlagState, Role
from store import flags, purge
from store.session import Database
from tests.cli.test_commands import almenara
from tests.store.make import NOON, OFFER, analysis, mention, read, register, report
from tests.store.test_doubtful import MAY_BE, SURE, clears
from web.full_schemas import FlagInFull


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with one flag that names an operator."""
    (tmp_path / "data").mkdir()
    database = Database(f"sqlite:///{tmp_path / 'data' / 'almenara.db'}")
    database.upgrade()
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention("ViveOnline")])
    database.close()
    return tmp_path


def test_one_person_at_a_terminal_is_not_four_eyes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def seen(version: str) -> tuple[str, ...]:
        return ("1", "confirmed", "--version", version, "--why", "seen")

    monkeypatch.setenv("ALMENARA_REVIEW__FOUR_EYES", "true")
    first = almenara("flag", "decide", *seen("1"), "--who", "Ana", folder=folder)
    assert first.stdout == "Flag 1: new -> in_review; a second person has to confirm it.\n"
    monkeypatch.setenv("LOGNAME", "bea")
    second = almenara("flag", "decide", *seen("2"), "--who", "Bea", folder=folder)
    assert (second.returncode, "can't be the second person too" in second.stderr) == (2, True)
    shown = almenara("audit", "show", "--about", "flag 1", "--json", folder=folder).stdout
    entry, *_raised = map(json.loads, shown.splitlines())
    assert entry["actor"] == "Ana"
    monkeypatch.delenv("LOGNAME")
    assert entry["details"]["caller"] == getpass.getuser()


def test_who_decides_on_what_another_changed_meanwhile_is_told(folder: Path) -> None:
    def decide(to: str, who: str, version: str) -> subprocess.CompletedProcess[str]:
        words = ("flag", "decide", "1", to, "--version", version, "--why", "looked", "--who", who)
        return almenara(*words, folder=folder)

    assert "version 1\n" in almenara("flag", "show", "1", folder=folder).stdout  # Ana looks
    assert decide("needs_more", "Ben", "1").returncode == 0
    late = decide("dismissed", "Ana", "1")
    assert (late.returncode, "Ben" in late.stderr) == (2, True)
    assert "STATE --version 2 " in almenara("flag", "show", "1", folder=folder).stdout
    assert decide("dismissed", "Ana", "2").stdout == "Flag 1: needs_more -> dismissed.\n"
    database = Database(f"sqlite:///{folder / 'data' / 'almenara.db'}")
    with database.transaction() as session:
        read(session, analysis(1, [mention("Kantuta del Sur")], reader="rules 2"))
    database.close()
    shown = " ".join(almenara("flag", "show", "1", folder=folder).stdout.split())
    assert "It may become: in_review, dismissed (what came since was seen, it stays)" in shown
    assert decide("dismissed", "Ana", "4").stdout == "Flag 1: dismissed stays; what came since was seen.\n"
    assert "dismissed stays" in " ".join(almenara("flag", "show", "1", folder=folder).stdout.split())


def said(folder: Path, monkeypatch: pytest.MonkeyPatch, *words: str) -> str:
    monkeypatch.setenv("ALMENARA_DATA_DIR", str(folder / "data"))
    result = CliRunner().invoke(app, list(words), env={"COLUMNS": "400"})
    assert result.exit_code == 0, result.output
    return result.stdout


def test_whom_a_clearance_clears_is_said_before_and_after(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One decision at the terminal cleared an operator of a like name, too, without a word."""
    database = Database(f"sqlite:///{folder / 'data' / 'almenara.db'}")
    with database.transaction() as session:
        report(session, 2, [mention(SURE)], route=())
        report(session, 3, [mention(MAY_BE)], route=())
        flag_id = clears(session, 4, SURE).summary.flag_id
    database.close()
    told = "t clears 2 Expreso Lontra Clara.\nIt may mean 3 Bazar Lontra Clara, sure to 0."
    shown = said(folder, monkeypatch, "flag", "show", str(flag_id))
    assert f"Once confirmed, i{told}" in shown
    assert "cleared or impersonated" in shown.partition("In which words")[2]
    assert "may be meant" in shown
    assert "clears somebody who may be it, not decided on" in said(folder, monkeypatch, "operator", "show", "3")
    head = said(folder, monkeypatch, "operator", "show", "2")
    assert "1 document, 1 independent source; documents that clear it: 1\n" in head
    decision = ("flag", "decide", str(flag_id), "confirmed", "--version", "1", "--why", "read", "--who", "Ana")
    done = said(folder, monkeypatch, *decision)
    assert done.startswith(f"Flag {flag_id}: new -> confirmed.\nI{told}")
    (line,) = map(json.loads, said(folder, monkeypatch, "operator", "clearings", "--json").splitlines())
    assert (line["operator_id"], line["flag_id"]) == (3, flag_id)
    assert f"almenara operator decide {line['clearing_id']} STATE --version 0" in done


def test_a_flag_is_shown_as_its_page_has_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = said(folder, monkeypatch, "flag", "show", "1")
    assert "A lead, not a finding." in shown
    assert mention("ViveOnline").sentence in shown
    assert f"{hashlib.sha256(b'1').hexdigest()}" in shown  # of the payload
    assert f"urn:uuid:{1:032x}" in shown
    assert "What became of it" not in shown.partition("raised")[2]
    assert "It may become: in_review, confirmed, dismissed, needs_more" in shown
    said(
        folder,
        monkeypatch,
        "flag",
        "decide",
        "1",
        "dismissed",
        "--version",
        "1",
        "--why",
        "a coach line",
        "--who",
        "Ana",
    )
    after = said(folder, monkeypatch, "flag", "show", "1")
    assert "new -> dismissed" in after
    assert "a coach line" in after
    assert "It may become: in_review (" in after
    whole = json.loads(said(folder, monkeypatch, "flag", "show", "1", "--json"))
    assert whole.keys() == FlagInFull.model_fields.keys()
    assert (whole["state"], whole["decisions"][0]["who"]) == ("dismissed", "Ana")
    assert whole["raised_at"].endswith("Z")


def test_list_and_page_tell_the_same_sources_of_a_flag(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list counted wire copies, the page those of the operator, and one was "1 independent sources"."""
    database = Database(f"sqlite:///{folder / 'data' / 'almenara.db'}")
    with database.transaction() as session:
        register(session, "co_hora", "ec_andes")
        report(session, 2, [mention("ViveOnline")], source_id="co_hora")
        report(session, 3, [mention("ViveOnline")], source_id="ec_andes", text="Text 2 ")
    database.close()
    shown = said(folder, monkeypatch, "flag", "show", "2")
    assert "1 independent source, same story in 1 more\n" in shown
    assert "independent source\n" in said(folder, monkeypatch, "flag", "show", "1")
    listed = said(folder, monkeypatch, "flag", "list", "--json")
    assert {json.loads(line)["independent_sources"] for line in listed.splitlines()} == {1}
    assert "independent sources" in said(folder, monkeypatch, "flag", "list")


def test_the_list_names_nobody_without_its_standing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It named an operator that a source clears as any other, and its JSON was another than that of `flag show`."""
    database = Database(f"sqlite:///{folder / 'data' / 'almenara.db'}")
    with database.transaction() as session:
        report(session, 90_000, [mention("ViveOnline", cleared=True, role=Role.VICTIM)], labels=())
    database.close()
    listed = " ".join(said(folder, monkeypatch, "flag", "list", "--kind", "lead").replace("│", " ").split())
    assert "ViveOnline: reported" in listed
    (line,) = (json.loads(each) for each in said(folder, monkeypatch, "flag", "list", "--json").splitlines()[1:])
    (stands,) = line["standings"]
    assert stands["operator_id"] == line["operators"][0]["operator_id"]
    assert "A source clears it (" in stands["caution"]
    whole = json.loads(said(folder, monkeypatch, "flag", "show", str(line["flag_id"]), "--json"))
    assert whole | line == whole
    operator = str(stands["operator_id"])
    asked = (("operator", "list"), ("operator", "show", operator), ("search", "ViveOnline"))
    answers = [json.loads(said(folder, monkeypatch, *words, "--json").splitlines()[0]) for words in asked]
    assert [each["caution"] for each in answers] == [stands["caution"]] * 3
    assert line in answers[1]["flags"]


def test_flags_are_filtered_as_by_the_api(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = Database(f"sqlite:///{folder / 'data' / 'almenara.db'}")
    with database.transaction() as session:
        report(session, 9000, [mention("Kantuta")], labels=(OFFER,), kind=DocumentKind.AD, now=NOON + timedelta(days=5))
        report(session, 20_000, [mention("ViveOnline", cleared=True, role=Role.VICTIM)], labels=())
    database.close()

    def found(*filters: str) -> list[int]:
        lines = said(folder, monkeypatch, "flag", "list", "--json", *filters).splitlines()
        return [json.loads(line)["flag_id"] for line in lines]

    assert found() == [3, 2, 1]
    assert found("--kind", "clearance") == [3]
    assert found("--document-kind", "ad") == [2]
    assert found("--label", "smuggling_offer") == [2]
    assert found("--country", "cl", "--kind", "lead") == [2, 1]
    assert found("--country", "PE") == []
    assert found("--source", "cl_voz", "--operator", "2") == [2]
    assert found("--since", "2021-01-25") == [2]
    assert found("--proposed") == []


def test_a_flag_whose_text_a_purge_took_says_so_and_when(folder: Path) -> None:
    before = almenara("flag", "show", "1", folder=folder).stdout
    assert "taken away" not in before
    database = Database(f"sqlite:///{folder / 'data' / 'almenara.db'}")
    with database.transaction() as session:
        flags.decide(session, 1, FlagState.DISMISSED, who="ana", why="a coach line", expected_version=1, now=NOON)
        due, later = purge.Retention(names_days=0, texts_days=180), NOON + timedelta(days=400)
        assert purge.purge_some(session, due, later, who="ana").texts == 1
    database.close()
    shown = almenara("flag", "show", "1", folder=folder).stdout
    assert "Lead 1: its title and text were taken away" in shown
    assert f"Its text was taken away on {later:%Y-%m-%d} by a purge; the archived page remains." in shown
    assert (
        FlagInFull.model_validate_json(almenara("flag", "show", "1", "--json", folder=folder).stdout).purged_at == later
    )
