"""Tonight says what a night added to a lead of before."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from fastapi.testclient import TestClient

from tests.web.seed import NIGHT, NOW, Night
from tests.web.stories import REPORT

DAY = timedelta(days=1)
NUMBER = "+57 300 000 0098"


def test_a_lead_of_before_says_what_is_new(client: TestClient, night: Night, flag_ids: dict[str, int]) -> None:
    """It stood there as it had stood, and its newest number among 'more contact points'."""
    told = "What is new:"
    assert told not in client.get("/").text
    grown = replace(
        REPORT,
        text=f"{REPORT.text}\nLlaman al {NUMBER}.",
        phones=((NUMBER, "+573000000098"),),
        path="20210123-0",
    )
    night.hold([grown], night=NIGHT + DAY, now=NOW + DAY)
    page = client.get("/").text
    (line,) = [each for each in page.split("<article")[1:] if told in each.partition("</article>")[0]]
    assert f"/flags/{flag_ids[REPORT.title]}" in line
    assert "+573000000098" in line
    assert told not in client.get("/?since=all").text
