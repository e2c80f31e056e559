"""What a night left undone, in sentences: whoever began it should know by its end, and by its exit status.

A source that gave nothing new is quiet, and no fault; one whose crawl failed, or that did not answer at all, is one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from core.nights import SourceNight
from core.terms import NightState
from core.text import counted, sentence
from store import mail_states, set_aside
from store.outgoing import outbox, webhooks
from store.session import Session

_NAMED = 5  # sources that are told by name


def undone(
    session: Session,
    lines: Sequence[SourceNight],
    asides: Sequence[set_aside.SetAside],
    *,
    since: datetime,
    broken: Collection[str] = (),
    more: Collection[str] = (),
) -> tuple[str, ...]:
    """A sentence for each kind of thing; nothing where all was done.

    Args:
        since: when the night, or its rest, began.
        broken: sources whose files, and folders of them, that could not be read.
        more: sentences of others: hashes that could not be noted or time-stamped, recipients without an address.
    """
    return (
        *_sources(lines, broken),
        *(
            [f"{counted(waiting, 'document')} set aside: `almenara run retry`."]
            if (waiting := _waiting(asides))
            else []
        ),
        *_mails(session, since),
        *_events(session, since),
        *more,
    )


def _sources(lines: Sequence[SourceNight], broken: Collection[str]) -> list[str]:
    known = {line.source_id for line in lines}
    failed = [line.source_id for line in lines if line.state == NightState.FAILED]
    failed += [name for name in broken if name not in known]  # never crawled yet: no line of the ledger
    more = f" and {len(failed) - _NAMED} more" if len(failed) > _NAMED else ""
    return [f"{counted(failed, 'source')} failed: {', '.join(failed[:_NAMED])}{more}."] if failed else []


def _waiting(asides: Sequence[set_aside.SetAside]) -> int:
    return sum(not each.solved_at for each in asides)


def _mails(session: Session, since: datetime) -> list[str]:
    stuck = (mail_states.FAILED, mail_states.DEAD, mail_states.UNCERTAIN)
    tonight = outbox.count(session, stuck, since=since)
    if not tonight:
        return []
    last = max(outbox.mails(session, stuck), key=lambda mail: mail.changed_at)
    return [f"{counted(tonight, 'mail')} not sent: {sentence(last.error)} `almenara digest send` says more."]


def _events(session: Session, since: datetime) -> list[str]:
    missed = webhooks.missed(session, since)
    return [f"{counted(missed, 'event')} not taken by webhooks: `almenara webhook list`."] if missed else []
