"""The words of a journey in es, en and pt: what people ride, how long it lasts, through a post or beside it.

Surface wording only, as the press quotes it; all patterns read folded text and are bounded.
"""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re

from core.terms import TravelMode
from nlp.wording.numbers import HUNDREDS, SMALL, TENS

MODES: dict[TravelMode, str] = {
    TravelMode.BUS: r"bus(?:es)?|autobus(?:es)?|omnibus|microbus(?:es)?|minibus(?:es)?|onibus|micro-onibus|buseta\w?|guaguas?|flotas?|pull?man|coach(?:es)?|autocar(?:es)?|colectivos?|camioneta de pasajeros|autocarros?|machimbombos?|candongueiros?|toca-?tocas?|(?:num|no|de um|em|por) chapas?(?: cem)?|tro-?tros?|danfos?|matatus?|maxi-?taxis?|maxi taxis?",
    TravelMode.CAR: r"carros?|autos?|coches?|automovil(?:es)?|automove(?:l|is)|vehiculos?|veiculos?|camionetas?|caminhonetes?|taxis?|minivan\w?|vans?|furgonetas?|carrinhas?|sedan(?:es|s)?|pick-?ups?|cars?|vehicles?|suvs?|minivans?|cabs?|4x4|en ruedas|jipes?|jeeps?|hiaces?",
    TravelMode.TRUCK: r"camion(?:es)?|camioes|camiao|caminh(?:ao|oes)|trailers?|tractocamion(?:es)?|tractomulas?|gandolas?|rastras?|furgon(?:es)?|furgao|furgoes|carretas?|lorr(?:y|ies)|trucks?|semi-?trailers?|tractor-trailers?|18[- ]wheelers?|big rigs?|cajas? de (?:trailer|carga)|doble fondo",
    TravelMode.FOOT: r"a pie|caminando|caminatas?|caminadita|caminan|caminamos|camina(?:s|r|ron)?|andando|on foot|walk(?:s|ed|ing)?|hik(?:e|es|ed|ing)|trek(?:s|ked|king)?|a pe|caminhando|caminha(?:r|da|das|ram|mos)?|trilha a pe",
    TravelMode.BOAT: r"lanchas?|lanchitas?|lanchon(?:es)?|pateras?|cayucos?|yolas?|botes?|pangas?|canoas?|zodiacs?|balsas?|chalupas?|catraias?|voadeiras?|barc[ao]s?|barquinhos?|embarcac(?:ion(?:es)?|ao|oes)|neumaticas?|narcolanchas?|boats?|speedboats?|dinghy|dinghies|rafts?|ribs?|skiffs?|pirogues?|pirogas?|canoes?|inner tubes?|jet skis?|motos? (?:de agua|aquaticas?|nauticas?)|semi-?rr?igid[oa]s?|rhibs?|rigid inflatables?|go-?fasts?|go fast boats?|dhows?|sambucos?|veleros?|veleiros?|yates?|iates?|yachts?|sailboats?",
    TravelMode.SHIP: r"buques?|cargueros?|cruceros?|navios?|cargueiros?|ships?|freighters?|(?<!\bto )(?<!would )(?<!could )(?<!\bwho )(?<!will )ferry(?! (?:\w+ )?(?:migrants?|immigrants?|people|them|passengers?|customers?|clients?|men|women|families|refugees)\b)|ferr(?:ies|is)|transbordador(?:es)?|cruise(?:s| ships?| liners?)?|trawlers?|pesqueros?|pesqueiros?|traineiras?",
    TravelMode.PLANE: r"vuelos?|avion(?:es)?|avionetas?|volando|vuelas?|volamos|en vuelo|via aerea|flights?|planes?|airplanes?|aircraft|fly|flies|flew|flown|flying|charter|voos?|avi(?:ao|oes)|aviaozinho|voando|voar|voam",
    TravelMode.TRAIN: r"tren(?:es)?|la bestia|ferrocarril|trains?|freight trains?|rail(?:way)?|trem|trens|comboios?",
    TravelMode.MOTORCYCLE: r"motos?|motocicletas?|motociclos?|mototaxis?|moto-taxis?|motorinos?|motorizadas?|motorbikes?|motorcycles?|mopeds?|boda-?bodas?|okadas?",
}
"""Folded words of each means of travel."""

MODE = re.compile(r"\b(?:" + "|".join(f"(?P<{mode.value}>{words})" for mode, words in MODES.items()) + r")\b")
LAWMENS = re.compile(
    r"^\s?(?:\w+\s){0,2}?(?:patrull\w*|patrulh\w*|patrol\w*|oficial(?:es)?|polici\w*|police|guardacostas|da (?:marinha|policia|guarda)|de la (?:armada|guardia|policia|marina|fuerza)|del ejercito|coast guard)\b"
)
"""After a vehicle: it is the police's, not the traveller's."""
LAWMENS_BEFORE = re.compile(
    r"(?:patrol|police|coast guard|navy|rescue|lifeboat|patrullera|salvamento|air force|agents' )\s?(?:\w+\s)?$"
)
NOT = re.compile(
    r"\b(?:sin|nada de|no hay|no es|no se|ni|nunca|sem|nao (?:tem|ha|e)|without|no|not|never|nem|cero|zero|evit\w*|avoid\w*)\s(?:\w+\s){0,2}$"
)
"""Before a word: it is what the journey spares."""

_NUMBER = "|".join(sorted({*SMALL, *TENS, *HUNDREDS, "a", "an", "hundred"}, key=lambda word: (-len(word), word)))
COUNT = rf"(?:\d{{1,3}}(?:[.,]\d)?|(?:{_NUMBER})(?:(?:\s(?:y|e|and)\s|[\s-])(?:{_NUMBER}))?)"
UNITS = {
    "minute": r"minutos?|minutes?|mins?",
    "hour": r"horas?|horitas?|hours?|hrs?|hs|h",
    "day": r"dias?|days?",
    "night": r"noches?|noites?|nights?",
    "week": r"semanas?|weeks?",
}
HOURS = {"minute": 1 / 60, "hour": 1.0, "day": 24.0, "night": 12.0, "week": 168.0}
"""A night is what is walked or sailed in the dark, half a day."""
UNIT = "|".join(f"(?P<{name}>{words})" for name, words in UNITS.items())
DURATION = re.compile(
    rf"\b(?:(?P<low>{COUNT})\s?(?:a|o|ou|or|to|-|–|e)\s?)??(?P<count>{COUNT}|medi[ao]|mei[ao]|half an?|un par de|a couple of|um par de|vari[oa]s|algun[oa]s|several|some|few|unos cuantos)"
    rf"(?:\s(?:and a half|e mei[ao]|y medi[ao]))?(?:(?<=\d)\s?|[\s-])(?:{UNIT})\b(?P<half>\s(?:y medi[ao]|e mei[ao]|and a half))?"
)
CLOCK = re.compile(r"^\d{1,2}\s?(?:h|hs|hrs)$")
"""A bare hour ('17h') is of the clock, unless the word before it makes it a length."""
LENGTH_BEFORE = re.compile(
    r"\b(?:en|em|de|of|in|for|unas|umas|apenas|solo|so|mas de|mais de|dur\w+|demor\w+|tard\w+|took|takes?|about|after|lasts?|son|sao|tras|viaje|viagem|trip)\s$"
)
RATE = re.compile(r"^an? (?:days?|nights?|weeks?|hours?)$")
"""'two trips a week' is how often; a length only after the same words."""
RULE = re.compile(
    r"^\W{0,3}(?:\w+\s){0,3}?(?:no se|no sigue|no aborda|no sube|nao segue|nao embarca|nao sobe|not board|no boarding)\b"
)
"""After 'sin sello': a carrier says that such a passenger stays behind."""
VAGUE = frozenset({"varios", "varias", "algunos", "algunas", "several", "some", "few", "unos cuantos"})
OTHER_TIME_BEFORE = re.compile(
    r"\b(?:hace|hacia|desde hace|ha|dentro de|plazo de|en las ultimas|nas ultimas|last|past|ultim[oa]s|proxim[oa]s|next|every|cada|detenid\w*|arrest\w*|preso\w*|custody|retenid\w*|turnos? de|jornadas? de|maximo de|atencion|atendimento|support|suspend\w+ por|within|hosped\w+|alojam\w+|hotel|held|encerrad\w+|detained)\s(?:\w+\s){0,2}$"
)
OTHER_TIME_AFTER = re.compile(
    r"^\s?(?:despues|mas tarde|later|ago|antes|before|atras|depois|mais tarde|earlier|diari[oa]s|por (?:dia|semana)|al dia|ao dia|a day|a week|per (?:day|week)|al mes|de (?:carcel|prision|detencion|prisao|cadeia|trabajo|trabalho|descanso)|in (?:jail|prison|custody)|old|libres?|off|de anticip\w*|detid\w*|detenid\w*|preso\w*|encerrad\w*|retenid\w*|held|in detention|of deliberation|to convict|de deliberaci\w*|rota)"
)
ON_THE_WAY = re.compile(
    r"\b(?:viaj\w*|viag\w*|travesia\w*|travessia\w*|trayect\w*|traject\w*|trajet\w*|recorr\w*|camin\w*|anda\w*|cruc\w*|cruz\w*|lleg\w*|cheg\w*|rutas?|rotas?|salid\w*|sal[ei]\w*|said\w*|dur\w*|demor\w*|tard\w*|lev[ao]\w*|"
    r"journey\w*|trips?|travel\w*|walk\w*|driv\w*|drove|ride|sail\w*|cross\w*|arriv\w*|routes?|took|takes?|lasts?|lasted|trek\w*|selva|jungle|desierto|desert\w*|altamar|at sea|no mar|en el mar|hasta|destino|total|percurso|horas de camino|deriva|adrift|drifting)\b"
)
"""Words beside which a time is the journey's."""

IRREGULAR = re.compile(
    r"\b(?:(?:por|en|na|pela|pelas|via|through|by)\s(?:la|las|el|los|the|una|uma|unas)?\s?(?:trochas?|pampas?|huecos?|trilhas?|caminos? verdes?|atajos?|mato|monte|riacho seco|lecho seco|dry riverbed|trails?|back ?roads?|pasos? (?:no habilitados?|clandestinos?|irregulares?|ilegales?|informales?|ciegos?))"
    r"|trochas?|trocheros?|caminos? verdes?|pasos? (?:fronterizos? )?(?:no habilitados?|no autorizados?|clandestinos?|irregulares?|ilegales?|informales?)|passage[nm]s? clandestinas?|rotas? clandestinas?|rutas? clandestinas?"
    r"|sin (?:sellar|sellos?|pasar por (?:migracion|(?:el|un|ningun) (?:control|puesto)|(?:la|ninguna) aduana|(?:los )?controles))|sem (?:carimbo|passar (?:pela|pelo|por nenhuma?) (?:imigracao|policia federal|posto|controle))|no stamps?|without (?:a |any )?stamps?|without (?:inspection|passing (?:through )?(?:immigration|controls?|a checkpoint|any checkpoint))"
    r"|(?:no|sin|nao|sem|without|nunca) (?:te |se |los )?(?:pas\w+|toc\w+|cruz\w+|going|passing) (?:por |pel[ao] |through )?(?:el |la |los |a |o |the )?(?:control(?:es)?|migracion|imigracao|immigration|aduana|alfandega|checkpoints?)"
    r"|nada de (?:policias?|controles?|migracion|imigracao|alfandega|aduanas?)|no (?:police|checks?|controls?) (?:at|on) (?:the|any) borders?"
    r"|(?:por )?fuera (?:del|de los?|de las?) (?:puestos?|pasos?|controles?|control|complejos?|garitas?)|fora d[oe]s? (?:postos?|controles?)|between (?:the )?(?:official )?ports? of entry|outside (?:of )?(?:the )?(?:official )?(?:ports? of entry|crossing points?|checkpoints?)|entre (?:puertos|puntos) de entrada|entre (?:os )?postos oficiais"
    r"|(?:evad\w+|evit\w+|elud\w+|burl\w+|esquiv\w+|rode\w+|borde\w+|sorte\w+|driblar|desvi\w+|contorn\w+|avoid\w*|bypass\w*|evad(?:e|ed|ing)|dodg\w+|skirt\w*)\s(?:\w+\s){0,3}?(?:controles?|control|puestos?|migracion|policia|aduanas?|retenes?|garitas?|postos?|barreiras?|fiscalizacao|checkpoints?|border patrol|immigration|border controls?|ports? of entry|inspection)"
    r"|(?:cruz\w+|cruce|cruces|paso|pasar|ingres\w+|entr\w+|atraves\w+|cross\w*)\s(?:\w+\s){0,3}?(?:irregular(?:mente|ly)?|clandestin\w+|ilegal(?:mente)?|illegal(?:ly)?)"
    r"|pateras?|cayucos?|yolas?|small boats?|(?:desembarc\w+|land(?:ed|s|ing)?|lleg\w+|arriv\w+|cheg\w+|deja\w*|lanzad\w+|abandon\w+)\s(?:\w+\s){0,5}?(?:playas?|praias?|beach(?:es)?|calas?|coves?|enseadas?)"
    r"|(?:en balsa|balsas?|rafts?|camaras? de (?:llanta|neumatico)|inner tubes?|nad(?:ando|aron)|swam|swimming|a nado)\b.{0,40}\b(?:rio|river|bravo|grande|suchiate|mamore|frontera|border|espigon|ceuta))\b"
)
"""What says that the border is passed beside its posts (Protocol art. 3b); the names of boats used only so count too."""
OFFICIAL = re.compile(
    r"\b(?:con sellos?|(?:te |les |los )?sell(?:an|amos|aron|aban|ando|aste|o) (?:el |su |tu |los |sus )?(?:pasaportes?|entrada|salida)|pasaportes? sellad\w+|(?:con|el|tu|su|ponen?|presenta\w*|obten\w*) sellos? de (?:entrada|ingreso|salida)|(?:pas\w+|present\w+|registr\w+|control\w*) (?:por|en|ante|de) (?:el |la )?(?:control (?:migratorio|fronterizo)|migracion(?:es)?|puesto (?:fronterizo|migratorio)|aduana)|(?:control|tramite|registro) migratorio|paso (?:fronterizo )?(?:habilitado|oficial|autorizado|legal)|(?:por|cruz\w+) (?:el |los )?(?:puentes? internacional(?:es)?|complejos? fronterizos?)"
    r"|com carimbo|carimb(?:am|amos|ou|aram)|passaportes? carimbad\w+|(?:pass\w+|apresent\w+) (?:pela|pelo|na|no) (?:imigracao|posto (?:da )?(?:policia federal|fronteira)|controle migratorio|alfandega)|(?:pel[ao]s?|cruz\w+ [ao]s?) (?:postos? (?:oficia(?:l|is)|de fronteira)|pontes? internaciona(?:l|is))|controle migratorio"
    r"|stamped|entry stamps?|through (?:immigration|passport control|the official (?:crossing|border))|(?:at|through|via) (?:a|an|the)\s(?:\w+\s){0,3}?(?:ports? of entry|border (?:crossing|post|checkpoint))|official (?:crossing|border (?:crossing|post))|immigration control|passport control)\b"
)
"""What says that a post was passed."""
HIDDEN = re.compile(
    r"\b(?:escond\w+|ocult\w+|camufl\w+|doble fondo|fundo falso|compartim\w+|hid(?:e|es|ing|den)|conceal\w+|"
    r"(?:bajo|sob|debajo de|under) (?:\w+ )?(?:sacos|sacas|sacks|cargas?|lonas?|tarps?))\b"
)
"""What says that people were hidden: they were brought past a post, not through it."""
