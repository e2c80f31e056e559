"""What counts for two being one, and what against: a name alone only where it is rare, long and no person's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.terms import ContactType
from store.channels import channel
from store.likeness import compare
from store.linking.scoring import KEPT, Known, Surroundings, judge, most
from store.linking.strength import strength
from store.subjects import Subject, subjects
from tests.store.make import OFFER, analysis, mention, phone

LINE = 0.8
PHONE = "+573000000017"


def _known(*names: str, contacts: tuple[str, ...] = (), countries: str = "CO CL", is_person: bool = False) -> Known:
    return Known(
        operator_id=1,
        name=names[0] if names else "nameless",
        is_person=is_person,
        names=names,
        channels=frozenset(channel(ContactType.PHONE, value) for value in contacts),
        countries=frozenset(countries.split()),
    )


def _subject(*names: str, contacts: tuple[str, ...] = (), is_person: bool = False, called: str = "") -> Subject:
    """`called`: what the sentence calls whom it names."""
    said = {"sentence": f"{called} {names[0]} cobraba en dólares."} if called else {}
    named = mention(names[0], *names[1:], is_person=is_person, **said) if names else None
    return Subject(names[0] if names else "phone", names, tuple(phone(value) for value in contacts), named)


def _around(countries: str = "CO CL", **changes: object) -> Surroundings:
    values: dict[str, object] = {"countries": frozenset(countries.split()), "word_counts": {}, "unrelated": {}}
    return Surroundings(**values | changes)  # type: ignore[arg-type]


def _score(subject: Subject, known: Known, around: Surroundings | None = None) -> float:
    return judge(subject, known, around or _around()).score


@pytest.mark.parametrize(
    "name", ["ViveOnline", "VIVE ON LINE S.A.S.", "@viveonline.viajes", "Vive OnLine Viajes y Turismo", "Vive Onlinne"]
)
def test_a_rare_name_links(name: str) -> None:
    assert _score(_subject(name), _known("ViveOnline")) >= LINE


def test_a_rare_name_written_the_same_links_where_countries_agree() -> None:
    subject, known = _subject("Los Cuervos de la Sal"), _known("Los Cuervos de la Sal", "Cuervos de la Sal")
    heard = {"w:kuirvus": 2, "c:cuervossal": 1, "t:cuervos": 15, "t:los cuervos de la sal": 0}
    assert _score(subject, known, _around("BO CL", word_counts=heard)) >= LINE
    assert _score(_subject("Los Cuervos de la Loma"), known, _around("BO CL", word_counts=heard)) < LINE


@pytest.mark.parametrize(
    ("name", "links"),
    [
        ("Zoraida Quispe Wayrapata", True),
        ("Quispe Wayrapata, Zoraida", True),  # the surnames before the first name
        ("Zoraida Wayrapata Quispe", False),  # her mother's family where the other has her father's
        ("Zoraida Wairapata Quispe", False),
        ("WAYRAPATA QUISPE ZORAIDA", False),
        ("Wayrapata Quispe, Zoraida", False),
    ],
)
def test_persons_whose_surnames_are_exchanged_are_two(name: str, links: bool) -> None:
    known = _known("Zoraida Quispe Wayrapata", contacts=(PHONE,), is_person=True)
    assert (_score(_subject(name, is_person=True), known) >= LINE) is links
    assert _score(_subject(name, contacts=(PHONE,), is_person=True), known) >= LINE  # one telephone says more
    compound = _known("Zoraida San Martín Wayrapata", is_person=True)
    assert _score(_subject("Zoraida Wayrapata San Martín", is_person=True), compound) < LINE
    found = judge(_subject(name, is_person=True), known, _around())
    assert any("another order" in reason.what for reason in found.reasons) is not links


def test_a_full_name_of_words_that_very_many_bear_is_anybodys() -> None:
    """Two men of one name, in different towns of a country, became one."""
    common, rare = "David Coronado Pérez", "David Huarachi Pérez"
    assert _score(_subject(rare, is_person=True), _known(rare, is_person=True)) >= LINE
    assert KEPT <= _score(_subject(common, is_person=True), _known(common, is_person=True)) < LINE
    both = _subject(common, is_person=True, contacts=(PHONE,)), _known(common, is_person=True, contacts=(PHONE,))
    assert _score(*both) >= LINE
    four = "David Juan Coronado Pérez"
    assert _score(_subject(four, is_person=True), _known(four, is_person=True)) >= LINE


@pytest.mark.parametrize(
    ("name", "around", "links"),
    [
        ("Kantuta", _around("CL"), True),
        ("Kantuta", _around(""), False),  # the name alone: seven letters
        ("Kantuta", _around("MX"), False),
        ("Kantuta", _around("CL", word_counts={"c:kantuta": 40, "w:kantuta": 40}), False),  # many bear it
        ("Kantuta", _around("CL", word_counts={"t:kantuta": 90}), False),  # everybody's word
        ("Kantutas", _around("CL"), False),  # written otherwise
        ("Sol", _around("CL"), False),
    ],
)
def test_what_is_rare_and_written_the_same_links_where_countries_meet(
    name: str, around: Surroundings, links: bool
) -> None:
    known = _known(name if name == "Sol" else "Kantuta")
    assert (_score(_subject(name, called="La agencia"), known, around) >= LINE) is links
    assert _score(_subject(name), known, around) < LINE  # it may be a nickname: 'Wellington' of two countries was one
    assert _score(_subject(name, is_person=True), _known("Kantuta", is_person=True), around) < LINE
    other_phones = _subject(name, contacts=("+56940000001",))
    assert _score(other_phones, _known("Kantuta", contacts=(PHONE,)), around) < LINE


@pytest.mark.parametrize(
    ("name", "known", "is_person"),
    [
        ("Servi Travel", "Latin Travel", False),
        ("Servi Travel", "Servi Travel", False),  # generic: the name alone never suffices
        ("Caravana VIP", "Caravana VIP", False),
        ("Inca", "Inca", False),  # short
        ("Scorpion", "Scorpions FC", False),
        ("Los Lobos de la Frontera", "Los Lobos del Norte", False),
        ("Pichingo", "Pichingo", True),  # a nickname
        ("Juan Pérez", "Juan Pérez", True),  # people share their names
        ("Kantuta", "Cantata Viajes", False),
    ],
)
def test_these_names_alone_never_link(name: str, known: str, is_person: bool) -> None:
    assert _score(_subject(name, is_person=is_person), _known(known, is_person=is_person)) < LINE


def test_a_generic_name_links_where_a_contact_or_the_story_agrees() -> None:
    assert _score(_subject("Servi Travel", contacts=(PHONE,)), _known("Servi Travel", contacts=(PHONE,))) >= LINE
    same_story = _around(in_story=frozenset({1}))
    assert _score(_subject("Servi Travel"), _known("Servi Travel"), same_story) >= LINE
    assert _score(_subject("Servi Travel"), _known("Latin Travel"), same_story) < 0.25


def test_a_person_links_where_company_and_places_agree() -> None:
    subject, known = _subject("Juan Pérez", is_person=True), _known("Juan Pérez", is_person=True)
    assert _score(subject, known, _around(together=frozenset({1}))) >= LINE


def test_a_common_word_weighs_less() -> None:
    rare = _score(_subject("Kantuta"), _known("Kantuta"), _around(word_counts={"w:kantuta": 1, "c:kantuta": 1}))
    common = _score(_subject("Kantuta"), _known("Kantuta"), _around(word_counts={"w:kantuta": 300, "c:kantuta": 300}))
    assert common < LINE / 1.1
    assert common < rare


def test_a_word_of_everybody_s_texts_weighs_less_but_not_beside_another() -> None:
    rare = _score(_subject("Calandria Viajes"), _known("Calandria"))
    heard = {"t:calandria": 200, "t:calandria viajes": 2, "t:calandria zorzal": 2}
    common = _score(_subject("Calandria Viajes"), _known("Calandria"), _around(word_counts=heard))
    assert common < 0.7 * rare
    assert _score(_subject("Calandria Zorzal"), _known("Calandria Zorzal"), _around(word_counts=heard)) >= LINE


def test_what_tells_on_one_side_only_is_no_meeting() -> None:
    """A misspelt trade is no word of its own."""
    assert _score(_subject("Asesorís Kantuta"), _known("Asesorías Pizarrero"), _around("")) < 0.4


def test_a_misspelling_is_as_common_as_what_it_misspells() -> None:
    counts = {"w:kantuta": 300}
    rare = _score(_subject("Kanduta Zorzal"), _known("Kantuta Quirquincho Zorzal"))
    assert _score(_subject("Kanduta"), _known("Kantuta"), _around(word_counts=counts)) < LINE / 1.5
    assert rare >= 0.4


def test_a_contact_links_across_names_until_it_is_a_crowd_s() -> None:
    subject, known = _subject("Paso Seguro", contacts=(PHONE,)), _known("Kantuta", contacts=(PHONE,))
    crowd = {f"tel:{PHONE}": 6}
    assert _score(subject, known) >= LINE
    assert _score(subject, known, _around(unrelated={f"tel:{PHONE}": 3})) < LINE
    candidate = judge(subject, known, _around(unrelated=crowd))
    assert candidate.score == 0.0
    assert "used under 6 names: counts nothing" in candidate.reasons[0].what or any(
        "counts nothing" in reason.what for reason in candidate.reasons
    )


def test_a_person_and_a_firm_on_one_phone_stay_two() -> None:
    candidate = judge(
        _subject("Juan Pérez", contacts=(PHONE,), is_person=True), _known("Kantuta", contacts=(PHONE,)), _around()
    )
    assert 0.25 < candidate.score < LINE
    assert any(reason.weight < 0 and "trade name" in reason.what for reason in candidate.reasons)


def test_what_speaks_against_is_said() -> None:
    candidate = judge(
        _subject("ViveOnline", contacts=("+56940000001",)),
        _known("ViveOnline", contacts=(PHONE,), countries="ES"),
        _around("MX"),
    )
    against = {reason.what for reason in candidate.reasons if reason.weight < 0}
    assert against == {"other telephone numbers", "no country in common"}
    assert candidate.score < LINE


_NAMES = st.sampled_from(["ViveOnline", "Servi Travel", "Kantuta Express", "Juan Pérez", "", "Los Lobos", "@kantuta"])


@given(_NAMES, _NAMES, st.booleans(), st.booleans(), st.integers(0, 9))
def test_scores_are_probabilities_and_reasons_explain_them(
    name: str, other: str, person: bool, shared: bool, names: int
) -> None:
    contacts = (PHONE,) if shared else ()
    candidate = judge(
        _subject(*filter(None, [name]), contacts=contacts, is_person=person),
        _known(*filter(None, [other]), contacts=contacts),
        _around(unrelated={f"tel:{PHONE}": names}),
    )
    assert 0 <= candidate.score <= 0.99
    assert (candidate.score > 0) <= any(reason.weight > 0 for reason in candidate.reasons)


def test_subjects_take_the_contacts_that_stand_nearest() -> None:
    near = phone(PHONE, at=20)
    far = phone("+56940000001", at=300)
    handle = phone("kantuta", kind=ContactType.TELEGRAM, at=0)
    reading = analysis(1, [mention("ViveOnline", at=5), mention("Kantuta", at=280)], [near, far, handle])
    first, second = subjects(reading)
    assert (first.names, first.contacts) == (("ViveOnline",), (near,))
    assert second.contacts == (far, handle)


def test_only_operators_and_the_cleared_are_subjects() -> None:
    from core.terms import ContactOwner, Role

    people = [mention("Ministerio", role=Role.AUTHORITY), mention("La Voz", role=Role.MEDIA)]
    people += [mention("Ana", role=Role.VICTIM, is_person=True), mention("Bus Sur", role=Role.OTHER)]
    hotline = phone("+56940000002", owner=ContactOwner.HOTLINE)
    assert subjects(analysis(1, people, [hotline])) == []
    assert subjects(analysis(1, [mention("Kantuta")], [phone(PHONE)], labels=())) == []
    (cleared,) = subjects(analysis(1, [mention("Kantuta", cleared=True)], [phone(PHONE)]))
    assert (cleared.is_clearance, cleared.contacts) == (True, ())
    impostors = analysis(1, [mention("Kantuta", cleared=True)], [phone(PHONE)], labels=(OFFER,))
    assert [each.is_clearance for each in subjects(impostors)] == [True, False]  # it hides no advert
    (nameless,) = subjects(analysis(1, people, [phone(PHONE)], labels=(OFFER,)))
    assert (nameless.label, nameless.names) == (f"phone {PHONE}", ())


def test_a_publisher_s_own_domain_is_nobody_s_contact() -> None:
    site = phone("avisos.example", kind=ContactType.URL)
    assert subjects(analysis(1, [], [site], labels=(OFFER,)), host="www.avisos.example") == []
    assert channel(ContactType.URL, "facebook.com") == ""


@pytest.mark.parametrize(
    "name", ["Kantuta", "Kantuta Viajes", "Kantutta", "Zorzal Kantuta", "Servi Travel", "Pizarrero"]
)
@pytest.mark.parametrize("around", [_around(), _around("MX"), _around("CL", together=frozenset({1})), _around("")])
@pytest.mark.parametrize("contacts", [(), (PHONE,)])
def test_nobody_is_judged_higher_than_his_names_and_surroundings_allow(
    name: str, around: Surroundings, contacts: tuple[str, ...]
) -> None:
    subject, known = _subject(name, contacts=contacts), _known("Kantuta", contacts=(PHONE,))
    is_same = name == "Kantuta"  # of the same name the index says how rare it is
    told = 1.0 if is_same else strength(compare(name, "Kantuta"), around.word_counts, is_person=False)
    assert judge(subject, known, around).score <= round(most(subject, known, around, told), 4)


def test_who_tells_little_can_be_shown_only_where_something_else_speaks() -> None:
    subject, known = _subject("Kantuta"), _known("Kantuta Quirquincho", countries="MX")
    alone, company = _around("CL"), _around("CL", in_story=frozenset({1}))
    assert most(subject, known, alone, 0.2) == pytest.approx(0.18)
    assert most(subject, known, company, 0.2) > 0.75
    assert most(subject, known, alone, 0.95) == 1.0  # a rare name may be written the same
