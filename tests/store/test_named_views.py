"""How those stand whom a version names: by the statement that this version makes, and by its operator, whoever it was
merged with since."""

from __future__ import annotations

from core.terms import FlagState, Role, Verdict
from store import flags, views
from store.flagging import corrections
from store.identity import judge
from store.identity.judge import Signature
from store.session import Database, Session
from store.views import NamedLine
from tests.store.make import analysis, capture, mention, read, save
from tests.store.test_corrections import CHARGED, CLERK, FIRM, LATER, REPORTED, entry, lead, statements

POLICE = "Policía de Frontera"


def named(session: Session, flag_id: int) -> list[dict[str, NamedLine]]:
    """Of each version of a flag's document, by name."""
    lines = views.flag(session, flag_id).revisions
    texts = [views.version(session, line.revision_id, flag_id=flag_id) for line in lines]
    return [
        {each.name: line for each, line in zip(text.analysis.mentions, found, strict=True)}
        for text, found in zip(texts, views.named_lines(session, texts), strict=True)
    ]


def test_each_version_is_told_by_what_it_said_itself(database: Database) -> None:
    with database.transaction() as session:
        flag_id = lead(session)
        later = save(session, capture(1, at=LATER), "Quite another text of the same page " * 9)
        others = [mention(CLERK, status=CHARGED, at=90), mention(POLICE, role=Role.AUTHORITY, at=150)]
        read(session, analysis(later.revision_id, [mention(FIRM, status=REPORTED), *others]), now=LATER)
        (more,) = (each for each in statements(session, FIRM) if each.status is CHARGED)
        signed = {"who": "Ana", "why": "it quotes the police", "now": LATER}
        corrections.correct(session, more.statement_id, REPORTED, expected_version=0, **signed)
        first, second = named(session, flag_id)
        assert first[FIRM].correction is not None
        assert (first[FIRM].correction.stands_as, first[FIRM].why) == (REPORTED, "it quotes the police")
        assert (second[FIRM].correction, second[FIRM].why, second[POLICE]) == (None, "", NamedLine())
        assert all(line.counts for line in (first[FIRM], second[FIRM], second[CLERK]))


def test_a_dismissed_lead_and_a_merged_entry(database: Database) -> None:
    with database.transaction() as session:
        flag_id = lead(session)
        clerk = entry(session, CLERK)
        judge.judge(session, 1, clerk, Verdict.SAME, Signature("Ana", "one", LATER), seen=0)
        (before,) = named(session, flag_id)
        assert {line.operator.entries for line in before.values() if line.operator} == {(1, clerk)}
        decided = {"who": "Ana", "why": "victims", "expected_version": 1, "now": LATER}
        flags.decide(session, flag_id, FlagState.DISMISSED, **decided)
        (after,) = named(session, flag_id)
        assert [(line.counts, line.why) for line in after.values()] == [(False, "victims")] * 2
        assert {line.refusal.flag_id for line in after.values() if line.refusal} == {flag_id}
