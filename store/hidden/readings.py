"""Names that were hidden, taken out of a reading: pure, a record in, a record out."""

from __future__ import annotations

from dataclasses import replace

from core.hidden_words import BAR
from core.records import Analysis, Mention
from store.hidden.words import Cover
from store.redaction import HIDDEN


def covered_reading(analysis: Analysis, cover: Cover) -> Analysis:
    """The record with bars where `cover` puts them. Whose name is barred is nobody's lead: the mention keeps its place
    and its part in the text, without a name; a contact point goes."""
    contacts = (replace(each, value=cover(each.value), as_written=cover(each.as_written)) for each in analysis.contacts)
    return replace(
        analysis,
        mentions=tuple(_mention(each, cover) for each in analysis.mentions),
        contacts=tuple(each for each in contacts if BAR not in each.value + each.as_written),
        signals=tuple(replace(each, phrase=cover(each.phrase)) for each in analysis.signals),
        route=replace(analysis.route, waypoints=tuple(map(cover, analysis.route.waypoints))),
    )


def written_otherwise(analysis: Analysis, cover: Cover) -> tuple[str, ...]:
    """How the text writes what was read as a contact point that is hidden, where `cover` does not know it: a number
    spelt in words ("nueve cero cero ...") or with letters for digits."""
    met = (each.as_written for each in analysis.contacts if cover(each.value) != each.value)
    return tuple(dict.fromkeys(written for written in met if written.strip() and cover(written) == written))


def _mention(mention: Mention, cover: Cover) -> Mention:
    forms = tuple(form for form in map(cover, (mention.name, *mention.aliases)) if BAR not in form)
    is_hidden = BAR in cover(mention.name)
    return replace(
        mention,
        name=HIDDEN if is_hidden else mention.name,
        aliases=() if is_hidden else forms[1:],
        sentence=cover(mention.sentence),
        status_sentence=cover(mention.status_sentence),
    )
