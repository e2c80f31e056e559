"""Contact points of somebody's list meet those of documents."""

from __future__ import annotations

import pytest

from core.terms import ContactType
from store.channels import doubt, spelt


@pytest.mark.parametrize(
    ("kind", "written", "countries", "value"),
    [
        (ContactType.PHONE, "+573000000017", (), "+573000000017"),
        (ContactType.PHONE, "+57 300 000-0017", (), "+573000000017"),
        (ContactType.WHATSAPP, "0057 (300) 0000017", (), "+573000000017"),
        (ContactType.PHONE, "300 000 0017", ("CO",), "+573000000017"),
        (ContactType.PHONE, "300 000 0017", ("CO", "CL"), "+573000000017"),
        (ContactType.PHONE, "(11) 90000-0017", ("BR", "PY"), "+5511900000017"),
        (ContactType.PHONE, "0981 000 017", ("BR", "PY"), "+595981000017"),
        (ContactType.PHONE, "809 555 0117", ("US", "DO"), "+18095550117"),
        (ContactType.PHONE, "987000017", ("PE", "CL"), "987000017"),
        (ContactType.PHONE, "9200-0017", ("BR", "PY"), "92000017"),
        (ContactType.PHONE, "300 000 0017", ("XX",), "3000000017"),
        (ContactType.PHONE, "ask at the desk", (), "ask at the desk"),
        (ContactType.PHONE, "+52 1 55 0000 0000", (), "+525500000000"),
        (ContactType.TELEGRAM, " @ViveOnline ", (), "viveonline"),
        (ContactType.URL, "https://www.Vive.example/contacto?x=1", (), "vive.example"),
        (ContactType.URL, "http://facebook.com/viveonline/", (), "facebook.com/viveonline"),
        (ContactType.EMAIL, "Ana@Vive.example", (), "ana@vive.example"),
        (ContactType.ACCOUNT, "CLABE: 002 010 0777 7777 7771", (), "clabe:002010077777777771"),
        (ContactType.ACCOUNT, "Nequi: 300 000 0017", ("PE",), "nequi:+573000000017"),
        (ContactType.ACCOUNT, "ask at the desk", (), "ask at the desk"),
    ],
)
def test_one_spelling(kind: ContactType, written: str, countries: tuple[str, ...], value: str) -> None:
    assert spelt(kind, written, countries) == value


@pytest.mark.parametrize(
    ("written", "countries", "told"),
    [
        ("(11) 90000-0017", ("BR", "PY"), ""),
        ("+55 11 90000-0017", (), ""),
        ("300 000 0017", ("CO",), ""),
        ("987000017", ("PE", "CL"), "may be a number of PE or CL: write it with +51 or +56"),
        ("9200-0017", ("BR", "PY"), "is no number of BR or PY: write it with +55 or +595 and its area code"),
        ("9200-0017", ("BR",), "is no number of BR: write it with +55 and its area code"),
        ("300 000 0017", (), "is without its country: write it with + and the country's code"),
    ],
)
def test_a_number_that_nobody_is_found_by_is_told_with_the_remedy(
    written: str, countries: tuple[str, ...], told: str
) -> None:
    assert doubt(ContactType.WHATSAPP, written, countries) == told
    assert doubt(ContactType.TELEGRAM, written, countries) == ""
