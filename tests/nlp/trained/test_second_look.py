"""A second look at the countries that may lie on the way."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from core.errors import SettingsError
from core.records import Document
from nlp.pipeline import read_words
from nlp.reading import Reading
from nlp.trained.candidates import Candidate, country_candidates
from nlp.trained.reader import MODEL
from nlp.trained.second_look import FIGURES, look_again, read_second_look
from nlp.trained.stops import stop_candidates
from nlp.trained.ways import Ways
from tests.nlp.build import make_document

TEXT = "Salimos de Ipiales, pasamos Huaquillas y llegamos a Lima. Atendemos en La Paz."
WAYS = Ways({("CO", "EC", "PE"): 8, ("BO", "CL"): 4})
LIKELY, UNLIKELY = 3.0, -3.0


def places(document: Document) -> tuple[Reading, list[Candidate], list[Candidate]]:
    reading = read_words(document)
    stops = stop_candidates(reading, [])
    return reading, stops, country_candidates(reading, stops)


def figures(text: str, likely: set[str], by_rules: set[str]) -> dict[str, dict[str, float]]:
    """Code -> figures, where the heads believe in every stop and in the countries named, in their order."""
    reading, stops, countries = places(make_document(text=text))
    judged = np.array([[LIKELY if c.key in likely else UNLIKELY, n] for n, c in enumerate(countries)], np.float32)
    rows = look_again(reading, stops, countries, (np.full((len(stops), 2), LIKELY, np.float32), judged), WAYS, by_rules)
    return {c.key: dict(zip(FIGURES, map(float, row), strict=True)) for c, row in zip(countries, rows, strict=True)}


def test_a_country_that_the_others_lead_to_goes_with_them() -> None:
    seen = figures(TEXT, {"CO", "PE"}, set())
    assert seen["EC"]["together"] > seen["BO"]["together"]
    assert seen["EC"]["fits"] > seen["BO"]["fits"]


def test_a_town_that_a_likely_country_has_too_is_no_country_s_own() -> None:
    alone, rivalled = figures(TEXT, set(), set())["MX"], figures(TEXT, {"BO"}, set())["MX"]
    assert alone["own_stop"] >= rivalled["own_stop"]
    assert figures(TEXT, {"BO"}, set())["BO"]["own_stop"] > 0.9


def test_what_the_rules_read_is_shown() -> None:
    seen = figures(TEXT, set(), {"PE"})
    assert (seen["PE"]["rules"], seen["EC"]["rules"]) == (1.0, 0.0)


def test_nothing_is_seen_of_no_country() -> None:
    reading, _, _ = places(make_document(text="Nada."))
    empty = np.zeros((0, 2), np.float32)
    assert look_again(reading, [], [], (empty, empty), WAYS, ()).shape == (0, len(FIGURES))


def test_a_town_s_country_counts_more_where_the_rest_agrees() -> None:
    look = read_second_look(MODEL)
    seen = figures(TEXT, {"CO", "PE", "EC"}, {"CO", "EC", "PE"})
    shares = {code: look.probabilities(np.array([list(row.values())]))[0] for code, row in seen.items()}
    assert min(shares[code] for code in ("CO", "EC", "PE")) > look.least > shares["BO"]


@pytest.mark.parametrize("content", ["", "{}", '{"weights": {"judged": "much"}}'])
def test_what_cannot_be_read_is_named_with_the_remedy(tmp_path: Path, content: str) -> None:
    (tmp_path / "ways.json").write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"ways\.json"):
        read_second_look(tmp_path)
