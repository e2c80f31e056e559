"""What is cleared by itself, at the terminal: the clearings that wait for a person, and the decision. Commands of
`operator`."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer

from cli.arguments import Who
from cli.clearing_rows import CLEARING_COLUMNS, clearing_row
from cli.common import AsJson, Limit, opened, print_json, print_table, viewing, within
from cli.signing import signer
from core.settings import load
from core.terms import FlagState
from store import views
from store.flagging import clearings


def list_clearings(limit: Limit = 100, as_json: AsJson = False) -> None:
    """Lists that clear operators, and documents that clear somebody who may be one, and wait for a person: nothing is
    cleared by a list or a likeness alone.

    Example: almenara operator clearings
    """
    with viewing("clearings") as session:
        found = within(views.waiting_clearings(session, limit=limit + 1), limit)
    if as_json:
        for each in found:
            print_json(asdict(each))
        return
    title = "Cleared by lists, or by documents that may mean them: undecided"
    print_table(title, CLEARING_COLUMNS, [clearing_row(each) for each in found])


def decide(
    clearing_id: Annotated[int, typer.Argument(help="Number of the clearing: `almenara operator clearings`.")],
    to: Annotated[FlagState, typer.Argument(help="The state that it is to have.")],
    version: Annotated[int, typer.Option(help="The version that `almenara operator clearings` printed.")],
    why: Annotated[str, typer.Option(help="The reason; kept for good.")],
    who: Who = "",
) -> None:
    """Decide whether a clearing of this table stands: confirmed, dismissed, needs_more or in_review; kept for good.
    What another person has decided since you looked is refused.

    Example: almenara operator decide 7 confirmed --version 0 --why "I have read the court's ruling"
    """
    settings = load()
    with opened(settings) as database, database.transaction() as session:
        name, way = signer(session, who, settings)
        last = clearings.latest(session, clearing_id)
        before = last.to_state if last is not None else FlagState.NEW.value
        clearings.decide(
            session,
            clearing_id,
            to,
            who=name,
            way=way,
            why=why,
            expected_version=version,
            now=datetime.now(UTC),
            four_eyes=settings.review.four_eyes,
            accounts=settings.web.signed_in,
        )
        made = clearings.latest(session, clearing_id)
    assert made is not None  # noqa: S101 - it was just made
    second = "; a second person has to confirm it" if made.proposes else ""
    print(f"Clearing {clearing_id}: {before} -> {made.to_state}{second}.")
