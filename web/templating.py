"""What the pages' templates know. Every printed string passes `core.text.visible`, then HTML escaping.

`finalize` runs on each value, so that no template can forget it.
"""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from fastapi.templating import Jinja2Templates
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from core.settings import Settings
from core.text import plain, shortened, visible

HERE = Path(__file__).parent
STATIC = HERE / "static"
NAME_LIMIT = 160
LINE_LIMIT = 600


def templates(settings: Settings) -> Jinja2Templates:
    """The pages' environment, with dates in the time zone of the nights."""
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        finalize=_clean,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    zone = settings.nightly.zone
    environment.filters.update(
        day=_day,
        long_day=lambda when: f"{when:%A} {_day(when)}",
        moment=lambda when: _moment(when, zone),
        local_day=lambda when: _day(when.astimezone(zone)),
        name=lambda text: shortened(plain(text), NAME_LIMIT),
        line=lambda text: shortened(plain(text), LINE_LIMIT),
        web_address=_web_address,
        host=lambda url: shortened(urlsplit(url).hostname or "" if _web_address(url) else "", NAME_LIMIT),
    )
    environment.globals.update(
        count=lambda number, one, many: f"{number:,} {one if number == 1 else many}",
        asset_version=_asset_version(),
        timezone=settings.nightly.timezone,
    )
    return Jinja2Templates(env=environment)


def _clean(value: object) -> object:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _day(when: date | datetime) -> str:
    return f"{when.day} {when:%B} {when.year}"


def _moment(when: datetime, zone: ZoneInfo) -> str:
    local = when.astimezone(zone)
    return f"{local.day} {local:%b} {local.year}, {local:%H:%M}"


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
