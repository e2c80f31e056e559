"""A source is a paragraph, not a program: the model of one YAML file, and its reading.

Every field is explained in docs/SOURCES.md; `almenara source new URL` writes a first draft of the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, ValidationError, model_validator

from core.errors import SourceError
from core.settings_types import LONGEST_DAYS, LONGEST_SECONDS, Days
from core.terms import DocumentKind, SourceKind
from core.urls import canonical
from crawlers.fields import Address, Css, Host, PastDay, Pattern, faults_of
from crawlers.folders import files_of
from crawlers.hosts import host_of, is_within
from extraction.fields import FieldSelectors, Manner

_FIELDS = "See docs/SOURCES.md for the fields."
Country = Annotated[str, Field(pattern="^[A-Z]{2}$")]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FeedDiscovery(_Part):
    """RSS, Atom or JSON feed; `pages` of one that WordPress makes, which gives its older entries under `?paged=2`."""

    feed: Address
    pages: int = Field(default=1, ge=1, le=20)


class SitemapDiscovery(_Part):
    """News sitemap, plain sitemap or sitemap index, gzip or not; entries older than `max_age_days` are passed over."""

    sitemap: Address
    max_age_days: int = Field(default=3, ge=1, le=LONGEST_DAYS)


class ListingDiscovery(_Part):
    """A page that lists articles or adverts: `links` selects the anchors of detail pages, `next` the following page."""

    listing: Address
    links: Css
    next: Css | None = None
    pages: int = Field(default=1, ge=1, le=100)


Discovery = FeedDiscovery | SitemapDiscovery | ListingDiscovery


def _kind_of_discovery(value: object) -> str | None:
    """Which of the three a mapping means, by its first key, so that a complaint is about that one only."""
    kinds = ("feed", "sitemap", "listing")
    return next((kind for kind in kinds if (kind in value if isinstance(value, dict) else hasattr(value, kind))), None)


_Discovery = Annotated[
    Annotated[FeedDiscovery, Tag("feed")]
    | Annotated[SitemapDiscovery, Tag("sitemap")]
    | Annotated[ListingDiscovery, Tag("listing")],
    Discriminator(
        _kind_of_discovery,
        custom_error_type="discovery",
        custom_error_message="one of feed, sitemap and listing is expected",
    ),
]


def start_of(discovery: Discovery) -> str:
    """The address where a discovery begins."""
    match discovery:
        case FeedDiscovery():
            return discovery.feed
        case SitemapDiscovery():
            return discovery.sitemap
        case ListingDiscovery():
            return discovery.listing


class DetailSelectors(_Part):
    """CSS selectors of a detail page's fields, for classifieds and odd pages; what is absent is found generically.

    `without` selects what is no part of the article and is taken out of the page before anything is read.
    """

    title: Css | None = None
    text: Css | None = None
    published: Css | None = None
    author: Css | None = None
    section: Css | None = None
    without: Css | None = None


class Expectation(_Part):
    """Documents a week: fewer than `min` is an error, more than `max` a warning. Silence never passes as success."""

    min: int = Field(ge=0, le=1_000_000)
    max: int = Field(ge=1, le=1_000_000)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.min > self.max:
            raise ValueError("min is above max")
        return self


class Politeness(_Part):
    """Limits for this site; the settings' own limits hold as well. Seconds and pages a crawl."""

    delay_s: float | None = Field(default=None, ge=0, le=LONGEST_SECONDS)
    max_pages: int | None = Field(default=None, ge=1)
    max_depth: int | None = Field(default=None, ge=1)


class Rights(_Part):
    """What robots.txt and the terms of use allow, and when a person last looked. `checked: null` means never."""

    robots: Literal["allowed", "partly", "forbidden", "unknown"]
    terms: str = Field(min_length=1)
    checked: PastDay | None


class Source(_Part):
    """One publisher's one channel."""

    id: str = Field(pattern="^[a-z]{2}_[a-z0-9_]+$")
    name: str = Field(min_length=1)
    publisher: str = Field(min_length=1)
    kind: SourceKind
    country: Country
    languages: tuple[Literal["es", "en", "pt"], ...] = Field(min_length=1)
    home: Address
    hosts: tuple[Host, ...] = Field(min_length=1, description="the source's own hosts; subdomains are included")
    enabled: bool = True
    reason: str = Field(default="", description="why it is disabled")
    discover: tuple[_Discovery, ...] = Field(min_length=1)
    include: tuple[Pattern, ...] = Field(default=(), description="regular expressions; a detail address matches one")
    exclude: tuple[Pattern, ...] = Field(default=(), description="regular expressions; what matches one is left")
    detail: DetailSelectors = DetailSelectors()
    page: str = Field(default="", description="page object in extraction.pages, such as cl_example:ArticlePage")
    javascript: bool = Field(default=False, description="needs the extra js (README.md)")
    revisit_days: Days = Field(default=3, description="known pages younger than this are asked for again, by 304")
    expect: Expectation
    politeness: Politeness = Politeness()
    rights: Rights
    note: str = ""

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if not self.enabled and not self.reason:
            raise ValueError("a disabled source says why, in `reason`")
        if self.enabled and self.rights.robots == "forbidden":
            raise ValueError("robots.txt forbids it: set enabled: false and say so in `reason`")
        for address in self.starting_points:
            host = host_of(canonical(address))
            if not any(is_within(host, own) for own in self.hosts):
                raise ValueError(f"{address} would never be asked for: mend it, or add {host} to `hosts`")
        return self

    @property
    def starting_points(self) -> tuple[str, ...]:
        """The addresses that the description names itself."""
        return (self.home, *map(start_of, self.discover))

    @property
    def document_kind(self) -> DocumentKind:
        """How its documents are read."""
        return DocumentKind.AD if self.kind is SourceKind.CLASSIFIEDS else DocumentKind.NEWS

    @property
    def manner(self) -> Manner:
        """How its pages want to be read."""
        return Manner(self.document_kind, FieldSelectors(**self.detail.model_dump()), self.page)


def read_source(path: Path) -> Source:
    """Read one source description.

    Raises:
        SourceError: the file can't be read or doesn't fit; names the file, the field and what is allowed.
    """
    try:
        values = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError, RecursionError) as error:  # a day that is none is a ValueError
        raise SourceError(f"{path}: no readable YAML: {error}.", remedy="Mend the file.") from error
    if not isinstance(values, dict):
        raise SourceError(f"{path}: one mapping is expected.", remedy=_FIELDS)
    try:
        source = Source.model_validate(values)
    except ValidationError as error:
        raise SourceError(f"{path}: {faults_of(error)}.", remedy=_FIELDS) from error
    if path.name != f"{source.id}.yml":  # a .yaml that is passed over would be a source that nobody misses
        raise SourceError(f"{path}: id {source.id!r} is not the file's name.", remedy=f"Call it {source.id}.yml.")
    return source


def read_catalogue(folders: Iterable[Path], *, broken: dict[str, SourceError] | None = None) -> dict[str, Source]:
    """Read every source below the folders, by id, in order of id. Where two folders have one, the later's file counts.

    Args:
        folders: searched for .yml files, with the folders in them.
        broken: takes up what is wrong with single files, by the id that their names stand for, and folders that are
            not there or can't be looked into, by their names: a night does without these sources, and with all others.

    Raises:
        SourceError: a folder that is not there, or can't be looked into; where nothing takes them up, as `read_source`,
            and an id of two files in one folder.
    """
    found: dict[str, Source] = {}
    for folder in folders:
        if not folder.is_dir():
            error = SourceError(f"No folder of sources at {folder}.", remedy="Make it, or mend sources_dirs.")
            if broken is None:
                raise error
            broken[str(folder)] = error
            continue
        here, wrong = _read_folder(folder)
        if broken is None and wrong:
            raise next(iter(wrong.values()))
        if broken is not None:
            for name in here:
                broken.pop(name, None)
            broken.update(wrong)
        found = {name: source for name, source in found.items() if name not in wrong} | here
    return dict(sorted(found.items()))


def _read_folder(folder: Path) -> tuple[dict[str, Source], dict[str, SourceError]]:
    """The sources of one folder, and what is wrong with the others."""
    found: dict[str, Source] = {}
    paths, wrong = files_of(folder)
    for path in paths:
        try:
            source = read_source(path)
            if source.id in found:
                raise SourceError(f"{path}: source {source.id} exists twice.", remedy="Rename or remove one.")
        except SourceError as error:
            wrong[path.stem] = error
        else:
            found[source.id] = source
    return found, wrong
