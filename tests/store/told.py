"""All that a watch says of one group of operators, in words that are the same in another database: each number of a row
as its place among the group's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import combinations

from sqlalchemy import select, text

from core.errors import AlmenaraError
from core.terms import LegalStatus
from store import search, views
from store.clusters import clusters_of
from store.exchange import sheets
from store.exchange.entries import Entry, entries
from store.linking.candidates import look_up
from store.linking.lookup import by_contact
from store.search import SearchFilter
from store.session import Session
from store.sql_views import VIEWS
from store.tables import OperatorRow
from store.views.changes import changed_flags, is_changed_operator
from tests.store.make import NOON
from tests.store.watches import ANA, Group, World

_OF = {
    "captures": ("capture_key",),
    "contact_removals": ("removal_id",),
    "documents": ("document_id",),
    "flags": ("flag_id", "clearance_id", "flag"),
    "judgements": ("judgement_id", "seen"),
    "operator_statuses": ("statement_id", "clearing_id", "status_id"),
    "operators": (
        *("operator_id", "entry_id", "cluster_id", "left_id", "right_id", "entries", "operators", "accused"),
        *("withdrawn_operators", "corrected_operators", "clears", "doubtful"),
    ),
    "revisions": ("revision_id",),
    "stories": ("story_id",),
}
_TABLES = {name: table for table, names in _OF.items() for name in names}
"""What a field, or a column of a view, is called that has the number of a row -> its table."""

_COME_AND_GO = ("contact_id", "mention_id", "decision_id", "correction_id")
"""Numbers of rows that go and come again, or that nobody looks up."""

_FOREIGN = "another group's"
_MANY = 500


class Said:
    """What is said of a group, by what was asked."""

    def __init__(self, session: Session, world: World, group: Group) -> None:
        self._session, self._world, self._group = session, world, group
        self.answers: dict[str, object] = {}

    def add(self, what: str, answer: object, of: str = "") -> None:
        """`of`: what the answer's plain numbers are called."""
        self.answers[what] = self.plain(answer, of)

    def plain(self, value: object, name: str = "") -> object:
        """A value without the numbers of rows. `name`: of the field that has it."""
        if name in _COME_AND_GO:
            return "-"
        if is_dataclass(value):
            return {each.name: self.plain(getattr(value, each.name), each.name) for each in fields(value)}
        if isinstance(value, dict):
            return {str(self.plain(key, name)): self.plain(each, str(key)) for key, each in value.items()}
        if isinstance(value, list | tuple | set | frozenset):
            found = [self.plain(each, name) for each in value]
            return found if isinstance(value, list | tuple) else sorted(found, key=repr)
        return self._one(value, name)

    def _one(self, value: object, name: str) -> str:
        if isinstance(value, datetime) and value > NOON + timedelta(days=1000):
            return "by the clock"  # as the audit log has it
        if type(value) is int and name in _TABLES:
            return self._place(value, name)
        return self._words(value, name) if type(value) is str else repr(value)

    def _words(self, said: str, name: str) -> str:
        if name in _TABLES and said.isdigit():  # a document and its reading go by their version
            return self._place(int(said), "revision_id")
        return re.sub(r"(almenara-\w+-|/operators/)(\d+)", lambda at: self._place(int(at[2]), "operator_id"), said)

    def _place(self, key: int, name: str) -> str:
        mine = self._world.of(self._group, _TABLES[name])
        return f"{_TABLES[name]} {mine.index(key) if key in mine else _FOREIGN}" if key else ""


def told(session: Session, world: World, group: Group) -> dict[str, object]:
    """All of it; nothing of anybody else among it."""
    said = Said(session, world, group)
    _tell_one_by_one(said, session, world, group)
    _tell_lists(said, session, world, group)
    _tell_finds(said, session, world, group)
    _tell_views(said, session, world, group)
    foreign = [path for path, said_so in _leaves(said.answers) if _FOREIGN in said_so]
    assert not foreign, foreign
    return said.answers


def _leaves(answer: object, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(answer, dict | list):
        for key, each in answer.items() if isinstance(answer, dict) else enumerate(answer):
            yield from _leaves(each, f"{path} / {key}")
    else:
        yield path, str(answer)


def differences(one: object, other: object, path: str = "") -> Iterator[str]:
    """Where two answers part."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in {**one, **other}:
            yield from differences(one.get(key), other.get(key), f"{path} / {key}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for at, pair in enumerate(zip(one, other, strict=True)):
            yield from differences(*pair, f"{path} / {at}")
    elif one != other:
        yield f"{path}: {one!r}, alone {other!r}"


def _tell_one_by_one(said: Said, session: Session, world: World, group: Group) -> None:
    about: list[tuple[str, str, Callable[[int], object]]] = [
        ("operator", "operators", lambda key: views.operator(session, key)),
        ("neighbours", "operators", lambda key: views.neighbours(session, key)),
        ("flags of", "operators", lambda key: views.flags(session, views.FlagFilter(operator_id=key))),
        ("flag", "flags", lambda key: views.flag(session, key)),
        ("text", "revisions", lambda key: search.text(session, key)),
        ("faults of", "revisions", lambda key: len(views.word_faults(session, key))),
        ("statement", "operator_statuses", lambda key: views.statement(session, key)),
    ]
    for what, table, ask in about:
        for place, key in enumerate(world.of(group, table)):
            said.add(f"{what} {place}", _answer(ask, key))
    mine = world.of(group, "operators")
    said.add("exhibits", views.exhibits(session, mine))
    for one, other in combinations(mine, 2):
        pair = f"pair {mine.index(one)} {mine.index(other)}"
        said.add(pair, _answer(partial(views.pair_of, session, one), other))
    heads = set(clusters_of(session, mine).values())
    said.add("changed last", views.operators_changed(session, heads), "operator_id")


def _answer(ask: Callable[[int], object], key: int) -> object:
    try:
        return ask(key)
    except AlmenaraError as error:
        return type(error).__name__


def _tell_lists(said: Said, session: Session, world: World, group: Group) -> None:
    operators, flags = world.of(group, "operators"), world.of(group, "flags")
    since = NOON + timedelta(days=30)
    lines = {
        "flags": views.flags(session, limit=_MANY),
        "taken back": views.taken_back(session, ANA),
        "corrected": views.corrected_leads(session, ANA),
        "lately": [replace(line, changed_at=at) for line, at in views.lately(session, limit=_MANY)],
    }
    for what, found in lines.items():
        said.add(what, [line for line in found if line.flag_id in flags])
    lists = {
        "tonight": views.tonight(session, NOON, limit=_MANY),
        "unmailed": views.unmailed(session, ANA, first_since=NOON),
    }
    for what, groups in lists.items():  # leads that name nobody stand together, whoever's they are
        own = (replace(each, flags=tuple(line for line in each.flags if line.flag_id in flags)) for each in groups)
        said.add(what, [each for each in own if each.flags])
    said.add("operators", [each for each in views.operators(session, limit=_MANY) if each.operator_id in operators])
    waiting = views.waiting_clearings(session, limit=_MANY)
    said.add("clearings", [each for each in waiting if each.entry_id in operators])
    said.add("flags since", set(session.scalars(changed_flags(since))) & set(flags), "flag_id")
    changed = session.scalars(select(OperatorRow.operator_id).where(is_changed_operator(session, since)))
    said.add("operators since", set(changed) & set(operators), "operator_id")
    for confirmed in (False, True):
        exported = entries(session, confirmed=confirmed, desk="https://desk.example")
        mine = [each for each in exported if _entry(each) in operators]
        said.add(f"export {confirmed}", [(each, sheets.row(each)) for each in mine])


def _entry(exported: Entry) -> int:
    return int(exported.desk.rpartition("/")[2])


def _tell_finds(said: Said, session: Session, world: World, group: Group) -> None:
    operators, revisions = world.of(group, "operators"), world.of(group, "revisions")
    for typed in (*group.firms, group.alias, group.victim, *group.numbers):
        asked = search.understand(session, typed)
        said.add(f"people {typed}", search.find_operators(session, asked, SearchFilter()))
        said.add(f"texts {typed}", search.find_documents(session, asked, SearchFilter()))
        said.add(f"looked up {typed}", {each.operator_id for each in look_up(session, typed)}, "operator_id")
    said.add("by number", by_contact(session, [f"tel:{each}" for each in group.numbers]), "operator_id")
    asked = search.understand(session, "")
    for status in LegalStatus:
        chosen = SearchFilter(status=status)
        people = [each.operator_id for each in search.find_operators(session, asked, chosen, limit=_MANY)]
        texts = [each.revision_id for each in search.find_documents(session, asked, chosen, limit=_MANY)]
        said.add(f"people {status}", [each for each in people if each in operators], "operator_id")
        said.add(f"texts {status}", [each for each in texts if each in revisions], "revision_id")


def _tell_views(said: Said, session: Session, world: World, group: Group) -> None:
    """What `almenara sql` has of them."""
    for view in VIEWS:
        found = []
        for row in session.execute(text(f"SELECT * FROM {view}")).mappings():
            name = next((each for each in ("operator_id", "left_id", "flag_id", "statement_id") if each in row), None)
            if name is not None and row[name] in world.of(group, _TABLES[name]):
                found.append(said.plain({**row, "doubtful": bool(row.get("doubtful"))}))  # no operators, as elsewhere
        said.answers[view] = sorted(found, key=repr)
