"""Whose name is to be hidden where, and why it can't be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from core.errors import ConflictError, InputError, NotFoundError
from store.hidden.words import digits_of, is_number, key_of, words_in
from store.session import Session
from store.tables import (
    AnalysisRow,
    DocumentRow,
    FlagOperatorRow,
    FlagRow,
    LinkRow,
    OperatorContactRow,
    OperatorMentionRow,
    OperatorNameRow,
    RevisionRow,
    WithdrawnDetailRow,
)
from store.withdrawn_details import CONTACT, NAME


@dataclass(frozen=True, slots=True)
class Asked:
    """A name and its written forms, and where it is to be hidden."""

    spellings: tuple[str, ...]
    keys: frozenset[str]
    document_id: int | None  # in all versions and copies of this document; None: everywhere
    story_id: int | None

    @property
    def in_markup(self) -> frozenset[str]:
        """The keys, and those of the forms as HTML has them (O&#x27;Higgins)."""
        return self.keys | {key_of(escape(each)) for each in self.spellings}


def asked(session: Session, spellings: Sequence[str], revision_id: int | None = None) -> Asked:
    """What is to be hidden.

    Args:
        revision_id: a version of the document in whose story it is to be hidden, by the number that pages call the
            document by; None: everywhere.

    Raises:
        NotFoundError: there is no such document.
        InputError: a form is no name and no number, or everywhere one word alone, which is many people's name.
        ConflictError: it is the name or number of somebody on the watchlist.
    """
    keys = {key_of(each): each for each in spellings}
    document = None
    if revision_id is not None:
        revision = session.get(RevisionRow, revision_id)
        if revision is None:
            raise NotFoundError(f"There is no document {revision_id}.", remedy="The search finds them.")
        document = session.get_one(DocumentRow, revision.document_id)
    story_id = document.story_id if document is not None else None
    _refuse_operators(session, keys, story_id)
    if document is None:
        _refuse_one_word(spellings)
    return Asked(tuple(spellings), frozenset(keys), document.document_id if document is not None else None, story_id)


def _refuse_one_word(spellings: Iterable[str]) -> None:
    for each in spellings:
        key = key_of(each)
        if not is_number(key) and " " not in key:
            raise InputError(
                f"{each!r} is one word: everywhere it is many people's name.",
                remedy="Give the whole name; or hide one word in one document alone.",
            )


def _refuse_operators(session: Session, forms: Mapping[str, str], story_id: int | None) -> None:
    """Whoever is on the watchlist: a lead would lose its operator, and nobody would see why."""
    for operator_id, written in _on_the_watchlist(session, story_id):
        own = words_in(written)
        digits = "".join(filter(str.isdigit, written))
        for key, form in forms.items():
            words = key.split()
            is_name = set(words) <= set(own) and (len(words) > 1 or words == own)
            if is_name or (is_number(key) and digits.endswith(digits_of(key))):
                raise ConflictError(
                    f"Operator {operator_id} has {form!r} on the watchlist, so nothing was hidden.",
                    remedy=f"Who is listed and should not be: dismiss the lead, or `almenara operator correct`; of a "
                    f"person `almenara operator person {operator_id} yes`, and a purge forgets them. A number that is "
                    f"not theirs: `almenara operator contact-off {operator_id} NUMBER`, then hide it. A namesake: "
                    "hide it in the documents that mean them alone, by --document.",
                )


def _on_the_watchlist(session: Session, story_id: int | None) -> Iterator[tuple[int, str]]:
    """Names and numbers of operators, also those that only an earlier reader gave, but for what a person took off; of a
    story, of those in it."""
    apart = and_(WithdrawnDetailRow.what.in_([NAME, CONTACT]), ~WithdrawnDetailRow.is_taken)
    for operator_id, query in (
        (OperatorNameRow.operator_id, select(OperatorNameRow.operator_id, OperatorNameRow.name)),
        (OperatorContactRow.operator_id, select(OperatorContactRow.operator_id, OperatorContactRow.value)),
        (
            WithdrawnDetailRow.operator_id,
            select(WithdrawnDetailRow.operator_id, WithdrawnDetailRow.value).where(apart),
        ),
    ):
        here = query.where(_is_in(operator_id, story_id)) if story_id is not None else query
        yield from session.execute(here.execution_options(yield_per=500))


def _is_in(operator_id: InstrumentedAttribute[int], story_id: int) -> ColumnElement[bool]:
    """Whether the story names, flags or clears the operator."""
    said = select(OperatorMentionRow.operator_id).where(OperatorMentionRow.story_id == story_id)
    flagged = select(FlagOperatorRow.operator_id).join(FlagRow, FlagRow.flag_id == FlagOperatorRow.flag_id)
    linked = (
        select(LinkRow.operator_id)
        .join(AnalysisRow, AnalysisRow.analysis_id == LinkRow.analysis_id)
        .join(RevisionRow, RevisionRow.revision_id == AnalysisRow.revision_id)
        .join(DocumentRow, DocumentRow.document_id == RevisionRow.document_id)
        .where(DocumentRow.story_id == story_id, LinkRow.linked)
    )
    return or_(
        operator_id.in_(said), operator_id.in_(flagged.where(FlagRow.story_id == story_id)), operator_id.in_(linked)
    )
