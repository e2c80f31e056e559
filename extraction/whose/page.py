"""Which buttons and links of an advert's page reach somebody else than the advertiser.

A stranger's number under the advertiser's name is worse than none. So of buttons that tell several numbers only those
count that stand with the advert's headline and text, before anything of others begins, or in the page's one box of the
seller; and nothing counts that stands on a card with a link to another advert.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, takewhile

from lxml.html import HtmlElement

from extraction.body.blocks import Block
from extraction.body.furniture import furniture
from extraction.body.judge import HEADINGS, tokens
from extraction.body.lines import is_furniture
from extraction.body.targets import contact_target, pressed_numbers
from extraction.whose import words
from extraction.whose.around import above, alike, said, why
from extraction.whose.kin import Links

_Told = Mapping[str, str]  # the last digits of numbers, and each as it is told
_SHORTEST = 7  # digits of a number
_MOST = 3  # numbers that one advert tells by buttons and links; more are those of many
_CROWD = 400  # buttons and links; a page of so many is a list
_SITE = frozenset({"navigation", "footer", "banner", "related", "comments", "newsletter", "overlay", "advert"})
_FOREIGN = _SITE | {"aside"}
_FRAME = frozenset({"navigation", "footer", "banner"})
_TEXT = 8  # words, from which a block is the advert's text
_NEAR = 15  # blocks behind the headline that may be it; where none has so many words, the longest of them is


@dataclass(frozen=True, slots=True)
class Whose:
    """`strangers`: the buttons and links that reach somebody who is not the advertiser, or may not be. `own`: the
    numbers that surely are the advertiser's, by their last digits, each as it is told."""

    strangers: frozenset[HtmlElement] = frozenset()
    own: Mapping[str, str] = field(default_factory=dict)


def whose(tree: HtmlElement, blocks: Sequence[Block], *, titles: Sequence[str], url: str) -> Whose:
    """Whose the contact points are that an advert's page tells by buttons and links.

    Args:
        blocks: of the page.
        titles: forms of the advert's headline.
        url: the page's own address, '' where it isn't known.
    """
    buttons = {element: _digits(numbers) for element in tree.iter("*") if (numbers := pressed_numbers(element))}
    links = {a: _digits([to]) for a in tree.iter("a") if (to := contact_target(a.get("href") or ""))}
    several = len({digits for numbers in buttons.values() for digits in numbers}) > 1
    if not buttons and not links:
        return Whose()
    headline = _headline(blocks, titles)
    if headline < 0 or len(buttons) + len(links) > _CROWD:
        return Whose(frozenset(buttons) if several else frozenset())
    page = _Page(tree, blocks, headline, url)
    reached = {**links, **buttons}
    foreign = frozenset(filter(page.is_on_card, reached))
    framed = frozenset(filter(page.is_of_the_site, reached))
    carded = {digits for one in foreign for digits in reached[one]}
    theirs = carded.union(*(reached[one] for one in framed))
    own = page.own({one: told for one, told in reached.items() if told and theirs.isdisjoint(told)})
    heard = own if several else {one for one, told in buttons.items() if carded.isdisjoint(told)}
    return Whose(foreign.union(buttons.keys() - heard), {d: n for told in own.values() for d, n in told.items()})


def _digits(numbers: Sequence[str]) -> _Told:
    return {digits[-8:]: n for n in numbers if len(digits := re.sub(r"\D", "", n)) >= _SHORTEST}


def _headline(blocks: Sequence[Block], titles: Sequence[str]) -> int:
    """The block that is the advert's headline, -1 where the page shows none: the largest, and of these the first."""
    named = {" ".join(tokens(title)) for title in titles if title}
    found = [i for i, block in enumerate(blocks) if " ".join(tokens(block.text)) in named]
    return min(found, key=lambda i: _rank(blocks[i].element), default=-1)


def _rank(element: HtmlElement) -> str:
    return element.tag if element.tag in HEADINGS else "none"


class _Page:
    """An advert's page whose headline is known; the rest is found when it is asked for."""

    def __init__(self, tree: HtmlElement, blocks: Sequence[Block], headline: int, url: str) -> None:
        self._tree = tree
        self._blocks = blocks
        self._headline = headline
        self._links = Links(tree, url)
        self._helps: dict[HtmlElement, bool] = {}

    def is_on_card(self, element: HtmlElement) -> bool:
        """Whether the least that is around it and holds a link to another advert holds one to no other."""
        if not self._links.kin:
            return False
        around = (one for one in self._apart(element) if one.tag != "p")  # a paragraph is no card, and may name another
        return len(next((found for one in around if (found := self._links.kin.get(one))), ())) == 1

    def is_of_the_site(self, element: HtmlElement) -> bool:
        """Whether it stands in the site's frame, or words around it say that the site answers."""
        return any(why(one) in _FRAME or self._is_for_help(one) for one in self._apart(element))

    def _is_for_help(self, element: HtmlElement) -> bool:
        if element not in self._helps:
            self._helps[element] = words.is_for_help(said(element))
        return self._helps[element]

    def own(self, reached: Mapping[HtmlElement, _Told]) -> dict[HtmlElement, _Told]:
        """Of buttons and links those that are the advertiser's by where they stand."""
        boxes = {one: box for one in reached if (box := self._box(one)) is not None}
        is_one_box = len(set(boxes.values())) == 1
        found = {
            one: told
            for one, told in reached.items()
            if (self._is_near(one) or (is_one_box and one in boxes)) and not any(map(words.is_toll_free, told.values()))
        }
        if len({digits for told in found.values() for digits in told}) > _MOST:
            return {}
        within = defaultdict[HtmlElement, set[str]](set)
        for one, told in found.items():
            for around in above(one):
                within[around].update(told)
        return {one: told for one, told in found.items() if not self._is_one_of_a_list(one, within)}

    def _is_near(self, element: HtmlElement) -> bool:
        """Whether it stands in what holds headline and text, behind the headline and before what is of others."""
        apart = list(self._apart(element))
        if not apart:
            return element in self._inside
        if apart[-1].getparent() not in self._inside or not self._begin < self._places[element] < self._end:
            return False
        return not any(one in self._links.signs or why(one) in _FOREIGN or one in self._titled for one in apart)

    def _box(self, element: HtmlElement) -> HtmlElement | None:
        """The outermost box around it that its maker calls the seller's; None where it shows anything of others."""
        apart = list(self._apart(element))
        named = [i for i, one in enumerate(apart) if words.is_sellers(one)]
        if not named or any(furniture(one) in _SITE for one in apart):
            return None
        return None if any(one in self._links.signs for one in apart[: named[-1] + 1]) else apart[named[-1]]

    def _is_one_of_a_list(self, element: HtmlElement, within: Mapping[HtmlElement, set[str]]) -> bool:
        """Whether another number stands in an element of the same make beside it, and words besides that say whose.
        `within`: the numbers that stand in an element."""
        for one in takewhile(lambda one: one not in self._above_headline, above(element)):
            if within.get(one.getparent()) == within[one]:
                continue
            beside = [other for other in alike(one) if not within.get(other, set()) <= within[one]]
            if one in self._spine:  # it holds the text: of a list only if the others have words of their own, too
                beside = [other for other in beside if not words.is_label(said(other))]
            if beside and not words.is_label(said(one)):
                return True
        return False

    def _apart(self, element: HtmlElement) -> Iterator[HtmlElement]:
        """The element and what is around it, as far as that holds neither the headline nor the text."""
        here: HtmlElement | None = element
        while here is not None and here not in self._spine:
            yield here
            here = here.getparent()

    @cached_property
    def _titled(self) -> frozenset[HtmlElement]:
        """What holds a heading that says more than what a number is for."""
        found: set[HtmlElement] = set()
        for heading in self._tree.iter(*HEADINGS):
            if not words.is_label(said(heading)):
                found.update(takewhile(lambda one: one not in found, above(heading)))
        return frozenset(found)

    @cached_property
    def _places(self) -> dict[HtmlElement, int]:
        return {element: place for place, element in enumerate(self._tree.iter())}

    @cached_property
    def _begin(self) -> int:
        return self._places[self._blocks[self._headline].element]

    @cached_property
    def _end(self) -> int:
        """Where the first thing of others begins behind the headline."""
        named = [block.element for block in self._blocks if block.words <= _TEXT and words.announces_others(block.text)]
        later = [place for each in (*named, *self._links.titles) if (place := self._places[each]) > self._begin]
        return min(later, default=len(self._places))

    @cached_property
    def _text(self) -> HtmlElement | None:
        """What holds the advert's text: the first block behind the headline that is long enough, else the longest."""
        longest, most = None, 0
        behind = self._blocks[self._headline + 1 : self._headline + _CROWD]
        for block in islice(filter(self._may_be_text, behind), _NEAR):
            if block.words - block.linked > most:
                longest, most = block.element, block.words - block.linked
            if most >= _TEXT:
                break
        return longest

    def _may_be_text(self, block: Block) -> bool:
        if block.words <= block.linked or is_furniture(block) or self._places[block.element] > self._end:
            return False
        return not any(furniture(one) in _FOREIGN for one in above(block.element) if one not in self._above_headline)

    @cached_property
    def _above_headline(self) -> frozenset[HtmlElement]:
        return frozenset(above(self._blocks[self._headline].element))

    @cached_property
    def _spine(self) -> frozenset[HtmlElement]:
        return self._above_headline if self._text is None else self._above_headline.union(above(self._text))

    @cached_property
    def _inside(self) -> frozenset[HtmlElement]:
        """What holds headline and text, and what of it holds one of them; nothing where only the whole page does."""
        if self._text is None:
            return frozenset()
        both = next(one for one in above(self._text) if one in self._above_headline)
        if both.tag in ("body", "html"):
            return frozenset()
        return frozenset(one for one in self._spine if both in above(one))
