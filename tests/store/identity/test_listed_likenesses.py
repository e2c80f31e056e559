"""What a list brings is put before a person with whom its names were like, though nobody bears the very name."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import delete, func, select

from core.languages import language, speaking
from core.reason_words import in_words
from core.terms import Verdict
from store.exchange import watchlist_file
from store.exchange.resembling import as_read_in, keep, resemblances
from store.exchange.taking import take_in
from store.forgotten.entry import forget
from store.identity import judge, judgements, merging
from store.identity.evidence import LISTED, NAME, NAME_OF_A_PERSON
from store.identity.judge import Signature
from store.identity.pairs import pairs
from store.likeness import compare
from store.session import Database, Session
from store.tables import ListedLikenessRow, OperatorNameRow
from tests.store.make import NOON, mention, register, report

KNOWN, LISTED_AS = "Expreso Quirquincho", "Expresos Kirkincho S.A.S."
ANA = Signature("ana", "another firm", NOON)


@pytest.fixture
def a_list(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(f"key,name\n1,{LISTED_AS}\n2,Ruta Zorzal\n", encoding="utf-8")
    return path


def _read_in(session: Session, path: Path) -> None:
    read = watchlist_file.read(path)
    told = resemblances(session, read.seeds)
    take_in(session, read, NOON)
    keep(session, as_read_in(session, told))


def test_a_row_that_is_like_waits_as_a_pair_and_says_by_which_names(database: Database, a_list: Path) -> None:
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention(KNOWN)])
        _read_in(session, a_list)
        (found,) = pairs(session)
        assert (found.left_name, found.right_name) == (KNOWN, LISTED_AS)
        (item,) = found.evidence
        score = compare(KNOWN, LISTED_AS).score
        assert item.weight == found.score == pytest.approx(NAME * score, abs=1e-3)
        assert f"“{LISTED_AS}” resembles “{KNOWN}” ({score:.2f}: " in item.what
        assert item.what.endswith(f"); {LISTED}")
        with speaking(language("es")):
            assert in_words(item.what).endswith("un nombre es de una lista, el otro figura en documentos")
        assert [each.right_id for each in pairs(session, of=found.left_id)] == [found.right_id]
        assert [each.left_id for each in pairs(session, of=found.right_id)] == [found.left_id]


def test_who_was_told_apart_comes_back_on_new_evidence_alone(database: Database, a_list: Path) -> None:
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention(KNOWN)])
        _read_in(session, a_list)
        (found,) = pairs(session)
        judge.judge(session, found.left_id, found.right_id, Verdict.DIFFERENT, ANA)
        assert pairs(session) == []
        _read_in(session, a_list)  # nobody in it is new
        assert pairs(session) == []
        assert session.scalar(select(func.count()).select_from(ListedLikenessRow)) == 1


def test_a_name_that_is_gone_speaks_for_nobody(database: Database, a_list: Path) -> None:
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention(KNOWN)])
        _read_in(session, a_list)
        session.execute(delete(OperatorNameRow).where(OperatorNameRow.name == LISTED_AS))
        assert pairs(session) == []


def test_persons_count_for_less(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("key,name,person\n1,Juan Peres Kispe,yes\n", encoding="utf-8")
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention("Juan Pérez Quispe", is_person=True)])
        _read_in(session, path)
        (found,) = pairs(session)
        assert 0 < found.score < NAME_OF_A_PERSON


def test_a_name_of_any_entry_of_an_operator_is_met(database: Database, a_list: Path) -> None:
    """Two entries are one, and it is the younger whose name the list's is like."""
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention("Ruta Vizcacha")])
        report(session, 2, [mention(KNOWN)])
        merging.merge(session, [1, 2], ANA)
        _read_in(session, a_list)
        (found,) = pairs(session)
        assert (found.left_id, found.right_name) == (1, LISTED_AS)
        assert f"“{KNOWN}”" in found.evidence[0].what
        merging.merge(session, [found.left_id, found.right_id], ANA)
        (said,) = judgements.history(session, [found.right_id])
        assert said.evidence == tuple((item.key, item.what) for item in found.evidence)  # what a merge goes by
        assert pairs(session) == []


def test_who_is_forgotten_leaves_no_likeness(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("key,name,person\n1,Juan Peres Kispe,yes\n", encoding="utf-8")
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention("Juan Pérez Quispe", is_person=True)])
        _read_in(session, path)
        forget(session, 1, NOON)
        assert pairs(session) == []
        assert session.scalar(select(func.count()).select_from(ListedLikenessRow)) == 0


def test_what_so_many_are_like_is_counted_and_no_pair(database: Database, a_list: Path) -> None:
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention(f"{KNOWN} {town}") for town in ("Arica", "Tacna", "Pisiga", "Calama", "Oruro")])
        assert resemblances(session, watchlist_file.read(a_list).seeds).commonplace == 1
        _read_in(session, a_list)
        assert pairs(session) == []


def test_a_surname_alone_is_no_likeness(database: Database, tmp_path: Path) -> None:
    """A paper calls him by his surname, too, which every namesake shares."""
    path = tmp_path / "list.csv"
    path.write_text("key,name,person\n1,Juvenal Quispe,yes\n", encoding="utf-8")
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention("Juvencio Quispe", aliases=("Quispe",), is_person=True)])
        assert resemblances(session, watchlist_file.read(path).seeds).found == ()
        _read_in(session, path)
        assert pairs(session) == []


def test_names_that_share_what_says_who_are_not_called_the_same(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("key,name\n1,ZORZAL Kantuta Turismo Ltda\n2,viajes zorzal kantúta\n", encoding="utf-8")
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention("Viajes Zorzal Kantuta")])
        _read_in(session, path)
        said = {each.right_name: each.evidence[0].what for each in pairs(session)}
    assert said["viajes zorzal kantúta"] == "viajes zorzal kantúta: a list and documents have the same name"
    assert said["ZORZAL Kantuta Turismo Ltda"].startswith("“ZORZAL Kantuta Turismo Ltda” resembles “Viajes Zorzal")
