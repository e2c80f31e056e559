"""Cutting a text at the edges of its marks: nothing lost, nothing doubled, every word marked for what it carried."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.records import Span
from store.redaction import redacted
from tests.web.stories import ADVERT, CLEARED, REPORT, reading_of
from web.highlight import Mark, MarkKind, Piece, marks, paragraphs, pieces, signal_numbers

spans = st.builds(Span, st.integers(-5, 60), st.integers(-5, 60), st.booleans())
found = st.lists(st.tuples(st.sampled_from(MarkKind), spans), max_size=12).map(
    lambda some: tuple(Mark(number, kind, span) for number, (kind, span) in enumerate(some))
)


@given(st.text(max_size=50), found)
def test_pieces_give_the_text_again(text: str, marked: tuple[Mark, ...]) -> None:
    assert "".join(piece.text for piece in pieces(text, marked)) == text


@given(st.text(min_size=1, max_size=50), found)
def test_every_letter_has_the_kinds_of_its_spans(text: str, marked: tuple[Mark, ...]) -> None:
    at = 0
    for piece in pieces(text, marked):
        wanted = {
            mark.kind
            for mark in marked
            if not mark.span.in_title and 0 <= mark.span.start <= at < min(mark.span.end, len(text))
        }
        assert set(piece.kinds) == wanted
        at += len(piece.text)


@given(st.text(alphabet="ab \n", max_size=50), found)
def test_paragraphs_keep_every_word(text: str, marked: tuple[Mark, ...]) -> None:
    lines = paragraphs(pieces(text, marked))
    assert [word for line in lines for word in "".join(piece.text for piece in line).split()] == text.split()


def test_an_advert_is_marked_by_what_it_offers() -> None:
    reading = reading_of(ADVERT, 1)
    marked = marks(reading)
    said = {piece.text: piece.kinds[0] for piece in pieces(ADVERT.text, marked) if piece.kinds}
    assert said["Viajes Sol Naciente"] is MarkKind.OPERATOR
    assert said["sin pasaporte y sin sello"] is MarkKind.SIGNAL
    assert said["Cupos limitados"] is MarkKind.AGAINST
    assert said["350 USD"] is MarkKind.PRICE
    assert said["300 000 00 21"] is MarkKind.CONTACT
    assert said["Ipiales"] is MarkKind.ROUTE


def test_the_cleared_and_the_authorities_are_never_marked_as_operators() -> None:
    for story, name, kind in ((CLEARED, "Turismo Pampa Clara", "cleared"), (REPORT, "Fiscalía Nacional", "named")):
        marked = marks(reading_of(story, 1))
        assert {m.kind for m in marked for p in [story.text[m.span.start : m.span.end]] if p == name} == {kind}


def test_each_signal_leads_to_its_words() -> None:
    reading = reading_of(REPORT, 1)
    marked = marks(reading)
    begins = {number: piece.text for piece in pieces(REPORT.text, marked) for number in piece.begins}
    for number, signal in zip(signal_numbers(marked), reading.signals, strict=True):
        assert begins[number].startswith(signal.phrase[:5])


def test_overlapping_marks_share_their_letters() -> None:
    marked = (Mark(0, MarkKind.SIGNAL, Span(0, 6)), Mark(1, MarkKind.OPERATOR, Span(4, 9)))
    assert pieces("abcdefghij", marked) == (
        Piece("abcd", (MarkKind.SIGNAL,), (0,)),
        Piece("ef", (MarkKind.OPERATOR, MarkKind.SIGNAL), (1,)),
        Piece("ghi", (MarkKind.OPERATOR,)),
        Piece("j"),
    )


def test_a_place_is_seen_in_the_sentence_that_counted() -> None:
    marked = (Mark(0, MarkKind.SIGNAL, Span(0, 15)), Mark(1, MarkKind.ROUTE, Span(4, 11)))
    assert [(piece.text, piece.kinds[0].value) for piece in pieces("por Ipiales hoy", marked)] == [
        ("por ", "signal"),
        ("Ipiales", "route"),
        (" hoy", "signal"),
    ]


def test_who_was_forgotten_is_marked_nowhere() -> None:
    """Their name stands in a text that is kept for others, and was marked there as the operator's."""
    reading = reading_of(ADVERT, 1)
    over = frozenset(mention.name for mention in reading.operators)
    assert {mark.kind for mark in marks(redacted(reading, over=over))} == {mark.kind for mark in marks(reading)} - {
        MarkKind.OPERATOR
    }


def test_who_is_not_accused_is_marked_otherwise_with_their_number() -> None:
    reading = reading_of(ADVERT, 1)
    names = [mention.name for mention in reading.operators]
    marked = marks(reading, away=names, theirs=reading.operator_contacts)
    said = {piece.text: piece.kinds[0] for piece in pieces(ADVERT.text, marked) if piece.kinds}
    assert (said["Viajes Sol Naciente"], said["300 000 00 21"]) == (MarkKind.CORRECTED, MarkKind.CORRECTED)
