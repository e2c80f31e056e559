"""Whom prosecutors will not charge is cleared; whom a witness will not accuse, or of one charge only, is not."""

from __future__ import annotations

import pytest

from core.terms import DocumentKind
from nlp.naming.clearance import may_clear
from nlp.pipeline import read_words
from tests.nlp.build import make_document


def _clears(said: str) -> bool:
    return may_clear(read_words(make_document(said, kind=DocumentKind.NEWS)))


@pytest.mark.parametrize(
    "said",
    [
        "La fiscalía descartó acusar a Rui Paz Solano, que pagó por el viaje de sus hijos.",
        "El Ministerio Público decidió no imputar al albañil Rui Paz Solano.",
        "El Ministerio Público descartó acusar a Rui Paz Solano, carpintero en Denver, que pagó para ver a sus hijos.",
        "La fiscalía no acusará a Rui Paz Solano.",
        "La fiscal se negó a imputar a Rui Paz Solano de tráfico de migrantes.",
        "O Ministério Público descartou denunciar Rui Paz Solano.",
        "O delegado decidiu não indiciar o pedreiro Rui Paz Solano.",
        "Rui Paz Solano não será indiciado, disse o delegado.",
        "Prosecutors ruled out charging Rui Paz Solano.",
        "The CPS decided not to prosecute Rui Paz Solano.",
        "Police ruled out charges against Rui Paz Solano.",
    ],
)
def test_who_will_not_be_charged_is_cleared(said: str) -> None:
    assert _clears(said)


@pytest.mark.parametrize(
    "said",
    [
        "La víctima decidió no denunciar a Rui Paz Solano, el coyote.",
        "El testigo se negó a acusar a Rui Paz Solano.",
        "A mãe decidiu não denunciar Rui Paz Solano, o coiote.",
        "The witness decided not to charge Rui Paz Solano.",
        "La fiscalía no descarta acusar a Rui Paz Solano.",
        "O delegado não descarta indiciar Rui Paz Solano.",
        "Prosecutors have not ruled out charging Rui Paz Solano.",
        "La fiscalía descartó acusar a la hija y pidió diez años para Rui Paz Solano.",
        "La fiscalía descartó acusar a Rui Paz Solano de homicidio.",
        "La fiscalía decidió no acusar a Rui Paz Solano, pero sigue preso por otra causa.",
        "Prosecutors ruled out charging Rui Paz Solano with murder.",
        "Rui Paz Solano não será indiciado por homicídio, e sim por contrabando de migrantes.",
        "Rui Paz Solano não será acusado sozinho.",
        "Prosecutors decided not to charge Rui Paz Solano under the terrorism statute.",
        "The county chose not to charge Rui Paz Solano as a habitual offender and left the case to the federal court.",
        "Prosecutors decided against prosecuting Rui Paz Solano in juvenile court.",
        "Prosecutors elected not to charge Rui Paz Solano because the state had indicted him first.",
        "Prosecutors decided not to charge Rui Paz Solano's clerk.",
        "La fiscalía no acusará a Rui Paz Solano como autor material de la muerte.",
        "La jueza resolvió no procesar a Rui Paz Solano en libertad y ordenó su traslado a la cárcel.",
        "La fiscalía decidió no imputar a Rui Paz Solano el homicidio frustrado.",
        "La fiscalía descartó acusar a Rui Paz Solano, que irá a juicio por tráfico de migrantes.",
        "O Ministério Público decidiu não denunciar Rui Paz Solano junto com os demais réus.",
        "Rui Paz Solano não será denunciado pela morte do menino.",
        "Rui Paz Solano não será acusado de matar os dois haitianos.",
    ],
)
def test_who_may_be_charged_is_not(said: str) -> None:
    assert not _clears(said)
