"""What a careful reader takes from each page of the small web: expected.jsonl, with its dates filled in.

The records are those of the labelling guide (labels, operators, others, contacts, route, waypoints, prices), plus
`night` (the night on which the page appears or changes) and `wire_of` (the page that a wire copy copies).
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from examples.marks import Clock, fill

HERE = Path(__file__).resolve().parent


def read_expected(*, today: date, night: int | None = None) -> list[dict[str, Any]]:
    """The records as of `night` (a changed page in its newest form only), or every record where it is None."""
    text = fill((HERE / "expected.jsonl").read_text(encoding="utf-8"), Clock(today, ZoneInfo("UTC")))
    records = [json.loads(line) for line in text.splitlines()]
    if night is None:
        return records
    return list({record["url"]: record for record in records if record["night"] <= night}.values())


def read_nights() -> dict[str, Any]:
    """expected_night.json: what each night flags, folds, clears and never touches."""
    nights: dict[str, Any] = json.loads((HERE / "expected_night.json").read_text(encoding="utf-8"))
    return nights
