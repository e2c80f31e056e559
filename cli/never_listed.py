"""Rows of somebody's table that name whom the watchlist never holds: authorities, newspapers, relief bodies, migrants,
victims, officials. FollowTheMoney says by its topics who somebody is (store.exchange.listed), and besides, as a table
does, by the name, or by a note that says nothing else (nlp.naming.told_parts). What the words say wrongly a person
overrules, in the row of a table (`sure`).
"""

from __future__ import annotations

import re

from nlp.naming.lexicon import AUTHORITY, MEDIA, OFFICIAL_TITLE, SURELY_OTHER, TRADE_WORD
from nlp.naming.told_parts import ends_in_a_part, tells_a_part
from nlp.naming.well_known import is_well_known
from nlp.wording.fold import fold
from store.exchange.incoming import Incoming, Untaken
from store.seeds.seed import Seed, names_of

_OVERRULED = "`sure` in its row takes it all the same"
_OVERRULED_IN_TABLES = "who is an operator all the same is taken from a table, with `sure`"
_ASKS = r"(?:solicitantes?|requerentes?) de (?:asilo|refugio)"
_MOVED = (
    rf"(?:migrantes?|migrants?|[ie]n?migrantes?|immigrants?|refugiad[oa]s?|refugees?|asylum[ -]seekers?|{_ASKS}|"
    r"victimas?|vitimas?|victims?|sobrevivientes?|sobreviventes?|survivors?)\b"
)
_IS_MOVED = re.compile(rf"\b{_MOVED}")
_PEOPLE = (
    r"(?:personas|mujeres|hombres|madres|familias|jovenes|ninos|ninas|menores|trabajador[ae]s|"
    r"pessoas|mulheres|homens|maes|jovens|criancas|women|men|mothers|families|children)"
)
_OF_THEM = re.compile(
    rf"\b(?:{_PEOPLE} (?:(?:y|e|and) )?{_MOVED}|(?:migrant|refugee) {_PEOPLE}\b|"
    r"(?:grupos?|group|caravanas?|fundacion|fundacao|foundation|colectivo|coletivo) "
    r"(?:de|of|for|para|pro) (?:(?:apoyo|ayuda|proteccion|defensa|apoio|ajuda|protecao|defesa) )?"
    rf"(?:(?:a|al|ao|aos|los|las|os|as|de|del|do|dos) ){{0,2}}(?:\w+ )?{_MOVED})"
)
_RELIEF = re.compile(
    r"^(?:el )?grupos? beta\b|^(?:(?:el )?(?:albergue|refugio|hogar|casa) )?la 72$|\bla 72,? hogar\b|^albergues?\b|"
    r"\bvicaria\b|\b(?:arqui|arch)?dioces[ei]s?\b|\bscalabrin\w*|\bjesuit[ae]?s?\b|^(?:parroquia|paroquia)\b|"
    r"\bpastoral (?:social|penitenciaria|carceraria|migra\w+|de|del|do|da|dos|das)\b|"
    r"\b(?:casa|hogar|albergue|refugio|abrigo|posada|comedor|centro|house|shelter) "
    rf"(?:(?:de|del|do|da|dos|para|of|for|the|la|el|los|las|personas|atencion|acogida|acolhida|apoyo|al?|ao) ){{1,4}}"
    rf"{_MOVED}|"
    r"\b(?:migrant|refugee)s?'? shelter\b"
)
_FIRM = (
    r"\b(?:viajes?|viagens|travels?|tours?|trips?|turis\w+|touris\w+|transportes?|transport|express|expreso|expresso|"
    r"shuttle|hostal|hostel|hotel|lodge|asesor\w*|assessor\w*|tramites|gestor\w*)\b"
)
_IS_FIRM = re.compile(_FIRM)
_SURNAME = r"\b(?:guardia|guarda|marina|armada|corte|crown|alcalde|mayor)\b"
_BORROWED = re.compile(rf"{_SURNAME} (?={_FIRM})|{_FIRM} {_SURNAME}$")
_TITLED = re.compile(OFFICIAL_TITLE.pattern)
_INVERTED = re.compile(
    r"(?:alcalde|bishop|capitan|consul|coronel|general|judge|lord|mayor|obispo|pope|rey|sargento)(?: [\w'-]+)?,"
)
"""A surname that is also a title, before its comma: 'Alcalde, Juan'."""


def without_them(read: Incoming) -> Incoming:
    """What was read, without the rows of those who are never listed; they are told."""
    found = Incoming(read.name, cleared=read.cleared, untaken=list(read.untaken), passed=read.passed)
    for seed in read.seeds:
        if not seed.is_sure and (why := refusal(seed)):
            overruled = _OVERRULED if seed.where else _OVERRULED_IN_TABLES
            found.untaken.append(Untaken.of(seed, f"{why}; {overruled}", is_protected=True, is_whole=True))
        else:
            found.seeds.append(seed)
    return found


def refusal(seed: Seed) -> str:
    """Why nobody of this name or note is listed; nothing where they may be."""
    names = [name.strip() for name, _kind in names_of(seed)]
    written = [fold(name) for name in names if not name.startswith("@")]
    if tells_a_part(seed.note, seed.name):
        return "a migrant, victim, witness, reporter or official by its note"
    if any(_is_of_them(name) for name in written):
        return "migrants or victims by its name"
    if any(ends_in_a_part(name) for name in names):
        return "an official, reporter or witness by what its name ends in"
    if seed.is_person and _is_titled(fold(seed.name)):
        return "an official by the title in its name"
    return "" if seed.is_person else _refusal_of_a_body(names, written)  # Guardia, Corte and Alcalde are surnames


def _refusal_of_a_body(names: list[str], written: list[str]) -> str:
    if any(AUTHORITY.search(_BORROWED.sub(" ", name)) for name in written):
        return "an authority by its name"
    if any(_is_body(name) for name in written) or any(is_well_known(name) for name in names):
        return "a relief body, newspaper or platform by its name"
    return ""


def _is_of_them(folded: str) -> bool:
    if _OF_THEM.search(folded) and not _IS_FIRM.search(folded):
        return True
    return bool(_IS_MOVED.search(folded) and not TRADE_WORD.search(_IS_MOVED.sub(" ", folded)))


def _is_titled(folded: str) -> bool:
    return bool(_TITLED.match(folded) and not _INVERTED.match(folded))


def _is_body(folded: str) -> bool:
    if _RELIEF.search(folded) and not _IS_FIRM.search(folded):
        return True
    return bool((SURELY_OTHER.search(folded) or MEDIA.search(folded)) and not TRADE_WORD.search(folded))
