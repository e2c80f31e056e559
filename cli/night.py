"""`almenara nightly`, `almenara schedule`, `almenara run`: the night, its clock, its ledger."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated

import typer

from cli.arguments import RunId
from cli.common import AsJson, AsObject, Limit, opened, print_json, print_table, told_to_stop, with_engine, within
from core.errors import SourceError
from core.nights import SourceNight
from core.settings import load
from core.terms import NightState
from core.text import plain
from pipeline.reporter import configure_logging, reporter
from store import runs, set_aside, views
from store.lock import holder

runs_app = typer.Typer(help="The night ledger.", no_args_is_help=True)
COLUMNS = (
    "source",
    "expected",
    *(name.replace("stopped", "stopped by triage") for name in runs.COUNTS),
    "state",
    "why",
)


def nightly(
    as_json: AsJson = False,
    engine: Annotated[str, typer.Option(help="local or ray; as engine.kind in the settings.")] = "",
) -> None:
    """Run one night now: crawl every enabled source, archive, extract, read, link, flag, mail.

    Goes on with a night that was cut off. Refused while another night is at work. Exit status 1 where a source failed
    or did not answer, something was set aside, or a mail or an event was not sent; a quiet source is no fault.

    Example: ALMENARA_CRAWL__CONTACT=mailto:watch@example.org almenara nightly
    """
    from pipeline.nightly import run_night

    settings = with_engine(load(), engine)
    configure_logging(settings)
    stop = told_to_stop()
    with reporter(settings) as progress:
        result = run_night(settings, trigger="manual", reporter=progress, stop=stop)
    _print_ledger(result.ledger, as_json=as_json)
    if not as_json:
        _print_set_aside(result.set_aside)
        print(f"Run {result.run_id}: {result.read} documents read, {len(result.flags)} flags raised or changed.")
        print("Mail: " + " ".join([*result.mails.lines, *_later(result.untold)] or ["nothing was due."]))
    if not result.ledger:  # a folder that was named by mistake must not look like a quiet night
        folders = ", ".join(map(str, settings.source_folders))
        sys.stderr.write(
            f"almenara: nothing was crawled: no source is enabled in {folders}. Enable one, or mend sources_dirs; "
            "`almenara source list` shows them.\n"
        )
        raise typer.Exit(1)
    if result.undone:
        sys.stderr.writelines(f"almenara: {plain(each)}\n" for each in result.undone)
        sys.stderr.write(f"almenara: run {result.run_id} is done but for that: `almenara run show {result.run_id}`.\n")
        raise typer.Exit(1)


def _later(untold: int) -> list[str]:
    """What no mail has told of yet: the leads of a second night on one day."""
    if not untold:
        return []
    waits = "1 lead waits" if untold == 1 else f"{untold} leads wait"
    return [f"{waits} for the next mail, that of the next night; `almenara digest send --leads` mails it now."]


def schedule() -> None:
    """Wait and run every night at the hour in the settings, catching up one that was missed. Ends on SIGTERM.

    Example: almenara schedule
    """
    from scheduler import serve

    serve()


@runs_app.command("list")
def list_runs(limit: Limit = 30, as_json: AsJson = False) -> None:
    """The last nights. Example: almenara run list --limit 365"""
    with opened() as database, database.reading() as session:
        found = within(views.runs(session, limit=limit + 1), limit, "newest")
        at_work = bool(holder(database))
    if as_json:
        for each in found:
            print_json(asdict(each))
        return
    rows = [
        (r.run_id, r.night, r.trigger, _state(r.state, at_work), r.sources, r.new, r.revised, r.failed, r.flags)
        for r in found
    ]
    print_table("Nights", ("run", "night", "by", "state", "sources", "new", "revised", "failed", "flags"), rows)


def _state(state: str, at_work: bool) -> str:
    return "cut off" if state in (NightState.RUNNING, NightState.PENDING) and not at_work else state


@runs_app.command("show")
def show_run(run_id: RunId, as_json: AsJson = False) -> None:
    """The ledger of one night, a line a source. Example: almenara run show 12"""
    with opened() as database, database.reading() as session:
        detail = views.run(session, run_id)
        newest = runs.unfinished(session)
        at_work = newest is not None and newest.run_id == run_id and bool(holder(database))
    _print_ledger(detail.nights, at_work=at_work, as_json=as_json)
    if as_json:
        for aside in detail.set_aside:
            print_json({"set_aside": asdict(aside)})
        return
    _print_set_aside(detail.set_aside)


@runs_app.command("retry")
def retry_run(
    engine: Annotated[str, typer.Option(help="local or ray; as engine.kind in the settings.")] = "",
    as_json: AsObject = False,
) -> None:
    """Try again every page and text that was set aside because it broke what reads it.

    A new version of the reader does so by itself. Exit status 1 where some are still set aside, or a source's own file
    is broken: what may be a page of it is not tried.

    Example: almenara run retry
    """
    from pipeline.retry import retry

    settings = with_engine(load(), engine)
    configure_logging(settings)
    stop = told_to_stop()
    broken: dict[str, SourceError] = {}
    with reporter(settings) as progress:
        found = retry(settings, broken=broken, reporter=progress, stop=stop)
    if as_json:
        print_json(asdict(found))
    else:
        _print_set_aside(found.waiting)
        print(f"{found.tried} tried again, {found.left} still set aside, {found.flags} flags raised or changed.")
    if found.left > len(found.waiting):
        sys.stderr.write(f"almenara: only the first {len(found.waiting)} of {found.left} are shown.\n")
    sys.stderr.writelines(f"almenara: {plain(str(error))}\n" for error in broken.values())
    if found.left or broken:
        raise typer.Exit(1)


def _print_set_aside(lines: Sequence[set_aside.SetAside]) -> None:
    if lines:
        rows = [
            (s.step, s.source_id, s.url, s.tries, s.error, "since then read" if s.solved_at else "waits") for s in lines
        ]
        print_table("Set aside", ("step", "source", "address", "tries", "why", "state"), rows)


def _why(line: SourceNight) -> str:
    """What failed the source, and then the rest of its reasons, with how often each: none twice."""
    reasons = [f"{reason} ({number})" for reason, number in line.reasons.items()]
    first = [line.error] * bool(line.error)
    if set(line.error.split("; ")) <= set(reasons):  # it was made of them (pipeline.ledger)
        first = line.error.split("; ")
    return "; ".join(dict.fromkeys([*first, *reasons]))


def _print_ledger(lines: tuple[SourceNight, ...], *, at_work: bool = False, as_json: bool) -> None:
    if as_json:
        for line in lines:
            print_json(asdict(line))
        return
    rows = []
    for n in lines:
        expected = f"{n.expected[0]} to {n.expected[1]}" if n.expected else ""
        why = _why(n)
        if n.silent_nights:
            nights = "a night" if n.silent_nights == 1 else f"{n.silent_nights} nights"
            why = f"no document for {nights}; {why}".rstrip("; ")
        rows.append((n.source_id, expected, *(getattr(n, name) for name in runs.COUNTS), _state(n.state, at_work), why))
    print_table("Ledger", COLUMNS, rows)
