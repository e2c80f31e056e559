"""Operators and pairs as tables on the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo

from cli.clearing_rows import CLEARING_COLUMNS, clearing_row
from cli.common import print_table
from core.days import written
from core.scores import shown
from core.terms import LegalStatus
from core.text import counted as counted_of
from core.text import plain
from core.uses import in_words
from store.flagging.refused import Refusal
from store.flagging.withdrawn import Withdrawal
from store.identity.pairs import Pair
from store.session import Session
from store.views import (
    ClearedLine,
    OperatorDetail,
    OperatorSummary,
    RouteLine,
    RungLine,
    StatusLine,
    operators_changed,
)
from store.views.operator_lines import operator_lines


def standing(line: OperatorSummary) -> str:
    """What sources say of an operator; that no lead on it stands any more, or that a source clears it where nothing
    says so yet."""
    over = " (every lead on it was dismissed)" if line.dismissed else ""
    over = " (withdrawn: the reader of today no longer reads what named it)" if line.withdrawn else over
    said = f"{line.status or ''}{over}".strip()
    if line.said_cleared is None or line.status is LegalStatus.CLEARED:
        return said
    if line.clearance_doubtful:
        return f"{said} (a source of {line.said_cleared} clears somebody who may be it, not decided on)".strip()
    decided = "not decided on" if line.clearance_waits else "and a source says otherwise"
    return f"{said} (cleared by a source on {line.said_cleared}, {decided})".strip()


OPERATOR_COLUMNS = ("operator", "name", "other names", "standing", "sources", "open flags", "last seen")


def operator_row(line: OperatorSummary, zone: tzinfo) -> tuple[object, ...]:
    """One operator of a list; whom no document names, by the list that brought it."""
    last = written(line.last_seen, zone)
    last = f"read in from {', '.join(line.of_lists)}, {last}" if line.of_lists else last
    counted = line.naming_sources, line.open_flags
    return (line.operator_id, line.name, ", ".join(line.aliases), standing(line), *counted, last)


def in_json(session: Session, found: OperatorDetail) -> str:
    """One operator as the API answers it, on one line."""
    from web.operator_answers import operator_in_full  # it takes a second to import

    named = {operator_id for flag in found.flags for operator_id, _name in flag.operators}
    (changed,) = operators_changed(session, [found.summary.operator_id]).values()
    return operator_in_full(found, operator_lines(session, named), changed).model_dump_json()


def print_operator(found: OperatorDetail, zone: tzinfo) -> None:
    """One operator, a table a kind of knowledge; kinds of which nothing is known are left out."""

    def day(when: datetime) -> str:
        return written(when, zone)

    line = found.summary
    entries = f" (entries {', '.join(map(str, line.entries))})" if len(line.entries) > 1 else ""
    print(f"{line.operator_id} {plain(line.name)}{entries}")
    by = counted_of(line.naming_sources, "independent source")
    counted = f"{counted_of(line.naming_documents, 'document')}, {by}"
    if not line.documents and any(each.brought_by for each in found.entries):
        counted = "from a list that was read in; no document that counts names it"
    counted += f"; documents that clear it: {line.clearing_documents}" if line.clearing_documents else ""
    if line.dismissed_documents:
        counted += f"; not counted: {line.dismissed_documents} whose lead a person dismissed"
    if line.withdrawn_documents:
        counted += f"; not counted: {line.withdrawn_documents} in which the reader of today no longer reads it"
    print(f"standing: {standing(line) or 'nothing said'}; {counted}")
    if line.redacted_at is not None:
        print(f"names and contact points of a person taken away by a purge on {line.redacted_at:%Y-%m-%d}")
    for each in found.entries:
        if each.brought_by:
            noted = f": {plain(each.note)}" if each.note else ""
            under = f", listed there for {plain(', '.join(each.topics))}" if each.topics else ""
            print(f"entry {each.operator_id}: read in from {plain(each.brought_by)}{under}{noted}")
    names = [(n.name, n.kind, day(n.first_seen), day(n.last_seen), n.documents) for n in found.names]
    print_known("Names", ("name", "kind", "published since", "last seen", "documents"), names)
    contacts = [(in_words(c.type), c.value, day(c.first_seen), day(c.last_seen), c.shared_with) for c in found.reached]
    print_known("Contact points", ("type", "value", "published since", "last seen", "others that use it"), contacts)
    off = [(r.removal_id, r.type, r.in_line, day(r.decided_at), r.why) for r in found.removals]
    print_known("Contact points that a person took off it", ("removal", "type", "who", "on", "why"), off)
    ladder = [(r.status, *_days(r), r.independent_sources, r.documents, r.lists) for r in found.ladder]
    of_ladder = ("standing", "since", "last said", "independent sources", "documents", "lists")
    print_known("What sources say of its standing", of_ladder, ladder)
    said = [
        (
            f"{s.statement_id} v{s.version}" if s.choices else "",
            s.on if s.is_dated else f"{s.on} (read in; no day told)",
            s.status,
            s.source_name,
            s.sentence,
            s.url,
            _no_more(s.refusal, s.withdrawal) or _lowered(s) or ("may mean it, not confirmed" if s.is_unsure else ""),
            _earlier(s.earlier_reader),
        )
        for s in found.statuses
    ]
    print_told(
        "Who said it",
        ("statement", "on", "standing", "source", "sentence", "address", "counts no more, or as less"),
        said,
    )
    alone = [clearing_row(each) for each in found.clearings]
    print_known("Cleared by lists, or by documents that may mean it", CLEARING_COLUMNS, alone)
    routes = [(_way(r), ", ".join(r.waypoints), day(r.first_seen), day(r.last_seen), r.documents) for r in found.routes]
    print_known("Routes", ("route", "stops", "published since", "last seen", "documents"), routes)
    prices = [
        (f"{p.month:%Y-%m}", p.lowest, p.median, p.highest, p.currency, "a person" if p.per_person else "", p.stories)
        for p in found.price_history
    ]
    print_known("Prices by month", ("month", "lowest", "median", "highest", "currency", "for", "stories"), prices)
    unread = [(u.what, u.kind, u.value, day(u.first_seen), day(u.last_seen), u.read_by) for u in found.unread]
    of_unread = ("what", "kind", "value", "published since", "last seen", "read by version")
    print_known("Read by an earlier reader alone: counts for nothing", of_unread, unread)
    print_cleared(found.cleared)
    mentions = [
        (day(m.seen_at), m.name, m.source_name, m.sentence, m.reader, m.url, _no_more(m.refusal, m.withdrawal))
        for m in found.mentions
    ]
    columns = ("seen", "as written", "source", "sentence", "reader", "address", "counts no more")
    print_known("Where documents speak of it", columns, mentions)
    judged = [
        (j.judgement_id, f"{j.left_id}, {j.right_id}", j.verdict, j.in_line, day(j.decided_at), j.why)
        for j in found.judgements
    ]
    print_known("Decisions on identity", ("judgement", "pair", "verdict", "who", "on", "why"), judged)


def print_pairs(found: Sequence[Pair], cautions: Mapping[int, str]) -> None:
    """Pairs, one line a piece of evidence, behind what an operator is not to be read without; what is new since the
    last judgement is marked."""
    rows: list[tuple[object, ...]] = []
    for each in found:
        last = f"{each.last.verdict} by {each.last.who}: {each.last.why}" if each.last else ""
        judgement = each.last.judgement_id if each.last else ""
        first: tuple[object, ...] = (
            shown(each.score),
            f"{each.left_id} {each.left_name}",
            f"{each.right_id} {each.right_name}",
            last,
            judgement,
        )
        for number in (each.left_id, each.right_id):
            if number in cautions:
                rows.append((*first, f"{number}: {cautions[number]}"))
                first = ("", "", "", "", "")
        for item in each.evidence:
            mark = "new: " if each.last and item in each.new else ""
            rows.append((*first, f"{mark}{item.what}"))
            first = ("", "", "", "", "")
    columns = ("score", "one", "other", "judged before", "judgement", "what speaks for one")
    print_table("Pairs that may be one operator", columns, rows)


def print_cleared(found: Sequence[ClearedLine]) -> None:
    """Whom documents clear, in which words: they accuse none of them."""
    rows = [
        (
            _clears(each),
            each.name,
            each.on,
            each.sentence,
            each.source_name,
            _no_more(each.refusal, None),
            _earlier(each.earlier_reader),
        )
        for each in found
    ]
    columns = ("says", "operator", "on", "sentence", "source", "counts no more")
    print_told("Whom documents clear", columns, rows)


def print_told(title: str, columns: Sequence[str], rows: Sequence[tuple[object, ...]], last: str = "read by") -> None:
    """A table whose rows end with what is told of few, as who read them where an earlier reader alone did; without that
    column (`last`) where it is told of none."""
    if any(row[-1] for row in rows):
        print_known(title, (*columns, last), rows)
    else:
        print_known(title, columns, [row[:-1] for row in rows])


def _earlier(reader: str) -> str:
    """That only an earlier reader read that somebody is cleared; "" where that of today does."""
    return f"version {plain(reader)} alone; the reader of today does not read it, and it counts" if reader else ""


def _clears(line: ClearedLine) -> str:
    return "may clear" if line.is_unsure else "clears"


def print_known(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table of what is known; nothing where there are no rows."""
    if rows:
        print_table(title, columns, rows)


def _way(line: RouteLine) -> str:
    return "→".join(line.countries) + ("" if line.counts else " (counts no more)")


def no_longer_read(by: Withdrawal) -> str:
    """That the reader of today no longer reads what is told."""
    confirmed = "; a person confirmed it, so it counts all the same" if by.stands else ""
    return f"the reader of today no longer reads this; it was read by version {plain(by.read_by)}{confirmed}"


def _no_more(by: Refusal | None, withdrawal: Withdrawal | None) -> str:
    """Who dismissed what a line tells, and when, or that no reader reads it any more; "" where neither is so."""
    if by is None:
        return no_longer_read(withdrawal) if withdrawal is not None else ""
    if by.is_correction:
        return f"corrected by {by.in_line} on {by.at:%Y-%m-%d}: it does not accuse this operator"
    flag = f" (flag {by.flag_id})" if by.flag_id else ""
    return f"dismissed by {by.in_line} on {by.at:%Y-%m-%d}{flag}"


def _lowered(line: StatusLine) -> str:
    """As what a statement stands that a person corrected; "" where it stands as it was read."""
    return corrected(line) if line.stands_as not in (None, line.status) else ""


def corrected(line: StatusLine) -> str:
    """Who corrected a statement, when, and as what it stands since."""
    by = line.corrections[-1]
    stands = f"it stands as {line.stands_as}" if line.stands_as else "it does not accuse this operator"
    return f"corrected by {by.in_line} on {by.decided_at:%Y-%m-%d}: {stands}"


def _days(rung: RungLine) -> tuple[object, object]:
    """Since when it is said and when last, where anybody tells a day."""
    return (rung.first_on, rung.last_on) if rung.is_dated else ("no day told", "")
