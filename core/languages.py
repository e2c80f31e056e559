"""The languages that people are spoken to in, on pages and in mails: texts, dates, numbers, names of countries.

Texts stand in English where they are used; the catalogues translate them, and are read as they are written (.po), so
that nothing has to be compiled. They lie beside this file: mails, PDFs and the terminal speak by them, too.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

from babel import Locale, dates, numbers
from babel.messages import mofile, pofile
from babel.support import NullTranslations, Translations

from core.scores import rounded

LOCALE = Path(__file__).parent / "locale"
NAMES = {"es": "Español", "en": "English", "pt": "Português"}
"""The languages, each by its own name."""
_LOCALES = {"es": "es_CL", "en": "en_GB", "pt": "pt_BR"}
_TAGS = {"es": "es-419", "en": "en", "pt": "pt-BR"}
_NUMBERS = {"es": "es_419"}  # the point before decimals, as most of Latin America writes it; see number()
_SPACED = 10_000
_LONG_DAYS = {"en": "EEEE d MMMM y"}
DEFAULT = "en"


def marked_text(text: str) -> str:
    """`text` as it is; marks it for the catalogues where it stands outside a template (imported as N_)."""
    return text


N_ = marked_text


@dataclass(frozen=True, slots=True)
class Language:
    """One language."""

    code: str
    tag: str  # BCP 47, for the html element
    locale: Locale
    catalogue: NullTranslations

    def text(self, message: str) -> str:
        """The message in this language."""
        return str(self.catalogue.gettext(message))

    def count(self, number: int, one: str, many: str) -> str:
        """A number with its noun."""
        return f"{self.number(number)} {self.catalogue.ngettext(one, many, number)}"

    def number(self, value: float | Decimal) -> str:
        """With the separators of this language. Chile's 1.500 is Peru's one and a half, and Peru's 1,500 is Chile's:
        in Spanish thousands are parted by a narrow space that breaks no line, from five figures on (RAE)."""
        written = numbers.format_decimal(value, locale=self._numbers)
        return written.replace(",", "" if abs(float(value)) < _SPACED else "\u202f") if self.code == "es" else written

    def score(self, value: float, form: str = "0.00") -> str:
        """Two places behind the point."""
        return numbers.format_decimal(rounded(value), format=form, locale=self._numbers)

    @property
    def _numbers(self) -> Locale | str:
        return _NUMBERS.get(self.code, self.locale)

    def day(self, when: date | datetime) -> str:
        """As 23 January 2021."""
        return dates.format_date(when, "long", locale=self.locale)

    def short_day(self, when: date | datetime) -> str:
        """As 23 Jan 2021."""
        return dates.format_date(when, "d MMM y", locale=self.locale)

    def month(self, when: date) -> str:
        """As Jan 2021."""
        return dates.format_skeleton("yMMM", when, locale=self.locale)

    def long_day(self, when: date | datetime) -> str:
        """With its day of the week."""
        return dates.format_date(when, _LONG_DAYS.get(self.code, "full"), locale=self.locale)

    def moment(self, when: datetime) -> str:
        """Day and time of a local time."""
        return f"{self.short_day(when)}, {when:%H:%M}"

    def country(self, code: str) -> str:
        """The name of a country by its ISO code; the code where it has none."""
        return str(self.locale.territories.get(code, code))


_NO_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})
"""Of the two-letter codes that Unicode names, those that stand for none of ISO 3166-1: unions, islands of a country,
tests, 'unknown'. Kosovo (XK) is none either, and is let through: papers there write of its people."""


def is_country(code: str) -> bool:
    """Whether it is a country's code: UK, SP, EU and ZZ are none, and would pass over every lead."""
    return len(code) == 2 and code in Locale.parse("en").territories and code not in _NO_COUNTRIES


@cache
def language(code: str) -> Language:
    """A language by its code."""
    locale = Locale.parse(_LOCALES[code])
    path = LOCALE / code / "LC_MESSAGES" / "almenara.po"
    if not path.exists():
        return Language(code, _TAGS[code], locale, NullTranslations())
    compiled = io.BytesIO()
    with path.open("rb") as lines:
        mofile.write_mo(compiled, pofile.read_po(lines, locale=locale))
    compiled.seek(0)
    return Language(code, _TAGS[code], locale, Translations(compiled))


_spoken: ContextVar[Language] = ContextVar("spoken")


@contextmanager
def speaking(chosen: Language) -> Iterator[None]:
    """Everything that is rendered in this block is in this language."""
    token = _spoken.set(chosen)
    try:
        yield
    finally:
        _spoken.reset(token)


def spoken() -> Language:
    """The language that is being spoken; English outside of any block."""
    return _spoken.get(language(DEFAULT))


def cut(text: str, limit: int) -> str:
    """As `core.text.shortened`, with the number of what was left out said in the language that is being spoken."""
    if len(text) <= limit:
        return text
    left_out = spoken().number(len(text) - limit)
    said = spoken().text(N_("%(text)s… (and %(number)s more characters)"))
    return said % {"text": text[:limit].rstrip(), "number": left_out}
