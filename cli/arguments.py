"""What several commands are given: arguments and filters, each with the words that `--help` says of it, and how what is
typed is read. Nothing here waits for the database's modules."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, TextIO

import typer

from core.errors import InputError
from core.languages import NAMES, Language, is_country, language
from core.terms import DocumentLabel, FlagState, LegalStatus, SourceKind

FlagId = Annotated[int, typer.Argument(help="Number of the flag: `almenara flag list`.")]
OperatorId = Annotated[int, typer.Argument(help="Number of the operator: `almenara operator list`.")]
OperatorIds = Annotated[list[int], typer.Argument(help="Numbers of the operators: `almenara operator list`.")]
RunId = Annotated[int, typer.Argument(help="Number of the night: `almenara run list`.")]
MailId = Annotated[int, typer.Argument(help="Number of the mail: `almenara digest list`.")]
SearchId = Annotated[int, typer.Argument(help="Number of the search: `almenara saved list`.")]
WebhookId = Annotated[int, typer.Argument(help="Number of the webhook: `almenara webhook list`.")]
Login = Annotated[str, typer.Argument(help="Name of the account: `almenara user list`.")]
Address = Annotated[str, typer.Argument(help="Mail address of the recipient.")]
BackupFile = Annotated[Path, typer.Argument(help="A file that `almenara db backup` wrote.")]

Since = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="From this day on.")]
Until = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Up to and including this day.")]
OfKind = Annotated[SourceKind | None, typer.Option(help="Only from sources of this kind.")]
OfLabel = Annotated[DocumentLabel | None, typer.Option(help="Only texts that were given this label.")]
InState = Annotated[FlagState | None, typer.Option(help="Only texts whose flag is in this state.")]
OfStatus = Annotated[LegalStatus | None, typer.Option(help="Only operators of whom a source said this.")]
Who = Annotated[
    str,
    typer.Option(help="Who decides; where accounts are required, by the login of one. Who calls is on record, too."),
]

Names = Annotated[
    bool,
    typer.Option(
        "--names",
        help="With the names and numbers of persons who are no operators. That you had them shown is on record.",
    ),
]

InLanguage = Annotated[str, typer.Option("--language", help="es, en or pt.")]


def language_of(written: str, what: str) -> Language:
    """The language as it is typed, es; `what` are to be written in it.

    Raises:
        InputError: nothing is.
    """
    if written not in NAMES:
        raise InputError(f"--language {written}: {what} are not written in it.", remedy="Use es, en or pt.")
    return language(written)


def country_of(written: str) -> str:
    """A country as it is typed, CL; empty where nothing is.

    Raises:
        InputError: it is none: a search by it would find nothing, and not say why.
    """
    if written and not is_country(written.upper()):
        raise InputError(f"--country {written}: that is no country's code.", remedy="Write two letters, as CL.")
    return written.upper()


def leg_of(written: str) -> tuple[str, str] | None:
    """A leg as it is typed, PE-BO; None where nothing is.

    Raises:
        InputError: it is none.
    """
    if not written:
        return None
    parts = tuple(written.upper().split("-"))
    if len(parts) != 2 or not all(map(is_country, parts)):
        raise InputError(f"--leg {written}: that is no leg of a route.", remedy="Write two countries, as PE-BO.")
    return parts


def days_of(since: datetime | None, until: datetime | None) -> tuple[date | None, date | None]:
    """The first and the last day, as they are typed.

    Raises:
        InputError: the last is before the first.
    """
    if since and until and until < since:
        raise InputError(f"--until {until:%Y-%m-%d} is before --since {since:%Y-%m-%d}.", remedy="Swap them.")
    return since.date() if since else None, until.date() if until else None


@contextmanager
def lines_of(file: str, what: str = "JSON lines") -> Iterator[TextIO]:
    """The lines of a file, or of standard input where it is `-`; InputError where it can't be opened.

    Bytes that are no UTF-8 come as lone surrogates (PEP 383): who reads the lines says in which one they stand.
    """
    if file == "-":
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")  # type: ignore[union-attr]
        yield sys.stdin
        return
    try:
        with Path(file).open(encoding="utf-8", errors="surrogateescape") as lines:
            yield lines
    except OSError as error:
        raise InputError(f"{file}: {error.strerror}.", remedy=f"Name a file of {what}, or -.") from error
