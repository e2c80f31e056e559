"""The catalogue as a whole: every file can be read, every country is watched, and nobody claims what nobody checked."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from core.terms import SourceKind
from core.urls import canonical
from crawlers.source import ListingDiscovery, Source, read_catalogue, start_of

FOLDER = Path(__file__).resolve().parents[2] / "crawlers" / "sources"
# fmt: off
ROUTES = frozenset({"CL", "CO", "VE", "PE", "EC", "BO", "AR", "BR", "PA", "CR", "GT", "HN", "MX", "DO", "HT", "ES",
                    "PT", "US", "GB"})
# fmt: on
SEATS = {"EUROPOL": "nl", "FRONTEX": "pl", "UNODC": "at", "IOM": "ch", "UNHCR": "ch", "INTERPOL": "fr"}
CATALOGUE = read_catalogue([FOLDER])
SOURCES = list(CATALOGUE.values())


def test_there_are_enough_sources_in_every_country_along_the_routes() -> None:
    assert len(SOURCES) >= 80
    enabled = Counter(source.country for source in SOURCES if source.enabled)
    assert {country for country in ROUTES if enabled[country] < (1 if country == "HT" else 3)} == set()


@pytest.mark.parametrize("kind", SourceKind)
def test_every_kind_is_there(kind: SourceKind) -> None:
    countries = {source.country for source in SOURCES if source.kind is kind}
    assert len(countries) >= 10


def test_every_language_and_every_way_of_discovery_is_there() -> None:
    assert {language for source in SOURCES for language in source.languages} == {"es", "en", "pt"}
    assert {type(discovery).__name__ for source in SOURCES for discovery in source.discover} == {
        "FeedDiscovery",
        "SitemapDiscovery",
        "ListingDiscovery",
    }


def test_the_international_bodies_are_there_in_their_seats() -> None:
    for name, seat in SEATS.items():
        assert f"{seat}_{name.lower()}" in CATALOGUE


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)
def test_a_source_is_consistent(source: Source) -> None:
    assert {urlsplit(address).scheme for address in source.starting_points} == {"https"}
    assert source.id.startswith(f"{source.country.lower()}_")
    assert source.rights.checked is None or source.rights.checked <= date.today()  # noqa: DTZ011 - a day is enough
    assert source.rights.robots == "unknown" or source.rights.checked is not None, "who read robots.txt, and when?"
    assert source.note


def test_each_file_lies_in_its_countrys_folder() -> None:
    assert [path for path in FOLDER.rglob("*.yml") if path.parent.name != path.stem[:2]] == []


def test_classifieds_wait_for_a_person() -> None:
    for source in SOURCES:
        if source.kind is SourceKind.CLASSIFIEDS and source.enabled:
            assert source.rights.checked is not None, source.id
            assert source.rights.robots in {"allowed", "partly"}, source.id


def test_what_is_disabled_says_why_and_what_is_enabled_does_not() -> None:
    assert [source.id for source in SOURCES if bool(source.reason) == source.enabled] == []


def test_no_address_is_asked_for_twice() -> None:
    starts = Counter(canonical(start_of(each)) for source in SOURCES for each in source.discover)
    assert [address for address, count in starts.items() if count > 1] == []


def test_names_are_unique_within_a_country() -> None:
    names = Counter((source.country, source.name) for source in SOURCES)
    assert [name for name, count in names.items() if count > 1] == []


def test_two_sources_of_one_site_read_different_parts_of_it() -> None:
    sites: dict[str, list[Source]] = {}
    for source in SOURCES:
        sites.setdefault(urlsplit(source.home).hostname or "", []).append(source)
    for shared in (group for group in sites.values() if len(group) > 1):
        split = [each for each in shared if each.include or any(isinstance(d, ListingDiscovery) for d in each.discover)]
        assert len(split) >= len(shared) - 1, [each.id for each in shared]
