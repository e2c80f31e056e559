"""Words that tell what a name is: authorities, media, relief bodies, platforms, titles; and words that are no names."""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re
from functools import cache
from importlib import resources

import yaml

from core.errors import InputError


@cache
def _words() -> dict[str, str]:
    content = yaml.safe_load((resources.files("nlp.naming") / "words.yml").read_text(encoding="utf-8"))
    if not isinstance(content, dict):
        raise InputError("nlp/naming/words.yml holds no table of words.", remedy="Restore it from the release.")
    return content


def _set(name: str) -> frozenset[str]:
    return frozenset(_words()[name].split())


NO_NAMES = _set("no_names")
"""Folded words that name nobody by themselves."""
OPENERS = _set("openers")
"""Folded words that a capital at the start of a sentence says nothing about."""
GENERIC = _set("generic")
"""Folded words of adverts that a trade name needs more than."""

AUTHORITY = re.compile(
    r"\b(?:ministeri\w+|ministry|minist(?:er|ro|ra|ers|ros)|secretar(?:y|ia|io|iat)|undersecretary|subsecretari\w+|police|polici\w+|policing|fiscal(?:ia|es)?|prosecut\w+|attorney|attorneys|"
    r"procurad\w+|procuradori\w+|promotori\w+|promotor(?:a)? d[ea]|tribunal\w*|court\w*|corte|juez|jueza|juzgado\w*|jui[zs]a?|judge|magistrad\w+|magistrate|ejercito|exercito|army|armada|navy|marinha|marina|fuerza\w*|forcas?|carabiner\w+|guardia|guarda|guards?|"
    r"gendarmer\w+|migracion|migraciones|imigracao|immigration|inmigracion|extranjeria|estrangeiros|aduana\w*|customs|alfandega|receita federal|interpol|europol|ameripol|frontex|eurojust|pdi|fgr|fge|inm|cbp|uscis|ice|hsi|dea|fbi|doj|dhs|"
    r"prf|pf|gnb|pnp|pnc|pnb|cicpc|dijin|sijin|gaula|gope|ofvi|mpf|mp|mpt|nca|psp|gnr|sef|aima|senafront|senan|sebin|dgcim|felcc|felcn|dgsc|oij|die|cesfront|dgm|sip|cti|uif|dirincri|divintrap|dircote|migraciones|bortac|bpu|crime agency|"
    r"consulado|consulate|consul|embajad\w+|embass\w+|embaixad\w+|ambassador|cancilleri\w+|canciller|itamaraty|gobierno|government|governo|gobernador\w*|gobernacion|governor|governador\w*|president\w*|vice-?president\w*|senad\w+|senate|senator|congres\w+|"
    r"diputad\w+|deputad\w+|parlament\w+|parliament|asamblea nacional|intendenci\w+|intendent\w+|alcaldi\w+|alcalde\w*|mayor|prefeit\w+|municipalidad|municipio|ayuntamiento|home office|home secretary|border (?:force|patrol|guard|guards|police|protection)|patrulla|patrol|coast ?guard|"
    r"homeland|department of|departamento de (?:justicia|seguridad|estado|policia)|state department|justice department|conare|comar|centro comu[mn] de (?:vistos|visados)|defensori\w+|defensor del pueblo|ombudsman|brigada|comisari\w+|comisaria|delegaci\w+ (?:de|da|do)|delegad[oa]|superintenden\w+|direccion|directorate|direcao|unidad|unidade|unit|task force|"
    r"fuerza de tarea|inspector\w*|sheriff|marshals?|tribunal|camara|contraloria|registro civil|registraduria|saime|sernamig\w*|servicio nacional|servicio de|servicio jesuita migraciones|union europea|european union|comision europea|european commission|casa blanca|white house|capitol\w*|"
    r"supreme|suprem[ao]|agencia (?:tributaria|federal|nacional)|federal agency|agencia de la union|subprefeitura|comando|comandancia|batallon|batalhao|brigad\w+|regimiento|base naval|capitania|jefatura|division de|estado mayor|guardacostas|salvamento maritimo|bomberos|bombeiros|proteccion civil|defesa civil|ministerio publico|crown)\b"
)
"""A name with one of these is an authority, whatever else it says."""

OFFICIAL_TITLE = re.compile(
    r"\b(?:minist\w+|secretar\w+|undersecretary|subsecretari\w+|fiscal\w*|prosecut\w+|attorney\w*|procurad\w+|promotor\w*|juez|jueza|juiza?|judge|magistrad\w+|"
    r"coronel|colonel|general|comandante|commander|comisari\w+|commissioner|comissari\w+|capitan|captain|capitao|mayor|teniente|lieutenant|tenente|sargento|sergeant|inspector\w*|prefecto|subprefecto|superintenden\w+|detective|"
    r"delegad[oa]|chief|jefe (?:de (?:la )?(?:policia|brigada|unidad|zona|region|migracion|comuna)|regional|nacional|policial)|chefe da (?:pf|policia|delegacia)|director\w* (?:general|nacional|regional|of|de|del|da|do)|diretor\w* (?:geral|da|do|de)|head of (?:the )?(?:unit|police|border|homeland|investigations)|"
    r"embajador\w*|ambassador|embaixador\w*|consul\w*|canciller|gobernador\w*|governor|governador\w*|alcalde\w*|alcaldesa|prefeit[oa]|president\w*|diputad\w+|deputad\w+|senador\w*|senator|congres\w+|intendent\w+|vocero|vocera|spokes\w+|porta-?voz|"
    r"agent in charge|special agent|agente especial|officer|oficial|superintendent|sheriff|deputy|(?:council|party|opposition|union|community|church|religious|house|senate|labour|tory|minority|majority) leader|lider(?:esa)? (?:opositor|opositora|sindical|comunitari[oa]|religios[oa]|social|indigena|vecinal|campesino)|delegad\w+ presidencial|seremi|defensor\w*|mp|mep|congressman|congresswoman|representative|rep\.|sen\.|lord|sir|dame|papa|pope|obispo|bishop|rey|rainha)\b"
)
"""A title beside a person's name that makes them an official (clergy and heads of state among them)."""

MEDIA = re.compile(
    r"^(?:(?:el|la|o|the|diario|jornal|periodico|revista|radio|rede|portal|agencia|canal|noticias?|los|los angeles|new york|washington|miami|daily) )?(?:"
    r"pais|mundo|tiempo|comercio|mercurio|universal|heraldo|nacional|espectador|deber|tercera|republica|nacion|prensa|jornada|razon|diario|correo|clarin|infobae|"
    r"folha(?: de s\.? ?paulo)?|globo|g1|estadao|uol|reuters|efe|afp|ap|ansa|bbc|cnn|dw|rt|associated press|times|post|herald|guardian|telegraph|mirror|sun|mail|news|caracol|rcn|univision|"
    r"telemundo|televisa|tvn|t13|biobio\w*|cooperativa|emol|semana|vanguardia|abc|marca|publico|expresso|correio\w*|lusa|insight ?crime|prensa libre|listin diario|la silla vacia|milenio|proceso|excelsior|reforma|newsweek|bloomberg)\b"
    r"|\b(?:tv|television|televisao|noticias|noticiero|news|newspaper|radio|magazine|revista|periodico|diario|jornal|gazette|gaceta|tribune|herald|chronicle|times|post|agencia (?:de )?noticias|reporteros|journalists?|periodista\w*|broadcasting|canal \d+|digital)\b"
)

RELIEF_AND_OTHERS = re.compile(
    r"\b(?:onu|un|u\.n|united nations|naciones unidas|nacoes unidas|oim|iom|acnur|unhcr|acnudh|unicef|unodc|oea|oas|caritas|cruz roja|cruz vermelha|red cross|human rights|derechos humanos|direitos humanos|amnistia|anistia|amnesty|medicos sin fronteras|msf|"
    r"open arms|save the children|jesuita\w*|scalabrin\w*|pastoral|arquidiocesis|diocesis|parroquia|paroquia|iglesia|church|igreja|universidad\w*|universidade|university|instituto|institute|colegio|escuela|school|hospital|clinica|"
    r"whatsapp|facebook|instagram|telegram|tiktok|twitter|youtube|google|meta|airbnb|uber|western union|moneygram|zelle|nequi|pix|banco|bank|terminal|aeropuerto|aeroporto|airport|airlines?|aerolinea\w*|latam|avianca|copa|hotel|hostel|casa del migrante|"
    r"convenc\w+|convention|protocol\w*|tratado|treaty|ley|lei|act|codigo|code|constitucion|plan|programa|operacion|operation|operacao|proyecto|projeto|project|dia|day|premio|award|avenida|calle|rua|ruta|carretera|highway|street|barrio|bairro|sector|"
    r"cartel|tren de aragua|mara salvatrucha|ms-13|clan del golfo|comando vermelho|pcc|primeiro comando da capital|world cup|copa|liga|club|fc)\b"
)
"""Relief bodies, carriers, platforms, laws, streets: `other` unless the text itself says that they move people."""

SURELY_OTHER = re.compile(
    r"\b(?:onu|united nations|naciones unidas|nacoes unidas|oim|iom|acnur|unhcr|unicef|unodc|caritas|cruz roja|cruz vermelha|red cross|human rights watch|amnistia|anistia|amnesty|medicos sin fronteras|"
    r"whatsapp|facebook|instagram|telegram|tiktok|twitter|youtube|google|western union|moneygram|convenc\w+|convention|protocol\w*|tratado|treaty|ley|lei|codigo|code|constitucion|"
    r"operacion|operation|operacao|aeropuerto|aeroporto|airport|avenida|calle|rua|carretera|street|hospital|universidad\w*|university|universidade)\b"
)
"""These are never operators."""
PAID_THROUGH = re.compile(
    r"(?:zelle|nequi|daviplata|yape|plin|pix|bizum|clabe|cbu|cvu|cci|iban|pago ?movil|sinpe(?: movil)?|e-?mola|bcp|interbank|davivienda|paypal|cash ?app|venmo|remitly|ria|mercado ?pago|oxxo|mb ?way|multibanco|m-?pesa|orange money|nubank|bancolombia|bbva|santander|bradesco|itau|banesco|bank of (?:the )?\w+|banco (?:de |del |do |da )?\w+|wells fargo|binance)"
)
"""What an advert takes money through, by its whole name: not the advertiser."""
BANK = re.compile(r"(?:(?:el|la|o|a|the) )?(?:banco|banca|bank|caixa) \S.*|.*\bbank")
"""A bank's whole name: what money goes through, also where a report says so."""

TRADE_WORD = re.compile(
    r"\b(?:viajes?|viagens|agencia|agency|travel|tours?|turismo|transportes?|expreso|express|expresso|asesor\w*|assessor\w*|servicios|servicos|services|service|consult\w+|inversiones|cooperativa|coop|fundacion|fundacao|foundation|"
    r"tramites|gestor\w*|despachante|models?|modelos|talent\w*|staffing|solutions|soluciones|solucoes|logistic\w*|migra\w+|visas?|documents?|documentos|docs|papeles|rutas?|rotas?|routes?|group|grupo|caravana|destinos?|frontera\w*|fronteira\w*|frontier|border\w*|crossings?|"
    r"recruitment|recruiters|global|internacional|international|company|empresa|connections?|conexion|conexao|mundo|horizonte\w*|hermanos|irmaos|brothers|trans|vip|norte|sur|sul|travels|trips|bookings?|jobs|careers|placement|empleos|empregos|agenciamiento|immigration|shuttle|movers|line)\b"
)
"""Words that trade names of fronts are made with."""
