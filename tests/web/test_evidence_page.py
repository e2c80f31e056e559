"""The verify button: what the archive holds now, said in words."""

from __future__ import annotations

from fastapi.testclient import TestClient

from core.settings import Settings
from store import views
from store.session import Database
from tests.web.stories import REPORT


def test_untouched_evidence_holds(client: TestClient, database: Database, flag_ids: dict[str, int]) -> None:
    flag_id = flag_ids[REPORT.title]
    with database.reading() as session:
        capture = views.flag(session, flag_id).capture
    page = client.get(f"/flags/{flag_id}").text
    assert capture.payload_sha256 in page
    assert "It holds." not in page  # nothing is claimed before it is looked at
    verified = client.get(f"/flags/{flag_id}/evidence").text
    assert "It holds." in verified
    assert verified.count(capture.payload_sha256) == 2
    assert "HTTP/1.1 200 OK" in verified
    assert "GET /20210123-0 HTTP/1.1" in verified


def test_one_flipped_byte_is_found(
    client: TestClient, database: Database, settings: Settings, flag_ids: dict[str, int]
) -> None:
    flag_id = flag_ids[REPORT.title]
    with database.reading() as session:
        capture = views.flag(session, flag_id).capture
    path = settings.archive_root / capture.warc_file
    content = bytearray(path.read_bytes())
    content[capture.warc_offset + capture.warc_length // 2] ^= 1
    path.chmod(0o600)
    path.write_bytes(content)
    answer = client.get(f"/flags/{flag_id}/evidence")
    assert answer.status_code == 200
    assert "Something does not hold." in answer.text
    assert "It holds." not in answer.text


def test_an_edited_custody_log_is_found(client: TestClient, settings: Settings, flag_ids: dict[str, int]) -> None:
    log = settings.archive_root / "custody.jsonl"
    log.chmod(0o600)
    log.write_text(log.read_text(encoding="utf-8").replace("nightly", "nightlx", 1), encoding="utf-8")
    answer = client.get(f"/flags/{flag_ids[REPORT.title]}/evidence")
    assert answer.status_code == 200
    assert "Something does not hold." in answer.text


def test_a_missing_archive_is_said(client: TestClient, settings: Settings, flag_ids: dict[str, int]) -> None:
    for path in settings.archive_root.rglob("*.warc.gz"):
        path.unlink()
    answer = client.get(f"/flags/{flag_ids[REPORT.title]}/evidence")
    assert answer.status_code == 200
    assert "Something does not hold." in answer.text
