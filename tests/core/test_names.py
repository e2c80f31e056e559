"""Names that are one come together, and names that only share a commonplace stay apart."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import names
from core.names import is_handle, name_key, words


@pytest.mark.parametrize(
    "name",
    [
        "ViveOnline",
        "VIVE ON LINE S.A.S.",
        "@viveonline.viajes",
        "Vive OnLine Viajes y Turismo",
        "vive-online",
        "V1VE 0NLINE",
        "Ｖｉｖｅ Ｏｎｌｉｎｅ ✈️",
        "VíveOnliné",
        "ViveОnline",  # a Cyrillic letter
        "𝐕𝐢𝐯𝐞 𝐎𝐧𝐥𝐢𝐧𝐞",
        "V I V E Online Ltda.",
        "viveonlineviajes",
        "@viveonline_oficial2021",
        "Agencia de Viajes Vive Online, C.A.",
    ],
)
def test_spellings_of_one_name_come_together(name: str) -> None:
    assert name_key(name).core == "viveonline"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Servi Travel", "Latin Travel"),
        ("Servi Travel", "Servi Express"),
        ("Viajes Andinos", "Turismo del Sur"),
        ("Transportes Libertad", "Transportes Frontera"),
    ],
)
def test_commonplace_names_meet_nobody(one: str, other: str) -> None:
    assert name_key(one).is_generic
    assert name_key(other).is_generic


@pytest.mark.parametrize(
    ("written", "core"),
    [
        ("Los Cuervos de la Sal", "cuervossal"),
        ("Cuervos de la Sal", "cuervossal"),
        ("Banda da Sé", "bandase"),
        ("Kantuta SAL", "kantuta"),
        ("Transportes de la Kantuta S.A. de C.V.", "kantuta"),
    ],
)
def test_what_follows_an_article_is_a_word_and_no_legal_form(written: str, core: str) -> None:
    assert name_key(written).core == core


@pytest.mark.parametrize(
    ("written", "tokens"),
    [
        ("Kantuta Sociedad por Acciones Simplificada", ("kantuta",)),
        ("Kantuta S. de R.L. de C.V.", ("kantuta",)),
        ("Kantuta E.I.R.L.", ("kantuta",)),
        ("Kantuta Viagens Ltda ME", ("kantuta", "viagens")),
        ("Kantuta, Lda.", ("kantuta",)),
        ("Kantuta S/A", ("kantuta",)),
        ("Kantuta & Co. LLC", ("kantuta",)),
        ("S.A.", ("sa",)),
        ("D'Kantuta", ("dkantuta",)),
        ("24horas", ("24horas",)),
        ("3amigos", ("3amigos",)),
        ("Łukasz Ørsted", ("lukasz", "orsted")),
    ],
)
def test_legal_forms_and_letters(written: str, tokens: tuple[str, ...]) -> None:
    assert name_key(written).tokens == tokens


@pytest.mark.parametrize(
    "form", ["GesmbH", "GmbH", "gGmbH", "mbH", "KGaA", "SpA", "ApS", "EirL", "SaRL", "SàRL", "GbR", "eG", "eK"]
)
def test_capitals_within_a_legal_form_part_no_words(form: str) -> None:
    assert words(f"Kantuta {form}") == ("kantuta", form.lower().replace("à", "a"))
    assert words(f"KantutaNorte {form}")[:2] == ("kantuta", "norte")


def test_a_name_of_another_script_is_written_in_latin_letters() -> None:
    assert name_key("Вива").core == "viva"


def test_handles_of_commonplaces_are_commonplaces() -> None:
    assert name_key("@latintravel").is_generic
    assert name_key("@latintravel").core == name_key("Latin Travel").core
    assert is_handle(" @latintravel")
    assert not is_handle("Latin Travel")


@given(st.text(max_size=60))
def test_any_text_has_a_stable_key(name: str) -> None:
    key = name_key(name)
    assert key == name_key(name)
    assert (key.core == "") == (key.tokens == ())
    assert all(token == token.casefold() for token in key.tokens)
    assert "" not in key.tokens


_WORD = st.text(alphabet=string.ascii_lowercase, min_size=6, max_size=12)


@given(st.lists(_WORD, min_size=1, max_size=4))
def test_case_spacing_accents_and_form_do_not_matter(parts: list[str]) -> None:
    plain = " ".join(parts)
    accented = plain.translate(str.maketrans("aeiou", "áéíóú"))
    for written in (plain.upper(), plain.title(), accented, f"  {plain}  S.A.S. ✈️", "-".join(parts)):
        assert name_key(written).core == name_key(plain).core


@given(st.text(max_size=40))
def test_words_of_words_are_the_same_words(name: str) -> None:
    once = words(name)
    if all(len(word) > 1 and word.isascii() and word.isalpha() for word in once):
        assert words(" ".join(once)) == once


@given(st.text(st.sampled_from("aZ9 '-áÑÇßæŁ×ǆﬁАв\u0301ª²"), max_size=8))
def test_accents_go_by_one_table_as_they_would_one_by_one(name: str) -> None:
    assert names._in_plain_letters(name) == names._taken_apart(name)
