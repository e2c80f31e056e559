"""Words that stand beside names and are no part of them: titles, ways to ask for somebody, offices, and what names nobody."""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re

from nlp.naming.lexicon import NO_NAMES, TRADE_WORD
from nlp.wording.fold import fold

_HONORIFICS = (
    r"don|do[ñn]a|dona|seu|sra?|mr|mrs|ms|miss|t[ií][oa]|se[ñn]ora?|senhora?|dra?|prof"
    r"|lic|ing|maestro|mestre|sergeants?|sargento|coronel|capit[aá]n|capit[aã]o|captain|general|comandante|detective|officer"
    r"|man[ao]|nh[aáoô]|pastora?|profe|professora?|hermano|hermana|irm[ãa]o?|m[aã]e|mam[aáã]|mama|papa|prim[oa]|madrinha|padrinho|madrina|padrino"
    r"|asesora?|consultora?|despachante|coordinadora?|guru|haji|hajjat|alhaji|sheikh|abu|uncle|aunt(?:y|ie)?|brother|sister|bro|sis|big|capt|skipper"
    r"|sir|madam|mister|chief|rev|reverend|apostle|prophet|bishop|bispo|dai|chú|anh|kak|nea|fr[eè]|pwezidan|ustad|compadre|comadre"
    r"|d|ti|boss|bros|kota|deacon(?:ess)?|productora?|produtora?|gestora?"
    r"|licenciad[oa]|se[ñn]o|presb[ií]tero|cumpa|parce|dott|hn[ao]|lcd[oa]|abg|monsieur|madame|rectora?|directora?|diretora?"
)
_TITLES = rf"el|la|los|las|o|a|os|as|the|alias|vulgo|fam[ií]lia|fam|{_HONORIFICS}"
_CREW = r"(?:turma|equipe|equipo|grupo|gente|pessoal|caravana|barca|lancha|catraia) d(?:[aeo]s?|el|e la|e los)"
BEFORE_A_NAME = re.compile(
    rf"(?:(?:{_TITLES}|chat|grupo|group|canal|channel|page|p[aá]gina|perfil|loja|tienda|shop|oficina|link|escrit[oó]rio|equip[aeo]|cons[oó]rcio|funda[cç][aã]o|fundaci[oó]n|foundation|hoster[ií]a|hotel|bar|agencia|agência|msg|dm"
    r"|liga(?:r|me)?(?: (?:para|pra))?|rele|m/s|ag[eê]ncia matrimonial|ask(?: for)?|at[ie]+nde|pregunt\w+ por|procur\w+|falar com|llam\w+|contact\w*"
    r"|landlord|landlady|fisherm[ae]n|clerk|driver|farmer|trader|barber|tailor|nurse|pescador|taxista|mototaxista|motorista|chofer|barquero|barqueiro|peluquer[oa]|comerciante|empres[aá]ri[oa]"
    r"|bosun|corporal|constable|chefe|jefe|agente"
    r"|ig|insta|snap|telegram|whatsapp|wsp|zap(?: d[ao])?)\.? )",
    re.IGNORECASE,
)
_HONOURS = r"bhai|bhaiya|bhaji|bhenji|behen|didi|dai|ji|paji|abi|abla|sir|madam|sahab|saheb|uncle|aunt(?:y|ie)"
AFTER_A_NAME = re.compile(rf"(?: (?:{_HONOURS}))+$", re.IGNORECASE)
"""How some languages honour a person behind the name: 'Manik bhai', 'Jaspreet bhenji'."""
HONOURED = re.compile(rf" (?:{_HONOURS})(?!\w)")
HONORIFIC = re.compile(rf"(?:{_HONORIFICS})\.? (?=\S)", re.IGNORECASE)
LOOSE_START = re.compile(
    rf"(?:(?:en|em|in|at|con|com|with|para|for|por|y|e|and) |\(?\w\)\s)(?=\S)|do (?=(?i:{_HONORIFICS})\.? )"
)
ASKED_FOR = re.compile(
    r"(?i:chama|chamar|chame|fala|falar|fale|procura|procurar|procure|prokura|djubi|llama|llamar|llame|pregunta|preguntar|pregunte|ati?ende|contacta|contacte|call|contact|ask|trust|hello"
    r"|escrib(?:e|a|an|ime|inos|ile)|escr[ií]b(?:eme|enos|eles?|anme)|escreve|escreva|(?:ll[aá]m|h[aá]bl|b[uú]sc|m[aá]nd|cont[aá]ct)[ae](?:me|nos|le)"
    r"|pergunta|perguntar|pergunte|link|inbox|pm|dm|msg|coord(?:in|en)a(?=:? (?:el|la|o|a) ))"
    r"(?::? (?:com|con|c/|por|for|to|a|al|o|ao|el|la|pel[oa]))? (?=[A-ZÀ-Þ@\"“«])(?!Center)"
)
"""What an advert asks to do before the name, which is no part of it: 'Chama Nhu Djédje', 'Trust Gogo MaNcube'."""
REACHED_BY = re.compile(
    r"(?:[Cc]onta[c]?to|CONTA[C]?TO|[Cc]ontactar|[Mm]arca[cç](?:[aã]o|[oõ]es)|[Vv]iber|[Tt]elegram|[Ww]hats(?:[Aa]pp)?|[Zz]ap|[Ww]sp|[Ii]nscripciones|[Ii]nscri[cç][oõ]es|[Ii]nformes):? (?=[A-ZÀ-Þ@\"“«])"
    r"|(?:[Nn]osotr[oa]s |[Nn][oó]s )?(?:[Ss]omos|SOMOS)(?: (?:la|el|a|o|LA|EL|A|O))? (?=[A-ZÀ-Þ@\"“«])|[Ww]e(?: are|['’]re) (?=[A-ZÀ-Þ@\"“«])"
)
"""How somebody is reached, or that he speaks of himself: no part of a name, be it a firm's ('Contato Brisa Models')."""
_FIGURE = r"(?:cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|zero|um|dois|quatro|sete|oito|nove|one|two|three|four|five|six|seven|eight|nine)"
FIGURES_BEHIND = re.compile(rf"(?:[ ,:]{{1,3}}{_FIGURE}){{1,12}}$", re.IGNORECASE)
"""Where a number that is spelt out took its beginning into the name: 'Moreno Brisa ocho cero nueve 555'."""
FIGURES_GO_ON = re.compile(rf"[ ,.-]{{1,3}}(?:{_FIGURE}\b|\d)", re.IGNORECASE)
ASKED_BEHIND = re.compile(r" (?:falar|Falar|fala|llamar|call|ask|n[aã]o|N[aã]o|N[AÃ]O|no|NO|not)$")
NEXT_SENTENCE = re.compile(
    r"(?<= [A-ZÀ-Þ])\. (?:El|La|Los|Las|Al|Su|Un|Una|Y|E|En|Se|A|O|Os|As|Um|Uma|Seu|Sua|Ele|Ela|No|Na|Cada|The|He|She|They|His|Her|In|On)$"
)
"""Where a sentence that ends with an initial took the first word of the next with it: 'Karla N. El'."""
LOOSE_END = re.compile(
    r"(?: (?:del?|d[ao]s?|n[ao]s?|[àa]s?|el|la|of|for|from|at|para|y|e|and|&|en|em|in)){1,6}$"
    r"|(?<!\s)[^\S\n]{0,9}\n\s*(?i:insta|instagram|ig|fb|face|facebook|tiktok|telegram|tg|whats(?:app)?|wsp|wasap|zap|cel|tel|fono|phone|e-?mail|correo):?$"
    r"|[^\S\n]{0,9}\n\s*(?i:visto|seen|reporta?r?|denunciar|guardar|save|responder|reply|compartir|compartilhar|partilhar|share|publicad[oa]|posted|promote)(?: (?:ad|an[uú]ncio|aviso))?:?$"
    r"|(?<=\w) @\S*$|[\"”»]? \(@\S*$| (?i:tg|wsp|ig|fb)$|[^\S\n]{0,9}\n\s*\d+$"
)
"""What a name begins or ends with by mistake: 'en Puerta Dorada', 'tata Choro del', 'Passa Livre @passalivre', 'Yuly\\nInsta',
'Riton\\nSeen', of the site's own words."""

_OFFICES = (  # no captain: boats have them, too
    r"fiscal|juez|jueza|juiza?|judge|magistrad\w+|magistrate|prosecutor|minist(?:r[oa]|er)|procurador\w*|promotor\w*|delegad[oa]"
    r"|teniente|tenente|lieutenant|sargento|sergeant|almirante|vocer[oa]|spokes\w+|porta-?voz|coronel|comisari\w+|inspector\w*|superintend\w+|detective|sheriff|commissioner|(?:state|crown) (?:counsel|advocate)"
)
_LOW_OFFICES = r"mayor|major|cabo|subteniente|subtenente|alferez|subcomisari\w+|oficial|agente"
_NOT_OF = r"(?<! de)(?<! del)(?<! da)(?<! do)(?<! of)(?<! for)"
"""'un abogado de X' is X's: it speaks of somebody else."""
_OF_A_COUNTRY = (
    r"espan(?:h?ola?)|frances(?:a)?|portugues(?:a)?|brasileir[oa]|brasilen[oa]|peruan[oa]|chilen[oa]|bolivian[oa]|colombian[oa]|mexican[oa]|argentin[oa]|"
    r"italian[oa]|american[oa]|estadounidense|paragua[iy][oa]|e[cq]uatorian[oa]|vene[sz](?:olan|uelan)[oa]|panamen[oa]"
)
_BOATS = r"(?:boat|go-fast|vessel|ship|yacht|dinghy|panga|pirogue|lancha|embarcac\w+|patera|cayuco|barc[oa]|buque|bote|yate|velero|veleiro|yola|catraia|voadeira|navio)\b"
OFFICE = re.compile(
    rf"\b(?:{_OFFICES}|(?:capita[no]|captain)(?! (?:of|de|del|d[ao])(?: (?:the|la|el|una?|uma?))? {_BOATS}))(?: [\w-]+){{0,3}},?{_NOT_OF} $|\b(?:el|la|o|a) (?:{_LOW_OFFICES})(?: (?:{_OF_A_COUNTRY}))? $"
)
_OF_OFFICE = (
    r"de|del|da|do|dos|das|contra|la|el|los|las|general|federal|estadual|estatal|municipal|nacional|regional|provincial|adjunt[oa]|jef[ea]|chefe|titular|superior|primer[oa]|segund[oa]"
    r"|especial|especializad[oa]|antimafia|public[oa]|trafico|trata|ilicito|personas|pessoas|migrantes|crimen|crime|organizado|delitos|distrito|district|state|turno|guardia|policia|civil|fronteras?|fronteira|unidad|pf"
)
"""What may stand between an office and the name of who holds it: no verb, and no 'que'."""
HOLDS_OFFICE = re.compile(rf"\b(?:{_OFFICES})(?: (?:{_OF_OFFICE})){{0,7}} $|\b(?:el|la|o|a) (?:{_LOW_OFFICES}) $")
BEFORE_OFFICE = re.compile(
    r"\b(?:(?:ante|frente al?|al|ao|perante|por|pel[oa]|con|com|para|to|by|with|before|del?|do|of)(?: (?:el|la|o|a|the|una?|uma?))?|a (?:la|el|una?)"
    r"|(?:former|ex|disgraced|accused|jailed|suspended|fake|corrupt|fals[oa])(?: \w+)?) $"
)
"""Somebody else speaks to the official, or it is one no more: 'ante el juez X dijo', 'former prosecutor X said'."""
ASKED_OFFICE = re.compile(
    rf"\b(?:segun|segundo|conforme|de acuerdo con|de acordo com|according to|dijo|informo|explico|disse|informou|explicou|said) (?:el |la |o |a |the )?(?:{_OFFICES}|{_LOW_OFFICES}|officer)(?: (?:{_OF_OFFICE})){{0,7}},? $"
)
"""An official whose word the text gives: 'según la fiscal contra el tráfico de migrantes X'. Certainly no operator."""
SPEAKS = re.compile(
    r",?(?: (?:de|del|da|do|of|from) [^,.;]{1,50},)? (?:confirma|confirmo|confirmou|confirmed|dijo|dice|disse|diz|said|says|explic\w+|explained|informo|informou|afirm(?:a|o|ou)|asegur(?:a|o)|sostiene|sostuvo|senalo|conto|contou|precis(?:o|ou)|detall(?:o|ou)|aclaro|esclareceu|told (?:reporters|the court|the jury))\b"
)
"""What an official who is named right before does who speaks for the office."""
SITS_IN_COURT = re.compile(
    r", (?:(?:el|la|o|a|the) )?(?:titular|juez|jueza|juiza?|magistrad[oa]|president[ea]|(?:presiding )?judge|magistrate) (?:del?|d[ao]|of|at)(?: (?:la|the|el))? "
    r"(?:\w+ ){0,2}(?:juzgado|tribunal|vara|sala|audiencia|corte|comarca|court|bench)\b"
)
"""Behind a name whose bearer judges: 'cierra Ana Sol, titular del juzgado'."""
ACCUSED_OF = r"acus\w+|accus\w+|charg\w+|imput\w+|indict\w+|arrest\w+|deten\w+|detuv\w+|detid\w+|pres[oa]s?|procesad\w+|conden\w+|convict\w+"
_TOLD = r"que|quien|quem|who|segun|segundo|asi|fue|era|es|was|is|red|rede|banda|dirig\w+|coyote|coiote|fiscal\w*"
SUFFERED = re.compile(
    r"\b(?:clientes|clients|customers|victimas|vitimas|victims|muertos|fallecidos|mortos|desaparecidos|dead|missing|sobrevivientes|sobreviventes|survivors|vecinos|vizinhos)"
    r"(?: (?:fatales|mortales|fatais|mortais|identificad[oa]s(?: como)?|son|eran|sao|eram|are|were|(?:de|do|da|of) [^.;:,]{1,30})){0,3}: "
    rf"(?:(?!\b(?:{_TOLD})\b)[^.;:]){{0,90}}(?<![^:, ye] )$"
)
"""A list of those whom it happened to, and nothing told in it: 'três clientes de Jadir: Ana Sol, o irmão dela, Rui, e X'."""
AMONG_CUSTOMERS = re.compile(
    r"\b(?:among (?:his|her|their|its|the) (?:clients|customers|victims|passengers) (?:was|were) "
    r"|entre (?:sus|los|las|os|as|seus|suas) (?:clientes|victimas|vitimas|pasajeros|passageiros|migrantes) (?:estaba|figuraba|estava|figurava)[nm]? )"
    rf"(?:(?!\b(?:{_TOLD}|whom)\b)[^.;:]){{0,90}}$"
)
PAID_FOR_HIMSELF = re.compile(
    r"(?:,? (?:and|y|e) (?:his|her|su|sua|seu) \w+ [\w.]{2,20}(?: [\w.]{1,20})?)?(?:,? (?:had|habian?|haviam?|tinham?))? (?:paid|pagado|pago|pagou|pagaron|pagaram|desembols\w+) (?:[^.;]|\.\d){0,30}?(?:\d|\b(?:mil|thousand|hundred)\b)(?:[^.;]|\.\d){0,25}?"
    r"\b(?:each(?= to| for|[,.;]|$)|cada un[oa]|cada uma?|for (?:the|an?|his|her|their) (?:seat|trip|journey|crossing|passage|place)|por (?:el|su|la|o|a|una?|uma?|seu|sua) (?:viaje|cupo|cruce|pasaje|puesto|viagem|passagem|travessia|vaga|lugar))\b"
)
"""Behind a name: 'and her friend paid 6.8 million each', 'habían pagado siete mil dólares cada uno', 'pagó 300 dólares por el cupo'."""
_PRESS_OR_CLUB = re.compile(
    r"^(?:(?:el|la|o|the) )?(?:diario|jornal|periodico|gaceta|gazeta|semanario|radio)\b|\b(?:newspaper|gazette|tribune|herald|chronicle|noticias|noticiero)\b"
    r"|\b(?:(?:esporte|futebol|atletico|desportivo) clube|clube (?:desportivo|atletico|de futebol)|futbol club|football club|club (?:deportivo|atletico)|deportivo)\b"
)
A_PASSENGER = re.compile(
    r"(?<!\ba )(?<!\bal )(?<!\bto )(?<!segun )(?<!segundo )(?<!ding to )(?<!para )(?<!\bpor )(?<!\bfor )(?<!como )(?<!\bex )(?<!\bque )"
    r"\b(?:one|another|an?|the|una?|el|la|o|uma?|otr[oa]|outr[oa])(?: \w+)?? "
    r"(?:passenger|pasajer[oa]|passageir[oa]|migrante?|victima|vitima|victim|survivor|sobreviviente|sobrevivente|refugee|refugiad[oa]|deportee|deportad[oa])(,?) $"
)
"""'One passenger, X, paid 350 dollars'; not 'according to the victim, X demanded more'. Group 1: the comma."""
LEADS = re.compile(
    r",?(?: (?!(?:que|said|told|says|cont\w+|narr\w+|relat\w+|dijo|disse|declar\w+|paid|pag\w+)\b)[\w,]+){0,6}? "
    r"(?:cobr(?:ab)?a|exig\w+|demand\w+|dirig\w+|guiab?a|cabecilla|jef[ea]|chefe|lider\w*|ringleader|leader|smuggler|coyote|coiote|traficante|known as|alias|ran|sold|guilty|culpable|profug\w+|foragid\w+|en realidad|in fact)\b"
)
"""Behind a name: what ringleaders are said to do, whatever stands before it."""
GOT_AWAY = re.compile(
    r",?(?: (?:que|who|quien|quem|[\w-]+ anos,?|\d\d,?))? (?:logro |lograron |conseguiu |conseguiram |managed to )?(?:fugi\w+|escap\w+|huy\w+|fled|ran away)(?: \w+){0,3}? (?:e|y|and) (?:foram|foi|fue(?:ron)?|went|acudi\w+|correu|correram|corrio|corrieron|ran|pedi\w+ (?:ajuda|ayuda|auxilio|socorro))"
    r"(?: \w+)? (?:a|al|ao|at|to|na|no|en)(?: (?:la|el|the|uma?|una?|a))? (?:policia|police|guardia civil|gnr|psp|pf|esquadra|comisaria|delegacia|station|embaixada|embajada|embassy|consul\w+)\b"
    r"|,?[^.;]{0,40} (?:cuenta|conto|recuerda|relata|relato|narra|conta|contou|recorda|recordo|recalls|remembers|said|says) (?:(?:desde|from)(?: (?:la|el|su|his|her|the|a|an|un|una))?|(?:da|na|do|no)) (?:cama|hospital|albergue|refugio|shelter|bed|leito|abrigo)\b"
)
"""Behind a name: who got away and asked for help, or tells of it from a bed or a shelter."""
AID_BODY = re.compile(
    r"(?:a |o |la |el |the )?(?:associac\w+|asociacion\w*|association|fundac\w+|foundation|centro|center|centre|projeto|proyecto|project|instituto|casa|lar|abrigo|albergue|hogar|shelter|rede|red) "
)
AIDED_BY = re.compile(
    r"\b(?:acompanhad[oa]s?|acompanad[oa]s?|acolhid[oa]s?|acogid[oa]s?|assistid[oa]s?|asistid[oa]s?|atendid[oa]s?|apoiad[oa]s?|apoyad[oa]s?|supported|assisted|sheltered|helped|cared for|looked after) "
    r"(?:(?:agora|hoje|ahora|ya|now) )?(?:por|pel[oa]|by|na|no|at|en)(?: (?:la|el|a|o|the))? $"
)
"""'acompanhadas pela Associação X': a body that helps, where the name begins like one's."""
HOUSED_BY = re.compile(
    r"\b(?:por cima d[eao]|em cima d[eao]|encima de(?: la|l)?|above|over) (?:the |um |uma |un |una )?(?:restaurante?|salao|salon|loja|tienda|shop|bar|cafe|oficina|taller|lavanderia|laundry|padaria|panaderia|pharmacy|farmacia|takeaway|supermercado|hotel) $"
)
"""The house in which it was: 'por cima do restaurante X'."""
ASKED_BY = re.compile(r"\b(?:procurad[oa]s?|ouvid[oa]s?|entrevistad[oa]s?|interviewed|approached) (?:por|pel[oa]|by) $")
ANSWERED = re.compile(
    r",? (?:nunca|nao|no|never|did not|didn[’']t|declin\w+|neg\w+|disse\w*|afirm\w+|asegur\w+|dij\w+|said|denied|recus\w+)\b"
)
"""Before and behind a paper's name: 'procurados por X, nunca ouviram falar'."""
_NOT_MET = r"(?:(?!\b(?:(?:arrest|deten|detuv|bought|met)\w*|compr(?:[oa]|aron|ou|aram|ar)\b))[^.;:])"
UNDERCOVER = re.compile(
    r"\b(?:infiltr\w+|puso|pusieron|coloc\w+|meti(?:o|eron)|plant(?:ed|o)) (?:al?|ao|an?|um|un) (?:agente|oficial|policia|inspe[ct]\w*|investigador\w*|officer|agent) $"
    r"|\b(?:undercover(?: (?:agent|officer|detective)s?)?|(?:agentes?|policias?|oficial|oficiais|policiais?|investigador\w*) (?:encubiert|infiltrad|disfar[cç]ad|secret)[oa]s?)"
    rf"(?:{_NOT_MET}{{0,40}}|{_NOT_MET}{{0,20}}(?:hizo pasar por|hacia pasar por|fazia passar por|fez passar por|passou por|posed as|posing as){_NOT_MET}{{0,90}}) (?:as|como|named|called|nicknamed|llamad[oa]s?|chamad[oa]s?|apelidad[oa]s?|apodad[oa]s?|conhecid[oa]s? como|conocid[oa]s? como) [\"“«‘']?$"
)
"""Whom the police sent: 'Homeland Security's own undercover, testifying as "X"'."""
OF_POLICE = re.compile(
    r",? (?:(?:o|a|el|la|an?|the|uma?|una) )?(?:forca(?:[ -]tarefa)?|fuerza(?: de tarea)?|unidade?|grupamento|patrulha|patrulla|brigada|task force|joint force|strike force|squad|divisao|division)\b"
    r"[^.;,]{0,40}\b(?:policia\w*|police|prf|pf|ejercito|exercito|army|gendarmeria|carabineros|guardia|guarda|fiscalia|ministerio publico|marinha|marina|navy|armada|immigration|migracion|migracao|border force|coast guard)\b"
)
"""Behind a name that sounds like a gang's: 'Lobos do Lavrado, força conjunta da PRF e da Polícia Militar'."""
A_BOAT = re.compile(
    r"\b(?:boat|pirogue|vessel|ship|yacht|trawler|dinghy|barco|bote|embarcacao|embarcacion|pesquero|pesqueiro|velero|veleiro|buque|navio|iate|yate|catamaran|patera|piroga)(?: (?:called|named|llamad[oa]|chamad[oa]|de nombre|de nome))? [\"'“«‘]?$"
)
"""A boat's name is nobody's."""
_OTHERS = r"(?:y|e|and) (?:su|sus|el|la|los|las|o|a|os|as|un|una|um|uma|his|her|their|the|seu|sua|another|otr\w+|outr\w+)|whose|cuj\w+|cuy\w+|que|quien|quem|who|cuando|quando|when|pero|mas|but|after|before|porque|because"
A_WITNESS = re.compile(
    rf"(?![^.;]{{0,90}} (?:no|nao|not) (?:es|e|is|was|fue|foi) ),?(?: (?:que|who|quien))?(?: (?!(?:{_OTHERS})\b)[\w,]+){{0,12}}? "
    r"(?:(?:foi|fue|es|is|was|sera|declara como|declaro como|declaro en calidad de|comparecio como|depos como|prestou depoimento como|testified as|gave evidence as) (?:so |solo |only )?(?:a |um |uma |un |una )?(?:(?:state|crown|prosecution|protected|key) )?(?:testemunha|testigo|witness)\b"
    r"|(?:would be|will be|were|are|seran|serao|fueron|foram) (?:state |crown |prosecution |only |solo |so )?(?:testemunhas|testigos|witnesses)\b|is (?:listed|named|called) (?:as|among) (?:the )?(?:(?:prosecution|state|crown)(?:[’']s)? )?witness(?:es)?\b|no tienen? cargos\b|(?<!agora )(?<!ja )nao responde(?= |[.,;])(?! (?:por|as|a) ))"
)
"""Behind a name: who only saw it, or is not charged; of somebody else ('su hermano es testigo') nothing is known."""
ACCUSED = re.compile(rf"\b(?:{ACCUSED_OF}|pilot\w+|steer\w+|conducia|conduzia|held (?:without|on|in)|in custody)\b")
"""A migrant of whom a sentence says so may have been charged with moving others."""
CUSTOMERS = re.compile(
    r"\b(?:referencias?: (?!\w+ de )|ver referencias:? |referencias de |no confundir(?:nos|se)? con |nao confund\w+ (?:\w+ )?com |not to be confused with |(?:los|las) que (?:ya )?viajaron(?: con nosotr[oa]s)?: ?|inclus\w+ (?:el|la|o|a) (?:cantor|cantora|cantante|jogador|jugador|actor|ator|atriz) )$"
)
"""Behind these an advert names who travelled before, or somebody else of the same name."""
_PRESS = r"periodista|reporter[oa]?|reportera|jornalista|journalist|corresponsal|correspondent"
_NO_ADVERTISER = (  # no 'promotor', 'agente' or 'captain': those sell journeys and steer boats
    r"fiscal|juez|jueza|juiza?|judge|magistrad[oa]|magistrate|prosecutor|comisari[oa]|comissari[oa]|subcomisari[oa]|inspector[a]?|inspetor[a]?|delegad[oa]|sheriff|detective"
    r"|sargento|sergeant|teniente|tenente|lieutenant|carabiner[oa]|gendarme|policia|police officer|(?:el|la) oficial"
    rf"|{_PRESS}|victima|vitima|victim|abogad[oa]|advogad[oa]|lawyer"
)
NO_ADVERTISER_BEFORE = re.compile(
    rf"(?<![\w.@-])(?<!\bex[ -])(?<!former )(?:{_NO_ADVERTISER})(?: (?:{_OF_OFFICE})){{0,7}},? $"
)
NO_ADVERTISER_WITHIN = re.compile(rf"(?:{_NO_ADVERTISER}) \w")
NO_ADVERTISER_BEHIND = re.compile(
    rf"(?:,| \() ?(?:(?:el|la|o|a|the|an|una?|uma?) )?(?:{_NO_ADVERTISER})(?: [\w-]+){{0,2}}? (?:del?|d[aeo]s?|of|at|en|na|no)\b"
)
"""What adverts call somebody who does not sign them: 'Contacto: la reportera X', 'X, periodista de Y', 'sargento X'. Of
3,529 places where a labelled advert names its operator by a person's name none stands beside one."""
PRESS_OF = re.compile(rf"\b(?:{_PRESS})(?: [\w-]+){{0,3}}?,? (?:del?|d[ao]|of|at|for)(?: (?:el|la|o|a|the))? $")
LAWYER = re.compile(
    rf"\b(?:abogad\w+|advogad\w+|lawyer|attorney|defensor\w*|barrister|solicitor)(?: \w+){{0,3}},?{_NOT_OF} $"
)
TITLED = re.compile(rf"(?<!\w)((?:{_TITLES}|{_CREW})\.? )$", re.IGNORECASE)
LOCATED = re.compile(r" de(?:l| la| los| las) (?:\d{1,4}|[A-ZÀ-Þ][\w'’-]+)")  # 'El Catire de la 350'
LEGAL_FORM = re.compile(
    r"(?<=\w )(?:(?:S\.A\.S|S\.A\.C|S\.A|C\.A|S\.R\.L|S\.L|E\.I\.R\.L|EIRL|EIRELI|Eireli|SAS|SAC|SRL|Ltda|LTDA|LLC|SpA)\.?|[&ey] C[ií]a\.|(?:ME|EPP)\.)(?= [A-ZÀ-Þ])|(?<=\w )S/A(?=\.? [A-ZÀ-Þ])"
)
"""Behind which a firm's name is at its end: 'Luz E.I.R.L. Recojo a domicilio'."""
SUFFIX = re.compile(r" (?:[A-Z]{2,4}|[A-Z]?\d{1,3})(?![\s.()-]*\d)(?!\w)")  # 'Rápidos 24', no number that goes on
_ABBREVIATED = frozenset(
    {
        "tel",
        "cel",
        "capt",
        "viber",
        "imo",
        "wsp",
        "wasap",
        "zap",
        "msg",
        "chat",
        "sr",
        "sra",
        "don",
        "dona",
        "senor",
        "senhor",
    }
)
NOBODYS = NO_NAMES | _ABBREVIATED | {"de", "da", "do", "del", "eu", "cu"}

ASKED_FOR_NOBODY = frozenset({"fono", "fala", "falar", "llama", "llamar"})  # in adverts: some are surnames


def is_press_or_club(name: str) -> bool:
    """Whether a name is a paper's, a station's or a sports club's: in news seldom a lead's."""
    folded = fold(name)
    return _PRESS_OR_CLUB.search(folded) is not None and TRADE_WORD.search(folded) is None
