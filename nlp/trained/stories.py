"""A column of news, story by story: a report among others is found, and nobody else of the column accused for it.

Of a column the network says what the whole is about, and not what one story of it tells. So where it is nearly flagged,
its likeliest stories are read alone: one that surely tells is read as a document of its own, names, journey and sums
included. Of 120 reports between two other stories 27 were flagged, with this 66 (`benchmarks.briefs`); of 1,157
ordinary news and 486 near the subject none more (chosen with them, with who judges and w132 in sight).

Where the whole is flagged, who is named only where nothing is told of smuggling is no lead: of w132, who wrote columns,
11 were wrongly named, with this 7; of 401 other reports of who judges four names in 971 were lost (a script).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.records import Analysis, ContactPoint, Mention, Span
from core.terms import ContactOwner, ContactType, Role
from nlp.naming.children import without_children
from nlp.naming.corrections import CORRECTS
from nlp.pipeline import read_words
from nlp.reading import Reading
from nlp.trained.calibration import Calibration
from nlp.trained.encoder import Answer, Encoder
from nlp.trained.journey import shows_a_journey
from nlp.trained.notices import LINE, Spot, likeliest
from nlp.trained.own_doing import by_own_deeds
from nlp.trained.subject import without_ground
from nlp.wording.fold import fold, name_key

_SURELY = 0.95
"""How sure the reader must be of a story alone, which is a line of the text. Of some sentences of a line it says too
much: what a firm was suspected of, three sentences before it was cleared."""

_SURELY_WITHOUT_WORDS = 0.99
"""The same of a story that tells a journey and has no word for people moved."""

_REST, _OWN = 0.1, 0.2
"""How sure at the most of what is left without the stories, and of the lines in which somebody is named, for that name
to be no lead."""

_STORIES, _TRIED = 2, 4  # in a column at the least; and how many of it are read
_LONG = 1_500  # characters; a longer line is no story, but all of them
_LETTERS = 4  # of a word of a name, at the least, by which its owner is met again

TAKES_BACK = re.compile(
    r"\b(?:absuel\w*|absolv\w*|sobrese\w*|archiv(?:a|o|ad|ar)\w*|arquiv(?:a|o|ad|ar)\w*|anul\w+|exoner\w+|exculp\w+|ilib\w+"
    r"|inocen\w+|innocen\w+|acquit\w*|cleared|overturn\w*|quash\w*|(?:was|were|been) released|en libertad|em liberdade"
    r"|(?:sin|sem|no|without|drop\w*|withdr\w+) (?:\w+ )?(?:cargos|acusac\w+|charges?))\b"
)
"""Words that may clear whom another story accuses, whether or not they name somebody."""

Story = tuple[Reading, Answer, Spot]
"""A document of its own, what the network says of it, and where it stands in the text of the column."""


def told_among_others(encoder: Encoder, calibration: Calibration, reading: Reading) -> list[Story]:
    """The stories of a column that surely report."""
    kind, text = reading.document.kind, reading.text
    lines = Lines(text)
    near = sorted({lines.at(start) for start, _ in likeliest(text, among=_STORIES, most=_TRIED)})
    spots = [(start, end) for start, end in near if start >= reading.body_start and end - start <= _LONG]
    if _is_taken_back(reading, _outside(reading, spots)):
        return []
    alone = [(read_words(replace(reading.document, title="", text=text[slice(*spot)])), spot) for spot in spots]
    # Most lines speak of nothing that a label asks for: to have the network read them would be in vain.
    alone = [(story, spot) for story, spot in alone if not without_ground(kind, story.folded) or shows_a_journey(story)]
    answers = encoder.answer([(kind, story.text) for story, _ in alone])
    return [
        (story, said, spot)
        for (story, spot), said in zip(alone, answers, strict=True)
        if max(calibration.scores(kind, said.labels).values())
        >= (_SURELY_WITHOUT_WORDS if without_ground(kind, story.folded) else _SURELY)
    ]


def with_stories(column: Analysis, reading: Reading, stories: Iterable[tuple[Analysis, Spot]]) -> Analysis:
    """The analysis of a column that the network does not flag by itself, with what its stories tell; labels and journey
    are those of the surest, and whoever is named elsewhere is no lead, nor is a number.

    Nothing is told where the rest of the column names whom a story accuses, or where that or the title clears or
    corrects anything: what is read by itself would accuse somebody whom the next line clears. Where nothing is told,
    what the second opinion refused of a story it refused of the column.
    """
    read = list(stories)
    told = [(analysis, spot) for analysis, spot in read if analysis.labels]
    if not told:
        refused = {label: score for analysis, _ in read for label, score in analysis.refused.items()}
        return replace(column, refused=refused | dict(column.refused)) if refused else column
    outside = _outside(reading, [spot for _, spot in told])
    if _is_taken_back(reading, outside) or _named_again(told, outside):
        return column
    moved = [_moved(analysis, start - reading.body_start) for analysis, (start, _) in told]
    surest = max(moved, key=lambda each: max(each.scores.values()))
    named = _of_each_name(mention for each in moved for mention in each.mentions)
    # Where nothing but the story is left it is no column; where both flag the whole together, they name as there.
    is_all = bool(column.labels) and not outside
    mentions = without_children(reading, by_own_deeds(reading, named) if is_all else named)
    keys = {name_key(form) for mention in mentions for form in (mention.name, *mention.aliases)}
    beside = [m if m.role is not Role.OPERATOR else replace(m, role=Role.OTHER, status=None) for m in column.mentions]
    nobodys = [
        c if c.owner is not ContactOwner.OPERATOR else replace(c, owner=ContactOwner.OTHER) for c in column.contacts
    ]
    theirs = (contact for each in moved for contact in each.contacts)
    contacts = {_read_at(contact): contact for contact in (*nobodys, *theirs)}
    prices = {(price.amount, price.currency): price for each in moved for price in each.prices}
    return replace(
        surest,
        language=column.language,
        mentions=(*mentions, *(mention for mention in beside if name_key(mention.name) not in keys)),
        contacts=tuple(contacts.values()),
        prices=tuple(prices.values()),
        signals=tuple(signal for each in moved for signal in each.signals),
    )


def _read_at(contact: ContactPoint) -> tuple[Span, str]:
    """What makes two readings of a contact point one: its place; of accounts, which share it with a number, more."""
    return contact.span, contact.value if contact.type is ContactType.ACCOUNT else ""


def without_bystanders(encoder: Encoder, calibration: Calibration, reading: Reading, found: Analysis) -> Analysis:
    """The analysis of flagged news; who is named beside its stories alone, where nothing is told, is no lead, nor is a
    number that stands there with somebody else's name."""
    kind, text, lines = reading.document.kind, reading.text, Lines(reading.text)
    stories = sorted({lines.at(start) for start, _ in likeliest(text, among=_STORIES)})
    named = {mention: {lines.at(start) for start in _starts(reading, mention)} for mention in found.mentions}
    led = set().union(*(named[mention] for mention in found.operators))
    others = set().union(*(named[mention] for mention in found.mentions if mention.role is Role.OTHER)) - led
    beside: dict[Mention | ContactPoint, set[Spot]] = {
        mention: named[mention] for mention in found.operators if named[mention].isdisjoint(stories)
    }
    beside |= {
        contact: {line}
        for contact in found.operator_contacts
        if (line := lines.at(_starts(reading, contact)[0])) in others
    }
    if not (stories and beside):
        return found

    def scores(texts: Sequence[str]) -> list[float]:
        read = encoder.answer([(kind, each) for each in texts])
        return [max(calibration.scores(kind, answer.labels).values()) for answer in read]

    alone = scores([text[start:end] for start, end in stories])
    sure = [spot for spot, score in zip(stories, alone, strict=True) if score >= _SURELY]
    if not sure or scores([_left(text, 0, sure)])[0] >= _REST:
        return found
    own = sorted(set().union(*beside.values()) - set(sure))
    told = {spot for spot, score in zip(own, scores([text[s:e] for s, e in own]), strict=True) if score >= _OWN}
    idle = {each for each, places in beside.items() if places.isdisjoint({*told, *sure})}
    return replace(
        found,
        mentions=tuple(replace(m, role=Role.OTHER, status=None) if m in idle else m for m in found.mentions),
        contacts=tuple(replace(c, owner=ContactOwner.OTHER) if c in idle else c for c in found.contacts),
    )


class Lines:
    """The lines of a text."""

    def __init__(self, text: str) -> None:
        self._spots = [match.span() for match in LINE.finditer(text)]
        self._starts = [start for start, _ in self._spots]

    def at(self, place: int) -> Spot:
        """The line in which a place is."""
        return self._spots[max(bisect_right(self._starts, place) - 1, 0)]


def _starts(reading: Reading, found: Mention | ContactPoint) -> list[int]:
    spans = found.spans if isinstance(found, Mention) else (found.span,)
    return [span.start + (0 if span.in_title else reading.body_start) for span in spans]


def _left(text: str, begin: int, spots: Sequence[Spot]) -> str:
    """A text from `begin` on, without some of its lines."""
    ends, starts = [begin, *(end for _, end in spots)], [*(start for start, _ in spots), len(text)]
    return "\n".join(text[end:start].strip("\n") for end, start in zip(ends, starts, strict=True)).strip()


def _outside(reading: Reading, stories: Sequence[Spot]) -> str:
    """The folded text of a column without its title and these of its stories."""
    return _left(reading.folded, reading.body_start, stories)


def _is_taken_back(reading: Reading, outside: str) -> bool:
    """Whether a column corrects anything, or clears somebody in its title or in what is left of it. What is left with
    more stories taken out is a part of what is left with fewer, line by line, so it is known before they are read."""
    around = f"{reading.folded[: reading.body_start]}\n{outside}"
    return bool(TAKES_BACK.search(around) or CORRECTS.search(reading.folded))


def _named_again(told: Iterable[tuple[Analysis, Spot]], outside: str) -> bool:
    forms = (form for analysis, _ in told for who in analysis.operators for form in (who.name, *who.aliases))
    words = {word for form in forms for word in re.findall(r"\w+", fold(form)) if len(word) >= _LETTERS}
    return not words.isdisjoint(re.findall(r"\w+", outside))


def _of_each_name(mentions: Iterable[Mention]) -> list[Mention]:
    """One mention a name, that which accuses first, with the places of all."""
    found: dict[str, Mention] = {}
    for mention in sorted(mentions, key=lambda each: (each.role is not Role.OPERATOR, -each.score)):
        key = next((key for form in (mention.name, *mention.aliases) if (key := name_key(form)) in found), "")
        if not key:
            found[name_key(mention.name)] = mention
            continue
        first = found[key]
        spans = sorted({*first.spans, *mention.spans}, key=lambda span: span.start)
        forms = dict.fromkeys((*first.aliases, mention.name, *mention.aliases))
        aliases = tuple(form for form in forms if form != first.name)
        found[key] = replace(first, spans=tuple(spans), aliases=aliases)
    return list(found.values())


def _moved(analysis: Analysis, by: int) -> Analysis:
    """The analysis of a story, its spans counted in the text of the column."""

    def moved(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    return replace(
        analysis,
        mentions=tuple(replace(each, spans=tuple(map(moved, each.spans))) for each in analysis.mentions),
        contacts=tuple(replace(each, span=moved(each.span)) for each in analysis.contacts),
        route=replace(analysis.route, spans=tuple(map(moved, analysis.route.spans))),
        prices=tuple(replace(each, span=moved(each.span)) for each in analysis.prices),
        signals=tuple(replace(each, span=moved(each.span)) for each in analysis.signals),
    )
