"""Words about telephone numbers: what calls for one, what makes it one of WhatsApp, and money behind one."""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re

_WHATSAPP_WORDS = r"whats\w*|wh?ats|watsapp?|wass?app?|wassa|wasap|wasa|wsapp?|wssapp?|wtsapp?|wtspp?|wts|wuass?app?|guass?app?|guats|guatsapp?|wsp|wpp|wapp|wa|zapp?|zapzap"
"""As it is written; 'was' is an English word."""
CUE = re.compile(
    rf"(?:\b(?:{_WHATSAPP_WORDS}|"
    r"tel|tels|telf|tlf|tfno|fono|fone|phone|phones|telefono|telefonos|telefone|telefones|telephone|telephones|cel|celular|celulares|movil|fixo|fijo|landline|telemovel|telemoveis|telem|tlm|mobiles?|cells?|cellphones?|"
    r"moviles|what|wp|llam\w*|mar[ck]\w+|liga\w*|ligu\w*|call|calling|"
    r"text|sms|contact\w*|contat\w*|escrib\w*|escreva\w*|info|informes|informacoes|informacion|numero|numeros|number|"
    r"numbers|linea|linha|line|hotline|helpline|mensaje|mensajes|message|msg|dial|disque|interno|inbox|reservas|consultas|comunic\w*|fale|chama|chame|viber|signal|telegram|imo)\b|"
    r"[\u260e\U0001f4de\U0001f4f1\U0001f4f2\U0001f919\U0001f4ac])"
)
ASKED_FOR = re.compile(r"\b(?:txt|ring|link|ask|pregunt\w+|habl(?:ar|e|a|en)|fal(?:ar|e|a)|agreg\w+)\b")
"""How an advert sends people to somebody, whose number follows, whole."""
WHATSAPP = re.compile(rf"\b(?:{_WHATSAPP_WORDS})\b")
DENIED = re.compile(r"\b(?:(?:nao|not|sem|sin)(?: (?:e|es|tem|is|por|no))?|no (?:es|tiene|tengo|por|por el)) $")
TELEPHONE = re.compile(
    rf"(?:\b(?:{_WHATSAPP_WORDS}|tel|tels|telf|tlf|fono|fone|telefonos?|telefones?)\b|\b(?:phones?|celular(?:es)?|cel|movil|telemovel|mobile|cell) ?[:.#]|[\u260e\U0001f4de\U0001f4f1\U0001f4f2])[\s.:#°º-]{{0,5}}$"
)
"""Right before figures these say that they are a telephone's, whatever stands behind; a 'celular' without a colon may be sold."""
MONEY_AFTER = re.compile(
    r"^\s{0,2}(?:de )?(?:%|€|pesos|dolares|dollars|soles|reais|euros|usd|cop|clp|mxn|millones|millon|milhoes|million|km|kg|m2|mts"
    r"|kwanzas?|akz|kz|aoa|metica(?:l|is)|mzn|nairas?|ngn|cedis?|ghs|bolivares|bs(?!\.? ?as\b)|ves|guaranies|guaranis|quetzales|lempiras|colones|cordobas|gourdes|bolivianos|balboas"
    r"|dirhams?|dirhames|dinar(?:s|es)?|francos?|francs?|cfa|fcfa|xof|xaf|rands?|shillings?|xelins|chelines|birr|libras|pounds|gbp|rupias|rupees|takas?|yuan(?:es|s)?|iuanes|escudos|cve|dobras|dalasis?|liras)\b"
)
