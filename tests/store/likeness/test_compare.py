"""Which names are one and which are not, whatever their dress; that the order of the two never matters."""

from __future__ import annotations

import math
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.likeness import compare, compare_if_same
from store.likeness.align import How
from store.likeness.compare import at_most, weights
from store.likeness.explain import START, met, signals, to_record
from store.likeness.features import CHEAP, DEAR, NAMES

SPELLINGS = ("ViveOnline", "VIVE ON LINE S.A.S.", "@viveonline.viajes", "Vive OnLine Viajes y Turismo", "V1ve0nline")


@pytest.mark.parametrize("one", SPELLINGS)
@pytest.mark.parametrize("other", SPELLINGS)
def test_spellings_of_one_name_meet(one: str, other: str) -> None:
    assert compare(one, other).is_same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kantuta Zorzal S.A.", "KANTUTA ZORZAL, C.A."),
        ("Kantuta Zorzal Ltda.", "Zorzal Kantuta"),
        ("Transportes Kantuta y Zorzal", "KANTUTA & ZORZAL TRANSPORT LLC"),
        ("Quirquincho Viajes", "Kirkincho Viajes"),
        ("Comercializadora de Vizcacha del Valle Ltda.", "Vizcacha del Valle"),
        ("Общество с ограниченной ответственностью «Кантута»", "Kantuta LLC"),
        ("Zorzal Kantuta Quirquincho", "ZKQ S.A."),
        ("Zorzal Kantuta Quirquincho (ZKQ)", "ZKQ"),
        ("ZKQ (Zorzal Kantuta Quirquincho)", "Zorzal Kantuta Quirquincho"),
        ("Kantuta Zorzal S.A.", "Kantuta Zorzal (KZSA)"),
        ("Banco Zorzal", "Zorzal Bank"),
        ("Hermanos Quirquincho", "Quirquincho Bros."),
        ("Frente Quirquincho 17 de Marzo", "Frente Quirquincho XVII de Marzo"),
        ("Corporación Educativa Zorzal Kantuta", "Corp. Educ. Zorzal Kantuta"),
        ("Transportes Zorzal del Norte", "Transp. Zorzal Norte Ltda."),
        ("Clínica Dental Muela Kantuta", "clinicamuelakantuta"),
        ("Los Dulces de la Tía Kantuta", "losdulcesdelatiakantuta"),
        ("Zorzal & Vizcacha Viajes", "zorzalyvizcacha"),
    ],
)
def test_one_firm_in_another_dress(one: str, other: str) -> None:
    assert compare(one, other).is_same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Servi Travel", "Latin Travel"),
        ("Servi Travel", "Global Travel"),
        ("Latin Travel", "Travel Express"),
        ("Kantuta Ltda.", "Quirquincho Ltda."),
        ("Inversiones Kantuta S.A.", "Inversiones Zorzal S.A."),
        ("Fondo Kantuta 5", "Fondo Kantuta 7"),
        ("Banco de Kantuta", "Banco de Zorzal"),
        ("Kantuta", "Cantata Viajes"),
        ("Transportes Zorzal del Norte", "Transportes Zorzal del Sur"),
        ("Viajes Nueva Kantuta", "Viajes Vieja Kantuta"),
        ("Northkantuta Haulage Ltd", "Southkantuta Haulage Ltd"),
        ("Importadora Frutos de Kantuta", "Exportadora Frutos de Kantuta"),
        ("Fondo Kantuta II", "Fondo Kantuta III"),
        ("Agrupación Kantuta 3rd Company", "Agrupación Kantuta 13th Company"),
        ("Kantuta Growth Series A", "Kantuta Growth Series B"),
        ("Fundación Alto Quirquincho", "Fundación Bajo Quirquincho"),
        ("Cruz Verde del Sur", "cruzdelsur"),
        ("Expreso Zorzal del Norte", "expresonorte"),
        ("Puerto Zorzal Montt", "Puertomontt"),
        ("Agencia Maravilla", "Agencia Mar."),
    ],
)
def test_two_firms_stay_two(one: str, other: str) -> None:
    assert not compare(one, other).is_same


@pytest.mark.parametrize(
    ("letters", "name", "meet"),
    [
        ("Lisas", "Lonelo Internacional S.A.S.", False),
        ("KZSAS", "Kantuta Zorzal S.A.S.", False),
        ("KZSA", "Kantuta Zorzal S.A.", True),
        ("KZQSAS", "Kantuta Zorzal Quirquincho S.A.S.", True),
    ],
)
def test_initials_take_in_no_legal_form_longer_than_they_are(letters: str, name: str, *, meet: bool) -> None:
    assert compare(letters, name).is_same is meet
    assert bool(compare(letters, name).meetings) is meet


def test_the_rarer_the_word_the_more_it_tells() -> None:
    assert compare("Kantuta Trading", "Kantuta").score > compare("Star Trading", "Star").score


def test_scores_spread() -> None:
    scores = {
        compare(name, f"{name} {form}").score for name in ("Zo", "Kantuta", "Kantuta Zorzal") for form in ("SA", "")
    }
    assert len(scores) >= 5
    assert max(scores) < 1


def test_every_signal_is_said_and_they_add_up_to_the_score() -> None:
    found = compare("Kantuta Zorzal Travel S.A.", "Kantuta Quirquincho GmbH 7")
    said = signals(found)
    assert said[0].what == START
    assert 1 / (1 + math.exp(-sum(reason.weight for reason in said))) == pytest.approx(found.score, abs=0.02)
    assert any("zorzal" in reason.what and "quirquincho" in reason.what for reason in said)
    assert "“kantuta” is “kantuta”" in met(found)


def test_what_spoke_against_is_apart() -> None:
    record = to_record(compare("Fondo Kantuta 5", "Fondo Kantuta 7"))
    assert any("5 / 7" in each["what"] for each in record["against"])  # type: ignore[attr-defined]
    assert all(each["weight"] < 0 for each in record["against"])  # type: ignore[attr-defined]


def test_what_tells_two_apart_is_said() -> None:
    record = to_record(compare("Transportes Zorzal del Norte", "Transportes Zorzal del Sur"))
    assert any("norte / sur" in each["what"] for each in record["against"])  # type: ignore[attr-defined]
    record = to_record(compare("Northkantuta Haulage", "Southkantuta Haulage"))
    assert any("northkantuta / southkantuta" in each["what"] for each in record["against"])  # type: ignore[attr-defined]


def test_the_weights_are_those_of_the_figures() -> None:
    assert set(weights().of) == set(NAMES)
    assert 0 < weights().threshold < 1
    figures = compare("Kantuta Viajes", "Kantuta Norte").figures
    assert list(figures) == list(NAMES)  # they are weighed by their order
    assert weights().in_order == tuple(weights().of[name] for name in figures)


@pytest.mark.parametrize(("whole", "meet"), [("Guajopitanorte", True), ("Guajopitanor", True), ("Guajopitano", False)])
def test_a_run_may_lack_two_letters(whole: str, meet: bool) -> None:
    found = compare("Guajopita Norte", whole)
    assert any(meeting.how is How.TOGETHER for meeting in found.meetings) is meet


_WORDS = st.sampled_from(
    [
        "Kantuta",
        "ZORZAL",
        "Travel",
        "y",
        "S.A.",
        "GmbH",
        "on",
        "line",
        "Online",
        "7",
        "Norte",
        "@kantuta",
        "Кантута",
        "✈️",
    ]
)
_NAME = st.one_of(st.text(max_size=40), st.lists(_WORDS, min_size=1, max_size=6).map(" ".join))


@given(_NAME, _NAME)
def test_the_order_of_the_two_does_not_matter(one: str, other: str) -> None:
    there, back = compare(one, other), compare(other, one)
    assert there.score == back.score
    assert 0 <= there.score <= 1
    assert {(m.left, m.right) for m in there.meetings} == {(m.right, m.left) for m in back.meetings}
    assert signals(there)


@given(_NAME, _NAME)
def test_no_score_lies_above_the_most_that_the_cheap_figures_allow(one: str, other: str) -> None:
    found, learnt = compare(one, other), weights()
    assert all(0 <= found.figures[name] <= 1 for name in DEAR)
    odds = learnt.bias + sum(learnt.of[name] * value for name, value in found.figures.items())
    assert at_most(tuple(found.figures[name] for name in CHEAP)) >= odds - 1e-9
    assert compare_if_same(one, other) == (found if found.is_same else None)


def test_most_names_that_are_not_one_need_no_more_than_the_cheap_figures() -> None:
    names = ("Viajes Kantuta Norte", "Kantuta Tours", "Quirquincho Andino S.A.", "Zorzal del Sur", "Viajes Vizcacha")
    apart = [
        at_most(tuple(found.figures[name] for name in CHEAP)) < weights().least
        for at, one in enumerate(names)
        for other in names[at + 1 :]
        if not (found := compare(one, other)).is_same
    ]
    assert sum(apart) > len(apart) / 2


def test_the_line_lies_below_the_threshold_by_less_than_the_last_digit() -> None:
    reached = 1 / (1 + math.exp(-weights().line))
    assert weights().threshold - 1e-3 < reached < weights().threshold - 0.5e-4


_LETTERS = st.text(alphabet=string.ascii_lowercase, min_size=6, max_size=12)


@given(st.lists(_LETTERS, min_size=1, max_size=4))
def test_dress_does_not_part_a_name_from_itself(parts: list[str]) -> None:
    plain = " ".join(parts)
    accented = plain.translate(str.maketrans("aeiou", "áéíóú"))
    for written in (plain.upper(), accented, f" {plain.title()} S.A.S. ✈️", "-".join(parts)):
        assert compare(plain, written).score == compare(written, plain).score
        assert compare(plain, written).is_same
