"""What people call a country who don't name it: 'the States', 'el gabacho', 'sonho americano', 'terra do Tio Sam'."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SAYINGS = (
    r"(?i:\b(?:(?:sonho|sueño) americano|american dream|(?:t[ií]o|uncle) sam|(?:p?al|el|del) gabacho|"
    r"yanqui(?:s|landia)?)\b)"
)
# Unions, banks, clubs and continents that bear the same word are told by what stands beside it.
_STATES = r"(?<!United )(?<!Member )(?<!Gulf )(?<!Baltic )(?<!City )(?<!Caribbean )\b(?:States|STATES)\b(?! of\b)"
_AMERICA = (
    r"(?<!Latin )(?<!Central )(?<!South )(?<!North )(?<!States of )(?<!Unidos de )(?<!Bank of )"
    r"(?<!Copa )(?<!Club )(?<!Nuestra )"
    r"\b(?:America|América|AMERICA|AMÉRICA)\b(?! (?i:latin[ao]|central|del|do|móvil|mineiro|fc|tv)\b)"
)
_CALLED = {"US": re.compile(f"{_SAYINGS}|{_STATES}|{_AMERICA}")}


def countries_called(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Code of a country and where it is called so."""
    for code, pattern in _CALLED.items():
        for match in pattern.finditer(text):
            yield code, match.span()
