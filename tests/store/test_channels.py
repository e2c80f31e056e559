"""Contact points of somebody's list meet those of documents."""

from __future__ import annotations

import pytest

from core.terms import ContactType
from store.channels import spelt


@pytest.mark.parametrize(
    ("kind", "written", "countries", "value"),
    [
        (ContactType.PHONE, "+573000000017", (), "+573000000017"),
        (ContactType.PHONE, "+57 300 000-0017", (), "+573000000017"),
        (ContactType.WHATSAPP, "0057 (300) 0000017", (), "+573000000017"),
        (ContactType.PHONE, "300 000 0017", ("CO",), "+573000000017"),
        (ContactType.PHONE, "300 000 0017", ("CO", "CL"), "3000000017"),
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
