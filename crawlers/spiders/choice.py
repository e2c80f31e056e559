"""Which pages a crawl asks for where more were found than it may ask for.

What nobody has read yet goes first, the newest of it before the rest. What is asked for again, to notice an edit or
because it failed, has a quarter of the crawl to itself, and what the new ones leave; it takes nothing else from them.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from zlib import crc32

from core.records import KnownPage
from crawlers.discovery.dates import as_moment
from crawlers.discovery.found import Found

Worth = tuple[float, float]
OWED_SHARE = 4
"""One page in so many may be one that is asked for again."""


@dataclass(slots=True)
class Visit:
    """One detail page that is asked for. `key` is its canonical address, `known` what the memory holds of it; `owed`
    where no feed, sitemap or listing names it tonight, and it is asked for all the same. `look` of what was answered:
    see extraction.walls."""

    found: Found
    key: str
    known: KnownPage | None = None
    owed: bool = False
    look: str = ""


def worth_in_order(found: Found, place: int, *, now: datetime) -> Worth:
    """Of a feed or a listing, which are about what is new: what has no date there counts as of now, the first first."""
    return _time(found, now) or now.timestamp(), -place


def worth_from_both_ends(found: Found, place: int, entries: int, *, now: datetime) -> Worth:
    """Of a sitemap, which grows at one end or the other: what has no date comes last, from both ends to the middle. So
    what was added since the last visit is asked for whichever end it was added at, however much lies between."""
    return _time(found, now), -min(place, entries - 1 - place)


def worth_by_lot(key: str, *, now: datetime) -> Worth:
    """Of known pages, which are all due: another order each day, so that none is left out for good."""
    return float(crc32(f"{now.date()} {key}".encode())), 0


def _time(found: Found, now: datetime) -> float:
    moment = as_moment(found.published or found.changed)
    return min(moment, now).timestamp() if moment is not None else 0.0


@dataclass(slots=True)
class _Best:
    """The worthiest of all that is put here, up to a number."""

    most: int
    _heap: list[tuple[Worth, int, Visit]] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=lambda: count(0, -1))  # of two alike the first is the worthier

    def __len__(self) -> int:
        return len(self._heap)

    def put(self, visit: Visit, worth: Worth) -> Visit | None:
        """Put one in; the one that falls out for it, if any."""
        entry = (worth, next(self._numbers), visit)
        if len(self._heap) < self.most:
            heapq.heappush(self._heap, entry)
            return None
        return heapq.heappushpop(self._heap, entry)[2]

    def take(self, number: int) -> list[Visit]:
        """So many of those that stayed, worthiest first; the others stay."""
        entries = sorted(self._heap, reverse=True)
        self._heap = entries[number:][::-1]  # ascending, which is a heap
        return [visit for _, _, visit in entries[:number]]


class Choice:
    """Found pages while discovery goes on: at most `limit` of them are kept, and may be asked for when it is over, or
    has had its time."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._share = limit // OWED_SHARE  # of the whole crawl, however often is chosen
        self._new, self._unread, self._again = _Best(limit), _Best(limit), _Best(limit)

    def put(self, visit: Visit, worth: Worth) -> Visit | None:
        """Keep a page; the one that has no room for it, if any."""
        kind = self._again if visit.known is not None else self._unread if visit.owed else self._new
        return kind.put(visit, worth)

    def made(self, *, hurried: bool = False) -> tuple[list[Visit], list[Visit]]:
        """The pages to ask for, in order, and those that are left. `hurried`: more may be found yet, so what is asked
        for again gets its share and no more; the others of it wait."""
        wanted, share = len(self._unread) + len(self._again), min(self._share, self._limit)
        owed = min(wanted, share) if hurried else _room(self._limit, wanted, len(self._new), share)
        first = _room(owed, len(self._unread), len(self._again), (owed + 1) // 2)
        due = [*self._unread.take(first), *self._again.take(owed - first)]
        if hurried:
            due.sort(key=lambda visit: visit.owed)  # a list that is still to be read may name them
        new = self._new.take(self._limit - len(due))
        self._limit -= len(due) + len(new)
        self._share = max(0, self._share - len(due))
        over = (self._new,) if hurried else (self._new, self._unread, self._again)
        return list(_mixed(new, due)), [visit for kind in over for visit in kind.take(len(kind))]


def _room(room: int, wanted: int, others: int, share: int) -> int:
    """How many get in where `share` of the room is theirs, and what the others leave."""
    return min(wanted, max(share, room - others))


def _mixed(new: Sequence[Visit], due: Sequence[Visit]) -> Iterator[Visit]:
    """One that is due after every three new ones, so that a crawl whose time is up has served both."""
    waiting = iter(due)
    for number, visit in enumerate(new, start=1):
        yield visit
        if number % (OWED_SHARE - 1) == 0:
            yield from (each for each in (next(waiting, None),) if each is not None)
    yield from waiting
