"""The checker of labelled records: the shipped ones are sound, and every kind of slip is named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from models.check_data import main, problems
from models.records import DATA, load
from models.split import JUDGE, TEST, part


def _record(**changes: Any) -> dict[str, Any]:
    record = {
        "id": "t-es-ad-001",
        "lang": "es",
        "kind": "ad",
        "country": "CO",
        "writer": "t",
        "scenario": "t-one",
        "title": "",
        "text": "Rutas Calandria te lleva de Cúcuta a Lima sin papeles, escribe al +57 300 000 0011, 200 dólares",
        "labels": ["smuggling_offer"],
        "operators": [{"name": "Rutas Calandria", "aliases": []}],
        "others": [],
        "operator_contacts": [{"type": "phone", "value": "+573000000011"}],
        "route": ["CO", "EC", "PE"],
        "waypoints": ["Cúcuta", "Lima"],
        "prices": [{"amount": 200, "currency": "USD"}],
    }
    return record | changes


def test_a_sound_record_has_no_problem() -> None:
    assert list(problems(_record())) == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"lang": "fr"}, "lang"),
        ({"kind": "post"}, "kind"),
        ({"labels": ["smuggling"]}, "label"),
        ({"labels": ["smuggling_report"]}, "can't be"),
        ({"labels": []}, "without label"),
        ({"operators": [{"name": "Rutas Condor"}]}, "does not stand"),
        ({"others": [{"name": "Rutas Calandria", "role": "other"}]}, "two entities"),
        ({"others": [{"name": "Lima", "role": "operator"}]}, "role"),
        ({"operator_contacts": [{"type": "phone", "value": "+57300"}]}, "possible"),
        ({"operator_contacts": [{"type": "phone", "value": "+573104567891"}]}, "fictional"),
        ({"operator_contacts": [{"type": "email", "value": "a@firma.com"}]}, ".example"),
        ({"route": ["CO", "CO"]}, "repeats"),
        ({"waypoints": ["Tacna"]}, "does not stand"),
        ({"prices": [{"amount": "200", "currency": "USD"}]}, "price"),
        ({"text": None}, "missing"),
        ({"text": "Rutas Calandria"}, "shorter"),
    ],
)
def test_every_slip_is_named(changes: dict[str, Any], told: str) -> None:
    assert any(told in problem for problem in problems(_record(**changes)))


def test_a_broken_line_and_a_repeated_id_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    twice = tmp_path / "twice.jsonl"
    twice.write_text("\n".join([json.dumps(_record())] * 2), encoding="utf-8")
    broken = tmp_path / "broken.jsonl"
    broken.write_text("{not json\n", encoding="utf-8")
    assert main([twice, broken]) == 1
    printed = capsys.readouterr().out
    assert "was used before" in printed
    assert "broken.jsonl line 1: not JSON" in printed


def test_the_shipped_records_are_sound_and_enough() -> None:
    assert main(sorted(DATA.glob("*.jsonl"))) == 0
    records = load()
    assert len(records) >= 2000
    clean = sum(not record["labels"] for record in records)
    assert 0.45 <= clean / len(records) <= 0.6


def test_no_writer_or_scenario_is_in_two_parts() -> None:
    by_scenario: dict[str, set[str]] = {}
    for record in load():
        by_scenario.setdefault(record["scenario"], set()).add(part(record))
        assert (part(record) == "test") is (record["writer"] in TEST)
        assert (part(record) == "judge") is (record["writer"] in JUDGE)
    assert all(len(parts) == 1 for parts in by_scenario.values())
