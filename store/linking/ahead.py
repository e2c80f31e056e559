"""Names compared ahead of linking, by whoever has time for it: the answers are those that linking would find itself,
since to compare two names asks nothing but the names. What was written since, it compares itself. Writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from store import name_index, remembered
from store.likeness import compare_if_same
from store.linking.linker import seldom_collected
from store.linking.scoring import Compared
from store.place import places_of
from store.session import Session
from store.subjects import Subject, subjects


def compare_ahead(session: Session, revision_ids: Sequence[int]) -> Iterator[Compared]:
    """What `link_each` will compare for each of these versions, as far as the watchlist knows it now."""
    with remembered.keeping(session), seldom_collected():
        places = places_of(session, revision_ids)
        waiting = {key: place for key, place in places.items() if not place.row.linked}
        of = {key: subjects(place.analysis, host=place.host) for key, place in waiting.items()}
        name_index.read_ahead(session, (name for those in of.values() for each in those for name in each.names))
        for revision_id in revision_ids:
            yield _compared(session, of.get(revision_id, ()))


def _compared(session: Session, those: Sequence[Subject]) -> Compared:
    return {
        (asked, name): compare_if_same(asked, name)
        for subject in those
        for names in name_index.find(session, subject.names, with_texts=False).names.values()
        for name in names
        for asked in subject.names
    }
