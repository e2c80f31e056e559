"""`almenara operator person`: whether a human being or a firm is on the watchlist under a name."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from cli.arguments import OperatorId
from cli.common import me, opened
from store import watchlist


class Said(StrEnum):
    """What somebody says."""

    YES = "yes"
    NO = "no"


def person(
    operator_id: OperatorId,
    said: Annotated[Said, typer.Argument(help="yes: a human being; no: a firm, a group, a channel.")],
) -> None:
    """Say whether an operator is a human being, where the reader took one for a firm or a firm for one.

    Only a person is forgotten by a purge once every lead was dismissed or withdrawn; files tell persons from firms by
    it, and linking weighs a person's name less.

    Example: almenara operator person 7 yes
    """
    with opened() as database, database.transaction() as session:
        watchlist.set_person(session, operator_id, is_person=said is Said.YES, who=me())
    print(f"Operator {operator_id} is {'a person' if said is Said.YES else 'no person'}.")
