"""What a text must speak of before it can carry a label."""

from __future__ import annotations

import pytest

from core.terms import DocumentKind, DocumentLabel
from nlp.trained.subject import without_ground
from nlp.wording.fold import fold


@pytest.mark.parametrize(
    "text",
    [
        "Detienen a dos coyotes con doce migrantes en la frontera.",
        "Two men admitted smuggling people across the Channel in small boats.",
        "A quadrilha mandava mulheres para a exploração sexual na Espanha.",
        "Llevaba de noche a catorce cubanos por el monte.",
        "Arranjou 26 casamentos entre portuguesas e homens que nunca mais viram.",
        "Cobraba 900 dólares por cabeza hasta Iquique.",
        "A piroga levava 101 pessoas; um armador recebia o dinheiro.",
        "The girls owed 40,000 each, and she kept their passports.",
        "Administraba las piraguas y vendía el cupo rápido.",
        "A aliciadora embarcava adolescentes em navio para Macapá.",
        "Afogou-se ao tentar entrar no Texas por Piedras Negras.",
        "Assinava as cartas-convite dos falsos futebolistas.",
        "Clausuraron tres talleres textiles donde vivían once personas de Sucre.",
        "La dejó en el desierto y siguió cobrando la deuda.",
        "He brought them through the Limpopo on a rope.",
        "Its owner held a licence to sponsor twelve carers and sold 190 places.",
        "Cobrou R$ 300 de um cubano para o levar de Lethem a Boa Vista.",
        "El sargento pedía cien dólares a cada venezolano que dejaba pasar.",
        "The snakehead was paid in two parts.",
        "Fue condenado como cabecilla de Los Jaladores del Norte.",
    ],
)
def test_news_of_people_moved_may_be_a_report(text: str) -> None:
    assert not without_ground(DocumentKind.NEWS, fold(text))


@pytest.mark.parametrize(
    "text",
    [
        "The man was convicted of a sexual assault on his street.",
        "Condenan al alcalde por una coima en la obra.",
        "Americans use many services; two suicides were reported.",
    ],
)
def test_other_crimes_are_no_report(text: str) -> None:
    assert without_ground(DocumentKind.NEWS, fold(text)) == {DocumentLabel.SMUGGLING_REPORT}


def test_an_advert_hires_helpers_only_where_it_speaks_of_ways_people_or_rooms() -> None:
    hiring = DocumentLabel.FACILITATOR_RECRUITMENT
    assert hiring in without_ground(DocumentKind.AD, fold("Easy cash, work from home, paid every week."))
    assert hiring not in without_ground(DocumentKind.AD, fold("Busco chofer con camioneta para mover gente de noche."))
    assert hiring not in without_ground(DocumentKind.AD, fold("U just drive, we handle the rest, $1000 per extra one."))
    assert hiring not in without_ground(DocumentKind.AD, fold("Sub-agents required in each village, good commission."))
