"""Words that clear in the three languages, and those that look like them: a denial, somebody else's fate, false papers."""

# ruff: noqa: E501  an example is one line

from __future__ import annotations

import pytest

from core.terms import Language
from nlp.naming import clearance
from nlp.naming.clearance import REACH, is_cleared, is_impersonated, may_clear
from nlp.naming.occurrences import Occurrence
from nlp.reading import Reading
from tests.nlp.readings import reading_of


def at(text: str, language: str, name: str = "Teo Marbán") -> tuple[Reading, Occurrence]:
    reading = reading_of(text, kind="news", language=language)
    start = reading.text.index(name)
    return reading, Occurrence(name, start, start + len(name), reading.sentence_index(start))


CLEARED = [
    ("es", "No hay pruebas contra Teo Marbán, dijo la fiscal."),
    ("pt", "Não há provas contra Teo Marbán, disse a procuradora."),
    ("en", "There is no evidence against Teo Marbán, the prosecutor said."),
    ("es", "Teo Marbán fue liberado por falta de pruebas."),
    ("pt", "Teo Marbán foi libertado por falta de provas."),
    ("en", "Teo Marbán was released for lack of evidence."),
    ("es", "No se halló ningún vínculo con Teo Marbán."),
    ("pt", "A polícia não encontrou nenhuma ligação com Teo Marbán."),
    ("en", "Police found no link to Teo Marbán."),
    ("es", "La fiscalía desistió de la acusación contra Teo Marbán."),
    ("pt", "O Ministério Público retirou a acusação contra Teo Marbán."),
    ("pt", "O MP desistiu da acusação contra Teo Marbán."),
    ("en", "The State entered a nolle prosequi against Teo Marbán."),
    ("en", "The DPP entered a nolle prosequi in the case of Teo Marbán."),
    ("en", "The High Court stayed the prosecution of Teo Marbán."),
    ("pt", "O STJ trancou a ação penal contra Teo Marbán."),
    ("es", "El juez desestimó la causa contra Teo Marbán."),
    ("es", "Teo Marbán fue considerado inocente."),
    ("pt", "Teo Marbán foi considerado inocente."),
    ("en", "Teo Marbán was found innocent."),
    ("es", "Teo Marbán fue hallado no culpable."),
    ("pt", "Teo Marbán foi declarado não culpado."),
    ("es", "Teo Marbán fue detenido por error y liberado."),
    ("pt", "Teo Marbán foi detido por engano e libertado."),
    ("en", "Teo Marbán was arrested by mistake and released."),
    ("es", "La Corte anuló la condena de Teo Marbán."),
    ("pt", "O tribunal anulou a condenação de Teo Marbán."),
    ("en", "The court quashed the conviction of Teo Marbán."),
    ("en", "Police closed the case against Teo Marbán."),
    ("en", "Teo Marbán is not a suspect."),
    ("pt", "Teo Marbán foi despronunciado."),
    ("es", "Teo Marbán alertó a la policía."),
    ("es", "Teo Marbán avisó a la policía."),
    ("es", "Teo Marbán, dueño de la casa, alertó a la policía."),
    ("pt", "Teo Marbán alertou a polícia."),
    ("en", "Teo Marbán tipped off the police."),
    ("es", "La sala confirmó la absolución de Teo Marbán."),
    ("es", "El juez declaró inocente a Teo Marbán."),
    ("en", "Teo Marbán denied the charges and was acquitted."),
    ("es", "Teo Marbán negó los cargos y fue absuelto."),
    ("en", "The court cleared the driver, Teo Marbán."),
    ("es", "Fue exonerado por falta de pruebas Teo Marbán."),
    ("es", "Teo Marbán, que fue absuelto en 2010, vende pan."),
    ("es", "La defensa recurrió y la sala absolvió a Teo Marbán."),
    ("es", "La Corte rechazó el recurso y anuló la condena de Teo Marbán."),
    ("pt", "O tribunal anulou a condenação de Teo Marbán."),
    ("en", "Police closed the investigation into Teo Marbán and apologised."),
    ("es", "Teo Marbán avisó a la policía que llegaban migrantes."),
    ("es", "La fiscalía cerró la investigación contra Teo Marbán y acusó a su vecino."),
    ("en", "The court in May cleared Teo Marbán."),
    ("en", "A court in May quashed the conviction of Teo Marbán."),
]
ACCUSED = [
    ("es", "Teo Marbán alegó que no tenía conocimiento."),
    ("es", "Teo Marbán insiste en que no está involucrado."),
    ("es", "Teo Marbán asegura que no tiene relación con la red."),
    ("es", "Teo Marbán negó todo y dijo que no sabía."),
    ("pt", "Teo Marbán alegou que desconhecia a carga."),
    ("pt", "Teo Marbán diz que não sabia."),
    ("pt", "Teo Marbán, 40, jura que não tem ligação com o grupo."),
    ("en", "Teo Marbán claims he was not involved."),
    ("en", "Teo Marbán says he has no link to them."),
    ("en", "Teo Marbán insists he had no role."),
    ("en", "His lawyer said Teo Marbán had no role."),
    ("pt", "O advogado disse que Teo Marbán não sabia."),
    ("es", "Según su abogado, Teo Marbán no tenía relación con la red."),
    ("es", "La defensa dice que no hay pruebas contra Teo Marbán."),
    ("pt", "Ainda não há provas contra Teo Marbán."),
    ("pt", "A viúva negou ter nenhuma ligação com Teo Marbán."),
    ("es", "Llegaron familias inocentes, Teo Marbán las esperaba y cobraba."),
    ("pt", "Chegaram famílias inocentes, Teo Marbán esperava-as e cobrava."),
    ("en", "The van had cleared the checkpoint, Teo Marbán drove it on."),
    ("es", "Teo Marbán colaboró con policías corruptos."),
    ("pt", "Teo Marbán colaborou com polícias corruptos."),
    ("en", "Teo Marbán cooperated with corrupt officers."),
    ("es", "La cámara revocó el sobreseimiento de Teo Marbán."),
    ("pt", "O Ministério Público recorreu da absolvição de Teo Marbán."),
    ("en", "The Crown appealed the acquittal of Teo Marbán."),
    ("es", "La defensa solicitó el sobreseimiento de Teo Marbán."),
    ("pt", "A defesa requer que seja absolvido Teo Marbán."),
    ("en", "Lawyers sought the acquittal of Teo Marbán."),
    ("es", "Teo Marbán, que fue absuelto en 2010, dirigía la red."),
    ("pt", "Teo Marbán, que foi absolvido em 2010, dirigia a rede."),
    ("en", "Teo Marbán, who was acquitted in 2010, ran the ring."),
    ("es", "Exonerado por corrupción, Teo Marbán, dirigía la red."),
    ("en", "The court cleared the driver and jailed Teo Marbán."),
    ("pt", "Teo Marbán foi absolvido de tráfico, porém condenado por auxílio."),
    ("en", "Teo Marbán was acquitted of trafficking; however, he was convicted of smuggling."),
    ("pt", "Teo Marbán avisou a quadrilha."),
    ("en", "Teo Marbán tipped off the ring."),
    ("es", "Teo Marbán alertó a la banda."),
    ("es", "Teo Marbán era jefe y su vecina alertó a la policía."),
    ("pt", "Teo Marbán, cuja vizinha, Ana Sol, avisou a polícia, fugiu."),
    ("en", "Teo Marbán fled and a neighbour alerted the police."),
    ("es", "La empresa no tiene ningún vínculo con Teo Marbán."),
    ("pt", "A agência não tem nenhuma ligação com Teo Marbán."),
    ("en", "The firm has no connection to Teo Marbán."),
    ("es", "Se declaró inocente Teo Marbán."),
    ("es", "Teo Marbán fue liberado por falta de pruebas y detenido de nuevo el lunes."),
    ("pt", "Teo Marbán foi libertado por falta de provas e voltou a cobrar."),
    ("en", "Teo Marbán was released for lack of evidence in 2019 and ran the ring."),
    ("es", "Teo Marbán dijo que avisó a la policía."),
    ("es", "La Corte anuló la condena de Teo Marbán y ordenó un nuevo juicio."),
    ("en", "The prosecution closed its case against Teo Marbán."),
    ("pt", "Teo Marbán é considerado inocente até prova em contrário."),
    ("es", "La Corte rechazó anular la condena de Teo Marbán."),
    ("pt", "O tribunal recusou anular a condenação de Teo Marbán."),
    ("es", "La jueza rechazó desestimar los cargos contra Teo Marbán."),
    ("en", "A judge refused to stay the prosecution of Teo Marbán."),
    ("es", "El tribunal no anuló la condena de Teo Marbán."),
    ("pt", "O tribunal não anulou a condenação de Teo Marbán."),
    ("en", "The court did not quash the conviction of Teo Marbán."),
    ("es", "La defensa pidió que se anule la condena de Teo Marbán."),
    ("en", "Police closed the investigation into Teo Marbán and sent it to trial."),
    ("es", "La fiscalía cerró la investigación contra Teo Marbán y la elevó a juicio."),
    ("pt", "A polícia encerrou o inquérito contra Teo Marbán e o enviou ao Ministério Público."),
    ("es", "No hay pruebas contra Teo Marbán, dijo su abogado."),
    ("pt", "Não há provas contra Teo Marbán, disse o seu advogado."),
    ("en", "There is no evidence against Teo Marbán, his lawyer said."),
    ("es", "La absolución de Teo Marbán fue anulada por la corte, que lo condenó."),
    ("pt", "A absolvição de Teo Marbán foi anulada pelo tribunal."),
    ("en", "The acquittal of Teo Marbán was overturned by the court."),
    ("es", "Teo Marbán avisó a la policía que mataría al que hablara."),
    ("pt", "Teo Marbán avisou a polícia que mataria quem falasse."),
    ("en", "Teo Marbán alerted the police that he would kill whoever talked."),
]


@pytest.mark.parametrize(("language", "text"), CLEARED)
def test_who_is_cleared(language: str, text: str) -> None:
    assert is_cleared(*at(text, language))


@pytest.mark.parametrize(("language", "text"), ACCUSED)
def test_who_is_not(language: str, text: str) -> None:
    assert not is_cleared(*at(text, language))


@pytest.mark.parametrize(
    ("language", "text", "name", "stolen"),
    [
        ("es", "Hallaron los pasaportes falsos de Teo Marbán, su mano derecha.", "Teo Marbán", False),
        ("pt", "Acharam os passaportes falsos de Teo Marbán, seu braço direito.", "Teo Marbán", False),
        ("en", "They found the fake passports of Teo Marbán, his right hand.", "Teo Marbán", False),
        ("es", "Vendían contratos falsos de Viajes Marbán.", "Viajes Marbán", True),
        ("en", "They sold fake contracts of Marbán Travel.", "Marbán Travel", True),
    ],
)
def test_false_papers_of_somebody_were_not_stolen_from_him(language: str, text: str, name: str, stolen: bool) -> None:
    assert is_impersonated(*at(text, language, name)) is stolen


@pytest.mark.parametrize(
    ("language", "text", "stolen"),
    [
        (
            "es",
            "Llevaba la razón social de Fletes Marbán; su apoderado, Lic. Ana Sol, denunció que clonaron placas.",
            True,
        ),
        ("pt", "Na porta lia-se Fletes Marbán; seu dono, Rui Sol, denunciou que lhe copiaram o logotipo.", True),
        ("en", "The lorry bore the name Fletes Marbán, whose owner reported that someone had forged it.", True),
        ("es", "La red usaba Fletes Marbán; su dueño, Rui Sol, denunció que le robaron los pasajeros.", False),
    ],
)
def test_whose_manager_reports_that_it_was_copied_is_impersonated(language: str, text: str, stolen: bool) -> None:
    assert is_impersonated(*at(text, language, "Fletes Marbán")) is stolen


@pytest.mark.parametrize("language", list(Language))
def test_words_far_from_a_name_are_not_searched(language: Language) -> None:
    """Lists are longer, and each of their names looked at what stands before and behind all others."""
    far = ", ".join(["Ana Sol"] * (REACH // 8))
    assert is_cleared(*at("El tribunal absolvió a Ana Sol, Rui Paz y Teo Marbán.", language))
    assert not is_cleared(*at(f"El tribunal absolvió a {far}, Rui Paz y Teo Marbán.", language))


def test_what_is_searched_at_a_name_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """In one line of names each looked through the whole line: minutes of a text of 100,000 characters."""
    searched: list[int] = []

    def counted(before: str, after: str) -> bool:
        searched.append(len(before) + len(after))
        return False

    monkeypatch.setattr(clearance, "is_in_cleared_list", counted)
    assert not may_clear(
        reading_of("viajan " + ", ".join(f"Rui Paz{chr(97 + n % 26)}" for n in range(400)), kind="news")
    )
    assert len(searched) == 400
    assert max(searched) <= 2 * REACH
