"""Persons who are neither operators nor speak for an office or a paper, and contact points of such, as they are covered
wherever a text is quoted: in mails, and until somebody uncovers them (`store.covering`) on pages, in the API, in files
and at the terminal."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from core.hidden_words import BAR
from core.records import ContactPoint, Mention
from core.terms import Role
from store import analyses
from store.built_once import asked
from store.channels import channel
from store.clusters import goes_by
from store.flagging.dismissals import is_over
from store.others_points import Points, is_others, points_in
from store.redaction import HIDDEN, cover, places
from store.session import Session
from store.tables import AnalysisRow, FlagEventRow, FlagRow, OperatorContactRow, RevisionRow
from store.tables.base import chunks

Hide = Callable[[str], str]
_COUNTS = ~is_over(goes_by(OperatorContactRow.operator_id))
_LISTED = select(OperatorContactRow.channel).where(OperatorContactRow.channel.in_(asked("of")), _COUNTS)
_OF_VERSION = RevisionRow.revision_id == AnalysisRow.revision_id


@dataclass(frozen=True, slots=True)
class Names:
    """Whom a text names, in each form: `covered`, who are bystanders, and `kept`, who are none; whose contact points it
    gives."""

    covered: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()
    points: Points = field(default_factory=Points)

    def __or__(self, more: Names) -> Names:
        """Those of two readings: whom one takes for an operator the other covers nowhere."""
        kept = self.kept | more.kept
        return Names((self.covered | more.covered) - kept, kept, self.points | more.points)

    @property
    def says_nothing(self) -> bool:
        """Whether nothing is to be covered."""
        return not self.covered and not self.points.covered

    def without(self, spared: frozenset[str]) -> Names:
        """The same, but these names stay."""
        return Names(self.covered - spared, self.kept | spared, self.points)

    @property
    def hide(self) -> Hide:
        """What covers them in a sentence."""
        return cover(self.covered, self.kept | self.points.staying, patterns=self.points.patterns)

    @property
    def find(self) -> Callable[[str], list[tuple[int, int]]]:
        """What tells where in a text they stand."""
        return places(self.covered, self.kept | self.points.staying, patterns=self.points.patterns)


def hidden_on_flags(session: Session, flag_ids: Collection[int]) -> dict[int, Hide]:
    """By flag, what hides the bystanders of the reading that it stands on."""
    return _hiders(session, _OF_FLAGS, flag_ids)


def hidden_in_texts(session: Session, revision_ids: Collection[int], *, kept: Collection[str] = ()) -> dict[int, Hide]:
    """The same by version of a document, as it is read today; `kept`: names of whom is spoken, which stay."""
    return _hiders(session, _OF_TEXTS, revision_ids, kept)


def hidden_in_documents(
    session: Session, document_ids: Collection[int], *, kept: Collection[str] = ()
) -> dict[int, Hide]:
    """The same by document: whom today's reading of any of its versions takes for a bystander, and none for another."""
    return _hiders(session, _OF_DOCUMENTS, document_ids, kept)


def hidden_in_events(session: Session, flag_ids: Collection[int]) -> dict[int, Hide]:
    """By the reading that an event of these flags tells of, what hides its bystanders in the event's words: the title
    of a copy may name them. Whom it takes for one, or today's reading of the same version."""
    return _hiders(session, _OF_EVENTS, flag_ids)


_TOLD = aliased(AnalysisRow)
_OF_EVENTS = (
    select(FlagEventRow.analysis_id, AnalysisRow.record, AnalysisRow.revision_id)
    .join(_TOLD, _TOLD.analysis_id == FlagEventRow.analysis_id)
    .join(AnalysisRow, AnalysisRow.revision_id == _TOLD.revision_id)
    .where(FlagEventRow.flag_id.in_(asked("of")))
    .where(AnalysisRow.current | (AnalysisRow.analysis_id == _TOLD.analysis_id))
)
_OF_FLAGS = (
    select(FlagRow.flag_id, AnalysisRow.record, RevisionRow.revision_id)
    .join(AnalysisRow, AnalysisRow.analysis_id == FlagRow.analysis_id)
    .join(RevisionRow, _OF_VERSION)
    .where(FlagRow.flag_id.in_(asked("of")))
)
_OF_TEXTS = select(AnalysisRow.revision_id, AnalysisRow.record, AnalysisRow.revision_id).where(
    AnalysisRow.current, AnalysisRow.revision_id.in_(asked("of"))
)
_OF_DOCUMENTS = (
    select(RevisionRow.document_id, AnalysisRow.record, RevisionRow.revision_id)
    .join(AnalysisRow, _OF_VERSION)
    .where(RevisionRow.document_id.in_(asked("of")), AnalysisRow.current)
)


def on_watchlist(session: Session, contacts: Iterable[ContactPoint]) -> frozenset[str]:
    """The channels of those of these contact points that are nobody's by what is read, and all the same those of an
    operator that counts: an ordinary text that shows such a number is how somebody is found."""
    given = {channel(each.type, each.value) for each in contacts if is_others(each) and each.value != HIDDEN}
    some_of = chunks(sorted(filter(None, given)))
    return frozenset(found for some in some_of for found in session.scalars(_LISTED, {"of": some}))


def names_in(
    mentions: Iterable[Mention],
    contacts: Iterable[ContactPoint],
    title: str,
    text: str,
    known: Collection[str] = frozenset(),
) -> Names:
    """Whom a reading names, and whose contact points; `known`: `on_watchlist`. Of whom a purge took the name from the
    reading, the title and text say it still: it is read off where they were named."""
    covered: set[str] = set()
    kept: set[str] = set()
    for mention in mentions:
        forms = {mention.name, *mention.aliases} - {HIDDEN}
        if mention.name == HIDDEN:
            written = ((title if span.in_title else text)[span.start : span.end] for span in mention.spans)
            forms |= {each for each in written if each.strip() and BAR not in each}
        (covered if is_bystander(mention) else kept).update(forms)
    return Names(frozenset(covered - kept), frozenset(kept), points_in(contacts, title, text, known))


def is_bystander(mention: Mention) -> bool:
    """Whether a person is named who is read as a victim, or as somebody else who is no operator, authority or reporter.
    Whom a document clears was named as an operator elsewhere, and has a right to it that this stands beside."""
    return mention.is_person and mention.role in (Role.VICTIM, Role.OTHER) and not mention.cleared


def _hiders(
    session: Session, query: Select[int, str, int], keys: Collection[int], spared: Collection[str] = ()
) -> dict[int, Hide]:
    found: dict[int, Names] = {}
    for some in chunks(sorted(keys)):
        for key, read in _read(session, session.execute(query, {"of": some}).all()):
            found[key] = found.get(key, Names()) | read
    stay = frozenset(spared)
    return {key: names.without(stay).hide for key, names in found.items() if not names.says_nothing}


def _read(session: Session, rows: Collection[tuple[int, str, int]]) -> Iterator[tuple[int, Names]]:
    parsed = [(key, *analyses.named_in(record), revision_id) for key, record, revision_id in rows]
    taken = {
        revision_id
        for _key, mentions, contacts, revision_id in parsed
        if any(each.name == HIDDEN for each in mentions) or any(each.value == HIDDEN for each in contacts)
    }
    words = {
        revision_id: (title, text)
        for some in chunks(sorted(taken))
        for revision_id, title, text in session.execute(
            select(RevisionRow.revision_id, RevisionRow.title, RevisionRow.text).where(
                RevisionRow.revision_id.in_(some)
            )
        )
    }
    known = on_watchlist(session, (each for _key, _mentions, contacts, _id in parsed for each in contacts))
    for key, mentions, contacts, revision_id in parsed:
        yield key, names_in(mentions, contacts, *words.get(revision_id, ("", "")), known)
