"""What a source says of an operator's standing, corrected at the terminal. A command of `operator`."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import typer

from cli.arguments import Who
from cli.common import opened
from cli.signing import signer
from core.settings import load
from core.terms import LegalStatus
from store import views
from store.flagging import corrections


class StandsAs(StrEnum):
    """What can be said of a statement that accuses: `nothing`, where it does not accuse this operator."""

    NOTHING = "nothing"
    ADVERTISED = "advertised"
    REPORTED = "reported"
    UNDER_INVESTIGATION = "under_investigation"
    CHARGED = "charged"
    CONVICTED = "convicted"


def correct(
    statement_id: Annotated[int, typer.Argument(help="Number of the statement: `almenara operator show`.")],
    stands_as: Annotated[StandsAs, typer.Argument(help="What the source says of this operator.")],
    version: Annotated[int, typer.Option(help="The version that `almenara operator show` printed: v0 is 0.")],
    why: Annotated[str, typer.Option(help="The reason; kept for good.")],
    who: Who = "",
) -> None:
    """Correct what was read of an operator's standing: less of it, nothing (the source means somebody else, or tells of
    a victim), or what was read again. The lead stays for whomever else it names; its copies are corrected, too.

    Example: almenara operator correct 12 nothing --version 0 --why "a namesake: the firm in Arica"
    """
    settings = load()
    to = None if stands_as is StandsAs.NOTHING else LegalStatus(stands_as.value)
    with opened(settings) as database, database.transaction() as session:
        name, way = signer(session, who, settings)
        before = views.statement(session, statement_id)
        corrections.correct(
            session,
            statement_id,
            to,
            who=name,
            why=why,
            expected_version=version,
            now=datetime.now(UTC),
            way=way,
        )
        after = views.statement(session, statement_id)
    was = {each.statement_id: each.stands_as for each in before.others}
    also = sum(each.stands_as != was[each.statement_id] for each in after.others)
    more = f"; {also} more of its story with it" if also else ""
    print(f"Statement {statement_id}: {before.line.stands_as or 'nothing'} -> {stands_as}{more}.")
