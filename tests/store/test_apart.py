"""Two firms that share a rare word and a trade are put before a person; one firm in other words is linked."""

from __future__ import annotations

from itertools import product

import pytest

from core.terms import ContactType
from store import analyses, linking, views
from store.channels import channel
from store.likeness import compare
from store.linking.apart import APART, told_apart
from store.linking.scoring import KEPT, Known, Surroundings, judge
from store.session import Database
from store.subjects import Subject
from tests.store.make import REPORT, analysis, capture, mention, phone, register, save

LINE, PHONE = 0.8, "+573000000017"


def _subject(*names: str, contacts: tuple[str, ...] = (), is_clearance: bool = False) -> Subject:
    return Subject(names[0], names, tuple(phone(value) for value in contacts), mention(*names), is_clearance)


def _known(*names: str, contacts: tuple[str, ...] = ()) -> Known:
    channels = frozenset(channel(ContactType.PHONE, value) for value in contacts)
    return Known(1, names[0], False, names, channels, frozenset({"BO", "BR"}))


def _around(**changes: frozenset[int]) -> Surroundings:
    return Surroundings(frozenset({"BO", "BR"}), {}, {}, **changes)


TWO = [
    (("Expreso Águia Norte",), ("Águia Livre Expreso",)),
    (("Águia Norte Turismo",), ("Turismo Águia Livre",)),
    (("Kantuta Viajes",), ("Viajes Kantuta del Sur",)),
    (("Tours Tamarugo Norte",), ("Tamarugo Mundial Tours",)),
    (("Encomiendas Alerce",), ("Encomiendas Alerce Libre",)),
    (("Ocotillo Travel",), ("Great Ocotillo Travel",)),
    (("Selva VIP con el Profe Ñame", "Selva VIP"), ("Selva VIP Los Primos", "Selva VIP")),
    (("Águia Norte Turismo", "Águia"), ("Águia Livre Turismo", "Águia")),
]


@pytest.mark.parametrize(("names", "others"), TWO)
def test_firms_that_share_a_rare_word_and_differ_in_another_are_a_pair(
    names: tuple[str, ...], others: tuple[str, ...]
) -> None:
    """They were linked: one would have had what is said of the other."""
    for mine, its in ((names, others), (others, names)):
        found = judge(_subject(*mine), _known(*its), _around())
        assert KEPT <= found.score < LINE
        assert [each.weight for each in found.reasons if "telling word" in each.what] == [APART]
        assert judge(_subject(*mine, contacts=(PHONE,)), _known(*its, contacts=(PHONE,)), _around()).score >= LINE


@pytest.mark.parametrize(
    ("names", "others"),
    [
        (("Kantuta Dorada",), ("Agencia Kantuta Dorada de Viajes",)),
        (("Águila del Norte Transportes",), ("Transportes Águia Norte",)),  # in the other tongue
        (("Kantuta Norte",), ("@kantutanorte",)),
        (("Alerce Libre",), ("Encomiendas Alerce Libre SpA",)),
        (("Viajes Quirquincho",), ("Quirquincho Viajes VIP 24/7",)),
        (("Kantuta Norte",), ("Kantuta Norte Grande",)),  # two words in common
        (("Jararaca Livre", "Jararaca"), ("Expresso Jararaca Livre Ltda", "Jararaca")),
    ],
)
def test_one_firm_in_other_words_links(names: tuple[str, ...], others: tuple[str, ...]) -> None:
    for mine, its in ((names, others), (others, names)):
        assert judge(_subject(*mine), _known(*its), _around()).score >= LINE


def test_the_same_in_another_tongue_tells_nobody_apart() -> None:
    assert told_apart(compare("Transportes Kantuta Levante", "Kantuta Leste Transportes"), (), ()) is None
    assert told_apart(compare("Transportes Kantuta Levante", "Kantuta Norte Transportes"), (), ()) is not None


def test_a_shorter_name_is_no_contradiction_where_story_or_company_agrees() -> None:
    shorter, longer = ("Kantuta Viajes",), ("Viajes Kantuta del Sur",)
    each = ("Águia Norte Turismo",), ("Turismo Águia Livre",)
    for (mine, its), where in product(((shorter, longer), each), ("in_story", "together")):
        found = judge(_subject(*mine), _known(*its), _around(**{where: frozenset({1})}))
        assert (found.score >= LINE) is (mine is shorter)


def test_what_tells_apart_hides_no_pair() -> None:
    found = judge(_subject("Expreso Águia Norte"), _known("Expreso Águia Livre"), Surroundings(frozenset(), {}, {}))
    assert found.score == KEPT
    assert found.reasons[-1].weight > APART


def test_a_second_firm_gets_an_entry_and_a_candidate(database: Database) -> None:
    with database.transaction() as session:
        for number, name in enumerate(("Águia Norte Turismo", "Turismo Águia Livre"), 1):
            register(session, f"cl_{number}")
            saved = save(session, capture(number, source_id=f"cl_{number}"), f"Text {number} " * 30)
            analyses.save(session, analysis(saved.revision_id, [mention(name)], labels=(REPORT,)))
            found = linking.link(session, saved.revision_id, threshold=LINE)
        assert len(views.operators(session)) == 2
        assert any(each.operator_name == "Águia Norte Turismo" and KEPT <= each.score < LINE for each in found)
