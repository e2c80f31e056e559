"""The errors that people see: each names the input and says what to do about it."""

from __future__ import annotations

from collections.abc import Sequence


class AlmenaraError(Exception):
    """Something a person can mend. `str()` is the whole message: what is wrong, with which input, and the remedy.
    `details` are told below it, a line each, where there are several things to mend."""

    def __init__(self, what: str, *, remedy: str = "", details: Sequence[str] = ()) -> None:
        super().__init__(f"{what} {remedy}".strip())
        self.what = what
        self.remedy = remedy
        self.details = tuple(details)


def words_of(error: Exception) -> str:
    """What an error says: of the machine's own only the words, without its number and without the file's name again."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def words_of_fault(message: str) -> str:
    """What pydantic says of a value: of a check of ours the words alone, without its own before them."""
    return message.removeprefix("Value error, ")


def install(extra: str) -> str:
    """The remedy where an extra isn't installed: from this folder, for a package of our name in an index is not ours,
    and with the locked versions, which stay as they are."""
    return f"Install it, in the folder of Almenara: .venv/bin/pip install -c constraints.txt -e '.[{extra}]'"


class InputError(AlmenaraError):
    """A file, a record or an argument that can't be read."""


class SettingsError(AlmenaraError):
    """A setting that can't be used."""


class SourceError(AlmenaraError):
    """A source description (YAML) that can't be used."""


class EvidenceError(AlmenaraError):
    """An archive or a custody log that doesn't hold what it should."""


class StoreError(AlmenaraError):
    """The database can't be opened, is full or broken, or has another schema."""


class BusyError(AlmenaraError):
    """Somebody else is doing this now."""


class EngineError(AlmenaraError):
    """The workers that do a night's work can't be had, or can't be kept alive."""


class NotFoundError(AlmenaraError):
    """There is no such flag, operator, document or run."""


class ConflictError(AlmenaraError):
    """Somebody else decided in the meantime."""


class StoppedError(AlmenaraError):
    """The work was told to stop before its end; what was done is kept, and the next start goes on from there."""
