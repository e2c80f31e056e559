"""`almenara operator` as a person types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from cli.operator import unsound
from cli.watchlist import read_in
from core.errors import BusyError
from core.terms import Verdict
from store import audit, lock, views
from store.session import Database
from tests.cli.test_commands import almenara
from tests.store.make import mention, phone, register, report
from web.found_schemas import OperatorFound
from web.operator_schemas import Operator

PERSON = "Juan Pérez Quispe"
NONE_WAITS = "Cleared by lists, or by documents that may mean them: undecided. None.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with one person who stands twice."""
    (tmp_path / "data").mkdir()
    database = Database(f"sqlite:///{tmp_path / 'data' / 'almenara.db'}")
    database.upgrade()
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        report(session, 1, [mention(PERSON, is_person=True)], [phone("+573000000017")])
        report(session, 9000, [mention(PERSON, is_person=True)], source_id="co_hora", route=())
    database.close()
    return tmp_path


def test_one_person_who_stands_twice_is_merged_and_split_again(folder: Path) -> None:
    (proposed,) = map(json.loads, almenara("operator", "pairs", "--json", folder=folder).stdout.splitlines())
    assert (proposed["left_id"], proposed["right_id"]) == (1, 2)
    assert PERSON in almenara("operator", "pairs", folder=folder).stdout
    merged = almenara("operator", "merge", "1", "2", "--why", "one man", "--who", "ana", folder=folder)
    assert merged.stdout == "Operators 1, 2 are one: 1.\n"
    (line,) = map(json.loads, almenara("operator", "list", "--json", folder=folder).stdout.splitlines())
    assert (line["entries"], line["independent_sources"]) == ([1, 2], 2)
    assert OperatorFound.model_validate(line).caution
    whole = Operator.model_validate_json(almenara("operator", "show", "2", "--json", folder=folder).stdout)
    assert (whole.entries, [each.verdict for each in whole.judgements]) == ((1, 2), [Verdict.SAME])
    assert {each.operator_id for each in whole.mentions} == {each.operator_id for each in whole.listed} == {1, 2}
    shown = almenara("operator", "show", "2", folder=folder).stdout
    assert "(entries 1, 2)" in shown
    assert "Decisions on identity" in shown
    assert "350" in shown
    whole = almenara("operator", "list", "--limit", "1", folder=folder)
    assert whole.stderr == ""
    again = almenara("operator", "judge", "1", "2", "different", "--why", "no", "--who", "ben", folder=folder)
    assert again.returncode == 2
    assert "were judged same by ana" in again.stderr
    split = almenara("operator", "split", "2", "--why", "two men", folder=folder)
    assert split.stdout == "Operator 2 stands alone; 1 stay together.\n"
    assert len(almenara("operator", "list", "--json", folder=folder).stdout.splitlines()) == 2
    cut = almenara("operator", "list", "--json", "--limit", "1", folder=folder)
    assert len(cut.stdout.splitlines()) == 1
    assert cut.stderr == "almenara: only the first 1; --limit shows more.\n"


@pytest.mark.parametrize("verdict", Verdict)
def test_who_judges_is_told_what_was_known(folder: Path, verdict: Verdict) -> None:
    """Of two that were judged the same it said '0 pieces of evidence known': it asked once they were one."""
    judge = ("operator", "judge", "1", "2", verdict, "--why", "read both", "--who", "ana")
    told = almenara(*judge, folder=folder).stdout.splitlines()
    assert told[0] == f"Operators 1 and 2: {verdict} (judgement 1, 1 piece of evidence known)."
    assert told[1].startswith(f"  known: {PERSON}: ")


def test_what_kind_a_name_is_is_said_in_words(folder: Path) -> None:
    database = Database(f"sqlite:///{folder / 'data' / 'almenara.db'}")
    with database.transaction() as session:
        report(session, 9002, [mention(PERSON, "Tarugo del Sur", is_person=True)], [phone("+573000000017")])
    database.close()
    for kind, said in (("alias", "an alias"), ("previous_name", "a previous name")):
        told = almenara("operator", "name", "1", "Tarugo del Sur", kind, folder=folder)
        assert told.stdout == f"Operator 1: Tarugo del Sur is {said}.\n", told.stderr


def test_the_watchlist_is_listed_by_a_name_a_standing_and_a_country(folder: Path) -> None:
    def listed(*asked: str) -> list[int]:
        told = almenara("operator", "list", "--json", *asked, folder=folder)
        return [json.loads(line)["operator_id"] for line in told.stdout.splitlines()]

    assert sorted(listed()) == sorted(listed("--country", "cl", "--sort", "sources")) == [1, 2]
    assert listed("--sort", "first_seen") == [2, 1]
    assert listed("--name", "nobody at all") == listed("--status", "convicted") == listed("--country", "ZW") == []
    assert listed("--name", "300 000 0017") == [1]
    given = PERSON.split(maxsplit=1)[0]
    slip = f"{given}x"
    for form in ((), ("--json",)):  # whose name is another is said, wherever the answer goes
        near = almenara("operator", "list", "--name", slip, *form, folder=folder)
        assert near.stderr == f"almenara: {slip.lower()} stands in no text; looked for {given.lower()}.\n"
        assert PERSON in near.stdout
    refused = almenara("operator", "list", "--name", "*", folder=folder)
    assert (refused.returncode, "no word and no number" in refused.stderr) == (2, True)


def test_operators_that_were_judged_different_are_merged_by_who_names_each_judgement(folder: Path) -> None:
    """No single number fitted two judgements, and the three could not be merged at all."""
    database = Database(f"sqlite:///{folder / 'data' / 'almenara.db'}")
    with database.transaction() as session:
        report(session, 9001, [mention("Ruta Zorzal")], source_id="co_hora", route=())
    database.close()
    for other in ("2", "3"):
        judged = almenara("operator", "judge", "1", other, "different", "--why", f"not {other}", folder=folder)
        assert judged.returncode == 0, judged.stderr
    merge = ("operator", "merge", "1", "2", "3", "--why", "one firm")
    for seen in ((), ("--seen", "1"), ("--seen", "2")):
        refused = almenara(*merge, *seen, folder=folder)
        assert (refused.returncode, "not 2 (judgement 1)" in refused.stderr) == (2, True)
        assert "say that you have seen each: --seen 1 --seen 2." in refused.stderr
    merged = almenara(*merge, "--seen", "1", "--seen", "2", folder=folder)
    assert merged.stdout == "Operators 1, 2, 3 are one: 1.\n"


def test_whose_lead_was_dismissed_is_told_so_and_the_graph_s_file_says_it(folder: Path) -> None:
    decided = almenara(
        "flag", "decide", "1", "dismissed", "--version", "1", "--why", "the victim", "--who", "ana", folder=folder
    )
    assert decided.returncode == 0, decided.stderr
    shown = almenara("operator", "show", "1", folder=folder).stdout
    assert (
        "standing: (every lead on it was dismissed); 0 documents, 0 independent sources; not counted: 1 whose lead a"
        in shown
    )
    assert "dismissed by ana" in shown.replace("│", " ")
    assert "terminal" in shown  # by its user: a narrow column breaks the words
    graph = json.loads(almenara("graph", "1", "--json", folder=folder).stdout)
    told = {node["id"]: node.get("caution") for node in graph["nodes"]}
    assert told["operator 1"] == "No lead: people dismissed every lead on it."
    assert told["tel:+573000000017"] is None
    drawn = almenara("graph", "1", folder=folder).stdout
    assert "Not to be read without" in drawn
    assert "No lead: people dismissed every lead on it." in drawn
    found = almenara("search", "Quispe", folder=folder).stdout
    assert "(every lead on it was dismissed)" in " ".join(found.replace("│", " ").split())


def test_a_dossier_is_written_once_and_is_on_record(folder: Path) -> None:
    one, two = str(folder / "one.pdf"), str(folder / "two.pdf")
    made = almenara("operator", "dossier", "1", "--out", one, "--language", "es", folder=folder)
    assert (made.returncode, "of 1 documents 1 do not hold" in made.stderr) == (1, True)  # there is no archive
    text = " ".join(PdfReader(one).pages[0].extract_text().split())
    assert text.startswith(f"Almenara: {PERSON}")
    assert "Una alerta es una pista, no una conclusión." in text
    seen = almenara("audit", "show", "--about", "operator 1", folder=folder).stdout
    assert ("form: dossier" in seen, "Who did what" in seen) == (True, True)
    again = almenara("operator", "dossier", "1", "--out", one, folder=folder)
    assert (again.returncode, "is there already" in again.stderr) == (2, True)
    assert almenara("operator", "dossier", "1", "--out", two, "--language", "fr", folder=folder).returncode == 2


def test_what_does_not_hold_of_a_dossier_is_named() -> None:
    """Of a custody log that was cut it said: of 7 documents 0 do not hold; it says which."""
    whole = "almenara: `almenara evidence verify` looks at the whole archive.\n"
    cut = "almenara: the custody log does not hold: custody.head: not the last entry"
    assert unsound(7, 0, ["custody.head: not the last entry"]) == f"{cut}\n{whole}"
    documents = "almenara: of 7 documents 2 do not hold, or could not be read; it says which.\n"
    assert unsound(7, 2, []) == f"{documents}{whole}"
    assert unsound(7, 2, ["custody.head: not the last entry", "x"]) == f"{documents}{cut} (and 1 more)\n{whole}"


def test_a_list_that_clears_is_decided_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "list.csv"
    path.write_text("key,name,status,date\n7,Ruta Zorzal,charged,2021-01-02\n", encoding="utf-8")
    assert almenara("watchlist", "import", str(path), folder=folder).returncode == 0
    path.write_text("key,name,status,date\n7,Ruta Zorzal,cleared,2021-01-20\n", encoding="utf-8")
    tried = almenara("watchlist", "import", "--dry-run", str(path), folder=folder).stdout
    assert "0 of them would be new. Nothing was written." in tried
    assert "Ruta Zorzal: cleared on 2021-01-20" in tried
    assert "by this list: 1 known here; on 1 of them a person has yet to decide." in tried
    assert almenara("operator", "clearings", folder=folder).stdout == NONE_WAITS
    assert "almenara operator clearings" in almenara("watchlist", "import", str(path), folder=folder).stdout
    (line,) = map(json.loads, almenara("operator", "clearings", "--json", folder=folder).stdout.splitlines())
    number, operator = str(line["clearing_id"]), str(line["operator_id"])
    monkeypatch.setenv("ALMENARA_REVIEW__FOUR_EYES", "true")
    ruling = ("operator", "decide", number, "confirmed", "--why", "ruling")
    first = almenara(*ruling, "--version", "0", "--who", "Ana", folder=folder)
    assert first.stdout == f"Clearing {number}: new -> in_review; a second person has to confirm it.\n"
    late = almenara(*ruling, "--version", "0", "--who", "Bea", folder=folder)
    assert (late.returncode, "Ana" in late.stderr) == (2, True)
    second = almenara(*ruling, "--version", "1", "--who", "Bea", folder=folder)
    assert (second.returncode, "can't be the second person too" in second.stderr) == (2, True)
    assert "proposed by Ana" in " ".join(almenara("operator", "show", operator, folder=folder).stdout.split())
    assert (
        almenara(
            *("operator", "decide", number, "dismissed", "--version", "1", "--why", "another"), folder=folder
        ).returncode
        == 0
    )
    assert almenara("operator", "clearings", folder=folder).stdout == NONE_WAITS
    for options in ((), ("--dry-run",)):
        again = almenara("watchlist", "import", str(path), *options, folder=folder).stdout
        assert "on each a person has decided." in again
        assert "yet to decide" not in again


def test_a_list_that_clears_whom_it_never_brought_says_whom_it_is_taken_for(folder: Path) -> None:
    """It was told 'is not known here' of the name and the number of operator 1."""
    path = folder / "court.csv"
    rows = (f"{PERSON},phone:+573000000017,cleared,2021-03-01", f"{PERSON},,cleared,2021-03-01")
    for row, options in ((rows[0], ("--dry-run",)), (rows[0], ()), (rows[1], ())):
        path.write_text(f"name,contacts,status,date\n{row}\n", encoding="utf-8")
        said = almenara("watchlist", "import", str(path), *options, folder=folder).stdout
        assert "is not known here" not in said
        if row == rows[0]:
            assert f"line 2: {PERSON} is taken for operator 1 {PERSON}, by phone +573000000017" in said
            assert "on 1 of them a person has yet to decide" in said
    assert f"line 2: {PERSON} (may be operator 1 {PERSON}, key almenara-" in said
    (line,) = map(json.loads, almenara("operator", "clearings", "--json", folder=folder).stdout.splitlines())
    assert (line["operator_id"], line["list_name"]) == (1, "court.csv")


def test_a_list_tried_and_a_list_read_in_are_told_in_one_form(folder: Path) -> None:
    path = folder / "list.csv"
    path.write_text("name,status\nRuta Zorzal,reported\nPaso Kantuta,cleared\n", encoding="utf-8")
    tried, done = (
        json.loads(almenara("watchlist", "import", str(path), "--json", *options, folder=folder).stdout)
        for options in (("--dry-run",), ())
    )
    assert (tried.pop("dry_run"), done.pop("dry_run")) == (True, False)
    assert ([each["name"] for each in tried.pop("added")], tried.pop("changed")) == (["Ruta Zorzal"], [])
    assert tried == done
    assert (done["operators"], done["new"], list(done["refused"].values())) == (1, 1, [1])


def test_a_list_says_whom_of_the_documents_its_rows_may_be(folder: Path) -> None:
    path = folder / "list.csv"
    path.write_text("name,contacts\nRuta Zorzal,phone:+573000000017\nPaso Kantuta,\n", encoding="utf-8")
    tried, done = "as pairs, once they are read in", "almenara operator pairs"
    for row, where, options in (("Ruta Zorzal", tried, ("--dry-run",)), ("operator 3 Ruta Zorzal", done, ())):
        said = almenara("watchlist", "import", str(path), *options, folder=folder).stdout
        assert f"new rows that may be operators of documents: 1 (to judge: {where})." in said
        assert "the figure says how sure it is that the operator is meant" in said
        assert f"  line 2: {row} and operator 1 {PERSON}, 0.90 by a contact point.\n" in said
    seen = almenara("audit", "show", "--about", "operator 1", folder=folder).stdout
    assert ("tried" in seen, "file read in" in seen) == (True, False)
    again = json.loads(almenara("watchlist", "import", str(path), "--json", folder=folder).stdout)
    assert (again["resembling"], again["compared"]) == ([], {"rows": 0, "of": 0, "commonplace": 0})
    judged = almenara("operator", "judge", "1", "3", "same", "--why", "one number", folder=folder)
    assert judged.returncode == 0, judged.stderr


def test_a_note_that_a_list_replaces_is_told_before(folder: Path) -> None:
    path = folder / "list.csv"
    for note in ("seen in Arica", "seen in Tacna"):
        path.write_text(f"name,note\nRuta Zorzal,{note}\n", encoding="utf-8")
        tried = almenara("watchlist", "import", "--dry-run", str(path), folder=folder).stdout
        almenara("watchlist", "import", str(path), folder=folder)
    assert "Ruta Zorzal: note: seen in Tacna (instead of note: seen in Arica)" in tried


def test_a_list_is_read_in_and_tried_only_while_nobody_else_writes_names(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beside a night it held the database for longer than the night waits, and the night failed."""
    monkeypatch.setenv("ALMENARA_DATA_DIR", str(folder / "data"))
    path = folder / "list.csv"
    path.write_text("name\nRuta Zorzal\n", encoding="utf-8")
    database = Database(f"sqlite:///{folder / 'data' / 'almenara.db'}")
    with lock.hold(database, work="an ingest"):
        for dry_run in (False, True):
            with pytest.raises(BusyError, match=r"is at work on .*almenara\.db: an ingest\."):
                read_in(path, dry_run=dry_run)
    with database.reading() as session:
        assert len(views.operators(session)) == 2
    read_in(path, dry_run=True)
    read_in(path)
    with database.reading() as session:
        assert [line.name for line in views.operators(session)].count("Ruta Zorzal") == 1
        assert [(each.action, each.subject) for each in audit.entries(session, limit=4)] == [
            ("file read in", "list.csv"),
            ("watchlist read in", ""),
            ("read in from a list", ""),
            ("viewed", "watchlist import of list.csv, tried"),
        ]
        assert audit.verify(session) == []
    database.close()


def test_somebody_says_that_an_operator_is_no_person(folder: Path) -> None:
    said = almenara("operator", "person", "1", "no", folder=folder)
    assert (said.returncode, said.stdout) == (0, "Operator 1 is no person.\n")
    assert almenara("operator", "person", "9", "no", folder=folder).returncode == 2
