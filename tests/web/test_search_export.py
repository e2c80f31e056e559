"""A file that is passed on leads back: to the page at the desk, and to the archived record by its digest."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import timedelta

from fastapi.testclient import TestClient

from store import views
from store.session import Database
from tests.web.seed import NIGHT, NOW, Night
from tests.web.stories import REPORT


def _rows(client: TestClient, asked: str) -> list[dict[str, str]]:
    content = client.get(f"/search.csv?q={asked}").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


def test_each_row_leads_back_to_the_desk_and_to_the_evidence(looker: TestClient, flag_ids: dict[str, int]) -> None:
    """A file had the publisher's address alone, which changes."""
    rows = _rows(looker, "ViveOnline")
    operators = [row for row in rows if row["what"] == "operator"]
    assert [row["desk"] for row in operators] == [f"http://127.0.0.1:8321/operators/{row['id']}" for row in operators]
    (report,) = [row for row in rows if row["what"] == "document" and row["name"] == REPORT.title and row["state"]][:1]
    flag_id = flag_ids[REPORT.title]
    assert report["desk"] == f"http://127.0.0.1:8321/flags/{flag_id}"
    evidence = looker.get(f"/api/v1/documents/{report['id']}").json()["evidence"]
    assert (report["evidence"], report["sha256"]) == (evidence["capture_id"], evidence["payload_sha256"])
    assert len(report["sha256"]) == 64
    assert looker.get("/search.xlsx?q=ViveOnline").status_code == 200


def test_what_looks_like_a_formula_is_none(client: TestClient, database: Database, night: Night) -> None:
    story = replace(REPORT, title="=HYPERLINK(1) quimerita", same_as="")
    night.hold([story], night=NIGHT + timedelta(days=1), now=NOW + timedelta(days=1))
    rows = [row for row in _rows(client, "quimerita") if row["what"] == "document"]
    assert [row["name"] for row in rows] == ["'=HYPERLINK(1) quimerita"]
    with database.reading() as session:
        assert any(flag.title.startswith("=HYPER") for flag in views.flags(session))
