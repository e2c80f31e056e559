"""A list taken in whole: who is new, who is brought up to date, whom it clears by now, and who is not taken and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from store import audit, seeds
from store.exchange.entries import from_elsewhere
from store.exchange.incoming import CLEARED_THERE, Incoming, Untaken
from store.session import Session

OWN = "found by this watch itself; change them here"
"""Why an operator of our own export is not taken."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a list."""

    operators: int  # whom it lists, known ones among them
    new: int
    cleared: int  # known here, and cleared by it now
    untaken: tuple[Untaken, ...]


def take_in(session: Session, read: Incoming, now: datetime, *, who: str = audit.MACHINE) -> Taken:
    """Add and bring up to date whom a list names. Whom it clears is never added; of those who are known by their key
    it is kept that the list clears them, and their standing stays as it was."""
    untaken = list(read.untaken)
    listed, clearing = from_elsewhere(session, read.seeds), from_elsewhere(session, read.cleared)
    others = {id(seed) for seed in (*listed, *clearing)}
    untaken += [Untaken.of(seed, OWN) for seed in (*read.seeds, *read.cleared) if id(seed) not in others]
    new = seeds.load(session, listed, now, who=who)
    unknown = seeds.note_clearings(session, clearing, now, by=read.name, who=who)
    untaken += [Untaken.of(seed, CLEARED_THERE) for seed in unknown]
    return Taken(len(listed), new, len(clearing) - len(unknown), tuple(untaken))
