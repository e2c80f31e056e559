"""Payee accounts in one spelling; a number that its check digits do not fit is none."""

from __future__ import annotations

import pytest

from core.accounts import account, forms_of, reached_by, spelt


@pytest.mark.parametrize(
    ("form", "written", "countries", "value"),
    [
        ("iban", "ES82 0000 0000 0000 0000 0000", (), "iban:es8200000000000000000000"),
        ("iban", "ES83 0000 0000 0000 0000 0000", (), ""),
        ("clabe", "002-010-0777777777 71", (), "clabe:002010077777777771"),
        ("clabe", "002010077777777772", (), ""),
        ("cbu", "0000003100000000000178", (), "cbu:0000003100000000000178"),
        ("cbu", "0000003100000000000177", (), ""),
        ("cci", "002-191-000000000017-50", (), "cci:00219100000000001750"),
        ("alias", "Viajes.Zorzal.MP", (), "alias:viajes.zorzal.mp"),
        ("pix", "zorzal@Viagens.example", (), "pix:zorzal@viagens.example"),
        ("pix", "000.000.001-91", (), "pix:00000000191"),
        ("pix", "+55 11 90000-0031", (), "pix:+5511900000031"),
        ("pix", "00000000-0000-4000-8000-000000000017", (), "pix:00000000-0000-4000-8000-000000000017"),
        ("nequi", "300 000 0017", ("PE",), "nequi:+573000000017"),
        ("nequi", "zorzal@viajes.example", (), ""),
        ("mpesa", "840 000 017", ("MZ",), "mpesa:+258840000017"),
        ("zelle", "zorzal@travel.example", (), "zelle:zorzal@travel.example"),
        ("bcp", "191-0000000-0-17", (), "bcp:1910000000017"),
        ("itau", "0001/00001-7", (), "itau:0001/000017"),
        ("bcp", "ask at the desk", (), ""),
        ("two words", "19100000017", (), ""),
        ("", "19100000017", (), ""),
    ],
)
def test_one_spelling(form: str, written: str, countries: tuple[str, ...], value: str) -> None:
    found = account(form, written, countries)
    assert found == value
    assert spelt(found, countries) == found


def test_a_bank_that_had_a_country_for_its_name_is_found_by_it() -> None:
    assert spelt("brasil:0001/000017") == spelt("bb:0001/000017") == "banco-do-brasil:0001/000017"
    assert spelt("america:000012000017") == "bank-of-america:000012000017"


def test_a_wallet_goes_by_a_number_or_an_address() -> None:
    assert reached_by("yape:+51900000011") == ("+51900000011", "")
    assert reached_by("pix:zorzal@viagens.example") == ("", "zorzal@viagens.example")
    assert reached_by("clabe:002010077777777771") == ("", "")


def test_bare_figures_are_the_accounts_whose_check_digits_they_fit() -> None:
    assert forms_of("002010077777777771") == ("clabe:002010077777777771",)
    assert forms_of("002010077777777772") == ()


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("clabe", "0" * 18),
        ("cbu", "0" * 22),
        ("cci", "0" * 20),
        ("pix", "111.111.111-11"),
        ("nequi", "333 333 3333"),
        ("bcp", "1234567890"),
        ("bcp", "0123456789"),
        ("itau", "0000/00000"),
        ("iban", "ES00 0000 0000 0000 0000 0000"),
    ],
)
def test_what_stands_where_a_number_is_to_stand_is_no_account(form: str, written: str) -> None:
    assert account(form, written) == ""
