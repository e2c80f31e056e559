"""What stands around an element and beside it."""

from __future__ import annotations

from lxml.html import fromstring

from extraction.whose.around import above, alike, said, why

PAGE = fromstring(
    "<html><body><header><i>Avisos</i></header>"
    "<ul><li class='a'>Uno</li><li>Dos</li><li class='a'>Tres</li></ul></body></html>"
)


def test_all_that_an_element_lies_in_begins_with_itself() -> None:
    assert [one.tag for one in above(PAGE.find(".//i"))] == ["i", "header", "body", "html"]


def test_what_is_of_the_same_make_beside_it() -> None:
    assert [said(one) for one in alike(PAGE.find(".//li"))] == ["Tres"]


def test_the_head_of_a_page_is_the_sites() -> None:
    assert why(PAGE.find(".//header")) == "banner"
    assert why(PAGE.find(".//ul")) == ""


def test_of_a_long_text_the_beginning_is_looked_at() -> None:
    assert len(said(fromstring(f"<div>{'<b>uno</b>' * 5_000}<p>{'x' * 90_000}</p></div>"))) < 2_000
