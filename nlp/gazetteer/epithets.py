"""What people call a country who don't name it: 'the States', 'isla del encanto', 'Joni', 'GRU', 'Tio Sam'."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib import resources

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
_IN_ANY_CASE = "any"


def countries_called(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Code of a country and where it is called so, country by country."""
    for code, pattern in _called().items():
        for match in pattern.finditer(text):
            yield code, match.span()


@cache
def _called() -> dict[str, re.Pattern[str]]:
    """By code, from `called.tsv`, whose forms may hold what regular expressions know."""
    forms = defaultdict(list, {"US": [_SAYINGS, _STATES, _AMERICA]})
    text = (resources.files("nlp.gazetteer") / "called.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            code, written, called = line.split("\t")
            flags = "i" if written == _IN_ANY_CASE else ""
            whole = called if flags else "|".join(map(re.escape, called.split("|")))
            forms[code].append(rf"(?{flags}:(?<![\w@#])(?:{whole})(?!\w))")
    return {code: re.compile("|".join(each)) for code, each in sorted(forms.items())}
