"""Who belongs to a firm: what a court says of its owner, its driver or three of its associates it does not say of the firm."""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re

_STAFF = (
    r"(?:(?:co|ex|former|vice|sub)-?)?(?:don[oa]s?|duen[oa]s?|propriet\w+|propiet\w+|soci[oa]s?|gerentes?|administrador\w*|director\w*|diretor\w*|representantes?(?: lega(?:l|is|les))?|apoderad[oa]s?|titular(?:es)?|responsables?|responsave(?:l|is)"
    r"|fundador\w*|emplead[oa]s?|empregad[oa]s?|funcionari[oa]s?|trabajador\w*|trabalhador\w*|motoristas?|chofer(?:es)?|conductor\w*|contador\w*|associad[oa]s?|asociad[oa]s?|colaborador\w*|comandantes?|capitan(?:es)?|capitao|mestre|patron"
    r"|owners?|managers?|heads?|founders?|partners?|associates?|employees?|drivers?|workers?|bosses|boss|legal representatives?|representatives?|accountants?|captains?|skippers?|crew|staff)"
)
_THE_FIRM = r"(?: (?:la|el|los|las|a|o|os|as|the|una?|uma?|an?))?(?: (?:empresa|flota|linea|cooperativa|viacao|line|agencia|firma|compania|hotel|hostal|pousada|hosteria|transportadora|operadora|company|agency|firm|hostel))?(?: (?:de|of) (?:viajes|viagens|turismo|transportes?|travel))?"
PEOPLE_OF = re.compile(
    rf"\b{_STAFF}(?: (?:legal|comercial|unnamed|local))? (?:de|del|d[aeo]s?|of|at|for|en|na|no){_THE_FIRM} [\"'«“‘]?$"
)
"""Before a firm's name, folded: 'contra o dono da agência X', 'three unnamed associates of X'."""
PEOPLE_BEHIND = re.compile(
    r"^[\"'»”]?(?:[’']s?)? (?:(?:former|three|two|four|five|several|\d+) )?(?:owner|co-owner|manager|director|founder|partner|associate|employee|driver|worker|boss|accountant)(?:s|es)?\b(?! of)"
)
"""Behind it: 'X's owner', 'three X employees'."""
THE_FIRM_TOO = re.compile(
    r"\b(?:(?:propria|propia) (?:empresa|agencia|firma|compania|sociedade|sociedad)|(?:company|agency|firm|business|corporation) itself|(?:e|y|and) (?:a|la|the) (?:empresa|agencia|firma|company|agency|firm) (?:fue\w*|foram|were|was|foi)\b)"
)
"""'Os sócios da X e a própria empresa': the firm is accused with them."""
