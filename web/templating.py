"""What the pages' templates know. Every printed string passes `core.text.visible`, then HTML escaping.

`finalize` runs on each value, so that no template can forget it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from fastapi.templating import Jinja2Templates
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from core.days import local
from core.element_words import element_in_words
from core.error_words import said_again
from core.hidden_words import hidden_said
from core.languages import cut
from core.moved_words import moved_said
from core.pair_words import new_pairs
from core.reason_words import PRICE_PARTS, in_words, taken_back
from core.scores import SUREST
from core.settings import Settings
from core.text import plain, stop, visible, within
from digest.brought import brought
from digest.moved import back
from evidence.removal import taken_away
from store.search import borrowed
from store.search.phones import REGIONS
from web.languages import NAMES, spoken
from web.limits import LONGEST_WHY
from web.source_health import troubles

HERE = Path(__file__).parent
STATIC = HERE / "static"
NAME_LIMIT = 160
LINE_LIMIT = 600


def templates(settings: Settings) -> Jinja2Templates:
    """The pages' environment, with dates in the time zone of the nights."""
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=select_autoescape(["html", "svg"]),
        undefined=StrictUndefined,
        finalize=_clean,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    zone = settings.nightly.zone
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        _gettext,
        _ngettext,
        pgettext=_pgettext,
        newstyle=True,
    )
    environment.filters.update(
        day=lambda when: spoken().day(when),
        long_day=lambda when: spoken().long_day(when),
        moved=lambda of: moved_said(
            of.gone_at and local(of.gone_at, zone).date(), back(of.returned, zone), of.boards, of.before, of.now
        ),
        moment=lambda when: spoken().moment(when.astimezone(zone)),
        local_day=lambda when: spoken().day(local(when, zone)),
        short_day=lambda when: spoken().short_day(local(when, zone) if isinstance(when, datetime) else when),
        number=lambda value: spoken().number(value),
        score=lambda value: spoken().score(min(value, SUREST)),
        element=element_in_words,
        borrowed=borrowed,
        weight=lambda value: spoken().score(value, "+0.00;−0.00"),
        brought=lambda warc_file: brought(settings.archive_root, warc_file, zone),
        taken_away=lambda warc_file: taken_away(settings.archive_root, warc_file),
        reason=in_words,
        why=taken_back,
        said=lambda message: said_again(message, zone),
        remedy=_remedy,
        country=lambda code: spoken().country(code),
        pairs=new_pairs,
        name=lambda text: cut(hidden_said(plain(text)), NAME_LIMIT),
        told=hidden_said,
        stop=stop,
        within=within,
        line=lambda text: cut(hidden_said(plain(text)), LINE_LIMIT),
        web_address=_web_address,
        host=lambda url: cut(urlsplit(url).hostname or "" if _web_address(url) else "", NAME_LIMIT),
    )
    environment.globals.update(
        troubles=troubles,
        count=lambda number, one, many: spoken().count(number, one, many),
        choices=_choices,
        countries_of=_countries,
        all_countries=lambda: _countries(REGIONS),
        languages=NAMES,
        spoken=spoken,
        asset_version=_asset_version(),
        timezone=settings.nightly.timezone,
        price_parts=PRICE_PARTS,
        linked_from=settings.linking.threshold,
        four_eyes=settings.review.four_eyes,
        longest_why=LONGEST_WHY,
    )
    return Jinja2Templates(env=environment)


def _clean(value: object) -> object:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _remedy(told: str) -> str:
    """A remedy as a page says it; one that is typed at a terminal helps nobody who reads a page."""
    return "" if "`almenara" in told else said_again(told)


def _gettext(message: str) -> str:
    return spoken().text(message)


def _ngettext(one: str, many: str, number: int) -> str:
    return spoken().catalogue.ngettext(one, many, number)


def _pgettext(context: str, message: str) -> str:
    return str(spoken().catalogue.pgettext(context, message))


def _choices(*values: str, name: Callable[[str], str]) -> list[tuple[str, str]]:
    """Values with what people read for them, for a list to choose from."""
    return [(value, name(value).strip()) for value in values]


def _countries(codes: Iterable[str]) -> list[tuple[str, str]]:
    return sorted(((code, spoken().country(code)) for code in codes), key=lambda pair: pair[1])


def _web_address(url: str) -> str:
    """`url` where a person may be offered to open it, or nothing: no javascript:, no data:, no half address."""
    try:
        parts = urlsplit(url)
        safe = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return ""
    return url if safe and url == plain(url) else ""


def _asset_version() -> str:
    """Changes whenever a static file does, so that browsers may keep what they have."""
    return sha256(b"".join(path.read_bytes() for path in sorted(STATIC.iterdir()))).hexdigest()[:12]
