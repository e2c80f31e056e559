"""The names and numbers of bystanders, shown to who asks for them: an act of its own, on record before anything is
shown. It holds for the page that answers, and for nobody else."""

from __future__ import annotations

from typing import Annotated

from fastapi import Form, Request

from store import covering
from web.deciding import deciding, way_of
from web.desk import Desk
from web.languages import marked_text as N_
from web.problems import Problem

Token = Annotated[str, Form(max_length=200)]
Asker = Annotated[str, Form(max_length=120)]


def uncovering(request: Request, desk: Desk, subject: str, *, token: str, who: str) -> Problem | None:
    """Put on record that somebody has names shown of a flag or a document; or why they are not."""
    if (untrusted := desk.tokens.refusal(request, token)) is not None:
        return Problem(403, untrusted.what, untrusted.remedy)
    who = deciding(request, who)
    if not who:
        return Problem(422, N_("To have names shown takes the name of who asks."), N_("Say your name."), "asker")
    with desk.database.transaction() as session:
        covering.uncovered(session, subject, who=who, way=way_of(request))
    return None
