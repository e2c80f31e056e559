"""Clauses that speak for a bystander count where the model half believes, and no further than their clause."""

from __future__ import annotations

import pytest

from core.terms import Role
from nlp.trained.doubt import DOUBTED
from tests.nlp.trained.test_standing import standing

BYSTANDER = [
    "O senhorio, Nora Alba, pensava arrendar a uma família.",
    "El chofer, Nora Alba, y la empresa creyeron la historia de la excursión.",
    "A dona da ótica, Nora Alba, alugava a sala e desconhecia a atividade.",
    "La chofer, Nora Alba, no está acusada.",
    "O comerciante Nora Alba, ouvido apenas como testemunha, vendia combustível.",
    "A third man, mechanic Nora Alba, sold them the engine in good faith.",
    "Su hermana Nora Alba, titular del contrato de la luz, queda libre.",
    "O piloto, Nora Alba, dormia em casa e foi quem chamou a Marinha.",
    "They paid firms that had never heard of them, among them Nora Alba, a baker.",
    "Usavam contratos falsos de uma construtora, a Nora Alba, que apresentou queixa.",
    "El furgón llevaba el nombre de Nora Alba, que denunció que clonaron sus placas.",
    "Nora Alba, chofer de Buses Altiplano, fue citada a declarar. La fiscal aclaró que no es imputada.",
    "A dona da pensão, Nora Alba, foi ouvida na terça. Ela não é investigada.",
    "Police spoke to the landlord, Nora Alba. The PDI said she is not a suspect.",
    "O MPF pediu o arquivamento da investigação contra Nora Alba, suspeita de levar bolivianos.",
]
STILL_ACCUSED = [
    "Nora Alba had paid the guards at the bridge.",
    "Nora Alba, que cobraba 200 dólares, fue detenida.",
    "Nora Alba pleaded not guilty to smuggling.",
    "Nora Alba no sabe leer; cobraba por persona.",
    "Nora Alba cobraba por persona; su hermano no sabía nada.",
    "Nora Alba no aceptó los cargos de tráfico de migrantes.",
    "O marido, Nora Alba, está em paradeiro desconhecido.",
    "Nora Alba salió libre bajo fianza.",
    "Nora Alba cobraba por persona. Su esposa no está imputada.",
    "Nora Alba cobraba por persona. Rui Paz, el vecino, no es investigado.",
    "Nora Alba cobraba por persona. La empresa no es investigada.",
    "Rui Paz, que não é réu, os levou a pedido da ré Nora Alba, acusada de contrabando de migrantes.",
    "Ana Sol declaró como testigo contra la imputada Nora Alba, acusada de tráfico de migrantes.",
    "Testifying as a witness, Rui Paz named the defendant Nora Alba, accused of people smuggling.",
]


@pytest.mark.parametrize("text", BYSTANDER)
def test_a_clause_for_a_bystander_makes_one_of_whom_the_model_half_believes(text: str) -> None:
    assert standing(text, "Nora Alba", share=DOUBTED - 0.02) is Role.OTHER


@pytest.mark.parametrize("text", [*BYSTANDER, *STILL_ACCUSED])
def test_of_whom_the_model_is_sure_it_says_nothing(text: str) -> None:
    assert standing(text, "Nora Alba", share=DOUBTED + 0.01) is None


@pytest.mark.parametrize("text", STILL_ACCUSED)
def test_what_the_accused_say_too_is_no_reason_for_doubt(text: str) -> None:
    assert standing(text, "Nora Alba", share=DOUBTED - 0.005) is None
