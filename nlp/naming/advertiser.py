"""Who signs an advert: trade name, contact person, handle, signature. Read only where the advert offers something unlawful."""

# ruff: noqa: E501, SIM905  a list of words is one line
from __future__ import annotations

import re
from collections.abc import Iterator

from core.records import ContactPoint, Mention
from core.terms import ContactType, LegalStatus, Role
from nlp.contact.links import handles
from nlp.gazetteer.places import country_of_demonym, places_by_name
from nlp.naming import signatures as patterns
from nlp.naming.folding import fold_forms, fullest
from nlp.naming.lexicon import AUTHORITY, GENERIC, NO_NAMES, OPENERS, SURELY_OTHER
from nlp.naming.shape import words_of
from nlp.reading import Reading
from nlp.wording.fold import fold

_MOST = 3
_PROFILES = frozenset({ContactType.TELEGRAM, ContactType.INSTAGRAM, ContactType.FACEBOOK, ContactType.TIKTOK})
_CONNECTORS = frozenset("de del la las los da do dos das y e of the and a o con por para en".split())
_TAILS = frozenset(
    "whatsapp wsp telegram info tel cel llamar contacto interesados llama escribe solo no sin pago call".split()
)
_LEADS = frozenset(
    "somos soy we sou call text contacto contact por by from with llama escribe nosotros agencia empresa compania agency agencia company equipo equipe team hola oi".split()
)


def find_advertisers(reading: Reading, contacts: list[ContactPoint], *, score: float) -> tuple[Mention, ...]:
    """The advertiser's names, best first; handles are forms of the trade name, or the name where there is no other."""
    named = _repeated_forms(reading, list(dict.fromkeys(_candidates(reading))))
    groups = fold_forms([*named, *_handles(reading, contacts)], linked=[])
    plain = [group for group in groups if any("@" not in form for form in group)][:_MOST]
    only_handles = [form for group in groups if all("@" in form for form in group) for form in group]
    if plain:
        plain[0] = plain[0] + only_handles
    elif only_handles:
        plain = [only_handles]
    return tuple(_mention(reading, group, score) for group in plain)


def _handles(reading: Reading, contacts: list[ContactPoint]) -> list[str]:
    written = [name for name, _, _ in handles(reading)] + [f"@{c.value}" for c in contacts if c.type in _PROFILES]
    return list({name.lower(): name for name in reversed(written)}.values())[::-1]


def _candidates(reading: Reading) -> Iterator[str]:
    """Names in order of trust: grown together, quoted, trade names, headline, introduced, signatures."""
    for pattern in (
        patterns.GROWN_TOGETHER,
        patterns.QUOTED,
        patterns.TRADE_NAME,
        patterns.HEADLINE,
        patterns.INTRODUCED,
        patterns.TITLED,
        patterns.BESIDE_CONTACT,
    ):
        for match in pattern.finditer(reading.text):
            name = _clean(match.group(1), whole=pattern is patterns.QUOTED)
            if is_trade_name(name, nickname=pattern is patterns.INTRODUCED):
                yield name
    lines = [line for line in reading.text.strip().splitlines() if line.strip()]
    for line in lines[-2:] if len(lines) > 1 else []:
        signed = patterns.SIGNED.search(line)
        if signed and is_trade_name(_clean(signed.group(1))):
            yield _clean(signed.group(1))


def _clean(name: str, *, whole: bool = False) -> str:
    """Without places, plain words and connectors at either end, on one line. Quoted names stay `whole`."""
    words = name.partition("\n")[0].split()
    while words and not whole and _is_tail(words):
        words.pop()
    while len(words) > 1 and not whole and fold(words[0]).strip(".,:") in _LEADS:
        words.pop(0)
    return " ".join(words).strip(" .,;:-–")


def _is_tail(words: list[str]) -> bool:
    last = fold(words[-1]).strip(".,")
    place = len(words) > 1 and last in places_by_name()
    return last in _CONNECTORS or last in _TAILS or place or (len(words) > 1 and words[-1].islower())


def is_trade_name(name: str, *, nickname: bool = False) -> bool:
    """Whether a capitalised piece of an advert can be somebody's name: one word at least that is no plain one.

    A `nickname` may be a demonym ('fala com o Alemão').
    """
    words = words_of(name)
    folded = fold(name)
    if (
        not words
        or len(name) < 3
        or AUTHORITY.search(folded)
        or SURELY_OTHER.search(folded)
        or folded in places_by_name()
    ):
        return False
    telling = [
        word
        for word in words
        if not (word in GENERIC or word in NO_NAMES or word in places_by_name() or word in OPENERS or word.isdigit())
        and (nickname or country_of_demonym(word) is None)
    ]
    return any(len(word) > 2 for word in telling)


def _repeated_forms(reading: Reading, names: list[str]) -> list[str]:
    """The names with their other spellings in this text: 'PapelesYa' finds 'PAPELES YA'."""
    forms = list(names)
    for name in names:
        letters = [re.escape(c) for c in fold(name) if c.isalnum()]
        loose = re.compile(r"(?<![\w@./])" + r"[\s.\-]?".join(letters) + r"(?!\w)")
        for match in loose.finditer(reading.folded):
            forms.append(" ".join(reading.text[match.start() : match.end()].split()))
    return list(dict.fromkeys(forms))


def _mention(reading: Reading, forms: list[str], score: float) -> Mention:
    name = fullest(forms)
    places = [(m.start(), m.end()) for form in forms for m in re.finditer(re.escape(form), reading.text)]
    first = min(places, default=(0, 0))
    return Mention(
        name=name,
        aliases=tuple(form for form in dict.fromkeys(forms) if form != name),
        role=Role.OPERATOR,
        score=round(score, 3),
        sentence=reading.sentence(first[0]),
        spans=tuple(reading.span(start, end) for start, end in sorted(places)),
        is_person=False,
        status=LegalStatus.ADVERTISED,
    )
