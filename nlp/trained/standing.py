"""The part that the words beside a name give it, however sure the model is: officials and children are no leads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from core.terms import Role
from nlp.naming.children import is_child
from nlp.naming.corrections import is_taken_back
from nlp.naming.occurrences import Occurrence
from nlp.naming.shape import is_person
from nlp.naming.well_known import is_well_known
from nlp.reading import Reading
from nlp.trained.befell import befell
from nlp.trained.beside_names import (
    A_BOAT,
    A_PASSENGER,
    A_WITNESS,
    ACCUSED,
    ACCUSED_OF,
    AID_BODY,
    AIDED_BY,
    AMONG_CUSTOMERS,
    ANSWERED,
    ASKED_BY,
    ASKED_OFFICE,
    BEFORE_OFFICE,
    CUSTOMERS,
    GOT_AWAY,
    HOLDS_OFFICE,
    HOUSED_BY,
    LAWYER,
    LEADS,
    NO_ADVERTISER_BEFORE,
    NO_ADVERTISER_BEHIND,
    NO_ADVERTISER_WITHIN,
    OF_POLICE,
    OFFICE,
    PAID_FOR_HIMSELF,
    PRESS_OF,
    SITS_IN_COURT,
    SPEAKS,
    SUFFERED,
    UNDERCOVER,
)
from nlp.trained.bystanders import beside_the_deed
from nlp.trained.doubt import DOUBTED, is_doubtful
from nlp.trained.listed_names import (
    ACCUSERS,
    BENCH_ACCUSED,
    FOR_THE_DEFENCE,
    FOR_THE_STATE,
    HARMED,
    OF_ONE_BENCH,
    WITNESSES,
)
from nlp.trained.never_leads import never_lead
from nlp.wording.fold import fold

_ACCUSED_THERE = re.compile(
    rf"\b(?:(?!charg)(?:{ACCUSED_OF})|charg\w+\b(?! (?:[$€£\d]|them\b|each\b|migrants\b|a |fees?\b))"
    r"|vincul\w+|conspir\w+|a juicio|on trial)"
)
"""In a sentence of his own: he is accused; who 'charges 250 dollars' is not, by that."""

SURE = 0.96
"""Share of evidence from which a name is a lead though an office or a lawyer's calling stands right before it."""


def by_standing(reading: Reading, places: list[Occurrence], shares: Mapping[Role | None, float]) -> Role | None:
    """The part that the words beside a name give it, where they do: in an advert a customer's, an official's or a
    reporter's, whom anybody may name there to have them listed; in news an official's or a lawyer's. Who is surely an
    operator of news is one in office, too."""
    before = [reading.folded[max(0, place.start - 150) : place.start] for place in places]
    if reading.is_ad:
        called = any(map(partial(_signs_no_advert, reading), places, before))
        return Role.OTHER if called or all(map(CUSTOMERS.search, before)) else None
    surely = (never_lead(reading, at) or _surely(reading, at, words) for at, words in zip(places, before, strict=True))
    if role := next((role for role in surely if role is not None), None):
        return role
    if befell(reading, places):
        return Role.VICTIM
    return _less_surely(reading, places, before, shares[Role.OPERATOR])


def _less_surely(reading: Reading, places: list[Occurrence], before: list[str], share: float) -> Role | None:
    """What the words of news make of a name that may yet be an operator's, if the share of its evidence is large."""
    if is_taken_back(reading, places) or (share < DOUBTED and is_doubtful(reading, places)):
        return Role.OTHER
    if share >= SURE:
        return None
    near = [words[-60:] for words in before]
    if any(map(OFFICE.search, near)):
        return Role.AUTHORITY
    return Role.OTHER if any(map(LAWYER.search, near)) else None


def is_accused_there(reading: Reading, places: list[Occurrence]) -> bool:
    """Whether a sentence in which a name stands accuses somebody."""
    return any(_ACCUSED_THERE.search(reading.folded_sentence(at.start)) for at in places)


def _surely(reading: Reading, place: Occurrence, before: str) -> Role | None:
    """Children, whom it happened to, boats, and officials whose word is given: no leads however sure the model is."""
    folded, sentence = reading.folded, reading.folded_sentence(place.start)
    behind = PAID_FOR_HIMSELF.match(folded, place.end) or GOT_AWAY.match(folded, place.end)
    is_customer = AMONG_CUSTOMERS.search(before) or (behind and not ACCUSED.search(sentence))
    written = reading.text[max(0, place.start - 150) : place.start]
    has_suffered = SUFFERED.search(before) or HARMED.search(written)
    if is_child(reading, place, before) or is_customer or has_suffered or _is_passenger(reading, place, before):
        return Role.VICTIM
    if (
        FOR_THE_DEFENCE.search(before)
        or WITNESSES.search(before)
        or ACCUSERS.search(before)
        or HOUSED_BY.search(before)
        or (AIDED_BY.search(before) and AID_BODY.match(fold(place.name)))
    ):
        return Role.OTHER
    if A_BOAT.search(before) or (A_WITNESS.match(folded, place.end) and not ACCUSED.search(sentence)):
        return Role.OTHER
    if ASKED_BY.search(before) and ANSWERED.match(folded, place.end):
        return Role.MEDIA
    is_of_police = UNDERCOVER.search(before) or OF_POLICE.match(folded, place.end)
    judges = SITS_IN_COURT.match(folded, place.end) and not ACCUSED.search(sentence)
    if is_of_police or judges or FOR_THE_STATE.search(before) or _sits_on_a_bench(reading, place, before):
        return Role.AUTHORITY
    holds = HOLDS_OFFICE.search(before)
    speaks = holds and not BEFORE_OFFICE.search(before, 0, holds.start()) and SPEAKS.match(folded, place.end)
    return Role.AUTHORITY if speaks or ASKED_OFFICE.search(before) else beside_the_deed(reading, place)


def _signs_no_advert(reading: Reading, place: Occurrence, before: str) -> bool:
    """Who is called an official, a reporter, a lawyer or a victim, a reporter's paper, and a body that everybody knows:
    the number that stands there is a lead without them."""
    if PRESS_OF.search(before) or is_well_known(place.name):
        return True
    if not is_person(place.name):
        return False
    called = NO_ADVERTISER_BEFORE.search(before) or NO_ADVERTISER_WITHIN.match(fold(place.name))
    return bool(called or NO_ADVERTISER_BEHIND.match(reading.folded, place.end))


def _sits_on_a_bench(reading: Reading, place: Occurrence, before: str) -> bool:
    """'Los vocales X y Y condenaron'; not where they are accused themselves."""
    found = OF_ONE_BENCH.search(reading.text[max(0, place.start - 150) : place.start])
    if found is None or BENCH_ACCUSED.match(reading.folded, place.end):
        return False
    led_to = before[: found.start()].rpartition(".")[2]
    return ACCUSED.search(led_to) is None


def _is_passenger(reading: Reading, place: Occurrence, before: str) -> bool:
    """'One passenger, X, paid'; not where the words behind the name say that it led, nor in an accusation."""
    found = A_PASSENGER.search(before)
    if found is None or ACCUSED.search(reading.folded_sentence(place.start)):
        return False
    is_set_off = not found[1] or reading.folded[place.end : place.end + 1] in {",", ".", ")"}
    return is_set_off and not LEADS.match(reading.folded, place.end)
