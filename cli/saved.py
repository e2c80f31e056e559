"""`almenara saved`: searches kept by a name, which may alert by the digest."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer

from cli.arguments import InState, OfKind, OfLabel, OfStatus, SearchId, Since, Until, country_of, days_of, leg_of
from cli.common import AsJson, me, opened, print_json, print_table, viewing
from core.errors import InputError
from core.settings import Settings, load
from store import saved_searches
from store.search import SearchFilter

Whose = Annotated[str, typer.Option(help="Whose it is, where people have no accounts; who calls is on record, too.")]
app = typer.Typer(help="Searches kept by a name; with a mail address they alert.", no_args_is_help=True)


@app.command("add")
def add(  # noqa: PLR0913 - one parameter a filter
    name: Annotated[str, typer.Argument(help="What to call it.")],
    words: Annotated[list[str] | None, typer.Argument(help="Words, phrases, phones, as for `almenara search`.")] = None,
    *,
    alert: Annotated[str, typer.Option(help="Tell of new documents in this recipient's digest.")] = "",
    country: Annotated[str, typer.Option(help="Country of the source, as CL.")] = "",
    leg: Annotated[str, typer.Option(help="A leg of the route, as PE-BO.")] = "",
    since: Since = None,
    until: Until = None,
    kind: OfKind = None,
    label: OfLabel = None,
    state: InState = None,
    status: OfStatus = None,
    versions: Annotated[bool, typer.Option(help="Also texts that the page no longer shows.")] = False,
    who: Whose = "",
) -> None:
    """Keep a search.

    Example: almenara saved add "Vive in Peru" viveonline --leg PE-BO --alert desk@your-office.example
    """
    settings = load()
    first, last = days_of(since, until)
    chosen = SearchFilter(
        country=country_of(country),
        leg=leg_of(leg),
        since=first,
        until=last,
        source_kind=kind,
        label=label,
        state=state,
        status=status,
        versions=versions,
    )
    with opened(settings, new=True) as database, database.transaction() as session:
        kept = saved_searches.save(
            session,
            " ".join(words or ()),
            chosen,
            name=name,
            owner=_owner(who, settings),
            address=alert,
            defaults=settings.mail.recipients,
            now=datetime.now(UTC),
            caller=me(),
        )
    print(f"Saved search {kept.search_id}" + (f" alerts {kept.mailbox}." if kept.mailbox else " does not alert."))


@app.command("list")
def list_saved(as_json: AsJson = False) -> None:
    """The saved searches of everybody. Example: almenara saved list"""
    with viewing("saved searches") as session:
        found = saved_searches.saved(session)
    if as_json:
        for each in found:
            print_json(asdict(each) | {"query": each.query})
        return
    rows = [(s.search_id, s.owner, s.name, s.query, s.mailbox, f"{s.saved_at:%Y-%m-%d}") for s in found]
    print_table("Saved searches", ("search", "owner", "name", "asks", "alerts", "since"), rows)


@app.command("forget")
def forget(
    search_id: SearchId,
    who: Whose = "",
    *,
    of_another: Annotated[bool, typer.Option("--of-another", help="Somebody else's too; whose is on record.")] = False,
) -> None:
    """Keep a search no longer; with --of-another also one that somebody else keeps, as where it holds the name of a
    person who asked to be named no more.

    Example: almenara saved forget 3
    """
    settings = load()
    with opened(settings) as database:
        with database.transaction() as session:
            owner = _owner(who, settings)
            saved_searches.forget(session, search_id, who=owner, caller=me(), of_another=of_another)
        database.overwrite()
    print(f"Saved search {search_id} is gone.")


def _owner(who: str, settings: Settings) -> str:
    """Whose search it is: the name that was typed, else whoever sits here.

    Raises:
        InputError: a name was typed, and people have accounts to keep searches by.
    """
    if who.strip() and settings.web.signed_in:
        raise InputError(
            f"--who {who}: people sign by their accounts here, and not by names that are typed.",
            remedy=f"Do it at the desk, signed in; or leave --who out, and {me()} signs.",
        )
    return who or me()
