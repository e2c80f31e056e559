"""What is said again after a person corrected it: in words of which a purge took a name, and in a copy that another
process links at that very moment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text

from core.records import Mention
from core.terms import FlagState, Role
from store import flags, purge, views
from store.flagging.said_again import fits
from store.purge import Retention
from store.redaction import HIDDEN
from store.session import Database, Session
from store.tables import DocumentRow, OperatorMentionRow
from tests.store.make import NOON, analysis, capture, mention, read, register, save
from tests.store.test_corrections import CHARGED, CLERK, FIRM, STORY, correct, rungs, standing, statements

WITNESS = "Nayra Condori"
SAID = f"{FIRM} cobró a {WITNESS} por el paso."
WIRE = " ".join(f"palabra{number} sobre el caso de la frontera norte." for number in range(60))
YEARS = NOON + timedelta(days=900)


def people(sentence: str, status_sentence: str = "") -> list[Mention]:
    """A firm that a sentence accuses which names a bystander, and who stands for the lead."""
    witness = mention(WITNESS, role=Role.VICTIM, is_person=True, at=200)
    firm = mention(FIRM, status=CHARGED, sentence=sentence, status_sentence=status_sentence)
    return [firm, mention(CLERK, sentence=sentence, at=100), witness]


def hidden(session: Session, sentence: str = SAID, status_sentence: str = "") -> None:
    """A lead of which the firm was corrected away, and a purge that hid the bystander later; its text is kept."""
    register(session, "cl_voz", "co_hora")
    saved = save(session, capture(1), f"{WIRE} {SAID}")
    flag_id = read(session, analysis(saved.revision_id, people(sentence, status_sentence))) or 0
    correct(session, FIRM, None)
    flags.decide(session, flag_id, FlagState.CONFIRMED, who="ana", why="", expected_version=1, now=NOON)
    while purge.purge_some(session, Retention(365, 180), YEARS, who="ana").rows:
        pass
    quoted = select(OperatorMentionRow.sentence).where(OperatorMentionRow.operator_id == 1)
    assert WITNESS not in "".join(session.scalars(quoted))


def copied(session: Session, sentence: str, status_sentence: str = "") -> None:
    copy = save(session, capture(2, source_id="co_hora"), f"{WIRE} {status_sentence or sentence}")
    read(session, analysis(copy.revision_id, people(sentence, status_sentence)))
    assert len(set(session.scalars(select(DocumentRow.story_id)))) == 1


@pytest.mark.parametrize("stated", ["", SAID])
def test_a_copy_in_the_words_of_which_a_purge_hid_a_name_stands_corrected(database: Database, stated: str) -> None:
    """It counted as new, and accused the firm once more, with the bystander's name beside it."""
    sentence = f"{FIRM} cobró." if stated else SAID
    with database.transaction() as session:
        hidden(session, sentence, stated)
        assert HIDDEN in statements(session, FIRM)[0].sentence
        copied(session, sentence, stated)
        assert (standing(session, FIRM), rungs(session, FIRM)) == (None, [])


def test_one_that_has_another_name_there_is_new(database: Database) -> None:
    """No more is known of what stood there than the text that was read tells."""
    with database.transaction() as session:
        hidden(session)
        copied(session, SAID.replace(WITNESS, "Efraín Huanca"))
        assert standing(session, FIRM) is CHARGED


@pytest.mark.parametrize(
    ("said", "left", "words", "is_one"),
    [
        ("Ana paid Bo.", f"{HIDDEN} paid Bo.", "They met. Ana paid Bo. Then", True),
        ("Ana  paid\nBo.", f"Ana paid {HIDDEN}.", "Ana paid Bo.", True),
        ("Ana paid Bo.", f"Ana paid {HIDDEN}.", "Ana paid Lu.", False),
        ("Ana paid Bo and Lu.", f"Ana paid {HIDDEN}.", "Ana paid Bo.", False),
        ("Ana paid Bo.", HIDDEN, "Ana paid Bo.", True),
        ("Ana paid Bo.", f"{HIDDEN} sold Bo.", "Ana paid Bo.", False),
    ],
)
def test_a_sentence_fits_what_is_left_of_it(said: str, left: str, words: str, is_one: bool) -> None:
    assert fits(said, left, words) is is_one


def test_a_long_row_of_hidden_names_is_read_to_its_end() -> None:
    words = "a " * 4_000
    assert fits(words, f"a {HIDDEN} " * 2_000, words)
    assert not fits(words, f"a {HIDDEN} " * 1_000 + "b", words)


@given(st.lists(st.sampled_from(["Ana", "Bo", "paid", "(who)", "a.b"]), min_size=1, max_size=6), st.data())
def test_what_a_purge_left_of_a_sentence_fits_it(words: list[str], data: st.DataObject) -> None:
    gone = data.draw(st.sets(st.sampled_from(words), max_size=2))
    left = " ".join(HIDDEN if word in gone else word for word in words)
    assert fits(" ".join(words), left, f"Before. {' '.join(words)} After.")


def _link_copy(session: Session) -> None:
    copy = save(session, capture(2, source_id="co_hora"), STORY * 20)
    read(session, analysis(copy.revision_id, [mention(FIRM, status=CHARGED)]))


def _lead(session: Session) -> None:
    register(session, "cl_voz", "co_hora")
    first = save(session, capture(1), STORY * 20)
    read(session, analysis(first.revision_id, [mention(FIRM, status=CHARGED)]))


def _correct(session: Session) -> None:
    correct(session, FIRM, None)


@pytest.mark.parametrize(("first", "second"), [(_link_copy, _correct), (_correct, _link_copy)])
def test_a_copy_that_is_linked_while_a_person_corrects_is_corrected(
    database: Database, first: Callable[[Session], None], second: Callable[[Session], None]
) -> None:
    """Neither saw what the other had written and not yet kept, and the copy went on to accuse the firm."""
    if database.is_sqlite:
        pytest.skip("SQLite lets one write at a time")
    with database.transaction() as session:
        _lead(session)

    def other() -> None:
        with database.transaction() as session:
            second(session)

    with ThreadPoolExecutor(1) as pool:
        with database.transaction() as session:
            first(session)
            at_work: Future[None] = pool.submit(other)
            while not at_work.done() and not _somebody_waits(database):
                pass
        at_work.result()
    with database.reading() as session:
        assert len(statements(session, FIRM)) == 2
        assert [line.stands_as for line in statements(session, FIRM)] == [None, None]
        assert (standing(session, FIRM), views.operator_line(session, 1).dismissed) == (None, True)


def _somebody_waits(database: Database) -> bool:
    with database.reading() as session:
        return bool(session.scalar(text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")))
