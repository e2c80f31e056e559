"""Whether what is kept is there at all: a data folder that moved or was not mounted looks like a watch just begun."""

from __future__ import annotations

import os

from core.errors import EvidenceError
from core.settings import Settings
from evidence.custody import LOG, CustodyLog
from evidence.format.files import lines_backwards
from evidence.removal import noted_removal
from evidence.seal import SEALED, TIMESTAMPED
from evidence.vault.carried import carried
from evidence.vault.carry import uncarried
from pipeline.status.finding import Finding, Standing, well
from store import captures, runs
from store.session import Database, Session


def database(database: Database, session: Session, settings: Settings, *, at_work: str) -> Finding:
    """Whether it answers, may be written, and knows of the nights that lie in the archive. `at_work`: who is at a
    night, which seals before it is remembered; "" for nobody."""
    if database.path is not None and not os.access(database.path, os.W_OK):
        said = f"{database.name} answers, and may not be written by {_user()}."
        return Finding("database", Standing.WRONG, said, "Give whom the watch runs as the right to write it.")
    log = settings.archive_root / LOG
    if not at_work and log.is_file() and log.stat().st_size and not captures.any_known(session):
        said = f"{database.name} knows of nothing that is sealed in {settings.archive_root}."
        remedy = "Mend data_dir or database_url, or move it away and `almenara db restore` the newest backup."
        return Finding("database", Standing.WRONG, said, remedy)
    return well("database", f"{database.name} answers.")


def archive(session: Session, settings: Settings) -> list[Finding]:
    """Where the evidence of what the database knows should lie, and there is not even its log."""
    if (settings.archive_root / LOG).is_file() or not captures.any_known(session):
        return []
    said = f"{settings.archive_root} is no archive, and the database knows of evidence in it."
    remedy = "Mount it, mend archive.dir, or bring its copy back; then `almenara evidence verify`."
    return [Finding("archive", Standing.WRONG, said, remedy)]


def time_stamp(session: Session, settings: Settings, *, at_work: str) -> list[Finding]:
    """Whether the last night's hash was witnessed outside, where an authority is set. `at_work`: as `database`; a night
    is done, and asks for the stamp right after. Where the log ends with one, there was nothing to ask for."""
    began = runs.last_done(session)
    if not settings.archive.timestamp_url or at_work or began is None:
        return []
    log = CustodyLog(settings.archive_root)
    stamp = log.newest(TIMESTAMPED)
    if stamp is not None and (stamp.at >= began or stamp.line == next(lines_backwards(log.path))):
        return [well("time stamp", "The last night has one.")]
    said = f"The last night has none: the newest is of {stamp.at:%Y-%m-%d}." if stamp else "None was ever taken."
    remedy = f"The journal says why (no time stamp): {settings.archive.timestamp_url}. The next night asks again."
    return [Finding("time stamp", Standing.LOOK, said, remedy)]


def vault(settings: Settings, *, at_work: str) -> list[Finding]:
    """Whether what is sealed was carried into the vault, where one is set, by the custody log: the vault is not asked.
    `at_work`: as `database`."""
    root = settings.archive_root
    if not settings.archive.vault or at_work or (newest := CustodyLog(root).newest(SEALED)) is None:
        return []
    try:
        last, left = carried(root, newest.subject), uncarried(root)
        is_there = last is not None and last.details.get("vault") == settings.archive.vault
        if not left and (is_there or noted_removal(root, newest.subject)):
            return [well("vault", "All that is sealed was carried there.")]
        count = f"{len(left)} sealed files are" if left else f"What was sealed on {newest.at:%Y-%m-%d} is"
        said = f"{count} not in {settings.archive.vault}."
    except EvidenceError as error:  # of a log that can't be read
        said = str(error)
    return [Finding("vault", Standing.LOOK, said, "`almenara evidence carry` says why, or carries it.")]


def _user() -> str:
    return f"user {os.geteuid()}" if hasattr(os, "geteuid") else "this user"
