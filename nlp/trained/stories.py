"""A column of news, story by story: a report among others is found, and nobody else of the column accused for it.

Of a column the network says what the whole is about, and not what one story of it tells. So where it is nearly flagged,
its likeliest stories are read alone: one that surely tells is read as a document of its own, names, journey and sums
included. Of 120 reports between two other stories 27 were flagged, with this 69; of 1,157 ordinary news none more, of
486 near the subject three (`benchmarks.briefs`; a script, chosen with them, with who judges and w132 in sight).

Where the whole is flagged, who is named only where nothing is told of smuggling is no lead: of w132, who wrote columns,
11 were wrongly named, with this 7; of 401 other reports of who judges four names in 971 were lost (a script).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.records import Analysis, Mention, Span
from core.terms import Role
from nlp.naming.clearance import may_clear
from nlp.pipeline import read_words
from nlp.reading import Reading
from nlp.trained.calibration import Calibration
from nlp.trained.encoder import Answer, Encoder
from nlp.trained.notices import Spot, likeliest
from nlp.wording.fold import name_key

_SURELY = 0.95
"""How sure the reader must be of a story alone, which is a line of the text. Of some sentences of a line it says too
much: what a firm was suspected of, three sentences before it was cleared."""

_REST, _OWN = 0.1, 0.2
"""How sure at the most of what is left without the stories, and of the lines in which somebody is named, for that name
to be no lead."""

_STORIES = 2  # at the least, in a column
_LONG = 1_500  # characters; a longer line is no story, but all of them

Story = tuple[Reading, Answer, int]
"""A document of its own, what the network says of it, and where it begins in the text of the column."""


def told_among_others(encoder: Encoder, calibration: Calibration, reading: Reading) -> list[Story]:
    """The stories of a column that surely report; none where somebody is cleared outside of them: it may be of this."""
    kind, text, body = reading.document.kind, reading.text, reading.body_start
    lines = sorted({_line(text, part) for part in likeliest(text, among=_STORIES)})
    spots = [(start, end) for start, end in lines if start >= body and end - start <= _LONG]
    alone = [read_words(replace(reading.document, title="", text=text[start:end])) for start, end in spots]
    answers = encoder.answer([(kind, story.text) for story in alone])
    clears = may_clear(reading)
    return [
        (story, said, start - body)
        for (start, _), story, said in zip(spots, alone, answers, strict=True)
        if max(calibration.scores(kind, said.labels).values()) >= _SURELY and (may_clear(story) or not clears)
    ]


def with_stories(column: Analysis, stories: Sequence[tuple[Analysis, int]]) -> Analysis:
    """The analysis of a column with what its stories tell, each with where it begins in the column's own text.

    Whoever is named elsewhere is no lead. Where the column was not flagged itself, labels, journey and sums are those
    of the surest story.
    """
    told = [_moved(analysis, start) for analysis, start in stories if analysis.labels]
    if not told:
        return column
    named = {name_key(form) for each in told for mention in each.mentions for form in (mention.name, *mention.aliases)}
    reached = {contact.span for each in told for contact in each.contacts}
    surest = max(told, key=lambda each: max(each.scores.values()))
    base = column if column.labels else surest
    return replace(
        base,
        mentions=(
            *(mention for each in told for mention in each.mentions),
            *(_no_lead(mention) for mention in column.mentions if name_key(mention.name) not in named),
        ),
        contacts=(
            *(contact for each in told for contact in each.contacts),
            *(contact for contact in column.contacts if contact.span not in reached),
        ),
        signals=column.signals or tuple(signal for each in told for signal in each.signals),
    )


def without_bystanders(
    encoder: Encoder, calibration: Calibration, reading: Reading, mentions: Sequence[Mention]
) -> tuple[Mention, ...]:
    """The mentions of flagged news; who is named beside its stories alone, where nothing is told, is no lead."""
    kind, text = reading.document.kind, reading.text
    stories = sorted({_line(text, part) for part in likeliest(text, among=_STORIES)})
    places = {n: _lines_of(reading, mention) for n, mention in enumerate(mentions) if mention.role is Role.OPERATOR}
    beside = {n: lines for n, lines in places.items() if stories and lines.isdisjoint(stories)}
    if not beside:
        return tuple(mentions)

    def scores(texts: Sequence[str]) -> list[float]:
        read = encoder.answer([(kind, each) for each in texts])
        return [max(calibration.scores(kind, answer.labels).values()) for answer in read]

    sure = [spot for spot, score in zip(stories, scores(_cut(text, stories)), strict=True) if score >= _SURELY]
    if not sure or scores([_left(text, sure)])[0] >= _REST:
        return tuple(mentions)
    own = sorted(set().union(*beside.values()))
    told = {spot for spot, score in zip(own, scores(_cut(text, own)), strict=True) if score >= _OWN}
    return tuple(
        _no_lead(mention) if n in beside and beside[n].isdisjoint(told) else mention
        for n, mention in enumerate(mentions)
    )


def _lines_of(reading: Reading, mention: Mention) -> set[Spot]:
    starts = (span.start + (0 if span.in_title else reading.body_start) for span in mention.spans)
    return {_line(reading.text, (start, start)) for start in starts}


def _cut(text: str, spots: Sequence[Spot]) -> list[str]:
    return [text[start:end] for start, end in spots]


def _left(text: str, spots: Sequence[Spot]) -> str:
    """The text without some of its lines."""
    ends, starts = [0, *(end for _, end in spots)], [*(start for start, _ in spots), len(text)]
    return "\n".join(text[end:start].strip("\n") for end, start in zip(ends, starts, strict=True)).strip()


def _no_lead(mention: Mention) -> Mention:
    return replace(mention, role=Role.OTHER, status=None) if mention.role is Role.OPERATOR else mention


def _line(text: str, part: Spot) -> Spot:
    """The line in which a part stands."""
    start, end = text.rfind("\n", 0, part[0]) + 1, text.find("\n", part[1])
    return start, len(text) if end < 0 else end


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
