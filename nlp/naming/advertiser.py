"""Who signs an advert: trade name, contact person, handle, signature. Read only where the advert offers something unlawful."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.records import ContactPoint, Mention
from core.terms import ContactType, LegalStatus, Role
from nlp.contact.links import handles
from nlp.gazetteer.places import country_of_demonym, places_by_name
from nlp.naming.folding import fold_forms, fullest, words_of
from nlp.naming.lexicon import AUTHORITY, NO_NAMES, OPENERS, SURELY_OTHER
from nlp.reading import Reading
from nlp.wording.fold import fold

_W = r"[A-ZÁÉÍÓÚÑÂÊÔÃÕÇÜ][\w'’&-]*"
_CHAIN = rf"{_W}(?:\s+(?:(?:de|del|la|las|los|el|da|do|dos|das|y|e|of|the|&|and)\s+){{0,2}}{_W}){{0,4}}(?:\s+(?:S\.?A\.?S\.?|S\.?A\.?|LTDA\.?|Ltda\.?|S\.?R\.?L\.?|LLC|Inc\.?|E\.?I\.?R\.?L\.?|C\.?A\.?))?"
_TRADE = (
    r"(?i:viajes|agencia|travel|tours?|turismo|transportes?|expreso|express|asesor[ií]as?|asesores|servicios|consultor[ae]s?|consultor[ií]a|inversiones|cooperativa|fundaci[oó]n|tr[aá]mites|gestor[ií]a|gestores|viagens|ag[eê]ncia|"
    r"assessoria|despachante|models?|modelos|agency|talent|staffing|solutions|soluciones|solu[cç][oõ]es|log[ií]stica|migration|visas|documents|docs|papeles|rutas?|rotas?|group|grupo|caravana|destinos?|services|company|empresa|consulting|recruitment|connections?|excurs[oõ]es|transfers?|shuttle|casting|club|spa)"
)
_TRADE_NAME = re.compile(
    rf"\b({_TRADE}(?:\s+(?:de\s+|y\s+|e\s+|da\s+|do\s+)?{_W}){{1,4}}|{_W}(?:\s+(?:(?:de|del|la|da|do)\s+)?{_W}){{0,3}}\s+{_TRADE})(?![\w])"
)
_INTRODUCED = re.compile(
    rf"(?i:\b(?:somos|soy|we are|we're|i am|i'm|sou|me llamo|mi nombre es|my name is|meu nome [eé]|preg[uú]nt[ae](?:r|n|s)?(?: por)?|ask for|procur[ae]r?(?: por)?|pergunt[ae](?: por| pelo| pela)?|habl[ae](?:r)?(?: con)?|fal[ae](?:r)?(?: com)?|escr[ií]b\w* a|llam[ae](?:r|n)? a|chame|chama|"
    rf"contact[aeo]\w*(?: con| a)?|contat[eo]\w*(?: com)?|call|text|message|dm|at(?:te|t)\.?|atentamente|a cargo de|con (?:el|la) (?:se[nñ]or|se[nñ]ora)|firma|signed|responsable|respons[aá]vel|equipo|equipe|team|from|by|por|coordina|coordinador[a]?|with|trust|conf[ií]a en|agente|agent|informes|asesor[a]?|encargad[oa]|gerente|dueñ[oa])\b)"
    rf"\s*[:,\-–]?\s*(?:(?i:el|la|los|las|o|a|the)\s+)?[\"“«'‘]?((?:(?i:don|doña|do[nñ]a|seu|dona|sr\.?|sra\.?|t[ií]o|t[ií]a|mr\.?|mrs\.?|el|la|los|o|the|uncle|captain|capit[aá]n|cap\.)\s+)?{_CHAIN})"
)
_QUOTED = re.compile(rf"[\"“«‘]({_CHAIN})[\"”»’]")
_SIGNED = re.compile(
    rf"(?m)^\s*[—–\-~*✍️>]*\s*((?:(?:El|La|Los|Las|Don|Doña|O|A|The)\s+)?{_CHAIN})\s*[.!✨🙏🌎🌍✈️🚌*]*\s*$"
)
_GENERIC = frozenset(
    [
        "viaje",
        "viajes",
        "agencia",
        "travel",
        "tour",
        "tours",
        "turismo",
        "transporte",
        "transportes",
        "servicio",
        "servicios",
        "asesoria",
        "asesorias",
        "ruta",
        "rutas",
        "rota",
        "rotas",
        "grupo",
        "group",
        "destino",
        "destinos",
        "documents",
        "documentos",
        "docs",
        "visa",
        "visas",
        "papeles",
        "caravana",
        "express",
        "expreso",
        "viagem",
        "viagens",
        "tramites",
        "empresa",
        "company",
        "services",
        "agency",
        "modelos",
        "models",
        "seguro",
        "segura",
        "seguros",
        "garantizado",
        "garantizada",
        "garantido",
        "garantida",
        "diarios",
        "diarias",
        "vip",
        "economico",
        "economicos",
        "barato",
        "baratos",
        "todo",
        "todos",
        "nuevo",
        "nueva",
        "sin",
        "con",
        "legal",
        "legales",
        "rapido",
        "rapidos",
        "internacional",
        "internacionales",
        "international",
        "full",
        "urgente",
        "trabajo",
        "empleo",
        "oferta",
        "ofertas",
        "salida",
        "salidas",
        "directo",
        "directos",
        "frontera",
        "fronteras",
        "fronteira",
        "border",
        "crossing",
        "usa",
        "chile",
        "real",
        "reales",
        "original",
        "originales",
        "passport",
        "passports",
        "pasaporte",
        "pasaportes",
        "residencia",
        "residency",
        "mexico",
        "cruce",
        "paso",
        "travesia",
        "travessia",
        "guaranteed",
        "guarantee",
        "no",
        "pay",
        "cash",
        "daily",
        "fast",
        "safe",
        "quality",
        "best",
        "cheap",
        "cheapest",
        "new",
        "real",
        "whatsapp",
        "telegram",
        "facebook",
        "instagram",
        "tiktok",
        "info",
        "interesados",
        "privado",
        "inbox",
        "hoy",
        "manana",
        "semana",
        "dinero",
        "pago",
        "precio",
        "cupos",
        "vagas",
        "drivers",
        "driver",
        "needed",
        "wanted",
        "choferes",
        "conductores",
        "guias",
        "guide",
        "guides",
        "jobs",
        "job",
        "work",
        "mujeres",
        "chicas",
        "girls",
        "women",
        "ladies",
        "europa",
        "europe",
        "dubai",
        "norte",
        "sur",
        "solo",
        "buscamos",
        "busco",
        "horas",
        "dias",
        "dia",
        "noche",
        "dios",
        "dm",
        "grupo",
        "todos",
        "papers",
        "without",
        "vuelos",
        "vuelo",
        "flight",
        "flights",
        "bus",
        "buses",
        "van",
        "boat",
        "boats",
        "hotel",
        "alojamiento",
        "hospedaje",
        "completo",
        "completa",
        "confiable",
        "confiables",
        "serio",
        "serios",
        "seriedad",
        "responsabilidad",
        "experiencia",
        "anos",
        "years",
        "nosotros",
        "ustedes",
        "ya",
        "aqui",
        "alla",
        "llegada",
        "arrival",
        "venezuela",
        "peru",
        "ecuador",
    ]
)
_MOST = 3


def find_advertisers(reading: Reading, contacts: list[ContactPoint], *, score: float) -> tuple[Mention, ...]:
    """The advertiser's names, best first; handles are forms of the trade name, or the name where there is no other."""
    named = list(dict.fromkeys(_candidates(reading)))
    handle_names = [name for name, _, _ in handles(reading)] + [f"@{c.value}" for c in contacts if c.type in _PROFILES]
    handle_names = list({name.lower(): name for name in reversed(handle_names)}.values())[::-1]
    groups = fold_forms([*named, *handle_names], linked=[])
    plain = [group for group in groups if any("@" not in form for form in group)][:_MOST]
    only_handles = [group for group in groups if all("@" in form for form in group)]
    if plain:
        plain[0] = plain[0] + [form for group in only_handles for form in group]
    elif only_handles:
        plain = [[form for group in only_handles for form in group]]
    return tuple(_mention(reading, group, score) for group in plain)


_PROFILES = frozenset({ContactType.TELEGRAM, ContactType.INSTAGRAM, ContactType.FACEBOOK, ContactType.TIKTOK})


def _candidates(reading: Reading) -> Iterator[str]:
    """Names in order of trust: quoted, trade names, introduced, signatures; what is a place or a plain word is dropped."""
    for pattern in (_TRADE_NAME, _QUOTED, _INTRODUCED):
        for match in pattern.finditer(reading.text):
            name = _clean(match.group(1))
            if _is_trade_name(name):
                yield name
    lines = reading.text.strip().splitlines()
    for line in [*lines[-2:]] if len(lines) > 2 else []:
        match = _SIGNED.match(line)
        if match and _is_trade_name(_clean(match.group(1))) and len(line) < 45:
            yield _clean(match.group(1))


def _clean(name: str) -> str:
    """Without places, plain words and connectors at either end, on one line."""
    words = name.split("\n", maxsplit=1)[0].split()
    while words and (
        fold(words[-1]) in _SMALL
        or (len(words) > 1 and fold(words[-1]).strip(".,") in places_by_name())
        or fold(words[-1]) in _TAILS
    ):
        words.pop()
    while words and fold(words[0]) in _LEADS:
        words.pop(0)
    return " ".join(words).strip(" .,;:-–")


_SMALL = frozenset(
    [
        "de",
        "del",
        "la",
        "las",
        "los",
        "da",
        "do",
        "dos",
        "das",
        "y",
        "e",
        "of",
        "the",
        "and",
        "a",
        "o",
        "con",
        "por",
        "para",
        "en",
    ]
)
_TAILS = frozenset(
    [
        "whatsapp",
        "wsp",
        "telegram",
        "info",
        "tel",
        "cel",
        "llamar",
        "contacto",
        "interesados",
        "llama",
        "escribe",
        "solo",
        "no",
        "sin",
        "salidas",
        "viajes_",
        "pago",
        "call",
    ]
)
_LEADS = frozenset(
    [
        "somos",
        "soy",
        "we",
        "sou",
        "call",
        "text",
        "contacto",
        "contact",
        "por",
        "by",
        "from",
        "with",
        "team_",
        "llama",
        "escribe",
        "nosotros",
    ]
)


def _is_trade_name(name: str) -> bool:
    words = words_of(name)
    folded = fold(name)
    if (
        not words
        or len(name) < 3
        or AUTHORITY.search(folded)
        or SURELY_OTHER.search(folded)
        or folded in places_by_name()
    ):
        return False
    telling = [
        w
        for w in words
        if w not in _GENERIC
        and w not in NO_NAMES
        and w not in places_by_name()
        and w not in OPENERS
        and country_of_demonym(w) is None
        and not w.isdigit()
    ]
    return bool(telling) and any(len(word) > 2 for word in telling)


def _mention(reading: Reading, forms: list[str], score: float) -> Mention:
    name = fullest(forms)
    places = [(m.start(), m.end()) for form in forms for m in re.finditer(re.escape(form), reading.text)]
    first = min(places, default=(0, 0))
    return Mention(
        name=name,
        aliases=tuple(form for form in dict.fromkeys(forms) if form != name),
        role=Role.OPERATOR,
        score=round(score, 3),
        sentence=reading.sentence(first[0]),
        spans=tuple(reading.span(start, end) for start, end in sorted(places)),
        is_person=False,
        status=LegalStatus.ADVERTISED,
    )
