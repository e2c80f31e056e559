"""Values of such data as text: bodies of many makes, numbers, prices and dates of one object."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.body.blocks import squeeze
from extraction.body.targets import NUMBER
from extraction.embedded import keys

Object = dict[str, object]

_DEPTH = 10
_VALUES = 5_000  # of one body that are looked at
_LONGEST = 300_000  # characters of one body
_NUMBERS = 3  # of one advert; more are those of many
_MANY = 10  # entries of a list of numbers that are looked at
_PRICE = re.compile(r"(?=\D*\d)(?=.*(?:[^\W\d]|[$€£]))[^<>{}\n]{2,40}")
_CURRENCY = re.compile(r"[A-Z]{3}|[A-Z]{0,3}[$€£]|U\$[SD]|u\$[sd]?|S/\.?|Bs\.?")


class _Pieces:
    """Gathers the paragraphs of a body; what links to another page is passed over."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._left = _VALUES
        self._room = _LONGEST

    def take(self, value: object, depth: int = 0) -> None:
        self._left -= 1
        if self._left < 0 or depth > _DEPTH:
            return
        if isinstance(value, str):
            self.found.append(value[: self._room])
            self._room -= len(self.found[-1])
        elif isinstance(value, list):
            self._list(value, depth)
        elif isinstance(value, dict):
            inner = {keys.plain(key): each for key, each in value.items()}
            self.take(next((inner[name] for name in keys.INNER if inner.get(name)), None), depth + 1)

    def _list(self, value: list[object], depth: int) -> None:
        if depth and any(map(_is_leaf, value)):  # the parts of one line
            self.found, kept = [], self.found
            for one in value:
                self.take(one, depth + 1)
            self.found = [*kept, "".join(self.found)]
            return
        for one in value:
            if not _is_card(one):
                self.take(one, depth + 1)


def pieces(value: object) -> list[str]:
    """The paragraphs of a body, each plain or as HTML: it is a string, a list of paragraphs, or a tree as editors keep
    (Slate, ProseMirror, Contentful, Arc …)."""
    gathered = _Pieces()
    if not (isinstance(value, dict) and has_title(value)):  # that speaks for itself
        gathered.take(value)
    return [piece for piece in gathered.found if piece.strip()]


def has_title(thing: Object) -> bool:
    """Whether an object has a title of its own."""
    return not keys.TITLES.isdisjoint(map(keys.plain, thing))


def _is_leaf(value: object) -> bool:
    """Whether it is a run of letters within a line, as editors keep them."""
    if not isinstance(value, dict) or not any(isinstance(value.get(key), str) for key in ("text", "value")):
        return False
    return next((value[key] for key in ("type", "nodeType", "_type") if key in value), "text") in ("text", "span")


def _is_card(value: object) -> bool:
    return isinstance(value, dict) and not keys.ADDRESSES.isdisjoint(map(keys.plain, value))


def strings(value: object) -> Iterator[str]:
    """A string, or those that an object has it as ({"rendered": …}, {"basic": …}), each as one line."""
    if isinstance(value, str):
        yield squeeze(value[:_LONGEST])
    elif isinstance(value, dict):
        yield from (squeeze(each[:_LONGEST]) for each in value.values() if isinstance(each, str))


def telephones(thing: Object) -> tuple[str, ...]:
    """The telephone numbers of an advert's object and of who offers it; none where they are those of many."""
    found = {re.sub(r"\D", "", number)[-8:]: number for number in _numbers(thing, 0)}
    return tuple(found.values()) if len(found) <= _NUMBERS else ()


def _numbers(thing: object, depth: int, *, told: bool = False) -> Iterator[str]:
    """`told`: the key above says that these are numbers."""
    if depth > 4:
        return
    if isinstance(thing, dict):
        for key, value in thing.items():
            if keys.is_phone(key) or (told and keys.plain(key) in ("number", "numero", "value", "full", "raw")):
                yield from _numbers(value, depth + 1, told=True)
            elif keys.plain(key) in keys.WHO or keys.plain(key) in keys.WRAPPERS:
                yield from _numbers(value, depth + 1)
    elif isinstance(thing, list):
        for one in thing[:_MANY]:
            yield from _numbers(one, depth + 1, told=told)
    elif told and isinstance(thing, (str, int)) and NUMBER.fullmatch(str(thing).strip()[:40]):
        yield str(thing).strip()


def price(thing: Object) -> str:
    """What an advert's object asks, with its currency ('350 USD', 'R$ 350'); '' where it says none."""
    by_key = {keys.plain(key): value for key, value in thing.items()}
    for key in keys.PRICES:
        value = by_key.get(key)
        inner = {keys.plain(k): v for k, v in value.items()} if isinstance(value, dict) else {"value": value}
        for each in inner.values():
            if isinstance(each, str) and _PRICE.fullmatch(each.strip()):
                return squeeze(each)
        amount = next((each for each in inner.values() if _is_amount(each)), None)
        currency = next((c for c in (*inner.items(), *by_key.items()) if c[0] in keys.CURRENCIES), ("", ""))[1]
        if amount is not None and isinstance(currency, str) and _CURRENCY.fullmatch(currency):
            return f"{amount:g} {currency}" if isinstance(amount, float) else f"{amount} {currency}"
    return ""


def _is_amount(value: object) -> bool:
    if isinstance(value, str):
        return re.fullmatch(r"\d{1,9}(?:[.,]\d{1,3})*", value) is not None
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value < 1e9


def dates(thing: Object) -> Iterator[str]:
    """What an object says of when it was published, the surest first."""
    by_key = {keys.plain(key): value for key, value in thing.items()}
    for key in keys.DATES:
        value = by_key.get(key)
        if isinstance(value, (str, int)) and not isinstance(value, bool) and value:
            yield str(value)[:100]
