"""Contact points of others are found in a text in whichever way they are spaced, and nobody else's is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.records import ContactPoint, Span
from core.terms import ContactOwner, ContactType
from store.others_points import Points, points_in
from store.redaction import HIDDEN, cover

HERS = "+56 900 000 017"


def _point(
    written: str,
    value: str = "+56900000017",
    kind: ContactType = ContactType.PHONE,
    owner: ContactOwner = ContactOwner.OTHER,
) -> ContactPoint:
    return ContactPoint(kind, value, owner, written, Span(0, len(written)))


def _told(text: str, *contacts: ContactPoint) -> str:
    points = points_in(contacts, "", text)
    return cover((), points.staying, patterns=points.patterns)(text)


@pytest.mark.parametrize(
    "written",
    [
        HERS,
        "56900000017",
        "(56) 900-000-017",
        "0056 900 000 017",
        "900 000 017",
        "900000017",
        "9.0000.0017",
        "0900000017",
    ],
)
def test_a_number_is_covered_however_it_is_spaced(written: str) -> None:
    """Beside the covered name her number stood, where the text gave it a second time."""
    told = _told(f"Llamó del {HERS}. Luego: {written}, dijo.", _point(HERS))
    assert told.startswith(f"Llamó del {HIDDEN}. Luego: ")
    assert told.endswith(f"{HIDDEN}, dijo.") or told.endswith(f"({HIDDEN}, dijo.")
    assert "017" not in told


@pytest.mark.parametrize(
    "other", ["+56 900 000 018", "+57 300 000 0017", "1900000017", "900 000 0170", "cobró 900.000"]
)
def test_no_other_number_is(other: str) -> None:
    assert _told(f"{HERS}; {other}.", _point(HERS)) == f"{HIDDEN}; {other}."


def test_what_a_text_spells_in_words_is_covered_as_it_was_read() -> None:
    words = "nueve cero cero cero cero cero cero uno siete"
    assert _told(f"Su número es {words}.", _point(words)) == f"Su número es {HIDDEN}."


@pytest.mark.parametrize(
    ("kind", "value", "written"),
    [
        (ContactType.EMAIL, "juana@correo.example", "juana (arroba) correo.example"),
        (ContactType.INSTAGRAM, "juana.tika", "@juana.tika"),
        (ContactType.ACCOUNT, "012180000000000017", "0121 8000 0000 0000 17"),
    ],
)
def test_so_are_addresses_handles_and_accounts(kind: ContactType, value: str, written: str) -> None:
    other = f"@{value}" if kind is ContactType.INSTAGRAM else value
    assert _told(f"Va {written}; {other}!", _point(written, value, kind)) == f"Va {HIDDEN}; {HIDDEN}!"


def test_a_site_is_published_for_everybody() -> None:
    text = "Más en lavoz.example."
    assert _told(text, _point("lavoz.example", "lavoz.example", ContactType.URL)) == text


@pytest.mark.parametrize("owner", [each for each in ContactOwner if each is not ContactOwner.OTHER])
@pytest.mark.parametrize(
    ("kind", "value"), [(ContactType.WHATSAPP, "+56900000017"), (ContactType.ACCOUNT, "900000017")]
)
def test_what_is_an_operators_or_an_offices_too_stays(owner: ContactOwner, kind: ContactType, value: str) -> None:
    """A number read once as an operator's, and once, as a payee's or by another reading, as another's."""
    text = f"Cobraban en el 900000017; su WhatsApp es {HERS}."
    assert _told(text, _point(HERS), _point("900000017", value, kind, owner)) == text


def test_readings_of_one_document_are_taken_together() -> None:
    hers, theirs = points_in([_point(HERS)], "", ""), points_in([_point(HERS, owner=ContactOwner.OPERATOR)], "", "")
    assert len(hers.covered) == 1
    assert not (hers | theirs).covered
    assert (hers | Points()).covered == hers.covered


def test_a_handle_that_is_a_word_keeps_no_name_readable() -> None:
    """An operator's profile 'juana' let the victim Juana stand."""
    theirs = _point("juana", "juana", ContactType.FACEBOOK, ContactOwner.OPERATOR)
    points = points_in([theirs], "", "")
    assert cover(["Juana"], points.staying, patterns=points.patterns)("Juana habló.") == f"{HIDDEN} habló."


def test_of_a_number_that_a_purge_took_the_text_says_where_it_stands() -> None:
    taken = replace(_point(HERS), value=HIDDEN, as_written=HIDDEN)
    assert _told(f"{HERS} y 56900000017.", taken) == f"{HIDDEN} y {HIDDEN}."
