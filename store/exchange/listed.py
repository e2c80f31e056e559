"""Who of a list of FollowTheMoney entities may stand on the watchlist, by topics, schema and age."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from core.text import plain
from store.exchange.ftm import LEAD
from store.exchange.owned import values
from store.seeds import cells

SCHEMATA = {"Person", "Organization", "Company", "LegalEntity"}
WANTED = ("crime", "sanction", "wanted")
"""Topics (with those below them) of which one has to be there; who is barred from tenders is no smuggler for that."""

NO_REASON = ("sanction.counter", "sanction.linked")
"""Of these those for which nobody is taken: rescuers and researchers are on such lists, and relatives."""

NEVER = ("asylum", "role.journo", "role.act", "role.pep", "role.pol", "role.rca", "role.judge", "role.lawyer",
         "role.diplo", "role.civil", "role.victim", "gov", "mil", "pol", "forced.labor")  # fmt: skip
"""Topics (with those below them) of people who are never listed here."""

_TOPIC = re.compile(r"[a-z]+(?:\.[a-z]+)*")  # they are kept side by side, and shown
BODIES = {"PublicBody"}
OF_AGE = 18


def never(entity: Mapping[str, object]) -> str:
    """Why nobody like this is ever listed."""
    if entity["schema"] in BODIES:
        return "an authority by its schema"
    if any(_within(topic, NEVER) for topic in values(entity, "topics")):
        return "people who are never listed here"
    is_somebody = entity["schema"] in {"Person", "LegalEntity"}
    births = [value[:10] for value in values(entity, "birthDate") if is_somebody]
    return "a child by its date of birth" if any(map(_is_of_a_child, births)) else ""


def _is_of_a_child(born: str) -> bool:
    """Whether who was born then (a day, a month or a year) may be under age."""
    year, _, rest = born.partition("-")
    if not year.isdecimal():
        return False
    today = datetime.now(UTC).date()
    latest = {0: "12-31", 2: f"{rest}-31"}.get(len(rest), rest)
    return f"{int(year) + OF_AGE:04}-{latest}" > today.isoformat()


def refusal(entity: Mapping[str, object], *, is_cleared: bool) -> str:
    """Why it is not taken; nothing where it may be. Whom its list clears needs no topic any more."""
    if not (wanted(entity) or is_cleared or LEAD in values(entity, "keywords")):
        return "no topic that belongs on the watchlist"
    return "" if any(map(is_name, map(plain, values(entity, "name")))) else "no name"


def wanted(entity: Mapping[str, object]) -> list[str]:
    """The topics for which it may be taken."""
    topics = filter(_TOPIC.fullmatch, values(entity, "topics"))
    return [topic for topic in topics if _within(topic, WANTED) and not _within(topic, NO_REASON)]


def is_name(written: str) -> bool:
    """Whether somebody may be called so; lists hold 'N/A', and pages of names in one."""
    try:
        return bool(cells.name(written))
    except ValueError:
        return False


def _within(topic: str, roots: Iterable[str]) -> bool:
    return any(topic == root or topic.startswith(f"{root}.") for root in roots)
