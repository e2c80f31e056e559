"""Contact points of an operator, taken off it and given back at the terminal. Commands of `operator`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from cli.arguments import OperatorId, Who
from cli.common import opened
from cli.signing import signer
from core.settings import load
from store import views
from store.flagging import removals

Why = Annotated[str, typer.Option(help="The reason; kept for good. Name no victim in it, and no number.")]


def off(
    operator_id: OperatorId,
    written: Annotated[str, typer.Argument(help="The contact point, as `almenara operator show` lists it.")],
    why: Why,
    who: Who = "",
) -> None:
    """Take a contact point off an operator: it is a victim's, a witness's, a lawful firm's, somebody else's.

    It goes from pages, the search, linking and files at once, and stays off when the same texts or others are read.
    The lead stays, and so does what texts say; `almenara hide name NUMBER` puts bars there, too.

    Example: almenara operator contact-off 7 "+56 9 0000 0017" --why "she is a victim: her own number"
    """
    settings = load()
    with opened(settings) as database, database.transaction() as session:
        name, way = signer(session, who, settings)
        found = views.contact_typed(session, operator_id, written)
        now = datetime.now(UTC)
        number = removals.take_off(session, operator_id, found.type, found.value, who=name, why=why, now=now, way=way)
    print(f"Operator {operator_id}: a contact point ({found.type}) is off, removal {number}.")
    print(f"Given back by: almenara operator contact-back {number} --why ...")
    print("It still stands in the texts that were read. A victim's or a witness's: almenara hide name NUMBER")


def back(
    removal_id: Annotated[int, typer.Argument(help="Number of the removal: `almenara operator show`.")],
    why: Why,
    who: Who = "",
) -> None:
    """Give an operator a contact point back that a person took off it.

    Example: almenara operator contact-back 3 --why "asked again: it is the agency's"
    """
    settings = load()
    with opened(settings) as database, database.transaction() as session:
        name, way = signer(session, who, settings)
        removals.give_back(session, removal_id, who=name, why=why, now=datetime.now(UTC), way=way)
        found = views.removal(session, removal_id)
    told = f"{found.type} {found.value}" if found.value else "a contact point, once its texts are read again"
    print(f"Operator {found.operator_id} has {told}.")
