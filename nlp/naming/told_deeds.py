"""Words by which a short note tells what somebody did or is held to have done, folded (nlp.naming.told_parts)."""

from __future__ import annotations

import re

DID = re.compile(r"(?:smuggled|exploited|trafficked|kidnapped|abused) (?:\w+s|children|wom[ae]n|men)\b", re.IGNORECASE)
"""'Smuggled migrants' tells what somebody did."""
_DEEDS = (
    r"acusad|accus|conden|convict|deten|detid|detuv|arrest|imputad|procesad|process|pres[oa]\b|capturad|captured|"
    r"captur[oa]|formaliz|sentenci|sentenced|indict|indiciad|charg|wanted|buscad|jail|prison|prision|pris|fugitiv|"
    r"profug|forag|"
    r"sospech|suspei|suspect|lider|cabecilla|leader|boss|jef[ea] de|conduc|conduz|dirig|drove|driv|chofer|motorist|"
    r"piloto|pilot|coyot|coiot|poller|guia\b|smuggler|traffickers?\b|traficante|tratante|operador|operator|cobr|"
    r"organiz(?:o|a|aba|ou|ava|ed)\b|trasla|transport|"
    r"ferried|ran\b|facilit|capt(?:o|a|aba|ou|ava|ador)|reclut(?:o|a|aba|ador)|recrut(?:ou|ava|ador)|recruit(?!ed by)|"
    r"colabor|complice|accomplice|luego|later|despues|depois|then|turned|convertid"
)
ACCUSED = re.compile(rf"\b(?:{_DEEDS})", re.IGNORECASE)
ACCUSED_FIRST = re.compile(
    rf"\W*(?:(?:fue|foi|was|is|es|e|esta|he|she|has been|ha sido|tambien|also|tambem|"
    rf"y|and|now|hoy|se|lo|la|le|los|las|him|her) )*(?:{_DEEDS})",
    re.IGNORECASE,
)
"""What somebody did or is held to have done."""
