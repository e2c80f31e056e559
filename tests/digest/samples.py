"""Digests and settings of an invented night, to vary in tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from core.nights import Digest, DigestLine, DigestOperator
from core.settings import MailSettings, load
from core.terms import DocumentLabel

NIGHT = date(2021, 1, 23)
NOW = datetime(2021, 1, 23, 9, 30, tzinfo=UTC)
RECIPIENT = "desk@fiscalia.example"


def mail_settings(**changes: Any) -> MailSettings:
    """The defaults, as a person would set them for a first try."""
    values = {"sender": "Almenara <watch@almenara.example>", "recipients": (RECIPIENT,), "starttls": False} | changes
    return load().mail.model_copy(update=values)


_LINE = DigestLine(
    flag_id=1,
    title="Ministro anuncia ofensiva contra el tráfico de migrantes",
    url="https://noticias.example/ofensiva",
    source_id="cl_noticias",
    published=datetime(2021, 1, 23, 12, tzinfo=UTC),
    reason="“guaranteeing assistance at each border crossing” speaks of ViveOnline",
    score=0.93,
    labels=(DocumentLabel.SMUGGLING_REPORT,),
    route=("CO", "EC", "PE", "BO", "CL"),
    independent_sources=2,
)
_OPERATOR = DigestOperator(1, "ViveOnline", ("Vive Online",), ("whatsapp +573000000017",), (_LINE,))
_DIGEST = Digest(NIGHT, RECIPIENT, (_OPERATOR,), sources_silent=(), sources_failed=(), documents_read=1214)


def _varied(base: Any) -> Callable[..., Any]:
    return lambda **changes: replace(base, **changes)


line: Callable[..., DigestLine] = _varied(_LINE)
operator: Callable[..., DigestOperator] = _varied(_OPERATOR)
digest: Callable[..., Digest] = _varied(_DIGEST)
