"""A number that is called and messaged is told once."""

from __future__ import annotations

from core.terms import ContactType
from core.uses import CALLED_AND_MESSAGED, in_words, kind_of, told_once

PHONE, WHATSAPP = ContactType.PHONE, ContactType.WHATSAPP
NUMBER, OTHER = "+573000000017", "+573000000018"


def test_a_number_of_both_uses_stands_where_it_stood_first() -> None:
    known = [(WHATSAPP, NUMBER), (ContactType.TELEGRAM, "kantuta"), (PHONE, OTHER), (PHONE, NUMBER), (PHONE, NUMBER)]
    assert told_once(known) == ((CALLED_AND_MESSAGED, NUMBER), ("telegram", "kantuta"), ("phone", OTHER))
    assert told_once([(PHONE, NUMBER), (PHONE, NUMBER)]) == (("phone", NUMBER),)
    assert told_once([]) == ()


def test_what_is_no_number_stays_apart() -> None:
    handles = [(ContactType.INSTAGRAM, "kantuta"), (ContactType.TELEGRAM, "kantuta"), (ContactType.ACCOUNT, NUMBER)]
    assert told_once([*handles, (PHONE, NUMBER)]) == (
        ("instagram", "kantuta"), ("telegram", "kantuta"), ("account", NUMBER), ("phone", NUMBER),
    )  # fmt: skip
    assert kind_of([ContactType.EMAIL]) == "email"


def test_it_is_said_on_the_terminal() -> None:
    assert in_words(CALLED_AND_MESSAGED) == "phone and whatsapp"
    assert in_words("telegram") == "telegram"
