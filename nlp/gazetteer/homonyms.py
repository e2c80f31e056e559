"""Countries whose name is another word or a town elsewhere: when it is the country, by language and letters.

They are in no list of names: 'gana' is what somebody earns in Spanish, camarões are eaten, Liberia lies in Costa Rica.
"""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Span

from nlp.gazetteer.places import Place, countries, places_by_name
from nlp.wording.fold import fold


@dataclass(frozen=True, slots=True)
class _Homonym:
    """`languages`: of the texts in which the word is the country. `kin`: what such a text names besides, `rival`: what
    one names that means the town; both None where nothing else is meant."""

    code: str
    languages: frozenset[str]
    kin: re.Pattern[str] | None = None
    rival: re.Pattern[str] | None = None


_PORTUGUESE, _ANY = frozenset({"pt"}), frozenset({"es", "en", "pt"})
_HOMONYMS = {
    "gana": _Homonym("GH", _PORTUGUESE),
    "camaroes": _Homonym("CM", _PORTUGUESE),
    "catar": _Homonym("QA", frozenset({"es", "pt"})),
    "liberia": _Homonym(
        "LR",
        _ANY,
        re.compile(
            r"\b(?:africa\w*|liberian\w*|monrovia|sierra leon\w+|serra leoa|nigeria\w*|gh?ana|guinea\w*|guine|senegal\w*|gambia"
            r"|cote d'ivoire|ivory coast|costa d[eo] marf\w+|mali|marruecos|marrocos|morocco|mauritania|libia|libya|canarias)\b"
        ),
        re.compile(r"\b(?:costa ric\w+|guanacaste|costarricen\w+|tic[oa]s?|penas blancas|nicaragua)\b"),
    ),
    "antigua": _Homonym(
        "AG",
        frozenset({"en"}),
        re.compile(
            r"\b(?:barbuda|antiguans?|caribbean|kitts|nevis|dominican?|guadeloupe|montserrat|anguilla|leeward|tortola|virgin islands)\b"
        ),
        re.compile(r"\b(?:guatemala\w*|fuerteventura)\b"),
    ),
    "armenia": _Homonym(
        "AM",
        _ANY,
        re.compile(
            r"\b(?:armeni[oa]ns?|armenios|erevan|yerevan|ereva|georgia|azerba\w+|rus(?:ia|sia)|turqu?[ie]\w+|turkey|iran|ira|irao|europ\w+)\b"
        ),
        re.compile(r"\b(?:colombi\w+|quindio|pereira|bogota|antioquia|salvador\w*|sonsonate)\b"),
    ),
}
_ACCENTED = frozenset({"libéria", "arménia", "armênia"})
"""As only Portuguese writes the countries; the towns have no accent."""


def patterns() -> tuple[str, ...]:
    """The folded words that a matcher must find besides the listed names."""
    return tuple(_HOMONYMS)


def places_of(span: Span) -> tuple[Place, ...]:
    """What a stretch of text may be on the map."""
    written = span.text
    folded = fold(written)
    listed = places_by_name().get(folded, ())
    homonym = _HOMONYMS.get(folded)
    if homonym is None or not written[:1].isupper() or not _is_country(span, homonym):
        return listed
    return (Place(countries()[homonym.code].names[0], (homonym.code,), "country", common=False),)


def _is_country(span: Span, homonym: _Homonym) -> bool:
    if span.doc.lang_ not in homonym.languages:
        return False
    if homonym.kin is None or homonym.rival is None:
        return True
    if span.doc.lang_ == "pt" and span.text.lower() in _ACCENTED:
        return True
    text = fold(span.doc.text)
    return homonym.kin.search(text) is not None and homonym.rival.search(text) is None
