"""What news must speak of before it can report the moving or the exploiting of people: a word for either must stand in it.

The trained reader knows the tone of crime reports well, and takes a bribe told in that tone for one of ours now and then.
The words are no ground of a flag: they only keep texts out that have not one of them.
"""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re

_SUBJECT = re.compile(
    r"\b(?:e?migra\w+|e?migre\w*|inmigra\w+|imigra\w+|immigra\w+|refugi?e?e?\w+|desplazad\w+|indocument\w+|undocumented|irregular\w*|sin papeles|sem papeis|ilegales|illegals?|clandestin\w+|polizon\w*|stowaway\w*"
    r"|smuggl\w+|traffick\w+|trafic\w+ (?:\w+ )?(?:de |of )?(?:personas|pessoas|people|humans?|humanos|mujeres|mulheres|menores|ninos|criancas|seres)|trata|trata de|tratante\w*|coyotes?|coiotes?|polleros?|coiotagem|pasador\w*|passador\w*|atravessador\w*|chamer\w+|lancher\w+|patrones? de (?:la )?(?:lancha|patera)"
    r"|pateras?|cayucos?|balsa\w*|dingh\w+|small boats?|yola\w*|botes?|naufrag\w+|shipwreck\w*|border\w*|fronter\w+|fronteir\w+|trochas?|cross(?:ed|ing|ings)?|cruz(?:ar|aron|aban|o|ou|aram)|travessia\w*|travesia\w*|desert\w*|selva|jungle"
    r"|visas?|vistos?|passport\w*|pasaporte\w*|passaporte\w*|asylum|asilo|extranjer\w+|estrangeir\w+|foreign\w*|deport\w+|cedulas? fals\w+|permiso de residencia|residencias?|matrimoni\w+ (?:de conveniencia|fals\w+|blanc\w+)|sham marriage\w*|bodas? fals\w+|casamento\w* (?:fals\w+|branc\w+)|nacionalid\w+|citizenship|green cards?"
    r"|esclav\w+|escrav\w+|slave\w*|slavery|servitude|servidumbre|servidao|trabajo forzado|trabalho forcado|forced labou?r|prostitu\w+|sexual\w*|explotacion|explotad\w+|exploracao|explorad\w+|exploit\w+|debt bondage|reclut\w+|recrut\w+|recruit\w+|taller\w* clandestin\w+|oficina de costura)\b"
)


def speaks_of_people_moved(folded: str) -> bool:
    """Whether a folded text has a word for people on the move, for borders and their papers, or for exploitation."""
    return _SUBJECT.search(folded) is not None
