"""Documents, their versions and their stories; everything can be done twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from core.terms import DocumentKind
from store import analyses, captures, documents
from store.session import Database
from store.tables import BandRow, DocumentRow, RevisionRow, StoryRow
from store.tables.base import insert_new
from store.texts import pack, similarity, text_sha256, unpack
from tests.store.make import NOON, analysis, capture, register, save

DAY = timedelta(days=1)
WIRE = " ".join(f"palabra{number} sobre el caso de la frontera norte" for number in range(40))
OTHER = " ".join(f"otra{number} cosa muy distinta sin relación alguna" for number in range(40))


def test_new_revised_unchanged(database: Database) -> None:
    with database.transaction() as session:
        first = save(session, capture(1, path="a"), "One text.")
        assert first.outcome == "new"
        same = save(session, capture(2, path="a", at=NOON + DAY), "One   text.\n")
        assert (same.outcome, same.revision_id) == ("unchanged", first.revision_id)
        edited = save(session, capture(3, path="a", at=NOON + 2 * DAY), "One text, corrected.")
        assert (edited.outcome, edited.document_id, edited.story_id) == ("revised", first.document_id, first.story_id)
        back = save(session, capture(4, path="a", at=NOON + 3 * DAY), "One text.")
        assert (back.outcome, back.revision_id) == ("unchanged", first.revision_id)
        row = session.get_one(DocumentRow, first.document_id)
        assert (row.revision_id, row.first_seen, row.last_seen) == (first.revision_id, NOON, NOON + 3 * DAY)
        assert session.get_one(RevisionRow, edited.revision_id).number == 2


def test_what_a_site_counts_anew_at_every_visit_is_no_edit(database: Database) -> None:
    """The first text stays, so that a lead has one version and not one a night; a new price or number is an edit."""
    day, words = "Publicado: {} · Cód. 101 · {} visualizações\n", "Van até Foz, sem carimbo, {} dólares."
    first_text = day.format("Hoje, 08:15", 153) + words.format(400)
    with database.transaction() as session:
        first = save(session, capture(1, path="a"), first_text)
        again = save(
            session, capture(2, path="a", at=NOON + DAY), day.format("Ontem, 08:15", "1.176") + words.format(400)
        )
        assert (again.outcome, again.revision_id) == ("unchanged", first.revision_id)
        assert session.get_one(RevisionRow, first.revision_id).text == first_text
        assert session.get_one(RevisionRow, first.revision_id).last_seen == NOON + DAY
        dearer = save(
            session, capture(3, path="a", at=NOON + 2 * DAY), day.format("Ontem, 08:15", 9) + words.format(450)
        )
        assert dearer.outcome == "revised"


def test_the_same_capture_again_gives_the_same_answer(database: Database) -> None:
    with database.transaction() as session:
        before = [save(session, capture(1), WIRE), save(session, capture(2, path="1", at=NOON + DAY), WIRE + " more")]
    with database.transaction() as session:
        after = [save(session, capture(1), WIRE), save(session, capture(2, path="1", at=NOON + DAY), WIRE + " more")]
        assert after == before
        assert [saved.outcome for saved in after] == ["new", "revised"]
        for table, rows in ((DocumentRow, 1), (RevisionRow, 2), (StoryRow, 1)):
            assert session.scalar(select(func.count()).select_from(table)) == rows


def test_an_older_capture_does_not_become_the_current_version(database: Database) -> None:
    with database.transaction() as session:
        now = save(session, capture(1, path="a"), "Today's text.")
        old = save(session, capture(2, path="a", at=NOON - DAY), "Yesterday's text.")
        row = session.get_one(DocumentRow, now.document_id)
        assert (old.outcome, row.revision_id, row.first_seen) == ("revised", now.revision_id, NOON - DAY)


def test_not_modified_stretches_the_last_sight(database: Database) -> None:
    with database.transaction() as session:
        saved = save(session, capture(1, path="a"), "One text.")
        again = documents.unmodified(session, capture(2, path="a", at=NOON + DAY, not_modified=True))
        assert again is not None
        assert (again.outcome, again.revision_id) == ("unchanged", saved.revision_id)
        assert session.get_one(RevisionRow, saved.revision_id).last_seen == NOON + DAY
        assert documents.unmodified(session, capture(3, path="unknown", not_modified=True)) is None


@pytest.mark.parametrize(
    ("state", "stands"), [("skipped", False), ("stopped", False), ("failed", False), ("done", True)]
)
def test_not_modified_says_nothing_of_a_text_that_was_emptied(database: Database, state: str, stands: bool) -> None:
    """An article was taken away and its address kept: a 304 after that made it look as if it still stood."""
    with database.transaction() as session:
        saved = save(session, capture(1, path="a"), "One text.")
        emptied = capture(2, path="a", at=NOON + DAY)
        captures.add(session, [emptied], None)
        captures.mark(session, emptied.capture_id, state, "")
        later = capture(3, path="a", at=NOON + 2 * DAY, not_modified=True)
        captures.add(session, [later], None)
        assert (documents.unmodified(session, later) is not None) == stands
        last_seen = session.get_one(RevisionRow, saved.revision_id).last_seen
        assert last_seen == (NOON + 2 * DAY if stands else NOON)


def test_wire_copies_join_one_story_and_others_do_not(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora", "ec_andes")
        first = save(session, capture(1), WIRE)
        copy = save(session, capture(2, source_id="co_hora", at=NOON + DAY), "Agencias. " + WIRE)
        other = save(session, capture(3, source_id="ec_andes"), OTHER)
        advert = save(session, capture(4, source_id="ec_andes"), WIRE, kind=DocumentKind.AD)
        late = save(session, capture(5, source_id="ec_andes", at=NOON + 40 * DAY), WIRE)
        assert copy.story_id == first.story_id
        assert len({first.story_id, other.story_id, advert.story_id, late.story_id}) == 4
        assert session.get_one(StoryRow, first.story_id).origin_publisher == "cl_voz"


def test_an_earlier_copy_is_the_origin(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        first = save(session, capture(1), WIRE)
        assert save(session, capture(2, source_id="co_hora", at=NOON - DAY), WIRE).story_id == first.story_id
        assert session.get_one(StoryRow, first.story_id).origin_publisher == "co_hora"


def test_an_edit_that_becomes_like_another_stays_in_its_story(database: Database) -> None:
    with database.transaction() as session:
        first = save(session, capture(1), WIRE)
        other = save(session, capture(2), OTHER)
        edited = save(session, capture(3, path="2", at=NOON + DAY), WIRE)
        assert (edited.story_id, edited.outcome) == (other.story_id, "revised")
        assert edited.story_id != first.story_id


def test_what_waits_to_be_read_comes_unread_first(database: Database) -> None:
    with database.transaction() as session:
        saved = [save(session, capture(number), f"Text {number}.") for number in (1, 2, 3)]
        analyses.save(session, analysis(saved[0].revision_id, reader="b 2"))
        waiting = documents.next_unread(session, "b 2", 10)[0]
        assert [document.document_id for document in waiting] == [str(each.revision_id) for each in saved[1:]]
        assert waiting[0].text == "Text 2."
        newer = documents.next_unread(session, "b 3", 10)[0]
        assert [document.document_id for document in newer] == [str(saved[i].revision_id) for i in (1, 2, 0)]
        assert len(documents.next_unread(session, "a 1", 2)[0]) == 2


def test_letters_that_no_database_keeps(database: Database) -> None:
    with database.transaction() as session:
        save(session, capture(1), "a\x00b\ud800c", title="\x00")
        (document,) = documents.next_unread(session, "r", 1)[0]
        assert (document.text, document.title) == ("a\ufffdb\ufffdc", "\ufffd")


@given(st.lists(st.integers(0, 2**32 - 1), max_size=64))
def test_fingerprints_pack_and_compare(values: list[int]) -> None:
    assert unpack(pack(values)) == tuple(values)
    assert similarity(values, values) == (1.0 if values else 0.0)
    assert similarity(values, [*values, 1]) == 0.0


@given(st.text(), st.text(alphabet=" \t\n\u00a0", min_size=1))
def test_spacing_makes_no_version(text: str, space: str) -> None:
    assert text_sha256("t", f"{space}{text}{space}") == text_sha256("t", text)
    assert text_sha256("t", f"a{space}b") == text_sha256("t", "a b") != text_sha256("t", "ab")


def test_of_a_crowded_band_the_newest_texts_are_read(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.stories.NEWEST", 2)
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        first = save(session, capture(1), WIRE)
        for number in (2, 3):
            other = save(session, capture(number), f"{OTHER} {number}")
            insert_new(
                session,
                BandRow,
                [
                    {"band": band, "revision_id": other.revision_id}
                    for band in session.scalars(select(BandRow.band).where(BandRow.revision_id == first.revision_id))
                ],
            )
        late = save(session, capture(4, source_id="co_hora"), WIRE)
        assert late.story_id != first.story_id
        monkeypatch.setattr("store.stories.NEWEST", 3)
        assert save(session, capture(5, source_id="co_hora"), WIRE).story_id == late.story_id
