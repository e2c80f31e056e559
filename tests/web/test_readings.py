"""What was read of a journey stands on the page of its flag, and old readings without it still show."""

from __future__ import annotations

import json
import re

from fastapi.testclient import TestClient

from store import analyses, views
from store.session import Database
from store.tables import AnalysisRow, FlagRow


def test_how_the_journey_is_made_is_on_the_page(client: TestClient, database: Database) -> None:
    with database.transaction() as session:
        flag_id = views.flags(session)[0].flag_id
        row = session.get_one(AnalysisRow, session.get_one(FlagRow, flag_id).analysis_id)
        record = json.loads(row.record)
        record["route"] |= {"modes": ["bus", "foot"], "duration_hours": 36.0, "path": "irregular"}
        row.record = json.dumps(record)
        assert analyses.parse(row.record).route.duration_hours == 36
    page = client.get(f"/flags/{flag_id}").text
    assert "bus, foot" in page
    assert "36 hours" in page
    assert "Beside its posts" in page


def test_a_reading_from_before_shows_without(client: TestClient, database: Database) -> None:
    with database.transaction() as session:
        flag_id = views.flags(session)[0].flag_id
        row = session.get_one(AnalysisRow, session.get_one(FlagRow, flag_id).analysis_id)
        record = json.loads(row.record)
        for name in ("modes", "duration_hours", "path"):
            record["route"].pop(name, None)
        row.record = json.dumps(record)
    page = client.get(f"/flags/{flag_id}")
    assert page.status_code == 200
    assert "Travels by" not in page.text
    assert "Takes" not in page.text


def test_how_much_words_counted_is_a_bar_beside_the_others_and_no_figure(
    client: TestClient, database: Database
) -> None:
    """'+4.10' stood beside a score of 0.99, and was taken for a part of it."""
    with database.transaction() as session:
        flag_id = views.flags(session)[0].flag_id
        row = session.get_one(AnalysisRow, session.get_one(FlagRow, flag_id).analysis_id)
        record = json.loads(row.record)
        (first, *_others) = record["signals"]
        weights = {"sin": 1.0, "con": -2.0, "por": 4.1}
        record["signals"] = [first | {"phrase": phrase, "weight": weight} for phrase, weight in weights.items()]
        row.record = json.dumps(record)
    page = client.get(f"/flags/{flag_id}").text.partition("Why it was flagged")[2].partition("On the watchlist")[0]
    bars = [
        (kind, float(value))
        for kind, value in re.findall(r'<meter class="(\w+)" min="0" max="1" value="([\d.]+)"', page)
    ]
    assert bars == [("for", 1.0), ("for", 0.244), ("against", 0.488)]
    assert page.index(">por<") < page.index(">sin<") < page.index("surer without") < page.index(">con<")
    assert not any(figure in page for figure in ("+4", "+1", "−2"))
