"""Who is named as a defendant, if only in passing: 'a pedido do réu X, acusado de contrabando de migrantes'."""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re

_CALLED_SO = re.compile(
    r"\b(?:re[u]?|acusad[oa]|imputad[oa]|procesad[oa]|denunciad[oa]|sindicad[oa]|encausad[oa]|defendant|accused) (?:principal )?[\"'«“‘]?$"
)
OF_MOVING_PEOPLE = (
    r"(?:(?:alleged|presunt[oa]|supost[oa]|ilegal|illegal|the|el|o|um|un) )?(?:contraband(?:o|ear|eando) (?:de )?(?:migrantes|imigrantes|pessoas|estrangeiros|chineses)|trafic(?:o|ar) (?:ilicito |ilegal |internacional )?(?:de )?(?:migrantes|personas|pessoas|imigrantes)"
    r"|(?:people|human|migrant|alien)[ -](?:smuggling|trafficking)|(?:smuggling|trafficking) (?:of )?(?:migrants|people|persons|women|\w+ migrants)|(?:conspir\w+ to )?(?:smuggl|traffick)\w* (?:migrants|people)|trata de (?:personas|blancas|mujeres)|(?:promo(?:cao|ver|vio\w*)|promoc\w+) (?:de |a )?(?:migracao|imigracao|migracion|inmigracion)|coiotagem|coyotaje)"
)
_ACCUSED_OF_IT = re.compile(
    rf"[\"'»”]?(?:\s*\([^)]{{0,30}}\))?(?:, (?:de )?\d{{1,2}}(?: anos| years old)?)?,? (?:(?:que|quien|quem|who) )?(?:(?:e|es|is|fue|foi|was) )?(?:acusad[oa]|denunciad[oa]|imputad[oa]|processad[oa]|procesad[oa]|julgad[oa]|juzgad[oa]|accused|charged|indicted|on trial|tried) (?:de|por|pelo crime de|por el delito de|of|with|for) {OF_MOVING_PEOPLE}\b"
)


def is_defendant(folded: str, start: int, end: int) -> bool:
    """Whether the words on both sides of the name at these offsets of a folded text call it accused of moving people."""
    called = _CALLED_SO.search(folded, max(0, start - 40), start)
    return called is not None and _ACCUSED_OF_IT.match(folded, end) is not None
