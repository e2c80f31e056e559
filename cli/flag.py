"""`almenara flag`: the leads, and what a person decides about them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer

from cli.arguments import FlagId
from cli.common import Limit, caller, opened, print_json, print_table, signer, viewing, within
from core.scores import shown
from core.settings import load
from core.terms import FlagState
from store import flags, views

app = typer.Typer(help="Flags: leads for a person to decide on.", no_args_is_help=True)
COLUMNS = (
    "flag",
    "kind",
    "state",
    "score",
    "operators",
    "route",
    "sources",
    "title",
    "source",
    "address",
    "new since decided",
)


@app.command("list")
def list_flags(
    state: Annotated[FlagState | None, typer.Option(help="Only flags in this state.")] = None,
    limit: Limit = 1000,
    as_json: Annotated[bool, typer.Option("--json", help="JSON lines.")] = False,
) -> None:
    """Flags, newest first. Example: almenara flag list --state new"""
    chosen = views.FlagFilter(states=(state,) if state else ())
    with viewing("flags") as session:
        found = within(views.flags(session, chosen, limit=limit + 1), limit, "newest")
    if as_json:
        for each in found:
            print_json(asdict(each))
        return
    rows = [
        (
            f.flag_id,
            f.kind,
            f"{f.state} (proposed by {f.proposed_by})" if f.proposed_by else f.state,
            shown(f.score),
            ", ".join(name for _, name in f.operators),
            "→".join(f.route),
            f.publishers,
            f.title,
            f.source_id,
            f.url,
            "; ".join(f.new_since),
        )
        for f in found
    ]
    print_table("Flags: leads, not findings", COLUMNS, rows)


@app.command("decide")
def decide(
    flag_id: FlagId,
    to: Annotated[FlagState, typer.Argument(help="The state that it is to have.")],
    why: Annotated[str, typer.Option(help="The reason; kept for good.")],
    who: Annotated[
        str, typer.Option(help="Who decides, where people have no accounts; who calls is on record, too.")
    ] = "",
) -> None:
    """Move a flag: confirmed, dismissed, needs_more or in_review; the reason is kept for good.

    Example: almenara flag decide 3 dismissed --why "a licensed coach line"
    """
    settings = load()
    with opened(settings) as database, database.transaction() as session:
        seen = views.flag(session, flag_id).summary
        flags.decide(
            session,
            flag_id,
            to=to,
            who=signer(who, settings),
            caller=caller(),
            why=why,
            expected_version=seen.version,
            now=datetime.now(UTC),
            four_eyes=settings.review.four_eyes,
        )
        after = views.flag(session, flag_id)
    second = "; a second person has to confirm it" if after.decisions[-1].proposes else ""
    print(f"Flag {flag_id}: {seen.state.value} -> {after.summary.state.value}{second}.")
