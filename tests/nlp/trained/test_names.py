"""Which part a name gets, from the shares of the heads and from its own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from core.terms import DocumentKind, Role
from nlp.contacts import find_contacts
from nlp.pipeline import read_words
from nlp.trained.candidates import Candidate
from nlp.trained.encoder import Floats
from nlp.trained.names import (
    LEAST_OPERATOR,
    LONE,
    MAY_BE_AUTHORITY,
    _role,
    _with_likeliest,
    advertiser_by_rules,
    find_named,
)
from nlp.trained.spans import Tagged
from nlp.trained.tags import KINDS, ROLES
from tests.nlp.build import make_document


def part(*forms: str, share: float, is_ad: bool = False) -> Role | None:
    """The part of a name that the heads take for an operator's."""
    return _role(list(forms), {Role.OPERATOR: share, Role.OTHER: 1 - share, None: 0.0}, LEAST_OPERATOR[is_ad], is_ad)


@pytest.mark.parametrize("name", ["Polícia Federal", "Fiscalía de Frontera", "Centro Comum de Vistos", "Border Patrol"])
def test_an_institution_is_never_a_lead_however_sure_the_model_is(name: str) -> None:
    assert part(name, share=0.999) is Role.AUTHORITY


@pytest.mark.parametrize("word", ["asesor", "el patrón"])
def test_what_news_calls_somebody_is_no_name(word: str) -> None:
    assert part(word, share=0.97) is Role.OTHER
    assert part(word, share=0.97, is_ad=True) is Role.OPERATOR  # adverts write their own names so


@pytest.mark.parametrize("name", ["Viajes", "TURISMO", "Rutas", "La", "NUEVO", "Somebody", "Quem", "Quién", "Who"])
def test_a_bare_word_of_the_trade_is_no_name(name: str) -> None:
    assert part(name, share=0.99, is_ad=True) is Role.OTHER
    assert part(name, f"{name} Zorzal", share=0.99, is_ad=True) is Role.OPERATOR


def test_a_day_beside_a_post_is_no_name() -> None:
    assert part("Dom Nov", "Dom Nov 29", share=0.99, is_ad=True) is Role.OTHER
    assert part("Vie. Nov 27", share=0.99, is_ad=True) is Role.OTHER
    for name in ("Dom Julio", "Dom Novo", "Sun May", "Mar Azul"):
        assert part(name, share=0.99, is_ad=True) is Role.OPERATOR


def test_a_street_or_a_law_is_no_lead_and_who_is_called_so_may_be() -> None:
    for name in ("Calle Sol", "Ley Nueva", "la calle", "Segunda Calle Poniente", "Nova Lei", "Rui Calle Facebook"):
        assert part(name, share=0.99) is Role.OTHER
    assert part("Rui Calle Paz", "Calle", share=0.99) is Role.OPERATOR
    assert part("Brother Lei", share=0.99) is Role.OPERATOR


def test_who_may_be_an_officer_is_no_lead_however_sure_the_rest_is() -> None:
    shares: dict[Role | None, float] = {Role.OPERATOR: 0.97, Role.AUTHORITY: MAY_BE_AUTHORITY, None: 0.0}
    less = shares | {Role.AUTHORITY: MAY_BE_AUTHORITY / 2}
    said = [_role(["Nora Alba"], each, LEAST_OPERATOR[False], is_ad=False) for each in (shares, less)]
    assert said == [Role.AUTHORITY, Role.OPERATOR]


def test_news_asks_for_more_than_adverts() -> None:
    between = (LEAST_OPERATOR[True] + LEAST_OPERATOR[False]) / 2
    assert part("Rutas del Alba", share=between) is Role.OTHER
    assert part("Rutas del Alba", share=between, is_ad=True) is Role.OPERATOR
    assert part("Rutas del Alba", share=0.9) is Role.OPERATOR


def test_the_rules_name_the_advertiser_where_the_model_names_nobody() -> None:
    reading = read_words(make_document("Paso seguro sin sello.\nAgencia Brisa Clara, 300 000 0017"))
    contacts = find_contacts(reading)[0]
    (named,) = advertiser_by_rules(reading, contacts, ())
    assert named.name == "Brisa Clara"
    assert named.role is Role.OPERATOR
    assert advertiser_by_rules(reading, contacts, (named,)) == (named,)
    victim = replace(named, role=Role.VICTIM, name="Otra", aliases=(named.name,))
    assert advertiser_by_rules(reading, contacts, (victim,)) == (victim,)


@pytest.mark.parametrize("title", ["Quem leva até Caiena?", "Alguém leva até Caiena?", "Who goes to Cayenne?"])
def test_who_asks_for_somebody_names_nobody(title: str) -> None:
    text = "Preciso trabalhar.\nEu passo, travessia do rio, sem visto: 450 euros. Zap (96) 90000-0061"
    reading = read_words(make_document(text, title=title))
    assert advertiser_by_rules(reading, find_contacts(reading)[0], ()) == ()


@pytest.mark.parametrize(("free", "share", "wanted"), [(True, 0.85, True), (False, 0.85, False), (True, 0.7, False)])
def test_a_report_that_names_nobody_surer_names_the_likeliest(free: bool, share: float, wanted: bool) -> None:
    shares: list[dict[Role | None, float]] = [{Role.OPERATOR: 0.3, Role.OTHER: 0.7}, {Role.OPERATOR: share}]
    roles = _with_likeliest([True, free], shares, [Role.OTHER, Role.OTHER], least=LONE[False])
    assert roles == [Role.OTHER, Role.OPERATOR if wanted else Role.OTHER]


@pytest.mark.parametrize("name", ["Zelle", "Cash App", "Bank of the West", "Banco Sol", "MB Way"])
def test_what_money_goes_through_is_no_lead(name: str) -> None:
    assert part(name, share=0.999, is_ad=True) is Role.OTHER
    assert part(f"Viajes {name}", share=0.999, is_ad=True) is Role.OPERATOR


@pytest.mark.parametrize("name", ["El Diario de Valmora", "Inhagua Esporte Clube", "Deportivo Valmora"])
def test_a_paper_or_a_sports_club_is_no_lead_of_a_report_unless_it_is_sure(name: str) -> None:
    assert part(name, share=0.94, is_ad=False) is Role.OTHER
    assert part(name, share=0.99, is_ad=False) is Role.OPERATOR


def test_a_travel_paper_is_a_firm() -> None:
    assert part("Viajes Deportivo Valmora", share=0.94, is_ad=False) is Role.OPERATOR


@pytest.mark.parametrize(
    ("kind", "called", "wanted"),
    [
        (DocumentKind.NEWS, "réu Rui Paz Solano, acusado de contrabando de migrantes", Role.OPERATOR),
        (DocumentKind.NEWS, "taxista Rui Paz Solano, com migrantes", Role.AUTHORITY),
        (DocumentKind.AD, "réu Rui Paz Solano, acusado de contrabando de migrantes", Role.AUTHORITY),
    ],
)
def test_a_defendant_told_in_passing_is_no_officer_and_a_lead_by_less(
    kind: DocumentKind, called: str, wanted: Role
) -> None:
    text = f"Levou chineses ao hotel a pedido do {called}."
    assert read(text, "Rui Paz Solano", kind, {Role.OPERATOR: 0.7, Role.AUTHORITY: 0.04, Role.OTHER: 0.26}) == [wanted]


@pytest.mark.parametrize(
    ("name", "wanted"), [("Rui Paz Solano", Role.OPERATOR), ("Paz Solano Viajes", Role.OTHER)], ids=["person", "firm"]
)
def test_whose_driver_goes_free_is_free_of_nothing_and_a_firm_is_accused_of_nothing(name: str, wanted: Role) -> None:
    text = f"El juez absolvió al chofer de {name}. Cobraba 300 dólares a cada migrante."
    assert read(text, name, DocumentKind.NEWS, {Role.OPERATOR: 0.99, Role.OTHER: 0.01}) == [wanted]


def read(text: str, name: str, kind: DocumentKind, shares: dict[Role, float]) -> list[Role]:
    """The part of a name, where the network would give it these shares."""

    class Saying:
        def logits(self, candidates: Sequence[Candidate], others: Sequence[Candidate] = ()) -> Floats:
            """See `Judging`."""
            rows = np.full((len(candidates), len(ROLES) + 1), -9.0, np.float32)
            for role, share in shares.items():
                rows[:, ROLES.index(role)] = np.log(share)
            return rows

    reading = read_words(make_document(text, kind=kind))
    start = reading.text.index(name)
    tags = [Tagged(start, start + len(name), "operator", np.ones(len(KINDS), np.float32))]
    return [who.role for who in find_named(reading, Saying(), tags, labelled=True)]
