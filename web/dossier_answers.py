"""A dossier as an answer, to a browser and to a program."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from web.audit import SOMEBODY, known_name
from web.desk import Desk
from web.languages import speaking, spoken, wanted

PDF = "application/pdf"


def pdf_of(request: Request, desk: Desk, operator_id: int) -> Response:
    """The dossier of an operator in the language that the asker reads, to be kept as a file.

    Raises:
        NotFoundError: there is no such operator.
    """
    from web.dossier import dossier  # fonts and PDF: half a second that no other page needs
    from web.dossier.words import Words

    with desk.reading() as session:
        known = dossier.gather(session, operator_id, desk.settings.archive_root)
    words = Words(desk.templates.env, desk.settings.nightly.zone)
    with speaking(wanted(request)):
        who = known_name(request) or spoken().text(SOMEBODY)
        place = desk.settings.mail.base_url
        content = dossier.printed(known, words, who=who, moment=desk.clock(), desk=place)
    name = f"almenara-operator-{known.detail.summary.operator_id}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Vary": "Cookie, Accept-Language"}
    return Response(content, media_type=PDF, headers=headers)
