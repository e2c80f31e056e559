"""What speaks for each of many merges in turn: just what store.identity.evidence says of the two before each of them,
read once. To ask it for a hundred, each time of all that were merged so far, reads everything a hundred times."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select

from store.identity.evidence import Evidence, by_adverts, by_contact, by_names, in_order, named_in_adverts
from store.identity.meetings import BEHIND, SHARED_BY, USERS
from store.session import Session
from store.tables import OperatorContactRow
from store.tables.base import chunks

_Point = tuple[int, str, str]
"""Id, type and value of a contact point."""


@dataclass(slots=True)
class _Side:
    """What is known of some entries together."""

    points: dict[str, _Point] = field(default_factory=dict)  # by channel the oldest
    adverts: dict[int, set[int]] = field(default_factory=dict)  # the documents of a group that name one of them

    def add(self, other: _Side) -> None:
        for channel, point in other.points.items():
            self.points[channel] = min(point, self.points.get(channel, point))
        for first, documents in other.adverts.items():
            self.adverts.setdefault(first, set()).update(documents)


class Growing:
    """A cluster that others are merged into, one after another.

    Args:
        of: every entry of all these clusters -> its cluster.
        first: an entry of the cluster that grows.
    """

    def __init__(self, session: Session, of: Mapping[int, int], first: int) -> None:
        self._of = of
        self._entries: dict[int, set[int]] = {}
        for entry, cluster in of.items():
            self._entries.setdefault(cluster, set()).add(entry)
        self._sides = {cluster: _Side() for cluster in self._entries}
        self._names = [(one, other, item) for one, other, item in by_names(session, of) if of[one] != of[other]]
        self._named: dict[int, list[int]] = {}
        for number, (one, other, _item) in enumerate(self._names):
            self._named.setdefault(one, []).append(number)
            self._named.setdefault(other, []).append(number)
        for channel, entry, point in _points(session, of):
            known = self._sides[of[entry]].points
            known[channel] = min(point, known.get(channel, point))
        for group, named in named_in_adverts(session, of).items():
            for entry, documents in named.items():
                self._sides[of[entry]].adverts.setdefault(group, set()).update(documents)
        self._users = Counter(channel for side in self._sides.values() for channel in side.points)
        self._users.update(_users_besides(session, list(self._users), of))
        self._whole = self._sides[of[first]]
        self.entries = set(self._entries[of[first]])
        """All that are one so far."""

    def others(self, entry: int) -> set[int]:
        """All entries of this one's own cluster, or of the whole where that was taken already."""
        return self.entries if entry in self.entries else self._entries[self._of[entry]]

    def evidence(self, entry: int) -> list[Evidence]:
        """What speaks for the whole and this one's cluster being one, strongest first; nothing where they are."""
        if entry in self.entries:
            return []
        side, known = self._sides[self._of[entry]], dict[str, Evidence]()
        for item in self._by_names(entry):
            if item.key not in known or item.weight > known[item.key].weight:
                known[item.key] = item
        for channel in side.points.keys() & self._whole.points.keys():
            if self._users[channel] <= SHARED_BY:
                _oldest, kind, value = min(side.points[channel], self._whole.points[channel])
                item = by_contact(channel, kind, value)
                known[item.key] = item
        for group in side.adverts.keys() & self._whole.adverts.keys():
            if len(side.adverts[group] | self._whole.adverts[group]) > 1:  # one advert that names both is no template
                item = by_adverts(group)
                known[item.key] = item
        return in_order(known.values())

    def take(self, entry: int) -> None:
        """This one's cluster is one with the whole from now on."""
        if entry in self.entries:
            return
        side = self._sides[self._of[entry]]
        self._users.subtract(side.points.keys() & self._whole.points.keys())
        self._whole.add(side)
        self.entries |= self._entries[self._of[entry]]

    def _by_names(self, entry: int) -> Iterator[Evidence]:
        met: set[int] = set()
        for each in self._entries[self._of[entry]]:
            for number in self._named.get(each, ()):
                one, other, _item = self._names[number]
                if (other if one == each else one) in self.entries:
                    met.add(number)
        yield from (self._names[number][2] for number in sorted(met))  # of two of one weight the older stays


def _points(session: Session, of: Collection[int]) -> Iterator[tuple[str, int, _Point]]:
    row = OperatorContactRow
    query = select(row.channel, row.operator_id, row.contact_id, row.type, row.value).where(row.channel != "")
    for channel, entry, contact_id, kind, value in session.execute(query.where(row.operator_id.in_(of))):
        yield channel, entry, (contact_id, kind, value)


def _users_besides(session: Session, channels: list[str], of: Collection[int]) -> dict[str, int]:
    """How many operators use each of these besides those."""
    found: dict[str, int] = {}
    for chunk in chunks(channels):
        query = (
            select(OperatorContactRow.channel, USERS)
            .select_from(BEHIND)
            .where(OperatorContactRow.channel.in_(chunk))
            .where(OperatorContactRow.operator_id.not_in(of))
            .group_by(OperatorContactRow.channel)
        )
        found.update((channel, count) for channel, count in session.execute(query))
    return found
