"""What a list brings is put before a person with whom its names were like, though nobody bears the very name."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import delete, func, select

from core.languages import language, speaking
from core.reason_words import in_words
from core.terms import NameKind, Verdict
from store import watchlist
from store.exchange import watchlist_file
from store.exchange.resembling import as_read_in, keep, resemblances
from store.exchange.taking import take_in
from store.identity import judge
from store.identity.evidence import LISTED, NAME, NAME_OF_A_PERSON
from store.identity.judge import Signature
from store.identity.pairs import pairs
from store.likeness import compare
from store.session import Database, Session
from store.tables import ListedLikenessRow, OperatorNameRow
from store.watchlist import Sighting
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


def test_persons_count_for_less_and_the_same_name_is_told_once(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("key,name,person\n1,Juan Peres Kispe,yes\n", encoding="utf-8")
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention("Juan Pérez Quispe", is_person=True)])
        _read_in(session, path)
        (found,) = pairs(session)
        assert found.score < NAME_OF_A_PERSON
        watchlist.add_names(session, found.left_id, [("Juan Peres Kispe", NameKind.ALIAS)], Sighting(NOON, NOON, counts=False))
        assert [item.key for item in pairs(session)[0].evidence] == ["name:juanpereskispe"]
