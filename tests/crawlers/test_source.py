"""Source descriptions: what the model accepts, and what its complaints name."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from core.errors import SourceError
from core.terms import DocumentKind
from crawlers.source import (
    Discovery,
    FeedDiscovery,
    ListingDiscovery,
    SitemapDiscovery,
    read_catalogue,
    read_source,
    start_of,
)
from crawlers.whose_page import Hosts
from tests.crawlers.night import source as describe
from tests.rights import somebody_else

FEED = [{"feed": "https://diario.example/feed"}]


def save(folder: Path, values: dict[str, Any], name: str = "xx_test") -> Path:
    path = folder / f"{name}.yml"
    path.write_text(yaml.safe_dump(values), encoding="utf-8")
    return path


def test_a_description_of_a_few_lines_is_enough(tmp_path: Path) -> None:
    read = read_source(save(tmp_path, describe("diario.example", FEED)))
    assert read.discover == (FeedDiscovery(feed="https://diario.example/feed"),)
    assert read.document_kind is DocumentKind.NEWS
    assert read.revisit_days == 3


def test_hosts_are_kept_as_addresses_have_them(tmp_path: Path) -> None:
    """With capitals a source was crawled, and `extract` and `ingest` missed it; with ñ nothing of it was asked for."""
    own = {"hosts": ["Diario.EXAMPLE", "diarioñ.example"], "discover": [{"feed": "https://m.diarioñ.example/feed"}]}
    read = read_source(save(tmp_path, describe("diario.example", FEED) | own))
    assert read.hosts == ("diario.example", "xn--diario-1wa.example")
    assert Hosts({read.id: read}).source_of("https://www.diario.example/nota/1") is read


def test_classifieds_are_read_as_adverts(tmp_path: Path) -> None:
    read = read_source(save(tmp_path, describe("diario.example", FEED, kind="classifieds")))
    assert read.document_kind is DocumentKind.AD


def test_each_discovery_says_where_it_starts() -> None:
    url = "https://diario.example/x"
    starts: list[Discovery] = [
        FeedDiscovery(feed=url),
        SitemapDiscovery(sitemap=url),
        ListingDiscovery(listing=url, links="a"),
    ]
    assert [start_of(each) for each in starts] == [url] * 3


@pytest.mark.parametrize(
    "change",
    [{"languages": ["fr"]}, {"discover": [{"listing": "https://x.example/", "link": "a"}]}, {"hosts": ["cl"]}],
)
def test_a_fault_in_a_list_is_told_once(tmp_path: Path, change: dict[str, Any]) -> None:
    """A list of which the one part is wrong was said to be too short besides."""
    path = save(tmp_path, describe("diario.example", FEED) | change)
    with pytest.raises(SourceError) as caught:
        read_source(path)
    assert "at least 1 item" not in str(caught.value)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"country": "Chile"}, "country"),
        ({"languages": ["fr"]}, "languages"),
        ({"discover": [{"listing": "https://x.example/", "links": "a["}]}, "no CSS selector"),
        ({"discover": [{"listing": "https://x.example/", "links": "a::attr(href)"}]}, "select the elements"),
        ({"detail": {"title": "h1::text"}}, "select the elements"),
        ({"discover": []}, "discover"),
        ({"discover": [{"rss": "https://x.example/"}]}, "one of feed, sitemap and listing"),
        ({"include": ["("]}, "no regular expression"),
        ({"revisit_days": 999_999}, "revisit_days: Input should be less than or equal to 36500"),
        ({"discover": [{"sitemap": "https://diario.example/s.xml", "max_age_days": 999_999}]}, "max_age_days: "),
        ({"expect": {"min": 1, "max": 10**12}}, "expect.max: "),  # its line in the ledger stopped every source
        ({"politeness": {"delay_s": float("inf")}}, "politeness.delay_s"),
        ({"expect": {"min": 9, "max": 3}}, "min is above max"),
        ({"enabled": False}, "says why"),
        ({"rights": {"robots": "forbidden", "terms": "x", "checked": None}}, "robots.txt forbids it"),
        ({"hosts": ["https://diario.example/"]}, "hosts.0: 'https://diario.example/' is no host's name"),
        ({"hosts": ["diario.example", "cl"]}, "hosts.1: 'cl' is a suffix"),
        ({"hosts": [""]}, "hosts.0"),
        ({"hosts": ["otro.example"]}, "would never be asked for: mend it, or add diario.example to `hosts`"),
        ({"discover": [{"feed": "https://feeds.example/d"}]}, "https://feeds.example/d would never be asked for"),
        ({"home": "https://eldiario.example/"}, "add eldiario.example to `hosts`"),
        ({"surprise": 1}, "surprise"),
        ({"rights": {"robots": "allowed", "terms": "x", "checked": date(2999, 1, 1)}}, "2999-01-01 is still to come"),
        ({"id": "xx_other"}, "not the file's name"),
    ],
)
def test_a_fault_names_the_file_and_the_field(tmp_path: Path, change: dict[str, Any], named: str) -> None:
    path = save(tmp_path, describe("diario.example", FEED) | change)
    with pytest.raises(SourceError) as caught:
        read_source(path)
    assert str(path) in str(caught.value)
    assert "docs/SOURCES.md" in caught.value.remedy or "id" in change  # a source needs no Python
    assert named in str(caught.value)


@pytest.mark.parametrize("text", ["- a\n- b\n", "a: [", "\x00", "[" * 5000, ""])
def test_what_is_no_mapping_is_a_source_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "xx_test.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError):
        read_source(path)


def test_a_catalogue_is_sorted_and_has_each_id_once(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    save(tmp_path / "a", describe("diario.example", FEED) | {"id": "xx_b"}, "xx_b")
    save(tmp_path / "b", describe("diario.example", FEED) | {"id": "xx_a"}, "xx_a")
    assert list(read_catalogue([tmp_path])) == ["xx_a", "xx_b"]
    save(tmp_path / "b", describe("diario.example", FEED) | {"id": "xx_b"}, "xx_b")
    with pytest.raises(SourceError, match="xx_b exists twice"):
        read_catalogue([tmp_path])


def test_the_file_of_a_later_folder_is_the_one_that_counts(tmp_path: Path) -> None:
    """So that a source of the catalogue is taken out, or mended, in a folder of one's own."""
    first, own = tmp_path / "catalogue", tmp_path / "own"
    first.mkdir()
    own.mkdir()
    for name in ("xx_a", "xx_b"):
        save(first, describe("diario.example", FEED) | {"id": name}, name)
    save(own, describe("diario.example", FEED) | {"id": "xx_a", "enabled": False, "reason": "asks to be left"}, "xx_a")
    broken: dict[str, SourceError] = {}
    assert {s.id: s.enabled for s in read_catalogue([first, own], broken=broken).values()} == {
        "xx_a": False, "xx_b": True,
    }  # fmt: skip
    assert broken == {}
    (own / "xx_a.yml").write_text("enabled: [", encoding="utf-8")
    assert list(read_catalogue([first, own], broken=broken)) == ["xx_b"]  # it may have been taken out there
    assert list(broken) == ["xx_a"]
    assert list(read_catalogue([own, first], broken=(mended := {}))) == ["xx_a", "xx_b"]
    assert mended == {}


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="nowhere"):
        read_catalogue([tmp_path / "nowhere"])


@pytest.mark.parametrize("day", ["2025-13-24", "2025-02-30"])
def test_a_day_that_does_not_exist_is_told_with_its_file(tmp_path: Path, day: str) -> None:
    """One such file ended every command in a traceback."""
    (tmp_path / "xx_d.yml").write_text(f"id: xx_d\nrights:\n  checked: {day}\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"xx_d\.yml: no readable YAML"):
        read_catalogue([tmp_path])


def test_a_file_that_can_not_be_read_takes_no_other_with_it(tmp_path: Path) -> None:
    save(tmp_path, describe("diario.example", FEED) | {"id": "xx_a"}, "xx_a")
    (tmp_path / "xx_b.yml").write_bytes(b"\xff\xfe")
    save(tmp_path, describe("diario.example", FEED) | {"id": "xx_other"}, "xx_c")
    broken: dict[str, SourceError] = {}
    assert list(read_catalogue([tmp_path], broken=broken)) == ["xx_a"]
    assert sorted(broken) == ["xx_b", "xx_c"]
    assert "xx_b.yml: no readable YAML" in broken["xx_b"].what
    with pytest.raises(SourceError, match=r"xx_b\.yml"):
        read_catalogue([tmp_path])


def test_a_file_that_ends_in_yaml_is_not_passed_over(tmp_path: Path) -> None:
    """A source that nobody crawls, and nobody misses."""
    save(tmp_path, describe("diario.example", FEED) | {"id": "xx_a"}, "xx_a").rename(tmp_path / "xx_a.yaml")
    broken: dict[str, SourceError] = {}
    assert read_catalogue([tmp_path], broken=broken) == {}
    assert str(broken["xx_a"]).endswith("xx_a.yaml: id 'xx_a' is not the file's name. Call it xx_a.yml.")


def test_a_folder_that_is_not_there_takes_no_other_with_it(tmp_path: Path) -> None:
    """One's own sources, on a disk that is not mounted: told of, and no blind night."""
    save(tmp_path, describe("diario.example", FEED) | {"id": "xx_a"}, "xx_a")
    broken: dict[str, SourceError] = {}
    assert list(read_catalogue([tmp_path, tmp_path / "gone"], broken=broken)) == ["xx_a"]
    assert list(broken) == [str(tmp_path / "gone")]


def test_a_folder_that_may_not_be_looked_into_is_told_of() -> None:
    """Made as root with a narrow umask: its sources were passed over in silence, and a night was called complete."""
    with tempfile.TemporaryDirectory() as above:
        Path(above).chmod(0o755)
        for name in ("xx_a", "xx_b"):
            folder = Path(above) / name[3:]
            folder.mkdir()
            save(folder, describe("diario.example", FEED) | {"id": name}, name)
        closed = Path(above) / "b"
        closed.chmod(0)
        broken: dict[str, SourceError] = {}
        with somebody_else():
            assert list(read_catalogue([Path(above)], broken=broken)) == ["xx_a"]
        with somebody_else(), pytest.raises(SourceError, match="can't be looked into: Permission denied"):
            read_catalogue([Path(above)])
        assert list(broken) == [str(closed)]
        assert "chmod a+rX" in broken[str(closed)].remedy
        closed.chmod(0o755)
