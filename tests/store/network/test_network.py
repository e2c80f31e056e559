"""Adverts of one template are found whatever their slots, and tie the operators that they name."""

from __future__ import annotations

import json
import random
from datetime import datetime
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from sqlalchemy import event, select, update

from benchmarks.campaign_texts import TEMPLATES
from benchmarks.campaigns import measure, variant
from core.errors import InputError, NotFoundError
from core.terms import ContactType, DocumentKind, Verdict
from store import watchlist
from store.identity import judge
from store.identity.judge import Signature
from store.identity.pairs import pairs
from store.network import adverts, graph
from store.network.templates import groups
from store.session import Database, Session
from store.tables import AdvertGroupRow, FlagRow
from store.watchlist import Sighting
from tests.store.make import NOON, OFFER, analysis, capture, mention, read, register, save


def test_campaigns_are_put_together_and_kept_apart() -> None:
    figures = measure([], TEMPLATES, seed=7)
    assert figures["precision"] >= 0.95
    assert figures["recall"] >= 0.9


def test_an_employer_s_page_about_itself_is_no_template() -> None:
    about = (
        "Somos una empresa familiar con veinte años en la zona norte, comprometida con la calidad, el trato "
        "cercano y el crecimiento de cada colaborador, y ofrecemos contrato desde el primer día, seguro y comedor. "
    )
    cook = "Buscamos persona para cocinar platos del día, cuidar la despensa y tratar con los proveedores del mercado."
    driver = "Se necesita conductor con licencia vigente que reparta pan de madrugada y lave la camioneta al volver."
    assert groups({1: f"Kantuta. {about}{cook}", 2: f"Zorzal. {about}{driver}"}) == []
    assert groups({1: f"Kantuta. {about}{cook}", 2: f"Zorzal. {about}"}) == [[1, 2]]
    assert groups({1: f"Kantuta. {about}{cook}", 2: f"Hoy Zorzal. {cook} {about}"}) == [[1, 2]]


def test_a_night_compares_lately_seen_adverts_with_the_oldest_of_every_group(database: Database) -> None:
    chance = random.Random(1)

    def advertise(session: Session, number: int, template: int, at: datetime) -> None:
        shot = capture(number * 100, source_id="co_avisos", at=at)
        text = variant(TEMPLATES[template], chance)
        saved = save(session, shot, f"Kantuta {number} {text}", kind=DocumentKind.AD)
        read(session, analysis(saved.revision_id, [mention("Kantuta")], labels=(OFFER,), route=()))

    def grouped(session: Session) -> dict[int, int]:
        query = select(AdvertGroupRow.document_id, AdvertGroupRow.first_id).order_by(AdvertGroupRow.document_id)
        return dict(session.execute(query).tuples().all())

    later = NOON + 3 * adverts.LATELY
    with database.transaction() as session:
        register(session, "co_avisos")
        for number, template in ((1, 0), (2, 0), (3, 1)):
            advertise(session, number, template, NOON)
        assert adverts.regroup(session, NOON) == 1
        session.execute(update(FlagRow).values(updated_at=NOON))
        advertise(session, 4, 1, later)
        assert adverts.regroup(session, later) == 1  # the third was alone, and is long gone
        assert grouped(session) == {1: 1, 2: 1}
        advertise(session, 5, 0, later)
        for _night in range(2):
            assert adverts.regroup(session, later) == 1
            assert grouped(session) == {1: 1, 2: 1, 5: 1}
        session.execute(update(FlagRow).values(updated_at=later))
        assert adverts.regroup(session, later) == 2
        assert grouped(session) == {1: 1, 2: 1, 3: 3, 4: 3, 5: 1}


def test_older_adverts_follow_the_first_of_their_group(database: Database) -> None:
    with database.transaction() as session:
        register(session, "co_avisos")
        for number in range(1, 5):
            save(session, capture(number, source_id="co_avisos"), f"Text {number}", kind=DocumentKind.AD)
        session.add_all(AdvertGroupRow(document_id=key, first_id=first) for key, first in ((2, 2), (3, 2)))
        session.flush()
        adverts._write(session, {1: 1, 2: 1}, {1, 2, 4})
        rows = session.execute(select(AdvertGroupRow.document_id, AdvertGroupRow.first_id))
        assert dict(rows.tuples().all()) == {1: 1, 2: 1, 3: 1}
        adverts._write(session, {}, {1, 2, 4})
        rows = session.execute(select(AdvertGroupRow.document_id, AdvertGroupRow.first_id))
        assert dict(rows.tuples().all()) == {1: 1, 3: 1}


def test_an_advert_template_under_two_names_proposes_an_alias_and_ties_them(database: Database, tmp_path: Path) -> None:
    chance = random.Random(1)
    with database.transaction() as session:
        register(session, "co_avisos")
        for number, name in enumerate(["Kantuta", "Zorzal"], start=1):
            shot = capture(number * 100, source_id="co_avisos")
            text = variant(TEMPLATES[number * 0], chance)
            saved = save(session, shot, f"{name} {number} {text}", kind=DocumentKind.AD)
            read(session, analysis(saved.revision_id, [mention(name)], labels=(OFFER,), route=()))
        assert pairs(session) == []
        assert adverts.regroup(session, NOON) == 1
        assert adverts.regroup(session, NOON) == 1
        (pair,) = pairs(session)
        assert [item.key for item in pair.evidence] == ["adverts:1"]
        adverts._write(session, {2: 2, 1: 2}, {1, 2})  # as if 2 had been met first, and 1 found later
        judge.judge(session, 1, 2, Verdict.DIFFERENT, Signature("ana", "a template is copied", NOON))
        assert adverts.regroup(session, NOON) == 1
        assert pairs(session) == []  # judged on the same tie, which goes by an older advert now
        seen = Sighting(NOON, NOON, counts=True)
        watchlist.add_contacts(session, 1, [(ContactType.PHONE, "+573000000017")], seen)
        watchlist.add_contacts(session, 1, [(ContactType.TELEGRAM, "kan\x01tu\uffffta")], seen)
        found = graph.around(session, 1)
        assert {(a, b) for a, b in found.edges} == {
            ("operator 1", "tel:+573000000017"),
            ("operator 1", "telegram:kantuta"),
            ("operator 1", "adverts 1"),
            ("adverts 1", "operator 2"),
        }
        graph.say_cautions(session, found)
        graph.write(found, tmp_path / "a.graphml")
        graph.write(found, tmp_path / "a.json")
        with pytest.raises(InputError, match="not a form"):
            graph.write(found, tmp_path / "a.png")
        with pytest.raises(NotFoundError, match="no operator 9"):
            graph.around(session, 9)
    taken = nx.read_graphml(tmp_path / "a.graphml")
    assert set(taken.nodes) == set(found.nodes)
    said = {node: words for node, words in taken.nodes(data="caution") if words}
    assert said == {"operator 1": "A lead, not a finding.", "operator 2": "A lead, not a finding."}
    assert len(json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["nodes"]) == 5


def test_for_a_drawing_the_graph_goes_on_from_few_and_says_every_tie_among_them(database: Database) -> None:
    with database.transaction() as session:
        register(session, "co_avisos")
        number = 100
        for names in (
            ["Quirquincho Andino", "Guayacanes Azules"],
            ["Quirquincho Andino", "Vizcachitas Pardas"],
            ["Guayacanes Azules", "Chinchillas Grises"],
            ["Quirquincho Andino", "Guayacanes Azules"],
        ):
            text = " ".join(f"palabra{number + place}" for place in range(60))
            saved = save(session, capture(number, source_id="co_avisos"), text)
            read(session, analysis(saved.revision_id, [mention(n, at=30 * i) for i, n in enumerate(names)]))
            number += 100
        whole, small = graph.around(session, 1), graph.around(session, 1, widest=3)
    assert set(whole.nodes) == {"operator 1", "operator 2", "operator 3", "operator 4"}
    assert set(small.nodes) == {"operator 1", "operator 2", "operator 3"}  # it is full before the last is reached
    assert whole.edges["operator 1", "operator 2"]["documents"] == 2
    assert small.edges["operator 1", "operator 2"]["documents"] == 2


def test_who_stands_in_a_story_is_read_by_the_story(database: Database) -> None:
    """Of a thousand operators that may be tied, SQLite would else look up each beside every mention of the others."""
    if not database.is_sqlite:
        pytest.skip("the plan of SQLite")
    with database.transaction() as session:
        for number in range(1, 6):
            saved = save(session, capture(number * 100), f"Kantuta y Zorzal {number} y Perdiz {number}")
            read(session, analysis(saved.revision_id, [mention("Kantuta"), mention(f"Zorzal {number}")]))
    asked: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, statement: str, values: object, *_more: object) -> None:
        if "operator_mentions AS operator_mentions_2" in statement:
            asked.append((statement, values))

    event.listen(database.engine, "before_cursor_execute", note)
    with database.reading() as session:
        graph.around(session, 1, widest=2)
        plans = [
            " ".join(
                str(row[3]) for row in session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            )
            for statement, values in list(asked)
        ]
    event.remove(database.engine, "before_cursor_execute", note)
    assert len(plans) == 2
    assert all("ix_operator_mentions_story_id" in plan for plan in plans)
