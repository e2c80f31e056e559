"""What `almenara watchlist import` and its trial tell of a list, line by line."""

from __future__ import annotations

from collections import Counter

from core.scores import shown
from core.settings import load
from core.text import plain
from store.exchange.incoming import Incoming
from store.exchange.resembling import Resemblances
from store.exchange.taking import Taken

SHOWN = 50
"""Rows of a kind of which the terminal tells; --json tells all."""


def refused(taken: Taken) -> dict[str, int]:
    """How many are not taken, by the reason."""
    return Counter(each.why for each in taken.untaken)


def undecided(taken: Taken) -> str:
    return f"on {taken.waiting} of them a person has yet to decide" if taken.waiting else "on each a person has decided"


def print_meant(taken: Taken) -> None:
    """Whom the list never brought and clears all the same: whoever decides sees by what each row is taken for them."""
    for each in taken.meant[:SHOWN]:
        by = ", ".join(each.by)
        known = f"operator {each.operator_id} {each.operator_name}"
        print(f"  {plain(each.where)}: {plain(each.name)} is taken for {plain(known)}, by {plain(by)}")
    if len(taken.meant) > SHOWN:
        print(f"  and {len(taken.meant) - SHOWN} more; --json names all.")


def print_doubts(read: Incoming) -> None:
    """Numbers by which perhaps nobody is found; their rows are taken."""
    doubts = read.doubts
    if doubts:
        print(f"numbers by which perhaps nobody is found: {len(doubts)} (their rows are taken).")
    for name, what in doubts[:SHOWN]:
        where, _, why = what.partition(": ")
        print(f"  {plain(where)}: {plain(name)}, {plain(why)}")
    if len(doubts) > SHOWN:
        print(f"  and {len(doubts) - SHOWN} more; --json names all.")


def print_resembling(likeness: Resemblances, where: str) -> None:
    """Who of the new ones documents may name already, under another spelling or number; nothing is put together."""
    rows = len({each.key for each in likeness.found})
    if rows:
        print(f"new rows that may be operators of documents: {rows} (to judge: {where}).")
        print("  the figure says how sure it is that the operator is meant, by its name, contact points and countries;")
        from_here_on = shown(load().linking.threshold)
        print(f"  documents are linked from {from_here_on} on, and a pair has another figure (docs/WATCHLIST.md).")
    for each in likeness.found[:SHOWN]:
        row = f"operator {each.entry} {each.name}" if each.entry else each.name
        known = f"operator {each.operator_id} {each.operator_name}"
        names = f" (“{plain(each.names[0])}”, “{plain(each.names[1])}”)" if each.names else ""
        by = " and ".join(each.by).replace("its name", f"its name{names}")
        likely = f"{shown(each.score)} by {by}.{each.caution and ' ' + each.caution}"
        print(f"  {plain(each.where)}: {plain(row)} and {plain(known)}, {likely}")
    if len(likeness.found) > SHOWN:
        print(f"  and {len(likeness.found) - SHOWN} more; --json names all.")
    if likeness.commonplace:
        print(f"new rows that are like so many operators of documents that it tells nothing: {likeness.commonplace}.")
    if likeness.compared < likeness.new:
        print(f"compared with operators of documents: the first {likeness.compared} of {likeness.new} new rows.")


def print_untaken(read: Incoming, taken: Taken) -> None:
    """Rows that are not taken, by the reason."""
    if read.passed:
        kinds = ", ".join(f"{plain(schema)} {count}" for schema, count in read.passed.most_common())
        print(f"passed over: {read.passed.total()} that are no person, firm or group ({kinds}).")
    for why, count in sorted(refused(taken).items()):
        print(f"not taken: {count} ({why}).")
        rows = [each for each in taken.untaken if each.why == why]
        for each in rows[:SHOWN]:
            known = f", known here as operator {each.operator_id}" if each.operator_id else ""
            print(f"  {plain(each.where)}: {plain(each.name)}{known}")
        if count > SHOWN:
            print(f"  and {count - SHOWN} more; --json names all.")
