"""Lines of FollowTheMoney JSON as entities, each by its id, and what of them is checked line by line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from core.errors import InputError, words_of
from core.terms import LegalStatus
from store.exchange.owned import values
from store.seeds import cells
from store.tables.base import clean

_NARROWER = ["LegalEntity", "Organization", "Company", "Person", "PublicBody"]
"""Schemata of who may stand on a list, each before those that say more."""


def read_entities(path: Path) -> dict[str, dict[str, object]]:
    """Read a file of FollowTheMoney JSON lines: entities by their ids, those of several lines joined.

    Raises:
        InputError: it can't be read, or a line is no entity; names the line.
    """
    entities: dict[str, dict[str, object]] = {}
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    entity = _parse(line, f"{path}, line {number}")
                    key = str(entity["id"])
                    entities[key] = _joined(entities[key], entity) if key in entities else entity
    except ValueError as error:
        raise InputError(f"{path}: {error}.", remedy="Name a file of FollowTheMoney JSON lines in UTF-8.") from error
    except OSError as error:
        raise InputError(
            f"{path}: {words_of(error)}.", remedy="Name a file of FollowTheMoney JSON lines in UTF-8."
        ) from error
    return entities


def also(entity: Mapping[str, object]) -> tuple[str, ...]:
    """The ids that it had before; OpenSanctions gives an entity a new one when it finds that two are one."""
    referents = entity.get("referents")
    return tuple(each for each in referents if isinstance(each, str)) if isinstance(referents, list) else ()


def seen(entity: Mapping[str, object]) -> tuple[datetime, datetime] | None:
    moments = [str(entity.get(name) or "") for name in ("first_seen", "last_seen")]
    if not all(moments):
        return None
    first, last = (datetime.fromisoformat(moment) for moment in moments)
    first, last = first.replace(tzinfo=first.tzinfo or UTC), last.replace(tzinfo=last.tzinfo or UTC)
    if max(first, last) > datetime.now(UTC) + cells.FUTURE:
        raise ValueError("first_seen or last_seen is still to come")
    return first, last


def _joined(one: dict[str, object], other: dict[str, object]) -> dict[str, object]:
    """Two lines of one entity, which FollowTheMoney takes together: what either says of it, it says."""
    schema = max(one["schema"], other["schema"], key=lambda each: _NARROWER.index(each) if each in _NARROWER else -1)
    names = [*_properties(one), *_properties(other)]
    merged = {name: list(dict.fromkeys([*values(one, name), *values(other, name)])) for name in names}
    before = list(dict.fromkeys([*also(one), *also(other)]))
    return {**one, "schema": schema, "properties": merged, "referents": before}


def _properties(entity: Mapping[str, object]) -> Iterable[str]:
    properties = entity.get("properties")
    return properties if isinstance(properties, dict) else ()


def standing(documentation: Mapping[str, object]) -> tuple[LegalStatus, date | None] | None:
    """A standing of ours and its day, None where our own form tells none; ValueError where the day is a year alone, or
    still to come."""
    known = [value for value in values(documentation, "status") if value in set(LegalStatus)]
    days = values(documentation, "date")
    on = cells.day(days[0].partition("T")[0]) if known and days else None
    is_ours = "standing" in values(documentation, "role") and known[:1] != [LegalStatus.CLEARED.value]
    return (LegalStatus(known[0]), on) if known and (on is not None or is_ours) else None


def _parse(line: str, where: str) -> dict[str, object]:
    try:
        entity = _kept(json.loads(line))
        if not isinstance(entity, dict):
            raise TypeError("it is no JSON object")
        if not isinstance(entity["id"], str) or not isinstance(entity["schema"], str):
            raise TypeError("id and schema are no strings")
        values(entity, "name")
        seen(entity)
        if entity["schema"] == "Documentation":
            standing(entity)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(
            f"{where}: no FollowTheMoney entity ({error}).", remedy="A line is {id, schema, properties}."
        ) from error
    return dict(entity)


def _kept(said: object) -> object:
    """Without what no database keeps: NUL, and halves of letters that JSON can write."""
    if isinstance(said, str):
        return clean(said)
    if isinstance(said, list):
        return [_kept(each) for each in said]
    return {clean(str(name)): _kept(each) for name, each in said.items()} if isinstance(said, dict) else said
