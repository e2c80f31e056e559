"""Known operators come in from a file, once, and are linked to as any other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from core.terms import ContactType, LegalStatus, NameKind
from store import audit, by_key, looking, views
from store.seeds import loading, record, rows
from store.seeds.seed import Seed, SeedStatus
from store.session import Database, Session
from tests.store.make import NOON, mention, phone, report

ROWS = """name,aliases,contacts,countries,status,date,url,note
ViveOnline,VIVE ON LINE S.A.S. | @viveonline.viajes | Viajes,phone:+57 300 000-0017|telegram:@ViveOnline,co cl,\
under_investigation,2021-01-23,https://prensa.example/1,Press release
Kantuta,,,,,,,
"""


def _file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "seeds.csv"
    path.write_text(text, encoding="utf-8-sig")
    return path


def test_read_once_and_brought_up_to_date(database: Database, tmp_path: Path) -> None:
    known = rows.read_csv(_file(tmp_path, ROWS))
    with database.transaction() as session:
        assert loading.load(session, known, NOON) == 2
        assert loading.load(session, known, NOON) == 0
        report(session, 1, [mention("Vive Online")], [phone("+573000000017")])
        lines = {line.name: line for line in views.operators(session)}
        assert set(lines) == {"ViveOnline", "Kantuta"}
        detail = views.operator(session, lines["ViveOnline"].operator_id)
    assert lines["ViveOnline"].status is LegalStatus.UNDER_INVESTIGATION
    assert (ContactType.TELEGRAM, "viveonline") in lines["ViveOnline"].contacts
    assert [(line.name, line.kind) for line in detail.names[:4]] == [
        ("ViveOnline", NameKind.NAME),
        ("VIVE ON LINE S.A.S.", NameKind.ALIAS),
        ("@viveonline.viajes", NameKind.HANDLE),
        ("Viajes", NameKind.WEAK_ALIAS),
    ]
    (seeded, _reported) = sorted(detail.statuses, key=lambda line: line.source_id)
    assert (seeded.on, seeded.url, seeded.sentence) == (date(2021, 1, 23), "https://prensa.example/1", "Press release")


def test_contact_points_come_in_with_the_names(database: Database) -> None:
    one = Seed("1", "Kantuta", contacts=((ContactType.PHONE, "+573000000017"),) * 2)
    other = Seed("2", "Zorzal", contacts=((ContactType.WHATSAPP, "+573000000017"), (ContactType.URL, "zorzal.example")))
    with database.transaction() as session:
        assert loading.load(session, [one, other], NOON) == 2
        assert loading.load(session, [one, other], NOON) == 0
        channels = by_key.channels(session, [1, 2])
    assert sorted(channels) == [(1, "tel:+573000000017"), (2, "tel:+573000000017"), (2, "url:zorzal.example")]


LATER = NOON + timedelta(days=3)
KNOWN = Seed(
    "7",
    "Ruta Zorzal",
    ("Zorzal Viajes",),
    ((ContactType.PHONE, "+573000000017"),),
    ("CO",),
    status=LegalStatus.REPORTED,
    said_on=date(2021, 1, 2),
    note="seen in Arica",
    said=(SeedStatus(LegalStatus.CHARGED, date(2021, 1, 3), "https://court.example/1"),),
    routes=(("CO EC", ("Pasto",)),),
)


def _named(session: Session) -> tuple[list[int], dict[str, object]]:
    """Whom the last reading named, and what it counted."""
    newest = audit.last(session, "watchlist read in")
    assert newest is not None
    before = audit.entries(session, limit=2)[1]
    named = before.details["operators"] if before.action == "read in from a list" else []
    assert isinstance(named, list)
    return named, {name: newest.details[name] for name in ("new", "changed", "unchanged")}


@pytest.mark.parametrize(
    "told",
    [
        {"aliases": ("Zorzal Viajes", "Zorzal Express")},
        {"contacts": ((ContactType.PHONE, "+573000000018"),)},
        {"countries": ("PE",)},
        {"is_person": True},
        {"note": "seen in Tacna"},
        {"status": LegalStatus.CONVICTED},
        {"said": (SeedStatus(LegalStatus.CHARGED, date(2021, 1, 9), "https://court.example/1"),)},
        {"routes": (("EC PE", ()),)},
        {"routes": (("CO EC", ("Pasto", "Ipiales")),)},
        {"topics": ("crime",)},
        {"is_sure": True},
        {"seen": (NOON - timedelta(days=9), NOON)},
    ],
    ids=lambda told: next(iter(told)),
)
def test_a_list_read_again_names_whom_it_changed_and_counts_the_rest(
    database: Database, told: dict[str, object]
) -> None:
    """It named all that it holds, changed or not: who looked for one found every reading."""
    others = [
        Seed("8", "Paso Kantuta"),
        Seed("9", "Viajes Calandria", status=LegalStatus.CHARGED, url="https://a.example/"),
    ]
    with database.transaction() as session:
        loading.load(session, [KNOWN, *others], NOON, by="list.csv")
        assert _named(session) == ([1, 2, 3], {"new": 3, "changed": 0, "unchanged": 0})
        loading.load(session, [KNOWN, *others], LATER, by="list.csv")
        assert _named(session) == ([], {"new": 0, "changed": 0, "unchanged": 3})
        fresh = Seed("10", "Ruta Cóndor Gris")
        loading.load(session, [replace(KNOWN, **told), *others, fresh], LATER, by="list.csv")  # type: ignore[arg-type]
        assert _named(session) == ([1, 4], {"new": 1, "changed": 1, "unchanged": 2})
        assert [len(looking.about(session, f"operator {number}")) for number in (1, 2, 3, 4)] == [2, 1, 1, 1]
        assert views.operator(session, 2).summary.last_seen == LATER


def test_of_a_great_many_new_ones_only_those_known_before_are_named(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record, "TOLD", 2)
    many = [Seed(str(number), f"Ruta {name}") for number, name in enumerate(("Zorzal", "Kantuta", "Puma", "Lora"))]
    with database.transaction() as session:
        loading.load(session, many[:1], NOON)
        loading.load(session, [replace(many[0], note="seen"), *many[1:]], LATER)
        assert _named(session) == ([1], {"new": 3, "changed": 1, "unchanged": 0})
        loading.load(session, [replace(each, note="seen again") for each in many], LATER)
        lines = [each.details["operators"] for each in audit.entries(session, action="read in from a list", limit=2)]
        assert lines == [[3, 4], [1, 2]]
