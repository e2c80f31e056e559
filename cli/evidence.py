"""`almenara evidence`: what was seen, whether it still is what was seen, and a bundle for others."""

from __future__ import annotations

import sys
from contextlib import closing, suppress
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from cli import evidence_export
from cli.arguments import FlagId
from cli.common import AsObject, long_work, opened, print_json, print_table, viewing
from core.errors import BusyError, EvidenceError, InputError, StoreError
from core.settings import Settings, load
from core.text import plain
from digest.brought import brought_on
from digest.bundle import evidence_of
from digest.exhibits import words
from digest.stands import decisions
from evidence.removal import left, removals
from evidence.seal import log_faults
from evidence.show import CaptureShown
from evidence.timestamp import check
from evidence.verify import set_back
from evidence.verify import verify as verify_archive
from pipeline import archive_check
from pipeline.carrying import carry_over
from store import lock
from store.session import Database

_NAMED = 5
_MEND = "Run `almenara evidence verify` and `almenara db check`, keep the archive as it is, and mend what they find."
COMPARED = "compared"
"""What `evidence verify --json` says of the database that was held against the archive."""

app = typer.Typer(help="The archive: what was seen, when, byte for byte.", no_args_is_help=True)


@app.command("show")
def show(flag_id: FlagId, as_json: AsObject = False) -> None:
    """Show what was seen for a flag, and where the words stand in it. Exit status 1 where the archive differs, or the
    custody log since it was sealed. That a purge took the page away in order is said, and is no difference.

    Example: almenara evidence show 3
    """
    settings = load()
    with viewing(f"flag {flag_id}", settings) as session:
        evidence = evidence_of(session, flag_id, settings.archive_root)
    shown, text = evidence.main.shown, evidence.main.text
    flag = evidence.flag
    assert text is not None and flag is not None  # noqa: PT018, S101 - a flag stands on one
    log = [f"The custody log does not hold: {each}." for each in log_faults(settings.archive_root, [shown.warc_file])]
    shown = replace(shown, faults=(*shown.faults, *log))
    found = words(text)
    if as_json:
        state = {"flag": flag_id, "state": flag.summary.state, "decisions": [asdict(each) for each in flag.decisions]}
        print_json(asdict(shown) | state | {"words": [asdict(each) for each in found]})
    else:
        decided = [plain(each) for each in decisions(flag.decisions[-1:])]  # what counts no more is not read without it
        print(f"{'state':17} {'; '.join(decided) or flag.summary.state.value}")
        for name in ("url", "fetched_at", "status_line", "payload_recorded", "payload_now", "warc_file", "warc_offset"):
            print(f"{name.replace('_', ' '):17} {plain(str(getattr(shown, name)))}")
        if shown.of_others:
            print(f"{'visit':17} {brought_on(shown.seal.at if shown.seal else None)}")
        if shown.seal:
            print(f"{'sealed':17} {shown.seal.at.isoformat()} by {shown.seal.actor}, entry {shown.seal.sequence}")
        print(f"{'title':17} {plain(text.document.title)}\n")
        print(plain(text.document.text, keep_lines=True) + "\n")
        places = [(w.what, w.written, "title" if w.span.in_title else f"{w.span.start} to {w.span.end}") for w in found]
        print_table("Where the words stand (characters of the text)", ("what", "as written", "where"), places)
        print("\n".join(shown.faults) or _holds(shown))
    if shown.faults:
        sys.stderr.write(f"almenara: what is told above does not hold. {_MEND}\n")
        raise typer.Exit(1)


def _holds(shown: CaptureShown) -> str:
    if shown.removed is None:
        return "The archive holds what was recorded."
    gone = f"The archived page was taken away in order on {shown.removed.at:%Y-%m-%d} by {plain(shown.removed.actor)}"
    return f"{gone}, entry {shown.removed.sequence} of the custody log. The manifest of its file is as it was sealed."


@app.command("verify")
def verify(
    certificates: Annotated[
        Path | None, typer.Option(help="PEM file of the time-stamp authority: check the signature of every time stamp.")
    ] = None,
    in_vault: Annotated[
        bool, typer.Option("--vault", help="Read every file that was carried there in the vault, too.")
    ] = False,
    as_json: AsObject = False,
) -> None:
    """Check every byte of the archive and every entry of the custody log. Exit status 1 where anything differs.

    Times of the custody log that go back are said on standard error, and are no difference: clocks are set.
    Sealed files of which the database knows nothing are said there, too: an older backup was brought back.
    What the database says was read from the archive must be there, too, and seen at the address and time that it says.
    Files that a purge took away in order are counted, and are no difference. Files whose copy here was let go of are
    read in the vault (archive.vault), record by record, and go again.
    Exit status 1 also where there is a database that can't be compared; an archive that lies alone is checked alone.

    Example: almenara evidence verify
    """
    settings = load()
    with long_work("sealed files read") as told:
        findings = verify_archive(settings.archive_root, told=told, in_vault=in_vault)
    named = {finding.subject for finding in findings}
    stamps = None
    if certificates is not None:
        stamps, unsigned = check(settings.archive_root, certificates)
        findings += [each for each in unsigned if each.subject not in named]
    is_alone, database = _has_no_database(settings), COMPARED
    try:
        with long_work("captures compared") as told:
            held = list(archive_check.findings(settings, told=told))
        findings += [each for each in held if each.kind != "missing" or each.subject not in named]
        _tell_unknown(settings.archive_root, archive_check.unknown(settings))
    except EvidenceError as error:  # of a custody log that can't be read: a finding already
        database = f"not compared: {error}"
    except (StoreError, BusyError) as error:  # a copy that lies alone, or on a disk that may not be written
        sys.stderr.write(f"almenara: not held against the database. {error}\n")
        database = f"not compared: {error}"
    with suppress(EvidenceError):
        _tell_left(left(settings.archive_root))
    root = settings.archive_root
    for line in set_back(root):
        sys.stderr.write(f"almenara: a clock was set back, or a time is not true: {line}.\n")
    named = {finding.subject for finding in findings}
    removed = [name for name in removals(root) if name not in named]
    database = "not compared: there is none" if is_alone else database
    is_whole = not findings and (is_alone or database == COMPARED)
    if as_json:
        answer = {"archive": root, "whole": is_whole, "findings": [asdict(finding) for finding in findings]}
        answer |= {"removed": removed, "database": database}
        print_json(answer | ({"timestamps": stamps} if stamps is not None else {}))
    elif findings:
        print("\n".join(f"{finding.kind}: {finding.subject}: {finding.message}" for finding in findings))
    else:
        print(f"{root}: {_told(root, database)}.")
    if removed and not as_json:
        print(f"Taken away in order by a purge: {len(removed)} sealed files. Their manifests are in the archive.")
    if stamps is not None and not as_json:
        print(f"Time stamps that the authority signed: {stamps}.")
    if not is_whole:
        raise typer.Exit(1)


def _has_no_database(settings: Settings) -> bool:
    """Whether an archive lies alone, as a copy of it does: there is nothing to compare it with."""
    with closing(Database(settings.database)) as database:
        return database.path is not None and not database.path.is_file()


def _told(root: Path, database: str) -> str:
    if not root.is_dir():
        return "nothing has been archived yet"
    if database == COMPARED:
        return "everything is as it was sealed"
    return "what was sealed is as it was sealed; that the database says the same of it was not checked"


def _tell_left(names: list[str]) -> None:
    if names:
        sys.stderr.write(
            f"almenara: noted as taken away, and there still: {_first(names)}. The next `almenara purge --for-good` "
            "takes it away, or notes that it stays; till then a deletion by hand would look like that of a purge.\n"
        )


def _first(names: list[str]) -> str:
    return plain(", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""))


def _tell_unknown(root: Path, names: list[str]) -> None:
    if names:
        sys.stderr.write(
            f"almenara: sealed, and nothing of it in the database: {_first(names)}. If no night is at work, it is "
            f"older than they are: `almenara ingest '{root}/**/*.warc.gz'` takes their pages in again.\n"
        )


@app.command("carry")
def carry() -> None:
    """Lay every sealed file into the vault (archive.vault), and let go here of those that lie there long enough
    (archive.local_days): what every night does at its end. Exit status 1 where a file was not carried.

    Example: almenara evidence carry
    """
    settings = load()
    if not settings.archive.vault:
        raise InputError("There is no vault.", remedy="Name one in the settings: archive.vault.")
    with opened(settings) as database, lock.hold(database, work="a carry"), long_work("sealed files looked at") as told:
        done = carry_over(settings, now=datetime.now(UTC), told=told)
    print(f"Carried to {settings.archive.vault}: {len(done.files)} files. Let go of here: {len(done.gone)}.")
    for fault in done.faults:
        sys.stderr.write(f"almenara: {plain(fault)}\n")
    if done.faults:
        raise typer.Exit(1)


app.command("export")(evidence_export.export)
