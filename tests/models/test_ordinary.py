"""What triage may take as the rest of the world: vacancies of a public search, and adverts of our own."""

from __future__ import annotations

import json
from pathlib import Path

from core.terms import DocumentKind
from models.ordinary import ordinary
from models.triage_items import rest


def vacancy(title: str, summary: str) -> dict[str, object]:
    """As USAJOBS tells of it."""
    details = {"Details": {"JobSummary": summary}}
    row = {"PositionTitle": title, "UserArea": details, "QualificationSummary": "A degree in forestry."}
    return {"MatchedObjectDescriptor": row}


def test_a_vacancy_is_told_once_in_its_parts(tmp_path: Path) -> None:
    found = [vacancy("Forester", "You count trees. " * 40), vacancy("Forester, again", "You count trees. " * 40)]
    (tmp_path / "en_jobs.json").write_text(json.dumps({"SearchResult": {"SearchResultItems": found}}))
    told = [each for each in ordinary(tmp_path, tmp_path) if each.title]
    ours = [each for each in told if each.title == "Forester"]
    assert [len(each.text) for each in ours] == [680, 400, 21]
    assert all(each.language == "en" and each.kind is DocumentKind.AD for each in ours)
    assert "Forester, again" not in {each.title for each in told}


def test_our_own_adverts_are_there_without_any_data_and_count_more(tmp_path: Path) -> None:
    told = list(ordinary(tmp_path, tmp_path))
    assert {each.language for each in told} == {"es", "en", "pt"}
    items = rest(told)
    assert not any(item.passes for item in items)
    whole = next(item for item, each in zip(items, told, strict=True) if each.title and each.language == "en")
    assert whole.weight == 2.0
