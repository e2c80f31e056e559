"""`almenara`: where the program begins, and errors turned into one clear line. The commands: cli/commands.py.

Exit status: 0 done; 1 done, and something was found wrong (a failed check, evidence that does not verify); 2 not done,
the reason and the remedy on standard error; 130 interrupted.
"""

from __future__ import annotations

import codecs
import errno
import json
import os
import sys
from importlib.metadata import version
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from cli.commands import Commands
from core.errors import AlmenaraError
from core.text import plain

app = typer.Typer(
    name="almenara",
    cls=Commands,
    help="A nightly watch over news and adverts for operators who smuggle migrants. A flag is a lead, not a finding.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        print(f"almenara {version('almenara')}")
        raise typer.Exit


@app.callback()
def common(
    settings: Annotated[
        Path | None, typer.Option(help="Your settings file, in place of the one in ALMENARA_SETTINGS.", exists=True)
    ] = None,
    _shown: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    """Options of every command."""
    if settings is not None:
        os.environ["ALMENARA_SETTINGS"] = str(settings.resolve())


_MACHINE = {
    errno.ENOSPC: "Free some space, then start it again: it goes on from there.",
    errno.EDQUOT: "Free some space, then start it again: it goes on from there.",
    errno.EROFS: "Name a folder that can be written (data_dir in the settings).",
    **dict.fromkeys(
        (errno.EEXIST, errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ELOOP, errno.ENAMETOOLONG),
        "Name a folder that is there or can be made (data_dir in the settings, or what the command was given).",
    ),
    errno.EACCES: "Give this user the right to it, or name another (data_dir in the settings).",
    errno.EPERM: "Give this user the right to it, or name another (data_dir in the settings).",
}
"""What the machine refuses wherever we write, with the remedy. Other OSErrors may be our own, and show where."""


def run() -> None:
    """The entry point of the `almenara` script."""
    _say_what_can_be_said()
    try:
        app()
    except AlmenaraError as error:
        sys.stderr.write(f"almenara: {plain(str(error))}\n")
        sys.stderr.writelines(f"  {plain(each)}\n" for each in error.details)
        sys.exit(2)
    except BrokenPipeError:
        _leave_quietly()
    except OSError as error:
        if error.errno not in _MACHINE:
            raise
        where = f"{plain(str(error.filename))}: " if error.filename else ""
        sys.stderr.write(f"almenara: {where}{error.strerror}. {_MACHINE[error.errno]}\n")
        sys.exit(2)
    except SystemExit as end:  # Typer's own: it has met the cause already, and ends with 1 whatever that was
        if isinstance(end.__context__, BrokenPipeError):
            _leave_quietly()
        if isinstance(end.__context__, typer.Abort):  # a question that nobody answered
            sys.exit(2)
        raise
    except KeyboardInterrupt:
        sys.exit(130)


def _say_what_can_be_said() -> None:
    """A terminal or a pipe that can't write a name is given its letters as JSON writes them: \\u00e9. JSON stays JSON,
    and nobody's work ends in a traceback."""
    codecs.register_error("escaped", _escaped)
    if isinstance(sys.stdout, TextIOWrapper) and sys.stdout.errors == "strict":
        sys.stdout.reconfigure(errors="escaped")


def _escaped(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


def _leave_quietly() -> None:
    """The reader of our output closed it, as `head` does."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(0)


if __name__ == "__main__":
    run()
