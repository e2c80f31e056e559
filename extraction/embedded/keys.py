"""What keys of such data mean, however a site spells them: `bodyHtml` and `body_html` are one, and hold a text.

They are data (`keys.toml`).
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from importlib.resources import files

_STATED = tomllib.loads((files("extraction.embedded") / "keys.toml").read_text(encoding="utf-8"))
_PHONES, _OTHERS = re.compile(_STATED["phones"]), re.compile(_STATED["others"])
_LONGEST = 60  # characters of a key that are looked at

TITLES = frozenset(_STATED["titles"])
BODIES = frozenset(_STATED["bodies"])
DESCRIPTIONS = frozenset(_STATED["descriptions"])
INNER = tuple(_STATED["inner"])
WRAPPERS = frozenset(_STATED["wrappers"])
ADDRESSES = frozenset(_STATED["addresses"])
WHO = frozenset(_STATED["who"])
PRICES = tuple(_STATED["prices"])
CURRENCIES = frozenset(_STATED["currencies"])
DATES = tuple(_STATED["dates"])


@lru_cache(maxsize=10_000)
def plain(key: str) -> str:
    """A key as `keys.toml` spells it: letters alone, small and without accents."""
    return re.sub(r"[^a-z]", "", unicodedata.normalize("NFKD", key[:_LONGEST]).casefold())


@lru_cache(maxsize=10_000)
def is_phone(key: str) -> bool:
    """Whether telephone numbers stand under a key."""
    return _PHONES.fullmatch(plain(key)) is not None


@lru_cache(maxsize=10_000)
def is_others(key: str) -> bool:
    """Whether what stands under a key is about other pages, the site, or who writes for it."""
    return _OTHERS.fullmatch(plain(key)) is not None
