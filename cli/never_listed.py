"""Rows of somebody's table that name whom the watchlist never holds: authorities, newspapers, relief bodies, migrants,
victims, officials. FollowTheMoney says by its topics who somebody is (store.exchange.incoming); a table says it by the
name, or by the first word of its note. What the words say wrongly a person overrules, in the row (`sure`).
"""

from __future__ import annotations

import re

from nlp.naming.lexicon import AUTHORITY, MEDIA, OFFICIAL_TITLE, SURELY_OTHER, TRADE_WORD
from nlp.naming.well_known import is_well_known
from nlp.wording.fold import fold
from store.exchange.incoming import Incoming, Untaken
from store.seed import PREVIOUS, Seed

_OVERRULED = "`sure` in its row takes it all the same"
_ASKS = r"(?:solicitantes?|requerentes?) de (?:asilo|refugio)"
_IS_MOVED = re.compile(
    rf"\b(?:migrantes?|migrants?|[ie]n?migrantes?|immigrants?|refugiad[oa]s?|refugees?|asylum[ -]seekers?|{_ASKS}|"
    r"victimas?|vitimas?|victims?|sobrevivientes?|sobreviventes?|survivors?)\b"
)
_PART = re.compile(
    r"\W*(?:(?:an?|the|una?|uma?|el|la|o) )?(?:"
    r"(?:migrante|migrant|[ie]n?migrante|immigrant|refugiad[oa]|refugee|asylum[ -]seeker|victima|vitima|victim|"
    r"solicitante de (?:asilo|refugio)|sobrevivi?ente|survivor|testigo|testemunha|witness|periodista|jornalista|"
    r"journalist|reporter[oa]?|funcionari[oa]|police ?(?:wo)?man|police officer|"
    r"(?:agente|oficial) de (?:la )?policia)\b|"
    r"(?:policia|police|policial|authority|autoridade?|ngo|ong|press|prensa|imprensa)\W*$)"
)
_TITLED = re.compile(OFFICIAL_TITLE.pattern)


def without_them(read: Incoming) -> Incoming:
    """What was read, without the rows of those who are never listed; they are told."""
    found = Incoming(read.name, cleared=read.cleared, untaken=list(read.untaken))
    for seed in read.seeds:
        if seed.where and not seed.is_sure and (why := refusal(seed)):
            found.untaken.append(Untaken.of(seed, f"{why}; {_OVERRULED}"))
        else:
            found.seeds.append(seed)
    return found


def refusal(seed: Seed) -> str:
    """Why nobody of this name or note is listed; nothing where they may be."""
    names = [seed.name, *(alias.removeprefix(PREVIOUS).strip() for alias in seed.aliases)]
    written = [fold(name) for name in names if not name.startswith("@")]
    if any(_PART.match(fold(line)) for line in seed.note.splitlines()):
        return "a migrant, victim, witness, reporter or official by its note"
    if any(_IS_MOVED.search(name) and not TRADE_WORD.search(_IS_MOVED.sub(" ", name)) for name in written):
        return "migrants or victims by its name"
    if seed.is_person:  # Guardia, Corte and Alcalde are surnames
        return "an official by the title in its name" if _TITLED.match(fold(seed.name)) else ""
    if any(AUTHORITY.search(name) for name in written):
        return "an authority by its name"
    if any(_is_body(name) for name in written) or any(is_well_known(name) for name in names):
        return "a relief body, newspaper or platform by its name"
    return ""


def _is_body(folded: str) -> bool:
    return bool((SURELY_OTHER.search(folded) or MEDIA.search(folded)) and not TRADE_WORD.search(folded))
