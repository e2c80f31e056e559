"""What every test would pay for anew and proves nothing by: SQL compiled once more, passwords that are dear to guess.

SQLAlchemy keeps compiled statements per engine, and every test has an engine of its own: of a test of the store up to a
half went to compiling what the test before had compiled. Databases of one kind that are reached by one driver speak one
dialect, so they may share what was compiled.
"""

from __future__ import annotations

from typing import Any

from argon2 import PasswordHasher
from sqlalchemy import Connection, Engine, event

from store.accounts import passwords

SHIPPED = passwords._HASHER
"""The hasher that people's passwords are kept by."""


class _Compiled(dict[Any, Any]):
    """As SQLAlchemy's own cache, whose keys begin with the dialect: by its kind here, not by the engine that has it."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(self._shared(key), default)

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(self._shared(key), value)

    @staticmethod
    def _shared(key: tuple[Any, ...]) -> tuple[Any, ...]:
        dialect, *rest = key
        return (dialect.name, dialect.driver, dialect.server_version_info, *rest)


_COMPILED = _Compiled()


def compile_once() -> None:
    """From now on every engine of this process takes its compiled statements from one cache."""
    event.listen(Engine, "engine_connect", _from_one_cache)


def _from_one_cache(connection: Connection) -> None:
    connection.execution_options(compiled_cache=_COMPILED)


def hash_cheaply() -> None:
    """From now on this process keeps passwords by Argon2id at its lowest price."""
    passwords._HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
