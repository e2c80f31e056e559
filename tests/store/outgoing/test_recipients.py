"""Who gets the digest: the settings' list and the table together, and what filters let through."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from core.errors import ConflictError, NotFoundError
from core.terms import FlagKind, Verdict
from store import audit, views
from store.identity import judge
from store.identity.judge import Signature
from store.outgoing import outbox, recipients
from store.outgoing.recipients import Recipient, Wishes
from store.session import Database
from tests.store.make import NOON, mention, report

ANA = "Ana Pérez <Ana@Fiscalia.example>"


def test_the_table_takes_the_place_of_the_settings(database: Database) -> None:
    defaults = ["luz@fiscalia.example", "ana@fiscalia.example"]
    with database.transaction() as session:
        assert [each.wishes for each in recipients.everybody(session, defaults)] == [Wishes(), Wishes()]
        spared = Recipient(ANA, Wishes(language="es", legs=(("PE", "BO"),)), paused=True)
        recipients.add(session, spared, who="ana", now=NOON)
        found = recipients.everybody(session, defaults)
        assert [each.mailbox for each in found] == defaults
        assert found[1] == replace(spared, listed=True)
        with pytest.raises(ConflictError, match="recipient already"):
            recipients.add(session, Recipient("ANA@fiscalia.example"), who="ana", now=NOON)
        recipients.change(session, replace(found[1], paused=False), who="ana", now=NOON)
        assert not recipients.everybody(session)[0].paused
        recipients.remove(session, "ana@FISCALIA.example", who="ana")
        assert recipients.everybody(session) == []
        with pytest.raises(NotFoundError):
            recipients.remove(session, ANA, who="ana")
        actions = [entry.action for entry in audit.entries(session)]
    assert actions == ["recipient removed", "recipient changed", "recipient added"]


def test_an_operator_that_is_none_cannot_be_chosen(database: Database) -> None:
    with database.transaction() as session, pytest.raises(NotFoundError, match="no operator 99"):
        recipients.add(session, Recipient(ANA, Wishes(operators=(99,))), who="ana", now=NOON)


def test_the_entry_that_was_chosen_stays_so_whatever_it_goes_by(database: Database) -> None:
    """A pause wrote the entry of the moment, and after a split the mails followed another operator."""
    with database.transaction() as session:
        for number, name in enumerate(("ViveOnline", "Kantuta"), start=1):
            report(session, number, [mention(name)])
        recipients.add(session, Recipient(ANA, Wishes(operators=(2,))), who="ana", now=NOON)
        judge.judge(session, 1, 2, Verdict.SAME, Signature("ana", "one firm", NOON))
        (found,) = recipients.everybody(session)
        assert [found.wishes.chose(flag) for flag in views.flags(session)] == [True, True]
        for paused in (True, False):
            (found,) = recipients.everybody(session)
            recipients.change(session, replace(found, paused=paused), who="ana", now=NOON)
        judge.split(session, 2, Signature("ana", "two firms", NOON))
        (found,) = recipients.everybody(session)
        assert found.wishes.operators == (2,)
        assert [found.wishes.chose(flag) for flag in views.flags(session)] == [True, False]  # the newest first
        assert audit.entries(session, subject="recipient ana@fiscalia.example")[0].details["operators"] == [2]


@pytest.mark.parametrize(
    ("wishes", "wanted"),
    [
        (Wishes(), True),
        (Wishes(countries=("CL",)), True),  # where the source is
        (Wishes(countries=("EC", "MX")), True),  # on the route
        (Wishes(countries=("MX",)), False),
        (Wishes(legs=(("EC", "PE"),)), True),
        (Wishes(legs=(("PE", "EC"),)), False),
        (Wishes(legs=(("CO", "PE"),)), False),  # not one after the other
        (Wishes(min_score=0.8), True),
        (Wishes(min_score=0.81), False),
        (Wishes(min_score=1, operators=(1,)), True),
        (Wishes(countries=("CL",), legs=(("PE", "EC"),)), False),
    ],
)
def test_filters(database: Database, wishes: Wishes, wanted: bool) -> None:
    with database.transaction() as session:
        report(session, 1, [mention("ViveOnline")])
        (flag,) = views.flags(session)
    assert flag.operators[0][0] == 1
    assert wishes.wants(flag) is wanted
    assert wishes.wants(replace(flag, kind=FlagKind.CLEARANCE))


def test_what_filters_passed_over_is_not_told_of_later(database: Database) -> None:
    with database.transaction() as session:
        flag_id = report(session, 1, [mention("ViveOnline")]) or 0
        since = NOON - timedelta(days=1)
        assert views.unmailed_count(session, ANA, first_since=since) == 1
        assert outbox.queue(session, "k", ANA, "s", b"m", NOON, night=NOON.date(), passed={flag_id: 1})
        assert views.unmailed_count(session, "ana@fiscalia.example", first_since=since) == 0
        assert views.already_told(session, ANA, NOON.date()) == []
