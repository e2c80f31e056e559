"""Where an advert names itself: patterns over the text as written, for it is the capitals that tell."""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re

_W = r"[A-ZÁÉÍÓÚÑÂÊÔÃÕÇÜ][\w'’&-]*"
_LEGAL = r"(?:[ ,]+(?:S\.?A\.?S\.?|S\.?A\.?|LTDA\.?|Ltda\.?|S\.?R\.?L\.?|LLC|Inc\.?|E\.?I\.?R\.?L\.?|C\.?A\.?|ME))?"
_CHAIN = rf"{_W}(?: +(?:(?:de|del|la|las|los|el|da|do|dos|das|y|e|of|the|&|and) +){{0,2}}{_W}){{0,4}}{_LEGAL}"
_TRADE = (
    r"(?:[Vv]iajes|VIAJES|Agencia|AGENCIA|Travels?|TRAVEL|Tours?|TOURS?|Turismo|TURISMO|Transportes?|TRANSPORTES?|Expreso|EXPRESO|Express|EXPRESS|Asesor[ií]as?|ASESOR[IÍ]AS?|Asesores|Servicios|SERVICIOS|Consultor(?:es|a|ia|ía)|Inversiones|INVERSIONES|Cooperativa|COOPERATIVA|"
    r"Fundaci[oó]n|Tr[aá]mites|TR[AÁ]MITES|Gestor[ií]a|Gestores|Viagens|VIAGENS|Ag[eê]ncia|AG[EÊ]NCIA|Assessoria|ASSESSORIA|Despachante|Models?|MODELS?|Modelos|Agency|AGENCY|Talents?|Staffing|Solutions|Soluciones|Solu[cç][oõ]es|Log[ií]stica|Migration|Visas|Documents|Docs|DOCS|Papeles|Rutas?|RUTAS?|"
    r"Rotas?|ROTAS?|Group|Grupo|GRUPO|Caravana|CARAVANA|Destinos?|Services|Company|Empresa|Consulting|Recruitment|Connections?|Excurs[oõ]es|Transfers?|Shuttle|Casting|Expedi[cç][oõ]es|Expediciones|Trips?|Routes?|Crossings?|Rides|Movers|Papers|Club|Spa|Caminos?|Caminhos?|Fronteras?|Bridges?|Lines?)"
)
GROWN_TOGETHER = re.compile(
    r"(?<![\w@./])([A-ZÁÉÍÓÚ][a-záéíóúñ]{2,}(?:[A-ZÁÉÍÓÚ][a-záéíóúñ]+|YA)[\wáéíóúñ]*)(?![\w@/])(?!\.\w)"
)
"""'ViveOnline', 'PapelesYa': capitals inside a word are a trade name's."""
TRADE_NAME = re.compile(
    rf"\b({_TRADE} +(?:(?:de|y|e|da|do|del|la|el|los) +){{0,2}}{_CHAIN}|{_W}(?: +(?:(?:de|del|la|da|do) +)?{_W}){{0,3}} +{_TRADE}{_LEGAL})(?![\w])"
)
QUOTED = re.compile(rf"[\"“«‘]({_CHAIN})[\"”»’]")
HEADLINE = re.compile(
    rf"(?:\A|\n\n|\n)\W{{0,4}}({_CHAIN})(?=\s*[:|–—]\s|\s+-\s|\s+(?:busca|selecciona|ofrece|te (?:lleva|ofrece|invita)|seleciona|contrata|oferece|leva|presenta|is (?:hiring|looking)|seeks|offers|takes|les (?:ofrece|lleva)|informa|recluta|recruta)\b)"
)
INTRODUCED = re.compile(
    rf"(?i:\b(?:somos|soy|we are|we're|i am|i'm|sou|me llamo|mi nombre es|my name is|meu nome [eé]|preg[uú]nt(?:a|e|ar|en)(?: por)?|ask for|procur[ae]r?(?: por| pel[oa])?|pergunt[ae](?: por| pel[oa])?|habl[ae]r?(?: con)?|fal[ae]r?(?: com)?|escr[ií]b\w* a|llam[ae]r? a|chame|chama|"
    rf"contact[aeo]\w*(?: con| a)?|contat[eo]\w*(?: com)?|call|text|message|dm|at(?:te|t)\.?|atentamente|a cargo de|con (?:el|la) (?:se[nñ]or|se[nñ]ora)|firma|signed|responsable|respons[aá]vel|equipo|equipe|team|coordina|coordinador[a]?|trust|conf[ií]a en|informes|asesor[a]?|encargad[oa]|gerente|dueñ[oa]|avisa(?:r|le)? a|con)\b)"
    rf"\s*[:,\-–]?\s*(?:(?:el|la|los|las|o|a|the)\s+)?[\"“«'‘]?((?:(?i:don|doña|seu|dona|sr\.?|sra\.?|t[ií]o|t[ií]a|mr\.?|mrs\.?|uncle|captain|capit[aáã]o?n?|cap\.|el|la|los|o|the) +)?{_CHAIN})"
)
SIGNED = re.compile(
    rf"(?:^|[—–\-~*✍>|.!]|\bequipe?o?)\s*((?:(?:El|La|Los|Las|Don|Doña|O|A|The|Seu|Dona) +)?{_CHAIN})[\s.!✨🙏🌎🌍✈️🚌*🤝💪👊]*$"
)
"""The last words of a line, after a dash or alone on it."""
TITLED = re.compile(
    rf"(?<![\w@])((?:Captain|Capit[aá]n|Capit[aã]o|Don|Doña|Seu|Dona|T[ií]o|Coyote|Coiote|Profe|Brother|Uncle|Big|Mama|Papa|Comadre|Compadre|Primo|Mister) +{_CHAIN})"
)
BESIDE_CONTACT = re.compile(
    rf"(?<![\w@])({_W}(?: +(?:de|del|da|do|of)?(?: ?){_W}){{1,3}})\s*[,:(\-–]*\s*(?:(?:(?:on|en|no|al|por|pelo|by|at|in) +)?(?i:whats\w*|wsp|wpp|zap|signal|tel[.:]?|text|call|cel[.:]?|t\.me|telegram|insta\w*|fone)\b|@|\+\d|\(?\d{{3,4}}[ \-)])"
)
"""The name that stands right before a number or a handle."""
