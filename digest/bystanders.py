"""Names and numbers of bystanders, hidden in the titles that a mail quotes: it lies in mailboxes that no purge reaches,
and is about nobody but operators. At the desk, behind the link, somebody who may decide can have them shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from core.nights import Digest, DigestClearing, DigestLine
from store.bystanders import Hide, hidden_in_texts, hidden_on_flags
from store.session import Session


def without_bystanders(session: Session, digest: Digest) -> Digest:
    """The digest whose titles, and the sentences beside them, name no person whom the reader takes for a victim or for
    somebody else who is no operator, no authority and no reporter."""
    lines = [line for operator in digest.operators for line in operator.lines]
    flag_ids = {each.flag_id for each in lines} | {each.flag_id for each in digest.told}
    flags = hidden_on_flags(session, flag_ids | {each.flag_id for each in digest.moved})
    texts = hidden_in_texts(session, {hit.revision_id for search in digest.searches for hit in search.hits})
    operators = (
        replace(each, lines=tuple(_line(line, flags.get(line.flag_id, str)) for line in each.lines))
        for each in digest.operators
    )
    told = (replace(each, title=flags.get(each.flag_id, str)(each.title)) for each in digest.told)
    moved = (replace(each, title=flags.get(each.flag_id, str)(each.title)) for each in digest.moved)
    searches = (
        replace(
            each,
            hits=tuple(
                replace(hit, title=hide(hit.title), cleared=_cleared(hit.cleared, hide))
                for hit in each.hits
                for hide in (texts.get(hit.revision_id, str),)
            ),
        )
        for each in digest.searches
    )
    digest = replace(digest, told=tuple(told), moved=tuple(moved))
    return replace(digest, operators=tuple(operators), searches=tuple(searches))


def _line(line: DigestLine, hide: Hide) -> DigestLine:
    added = tuple(map(hide, line.added))
    return replace(line, title=hide(line.title), added=added, cleared=_cleared(line.cleared, hide))


def _cleared(found: Iterable[DigestClearing], hide: Hide) -> tuple[DigestClearing, ...]:
    return tuple(replace(each, sentence=hide(each.sentence)) for each in found)
