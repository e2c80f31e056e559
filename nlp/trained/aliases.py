"""The other forms of a name: as written, without what honours it, a nickname by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.terms import Language
from nlp.gazetteer.cities import countries_of
from nlp.gazetteer.places import country_of_demonym
from nlp.naming.lexicon import TRADE_WORD
from nlp.naming.occurrences import Occurrence
from nlp.naming.shape import is_person
from nlp.reading import Reading
from nlp.trained.beside_names import AFTER_A_NAME, BEFORE_A_NAME, HONOURED, LOCATED, SUFFIX, TITLED
from nlp.trained.legal_forms import LEGAL_FORM_BEHIND
from nlp.wording.fold import fold, name_key

_NICKNAME = re.compile(r"(\w[^\"“”«»]*)\s[\"“«']([^\"“”«»]{3,})[\"”»'](.*)")
_NICKNAME_BEFORE = re.compile(r"[\"“«]([^\W\d_]+(?: [^\W\d_]+)?)[\"”»] $")  # 'la «Gringa» Sulma Brocardo'
_NICKNAMES_ARTICLE = re.compile(r"(?:el|la|los|las) ", re.IGNORECASE)
_UNCAPITALISED = re.compile(r"(?:[^\W\d_A-ZÀ-Þ]{3,30} ){1,3}(?=[A-ZÀ-Þ])")  # 'malawiano Grey Phiri', 'clan Los Mora'
_ARTICLES = frozenset({"a", "o", "as", "os", "the"})  # 'a Rota Aurora': no part of the name, unlike 'El Güero'


def aliases(reading: Reading, name: str, forms: list[str], places: list[Occurrence]) -> tuple[str, ...]:
    """Every other form: as written, without the words that stand before a name, and with a title or place beside it."""
    found = dict.fromkeys(forms)
    found |= dict.fromkeys(bare for form in forms for bare in (*_bare(form), *_nicknamed(form)))
    if reading.language is Language.ENGLISH:
        found |= dict.fromkeys(bare for form in forms for bare in _without_origin(form))
    for place in places:
        before = TITLED.search(reading.text[max(0, place.start - 18) : place.start])
        nickname = _NICKNAME_BEFORE.search(reading.text, max(0, place.start - 34), place.start)
        if nickname and not reading.is_ad and not TRADE_WORD.search(fold(nickname[1])):
            found[nickname[1]] = None
        goes_on = (SUFFIX, HONOURED, LOCATED) if _NICKNAMES_ARTICLE.match(place.name) else (SUFFIX, HONOURED)
        behind = (pattern.match(reading.text, place.end) for pattern in goes_on) if reading.is_ad else ()
        if before and before.group(1).strip() not in _ARTICLES:
            found[before.group(1) + place.name] = None
        legal = LEGAL_FORM_BEHIND.match(reading.text, place.end)
        if legal and legal.group().startswith(", S") and is_person(place.name):
            legal = None  # 'Luis Mora, S.L. y Juan P.': another's initials
        found |= dict.fromkeys(place.name + after.group() for after in (*behind, legal) if after)
    return tuple(form for form in found if form != name and len(name_key(form)) > 1)


def _without_origin(form: str) -> Iterator[str]:
    """'Togolese Kofi Mensah' -> 'Kofi Mensah', as English begins a sentence; 'Argentina Ruiz' stays whole."""
    origin, _, rest = form.partition(" ")
    if len(rest.split()) < 2 or TRADE_WORD.search(fold(rest)) or origin in {"German", "Germán"}:
        return
    if rest[:1].isupper() and country_of_demonym(origin):
        yield rest


def _nicknamed(form: str) -> Iterator[str]:
    """'Ismael "Panza" Cuadrado' -> 'Ismael Cuadrado', 'Panza'; of 'Grupo "América"' only what is quoted."""
    nickname = _NICKNAME.fullmatch(form)
    if nickname is None:
        return
    before, inner, after = (part.strip() for part in nickname.groups())
    yield inner
    if BEFORE_A_NAME.match(f"{before} ") is None and not TRADE_WORD.search(fold(f"{before} {after}")):
        yield f"{before} {after}".strip()


def _called(form: str) -> re.Match[str] | None:
    """What stands before a name in small letters, where what is left is a name: not 'rutas Costa Rica'."""
    found = _UNCAPITALISED.match(form)
    if found is None or TRADE_WORD.search(fold(found.group())) or countries_of(form[found.end() :], frozenset()):
        return None
    return found if " " in form[found.end() :] else None


def _bare(form: str) -> Iterator[str]:
    """'la Comadre Tencha' -> 'Comadre Tencha', 'Tencha': without what honours the name, word by word."""
    form = AFTER_A_NAME.sub("", form)
    yield form
    while before := BEFORE_A_NAME.match(form) or _called(form):
        form = form[before.end() :]
        yield form
