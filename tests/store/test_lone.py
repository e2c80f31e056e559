"""Names of one plain word are anybody's, unless the text calls their bearer a firm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.linking.lone import is_called_a_firm, is_lone
from store.subjects import Subject
from tests.store.make import mention

LONE = (
    *("Yadira", "WELLINGTON", "El Contador", "la Doctora", "o Engenheiro", "Comandante", "Don Chelo", "“Soldier”"),
    *("Festus A.", "Kantuta"),
)
NOT_LONE = (
    *("ViveOnline", "@kantuta", "kantuta.viajes", "Kantuta Tours", "Kantuta S.A.", "Los Pelícanos", "José Ángel"),
    *("Ruta24", "Viajexpress", "Viajes", ""),
)


@pytest.mark.parametrize("name", LONE)
def test_one_plain_word_is_lone(name: str) -> None:
    assert is_lone(name, [name, "CHALECO NARANJA"])


@pytest.mark.parametrize("name", NOT_LONE)
def test_accounts_firms_rings_and_full_names_are_not(name: str) -> None:
    assert not is_lone(name, [name])


def test_the_short_form_of_a_longer_name_is_not_lone() -> None:
    assert not is_lone("Kantuta", ["Kantuta", "Viajes Kantuta"])
    assert is_lone("Contador", ["El Contador", "Contador"])


@pytest.mark.parametrize(
    ("sentence", "is_firm"),
    [
        ("Detuvieron al dueño de la agencia de viajes Kantuta.", True),
        ("A empresa chamada “Kantuta” cobrava em dólares.", True),
        ("La agencia dijo que en la frontera esperaba un tal Kantuta.", False),
        ("Kantuta cobraba en dólares, según la empresa.", False),
        ("Um dos donos da firma Kantuta foi preso.", True),
        ("Dos años de viajes con Kantuta.", False),
        ("Escriba por WhatsApp a Kantuta.", False),
        ("El dueño de la agencia de Kantuta declaró.", False),
        ("", False),
    ],
)
def test_the_sentence_may_call_it_a_firm(sentence: str, is_firm: bool) -> None:
    subject = Subject("Kantuta", ("Kantuta",), (), mention("Kantuta", sentence=sentence))
    assert is_called_a_firm(subject, "Kantuta") is is_firm


@given(st.text(max_size=40))
def test_any_text_is_answered(name: str) -> None:
    assert is_lone(name, [name]) in {True, False}
