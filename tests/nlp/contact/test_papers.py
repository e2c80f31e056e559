"""Numbers of papers and of firms, which have the form of telephones and are none; telephones that stand beside them."""

from __future__ import annotations

import pytest

from nlp.contact.papers import papers
from tests.nlp.readings import reading_of
from tests.nlp.test_contacts import found


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("CNPJ: 11.222.333/0001-81", "BR"),
        ("CNPJ nº 45.678.912/0001-35", "BR"),
        ("inscrita no CNPJ sob o nº 21.987.654/0001-08", "BR"),
        ("Pix (CNPJ) 11.222.333/0001-81", "BR"),
        ("pix 11222333000181", "BR"),
        ("Pix: 529.982.247-25", "BR"),
        ("pix 52998224725", "BR"),
        ("Meu CPF é 123.456.789-09", "BR"),
        ("CPF do titular 529 982 247 25", "BR"),
        ("CADASTUR 26.123456.10.0001-2", "BR"),
        ("PIS 120.12345.67-8", "BR"),
        ("RG MG-12.345.678", "BR"),
        ("processo 1001234-56.2026.4.01.3600", "BR"),
        ("RUT 76.123.456-7", "CL"),
        ("RUT (empresa) 76.123.456-7", "CL"),
        ("somos 76123456-0", "CL"),
        ("NIT No. 900.123.456-7", "CO"),
        ("cc 3000000017", "CO"),
        ("matrícula mercantil 3000000017", "CO"),
        ("Banco\nCédula\n3000000017", "CO"),
        ("sus datos y cédula:\n3000000017", "CO"),
        ("RUC: 20123456789", "PE"),
        ("CUIT N° 30-71234567-8", "AR"),
        ("CUIL 11 0000 0043", "AR"),
        ("DNI 31.234.567", "AR"),
        ("RUC 1790012345001", "EC"),
        ("mi cédula es 0990000017", "EC"),
        ("NIT 70000017", "BO"),
        ("RFC ABCD010203AB1", "MX"),
        ("RIF J-12345678-9", "VE"),
        ("pasaporte N° 900000017", "PE"),
        ("licencia de conducir 5500000017", "MX"),
    ],
)
def test_papers_of_every_country_are_no_telephones(text: str, country: str) -> None:
    language = "pt" if country == "BR" else "es"
    assert found(f"Escriba al guía. {text}. Salidas", country, language=language) == set()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("the driver's licence number is 3055550117", "en"),
        ("passport no. 3055550117", "en"),
        ("SSN is 305550117", "en"),
    ],
)
def test_papers_in_english(text: str, language: str) -> None:
    assert found(f"Call us. {text}", "US", language=language) == set()


@pytest.mark.parametrize(
    ("text", "country", "language", "value"),
    [
        ("CPF 529.982.247-25, 11 90000-0017", "BR", "pt", "+5511900000017"),
        ("CPF 529.982.247-25 11 90000-0017", "BR", "pt", "+5511900000017"),
        ("CNPJ 11.222.333/0001-81 / (11) 90000-0017", "BR", "pt", "+5511900000017"),
        ("Sem CPF 11 90000-0017", "BR", "pt", "+5511900000017"),
        ("RUT 76.123.456-7, 9 4000 0017", "CL", "es", "+56940000017"),
        ("NIT 900.123.456-7 - 300 000 0017", "CO", "es", "+573000000017"),
        ("RUC 20123456789 - 900 000 017", "PE", "es", "+51900000017"),
        ("CUIT 30-71234567-8, 11 0000-0043", "AR", "es", "+5491100000043"),
        ("passport 123456789, 305 555 0117", "US", "en", "+13055550117"),
        ("Precisa só de RG e CPF\n11 90000-0017", "BR", "pt", "+5511900000017"),
        ("Requisitos: pasaporte\n300 000 0017", "CO", "es", "+573000000017"),
        ("bring your passport\n305 555 0117", "US", "en", "+13055550117"),
        ("Fono 94.000.001-7", "CL", "es", "+56940000017"),
    ],
)
def test_a_telephone_behind_a_paper_stays_one(text: str, country: str, language: str, value: str) -> None:
    assert {number for _, number in found(text, country, language=language)} == {value}


@pytest.mark.parametrize("piece", ["1.", "cpf ", "cpf: 1 ", "12.345.678", "rut de ", "1-", "j-1"])
def test_long_rows_are_read_to_their_end(piece: str) -> None:
    assert list(papers(reading_of(piece * 2_000))) is not None
