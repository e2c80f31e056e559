"""What became of a lead's page, in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from core.languages import language, speaking
from core.moved_words import moved_said
from core.nights import Asked, Back
from core.terms import PriceKind

BEFORE = Asked(Decimal(300), "USD", per_person=True, kind=PriceKind.FULL)
NOW = Asked(Decimal(1450), "USD", per_person=True, kind=PriceKind.FULL)
DEPOSIT = Asked(Decimal(100), "USD", per_person=False, kind=PriceKind.DEPOSIT)


def test_each_thing_is_a_sentence() -> None:
    with speaking(language("en")):
        assert moved_said(date(2021, 1, 23), None, ("Avisos Sur",), (BEFORE,), (NOW, DEPOSIT)) == [
            "Its publisher no longer shows it (seen on 23 Jan 2021).",
            "Stands on another board, too: Avisos Sur.",
            "Asks another price: 1,450 USD a person, 100 USD (deposit); before: 300 USD a person.",
        ]
        assert moved_said(None, None, (), (), (NOW,)) == ["Asks a price since: 1,450 USD a person."]
        assert moved_said(None, None, (), (NOW,), ()) == ["Asks no price any more; before: 1,450 USD a person."]


def test_the_same_sums_in_another_order_are_no_news() -> None:
    assert moved_said(None, None, (), (NOW, DEPOSIT), (DEPOSIT, NOW)) == []


def test_a_page_that_is_back_is_told_with_both_days_and_whether_it_is_the_same() -> None:
    gone, again = date(2021, 1, 23), date(2021, 1, 26)
    with speaking(language("en")):
        assert moved_said(None, Back(gone, again, has_other_text=False), (), (), ()) == [
            "Its publisher shows it again: gone on 23 Jan 2021, there on 26 Jan 2021."
        ]
        assert moved_said(None, Back(gone, again, has_other_text=True), (), (), ()) == [
            "Its address shows a page again, with another text: gone on 23 Jan 2021, there on 26 Jan 2021."
        ]
