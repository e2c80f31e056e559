"""What a bundle's report says of those whom it names, after people decided: what counts no more is not told as if it
did, and who decided what, when and why stands beside it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
from sqlalchemy import text

from core.languages import language, speaking
from core.records import Mention
from core.terms import FlagKind, FlagState, LegalStatus, Role
from core.way_words import CameBy, way_in_words
from digest import stands
from digest.bundle import evidence_of, evidence_of_document, report
from digest.templating import part
from store import flags, views
from store.accounts.renaming import rename
from store.flagging import corrections
from store.flagging.withdrawn import Withdrawal
from store.session import Database, Session
from store.views import NamedLine
from store.ways import UNKNOWN, Way
from tests.store.accounts.make import ADMIN, account
from tests.web.seed import NOW, Night
from tests.web.stories import ACCUSED, CLEARED, REPORT

LATER = NOW + timedelta(hours=3)
STORY = replace(
    REPORT,
    text=f"{REPORT.text} Fue acusada Rota Lontra. Fue acusada Ruta Zorzal. Fue acusada Expreso Puma.",
    operators=(("Rota Lontra", ()), ("Ruta Zorzal", ()), ("Expreso Puma", ())),
    status=LegalStatus.CHARGED,
)


@pytest.fixture
def night(database: Database, tmp_path: Path) -> Night:
    return Night(database, tmp_path / "archive")


def decide(session: Session, flag_id: int, to: FlagState, why: str = "Es otra empresa.") -> None:
    version = views.flag(session, flag_id).summary.version
    flags.decide(session, flag_id, to, who="Ana Núñez", why=why, expected_version=version, now=LATER)


def told(session: Session, night: Night, flag_id: int) -> str:
    return plain(report(evidence_of(session, flag_id, night.archive)))


def plain(page: str) -> str:
    return " ".join(unescape(re.sub(r"</?(?:strong|span)[^>]*>", "", page)).split())


def line(page: str, name: str) -> str:
    """What is said of a name beside the document that has it."""
    return page.partition("Who is named in it")[2].partition(f"<li>{name}")[2].partition("</li>")[0]


def test_a_dismissed_lead_accuses_nobody(database: Database, night: Night) -> None:
    night.hold([STORY], ledger=False)
    flag_id = night.flags[STORY.title]
    with database.transaction() as session:
        before = told(session, night, flag_id)
        assert line(before, "Rota Lontra").startswith(": Operator (lead), charged, says this document (0.91): “")
        assert f"Lead {flag_id}: New." in before
        assert "Nobody has decided on it yet." in before
        decide(session, flag_id, FlagState.DISMISSED)
    with database.reading() as session:
        after = told(session, night, flag_id)
        (text_of,) = views.flag(session, flag_id).revisions
        alone = plain(report(evidence_of_document(session, text_of.revision_id, night.archive)))
    assert f"Lead {flag_id}: Dismissed. A person dismissed it: nothing that its documents say of anybody" in after
    assert "<li>Dismissed, by Ana Núñez (way not recorded), 23 Jan 2021, 08:00 UTC: Es otra empresa.</li>" in after
    assert re.search(r"as it was on \d+ \w+ \d{4}, \d\d:\d\d UTC, when this report was made", after)
    assert "<li>Rota Lontra: Every lead on it was dismissed.</li>" in after
    for page in (after, alone):
        said = line(page, "Rota Lontra")
        assert said.startswith(
            ": Dismissed by Ana Núñez (way not recorded), 23 Jan 2021, 08:00 UTC, "
            f"Flag {flag_id}; it counts no more: Es"
        )
        assert "Every lead on it was dismissed. This document was read so: Operator (lead), charged: “" in said
        assert "0.91" not in said
    with database.transaction() as session:
        decide(session, flag_id, FlagState.IN_REVIEW)
        assert "(0.91)" in line(told(session, night, flag_id), "Rota Lontra")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("es", ("Descartada", "Todas las pistas en su contra fueron descartadas", "Este documento se leyó así:")),
        ("pt", ("Descartado", "Todas as pistas a seu respeito foram descartadas", "Este documento foi lido assim:")),
    ],
)
def test_it_is_told_in_every_language(database: Database, night: Night, code: str, said: tuple[str, ...]) -> None:
    night.hold([STORY], ledger=False)
    with database.transaction() as session:
        decide(session, night.flags[STORY.title], FlagState.DISMISSED)
        with speaking(language(code)):
            page = told(session, night, night.flags[STORY.title])
    assert [each for each in said if each not in page] == []
    assert not re.search(r"decided|counts no more|dismissed|says this|How it stands|published", page)


def test_what_was_corrected_stands_so(database: Database, night: Night) -> None:
    """One away, one lower; the third stays as it was read."""
    night.hold([STORY], ledger=False)
    flag_id = night.flags[STORY.title]
    with database.transaction() as session:
        ids = {name: key for key, name in views.flag(session, flag_id).summary.operators}
        numbers = views.statements_of_flag(session, flag_id)
        for name, to, why in (("Rota Lontra", None, "Homónima"), ("Ruta Zorzal", LegalStatus.REPORTED, "Solo policía")):
            number = numbers[ids[name]]
            corrections.correct(session, number, to, who="Beto", why=why, expected_version=0, now=LATER)
        page = told(session, night, flag_id)
    away, lower, as_read = (line(page, name) for name in ids)
    assert "By a person's word it does not accuse: Rota Lontra." in page
    said = (
        ": Corrected by Beto (way not recorded), 23 Jan 2021, 08:00 UTC; "
        "it does not accuse this operator, and counts no more: Homónima. "
    )
    assert away.startswith(said)
    assert "This document was read so: Operator (lead), charged: “" in away
    assert lower.startswith(
        ": Corrected; it stands as: Reported, by Beto (way not recorded), 23 Jan 2021, 08:00 UTC: "
        "Solo policía. Operator"
    )
    assert as_read.startswith(": Operator (lead), charged, says this document (0.91): “")


def test_who_was_cleared_is_told_as_cleared(database: Database, night: Night) -> None:
    night.hold([ACCUSED], ledger=False)
    flag_id = night.flags[ACCUSED.title]
    name = ACCUSED.operators[0][0]
    night.hold([CLEARED], now=NOW + timedelta(days=1), night=NOW.date() + timedelta(days=1), ledger=False)
    with database.transaction() as session:
        waiting = told(session, night, flag_id)
        (clearance,) = (each.flag_id for each in views.flags(session) if each.kind is FlagKind.CLEARANCE)
        decide(session, clearance, FlagState.CONFIRMED)
        after, clears = told(session, night, flag_id), told(session, night, clearance)
        decide(session, clearance, FlagState.IN_REVIEW)
        decide(session, clearance, FlagState.DISMISSED, "No la absuelve.")
        no_more = told(session, night, clearance)
    assert "A source clears it (22 Jan 2021); nobody has decided on that yet." in line(waiting, name)
    assert f"<li>{name}: Cleared, as sources say and a person confirmed.</li>" in after
    assert line(after, name).startswith(": Cleared, as sources say and a person confirmed. This document was read so:")
    said = line(clears, name)
    assert said.endswith("”")
    assert "Cleared or impersonated, says this document: “" in said  # no figure: none says how sure that is
    assert line(no_more, name).startswith(": Dismissed by Ana Núñez (way not recorded), 23 Jan 2021, 08:00 UTC, Flag")
    assert "A person dismissed it: it clears nobody." in no_more


def test_what_a_purge_took_is_said(database: Database, night: Night) -> None:
    night.hold([STORY], ledger=False)
    with database.transaction() as session:
        session.execute(text("UPDATE revisions SET title = '', text = '', purged_at = '2021-01-24 05:00:00.000000'"))
        page = told(session, night, night.flags[STORY.title])
    assert "Title and text were taken away" in page
    assert "Its text was taken away on 24 Jan 2021, 05:00 UTC by a purge; the archived page remains." in page
    assert not re.search("Without a title|<blockquote|<mark>", page)


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (datetime(2026, 11, 27, tzinfo=UTC), "published 27 November 2026"),
        (datetime(2026, 11, 27, 0, 30, tzinfo=UTC), "published 27 Nov 2026, 00:30 UTC"),
    ],
)
def test_a_day_is_given_no_hour(when: datetime, said: str) -> None:
    assert stands.published(when) == said


def test_whom_a_document_clears_may_have_been_impersonated() -> None:
    """A wronged firm stood there as 'Cleared (Other) (0.00)'."""
    mention = Mention("Turismo Pampa Clara", (), Role.OTHER, 0.0, "Es agraviada.", (), cleared=True)
    assert part(mention) == "Cleared or impersonated"


def test_what_no_reader_reads_any_more_counts_only_where_a_person_confirmed_it() -> None:
    for confirmed, said in ((False, "it counts no more."), (True, "a person confirmed it, so it counts all the same.")):
        named = NamedLine(withdrawal=Withdrawal("rules 1", NOW, stands=confirmed))
        (sentence,) = stands.told(named)
        assert sentence.startswith(
            "Withdrawn: The reader of today no longer reads this; it was read by version rules 1"
        )
        assert (sentence.endswith(said), named.counts) == (True, confirmed)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", ("with the account ana", "by a program, token alm_AbCdEf…", "today Ana Roa; way not recorded")),
        ("es", ("con la cuenta ana", "por un programa, credencial alm_AbCdEf…", "hoy Ana Roa; no consta por qué vía")),
        ("pt", ("com a conta ana", "por um programa, credencial alm_AbCdEf…", "hoje Ana Roa; não consta por qual via")),
    ],
)
def test_by_which_way_each_decision_came_is_told(
    database: Database, night: Night, code: str, said: tuple[str, ...]
) -> None:
    """A court could not tell a person's decision from a program's, nor whose name that is today."""
    night.hold([STORY], ledger=False)
    flag_id = night.flags[STORY.title]
    ways = (Way(login="bea", path="/"), Way(login="bea", token="alm_AbCdEf", path="/api"), UNKNOWN, Way(caller="root"))
    moves = (FlagState.IN_REVIEW, FlagState.NEEDS_MORE, FlagState.IN_REVIEW, FlagState.DISMISSED)
    with database.transaction() as session:
        made = account(session, "bea", "Bea Paz")
        ana = account(session)
        for version, (to, way) in enumerate(zip(moves, ways, strict=True), 1):
            who = "Ana Núñez" if way == UNKNOWN else made.name
            given = {"who": who, "why": "seen", "expected_version": version, "now": LATER}
            flags.decide(session, flag_id, to, **given, way=way)  # type: ignore[arg-type]
        rename(session, ana.account_id, "Ana Roa", ADMIN)
        with speaking(language(code)):
            page = told(session, night, flag_id)
    account_of, program, former = said
    assert f"Bea Paz ({account_of.replace('ana', 'bea')}), " in page
    assert f"Bea Paz ({program}), " in page
    assert f"Ana Núñez ({former}), " in page
    with speaking(language(code)):
        terminal = way_in_words(CameBy.TERMINAL, caller="root")
    assert page.count(f"Bea Paz ({terminal}), ") == 4  # among the decisions, and beside all three whom it named
