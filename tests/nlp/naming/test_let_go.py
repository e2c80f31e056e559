"""Whom news accuses in one sentence and lets go in another, in whatever words; and who is accused all the same."""

from __future__ import annotations

import pytest

from core.records import Mention
from core.terms import LegalStatus, Role
from nlp.naming.let_go import without_let_go
from nlp.naming.shape import is_person
from nlp.reading import Reading
from tests.nlp.readings import reading_of

HE, SHE, FIRM, THE_OTHER = "Teo Marbán", "Alma Quiroz", "Viajes Dos Cerros", "Rufo Zelaya"
HELD = {
    "es": f"La policía detuvo a {HE}, chofer de 40 años, por llevar migrantes a la frontera. ",
    "pt": f"A polícia prendeu {HE}, motorista de 40 anos, por levar migrantes à fronteira. ",
    "en": f"Police arrested {HE}, a driver aged 40, for taking migrants to the border. ",
}
RAIDED = f"La policía allanó {FIRM} por llevar migrantes a la frontera. "


def mentions_of(reading: Reading, *names: str, role: Role = Role.OPERATOR) -> list[Mention]:
    found = []
    for name in names:
        starts, at = [], reading.text.find(name)
        while at >= 0:
            starts.append(at)
            at = reading.text.find(name, at + 1)
        spans = tuple(reading.span(start, start + len(name)) for start in starts)
        found.append(Mention(name, (), role, 0.99, "", spans, is_person=is_person(name)))
    return found


def listed(text: str, language: str, *names: str) -> set[str]:
    reading = reading_of(text, kind="news", language=language)
    found = without_let_go(reading, mentions_of(reading, *names))
    return {each.name for each in found if each.role is Role.OPERATOR}


LET_GO = [
    ("es", "El juez lo absolvió por falta de pruebas."),
    ("es", "Marbán fue sobreseído en abril."),
    ("es", "La fiscalía archivó la causa contra Marbán."),
    ("es", "Días después el chofer quedó en libertad sin cargos."),
    ("es", "La fiscal se abstuvo de acusarlo."),
    ("es", "El tribunal revocó la condena y lo absolvió."),
    ("es", "El tribunal no halló pruebas."),
    ("es", "Un peritaje confirmó que las firmas no le pertenecen. Por eso fue puesto en libertad."),
    ("es", "Se trató de una confusión de identidad, admitió la policía."),
    ("es", "La jueza resolvió a su favor."),
    ("es", "El testigo se retractó. Marbán recuperó la libertad."),
    ("es", "Un día después la Fiscalía aclaró que era un pasajero más y que otro conducía."),
    ("es", "Marbán era un pasajero más. Quedó libre."),
    ("pt", "A PF confirmou que ele era apenas um passageiro."),
    ("en", "Investigators established that he was one of the passengers."),
    ("pt", "O juiz o absolveu na semana passada."),
    ("pt", "Marbán foi inocentado."),
    ("pt", "O Ministério Público arquivou o inquérito contra Marbán."),
    ("pt", "O motorista foi solto: as imagens do pedágio confirmam que ele estava em casa."),
    ("pt", "A juíza rejeitou a denúncia."),
    ("pt", "Marbán deixou de ser arguido."),
    ("pt", "A testemunha mentiu, e ele foi solto."),
    ("en", "A jury found him not guilty."),
    ("en", "Prosecutors have dropped all charges against Marbán."),
    ("en", "The driver was freed after fingerprints did not match."),
    ("en", "The police said they had the wrong man."),
    ("en", "He was released without charge."),
    ("en", "The judge quashed the conviction."),
    ("en", "He will face no further action."),
    ("en", "He has been eliminated from the inquiries."),
    ("en", "The magistrate ruled that he had no case to answer."),
    ("en", "The allegation against Marbán was withdrawn."),
    ("pt", "O delegado reconheceu o engano, e ele foi solto."),
    ("es", "Ayer la Fiscalía lo reconoció como víctima y quedó libre."),
    ("pt", "A PF esclareceu que o motorista é testemunha, não suspeito."),
    ("en", "He was recognised as a victim. He was released."),
    ("es", "Los agentes lo tomaron por coyote. Lo soltaron en dos horas."),
    ("es", "Un sargento lo detuvo creyéndolo trochero. Lo soltaron en dos horas."),
    ("es", "La policía tomó a Marbán por el patrón. Los testigos aclararon que sólo ayudó a sujetar el motor."),
    ("es", "Señalado al principio como guía, Marbán quedó libre."),
    ("es", "El juez dejó en libertad a Marbán, presentado al principio como guía."),
    ("pt", "A juíza deixou Marbán em liberdade. Foi tomado por coiote."),
    ("en", "A patrol had mistaken him for a smuggler, and he was freed."),
    ("en", "The driver was shown at first as the guide. He is free now, and was recognised as a victim."),
]


@pytest.mark.parametrize(("language", "text"), LET_GO)
def test_whom_another_sentence_lets_go_is_no_operator(language: str, text: str) -> None:
    assert not listed(HELD[language] + text, language, HE)


STILL_LISTED = [
    ("es", "Su abogado aseguró que era un pasajero más. Sigue preso."),
    ("es", "La fiscalía confirmó que no era un pasajero más."),
    ("pt", "Ele disse que era um passageiro."),
    ("en", "Police established that he was not one of the passengers."),
    ("en", "Officers confirmed that the dead man was a migrant."),
    ("es", "Quedó en libertad bajo fianza."),
    ("es", "Su abogado dijo que será absuelto."),
    ("es", "Marbán dice que es inocente y que no hay pruebas."),
    ("es", "El juez negó el sobreseimiento."),
    ("es", "Fue absuelto en primera instancia; la cámara lo condenó a seis años."),
    ("es", "La causa fue archivada en 2020. Este año la fiscalía la reabrió y Marbán irá a juicio."),
    ("es", "Fue absuelto de lavado de dinero."),
    ("es", "El delito prescribió."),
    ("es", "El juez absolvió a su hermana."),
    ("es", "Dos pasajeros fueron liberados sin cargos."),
    ("pt", "Ele saiu com tornozeleira."),
    ("pt", "A defesa confia na absolvição."),
    ("pt", "Um segundo acusado foi absolvido."),
    ("pt", "O prefeito o exonerou."),
    ("pt", "Foi inocentado pela morte da mulher, mas segue réu por contrabando de migrantes."),
    ("en", "He was released on bail."),
    ("en", "His lawyer said he would be cleared."),
    ("en", "He asked the court to clear his name."),
    ("en", "Two of nine counts were dismissed."),
    ("en", "The acquittal was overturned and he was jailed."),
    ("en", "The passengers were released without charge."),
    ("en", "He was pardoned in May."),
    ("en", "His brother was acquitted."),
    ("es", "La fiscal reconoció como víctima a la mujer."),
    ("en", "One woman was recognised as a victim of trafficking."),
    ("es", "El juez lo dejó en libertad bajo fianza."),
    ("es", "Los migrantes lo tomaron por guía."),
    ("es", "Su hermano es testigo, no sospechoso."),
    ("es", "Marbán es testigo y no imputado... por ahora, aclaró la fiscal."),
    ("en", "A third woman, first charged as manager because of the lease, has been recognised as a victim."),
    ("pt", "A cidade não é suspeita. O cartório é tratado como vítima."),
    ("en", "The company complained first. It's a witness, not a defendant."),
    ("es", "Su abogado dijo que pagó como todos y que lo tomaron por guía."),
]


@pytest.mark.parametrize(("language", "text"), STILL_LISTED)
def test_who_is_still_accused_stays_an_operator(language: str, text: str) -> None:
    assert listed(HELD[language] + text, language, HE) == {HE}


def test_it_is_told_by_which_sentence() -> None:
    reading = reading_of(HELD["es"] + "El juez lo absolvió.", kind="news")
    (found,) = without_let_go(reading, mentions_of(reading, HE))
    assert (found.role, found.status, found.cleared) == (Role.OTHER, LegalStatus.CLEARED, True)
    assert found.status_sentence == "El juez lo absolvió."


@pytest.mark.parametrize(
    "text",
    [
        f"El juez absolvió a {HE} y condenó a {THE_OTHER}.",
        f"{THE_OTHER} confesó. Marbán quedó libre de sospecha.",
        f"{HE} fue sobreseído; {THE_OTHER} sigue procesado.",
        f"Condenaron a {THE_OTHER}. El chofer fue absuelto.",
    ],
)
def test_of_two_the_one_is_let_go_who_is_meant(text: str) -> None:
    assert listed(HELD["es"] + text, "es", HE, THE_OTHER) == {THE_OTHER}


def test_who_owns_up_speaks_for_the_other() -> None:
    text = HELD["es"] + f"Marbán salió libre, dejado en libertad. {THE_OTHER} confesó."
    assert listed(text, "es", HE, THE_OTHER) == {THE_OTHER}


@pytest.mark.parametrize(
    "text",
    [
        "La fiscalía descartó la participación de la empresa.",
        "La compañía fue sobreseída.",
        "La empresa es ajena a los hechos, informó el fiscal.",
    ],
)
def test_a_firm_is_let_go_by_what_it_is_called(text: str) -> None:
    assert listed(RAIDED + text, "es", FIRM, HE) == {HE}


def test_his_short_name_goes_with_him() -> None:
    reading = reading_of("Prendieron a Teo Marbán. A don Marbán lo absolvieron.", kind="news")
    found = without_let_go(reading, mentions_of(reading, HE, "don Marbán"))
    assert not [each.name for each in found if each.role is Role.OPERATOR]


def test_an_advert_lets_nobody_go() -> None:
    reading = reading_of("Teo Marbán te pasa. La policía lo absolvió.", kind="ad")
    assert [each.role for each in without_let_go(reading, mentions_of(reading, HE))] == [Role.OPERATOR]


def test_a_headline_alone_lets_nobody_go() -> None:
    reading = reading_of(HELD["es"], kind="news", title="Absuelto")
    assert [each.role for each in without_let_go(reading, mentions_of(reading, HE))] == [Role.OPERATOR]
