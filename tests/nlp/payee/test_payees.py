"""Whose a payee account is: the operator's in an offer alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.records import ContactPoint, Mention, Span
from core.terms import ContactOwner, ContactType, Role
from nlp.payee.payees import with_accounts, without_holders
from tests.nlp.readings import reading_of

LINCE = Mention("Ruta Lince", (), Role.OPERATOR, 0.9, "", (Span(0, 10),))
NUMBER = ContactPoint(ContactType.WHATSAPP, "+573000000017", ContactOwner.OPERATOR, "300 000 0017", Span(0, 5))


def owners(
    text: str,
    *mentions: Mention,
    kind: str = "ad",
    labelled: bool = True,
    contacts: tuple[ContactPoint, ...] = (),
) -> list[ContactOwner]:
    """Of each account of a text."""
    points = with_accounts(reading_of(text, kind=kind), contacts, mentions, labelled=labelled)
    assert points[: len(contacts)] == contacts
    return [point.owner for point in points if point.type is ContactType.ACCOUNT]


def test_an_account_of_an_advert_that_offers_is_whose_the_advert_is() -> None:
    text = "Ruta Lince. Anticipo por Nequi 300 000 0017"
    assert owners(text, LINCE) == [ContactOwner.OPERATOR]
    assert owners(text, contacts=(NUMBER,)) == [ContactOwner.OPERATOR]  # nobody is named: its number tells who it is
    assert owners(text) == [ContactOwner.OTHER]
    assert owners(text, LINCE, labelled=False) == [ContactOwner.OTHER]
    assert owners(text, replace(LINCE, cleared=True)) == [ContactOwner.OTHER]
    assert owners(text, replace(LINCE, role=Role.VICTIM)) == [ContactOwner.OTHER]


def test_the_wallet_of_a_hotline_is_the_hotlines() -> None:
    text = "Ruta Lince. Nequi 300 000 0017"
    at = text.index("300")
    line = replace(NUMBER, owner=ContactOwner.HOTLINE, span=Span(at, at + len("300 000 0017")))
    assert owners(text, LINCE, contacts=(line,)) == [ContactOwner.HOTLINE]


def test_of_a_board_only_the_notice_that_offers_gives_accounts() -> None:
    text = "Se vende nevera. Nequi 300 000 0018\nRuta Lince. Nequi 300 000 0017"
    points = with_accounts(reading_of(text), (), (LINCE,), labelled=True, within=(text.index("Ruta"), len(text)))
    assert {p.value: p.owner for p in points} == {
        "nequi:+573000000018": ContactOwner.OTHER,
        "nequi:+573000000017": ContactOwner.OPERATOR,
    }


@pytest.mark.parametrize(
    "text",
    [
        "Ruta Lince. Donaciones a la cuenta Bancolombia 031-000000-17",
        "Ruta Lince. DONACIONES para el albergue:\nBancolombia cuenta 031-000000-17",
        "Ruta Lince. Doações por Pix: zorzal@viagens.example",
        "Ruta Lince. Please donate: Zelle zorzal@travel.example",
        "Ruta Lince. La multa se paga en la cuenta Bancolombia 031-000000-17",
        "Ruta Lince. La tasa de Migraciones se paga en la cuenta Bancolombia 031-000000-17",
        "Ruta Lince. Pay the fine into the account Chase 031-000000-17",
        "Ruta Lince. No deposites a estafadores que usan Nequi 300 000 0017",
        "Ruta Lince. Cuidado, los estafadores piden depósitos por Nequi 300 000 0017",
    ],
)
def test_an_account_of_a_collection_or_an_authority_is_nobodys(text: str) -> None:
    assert owners(text, LINCE) == [ContactOwner.OTHER]


@pytest.mark.parametrize(
    "words",
    [
        "Salidas los fines de semana",
        "Evita estafas, deposita ya",
        "No somos estafadores",
        "Nada de estafas",
        "Aqui nao tem golpe",
        "Sin policía ni migraciones",
        "Evitamos multas y retenes",
        "A la tasa del día",
        "Taxa de embarque paga",
        "Taxes included",
        "No police",
    ],
)
def test_words_that_an_offer_denies_or_that_mean_no_authority_give_its_account_to_nobody(words: str) -> None:
    assert owners(f"Ruta Lince. {words}, Nequi 300 000 0017", LINCE) == [ContactOwner.OPERATOR]


def test_an_account_of_a_newsroom_is_the_newsrooms() -> None:
    text = "Ruta Lince cobraba 350 dólares. Apoya nuestro periodismo: Nequi 300 000 0017"
    assert owners(text, LINCE, kind="news") == [ContactOwner.NEWSROOM]


@pytest.mark.parametrize(
    "text",
    [
        "Los migrantes depositaban 350 dólares al coyote en la cuenta Bancolombia 031-000000-17.",
        "Ruta Lince cobraba los viajes por Nequi al 300 000 0017.",
        "The families wired the smugglers the money to Zelle zorzal@travel.example.",
        "La madre depositó el rescate que exigía Ruta Lince en la cuenta de su hijo Bancolombia 031-000000-17.",
        "La policía halló la cuenta Bancolombia 031-000000-17.",
    ],
)
def test_no_account_of_a_report_is_the_operators(text: str) -> None:
    assert owners(text, LINCE, kind="news", contacts=(NUMBER,)) == [ContactOwner.OTHER]


def test_in_whose_name_an_account_is_is_no_operator_by_that() -> None:
    text = "Nequi 300 000 0017 a nombre de Ana Quispe. Ruta Lince"
    spot = Span(text.index("Ana"), text.index(". Ruta"))
    ana = Mention("Ana Quispe", (), Role.OPERATOR, 0.9, "", (spot,), is_person=True)
    lince = replace(LINCE, spans=(Span(text.index("Ruta"), len(text)),))
    assert [m.role for m in without_holders(reading_of(text), (ana, lince))] == [Role.OTHER, Role.OPERATOR]
    plain = "Viajes a nombre de Ana Quispe. Ruta Lince"
    named = replace(ana, spans=(Span(plain.index("Ana"), plain.index(". Ruta")),))
    assert without_holders(reading_of(plain), (named,)) == (named,)  # no account is told


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Nequi 300 000 0017, titular de la cuenta: Ana Quispe", Role.OTHER),
        ("Nequi 300 000 0017 a favor de Ana Quispe", Role.OTHER),
        ("Nequi 300 000 0017 a nombre de mi hermana Ana Quispe", Role.OTHER),
        ("Nequi 300 000 0017 nombre: Ana Quispe", Role.OTHER),
        ("Nequi 300 000 0017\nNombre: Ana Quispe", Role.OTHER),
        ("Nequi 300 000 0017, te cruzo\nNombre: Ana Quispe", Role.OPERATOR),
        ("Nombre: Ana Quispe. Te cruzo, anticipo por Nequi 300 000 0017", Role.OPERATOR),
        ("Nequi 300 000 0017 es de un sujeto de nombre Ana Quispe, coyote", Role.OPERATOR),
    ],
)
def test_a_word_for_a_name_tells_a_holder_only_behind_an_account(text: str, role: Role) -> None:
    at = text.index("Ana")
    ana = Mention("Ana Quispe", (), Role.OPERATOR, 0.9, "", (Span(at, at + len("Ana Quispe")),), is_person=True)
    assert [m.role for m in without_holders(reading_of(text), (ana,))] == [role]
