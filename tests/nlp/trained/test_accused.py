"""Who is accused in one sentence of a report about others is a lead; whom no words accuse is none."""

# ruff: noqa: E501  a sentence is one line
from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.records import Analysis, Mention, Route, Span
from core.terms import DocumentLabel, Language, Role
from nlp.reading import Reading
from nlp.trained.accused import with_accused
from nlp.trained.reader import TrainedReader
from tests.nlp.build import make_document
from tests.nlp.readings import reading_of

REPORT = DocumentLabel.SMUGGLING_REPORT
SOUP = "".join(f" Ayer sirvieron {n} sopas, y nadie pregunta de dónde viene quien come." for n in (300, 310, 320, 330))


def _analysis(*mentions: Mention, sure: float = 0.97) -> Analysis:
    labels = (REPORT,) if sure >= 0.5 else ()
    return Analysis(
        document_id="d1",
        language=Language.SPANISH,
        labels=labels,
        scores={REPORT: sure},
        mentions=mentions,
        contacts=(),
        route=Route(),
        prices=(),
        signals=(),
        reader="",
    )


def _mention(text: str, role: Role, share: float) -> Mention:
    at = text.index("Nora Alba")
    return Mention(
        name="Nora Alba", aliases=(), role=role, score=share, sentence="", spans=(Span(at, at + 9),), is_person=True
    )


def _found(text: str, *, share: float = 0.95, sure: float = 0.97, **known: Any) -> Mention:
    """What becomes of a bystander of whom a clause alone says so much."""

    def read(alone: Reading) -> Analysis:
        if "dormía" in alone.text:  # what stands beside it speaks for a bystander
            return _analysis(_mention(alone.text, Role.OTHER, share), sure=sure)
        return _analysis(_mention(alone.text, Role.OPERATOR, share), sure=sure)

    bystander = replace(_mention(text, Role.OTHER, 0.6), **known)
    (mention,) = with_accused(read, reading_of(text, kind="news"), _analysis(bystander)).mentions
    return mention


ACCUSED = [
    "La policía detuvo ayer a Nora Alba por llevar migrantes.",
    "A PF prendeu ontem a dona, Nora Alba, por levar migrantes.",
    "Police arrested the owner, Nora Alba, yesterday for smuggling migrants.",
    "Otro robó quesos; Nora Alba fue condenada por llevar migrantes.",
]


@pytest.mark.parametrize("said", ACCUSED)
def test_who_is_held_in_a_clause_that_reports_by_itself_is_a_lead(said: str) -> None:
    found = _found(said + SOUP)
    assert (found.role, found.score) == (Role.OPERATOR, 0.95)
    assert found.status is not None


@pytest.mark.parametrize(("share", "sure"), [(0.85, 0.97), (0.95, 0.85), (0.95, 0.3)])
def test_both_have_to_be_sure_of_the_clause_and_of_the_name(share: float, sure: float) -> None:
    assert _found(ACCUSED[0] + SOUP, share=share, sure=sure).role is Role.OTHER


@pytest.mark.parametrize(
    "said",
    [
        "La hermana Nora Alba vio llegar la patrulla.",
        "Nora Alba, a plumber, mended a pipe when the police came.",
        "A delegada disse que a rede levava migrantes, e agradeceu a Nora Alba.",
        "La policía detuvo a Nora Alba, de 14 años, que viajaba sola.",
        "Fe de errores: detuvieron a otra, y no a Nora Alba, por llevar migrantes.",
    ],
)
def test_whom_no_words_accuse_or_others_protect_stays_what_it_was(said: str) -> None:
    assert _found(said + SOUP).role is Role.OTHER


@pytest.mark.parametrize(
    "known", [{"cleared": True}, {"role": Role.VICTIM}, {"role": Role.AUTHORITY}, {"is_person": False}]
)
def test_the_cleared_victims_officers_and_firms_are_not_looked_at_again(known: dict[str, Any]) -> None:
    found = _found(ACCUSED[0] + SOUP, **known)
    assert found.role is known.get("role", Role.OTHER)


def test_a_text_that_is_nothing_but_the_accusation_is_not_read_twice() -> None:
    assert _found(ACCUSED[0]).role is Role.OTHER


@pytest.mark.parametrize(
    "text",
    [
        "El tocayo\n\nRui Paz Solano, albañil, pasó tres noches preso, acusado de llevar migrantes por la trocha. La orden "
        "era para Rui Paz Sol, alias Beto, que sigue cobrando 200 dólares por persona al otro lado del río y a quien ahora "
        "busca la fiscalía. El albañil pide que le paguen los jornales.",
        "The wrong man\n\nRui Paz Solano, a bricklayer, spent three nights in jail, accused of smuggling migrants across "
        "the river. The warrant was for Beto Mora Luz, who still charges $200 a head and whom prosecutors now seek. The "
        "bricklayer wants to be paid for the days he lost.",
        "O senhorio\n\nO SEF deteve o senhorio Rui Paz Solano, suspeito de alojar 30 migrantes por conta de uma rede. Os "
        "quartos não tinham janelas. A junta arranjou camas. Foi o próprio Rui Paz Solano quem fez a queixa em maio.",
        "The nun accused\n\nSister Rui Paz Solano was accused in 2022 of smuggling migrants because she drove two pregnant "
        "women to hospital. The pope wrote to her. On the same border police yesterday caught Beto Mora Luz, who charged "
        "$800 a head and kept the passports in a drawer. The sister prays for him.",
    ],
)
def test_who_is_innocent_by_the_rest_of_the_story_is_none(text: str) -> None:
    found = TrainedReader(explains=False).analyse(make_document(text, kind="news"))
    assert "Rui Paz Solano" not in [who.name for who in found.operators]


def test_who_goes_to_trial_in_a_court_list_is_named() -> None:
    text = (
        "Court briefs\n\nMagistrate Nora Alba Quispe sent Rui Paz Solano and his son Beto Paz to trial for driving 36 "
        "people from Zuwara to the Maltese coast. In another room the case against mayor Eva Luz over two milk trucks "
        "was put off. Lawyer Luis Coira asked for time. On Monday the neighbours of Sun Street will be heard over the "
        "noise of the Luna club."
    )
    found = TrainedReader(explains=False).analyse(make_document(text, kind="news"))
    assert [who.name for who in found.operators] == ["Rui Paz Solano", "Beto Paz"]
