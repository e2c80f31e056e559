"""What many bear tells little, however it is spelled; and what says nothing makes nobody alike."""

from __future__ import annotations

import pytest

from store.likeness import compare
from store.linking.strength import strength


def test_a_misspelt_run_is_as_common_as_the_word_that_it_makes() -> None:
    met = compare("Epxreso Lunavil", "@expresolunavil")
    alone = {"w:lunavil": 101}
    assert strength(met, alone, is_person=False) > 2 * strength(met, alone | {"w:iksprisulunavil": 60}, is_person=False)


def test_a_word_that_misspells_a_run_is_as_common_as_what_says_who_in_it() -> None:
    met, right = compare("@encomiendaspazor", "Encomiendas Pagor"), compare("@encomiendaspagor", "Encomiendas Pagor")
    common = {"w:pagur": 101}
    assert strength(met, {}, is_person=False) > 2 * strength(met, common, is_person=False) > 0
    assert strength(right, {}, is_person=False) == strength(right, common, is_person=False)  # few bear both


def test_a_run_is_no_more_alike_than_what_says_who_in_it() -> None:
    known = "Encomiendas Quirquincho"
    one_letter = strength(compare("@encomiendasquirquinche", known), {}, is_person=False)
    assert 0.5 < one_letter < strength(compare("@encomiendasquirquincho", known), {}, is_person=False)
    for asked, other in (
        ("@encomiendaszorzil", "Encomiendas Zorzal"),
        ("Encomiendas Zorzal", "@encomiendaszorzil"),
        ("@zorzildelnorte", "Zorzal del Norte"),
    ):
        met = compare(asked, other)
        assert met.meetings
        assert 0 < strength(met, {}, is_person=False) < one_letter


def test_accounts_of_one_place_are_as_alike_as_what_is_left_of_them() -> None:
    alone = strength(compare("@rataluz", "@ratoluz"), {}, is_person=False)
    near = strength(compare("@rataluzdelpacifico", "@ratoluzdelpacifico"), {}, is_person=False)
    met = compare("@tataldelpacifico", "@rataluzdelpacifico")
    assert met.meetings
    assert strength(met, {}, is_person=False) < 0.4 < alone < near


@pytest.mark.parametrize(
    ("account", "name", "other"),
    [
        ("@expresozorzal", "Expreso Zorsal", "Expreso Zorral"),
        ("@agenciakantutadelsur", "Agencia Cantuta del Sur", "Agencia Kantura del Sur"),
        ("@rutasluzero", "@rutaslucero", "@rutaslutero"),
        ("@encomiendaspazor", "Encomiendas Pasor", "Encomiendas Pagor"),
    ],
)
def test_a_run_is_as_alike_as_it_sounds(account: str, name: str, other: str) -> None:
    """Whichever of both is run together; a letter that sounds otherwise makes it less."""
    heard = strength(compare(account, name), {}, is_person=False)
    assert heard == strength(compare(name, account), {}, is_person=False) > 0.8
    assert 0 < strength(compare(account, other), {}, is_person=False) < heard - 0.05
