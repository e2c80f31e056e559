"""Which countries journeys join, and in which order they are passed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import SettingsError
from nlp.trained.reader import MODEL
from nlp.trained.ways import Ways, as_lines, read_ways

TOLD = {("VE", "CO", "EC", "PE", "CL"): 9, ("CO", "EC", "PE"): 4, ("MA", "ES"): 6, ("BR",): 2}
CODES = st.sampled_from(["VE", "CO", "EC", "PE", "CL", "MA", "ES", "BR", "ZZ"])


def test_countries_that_one_journey_passes_go_together() -> None:
    ways = Ways(TOLD)
    assert ways.together("EC", "CO") > 0 > ways.together("EC", "MA")


def test_a_country_gains_most_where_journeys_pass_it() -> None:
    ways = Ways(TOLD)
    assert ways.gain("EC", ("CO", "PE")) > ways.gain("MA", ("CO", "PE"))


def test_what_the_text_leaves_open_the_ways_decide() -> None:
    along = {"VE": 0.0, "EC": 4.0, "CO": 4.0, "PE": 9.0}
    assert Ways(TOLD).in_order(along, words=0.5, ways=0.8) == ("VE", "CO", "EC", "PE")


def test_what_the_text_says_plainly_outweighs_the_ways() -> None:
    along = {"EC": 0.0, "CO": 30.0, "VE": 60.0}
    assert Ways(TOLD).in_order(along, words=0.5, ways=0.8) == ("EC", "CO", "VE")


@given(st.dictionaries(CODES, st.floats(-40, 40), max_size=9))
def test_an_order_holds_every_country_once(along: dict[str, float]) -> None:
    order = Ways(TOLD).in_order(along, words=0.5, ways=0.8)
    assert sorted(order) == sorted(along)


@given(st.lists(st.lists(CODES, min_size=1, max_size=6).map(tuple), max_size=20))
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, told: list[tuple[str, ...]]) -> None:
    folder = tmp_path_factory.mktemp("ways")
    (folder / "ways.tsv").write_text(as_lines(told), encoding="utf-8")
    ways = read_ways(folder)
    assert ways.journeys == len(told)
    assert sum(ways.leaving[code] for code in ways.passing) == sum(map(len, told))


@pytest.mark.parametrize("content", ["CO EC\tmany\n", "CO EC\n", "\xff"])
def test_what_cannot_be_read_is_named_with_the_remedy(tmp_path: Path, content: str) -> None:
    (tmp_path / "ways.tsv").write_text(content, encoding="latin-1")
    with pytest.raises(SettingsError, match=r"ways\.tsv") as caught:
        read_ways(tmp_path)
    assert "models.train_ways" in str(caught.value.remedy)


def test_the_shipped_ways_know_the_great_roads() -> None:
    ways = read_ways(MODEL)
    assert ways.step("MX", "US") > ways.step("MX", "CL")
    assert ways.together("BO", "CL") > ways.together("BO", "TR")
