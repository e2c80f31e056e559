"""Numbers of telephones that stand in one row, or leave out what the number before them has."""

from __future__ import annotations

import pytest

from nlp.contact.numbering import local
from tests.nlp.test_contacts import found


def test_numbers_that_stand_in_one_row_are_not_joined() -> None:
    text = "tel 0300 789 1010, 4004-1010 ou zap 65 9 0000-0017"
    assert found(text, "BR", language="pt") == {("whatsapp", "+5565900000017")}
    assert found("wasap 300, 000, 0017") == {("whatsapp", "+573000000017")}


@pytest.mark.parametrize(
    ("text", "country", "language", "values"),
    [
        ("Tel (27) 3322-0010 ou 3322-0011", "BR", "pt", {"+552733220010", "+552733220011"}),
        ("Tel (27) 90000-0017 / 90000-0018", "BR", "pt", {"+5527900000017", "+5527900000018"}),
        (
            "tel (27) 3322-0010, 3322-0011 e 90000-0017",
            "BR",
            "pt",
            {"+552733220010", "+552733220011", "+5527900000017"},
        ),
        ("zap 27900000017 ou 900000018", "BR", "pt", {"+5527900000017", "+5527900000018"}),
        ("Tel 11 0000-0043 y 0000-0044", "AR", "es", {"+5491100000043", "+5491100000044"}),
        ("Tel (55) 0000 0017 o 0000 0018", "MX", "es", {"+525500000017", "+525500000018"}),
        ("Tel 601 000 0017 / 000 0018", "CO", "es", {"+576010000017", "+576010000018"}),
        ("call (305) 555-0117 or 555-0118", "US", "en", {"+13055550117", "+13055550118"}),
        ("cel 300 000 0017 / 000 0018", "CO", "es", {"+573000000017"}),  # mobile numbers have no area there
        ("Tel (27) 3322-0010, 29190-000 Aracruz", "BR", "pt", {"+552733220010"}),
        ("Tel (27) 3322-0010 ou 33.221.010", "BR", "pt", {"+552733220010"}),
        ("Tel (27) 3322-0010. Casa 3322-0011", "BR", "pt", {"+552733220010"}),
    ],
)
def test_a_second_number_takes_the_area_of_the_first(text: str, country: str, language: str, values: set[str]) -> None:
    assert {value for _, value in found(text, country, language=language)} == values


@pytest.mark.parametrize("lead", ["0xx27", "0XX27 ", "0 xx 27 ", "0**27 ", "(0xx27) ", "0xx(27)", "0 xx (27) "])
def test_the_place_of_a_carrier_is_no_part_of_a_number(lead: str) -> None:
    assert found(f"zap {lead}90000-0017", "BR", language="pt") == {("whatsapp", "+5527900000017")}


def test_an_area_that_brazil_has_not_makes_no_number() -> None:
    assert local("52998224725", ["BR"], mobile_only=False) is None
