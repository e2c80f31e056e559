"""A name has bars in its place wherever it stands as a whole, and everything else stays where it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import InputError
from core.hidden_words import BAR
from store.hidden.words import covering, digest_of, key_of, wanted
from store.named import sought


def cover(text: str, *spellings: str, kept: tuple[str, ...] = ()) -> str:
    return covering(wanted(map(key_of, spellings)), lambda _met: kept)(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Habló MARIA ÑUSTA FLORES, ayer.", "Habló █████ █████ ██████, ayer."),
        ("María Ñusta\nFlores", "█████ █████\n██████"),
        ("maria.nusta-flores@correo.example", "██████████████████@correo.example"),
        ("Mari\u0301a N\u0303usta Flore\u0301s\u0301!", "██████ ██████ ████████!"),
        ("María Flores y Ñusta Flores", "María Flores y Ñusta Flores"),
        ("Florestal María Ñusta Floresta", "Florestal María Ñusta Floresta"),
        ("", ""),
    ],
)
def test_the_whole_name_is_covered_and_nothing_else(text: str, shown: str) -> None:
    assert cover(text, "María Ñusta Flores") == shown
    assert len(shown) == len(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("al +51 900 000 777.", "al +██ ███ ███ ███."),
        ("al 900-000-777, o", "al ███████████, o"),
        ("al 51900000777", "al ███████████"),
        ("(900) 000 777 / 900 000 778", "(████ ███ ███ / 900 000 778"),
        ("9000007770", "9000007770"),
    ],
)
def test_a_number_is_covered_however_it_is_spaced(text: str, shown: str) -> None:
    assert cover(text, "900000777") == shown


def test_who_has_a_longer_name_keeps_it() -> None:
    text = "Juan habló de Juan Pérez Quispe; Juan Pérez no."
    assert (
        cover(text, "Juan", "Juan Pérez", kept=("Juan Pérez Quispe",))
        == "████ habló de Juan Pérez Quispe; ████ █████ no."
    )


@pytest.mark.parametrize("spelling", ["", "?", "12-34", "A"])
def test_what_is_no_name_is_refused(spelling: str) -> None:
    with pytest.raises(InputError, match="no name and no number"):
        key_of(spelling)


def test_a_digest_tells_one_name_from_another_and_differs_by_salt() -> None:
    key = key_of("María Flores")
    assert key == key_of("maria-FLORES")
    assert digest_of(key, "a") != digest_of(key_of("Ana Flores"), "a")
    assert digest_of(key, "a") != digest_of(key, "b")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=40), st.text(max_size=40))
def test_what_is_covered_keeps_its_length_and_is_found_no_more(before: str, behind: str) -> None:
    written = f"{before} Ñusta Flores {behind}"
    shown = cover(written, "Ñusta Flores")
    assert len(shown) == len(written)
    assert BAR in shown
    assert not sought(["nusta flores"]).search(shown.casefold())
