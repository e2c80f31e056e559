"""The JSON that scripts of a page carry: of Next.js, of Nuxt 3, and states from which a script would start.

Nothing is run. What is no plain JSON, too long or too deep is passed over; nothing here raises.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TypeGuard

from lxml.html import HtmlElement

NAMES = ("__NEXT_DATA__", "__NUXT_DATA__", "__INITIAL_STATE__", "__PRELOADED_STATE__")
"""By which such scripts are known, in their id or as what they set."""
ENOUGH = 200
"""Words; an article that shows so many is no beginning, and is not looked for in scripts."""

_LONGEST = 2 * 2**20  # characters of one script
_SCRIPTS = 20  # of one page that are read
_STATE = re.compile(r"""__(?:INITIAL|PRELOADED)_STATE__["']?\]?\s*=\s*(?=\{)""")
_WRAPPED = frozenset({"Reactive", "ShallowReactive", "Ref", "ShallowRef", "EmptyRef", "EmptyShallowRef", "NuxtError"})
_ALIASES = 8  # of one another, in a row


def payloads(tree: HtmlElement) -> Iterator[object]:
    """The values, in the order of the scripts: dicts and lists of any make, of Nuxt's perhaps with cycles."""
    found = 0
    for script in tree.iter("script"):
        text = script.text or ""
        if not any(name in text or name == script.get("id") for name in NAMES) or len(text) > _LONGEST:
            continue
        value = _value(script.get("id") or "", text)
        if isinstance(value, (dict, list)):
            yield value
            found += 1
        if found >= _SCRIPTS:
            return


def _value(name: str, text: str) -> object:
    if name == "__NEXT_DATA__":
        return _page_of(_json(text))
    if name == "__NUXT_DATA__":
        return unflattened(_json(text))
    state = _STATE.search(text)
    return _json(text, state.end()) if state else None


def _json(text: str, start: int = 0) -> object:
    """The value that begins somewhere, whatever follows it; None where it is no JSON."""
    try:
        value: object = json.JSONDecoder(strict=False).raw_decode(text, len(text) - len(text[start:].lstrip()))[0]
    except (ValueError, RecursionError):
        return None
    return value


def _page_of(data: object) -> object:
    """What Next.js gives the page; the rest is about the build."""
    props = data.get("props") if isinstance(data, dict) else None
    page = props.get("pageProps") if isinstance(props, dict) else None
    return page or props or None


def unflattened(flat: object) -> object:
    """What Nuxt 3 writes as one list: each value once, and wherever it belongs its place in the list. Places that are
    none become None."""
    if not isinstance(flat, list) or not flat:
        return None
    made: list[object] = [_shell(value) for value in flat]

    def at(place: object) -> object:
        for _ in range(_ALIASES):
            if not isinstance(place, int) or isinstance(place, bool) or not 0 <= place < len(flat):
                return None
            value = flat[place]
            if not _is_wrapped(value):
                return made[place]
            place = value[1]
        return None

    for value, whole in zip(flat, made, strict=True):
        if isinstance(whole, dict) and isinstance(value, dict):
            whole.update((key, at(place)) for key, place in value.items())
        elif isinstance(whole, list) and isinstance(value, list):
            whole.extend(at(place) for place in value)
    return at(0)


def _is_wrapped(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list) and len(value) == 2 and isinstance(value[0], str) and value[0] in _WRAPPED


def _shell(value: object) -> object:
    if isinstance(value, dict):
        return {}
    if isinstance(value, list):
        if value and isinstance(value[0], str):  # a kind of its own; a date is one that tells something
            return value[1] if value[0] == "Date" and len(value) == 2 else None
        return []
    return value
