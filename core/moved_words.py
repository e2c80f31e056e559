"""What became of the page of a lead, in the language that is being spoken: the first page and the mail say the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from core.languages import marked_text as N_
from core.languages import spoken
from core.nights import Asked, Back
from core.reason_words import PRICE_PARTS


def moved_said(
    gone_on: date | None, back: Back | None, boards: Sequence[str], before: Sequence[Asked], now: Sequence[Asked]
) -> list[str]:
    """A sentence for each thing: 'Its publisher no longer shows it (seen on 23 Jan 2021).'"""
    text = spoken().text
    found = []
    if gone_on is not None:
        found.append(
            text(N_("Its publisher no longer shows it (seen on %(day)s).")) % {"day": spoken().short_day(gone_on)}
        )
    if back is not None:
        found.append(_returned(back))
    if boards:
        found.append(text(N_("Stands on another board, too: %(boards)s.")) % {"boards": ", ".join(boards)})
    if set(before) != set(now):
        found.append(_repriced(before, now))
    return found


def _returned(back: Back) -> str:
    text = spoken().text
    days = {"gone": spoken().short_day(back.gone_on), "day": spoken().short_day(back.back_on)}
    if back.has_other_text:
        return text(N_("Its address shows a page again, with another text: gone on %(gone)s, there on %(day)s.")) % days
    return text(N_("Its publisher shows it again: gone on %(gone)s, there on %(day)s.")) % days


def _repriced(before: Sequence[Asked], now: Sequence[Asked]) -> str:
    text = spoken().text
    if not before:
        return text(N_("Asks a price since: %(now)s.")) % {"now": _sums(now)}
    if not now:
        return text(N_("Asks no price any more; before: %(before)s.")) % {"before": _sums(before)}
    return text(N_("Asks another price: %(now)s; before: %(before)s.")) % {"now": _sums(now), "before": _sums(before)}


def _sums(asked: Sequence[Asked]) -> str:
    return ", ".join(map(_sum, asked))


def _sum(asked: Asked) -> str:
    text = spoken().text
    said = [spoken().number(asked.amount), asked.currency]
    said += [text(N_("a person"))] if asked.per_person else []
    said += [f"({text(PRICE_PARTS[asked.kind])})"] if asked.kind in PRICE_PARTS else []
    return " ".join(said)
