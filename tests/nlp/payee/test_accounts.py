"""Payee accounts as adverts and reports write them, beside the other contact points."""

from __future__ import annotations

import pytest

from nlp.contacts import find_contacts
from nlp.payee.accounts import find_accounts
from tests.nlp.readings import reading_of


def found(text: str, country: str = "CO", language: str = "es") -> list[str]:
    """The accounts of a text."""
    return [point.value for point, _ in find_accounts(reading_of(text, country=country, language=language))]


@pytest.mark.parametrize(
    ("text", "country", "language", "values"),
    [
        (
            "Depósito a la cuenta BCP 191-0000000-0-17 o Yape 900 000 011 a nombre de Ana Quispe",
            *("PE", "es"),
            ["bcp:1910000000017", "yape:+51900000011"],
        ),
        ("Pix: zorzal@viagens.example", "BR", "pt", ["pix:zorzal@viagens.example"]),
        ("pix cpf 000.000.001-91", "BR", "pt", ["pix:00000000191"]),
        ("chave Pix (celular): 11 90000-0031", "BR", "pt", ["pix:+5511900000031"]),
        (
            *("chave pix aleatória 00000000-0000-4000-8000-000000000017", "BR", "pt"),
            ["pix:00000000-0000-4000-8000-000000000017"],
        ),
        (
            *("Pix aleatório 00000000-0000-4000-8000-000000000017", "BR", "pt"),
            ["pix:00000000-0000-4000-8000-000000000017"],
        ),
        (
            *("Chave aleatória: 00000000-0000-4000-8000-000000000017", "BR", "pt"),
            ["pix:00000000-0000-4000-8000-000000000017"],
        ),
        ("protocolo 00000000-0000-4000-8000-000000000017", "BR", "pt", []),
        ("pix 52998224725", "BR", "pt", ["pix:52998224725"]),
        ("pix 11900000031", "BR", "pt", ["pix:+5511900000031"]),
        ("Itaú ag 0001 conta 00001-7", "BR", "pt", ["itau:0001/000017"]),
        ("BB ag 0001-9 c/c 00001-7", "BR", "pt", ["banco-do-brasil:0001/000017"]),
        ("Banco do Brasil agência 0001-x conta 00001-7", "BR", "pt", ["banco-do-brasil:0001/000017"]),
        ("Caixa ag 0001 op 013 conta 00000001-7", "BR", "pt", ["caixa:0001/013000000017"]),
        ("Levo bb de colo, conta 10000017", "BR", "pt", []),
        ("Deposit: Bank of America account 10000017", "US", "en", ["bank-of-america:10000017"]),
        ("CLABE 002010077777777771", "MX", "es", ["clabe:002010077777777771"]),
        ("CLABE 002010077777777772", "MX", "es", []),
        (
            *("CBU 0000003100000000000178, alias viajes.zorzal.mp", "AR", "es"),
            ["cbu:0000003100000000000178", "alias:viajes.zorzal.mp"],
        ),
        ("IBAN ES82 0000 0000 0000 0000 0000 a nombre de Ana", "ES", "es", ["iban:es8200000000000000000000"]),
        ("Bizum al 600 000 017", "ES", "es", ["bizum:+34600000017"]),
        ("MB WAY 910 000 017", "PT", "pt", ["mbway:+351910000017"]),
        ("M-Pesa 0700 000 017", "KE", "en", ["mpesa:+254700000017"]),
        ("Zelle to zorzal@travel.example", "US", "en", ["zelle:zorzal@travel.example"]),
        (
            *("Nequi o Daviplata: 300 000 0017. WhatsApp 300 000 0018", "CO", "es"),
            ["nequi:+573000000017", "daviplata:+573000000017"],
        ),
        ("Nequi a nombre de Ana Quispe 300 000 0017", "CO", "es", ["nequi:+573000000017"]),
        ("Escríbeme al 300 000 0017 (Nequi)", "CO", "es", ["nequi:+573000000017"]),
        ("Aceptamos Nequi. WhatsApp 300 000 0018", "CO", "es", []),
        ("cuenta 031-000000-17 de Bancolombia", "CO", "es", ["bancolombia:03100000017"]),
        ("BANCO PICHINCHA\nCta de ahorros 2200000017\nAna Quispe", "EC", "es", ["pichincha:2200000017"]),
        ("CLABE:\n002010077777777771", "MX", "es", ["clabe:002010077777777771"]),
        ("(mitad en Nequi) Tel. 300 000 0017", "CO", "es", []),
        ("Mitad en Zelle). Correo: zorzal@viajes.example", "PE", "es", []),
        ("Se paga por Zelle. +53 5000 00 19 wasap", "CU", "es", []),
        ("Pago móvil Banesco 0414-0000017", "VE", "es", ["pagomovil:+584140000017"]),
        ("PAGO MÓVIL\nBanesco (0134)\nV-10.000.017\n0424 000 00 18", "VE", "es", ["pagomovil:+584240000018"]),
        ("Se recibe pago móvil, WhatsApp 0414-0000017", "VE", "es", []),
        ("Mitad por pago móvil. Tel 0414-0000017", "VE", "es", []),
        ("Freedom Filing, 305-555-0187, Zelle only.", "US", "en", []),
        ("Ivonete 92 90000-0014. Pix é o e-mail doa@sol.example", "BR", "pt", ["pix:doa@sol.example"]),
        ("Depósitos en Banesco a nombre de Carlos Luis P. wsp 0414-0000031", "VE", "es", []),
        ("Depósitos en Banco Atlántida a nombre de Gissela Rivas. WA 9000-0078", "HN", "es", []),
        ("Depósito pelo Banco do Brasil. Contatos: wa.me/5592900000029", "BR", "pt", []),
        ("Depósito a cuenta Bancolombia WhatsApp 300 000 0017", "CO", "es", []),
        ("Bancolombia 03100000017", "CO", "es", []),  # no word for an account
        ("la cuenta 03100000017", "CO", "es", []),  # nobody knows at which bank
        ("cuenta Bancolombia, precio 10.500.000 pesos, desde 11/12/2026", "CO", "es", []),
        ("cuenta Bancolombia, cédula 1000000017", "CO", "es", []),
        ("Banco Pichincha cta a nombre de Ana Quispe CC 1700000017", "EC", "es", []),
        ("Banco Pichincha cta titular Ana Quispe C.I. 1700000017", "EC", "es", []),
        ("Depósitos Interbank a nombre de Ana Quispe RUC 20000000017", "PE", "es", []),
        ("Pix em nome de Ana Quispe pedido 11 90000-0031", "BR", "pt", []),
        (
            *("Deposito: cedula 1700000017, Banco Pichincha cta 2200000017", "EC", "es"),
            ["pichincha:2200000017"],
        ),
        ("Cuenta: Tel 300 000 0017 Bancolombia 031-000000-17", "CO", "es", ["bancolombia:03100000017"]),
        ("Con pasaporte, Nequi 300 000 0017", "CO", "es", ["nequi:+573000000017"]),
        ("CPF 000.000.001-91 (Pix)", "BR", "pt", ["pix:00000000191"]),
        ("Transferencia a cuenta RUT 10000017", "CL", "es", ["bancoestado:10000017"]),
        ("transferencias por banca movil 0414-0000031", "VE", "es", []),
        ("Depositos Banesco 0414-0000031", "VE", "es", []),
        ("Banco de datos: cuenta 10000017", "VE", "es", []),
        ("cuenta, alias ana.quispe@correo.example", "AR", "es", []),
        ("Juan Quispe, alias el.jefe, con cuenta en Instagram", "AR", "es", []),
        ("Transferencias al alias viajes.zorzal.mp", "AR", "es", ["alias:viajes.zorzal.mp"]),
        ("Pix CNPJ 00.000.001/0001-36", "BR", "pt", ["pix:00000001000136"]),
        ("Depósito Banco do Brasil 00.000.001/0001-36", "BR", "pt", []),
        ("CLABE STP: 002010077777777771", "MX", "es", ["clabe:002010077777777771"]),
        ("CLABE BBVA 002010077777777771", "MX", "es", ["clabe:002010077777777771"]),
        ("Clave interbancaria 002010077777777771", "MX", "es", ["clabe:002010077777777771"]),
        ("Nequi: Ana Quispe 300 000 0017", "CO", "es", ["nequi:+573000000017"]),
        ("Yape a Ana Quispe 900 000 011", "PE", "es", ["yape:+51900000011"]),
        ("Nequi: Ana Quispe a nombre de Ana Quispe 300 000 0017", "CO", "es", ["nequi:+573000000017"]),
        ("Yape, Llama Ahora 900 000 011", "PE", "es", []),
        ("Nequi: Llama Ahora 300 000 0017", "CO", "es", []),
        ("Síguenos en nuestra cuenta de Instagram, tel. 300 000 0017", "CO", "es", []),
    ],
)
def test_accounts_as_they_are_written(text: str, country: str, language: str, values: list[str]) -> None:
    assert found(text, country, language) == values


def test_the_number_of_a_wallet_stays_a_telephone_too() -> None:
    reading = reading_of("Pagos por Nequi 300 000 0017 o pix zorzal@viagens.example")
    before = find_contacts(reading)
    assert [point.value for point, _ in find_accounts(reading)] == ["nequi:+573000000017", "pix:zorzal@viagens.example"]
    assert find_contacts(reading) == before
    assert {point.value for point in before[0]} == {"+573000000017", "zorzal@viagens.example"}


@pytest.mark.parametrize(
    "part",
    [
        "0",
        "0 ",
        "0  ",
        "1-",
        "es00",
        "nequi ",
        "pix y o ",
        "a.b",
        "a nombre de ",
        "cuenta bcp 1",
        "alias a.b ",
        "clabe banco itau 1000000",
    ],
)
def test_long_rows_are_read_to_their_end(part: str) -> None:
    assert found((part * 40_000)[:40_000] + ". Depósito a la cuenta BCP 191-0000000-0-17")[-1:] == ["bcp:1910000000017"]
