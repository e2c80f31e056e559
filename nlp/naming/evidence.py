"""What the words beside a name say of it: patterns over the folded sentence before and after the name, three languages.

Every pattern is positive evidence of one part; none is a guess from silence.
"""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re

_OPEN = r"[\s,:(\[]*[\"'«“‘]?\s*(?:el |la |los |las |o |a |the )?$"
_GROUP = (
    r"agencia|empresa|compania|firma|consultora|consultoria|cooperativa|fundacion|fundacao|red|rede|banda|organizacion|organizacao|grupo|clan|cla|celula|estructura|quadrilha|faccao|cartel|"
    r"company|agency|firm|network|ring|gang|group|organi[sz]ation|crew|cell|outfit|cooperative|foundation|syndicate|consultancy|operation|"
    r"canal|channel|pagina|page|cuenta|conta|account|perfil|profile|chat|comunidad|comunidade|community|operadora|transportadora|inmobiliaria|academia|academy|hostal|ong|ngo|bando"
)
_KIND = (
    r"(?: (?:de|da|do|of|for)(?: (?:la|las|los|el|the))? [\w-]+(?: (?:y|e|and|de|a) [\w-]+)?)?(?: [\w-]+(?:a|o|e|al|an|ana|ano|ino|ina|ense|eno|ena|ish|ese|as|os|es))?(?: (?:de|da|do|of) [\w-]+)?"
    r"(?: (?:criminal|delictiva|delictivo|delincuencial|criminosa|criminoso|transnacional|internacional|transnational|local))?"
)
_CALLED = (
    r"(?:,? (?:que opera(?:ba)? como|que se hace llamar|que se hacia llamar|autodenominad[oa]s?|autodenominad[oa]|denominad[oa]s?|llamad[oa]s?|conocid[oa]s? (?:como|por|pelo nome de)|bautizad[oa]|con el nombre de|bajo el nombre(?: de)?|"
    r"called|known (?:as|by)|named|dubbed|calling itself|which calls itself|operating as|trading as|under the name(?: of)?|chamad[oa]s?|que se apresentava como|sob o nome de|com o nome de|intitulad[oa]|batizad[oa] de))?"
)
NAMED_GROUP = re.compile(rf"\b(?:{_GROUP}){_KIND}{_CALLED}{_OPEN}")
"""'la agencia de viajes X', 'the ring known as X': a group with its name; needs a deed in the sentence."""

CALLED = re.compile(
    r"\b(?:conocid[oa]s? (?:como|por|pel[oa] (?:apelido|alcunha|nome)(?: de)?)|autodenominad[oa]s?|alias|apodad[oa]|apelidad[oa]|de alcunha|vulgo|mas conocid[oa] como|known as|a\.?k\.?a\.?|nicknamed|dubbed|who goes by|goes by|self-styled|advertised as|operating as|operated as|trading as|under the name(?: of)?|se anunciaba[n]? como|se presentaba[n]? como|se presenta[n]? como|se hacia[n]? llamar|firmaba[n]? como|bajo el nombre(?: de)?|con el nombre de|sob o nome(?: de)?|se apresentava[m]? como|chamad[oa]|llamad[oa]|con el apodo de|\(a\)|sobrenombre)"
    + _OPEN
)
"""A nickname or the name of a ring follows; needs a deed in the document."""

_LEADERS = (
    r"lider|lideres|duenos|duenas|propietarios|owners|donos|socios|partners|gerentes|administradores|cabecilla|cabecillas|jefe|jefa|chefe|leader|leaders|ringleader|ringleaders|mastermind|boss|kingpin|duen[oa]|propietari[oa]|owner|dono|dona|administrador|administradora|gerente|"
    r"coyote|coyotes|coiote|coiotes|pollero|pollera|smuggler|traffickers?|trafficker|traficante|tratante|guia|lanchero|patron|conductor|conductora|chofer|driver|motorista|skipper|captador|captadora|reclutador|reclutadora|recruiter|aliciador|aliciadora|"
    r"imputad[oa]s?|acusad[oa]s?|reus?|re|suspects?|suspeit[oa]s?|sospechos[oa]s?|sindicad[oa]s?|defendants?|condenad[oa]s?|detenid[oa]s?|pres[oa]s?|arrestad[oa]s?|capturad[oa]s?|procesad[oa]s?|indiciad[oa]s?|operador|operator|organizador|organizadora|organizer|organiser|fundador|founder|socio|socia|partner|coordinador|coordinadora|"
    r"(?:presunt[oa]s?|supuest[oa]s?|alleged|suspected|supost[oa]s?) \w+(?: \w+)?"
)
ACCUSED = re.compile(rf"\b(?:{_LEADERS})\b")
"""A word for one who leads or stands accused, anywhere in the sentence."""
LEADER = re.compile(
    rf"\b(?:{_LEADERS})(?: (?:de|of|da|do|del) (?:(?:la|las|los|el|the|esta|a|o|este|una|un|uma|um) )?(?:presunta |suposta |alleged )?(?:{_GROUP}|esquema|scheme|operacion|negocio|bote|embarcacion|lancha|camion|trailer|vehiculo|boat|truck|van)(?: (?:criminal|delictiva|criminosa|de \w+(?: de \w+)?|of \w+))?)?"
    rf"(?: (?:fue |foi |was )?(?:identificad[oa]s?|identified|known|conocid[oa])(?: (?:como|as|por))?)?{_OPEN}"
)
LED_BY = re.compile(
    r"\b(?:liderad[oa]s?|encabezad[oa]s?|dirigid[oa]s?|comandad[oa]s?|chefiad[oa]s?|integrad[oa]s?|conformad[oa]s?|operad[oa]s?|administrad[oa]s?|compuest[oa]s?|formad[oa]s?|coordinad[oa]s?|coordenad[oa]s?|gestionad[oa]s?|organizad[oa]s?|regentad[oa]s?|montad[oa]s?|"
    r"led|headed|run|operated|controlled|managed|organi[sz]ed|owned|fronted|set up|directed|offered|advertised|ofrecid[oa]s?|vendid[oa]s?|oferecid[oa]s?|promovid[oa]s?|cometid[oa]s?|contratad[oa]s?|captad[oa]s?|sold) (?:por|by|pel[oa]s?)(?: (?:los|el|la|as|os|a|o|un|una|um|uma|a man|the)?(?: \w+){0,3})?"
    + _OPEN
)
SEIZED = re.compile(
    r"\b(?:detuv\w+|detien\w+|detener|detencion|arrest\w*|captur\w*|prend\w+|aprehend\w+|aprehension|prision|prisao|apresaron|condeno|condenaron|condenar|condenou|condena|sentenci\w+|sentence[ds]?|imput\w+|formaliz\w+|acus\w+|indici\w+|denunciou|charge[ds]?|charges|indict\w*|convict\w*|investig\w+|procesamiento|"
    r"juicio|trial|(?:investigacion|juicio|cargos|causa|proceso|querella|acusacion|orden de captura|case|charges|trial|indictment|warrants?|operation|operacion|operativo|operacao|investigacao|processo|mandado|denuncia|allegations|evidence|pruebas|provas) (?:contra|against)|apunta[n]? a|apontam? para|points? to|desarticul\w+|desmantel\w+|desbarat\w+|dismantl\w+|busted|broke up|extradit\w+|extradicion|allan\w+|raid\w*|wanted|warrant for)"
    r"(?: (?:a|al|o|os|as|el|la|los|las|contra|against|de|del|da|do|of|the))*(?: (?:un|una|uno|um|uma|ciudadan[oa]|cidada[oa]|national|nacional|hombre|mujer|homem|mulher|man|woman|joven|senor|senora|empresari[oa]|taxista|chofer|conductor|driver|motorista|businessman|businesswoman|lider|cabecilla|leader|ringleader|"
    r"presunt[oa]|supuest[oa]|alleged|supost[oa]|venezolan[oa]|colombian[oa]|peruan[oa]|bolivian[oa]|chilen[oa]|haitian[oa]|cuban[oa]|ecuatorian[oa]|mexican[oa]|brasileir[oa]|\w+(?:an|ian|ano|ana|ense)|identificad[oa] como|identified as|agencia|empresa|red|rede|banda|company|agency|firm|ring|network|organizacion|quadrilha))*"
    + _OPEN
)
MEMBER = re.compile(
    r"(?<!crew )(?<!cast )(?<!family )\b(?:integrantes?|miembros?|membros?|members?|formar parte|formaba[n]? parte|forman parte|pertenec\w+|integrar|integraba[n]?|integrava[m]?|fazer parte|faziam? parte|fazia parte|belong\w* to|cabecillas?|lideres|leaders?)"
    r"(?: (?:de|del|of|da|do|a|al|to|with|con|com))?(?: (?:la|el|los|las|the|a|o|una|un|uma|um|presunta|suposta|alleged))*"
    rf"(?: (?:{_GROUP})(?: (?:criminal|delictiva|criminosa|transnacional|internacional|transnational))?)?{_CALLED}"
    + _OPEN
)
LINKED = re.compile(
    r"\b(?:ligad[oa]s?|vinculad[oa]s?|linked|asociad[oa]s?|relacionad[oa]s?) (?:a|al|con|com|to|with)(?: (?:la|el|los|las|the|a|o))?(?: (?:red|banda|organizacion|grupo|network|ring|gang|rede|quadrilha))?"
    + _OPEN
)
OWNED = re.compile(
    r"\b(?:owners?|duen[oa]s?|propietari[oa]s?|donos?|donas?|founder|fundadora?|gerentes?|managers?|soci[oa]s?) (?:of|de|da|do|del)(?: (?:la|el|the|a|o))?(?: (?:agencia|empresa|firma|company|agency|spa|hotel|hostal|transportadora|compania))?(?: (?:de|of) \w+)?"
    + _OPEN
)
CHAT = re.compile(
    r"\b(?:grupo|grupos|canal|canales|cuenta|pagina|perfil|group|channel|page|account|profile|conta)(?: (?:de|do|da|on|en|no|in))?(?: (?:la|el))?(?: red social)? (?:whatsapp|telegram|facebook|tiktok|instagram)"
    + _CALLED
    + _OPEN
    + r"|\b(?:whatsapp|telegram|facebook|tiktok|instagram) (?:group|channel|page|account|chat)"
    + _CALLED
    + _OPEN
)
BEHIND = re.compile(
    r"\b(?:detras(?: de(?:l)? [\w ]{1,30}?)? (?:esta|estaria|estaba|estarian)|por tras(?: d[eoa]s? [\w ]{1,30}?)? (?:esta|estaria|estava)|behind (?:it|the [\w ]{1,30}|this [\w ]{1,30}) (?:is|was|stands|stood)|(?:un|el|a|um|o|su|the) (?:nombre|name|nome)(?: (?:de|es|was|is|era))?|"
    r"entre (?:los|las|os|as) (?:imputad|detenid|acusad|arrestad|pres|condenad|capturad|indiciad)[oa]s (?:se encuentra[n]?|figura[n]?|esta[n]?|estao|destaca)|among (?:the|those) (?:\w+ )?(?:arrested|detained|accused|charged|defendants|suspects)(?: (?:is|are|was|were))?|"
    r"(?:vende|vendia|ofrece|ofrecia|promociona|anuncia|oferece|oferecia|vendia|publicaba|publico|divulgava))" + _OPEN
)
IDENTIFIED = re.compile(
    r"\b(?:named|called|llamad[oa]|de nombre|chamad[oa]|de nome)"
    + _OPEN
    + r"|\b(?:identificad[oa]s?|identified|identificaron|identificou|individualizad[oa]s?|nombrad[oa]s?|identificados) (?:(?:a|al)? ?(?:los|las|el|la|the|os|as)? ?(?:\w+ )?)?(?:como|as|by police as|por)"
    + _OPEN
)

_DEEDS = (
    r"cobraba[n]?|cobro|cobra|cobran|ofrecia[n]?|ofrece[n]?|trasladaba[n]?|transportaba[n]?|captaba[n]?|lideraba|dirigia|encabezaba|operaba[n]?|reclutaba[n]?|vendia[n]?|garantizaba[n]?|prometia[n]?|organizaba[n]?|promocionaba[n]?|cruzaba[n]?|pasaba[n]?|coordinaba[n]?|movia[n]?|explotaba[n]?|enganaba[n]?|introducia[n]?|facilitaba[n]?|usaba su|utilizaba|anunciaba[n]?|publicaba[n]?|falsificaba[n]?|guiaba|manejaba|conducia|contactaba[n]?|alojaba[n]?|recibia|ayudaba[n]? a|tramitaba[n]? visas|tramitaba[n]?|"
    r"charged|charges|offered|offers|smuggled|smuggles|moved|transported|led|ran|runs|advertised|advertises|recruited|sold|promised|guaranteed|organi[sz]ed|coordinated|guided|drove|trafficked|exploited|lured|facilitated|took migrants|arranged|collected|kept|hid|harbou?red|operated|operates|posted|helped \w+ migrants|"
    r"cobrava[m]?|cobrou|oferecia[m]?|oferece[m]?|transportava[m]?|aliciava[m]?|liderava|chefiava|comandava|recrutava[m]?|vendia[m]?|garantia[m]?|prometia[m]?|organizava[m]?|divulgava[m]?|atravessava[m]?|levava[m]?|enganava[m]?|falsificava[m]?|coordenava|enviava[m]?|explorava[m]?|guiava|dirigia|conduzia|hospedava|facilitava[m]?|"
    r"pleaded guilty|pled guilty|se declaro culpable|confeso|confessou|admitted|admitio|huyo|fugitiv[oa]|foragid[oa]|profugo"
)
_AGE = r"(?:\s*\([^)]{0,40}\))?(?:,? (?:de )?(?:aged )?\d{1,2}(?: anos| years old)?)?(?:,? (?:de )?(?:nacionalidad|nacionalidade|origen) \w+)?(?:, (?:a |an |un |una |um |uma |the |el |la )?[\w\s-]{3,40}?)?,?"
_BEING = r"(?: (?:fue|fueron|was|were|foi|foram|has been|have been|had been|sera|quedo|esta|estan|is|are|e|es|habria sido|ha sido|tambien|also|ya|already|being|siendo|sendo|viene|later)){1,4}"
SEIZED_AFTER = re.compile(
    rf"^[\"'»”]?{_AGE}(?:{_BEING} (?:detenid|arrest|capturad|condenad|sentenc|imputad|acusad|formaliz|procesad|charged|indicted|convicted|found guilty|pres[oa]\b|indiciad|denunciad[oa] (?:por|pelo|pela)|extradit|investigad|investigated|under investigation|desarticulad|dismantled|desmantelad|aprehendid|apresad|jailed|remanded|accused|wanted|buscad|procurad|declarad\w+ culpable|allanad|raided|enviad[oa] a prision|ordered held)"
    r"|,? (?:detenid|capturad|condenad|imputad|acusad|formalizad|procesad|pres[oa]\b|indiciad|investigad|desarticulad)\w* (?:por|en|em|de|como|ayer|el|hace|na|no)\b"
    r"|,? (?:arrested|sentenced|charged|indicted|convicted|jailed|wanted|accused) (?:for|in|on|with|to|of|by|after)\b"
    r"| (?:recibio una condena|pleaded|pled|faces|enfrenta|responde (?:por|a)|se declaro culpable))"
)
DEED_AFTER = re.compile(
    rf"^[\"'»”]?(?:{_AGE}| y \w+| and \w+| e \w+)?(?: (?:que|quien|who|which|la cual|a qual|allegedly|presuntamente|supostamente|supuestamente|tambien|also|habria|teria|se|le|les|lo|los)){{0,2}} (?:{_DEEDS})\b"
)
APPOSED = re.compile(
    r"^[\"'»”]?(?:\s*\([^)]{0,30}\))?, (?:(?:de |aged )?\d{1,2}(?: anos)?, )?(?:a |an |el |la |o |un |una |um |uma |the |quien seria |senalad[oa] como |considerad[oa] |apontad[oa] como |accused of being |described as )*(?:presunt[oa]|supuest[oa]|alleged|suspected|supost[oa]|sindicad[oa]|accused|acusad[oa]|smuggling|moving|offering|transporting|trafficking|"
    r"lider|cabecilla|jefe de la (?:banda|red)|jefa|leader|ringleader|mastermind|chefe|duen[oa]|propietari[oa]|owner|dono|dona|coyote|pollero|coiote|smuggler|trafficker|tratante|traficante|reclutador|recruiter|captador|aliciador|organizador|facilitator|guide for|que (?:ofrec\w+|cobra\w*|traslada\w*|cruza\w*|capta\w*|vend\w+|oferec\w+|opera\w*|lleva\w*|promet\w+))"
)
FRONT_AFTER = re.compile(
    r"^[\"'»”]?,? (?:as (?:a|their|its|the) (?:front|cover)|como (?:fachada|pantalla)|de fachada|, una fachada|, a front)\b"
)
GUILTY_NOUN = re.compile(
    r"^[\"'»”]?(?:'s|s')? (?:ring|network|gang|organi[sz]ation|boss|leader|members?|guides?|scheme)\b"
)

VICTIM_BEFORE = re.compile(
    r"\b(?:victimas?|vitimas?|victims?|rescatad[oa]s?|rescued|resgatad[oa]s?|migrantes?|migrants?|fallecid[oa]s?|fallecio|muri[oe]\w*|died|death of|muerte de|morte de|cuerpo de|body of|sobrevivientes?|survivors?|deceased|refugiad[oa]s?|refugees?|asylum seeker|hij[oa]|filh[oa]|daughter|son|madre|mae|mother|hermano|hermana|brother|sister|desaparecid[oa]s?|missing|viajer[oa]s?|passengers?|pasajer[oa]s?|estafad[oa]s?|enganad[oa]s?|testimonio de|testigo|witness|testemunha)"
    r"(?: (?:identificad[oa]s?|identified|llamad[oa]s?|named|chamad[oa]s?|como|as|de|es|era|fue|was|is|la|el|a|o|venezolan[oa]|haitian[oa]|colombian[oa]|cuban[oa]|hondurenh?[oa]|ecuatorian[oa]|\w+an))*"
    + _OPEN
)
VICTIM_AFTER = re.compile(
    r"^'s? (?:disappearance|death|murder|killing|body|parents|family)\b|^[\"'»”]?(?:,? (?:de )?(?:aged )?\d{1,2}(?: anos)?)?,? (?:(?:que|quien|who|a|an|una|un|uma|um|the|la|el) )?(?:murio|fallecio|died|morreu|perdio la vida|(?:fue|was|foi) (?:rescatad|rescued|resgatad|enganad|deceived|abandoned|abandonad|victim|estafad|explotad|obligad|forced)|victima|victim|vitima|migrante|migrant|sobreviviente|survivor|sobrevivio|survived|pago|paid|pagou|viajaba|travell?ed|viajava|salio de|left (?:his|her|home)|perdio)\b"
)

_NO_OTHER_SUBJECT = (
    r"(?:(?!prosecut|fiscal|police|polici|attorney|authorit|autoridad|ministeri|promotor|procurador)[^.;:]){0,90}?"
)
COMPLAINANT_AFTER = re.compile(
    rf"^{_NO_OTHER_SUBJECT}\b(?:(?:filed|brought|lodged) (?:a|an|the|his|her|their)(?: [\w-]+){{0,3}} (?:lawsuit|suit|complaint|petition)|sued\b|"
    r"(?:presento|interpuso|puso|radico) (?:una|la|su)(?: \w+){0,2} (?:denuncia|querella|demanda|queja)|"
    r"(?:apresentou|registrou|prestou|fez) (?:uma|a|sua)(?: \w+){0,2} (?:denuncia|queixa|ocorrencia)|registrou (?:um )?boletim|"
    r"testified (?:against|that)|(?:declaro|testifico|depos|testemunhou) (?:en contra de|contra))"
)
"""Who goes to court or to the police against others stands on the other side."""
COMPLAINANT_BEFORE = re.compile(
    r"\b(?:victimi[sz]ed|abused|exploited|deceived|exploto|explotaba|abuso de|engano|explorava|enganou) (?:\w+ ){0,2}(?:them|women|girls|people|migrants|mujeres|personas|mulheres|pessoas|ellas|elas),? (?:including|among them|entre ell[oa]s|entre el[ea]s|incluid[oa]s?|inclusive)"
    + _OPEN
)
"""Who is named as one of those harmed."""
PRETENDED_BEFORE = re.compile(
    r"\b(?:posing as|posed as|pretend\w* to be|undercover as|haciendose pasar por|se hizo pasar por|se hacia pasar por|fingiendo ser|passando-se por|se passou por|fingindo ser)\b[^.;:]{0,60}$"
)
"""A part that an undercover officer plays: nobody's name."""
GOODS = re.compile(
    r"\b(?:coca(?:ine|ina)|marijuana|marihuana|maconha|heroin\w*|fentan[iy]l\w*|drugs?|droga[s]?|narco\w*|narcotics?|entorpecentes|estupefacientes|weapons?|rifles?|armas|cigarettes?|cigarrillos|cigarros|contraband(?:o)? de (?:mercaderia|mercancia|combustible|cigarr)\w*)\b"
)
"""Goods: who is seized with them, in a sentence that tells of no persons moved, is not thereby an operator."""

BRIBED = re.compile(
    r"\b(?:soborn\w+|coima\w*|cohecho|brib\w+|corrup\w+|propina\w*|suborn\w+|formaba parte|integra\w*|integrante|member of the|part of the (?:ring|network|gang)|complice|accomplice|colabora\w+ con|facilitaba|facilitava|em troca de|a cambio de|in exchange|let (?:the )?\w+ pass|waved|permitia|deixava passar|dejaba pasar)\b"
)
CARRIER = re.compile(
    r"\b(?:bus|buses|omnibus|micro|colectivo|autobus|autobuses|avion|vuelo|vuelos|flight|flights|coach|onibus|aviao|voo|tren|train|ferry|taxi|camion|camiones|hotel|hostal|terminal|oficinas? de|a traves de|through|via|por medio de|cuenta (?:de|en)|remesadora|girado[s]? por)(?: (?:de|of|da|del|la|el|los|the|empresa|linea|linha|company|compania|aerolinea|agencia|operated by|run by|operado por))*[\s,\"'«“]*$"
)
SPEAKER_AFTER = re.compile(
    r"^[\"'»”]?,? (?:(?:quien|who|que) )?(?:dijo|explico|afirmo|senalo|indico|informo|aseguro|declaro|sostuvo|comento|respondio|reitero|responded|insisted|argued|replied|claims|tweeted|wrote|respondeu|agrego|preciso|manifesto|said|told|added|explained|stated|confirmed|announced|disse|afirmou|explicou|informou|declarou|contou|acrescentou)\b"
)
