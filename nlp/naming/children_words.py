"""Words by which a report calls somebody a child: ages under eighteen, what minors are called, and what only sounds so."""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

_IN_WORDS = (
    r"cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieciseis|diecisiete"
    r"|sete|oito|nove|dez|onze|doze|treze|quatorze|quinze|dezesseis|dezasseis|dezessete|dezassete"
    r"|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
)
FIGURES = r"(?:[5-9]|1[0-7])"
AGE = rf"(?:{FIGURES}|{_IN_WORDS})"
TEENS_IN_ENGLISH = r"(?:thirteen|fourteen|fifteen|sixteen|seventeen)"
TEENS = rf"(?:1[3-7]|{TEENS_IN_ENGLISH})"
OTHER_YEARS = (
    r"(?! (?:de (?!edad\b|idade\b)|menos\b|mas\b|mais\b|al? frente\b|pres[oa]|deten|detid|encarcel|condenad|casad|depois\b|en\b|em\b|n[ao]s?\b|on\b|in\b|atras\b|despues\b|antes\b|later\b|ago\b|as\b|at\b|como\b|cuando\b|quando\b|when\b"
    r"|siendo\b|sendo\b|profug|foragid|dedic|(?!oriundo)\w+ndo\b|(?:y|e|and) (?:\w+ )?(?:medio|meio|half|mes|meses|months?)\b))"
)
"""Not behind a child's years: those of a trade ('15 años de oficio', '15 años trabajando'), of a wait, of an old deed,
of a sentence ('7 anos e 6 meses')."""
YEARS = rf"(?:anos|years old|years of age){OTHER_YEARS}(?: de (?:idade|edad))?"
OLD = rf"(?<![\w-]){AGE}[ -]years?[ -]old"
ABOUT = r"(?:(?:tan solo|tao so|apenas|solo|so|unos|uns|cerca de|aproximadamente|about|around|only|just|barely) )?"
NO_LIST = r"(?! (?:y|e|and)\b)"
"""'Detuvieron a X, un niño de 7 años y una mujer' speaks of three; a comma before 'and' closes what is said of X."""

ARTICLE = r"(?:una?|uma?|el|la|[oa]|an?|the)"
A_MINOR = r"(?:menor de (?:edad|idade)|minor|juvenile|underage|under age)"
MINORS = r"(?:menores(?: de (?:edad|idade))?|adolescentes|nin[oa]s|menin[oa]s|criancas|minors|juveniles|teen(?:ager)?s|boys|girls|children|school(?:boys|girls|children))"
SEIZED = r"(?:infract|infrat|detenid|detid|apreendid|arrestad|aprehendid|retenid|implicad|envolvid|acusad|imputad)(?:or)?[oa]?"
TEENAGE = r"(?:teen|teenaged?|underage|under-age|juvenile|adolescent) (?:driver|suspect|offender|boy|girl|male|female|guide|skipper|pilot|migrant|smuggler|lookout|passenger|recruiter|helper|runner|defendant|detainee|coyote|captain|helmsman|scout)"
YOUNG = r"(?:adolescente|jov[ei][nm]|menor|nin[oa]|menin[oa]|chic[oa]|muchach[oa]|quinceaner[oa]|estudi?ante|alun[oa]|rapaz|rapariga|teen(?:ager)?|boy|girl|youth|schoolboy|schoolgirl|student)"
"""Who may be a child: with an age beside it."""
ELDERS = (
    r"padres?|madres?|pais?|maes?|fathers?|mothers?|parents?|hermanas?|hermanos?|irmaos?|irma|sisters?|brothers?|ti[oa]s?|uncles?|aunts?|abuel[oa]s?|avos?|grand\w+|prim[oa]s?|cousins?|padrastros?|madrastas?|padrinho|madrinha|tutor\w*|guardians?"
    r"|novi[oa]|namorad[oa]|boyfriend|girlfriend|husband|wife|espos[oa]|marido|mujer|mulher|pareja|companheir[oa]|companer[oa]|amig[oa]s?|friends?|vecin[oa]|vizinh[oa]|neighbou?r|jef[ea]|chefe|boss|patron|patrao|patroa|duen[oa]|don[oa]|owner|abogad[oa]|advogad[oa]|lawyer|agresor|captor|verdugo|profesor[a]?|professor[a]?|teacher"
)
"""Of whom a child may be: 'la madre del menor, X'."""
THINGS = r"pena|penas|condena|condenas|prision|prisao|prison|sentencia|sentenca|sentence|empresa|firma|negocio|experiencia|experience|trayectoria|trajetoria|carrera|carreira|career|matrimonio|casamento|marriage|relacion|relacao|noviazgo|namoro|periodo|plazo|prazo|lapso|espera|contrato|contract|mandato|historia|red|rede|ring|network|banda|gang|organizacion|organizacao|grupo|agencia|camioneta|camionete|carro|coche|auto|lancha|barco|bote|bus|onibus|casa|investigacion|investigacao|guerra"
"""What has years and is no child."""
MAY_BE = rf"(?<!\d){FIGURES}(?!\d)|\b(?:{_IN_WORDS}|menor(?:es)?|minors?|juveniles?|under-?age|under age|adolescen\w+|quinceaner[oa]|teen\w*|nin[oa]s?|menin[oa]s?|criancas?|boys?|girls?|child\w*|kids?|school(?:boy|girl)s?)\b"
"""What stands wherever somebody is called a child: looked for first."""
NAME = r"[^,.;:()\d]{3,45}?"
