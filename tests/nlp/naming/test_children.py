"""Who is called a child beside the name is no lead, however the age is written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.records import Mention, Span
from core.terms import LegalStatus, Role
from nlp.naming.children import is_child, without_children
from nlp.naming.occurrences import Occurrence
from tests.nlp.build import analyse
from tests.nlp.readings import reading_of
from tests.nlp.trained.test_standing import standing


@pytest.mark.parametrize(
    "text",
    [
        "Nora Alba (17) guiaba a los grupos.",
        "Nora Alba (17) guiava os grupos.",
        "Nora Alba (17) guided the groups.",
        "Nora Alba (16 años) guiaba.",
        "Nora Alba (16 anos) guiava.",
        "Nora Alba (16 years old) guided.",
        "Nora Alba es un joven de 16 años y guiaba.",
        "Nora Alba é um jovem de 16 anos e guiava.",
        "Nora Alba is a boy of 16 years of age and guided.",
        "Nora Alba cumplió 16 años y guiaba.",
        "Nora Alba fez 16 anos e guiava.",
        "Nora Alba turned 16, and guided.",
        "Nora Alba tiene 16 años y guiaba.",
        "Nora Alba tem 16 anos e guiava.",
        "Nora Alba, who is 16, guided.",
        "Nora Alba, que tiene apenas 16 años, guiaba.",
        "Nora Alba, que tem só 16 anos, guiava.",
        "Nora Alba is 16 years old and guided.",
        "Nora Alba, un adolescente de 16 años, guiaba.",
        "Nora Alba, um adolescente de 16 anos, guiava.",
        "Nora Alba, a boy of 16 years of age, guided.",
        "Nora Alba, estudiante de 16 años, guiaba.",
        "Nora Alba, estudante de 16 anos, guiava.",
        "Nora Alba, a 16-year-old student, guided.",
        "Nora Alba, de dieciséis años, guiaba.",
        "Nora Alba, de dezasseis anos, guiava.",
        "Nora Alba, sixteen, guided them.",
        "Nora Alba, de diecisiete años, guiaba.",
        "Nora Alba, de dezessete anos, guiava.",
        "Nora Alba, aged seventeen, guided them.",
        "Nora Alba, hijo de 14 años del cabecilla, guiaba.",
        "Nora Alba, filho de 14 anos do chefe, guiava.",
        "Nora Alba, the 14-year-old son of the ringleader, guided.",
        "Nora Alba, menor de edad, conducía la lancha.",
        "Nora Alba, menor de edad, y dos hombres fueron detenidos.",
        "Nora Alba, menor de idade, e dois homens foram detidos.",
        "Nora Alba, a minor, and two men were arrested.",
        "Nora Alba, menor de edad y hermana del cabecilla, guiaba.",
        "Nora Alba, adolescente de 16, guiaba a los grupos.",
        "Nora Alba, um adolescente de 16, guiava os grupos.",
        "Nora Alba, adolescente, de 16, guiaba a los grupos.",
        "Nora Alba, a boy of 16, guided the groups.",
        "El menor Nora Alba guiaba.",
        "Detienen al menor Nora Alba y a dos hombres.",
        "Nora Alba, menor de idade, conduzia a lancha.",
        "Nora Alba, a minor, steered the boat.",
        "Nora Alba (menor de edad) conducía.",
        "Nora Alba (menor de idade) conduzia.",
        "Nora Alba (a minor) drove.",
        "El adolescente de 16 años Nora Alba guiaba.",
        "O adolescente de 16 anos Nora Alba guiava.",
        "The 16-year-old Nora Alba guided.",
        "El adolescente Nora Alba guiaba.",
        "A adolescente Nora Alba guiava.",
        "A 16-year-old boy named Nora Alba guided.",
        "Un joven de 17 años llamado Nora Alba guiaba.",
        "Um jovem de 17 anos chamado Nora Alba guiava.",
        "The juvenile Nora Alba guided.",
        "Nora Alba, con apenas 15 años, guiaba.",
        "Nora Alba, com apenas 15 anos, guiava.",
        "Nora Alba, only 15, guided.",
        "Nora Alba, guatemalteco de 16 años, guiaba.",
        "Nora Alba, moçambicano de 16 anos, guiava.",
        "Nora Alba was a 16-year-old from Lomé.",
        "Nora Alba, de 16 años, llevaba.",
        "Nora Alba, 17 anos, guiava o barco.",
        "Nora Alba, 14, cleaned saws.",
        "Nora Alba es menor de edad y guiaba.",
        "Nora Alba é menor e foi entregue.",
        "Nora Alba is a minor and guided.",
    ],
)
def test_a_child_is_no_lead_however_the_age_is_written(text: str) -> None:
    assert standing(text, "Nora Alba") is Role.VICTIM


@pytest.mark.parametrize(
    "text",
    [
        "Informes con Nora Alba (11) 90000-0017.",
        "Falar com Nora Alba (11) 90000-0017.",
        "Call Nora Alba (11) 90000-0017.",
        "Nora Alba y un niño de 7 años iban en la lancha.",
        "Nora Alba e um menino de 7 anos iam na lancha.",
        "Nora Alba e uma jovem de 16 anos foram levadas.",
        "Nora Alba and a 7-year-old boy sat in the boat.",
        "Nora Alba was 16 years old when she began; she runs the ring today.",
        "Nora Alba, lleva más de 15 años aquí.",
        "Nora Alba, mais de 15 anos à frente da rede.",
        "Nora Alba tem 15 anos à frente da rede.",
        "Nora Alba tiene 15 años al frente de la red.",
        "Nora Alba, mayor de 16 años, cobraba.",
        "Nora Alba tiene 15 años presa.",
        "Nora Alba (18) guiaba.",
        "Nora Alba (18) guiava.",
        "Nora Alba (18) guided.",
        "Hace 16 años que Nora Alba guiaba.",
        "Há 16 anos que Nora Alba guiava.",
        "Nora Alba has led it for 16 years.",
        "Nora Alba, hace 16 años, fundó la red.",
        "Nora Alba, há 16 anos, fundou a rede.",
        "Nora Alba, 16 years ago, founded the ring.",
        "Nora Alba, madre de una niña de 7 años, cobraba.",
        "Nora Alba, mãe de uma menina de 7 anos, cobrava.",
        "Nora Alba, mother of a 7-year-old girl, charged.",
        "Nora Alba, padre de 16 años de Beto, cobraba.",
        "Nora Alba, com um filho de 7 anos, cobrava.",
        "Nora Alba, with a 7-year-old, charged.",
        "Nora Alba tiene 16 años de experiencia como guía.",
        "Nora Alba tem 16 anos de experiência.",
        "Nora Alba has 16 years of experience.",
        "Nora Alba tiene 16 años trabajando en la frontera.",
        "Nora Alba tem 16 anos no ramo.",
        "Nora Alba is 16 minutes late.",
        "Detuvieron a Nora Alba, un menor de edad y dos mujeres.",
        "Prenderam Nora Alba, um menor de idade e duas mulheres.",
        "They arrested Nora Alba, a minor and two women.",
        "Detuvieron a Nora Alba, una joven de 16 años y un chofer.",
        "Prenderam Nora Alba, uma jovem de 16 anos e um motorista.",
        "They arrested Nora Alba, a 16-year-old and a driver.",
        "Nora Alba, de treinta y cinco años, cobraba.",
        "Nora Alba, de trinta e cinco anos, cobrava.",
        "Nora Alba, thirty-five, charged.",
        "Nora Alba, empresario de 15 años de trayectoria, cobraba.",
        "Nora Alba, empresário de 15 anos de carreira, cobrava.",
        "Nora Alba, a trader of 15 years in the port, charged.",
        "Nora Alba fue condenado a 12 años.",
        "Nora Alba foi condenado a 12 anos.",
        "Nora Alba was given 12 years.",
        "Nora Alba, un taxista de 36 años, cobraba.",
        "Nora Alba, um taxista de 36 anos, cobrava.",
        "Nora Alba, a 36-year-old driver, charged.",
        "Nora Alba tenía 16 años cuando empezó; hoy dirige la red.",
        "Nora Alba tinha 16 anos quando começou; hoje dirige a rede.",
        "Nora Alba was 16 when she began; she runs the ring today.",
        "Llevaba a un niño de 7 años Beto y Nora Alba cobraba.",
        "Entregou o menor a Nora Alba.",
        "She handed the minor to Nora Alba.",
        "Nora Alba tiene 12 migrantes en su casa.",
        "Nora Alba tem 12 migrantes em casa.",
        "El hermano menor Nora Alba cobraba.",
        "O irmão menor Nora Alba cobrava.",
        "The minor partner, Nora Alba, collected.",
        "Nora Alba is one of 16 accused.",
    ],
)
def test_years_that_are_no_childs_leave_a_lead(text: str) -> None:
    assert standing(text, "Nora Alba") is None


def test_a_child_is_no_lead_of_the_rules_either() -> None:
    found = analyse(
        "La PDI detuvo a Bruno Lastarria y a un menor de 16 años, Iván Perales, alias Chispa, por tráfico ilícito de "
        "migrantes: ingresaban a venezolanos por pasos no habilitados.",
        kind="news",
    )
    assert [who.name for who in found.operators] == ["Bruno Lastarria"]
    spared = {form for who in found.mentions if who.role is Role.VICTIM for form in (who.name, *who.aliases)}
    assert spared >= {"Iván Perales", "Chispa"}


def test_a_child_signs_no_advert_and_keeps_no_standing() -> None:
    reading = reading_of("Te pasamos por la trocha sin papeles. Pregunta por Iván Perales (16 años).", title="Cruces")
    start = reading.document.text.index("Iván")
    signs = Mention("Iván Perales", (), Role.OPERATOR, 0.9, "", (Span(start, start + 12),))
    other = replace(signs, name="Cruces", spans=(Span(0, 6, in_title=True),))
    (spared, kept) = without_children(reading, [replace(signs, status=LegalStatus.ADVERTISED), other])
    assert (spared.role, spared.status) == (Role.VICTIM, None)
    assert kept is other


def test_a_boy_of_an_advert_runs_its_errands() -> None:
    assert _calls_a_child("The boy is Junior, ask for him.", "Junior", kind="news")
    assert not _calls_a_child("The boy is Junior, ask for him.", "Junior", kind="ad")
    assert _calls_a_child("The boy of 15 is Junior, ask for him.", "Junior", kind="ad")


def _calls_a_child(text: str, name: str, *, kind: str) -> bool:
    reading = reading_of(text, kind=kind, language="en")
    start = text.index(name)
    return is_child(reading, Occurrence(name, start, start + len(name), 0), reading.folded[:start])
