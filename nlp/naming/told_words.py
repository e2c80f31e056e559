"""Words of short notes in Spanish, Portuguese and English, folded, as alternatives of regular expressions: who somebody
is that no list of operators holds, and what may stand beside it (nlp.naming.told_parts puts them together).
"""

from __future__ import annotations

import re

PEOPLE = "haitian"
"""What stands for the adjective of any people."""
_OPENS = "san|santa|santo|sao|boa|rio|porto|punta|villa|vila|new|los|las|el|la|nuevo|nueva|ciudad|puerto"
NAMED = r"(?-i:[A-Z][\w'-]*)"
"""A name, or the last word of one."""
ARTICLE = r"(?:el|la|los|las|o|a|os|as|the|una?|uma?|an|este|esta|this)"
OF = r"de|del|da|do|das|dos|of"
TIE = rf"{OF}|for|from|in|en|em|na|no|nas|nos|at|by|por|pela|pelo|para|with|con|com|on|desde"
TIES = re.compile(
    rf"\b(?:(?:{TIE}|contra|against)(?: (?:{ARTICLE}))?(?: (?:{_OPENS}))?|(?-i:[A-Z])\w+ (?:y|e|and))$", re.IGNORECASE
)
"""What a name stands behind."""
DEFINITE = re.compile(r"(?:el|la|los|las|o|a|os|as|the) ", re.IGNORECASE)

LEAD = (
    r"(?:(?:rol|role|papel|calidad|condicion|profesion|profissao|ocupacion|ocupacao|cargo|tipo|type|status|estado|"
    r"situacion|situacao|nota?|note|obs)(?: ?[:=] ?| - ))?"
    r"(?:(?:no es|nao e|not|is not) (?:una? |uma? |an? )?(?:operador\w*|operator|coyote|coiote|smuggler)(?:,|;|"
    r"\.)? (?:(?:sino|but|mas|e) )?)?"
    r"(?:(?:ella|ela|ele|he|she|they) )?"
)
IS = r"(?:es|son|era|eran|fue|fueron|seria|e|sao|foi|foram|eram|is|are|was|were)"
MAYBE = (
    r"(?:(?:presunt[oa]s?|presumid[oa]s?|presumiblemente|posible(?:s|mente)?|possivel|possiveis|possivelmente|"
    r"probable(?:s|mente)?|provavel|provaveis|"
    r"supuest[oa]s?|supost[oa]s?|aparentes?|aparentemente|potencia(?:l|les|is)|possibl[ey]|probably|likely|"
    r"apparent(?:ly)?|alleged(?:ly)?|suspected|"
    r"presumed|potential|also|tambien|tambem|otr[oa]s?|outr[oa]s?|another|identificad[oa]s? como|registrad[oa]s? como|"
    r"figura como|aparece como|may be|could be|podria ser|pode ser|se presume|considerad[oa]s?|considered|"
    r"reconocid[oa]s? como|identified as|listed as) )"
)
FIRST = (
    r"(?:(?:una?|uma?|one|otr[oa]) (?:de l[oa]s|d[oa]s|of the) |(?:an?|the|una?|uma?|unos|unas|umas|uns|el|la|los|las|"
    r"o|os|as|some) )"
)

BEFORE = (
    r"(?:young|adult|elderly|female|male|child|minor|teenage|teen|adolescent|pregnant|rescued|kidnapped|trafficked|"
    r"exploited|abused|smuggled|stranded|"
    r"unaccompanied|undocumented|displaced|missing|injured|unidentified|anonymous|protected|key|state|local|federal|"
    r"national|senior|lead|chief|assistant|deputy|us|u\.s\.|investigative|underage|human rights|"
    r"(?:human )?trafficking|smuggling|kidnap(?:ping)?|sex|labou?r|torture|wom[ae]n|girl|boy|pequen[oa]s?|joven|"
    r"jovenes|jovem|jovens|\d{1,2}[- ]years?[- ]old)"
)
AGED = r"\d{1,2}(?: ?(?:anos?|meses|years?(?: old)?|months?|yrs?))?(?: de (?:edad|idade))?"
AGE_BEHIND = rf" (?:(?:de|con|com|aged|of) {AGED}|\d{{1,2}} (?:anos|years(?: old)?))"
NUMBERED = r" (?:(?:n[.°ºo]*|no\.|#) ?)?(?:\d{1,2}|[A-Z])(?= ?$)"

_ASKS = r"(?:solicitante|requerente|peticionari[oa]) de (?:asilo|refugio|proteccion(?: internacional)?)"
_ASK = r"(?:solicitantes|requerentes|peticionari[oa]s) de (?:asilo|refugio|proteccion(?: internacional)?)"
_DONE = r"(?:rescatad|resgatad|secuestrad|sequestrad|explotad|traficad|enganad|abusad)"
_SUFFERED = (
    rf"{_DONE}[oa]|(?:retenid|retid|cautiv|extorsionad|estafad|agredid|tortur?ad|violad|abandonad|varad|hallad|"
    r"encontrad|identificad|protegid|fallecid|desaparecid|reclutad|aliciad|captad|herid|ferid|atendid|acogid|"
    r"acolhid)[oa]"
)
_WHO = (
    r"mujer|hombre|persona|madre|senora|muchach[oa]|chic[oa]|mulher|homem|pessoa|mae|moca|rapaz|trabajador[a]?|"
    r"ciudadan[oa]|cidada|cidadao"
)
VICTIM = (
    r"(?:person[a]? |pessoa )?(?:victima|vitima|victim|sobrevivi?ente|survivor|rehen|refem|hostage|"
    r"(?:parte )?agraviad[oa]|ofendid[oa])"
)
_MOVED = (
    r"migrante|migrant|[ie]n?migrante|immigrant|refugiad[oa]|refugee|desplazad[oa]|deslocad[oa]|asilad[oa]|asylee|"
    rf"(?:asylum|refuge)[ -]seeker|{_ASKS}|apatrida|(?:stateless|displaced) person"
)
MOVED = (
    r"(?:migrant|refugee) (?:wom[ae]n|man|men|child|children|girl|boy|mother|father|family|families|worker|workers|"
    r"couple|minor|minors|teen)|"
    rf"(?:{_WHO}|familia|joven|jovem) (?:{PEOPLE} )?(?:{_MOVED}|{VICTIM}|{_DONE}[oa]|retenid[oa])|(?:woman|man|person|"
    rf"teenager) (?:rescued|kidnapped|trafficked|exploited|stranded)|{VICTIM}|{_MOVED}"
)
_MOVED_MORE = (
    r"migrantes|migrants|[ie]n?migrantes|immigrants|refugiad[oa]s|refugees|desplazad[oa]s|deslocad[oa]s|(?:asylum|"
    rf"refuge)[ -]seekers|{_ASK}|displaced (?:people|persons|families)|victimas|vitimas|victims|sobrevivi?entes|"
    r"survivors|rehenes|refens|hostages|agraviad[oa]s|ofendid[oa]s"
)
_CHILDREN = (
    r"menores(?: de (?:edad|idade))?|minors|nin[oa]s|menin[oa]s|criancas|bebes|babies|adolescentes|adolescents|"
    r"children|girls|boys|teen(?:ager)?s"
)
_WHO_MORE = r"mujeres|hombres|personas|madres|familias|jovenes|jovens|mulheres|pessoas|trabajadoras|trabajadores|people"
MOVED_MORE = (
    rf"(?:grupos?|familias?|parejas?|caravanas?|casal|group|family|families|couple) (?:de|of) (?:(?:{BEFORE}|"
    rf"{PEOPLE}) ){{0,2}}(?:(?:{_WHO_MORE}) )?(?:{_MOVED_MORE}|{_CHILDREN})|"
    rf"(?:{_WHO_MORE}) (?:{_MOVED_MORE}|{_DONE}[oa]s|retenid[oa]s)|{_MOVED_MORE}"
)
CHILD = (
    r"menor(?: de (?:edad|idade))?|minor|nin[oa]|menin[oa]|crianca|bebe|baby|infant|toddler|adolescente|adolescent|"
    r"teen(?:ager)?|child|girl|boy"
)
CHILDREN = _CHILDREN
SUFFERED = (
    rf"{_SUFFERED}|rescued|kidnapped|trafficked|exploited|stranded|abused|smuggled|(?:sexual(?:mente)?|"
    r"laboral(?:mente)?|sin vida)"
)
SUFFERED_MORE = rf"(?:{_SUFFERED.replace('[oa]', '[oa]s')})"
OF_MIGRANTS = (
    r"migrantes?|menor(?:es)?(?: de (?:edad|idade))?|fata(?:l|les|is)|extranjer[oa]s?|estrangeir[oa]s?|provenientes?|"
    r"procedentes?|originari[oa]s?|oriund[oa]s?|victimas?|vitimas?|por (?:la|el|a|o) (?:violencia|conflicto|conflito|"
    r"guerra)|no acompanad[oa]s?|desacompanhad[oa]s?|sol[oa]|en transito|em transito|indocumentad[oa]s?|sin papeles|"
    r"protegid[oa]s?|direct[oa]s?|indirect[oa]s?"
)
UNDERGONE = r"rescatad[oa]s?|resgatad[oa]s?|secuestrad[oa]s?|sequestrad[oa]s?|kidnapped|rescued|trafficked"
UNDERGONE_ONE = r"rescatad[oa]|resgatad[oa]|secuestrad[oa]|sequestrad[oa]"
HARM = (
    r"trata|trafico|traficantes?|trafficking|traffickers?|tratantes?|smuggling|smugglers?|personas|pessoas|seres|"
    r"humanos|humanas|human|migrantes|migrants|migration|red|redes|rede|ring|"
    r"network|gang|banda|quadrilha|organizacion|organizacao|grupo|clan|cartel|coyotes?|coiotes?|polleros?|"
    r"operador(?:es)?|operators?|criminal(?:es)?|criminosa|secuestro|sequestro|kidnapp?ing|extorsion|extorsao|"
    r"extortion|"
    r"explotacion|exploracao|exploitation|esclavitud|escravidao|trabajo|trabalho|escravo|forzado|forcado|forced|"
    r"labou?r|slavery|sexual|laboral|abusos?|abuse|violacion|estupro|rape|sex|tortura|torture|violencia|violence|"
    r"conflicto|delito|crime|estafa|golpe|fraude|fraud|engano|guerra|war|"
    r"carabineros|policia|police|pdi|pf|prf|ejercito|exercito|army|armada|marina|marinha|navy|guardia|guarda|"
    r"autoridades|authorities|bomberos|bombeiros|coast|guard|agentes|"
    r"frontera|fronteira|border|desierto|deserto|desert|selva|jungle|mar|sea|hostal|hotel|casa|house|albergue|abrigo|"
    r"shelter|operativo|operacion|operacao|operation|raid|caso|case|causa|nacionalidad|nacionalidade|norte|sur|sul|"
    r"ruta|rota|route|naufragio|shipwreck|barco|bote|boat|ship|mediterraneo|fines|fins|\d{4}"
)

WITNESS = r"(?:eye)?witness(?:es)?|testigos?|testemunhas?|denunciantes?|complainants?"
OF_WITNESSES = (
    r"protegid[oa]s?|clave|chave|presencial(?:es)?|presenciais|ocular(?:es)?|oculares|principal(?:es)?|anonim[oa]s?|"
    r"reservad[oa]s?|independientes?|independentes?|grafic[oa]s?|local(?:es)?|freelance|deportiv[oa]|judicial"
)
REPORTER = (
    r"(?:foto)?periodistas?|(?:foto)?jornalistas?|(?:photo)?journalists?|reporter[oa]?s?|camarograf[oa]s?|"
    r"cinegrafistas?|corresponsal(?:es)?|correspondentes?|correspondents?|editor[a]?(?= d[eoa]l? (?:diario|periodico|"
    r"jornal|radio|noticia))|news ?(?:wo)?man"
)
_BODY = (
    r"policia|migracion(?:es)?|imigracao|extranjeria|aduanas?|alfandega|frontera|fronteira|carabineros|gendarmeria|"
    r"inteligencia|interpol|inm|pdi|pf|prf|fgr|sef|gnr|dea|fbi|patrulla fronteriza|investigacion(?:es)?|transito|"
    r"seguridad|seguranca|justica|justicia"
)
_POST = (
    r"officers?|agents?|officials?|guards?|inspectors?|chiefs?|captains?|commanders?|sergeants?|detectives?|"
    r"investigators?|spokes(?:wo)?man|spokesperson|employees?|attach[e]"
)
OFFICIAL = (
    r"fiscal(?:es|as?)?|juez(?:a|as)?|jueces|jui[zs]a?s?|juizes|magistrad[oa]s?|magistrates?|judges?|"
    r"desembargador[a]?|prosecutors?|(?:district|state|prosecuting|us|u\.s\.) attorneys?|attorney general|"
    r"procurador(?:a|es|as)?|"
    r"promotor(?:a|es|as)? (?:de justica|publica?|do caso|do ministerio publico)|(?:defensor|defensora) (?:public[oa]|"
    r"del pueblo|penal)|public defenders?|delegad[oa]s?|escriva[o]? de policia|auditor(?:a|es)? fisca(?:l|is)|"
    r"comisari[oa]s?|subcomisari[oa]s?|inspector(?:a|es)?|detectives?|sheriff(?:'s deputy)?|police (?:chief|inspector|"
    r"captain|commander|sergeant|detective|investigator|spokes\w+)|police ?(?:wo)?m[ae]n|police officers?|"
    r"chief of police|"
    r"(?:agentes?|oficial(?:es)?|oficiais|jef[ea]s?|chefes?|comandantes?|capitan(?:a|es)?|capitao|sargent[oa]s?|"
    r"tenientes?|tenentes?|director[a]?|diretor[a]?|investigador(?:a|es)?|guardias?|soldados?) (?:(?:general|"
    rf"regional|nacional|geral) )?(?:de(?: la)?|del?|da|do) (?:{_BODY})|"
    r"(?:agentes?|oficial(?:es)?) (?:fronteriz[oa]s?|policial(?:es)?|migratori[oa]s?|aduaner[oa]s?|federal(?:es)?|"
    r"encubiert[oa])|oficial de justica|policia(?:l|is)?|policias|policiais|guardias? (?:civil(?:es)?|nacional(?:es)?|"
    r"fronteriz[oa]s?|municipal(?:es)?|costera)|guardas? municipa(?:l|is)|"
    r"carabiner[oa]s?|gendarmes?|militar(?:es)?|soldados?|soldiers?|bomber[oa]s?|bombeir[oa]s?|firefighters?|"
    r"paramedic[oa]?s?|coroners?|funcionari[oa]s?|servidor(?:a|es)? public[oa]s?|emplead[oa]s? (?:public[oa]s?|"
    r"del (?:consulado|gobierno|municipio)|de la (?:embajada|municipalidad|fiscalia))|civil servants?|"
    r"public (?:servants?|officials?)|"
    r"(?:border|immigration|customs|migration|federal|fbi|dea|ice|hsi|cbp|interpol|law enforcement|government|"
    rf"consular|embassy|coast ?guard|border patrol|border police|police) (?:{_POST})|"
    r"minist(?:ro|ra|er|ros)|viceministr[oa]|subsecretari[oa]|alcaldes?|alcaldesa|prefeit[oa]s?|mayors?|"
    r"gobernador[a]?|governador[a]?|governor|senador(?:a|es)?|senators?|diputad[oa]s?|deputad[oa]s?|congresistas?|"
    r"congress(?:wo)?man|"
    r"concejal(?:a|es)?|vereador(?:a|es)?|consul(?:esa)?|embajador[a]?|embaixador[a]?|ambassador|intendente|"
    r"vocer[oa]s?|porta-?voz|spokes(?:wo)?man|spokesperson|"
    r"trabajador(?:a|es|as)? (?:social(?:es)?|humanitari[oa]s?)|assistentes? socia(?:l|is)|asistentes? social(?:es)?|"
    r"social workers?|(?:humanitarian|aid|relief|ngo) workers?|misioner[oa]s?|missionari[oa]s?|missionary|activistas?|"
    r"activists?|defensor(?:a|es|as)? de (?:los )?derechos humanos|"
    r"(?:voluntari[oa]s?|volunteers?) (?:de|del|da|do|of|at|with|en) (?:(?:la|el|the|un|a) )?(?:cruz roja|"
    r"cruz vermelha|red cross|albergue|abrigo|shelter|caritas|pastoral|ong|ngo|acnur|oim)|sacerdotes?|priests?|"
    r"monjas?|nuns?"
)
OF_OFFICES = (
    r"regional(?:es)?|nacional(?:es)?|national|federa(?:l|les|is)|estata(?:l|les)|estadua(?:l|is)|municipa(?:l|les|"
    r"is)|provincial(?:es)?|locale?s?|adjunt[oa]s?|jef[ea]s?|general|geral|superior(?:es)?|suprem[oa]s?|"
    r"especial(?:es)?|especializad[oa]s?|"
    r"pena(?:l|les|is)|crimina(?:l|les|is)|civi(?:l|les|is)|militar(?:es)?|policia(?:l|les|is)|judicial(?:es)?|"
    r"rodoviari[oa]s?|public[oa]s?|suplentes?|titular(?:es)?|electoral(?:es)?|antitrata|anticorrupcion|"
    r"migratori[oa]s?|fronteriz[oa]s?|consular|activ[oa]s?|en funciones|en servicio|on duty|"
    r"encargad[oa] (?:del?|de la)|(?:a cargo|in charge|assigned|handling|leading)(?= )|of record"
)
OFFICE = (
    rf"{_BODY}|{OF_OFFICES}|caso|case|causa|garantias?|guardia|turno|control|instruccion|paz|familia|infancia|menores|"
    r"ninez|letras|sentencia|ejecucion|direito|direitos|derechos|humanos|republica|republic|estado|state|nacion|"
    r"distrito|district|provincia|province|"
    r"region|ciudad|cidade|city|municipio|comuna|policias|police|immigration|customs|border|interior|defensa|"
    r"defensoria|relaciones|exteriores|trata|personas|pessoas|trafico|trafficking|smuggling|migrantes|migrants|crimen|"
    r"crime|organizado|organized|delitos|homicidios|mujer|pueblo|"
    r"gobierno|governo|government|fiscalia|ministerio|ministry|tribunal|corte|court|juzgado|unidad|unidade|unit|"
    r"brigada|departamento|department|comisaria|delegacia|ejercito|exercito|army|armada|marina|marinha|navy|fuerzas?|"
    r"forcas?|armadas|force|servicio|servico|service|instituto|"
    r"direccion|consulado|consulate|embajada|embaixada|embassy|trabajo|trabalho|labou?r|investigation|prosecution|"
    r"defen[cs]e|acusacion|acusacao|inquiry|juicio|trial|albergue|shelter|diario|periodico|jornal|newspaper|radio|"
    r"television|tv|canal|prensa|imprensa|press|noticias|news|sucesos|policiales|migration"
)
DEFENDER = (
    r"(?:abogad[oa]s?|advogad[oa]s?|lawyers?|attorneys?|solicitors?|counsel) (?:de|da|do|das|dos|del|for|of|"
    r"representing|que representa(?: a)?) (?:(?:una de las|uma das|one of the|la|las|los|una|the|uma?|a|as|"
    r"os) )?(?:(?:presunta|derechos|direitos) )?(?:familias?|family|families|victimas?|vitimas?|victims?|migrantes?|"
    r"migrants?|humanos|survivors?|refugiad[oa]s|refugees)|"
    r"(?:human rights|victims?'?|(?:the )?family'?s|immigration rights) (?:lawyer|attorney)s?|"
    r"abogad[oa]s? (?:querellantes?|defensor[a]? de (?:los )?migrantes)"
)
BODY = (
    r"authorit(?:y|ies)|autorida(?:d|de|des)|ngo|ong|press|prensa|imprensa|(?:migrant|refugee) shelter|"
    r"shelter for (?:migrants|refugees)|(?:albergue|refugio|abrigo|casa) (?:de|del|do|para|"
    r"dos?) (?:los )?(?:personas )?(?:i?n?migrantes?|refugiad[oa]s)|"
    r"(?:humanitarian|relief|aid) (?:organi[sz]ation|body|group)|(?:organizacion|organizacao|organismo|"
    r"ayuda) humanitari[oa]|ong de derechos humanos"
)
DOES = (
    r"(?:fue|foi|was|were|fueron|foram) (?:rescatad[oa]s?|resgatad[oa]s?|secuestrad[oa]s?|sequestrad[oa]s?|"
    r"explotad[oa]s?|enganad[oa]s?|rescued|kidnapped|trafficked|exploited)|sobreviv\w+|survived|escap(?:o|ou|ed)|huyo|"
    r"fugiu|denunci(?:o|ou)|reported|"
    r"declar(?:o|ou|a)|testif(?:ied|ies)|cubr(?:e|ia)|cobre a|covers?|covered|investig(?:a|o|ou|aba|ava)|lleva|leads|"
    r"handles"
)

DONE_TO_VICTIMS = (
    r"trata|trafico|red|rede|trafficking|smuggling|coyotes?|coiotes?|secuestro|sequestro|kidnapping|"
    r"explotacion|exploracao|exploitation|slavery"
)
