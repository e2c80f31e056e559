"""Known operators come in from a file, once, and are linked to as any other."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from core.terms import ContactType, LegalStatus, NameKind
from store import by_key, seed_rows, seeds, views
from store.seed import Seed
from store.session import Database
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
    known = seed_rows.read_csv(_file(tmp_path, ROWS))
    with database.transaction() as session:
        assert seeds.load(session, known, NOON) == 2
        assert seeds.load(session, known, NOON) == 0
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
        assert seeds.load(session, [one, other], NOON) == 2
        assert seeds.load(session, [one, other], NOON) == 0
        channels = by_key.channels(session, [1, 2])
    assert sorted(channels) == [(1, "tel:+573000000017"), (2, "tel:+573000000017"), (2, "url:zorzal.example")]
