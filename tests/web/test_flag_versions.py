"""Versions and copies of a flag's text: listed with their evidence, and each seen as the flag's own document is."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from fastapi.testclient import TestClient

from core.settings import Settings
from store import sightings, views
from store.session import Database
from tests.web.seed import NIGHT, NOW, Night
from tests.web.stories import COPY, REPORT
from tests.web.test_evidence_page import _token
from tests.web.test_pages import read

EDITED = replace(REPORT, title="Canciller corrige", text=REPORT.text + "\nCorrección.", path="20210123-0")


@pytest.fixture
def detail(database: Database, night: Night, flag_ids: dict[str, int]) -> views.FlagDetail:
    """A flag with two versions and a copy."""
    day = timedelta(days=1)
    night.hold([EDITED], night=NIGHT + day, now=NOW + day, ledger=False)
    with database.reading() as session:
        return views.flag(session, flag_ids[REPORT.title])


def links(page: str, flag_id: int) -> list[int]:
    return [int(number) for number in re.findall(rf'href="/flags/{flag_id}/versions/(\d+)"', page)]


def test_a_flag_links_every_version_and_copy(client: TestClient, detail: views.FlagDetail) -> None:
    flag_id = detail.summary.flag_id
    first, copy = detail.revisions[0], detail.copies[0]
    page = client.get(f"/flags/{flag_id}").text
    assert links(page, flag_id) == [first.revision_id, copy.revision_id]  # the other is the one that is shown
    assert first.capture.payload_sha256 in page
    assert copy.capture.payload_sha256 in page
    assert "as it was sealed" not in page
    assert client.get(f"/flags/{flag_id}/evidence").text.count("Checked just now: it is as it was sealed.") == 2


def test_a_copy_is_seen_as_the_document_is(client: TestClient, detail: views.FlagDetail) -> None:
    flag_id, copy = detail.summary.flag_id, detail.copies[0]
    at = f"/flags/{flag_id}/versions/{copy.revision_id}"
    page = client.get(at).text
    assert COPY.title in page
    assert "A copy of the flag’s story." in page
    assert '<mark class="k-operator"' in page
    assert "ViveOnline" in page[page.index('id="candidates"') :]
    assert f'<a href="/flags/{flag_id}">' in page
    assert "/decisions" not in page
    assert "It holds." not in page
    verified = client.get(f"{at}/evidence").text
    assert "It holds." in verified
    assert verified.count(copy.capture.payload_sha256) == 2
    whole = read(client, f"{at}/evidence")
    assert whole.headings.count(1) == 1
    assert len(whole.ids) == len(set(whole.ids))
    assert {link[1:] for link in whole.links if link.startswith("#")} <= set(whole.ids)


def test_a_copy_that_was_changed_is_found(client: TestClient, settings: Settings, detail: views.FlagDetail) -> None:
    flag_id, copy = detail.summary.flag_id, detail.copies[0]
    path = settings.archive_root / copy.capture.warc_file
    content = bytearray(path.read_bytes())
    content[copy.capture.warc_offset + copy.capture.warc_length // 2] ^= 1
    path.chmod(0o600)
    path.write_bytes(content)
    page = client.get(f"/flags/{flag_id}/evidence").text
    assert page.count("Checked just now: it does not hold.") == 1
    assert page.count("Checked just now: it is as it was sealed.") == 1
    at = f"/flags/{flag_id}/versions/{copy.revision_id}/evidence"
    assert "Something does not hold." in client.get(at).text
    answer = client.post(f"/flags/{flag_id}/bundle", data={"token": _token(client, flag_id), "who": "Ana"})
    assert answer.status_code == 409
    assert "Verify now says which version or copy it is." in answer.text


def test_the_bundle_holds_them_all(client: TestClient, detail: views.FlagDetail) -> None:
    flag_id = detail.summary.flag_id
    answer = client.post(f"/flags/{flag_id}/bundle", data={"token": _token(client, flag_id), "who": "Ana"})
    with zipfile.ZipFile(io.BytesIO(answer.content)) as bundle:
        readme = bundle.read(f"flag-{flag_id}/README.txt").decode()
    for each in (*detail.revisions, *detail.copies):
        assert each.capture.capture_id in readme


def test_what_is_none_of_the_flags_is_not_shown(client: TestClient, flag_ids: dict[str, int]) -> None:
    flag_id = flag_ids[REPORT.title]
    for revision_id in (1, 999):  # of another story, and of none
        answer = client.get(f"/flags/{flag_id}/versions/{revision_id}")
        assert answer.status_code == 404


def test_that_a_page_is_no_more_is_told(client: TestClient, database: Database, detail: views.FlagDetail) -> None:
    flag_id, own = detail.summary.flag_id, detail.revisions[-1]
    assert "no longer shows this page" not in client.get(f"/flags/{flag_id}").text
    assert client.get(f"/api/v1/flags/{flag_id}").json()["gone_at"] is None
    with database.transaction() as session:
        assert sightings.gone(session, own.source_id, {own.url: NOW + timedelta(days=1)}) == 1
    assert "its publisher no longer shows this page" in client.get(f"/flags/{flag_id}").text
    told = client.get(f"/api/v1/flags/{flag_id}").json()["gone_at"]
    assert datetime.fromisoformat(told) == NOW + timedelta(days=1)


def test_a_page_that_is_back_is_no_longer_said_to_be_gone(
    client: TestClient, database: Database, detail: views.FlagDetail
) -> None:
    flag_id, own = detail.summary.flag_id, detail.revisions[-1]
    assert client.get(f"/api/v1/flags/{flag_id}").json()["returned"] is None
    gone, back = NOW + timedelta(days=1), NOW + timedelta(days=3)
    with database.transaction() as session:
        sightings.gone(session, own.source_id, {own.url: gone})
    assert client.get(f"/api/v1/flags/{flag_id}").json()["returned"] is None
    with database.transaction() as session:
        sightings.stood(session, own.source_id, {own.url: back})
    page, told = client.get(f"/flags/{flag_id}").text, client.get(f"/api/v1/flags/{flag_id}").json()
    assert "no longer shows this page" not in page
    assert "gone since" not in page
    assert "did not show this page; since" in page
    assert "its address shows one again." in page
    assert "The text is another one than before." not in page
    assert "there again since" in page
    assert told["gone_at"] is None
    assert [datetime.fromisoformat(told["returned"][each]) for each in ("gone_at", "back_at")] == [gone, back]
    assert told["returned"]["has_other_text"] is False
