"""What triage learns from: our labelled texts and ordinary ones, plain or set into pages, as windows of features."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from core.terms import DocumentKind, Language
from models.align import to_document
from models.answers import answers
from models.ordinary import Ordinary
from models.pages import in_page
from models.records import Record
from nlp.sieve.page import shown
from nlp.sieve.words import Numbers, features, windows, words_of

ALIKE = 0.1
"""What a look-alike counts beside an offer: to stop them is the full reader's work; the rest of the world is ours."""
_EVERYDAY = frozenset({"w115", "w120", "w128", "w129", "w130"})
"""Writers of nothing but what boards and papers print every day: their texts are the rest of the world, too."""
_IN_PAGES = 0.6  # of the texts
_FORMS = 2  # more in which an offer is shown
_SPANISH = 2.0  # what an ordinary Spanish text counts: there are fewest of them


@dataclass(frozen=True, slots=True)
class Item:
    """A text to learn from. `passes`: what triage should say of it."""

    name: str
    kind: DocumentKind
    language: Language
    writer: str
    passes: bool
    weight: float
    windows: tuple[Numbers, ...]
    words: int  # that they show
    text: tuple[Numbers, ...] = ()  # of title and text alone, as extraction gives them
    text_words: int = 0


def labelled(records: Sequence[Record], *, by_reader: bool, read: bool = True) -> list[Item]:
    """Our texts. What passes: what carries a label, and what the full reader flags or clears somebody in.

    Args:
        by_reader: only the latter; for thresholds, which promise something of what the reader would flag.
        read: whether texts that the reader was never asked about are read now; else their labels alone speak.
    """
    said = answers([to_document(record) for record in records], read=read)
    items = []
    for record, answer in zip(records, said, strict=True):
        labels = bool(record["labels"])
        flags = labels if answer is None else answer.flagged or answer.clears
        items.append(_item(record, passes=flags or (labels and not by_reader)))
    return items


def again(records: Sequence[Record], items: Sequence[Item]) -> list[Item]:
    """What passes once more, in other pages: a short offer must be known in all of them."""
    passing = {item.name: item for item in items if item.passes}
    return [
        _shown(
            replace(passing[record["id"]], weight=1 / _FORMS),
            seen(f"{record['id']} {form}", record["title"], record["text"], record["lang"]),
        )
        for record in records
        if record["id"] in passing
        for form in range(_FORMS)
    ]


def _item(record: Record, *, passes: bool) -> Item:
    page = seen(record["id"], record["title"], record["text"], record["lang"])
    rows = features(words_of(f"{record['title']}\n{record['text']}"))
    return Item(
        name=record["id"],
        kind=DocumentKind(record["kind"]),
        language=Language(record["lang"]),
        writer=record["writer"],
        passes=passes,
        weight=1.0 if passes or record["writer"] in _EVERYDAY else ALIKE,
        windows=tuple(windows(page)),
        words=len(page),
        text=tuple(windows(rows)),
        text_words=len(rows),
    )


def _shown(item: Item, page: Numbers) -> Item:
    return replace(item, windows=tuple(windows(page)), words=len(page))


def rest(texts: Iterable[Ordinary]) -> list[Item]:
    """Ordinary texts; they count for both kinds and every writer."""
    return [
        _shown(
            Item(
                name=f"ordinary-{number}",
                kind=DocumentKind.NEWS,
                language=Language(each.language),
                writer="",
                passes=False,
                weight=each.worth * (_SPANISH if each.language == Language.SPANISH else 1.0),
                windows=(),
                words=0,
            ),
            seen(f"ordinary-{number}", each.title, each.text, each.language),
        )
        for number, each in enumerate(texts)
    ]


def seen(name: str, title: str, text: str, language: str) -> Numbers:
    """The features of a text: of most as it stands in some page, of others as it is."""
    chance = random.Random(name)  # noqa: S311 - repeatable, not secret
    whole = f"{title}\n{text}"
    if chance.random() < _IN_PAGES:
        whole = shown(in_page(title, text, language, chance)).text
    return features(words_of(whole))


def cells(items: Iterable[Item], wanted: Callable[[Item], bool]) -> dict[tuple[DocumentKind, Language], list[Item]]:
    """Items by kind and language."""
    found: dict[tuple[DocumentKind, Language], list[Item]] = {}
    for item in items:
        if wanted(item):
            found.setdefault((item.kind, item.language), []).append(item)
    return found
