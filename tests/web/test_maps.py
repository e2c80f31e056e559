"""Maps and plots: what is drawn is what is said, and stays in its frame."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import combinations, pairwise
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.search.phones import REGIONS
from store.views import RouteLine
from web.maps import basemap, plots, routes

NOON = datetime(2021, 1, 23, 12, tzinfo=UTC)


def line(*waypoints: str, countries: str = "CO EC PE BO CL", documents: int = 1) -> RouteLine:
    return RouteLine(tuple(countries.split()), waypoints, NOON, NOON, documents)


def test_a_journey_by_its_waypoints() -> None:
    found = routes.journeys([line("Rumichaca", "huaquillas", "Nowhere"), line("Rumichaca", "Huaquillas", documents=3)])
    assert found is not None
    assert [(stop.number, stop.name, stop.is_crossing) for stop in found.stops] == [
        (1, "Rumichaca", True),
        (2, "Huaquillas", True),
    ]
    assert [leg.weight for leg in found.lines] == [4]
    assert found.unplaced == ("Nowhere",)
    assert {"CO", "EC", "PE"} <= {land.code for land in found.lands}
    assert found.on_route == {"CO", "EC", "PE", "BO", "CL"}


def test_a_journey_by_its_countries() -> None:
    found = routes.journeys([line(countries="CO PE"), line("Nowhere", countries="ZZ QQ")])
    assert found is not None
    assert [(stop.name, stop.country) for stop in found.stops] == [("", "CO"), ("", "PE")]
    assert routes.journeys([]) is None
    assert routes.journeys([line(countries="ZZ")]) is None


def test_no_mark_hides_another() -> None:
    towns = ["Cali", "Rumichaca", "Ipiales", "Tulcán", "Huaquillas", "Desaguadero", "Pisiga", "Colchane", "Iquique",
             "Tacna", "Arica", "Santiago"]  # fmt: skip
    found = routes.journeys([line(*towns)])
    assert found is not None
    assert len(found.stops) == len(towns)
    apart = [dist(one.drawn_at, other.drawn_at) for one, other in combinations(found.stops, 2)]
    assert min(apart) > 4.2 * found.frame.unit  # as wide as a mark
    assert min(dist(one.at, other.at) for one, other in combinations(found.stops, 2)) < found.frame.unit
    alone = found.stops[-1]
    assert (alone.name, alone.drawn_at) == ("Santiago", alone.at)
    assert found == routes.journeys([line(*towns)])


@given(st.lists(st.tuples(st.sampled_from([0.0, 1.0, 2.5]), st.sampled_from([0.0, 0.3, 9.0])), max_size=14))
def test_marks_of_one_place_part(points: list[tuple[float, float]]) -> None:
    spots = routes.spread(points, 1.0)
    assert all(dist(one, other) > 0.5 for one, other in combinations(spots, 2))


def test_corridors_wider_the_more_they_are_spoken_of() -> None:
    found = routes.corridors({("CO", "EC"): 90, ("EC", "PE"): 10, ("EC", "CO"): 1, ("ZZ", "PE"): 5})
    assert found is not None
    assert [leg.names for leg in found.lines] == [("CO", "EC"), ("EC", "PE"), ("EC", "CO")]
    assert [a.width > b.width for a, b in pairwise(found.lines)] == [True, True]
    assert found.lines[0].path != found.lines[2].path  # there and back lie apart
    assert routes.corridors({}) is None


@pytest.mark.parametrize("code", sorted(set(REGIONS) - {"ES", "PT"}))  # those lie beyond the map
def test_every_country_of_the_routes_has_its_place(code: str) -> None:
    assert basemap.anchor(code) is not None


def test_places_lie_in_the_frame_and_in_a_country() -> None:
    for name in ("Colchane", "Cúcuta", "tapachula", "Darién", "Pacaraima"):
        found = basemap.place(name)
        assert found is not None
        frame = basemap.frame_around([found.at])
        assert frame.x < found.at[0] < frame.x + frame.width
        assert frame.y < found.at[1] < frame.y + frame.height
        assert basemap.lands_in(frame)
    assert (basemap.HERE / "americas.json").stat().st_size < 80_000
    assert set(json.loads((basemap.HERE / "americas.json").read_text())) >= {"CL", "BO", "PE", "VE", "MX"}


@given(st.lists(st.tuples(st.dates(), st.decimals(0, 10**9, allow_nan=False, places=2)), min_size=1))
def test_dots_stay_on_the_plot(points: list[tuple[date, Decimal]]) -> None:
    plot = plots.dot_plot("USD", points)
    assert len(plot.dots) == len(points)
    assert all(0 <= dot.x <= plots.WIDTH and 0 <= dot.y <= plots.HEIGHT for dot in plot.dots)


@given(st.lists(st.tuples(st.dates(), st.integers(0, 10**6), st.integers(0, 5))))
def test_bars_stay_on_the_plot(numbers: list[tuple[date, int, int]]) -> None:
    for bar in plots.bars([(day, number + part, part) for day, number, part in numbers]):
        assert 0 <= bar.y <= plots.HEIGHT
        assert bar.part_height <= bar.height


def test_a_route_of_a_list_alone_is_drawn() -> None:
    """No document speaks of it: its page broke."""
    drawn = routes.journeys([line("Rumichaca", documents=0)])
    assert drawn is not None
    assert [each.weight for each in drawn.lines] == [0] * 4
