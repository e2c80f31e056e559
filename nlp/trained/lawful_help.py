"""Lawful help for a fee, as news tells of it: who fills in forms, files requests or drives by a tariff those who crossed.

The second network takes what such help costs, and whom it is for, for a report. So both together flag none of it where
no word tells of a crime or of force; what the first flags by itself is not asked.
"""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re

_HELPS = re.compile(
    r"\b(?:cobran?|charges?|pide|pede|leva)\b[^.;]{0,60}\b(?:por|para|to|for)\b[^.;]{0,25}\b(?:pagina|page|rellen\w+|llen\w+|preench\w+|tramit\w+|pedir|redact\w+|recurr\w+|recorr\w+|agend\w+|fill\w*|fil(?:e|ing)|lodg\w+|ask|impr\w+|dar entrada|traduz\w+|traduc\w+|translat\w+)\b"
    r"|\b(?:con|com|with) (?:salvoconductos?|zarpe|tarifa|licenca|licencia|permiso de transito|safe[- ]conduct)\b|\bdel albergue a la (?:parada|terminal)\b"
)
_CRIME = re.compile(
    r"\b(?:detuv\w+|deten\w+|detid\w+|arrest\w*|pres[oa]s?|prend(?:eu|eram)|captur\w+|acus\w+|accus\w+|imput\w+|investig\w+|indici\w+|conden\w+|convict\w+|fals\w+|forj\w+|forg\w+|fake\w*|engan\w+|promet\w+|promis\w+"
    r"|retuv\w+|reten\w+|encerr\w+|lock\w*|deudas?|dividas?|debts?|red(?:es?)?|rings?|gangs?|bandas?|quadrilha|coyotes?|coiotes?|smuggl\w+|traffick\w+|traficantes?|sin papeles|sem papeis|clandestin\w+|irregular(?:mente|ly)|ilegal\w*|illegal\w*|soborn\w+|suborn\w+|brib\w+|operativo|operacao|raid\w*)\b"
)


def is_lawful_help(folded: str) -> bool:
    """Whether a folded text tells of help for a fee, and of nothing that makes a crime of it."""
    return _HELPS.search(folded) is not None and _CRIME.search(folded) is None
