"""Markup that is made to hold parsers up, tamed before they see it; ordinary pages are left as they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.traps import DEEPEST, START_TAG, broken_up, flattened, without_swarms, words_alone
from tests.extraction.samples import article

APARTS = [" {}", "/{}", " {}='>'", '{}=""', ' " {}', ' {}=b="', " ={}", " {} = '<p a=>'", "\n{}=x'"]
BEFORE = [
    "",
    "<p title='x>y'>uno</p>" * 900,
    "<script>var a = \"<p>\" + 'b';</script>" * 700,
    "a'b = \" c > d " * 2_000,
]


def longest_tag(page: str) -> int:
    """The characters of a page's longest start tag."""
    return max(tag.end() - tag.start() for tag in START_TAG.finditer(page))


@pytest.mark.parametrize("before", BEFORE, ids=["nothing", "values", "scripts", "quotes"])
@pytest.mark.parametrize("apart", APARTS)
def test_a_swarm_is_ended_wherever_it_stands(apart: str, before: str) -> None:
    swarm = "".join(apart.format(f"a{n:05}") for n in range(30_000))
    page = f"<div>{before}</div><p {swarm}>dos</p>"
    assert longest_tag(page) > 200_000
    assert longest_tag(broken_up(page)) < 70_000
    assert without_swarms(f"<b c=d>uno</b><p {swarm}>dos</p>") == "<b c=d>uno</b><p>dos</p>"


def test_an_ordinary_page_stays_as_it_is() -> None:
    page = article().decode() * 130
    assert len(page) > 100_000
    assert broken_up(page) == page
    assert without_swarms(page) == page


def test_a_value_is_no_swarm_however_long() -> None:
    page = f'<p class="x"><img alt="x" src="data:image/png;base64,{"AAAA" * 40_000}"></p>' + article().decode() * 130
    assert without_swarms(page) == page


def test_a_quote_that_opens_no_value_hides_no_swarm() -> None:
    swarm = "".join(f" a{n:05}" for n in range(20_000))
    assert without_swarms(f'<p a=b="><q{swarm}>dos</q><p c=">') == '<p a=b="><q>dos</q><p c=">'


def test_flattening_leaves_what_lies_above_and_all_that_is_said() -> None:
    page = "<div class=a>" * DEEPEST + "<div>uno<b>dos</b></div>" + "</div>" * DEEPEST + "<p>tres</p>"
    assert flattened(page) == page.replace("<div>uno<b>dos</b></div>", "<br>unodos<br>")


def test_flattening_leaves_comments_scripts_and_ends_of_nothing_out_of_account() -> None:
    page = "<!-- </div> --><script>'<div>'</script>" + "<div>" * DEEPEST + "uno<i>dos"
    assert flattened(page).endswith("unodos")
    assert flattened("<p>uno</b>dos</p>") == "<p>unodos</p>"


def test_words_alone_are_those_that_are_read() -> None:
    page = "<!-- x --><style>a{}</style><p title='b'>uno &amp; <b>dos</b><script>c</script><!-->tres<p"
    assert words_alone(page).split() == ["uno", "&", "dos", "tres"]


@given(st.lists(st.sampled_from(["<div>", "</div>", "<p>", "</b>", "<!--", "-->", "<script>", "uno", "<", ">", "'"])))
def test_a_page_that_is_not_deep_loses_ends_of_nothing_at_most(parts: list[str]) -> None:
    page = "".join(parts)
    assert flattened(page).replace("</b>", "").replace("</div>", "").replace("<br>", "") == page.replace(
        "</b>", ""
    ).replace("</div>", "").replace("<br>", "")
