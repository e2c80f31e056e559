"""Which command stands in which module: each module is imported when its command is called, or told about in the help,
and not before, so that a command waits for what it needs alone."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, MutableMapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

_WHERE = {
    "nightly": "night:nightly",
    "schedule": "night:schedule",
    "status": "status:status",
    "ingest": "ingest:ingest",
    "extract": "extract:extract",
    "analyse": "analyse:analyse",
    "compare": "compare:compare",
    "explain": "explain:explain",
    "graph": "graph:graph",
    "search": "search:search",
    "named": "named:named",
    "hide": "hide:app",
    "sql": "sql:sql",
    "purge": "purge:purge",
    "serve": "serve:serve",
    "demo": "demo:demo",
    "source": "source:app",
    "evidence": "evidence:app",
    "flag": "flag:app",
    "operator": "operator:app",
    "watchlist": "watchlist:app",
    "audit": "audit:app",
    "db": "db:app",
    "digest": "digest:app",
    "saved": "saved:app",
    "webhook": "webhook:app",
    "terms": "terms:app",
    "user": "user:app",
    "run": "night:runs_app",
}
"""Command -> module of this room, and the function or the group of commands in it; in the order of the help."""


class Commands(TyperGroup):
    """All commands of `almenara`."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = _OnDemand()

    def list_commands(self, _context: object) -> list[str]:
        """Their names, without a look at any of them."""
        return list(self.commands)


class _OnDemand(MutableMapping[str, Any]):
    """Name -> command. Its type is private to Typer."""

    def __init__(self) -> None:
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = _command(name, *_WHERE[name].split(":"))
        return self._made[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self._made[name] = command

    def __delitem__(self, name: str) -> None:
        del self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_WHERE)

    def __len__(self) -> int:
        return len(_WHERE)


def _command(name: str, module: str, attribute: str) -> Any:
    """A function, or a group of them, as a command."""
    called = getattr(import_module(f"cli.{module}"), attribute)
    commands = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    if isinstance(called, typer.Typer):
        commands.add_typer(called, name=name)
    else:
        commands.command(name)(called)
    _flow(commands)
    made = get_command(commands)
    return made.commands[name] if isinstance(made, TyperGroup) else made


def _flow(commands: typer.Typer) -> None:
    """Paragraphs of help end a line where the terminal does, and not where our files do."""
    for each in commands.registered_commands:
        written = each.help or inspect.getdoc(each.callback) or ""
        each.help = re.sub(r"(?<=[^\n:])\n(?=[^\n\s-])", " ", written)
    for group in commands.registered_groups:
        if group.typer_instance is not None:
            _flow(group.typer_instance)
