"""`almenara status`: is the watch awake?"""

from __future__ import annotations

import socket
import sys
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from cli.common import AsJson, print_json, print_table
from core.errors import SettingsError
from core.nights import LATE
from core.settings import load
from core.settings_types import LONGEST_DAYS


def status(
    hours: Annotated[
        float, typer.Option(min=1, max=24 * LONGEST_DAYS, help="How long ago the last night may have begun.")
    ] = LATE / timedelta(hours=1),
    mail: Annotated[
        bool, typer.Option("--mail", help="Mail mail.keepers what is wrong, and silent sources weekly.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Is the watch working? How each part of it stands, and what to do.

    Disk, sources, desk, database, archive, scheduler, last night, mails, webhooks, what was set aside, backup.

    Exit status 1 where something is wrong, so that a monitor can ask. What a person should look at before long is no
    error. Whether evidence and database are whole is checked by `evidence verify`, `audit verify` and `db check`.

    Example: almenara status --mail
    """
    from digest.keepers import tell_keepers
    from pipeline.status.finding import Standing
    from pipeline.status.look import look

    now = datetime.now(UTC)
    try:
        settings = load()
    except SettingsError as error:
        if mail:
            _tell_of_settings(error, now)
        raise
    found = look(settings, now, late=timedelta(hours=hours))
    wrong = [each for each in found if each.standing is Standing.WRONG]
    if as_json:
        for each in found:
            print_json(asdict(each))
    else:
        print_table("", ("matter", "state", "what", "to do"), [(f.matter, f.standing, f.said, f.remedy) for f in found])
    pressing = [each for each in found if each.is_due or each.standing is Standing.WRONG]
    if mail and pressing:
        unwell = [each for each in found if each.standing is not Standing.WELL]
        lines = [f"{each.matter} ({each.standing}): {each.said} {each.remedy}".strip() for each in unwell]
        subject = f"Almenara on {socket.gethostname()}: {', '.join(dict.fromkeys(each.matter for each in pressing))}"
        for failure in tell_keepers(settings.mail, subject, lines, now):
            sys.stderr.write(f"almenara: {failure}\n")
    if wrong:
        raise typer.Exit(1)


def _tell_of_settings(error: SettingsError, now: datetime) -> None:
    """With settings that can't be used no night runs, nor anything else that could tell of it."""
    from core.settings_rescue import mail_settings
    from digest.keepers import tell_keepers

    found = mail_settings()
    lines = [f"settings (wrong): {error}", "Until then no night runs, and no mail goes out but this."]
    subject = f"Almenara on {socket.gethostname()}: settings"
    try:
        failures = tell_keepers(found, subject, lines, now) if found else ["Nobody was mailed: nor can mail be set up."]
    except SettingsError as other:
        failures = [f"Nobody was mailed: {other}"]
    for failure in failures:
        sys.stderr.write(f"almenara: {failure}\n")
