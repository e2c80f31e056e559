"""`almenara watchlist`: the operators to others, and from others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from cli.common import AsObject, at_terminal, long_work, me, opened, print_json, viewing
from cli.never_listed import without_them
from cli.watchlist_findings import SHOWN, print_doubts, print_meant, print_resembling, print_untaken, refused, undecided
from core.errors import InputError
from core.settings import load
from core.text import plain
from store import audit, lock, looking
from store.exchange import checked, watchlist_file
from store.exchange.entries import entries
from store.exchange.incoming import Incoming
from store.exchange.resembling import Resemblances, as_read_in, keep, resemblances
from store.exchange.taking import Taken, take_in
from store.exchange.trial import try_out
from store.seeds.record import TOLD
from store.session import Database, Session

app = typer.Typer(help="The watchlist handed on, and read in.", no_args_is_help=True)


@app.command("export")
def export(
    target: Annotated[Path, typer.Argument(help=".ftm.json (FollowTheMoney JSON lines), .csv or .xlsx")],
    confirmed: Annotated[
        bool, typer.Option("--confirmed", help="Only operators that a lead named when a person confirmed it.")
    ] = False,
    yente: Annotated[bool, typer.Option("--yente", help="A yente manifest beside it.")] = False,
    as_json: AsObject = False,
) -> None:
    """Write the operators: leads, not findings. Smuggling goes out as topic crime with our own keyword.

    Example: almenara watchlist export watchlist.ftm.json --yente
    """
    if yente and target.suffix.lower() not in (".json", ".jsonl"):
        raise InputError(f"{target}: yente reads FollowTheMoney alone.", remedy="Name a file that ends in .ftm.json.")
    settings = load()
    desk = settings.mail.base_url
    with viewing(f"watchlist export to {target.name}", settings) as session, long_work("writing the watchlist"):
        count = watchlist_file.write(entries(session, confirmed=confirmed, desk=desk), target)
    manifest = watchlist_file.write_manifest(target, datetime.now(UTC)) if yente else None
    if as_json:
        print_json({"file": target, "operators": count, "manifest": manifest})
        return
    print(f"{target}: {count} operators.")
    if manifest:
        print(manifest)


@app.command("import")
def read_in(
    file: Annotated[Path, typer.Argument(help="FollowTheMoney JSON lines, .csv or .xlsx")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Tell what would be added, changed and refused; keep nothing.")
    ] = False,
    as_json: AsObject = False,
) -> None:
    """Read operators that are known from elsewhere; read again, they are brought up to date, and nothing doubles.

    Never migrants, victims, officials, reporters or relief bodies; of FollowTheMoney files only those listed for a
    crime, a sanction or a search. Operators that this watch found itself and exported are passed over. Who is not taken
    is told with the reason. An import only adds (a newer note replaces the old one), and nothing takes it back but a
    backup of before: try it first.

    Example: almenara watchlist import --dry-run entities.ftm.json
    """
    read = without_them(watchlist_file.read(file))
    if dry_run:
        _try_out(file, read, as_json=as_json)
        return
    with _alone() as database:
        with long_work("comparing the list"), database.reading() as session:
            likeness = resemblances(session, read.seeds)
        with long_work("reading the list in"), database.transaction() as session, audit.at_the_end(session):
            taken = take_in(session, read, datetime.now(UTC), who=me())
            audit.record(session, "file read in", me(), file.name, details={"refused": refused(taken)})
            likeness = as_read_in(session, likeness)
            keep(session, likeness)
        if likeness.found:
            with database.transaction() as session:
                _on_record(session, f"watchlist import of {file.name}", likeness)
    if as_json:
        print_json({"file": file, "dry_run": False, **_as_json(read, taken, likeness)})
        return
    print(f"{file}: {taken.operators} operators, {taken.new} of them new.")
    if taken.new:
        print("an import only adds: a backup of before is the only way back (docs/WATCHLIST.md).")
    if taken.cleared:
        print(f"cleared by this list: {taken.cleared} known here; it is kept beside their standing, which stays.")
        print(f"{undecided(taken)}{': almenara operator clearings' if taken.waiting else '.'}")
    print_meant(taken)
    print_resembling(likeness, "almenara operator pairs")
    print_doubts(read)
    print_untaken(read, taken)


def _try_out(file: Path, read: Incoming, *, as_json: bool) -> None:
    """Tell what an import would do; on record as a look at the watchlist, which it tells of."""
    with long_work("trying the list"), _alone() as database:
        with database.reading() as session:
            likeness = resemblances(session, read.seeds)
        with database.transaction() as session:
            _on_record(session, f"watchlist import of {file.name}, tried", likeness)
        with database.transaction() as session:
            trial = try_out(session, read, datetime.now(UTC))
    taken = trial.taken
    if as_json:
        told = {"added": [asdict(each) for each in trial.new], "changed": [asdict(each) for each in trial.changed]}
        print_json({"file": file, "dry_run": True, **_as_json(read, taken, likeness), **told})
        return
    print(f"{file}: {taken.operators} operators, {taken.new} of them would be new. Nothing was written.")
    for title, changes in (("would be added", trial.new), ("would learn something", trial.changed)):
        if changes:
            print(f"{title}: {len(changes)}.")
        for each in changes[:SHOWN]:
            number = f"{each.operator_id} " if each.operator_id else ""
            lost = f" (instead of {'; '.join(each.instead_of)})" if each.instead_of else ""
            print(f"  {number}{plain(each.name)}: {plain('; '.join(each.adds) + lost)}")
        if len(changes) > SHOWN:
            print(f"  and {len(changes) - SHOWN} more; --json names all.")
    if taken.cleared:
        print(f"would be cleared by this list: {taken.cleared} known here; {undecided(taken)}.")
    print_meant(taken)
    print_resembling(likeness, "as pairs, once they are read in")
    print_doubts(read)
    print_untaken(read, taken)


@contextmanager
def _alone() -> Iterator[Database]:
    """The database, with no night and no ingest beside it: they would wait for the list, and write names too. A watch
    may begin with a list, so it is made where there is none, for a trial too.

    Raises:
        BusyError: one is at work.
    """
    with opened(new=True) as database, lock.hold(database, work="an import"):
        yield database


def _as_json(read: Incoming, taken: Taken, likeness: Resemblances) -> dict[str, object]:
    """What became of a list, or would: numbers, and who is not taken. Of these no more than the name: victims may be
    among them."""
    untaken = [
        {"where": each.where, "name": each.name, "why": each.why, "operator_id": each.operator_id}
        for each in taken.untaken
    ]
    numbers = {name: getattr(taken, name) for name in ("operators", "new", "cleared", "waiting")}
    return {
        "refused": refused(taken),
        "passed_over": read.passed,
        **numbers,
        "meant": list(map(asdict, taken.meant)),
        "resembling": list(map(asdict, likeness.found)),
        "compared": {"rows": likeness.compared, "of": likeness.new, "commonplace": likeness.commonplace},
        "doubts": [{"name": name, "what": what} for name, what in read.doubts],
        "untaken": untaken,
    }


def _on_record(session: Session, subject: str, likeness: Resemblances) -> None:
    """That whoever sits here was told of these operators; before they are told."""
    told = sorted({each.operator_id for each in likeness.found})
    for start in range(0, max(len(told), 1), TOLD):
        looking.viewed(session, me(), subject, operators=told[start : start + TOLD], details=at_terminal())


@app.command("check")
def check(
    file: Annotated[Path, typer.Argument(help="FollowTheMoney JSON lines")],
    as_json: AsObject = False,
) -> None:
    """Hold a file against the model of the followthemoney library (the extra ftm). Exit status 1 where it is refused.

    Example: almenara watchlist check watchlist.ftm.json
    """
    found = list(checked.faults(file))
    if as_json:
        print_json({"file": file, "faults": found})
    else:
        print("\n".join(found) or f"{file}: all as FollowTheMoney has it.")
    if found:
        raise typer.Exit(1)
