"""The words beside a name that clear it, in three languages: patterns over the folded sentence before and after it."""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re

from core.terms import Language

KIN = r"(?:pariente|parente|familiar|relative|herman[oa]|irma|irmao|espos[oa]|mulher|mujer|marido|prim[oa]|hij[oa]|filh[oa]|padre|madre|pai|mae|soci[oa]|wife|husband|brother|sister|cousin|son|daughter|father|mother|partner|sobrin[oa]|cunhad[oa]|cunad[oa]|sogr[oa]|suegr[oa]|yerno|nuera|genro|ti[oa]|avo|abuel[oa]|novi[oa]|namorad[oa]|vizinh[oa]|vecin[oa]|uncle|aunt|nephew|niece|(?:father|mother|brother|sister|son|daughter)-in-law|boyfriend|girlfriend)s?"
KIN_OF = re.compile(rf"\b{KIN} (?:de|del|do|da|of) $")
KIN_BEHIND = re.compile(rf"[’']s {KIN}")
"""'O irmão de X não foi acusado', 'X's wife told the police': that is told of somebody else."""
_TURN = r"(?![^.]{0,80}\b(?:refiled|re-?arrest\w*|convict\w*|pleaded|arrested again|but|again|sino|hasta|ate ser|mas (?:sim|por)|only|appealed|apel\w+|recorr\w+)\b)"
"""Nothing behind it takes it back."""
_OPEN = r"[\s,:(\[]*[\"'«“‘]?\s*(?:el |la |los |las |o |a |the )?$"

CLEARED_BEFORE = re.compile(
    r"\b(?:absolv\w+|absuel\w+|absoluci\w+|ilibou|ilibaram|(?:des|im)pronunci\w+|acquits|acquitt\w+|(?:cleared|clearing)(?! (?:the |a |an |all |its |his |her |their |both )?(?:\w+ )?(?:check-?points?|customs|border|immigration|security|passports?|roadblocks?|tolls?|gates?|guards?|reefs?|ports?|harbour|harbor|coast|way|roads?|paths?|trails?|debts?|jungle|brush|bush|land|camps?|fences?|walls?|rivers?|surf|bar)\b)|exoner\w+|sobresey\w+|sobreseid\w+|sobreseim\w+|inocent(?:ou|aram)|(?<!\bse )(?:declar|consider|hall|julg|encontr)\w* inocentes?|archiv\w+ (?:la |el |o |a )?(?:causa|investigacion|caso|inquerito|processo)(?: contra)?|descart\w+ (?:la |a |el |o |cualquier |qualquer |toda |todo )?(?:participacion|vinculo|vinculos|relacion|envolvimento|responsabilidad|responsabilidade|participacao|implicacion)|cerr\w+ (?:la |el )?(?:causa|investigacion|caso) (?:contra|respecto de|en contra de)|no perseverar respecto de|encerr\w+ (?:o |a )?(?:inquerito|investigacao) contra|"
    r"no (?:link|evidence|connection)|sin relacion con|nada que ver con|dropped (?:the |all )?charges|charges (?:were )?dropped|withdrew (?:the )?charges|retir\w+ los cargos|desvincul\w+|exculp\w+|inocentad\w+)(?: \w+){0,4}?"
    + _OPEN
)
CLEARED_AFTER = re.compile(
    r"^[\"'»”]?(?:\s*\([^)]{0,30}\))?,?(?: [\w,]+){0,4}? (?:(?:fue|was|were|foi|foram|fueron|queda|quedo|quedaron|ficou|ficaram|sale|salio|saiu|has been|had been|resulto|resultaron) (?:\w+ )?(?:absuelt|acquitted|cleared|absolvid|exonerad|sobreseid|exonerated|desvinculad|inocentad|(?:declarad|considerad|hallad|julgad|encontrad)[oa]s? (?:inocentes?|no culpables?|nao culpad[oa]s?)(?! (?:ate|hasta)\b)|(?:found|declared|held) (?:not guilty|innocent)|exculpad|ilibad|(?:des|im)pronunciad|liberad[oa] de (?:todo cargo|cargos))|n(?:o|ao) (?:tiene|tenia|guarda|guardaba|tuvo|tem|tinha|teve|guardava) (?:\w+ )?(?:participac(?:ion|ao)|implicacion|envolvimento|responsabilidade?\b|relac(?:ion|ao)|ligac(?:ao|oes)|vinculos?\b(?! (?:laboral|empregatici|trabalhist|familiar))|nada (?:que|a) ver)(?! (?:com|con|pel[ao]|por|en|no|na) (?:(?:a|o|la|el|los|as|os) )?(?:prefeitura|municip\w+|partido|alcald\w+|vereador\w*|concejal\w*|senador\w*|deputad\w+|diputad\w+|mort\w+|muert\w+|acidente|accidente|naufrag\w+|homic\w+|assassin\w+|asesin\w+))(?![^.;]{0,80}\b(?:mas|pero|but)\b[^.;]{0,40}\b(?:respond\w+|juicio|julgad\w+|acus\w+|process\w+|proces\w+))|(?:had|has) no (?:link|connection|role|part|involvement)|"
    r"no (?:estaba|estaban|estuvo|esta|fue) (?:involucrad|vinculad|implicad)|nao (?:esta|estava|tem|teve) (?:envolvid|ligad|relac|partic)|no (?:es|esta siendo|fue|sera) (?:\w+ )?(?:investigad|imputad|acusad)(?![^.;]{0,60}\b(?:sino|si por|pero si|aunque si|hasta|por primera vez)\b|\w* solo\b)|(?:que )?(?:nao tinha conhecimento|nao sabia(?! que (?:era|a policia|estava)\b)|desconhecia|no tenia conocimiento|no sabia(?! (?:nadar|leer|que (?:era|la policia|lo|la|los))\b)|desconocia)|(?:que )?(?:colaboro|coopero|colaborou|cooperou|co-?operated) (?:(?:con|com|with)(?! (?:la |el |los |as? |os? |las |the )?(?:banda|red|rede|quadrilha|organizac\w+|smugglers|traffickers|traficantes|tratantes|contrabandistas|polleros|ring|gang|network|cartel|coyotes|coiotes)\b)(?![^.;,]{0,40}\b(?:corrupt\w*|sobornad\w+|subornad\w+|comprad[oa]s|bribed|bent|crooked)\b)|e nao|y no)|nao (?:e|esta sendo|foi) investigad|is not being investigated|queda (?:libre|fuera)(?! (?:bajo|con|del pais)\b)|was not involved|were not involved|is not (?:under|involved)|(?:is|was|are|were) (?:no longer |not |no )(?:(?:considered |being treated as |treated as )?(?:an? )?suspects?)\b(?! (?:any ?more )?(?:in|of) (?:the |his |her |a )?(?:murder|killing|robber|theft))(?![^.;]{0,60}\b(?:but|another)\b))"
    r"|^[\"'»”]?(?:\s*\([^)]{0,30}\))?, (?:(?:que )?(?:fue |foi )?(?:finalmente |luego |mais tarde |depois |ya |later |also |tambien |tambem )?)?(?:absuelt[oa]s?|absolvid[oa]s?|acquitted|exonerated|sobreseid[oa]s?|ilibad[oa]s?)\b(?![^.;]{0,110}\b(?:conden|convict|sentenc|jail|guilty|culpa|apel|recurr|recorr|revoc|revog|anul|overturn|dirig|encabez|lider|led\b|ran\b|headed))(?! (?:em parte|en parte|parcialmente|in part)\b)"
    r"|^[\"'»”]?,?(?: (?!conden|convict|jail|guilty|whose|cuj|cuy)[\w,]+){0,6}? (?:e|y|and|pero|mas|but) (?:depois|despues|luego|later|mais tarde) (?:ilibad|absuelt|absolvid|acquitted|cleared|exonerad|sobreseid)\w*(?=\s*(?:[.,;:)]|$))"
)
CLEARED_AT_LAST = re.compile(
    r"^[\"'»”]?(?:,(?: [\w'’-]+){1,6})?: (?:absuelt[oa]s?|sobreseid[oa]s?|absolvid[oa]s?|ilibad[oa]s?|acquitted|cleared|not guilty)(?=\s*(?:[.,;)]|$))"
    + _TURN
)
"""A list of verdicts: 'X, hermana del primero: absuelta.'"""
CLEARED_FOR = re.compile(
    r"\b(?:absolveu|absolveram|absolvio|absolvieron|acquitted|ilibou|ilibaram),(?: \w+){1,6},(?: \w+){0,3} $"
)
"""'absolveu, por falta de provas, o taxista': no comma more, behind which somebody else would stand."""
NOT_CLEARED_BEFORE = re.compile(
    r"\b(?:(?:no|nao|not|never|nunca) $|nem(?: \w+){0,2} $|neg(?:o|ou|aron|aram) a $"
    r"|(?:recorr\w+|apela\w*|apelo|appeal\w*|revog\w+|revoc\w+|anul\w+|overturn\w+|quash\w+)\b[^.;]{0,40} (?:que|that|which) $"
    r"|(?:pidio|pidieron|pide|pediu|pedem|quer|quiere|asked|asks|wants)\b(?:(?! [ye] | and )[^.;,]){0,40}$"
    r"|(?:rechaz\w+|rehus\w+|refus\w+|declin\w+|recus\w+|rejeit\w+|reject\w+|neg(?:o|ou|aron|aram)|niega\w*|neg(?:o|ou)-se|nega|podri?an?|podra|puede|pode|podera|poderia|could|whether|recorr\w+|recur(?:so|sos|ri\w+|re\w*)|apel\w+|appeal\w*|revog\w+|revoc\w+|anul\w+|overturn\w*|quash\w*|revers\w+|impugn\w+|challeng\w+|contest\w+|set aside|sought|seeks?|seeking|urg\w+|demand\w*|requer\w*|solicit\w+|reclam\w+|esper\w+|confi\w+ en|busc\w+|hop\w+ for|defend\w+|argu\w+ for)"
    r"(?: (?:de|da|do|del|contra|against|for|a|o|as|os|el|la|los|las|al|the|his|her|their|an|que|that|seja\w*|sean?|be|to|ser|suas?|sus?)){0,4} $)"
)
"""What takes an acquittal back when it stands before it; 'revocó la condena y absolvió a X' is one."""
TURNED_AFTER = re.compile(
    r"[^.;]{0,110}\b(?:conden|convict|sentenc|jail|guilty|culpa|apel|recurr|recorr|revoc|revog|anul|overturn|dirig|encabez|lider|chefi|comand|mandaba|mandava|led\b|leads\b|ran\b|runs\b|headed)"
)
RELATIVE = re.compile(r"^[\"'»”]?(?:\s*\([^)]{0,30}\))?, (?:que|quien|quem|who|which) ")
"""'X, que fue absuelto en 2010, dirigía la red': what the sentence goes on to say of X."""
_SAYS = r"(?:aleg\w+|asegur\w+|insist\w+|neg(?:o|ou|a|aba|aron|aram|ava|ando)|niega\w*|nieg\w+|diz\w*|diss\w+|dic\w+|dij\w+|dec[ií]a\w*|claim\w*|say\w*|said|tells?|told|afirm\w+|sostien\w+|sostuv\w+|sustent\w+|declar(?:o|ou|a|aron|aram|es|ed)|jur(?:a|o|ou|aba|ava)|maintain\w*|den(?:y\w*|ie[ds])|argu\w+|asever\w+|manifest\w+|garant\w+|swears?|swore|protest\w*|pleads?|pleaded|testif\w+|explic\w+|explain\w*)"
HIS_WORD = re.compile(
    r"^[\"'»”]?(?:\s*\([^)]{0,30}\))?,?(?: (?:que|quien|quem|who|tambien|tambem|also|siempre|sempre|always|still|repeatedly|has|had|have|ha|hoy|hoje|ayer|ontem|lo|le|se|\d+|\w+mente|\w+ly),?){0,3} "
    + _SAYS
    + r"\b"
)
"""X's own word, behind the name or behind 'and': 'X alegó que no sabía' clears nobody."""
FINDS = re.compile(
    r"^[\"'»”]?(?:\s*\([^)]{0,30}\))?(?: \w+){0,2}? (?:conclu\w+|constat\w+|apur\w+|subray\w+|sublinh\w+|confirm\w+|determin\w+|establec\w+|estabelec\w+|verific\w+|averigu\w+|entend\w+|consider\w+|found|ruled|established|stressed|clarif\w+|aclar\w+|esclarec\w+|inform\w+|acredit\w+|reconhec\w+|reconoc\w+)(?: \w+)? (?:que|that) "
)
"""'A PF concluiu que X não teve envolvimento' clears X, and not the police."""
NEXT_CLAUSE = re.compile(r",? (?:y|e|and|but|pero|mas|;)(?= )")
_HIS_SIDE = r"(?:defen[cs]e|defensa|defensor(?:a|es|as)?|defesa|abogad\w+|advogad\w+|letrad[oa]|lawyers?|attorneys?(?! general)|counsel|solicitors?|barristers?|famil\w+|parentes|parientes)"
FOR_HIM_BEFORE = re.compile(
    rf"\b{_HIS_SIDE}\b(?:(?! (?:y|e|and) )[^.;]){{0,50}}? {_SAYS}(?: [\w,]+){{0,3}}? (?:(?:que|that) )?$"
    rf"|\b(?:segun|segundo|according to|de acuerdo con|de acordo com) (?:el|ella|ele|ela|him|her|(?:el|o|ella|a|la)? ?(?:mism[oa]|propi[oa]|propri[oa])|(?:el|la|o|a|the|su|seu|sua|his|her|their) (?:{_HIS_SIDE}|espos[oa]|mulher|mujer|wife|husband))(?: \w+)?, $"
)
SAID_FOR_HIM = re.compile(rf"\b{_HIS_SIDE}\b(?:(?! (?:y|e|and) )[^.;])*$")
"""What his side says: 'His lawyer said X had no role', 'según su familia, X no sabía'."""
SAID_BY_HIS_SIDE = re.compile(
    rf"[^.;]{{0,80}}?,[\"'»”]? (?:(?:as |como |asi lo )?{_SAYS}|segun|segundo|according to|de acuerdo con|de acordo com)(?: (?:ayer|ontem|yesterday|hoy|hoje))?(?: (?:la|el|su|sus|o|a|os|as|seu|sua|seus|suas|his|her|their|the|un|una|um|uma|one of his)){{0,2}} {_HIS_SIDE}\b"
    rf"|[^.;]{{0,80}}?,[\"'»”]? (?:(?:la|su|sus|o|a|seu|sua|his|her|their|the) ){{1,2}}{_HIS_SIDE}(?: \w+){{0,2}}? {_SAYS}\b"
)
"""Behind a name: 'No hay pruebas contra X, dijo su abogado'."""
CLEARING = re.compile(
    r"\b(?:absoluci\w+|absolvic\w+|sobreseimient\w+|acquittals?|exoneraci\w+|exoneration|exculpaci\w+|despronuncia)\b"
)
UNDONE_AFTER = re.compile(
    r"[^.;]{0,80}? (?:fue|foi|was|ha sido|has been|had been|habia sido|quedo|ficou|is being|esta siendo|esta sendo) (?:\w+ ){0,2}?(?:anulad|revocad|revogad|apelad|recurrid|impugnad|revertid|pedid[oa]|solicitad|requerid|requested|sought|overturned|quashed|reversed|set aside|appealed|annulled|struck down)"
)
"""'La absolución de X fue anulada': an acquittal as a noun, and what became of it."""
CLOSED = re.compile(r"\b(?:cerr|encerr|clos)\w+ ")
DISMISSED_BY = re.compile(
    r"\b(?:ministerio(?! publico)|secretaria|alcaldia|municipalidad|institucion|empresa)(?: \w+){0,3}? desvincul\w+ a $"
)
"""Whom an employer 'desvinculó' has lost a post and is not cleared by that; what else a ministry says clears."""
_ACQUITTED = r"(?:absuelt|acquitted|cleared|absolvid|exonerad|sobreseid|ilibad|exculpad|inocentad|despronunciad)"
VERDICT = re.compile(rf"\b(?:{_ACQUITTED}|inocente|innocent|not guilty)")
NOT_CLEARED_AFTER = re.compile(
    r"\b(?:whose|cuj[oa]s?|cuy[oa]s?)(?: \w+)+$|\b(?:no|nao|not(?! guilty)|never|nunca|jamas)(?: \w+){0,2}? "
    + _ACQUITTED
)
"""What takes it back within the words behind a name: 'no fue absuelto', 'whose brother was acquitted'."""
_CONVICTED = r"(?:conden|convict|jailed|sentenc|found guilty|guilty)"
_HOWEVER = r"(?:but|and|mas|pero|e|y|porem|contudo|todavia|entretanto|however|although|though|yet|aunque|embora|sin embargo|no obstante)"
CONVICTED_AFTER = re.compile(
    r"\w{0,20}(?:,? (?:solo )?(?:si|se|if|until|hasta)\b"
    r"|[^.;]{0,60}(?:; )?\b"
    + _HOWEVER
    + r",? (?:(?:esta vez|desta vez|depois|despues|luego|later|on appeal|he|she|they|ele|ela|si|sim) )?(?:(?:foi|fue|was|were) )?"
    + _CONVICTED
    + r"|[^.;]{0,60}\b(?:and|y|e|but|mas|pero) (?:recibio|got|apanhou|pegou|volvio a|voltou a|was jailed|jailed)\b"
    r"|[^.;]{0,90}\b(?:lo|la|o|a) conden(?:o|ou|aron|aram)\b)"
)
"""What takes it back behind it: 'acquitted of manslaughter but convicted of smuggling'; another's conviction does not."""
_COURT = r"(?:ministerio publico|mpf?|promotor\w*|procurador\w*|juiz\w*|tribunal|justica|delegad\w+|policia(?: \w+)?)"
UNTRIED_BEFORE = re.compile(
    r"\b(?:(?:will|would) not (?:prosecute|indict)|won't prosecute|(?:threw|thrown|tossed|throws) out (?:the |all )?(?:case|charges?|indictment)s? against|(?:declin|refus)\w+ to (?:prosecute|charge|indict)|dismiss(?:ed|es|ing) (?:the |all )?(?:case|charges?|indictment)s? against|"
    r"no (?:ligo|vinculo) a proceso a|tranc\w+ (?:o |a )?(?:acao(?: penal)?|inquerito|processo)(?: penal)? (?:contra|de)|desestim\w+ (?:la |los |las |el )?(?:causa|caso|cargos|denuncia|acusacion|querella|accion|demanda)(?: penal)? contra|"
    r"stay(?:ed|s)? (?:the |all )?(?:prosecution|proceedings|case|charges?) (?:of|against)|nolle prosequi(?: \w+){0,4}? (?:for|against|of|contra)|clos(?:ed|es|ing) (?:the |their )?(?:case|investigation|inquiry|file|probe) (?:against|into|on)|"
    r"(?:anul\w+|revoc\w+|revog\w+|quash\w+|overturn\w+|dej\w+ sin efecto) (?:la |a |the )?(?:condena|condenacao|conviction)s? (?:de|da|do|del|contra|of|against|a)|archiv\w+ (?:las |la )?(?:diligencias|actuaciones|denuncia|querella)(?: abiertas)? (?:contra|a)|falta de merito (?:a|de|para)|"
    r"arquiv\w+ (?:o |a )?(?:inquerito|denuncia|processo)(?: aberto)? contra|rejeit\w+ a (?:denuncia|acusacao) contra|"
    + _COURT
    + r" nao (?:indiciou|denunciou|pronunciou))(?: (?!por\b|until\b|before\b|hasta\b|ate\b)\w+){0,2}?"
    + _OPEN
)
"""Whom prosecutors and courts let go. Few words may stand between: 'a vítima não denunciou por medo de' clears nobody."""
TRIED_AGAIN_AFTER = re.compile(
    r"[^.]{0,120}\b(?:nuevo juicio|nuevamente|novo julgamento|novamente|retrial|retried|new trial|fresh trial|tried (?:again|afresh|anew)|agrav\w+|reabr\w+|reabri\w+|reopened)\b"
    r"|[^.;]{0,60}\b(?:and|y|e) (?:(?:l[oa]s?|[oa]s?) (?!acus|imput|denunci))?(?:sen[dt]\w* (?:it|the case|the file|him|her|them) (?:for|to) (?:trial|court|the prosecut\w+)|committed (?:him|her|them) for trial|charged (?:him|her|them)\b|elev\w+ (?:[\w]+ ){0,2}?a juicio|(?:envi|remit)\w+ (?:[\w]+ ){0,3}?(?:a juicio|a julgamento|ao tribunal|a la fiscalia|ao ministerio publico)|(?:l[oa]s?|[oa]s?) (?:acus(?:o|ou|aron|aram)|imput(?:o|aron)|denunci(?:ou|aram))\b)"
)
"""'Anuló la condena de X y ordenó un nuevo juicio', 'closed the investigation into X and sent it to trial.'"""
_NO_PARTY = (
    r"(?:nao (?:e|era|sao|eram|figura como|consta como|aparece como) (?:um |uma )?(?:d[oa]s )?(?:reus?|res?|denunciad[oa]s?|acusad[oa]s?|indiciad[oa]s?|arguid[oa]s?|suspeit[oa]s?)"
    r"|no (?:es|esta|estan|son|figura como|aparece como|ha sido|han sido) (?:un |una )?(?:de los )?(?:imputad[oa]s?|acusad[oa]s?|procesad[oa]s?|formalizad[oa]s?|denunciad[oa]s?|sospechos[oa]s?|investigad[oa]s?)"
    r"|(?:(?:is|are|has been|have been) not|isn['’]t|aren['’]t) (?:an? |among the )?(?:charged|accused|indicted|defendants?|suspects?|under investigation))"
    r"\b(?! (?:d[eo]|por|with|of|for|en otr|em outr|in (?:that|another|the (?:murder|killing|robbery|theft)))\b)(?![^.;]{0,90}\b(?:mas|pero|but|sino|outr[oa]s?|otr[oa]s?|another|separate|porque|because|pois|fugitiv\w+|fled|fugiu|huyo|solo|sozinh\w+|only|alone|hasta|ate)\b)"
)
"""'X não é réu', as the reporter says it: he is no party to the case, as who 'is not a suspect' is none."""
UNTRIED_AFTER = re.compile(
    r"^(?![^.]{0,110}\b(?:foragid|profug|at large|on the run))(?![^.;]{0,110}\b(?:sino|arrested again|re-?arrested|hasta|mas por|mas de)\b)(?![^.;]{0,50}\b(?:ainda|aun|todavia|yet|por ahora|por enquanto)\b)[\"'»”]?(?:\s*\([^)]{0,30}\))?,?(?: (?!whose\b|cuj|cuy)[\w,]+){0,3}? "
    r"(?:(?:will|would) not be (?:tried|prosecuted|charged(?! with| for)|indicted)|(?:was|were) not (?:charged|prosecuted|indicted)\b(?! with| for| until)|faces? no (?:charges?|trial)(?! (?:of|for))|walked free from (?:the )?court|no (?:sera|seran) (?:juzgad|procesad|vinculad)|"
    r"(?:(?:fue|foi|was|fueron|foram|were|quedo|ficou|has been|ha sido) (?:\w+ )?(?:libertad|solt|liberad|puest|released|freed)\w*(?: (?:en libertad|en|libre))? (?:por|for) (?:falta|ausencia|insuficiencia|lack|want) (?:de|of) (?:provas?|pruebas?|indicios|evidence|merito)|(?:fue|foi|was|fueron|foram|were) (?:detid|detenid|pres|arrestad|arrested|detained|held)\w* (?:por (?:engano|equivocacion|error|erro)|by mistake|in error|mistakenly)|(?:was|were) (?:mistakenly|wrongly|wrongfully) (?:arrested|detained|held|accused))(?![^.;]{0,110}\b(?:conden|convict|jail|sentenc|dirig|encabez|lider|chefi|led\b|ran\b|headed|de nuevo|otra vez|nuevamente|de novo|novamente|again|volvi|voltou|fugi|huyo|fled))|"
    r"(?:was|were|has been|is) (?:later |then |since |now )?(?:released|freed|let go) without (?:any |further )?charges?\b(?! being)|(?:nao respondera|no respondera|nao responde|no responde) por (?:o |el |este |esse |qualquer |ningun |nenhum )?(?:crime|crimes|delito|delitos|ato)(?=\s*(?:[.;,)]|$))|nao (?:sera|serao) (?:julgad|processad|(?:indiciad|denunciad|acusad)[oa]s?(?=\s*(?:[.:)]|$)|, (?:disse|segundo|inform|afirm)| por (?:falta|ausencia|insuficiencia) de))|"
    rf"{_NO_PARTY}|"
    r"nao (?:foi|foram) (?:indiciad|denunciad|pronunciad|(?:acusad|constituid[oa]s? arguid)\w*(?=\s*(?:[.;:)]|$|,(?! (?:por|porque|ate|mas|so)\b)))))"
)
CHARGES_AGAINST = re.compile(
    r"\b(?:(?:charges|(?:the|a|all) (?:case|charges?|indictment|counts)|indictment) against"
    r"|(?:causa|caso|proceso|investigacion|expediente|denuncia|acusacion|querella|processo|inquerito|investigacao|acusacao|queixa)"
    r"(?: (?:abiert[oa]|abert[oa]|penal|judicial|criminal))? (?:(?:en )?contra(?: de)?|respecto de))(?: (?!of\b)\w+){0,4}?"
    + _OPEN
)
_CASE_OF = r"(?:,[^,.;]{1,60},| (?:por|de|for|over|of|on|sobre|abert[oa]|abiert[oa]|e|y|and)(?: (?!(?:que|quien|quem|who|which|cuj\w+|cuy\w+|whose|but|mas|pero|contra|against)\b)[\w.-]+){1,7}?)?"
DROPPED = re.compile(
    rf"^[\"'»”]?{_CASE_OF} (?:was|were|has been|have been) (?!not |never |nearly |almost |partly )(?:\w+ )?(?:dropped|dismissed|withdrawn|thrown out|stayed|struck out|quashed|overturned)\b"
    + _TURN
    + rf"|^[\"'»”]?{_CASE_OF} (?:fue|foi|quedo|ficou|resulto|ha sido|esta) (?!no |nao |casi |quase )(?:\w+ )?(?:archivad|arquivad|sobreseid|desestimad|anulad|rejeitad|retirad)[oa]\b(?![^.]{{0,80}}\b(?:reabr\w+|reabi\w+|pero|mas|porem|conden\w+|apel\w+|recorr\w+)\b)"
)
"""'Charges against X were dropped'."""
UNPROVABLE_BEFORE = re.compile(
    r"^(?!.*\b(?:defen[cs]e|lawyers?|attorneys?|counsel|argued|claim\w+|insist\w+)\b).*"
    r"\bno [\"“]?(?:realistic )?(?:prospect|chance|way)[\"”]? of (?:showing|proving|convicting)(?: that)?" + _OPEN,
    re.DOTALL,
)
"""Said by prosecutors, not by the defence."""
UNPROVEN_BEFORE = re.compile(
    r"\b(?:(?:nao (?:ha|havia|existem|existiam|encontr\w+|achou|acharam)|inexistem|no (?:hay|habia|existen|existian|hallo|hallaron|encontro|encontraron)) (?:\w+ )?(?:provas?|indicios|pruebas?|evidencias?)(?: \w+)? (?:contra|en contra de)"
    r"|(?:nenhum[a]?|ningun[a]?) (?:ligacao|vinculo|relacao|relacion|conexao|conexion|elo|prova|prueba|indicio|envolvimento|participacao|participacion|implicacion)(?: \w+){0,3}? (?:com|con|entre|contra|de))"
    + _OPEN
)
NOT_UNPROVEN_BEFORE = re.compile(
    r"\b(?:(?:ainda|aun|todavia|yet|ate agora|hasta ahora|por ahora|por ora|por enquanto)\b[^.;]{0,30}|(?:neg|nieg|den(?:i|y)|disclaim)\w*(?: \w+){0,4} |afirm\w+ (?:nao |no )?(?:ter |tener )?|(?:diz|disse|dice|dijo) (?:nao |no )?(?:ter|tener) )$"
)
"""'Não há provas contra X' clears; 'ainda não há', and 'negou ter qualquer ligação com X', do not."""
DISOWNS_BEFORE = re.compile(
    r"\b(?:tien\w*|tuv\w*|tenia\w*|tener|tem|tinha\w*|teve|ter|guarda\w*|mant\w+|have|has|had|having)(?: \w+)? $"
)
EVIDENCE = re.compile(r"\b(?:evidenc|prueba|prova|indicio)")
"""'The firm has no link to X' clears the firm; 'police have no evidence against X' clears X."""
STOLEN_BEFORE = re.compile(
    r"\b(?:suplant\w+(?: (?:a|al|la|el|de|identidad|la identidad|la imagen|marca|nombre|el nombre))*|se (?:hacia[n]?|hicieron|hace[n]?|hizo) pasar por|haciendose pasar por|usurp\w+(?: (?:a|de|el|la|nombre|el nombre|la identidad|identidad|marca|la marca))*|impersonat\w+|posing as|posed as|pretend\w+ to (?:be|work for|represent)|claim\w+ to (?:be|work for|represent)|fing\w+ (?:ser|trabajar)|clon\w+(?: (?:la pagina|la web|el perfil|o site|a pagina))?(?: de| da| do)?|"
    r"(?:us\w+|utiliz\w+|using|used|misus\w+|stole|robaron|copi\w+|hijack\w+|imit\w+|falsific\w+) (?:indebidamente |ilegalmente |falsamente |sin autorizacion )?(?:el nombre|la marca|la identidad|el logo|el logotipo|la imagen|o nome|a marca|o logotipo|the name|the logo|the brand|the identity|name and logo|logo)(?: y (?:el )?(?:logo|logotipo|nombre|membrete))?(?: e (?:o )?(?:logotipo|logo))?(?: and (?:the )?(?:logo|letterhead|branding))?(?: de| of| da| do| del)?|"
    r"(?:falsa[s]?|falso[s]?|fake|false) (?:\w+ )?(?:a nombre de|en nombre de|in the name of|de|of|em nome de)|em nome d[ao]|nombre de la (?:empresa|agencia)|passa\w+ por|fazia[m]? passar por|se passa\w+ por|imitaba[n]?|imitation of|imitando|parecid[oa] a|similar to (?:that of )?|ajena a|sin vinculo con|no relation to|unrelated to)(?: (?:la|el|los|las|the|a|o|una|un|agencia|empresa|compania|firma|company|agency|firm|legitima|legitimate|conocida|reconocida|well-known|licensed|transport|de transportes?|de viajes|travel|ministerio))*"
    + _OPEN
)
FALSE_PAPERS_OF = re.compile(
    r"\b(?:(?:pasaportes?|passaportes?|visas?|visados?|vistos?|cedulas?|dnis?|identidad(?:es)?|identidades?|documentos?|papeles|papeis|permisos?|licencias?|licencas?|certificados?|contratos?|sellos?|carimbos?|cartas?|actas?|billetes?)(?: [\w-]+){0,2} fals[oa]s? (?:de|da|do|del)"
    r"|(?:fake|false) (?:[\w-]+ )?(?:passports?|visas?|ids?|papers|documents?|permits?|licen[cs]es?|certificates?|contracts?|stamps?|letters?) of)"
    + _OPEN
)
"""'Pasaportes falsos de X': of a person, whose they are and not whose name they bear; a firm's are imitated."""
CALLED_BEFORE = re.compile(
    r"\b(?:us\w+|utiliz\w+) (?:el nombre|o nome|the name) [\"'«“‘]?$|\b(?:usa|usaba|usava|utiliza|utilizaba|utilizava) (?:el nombre|o nome) (de) [\"'«“‘]?$"
)
"""How somebody calls himself, which steals no name: 'using the name X', 'que usa o nome de X' (group 1, not of a firm)."""
UNAWARE_BEFORE = re.compile(
    r"\b(?:empresas?|firmas?|agencias?|negocios?|lojas?|companies|firms|company|firm) (?:que|that|which|who) "
    r"(?:knew nothing(?: \w+){0,4}|(?:nunca|nao|no|never) (?:\w+ )?(?:sab\w+|sup\w+|soube\w*|knew|known|autoriz\w+|authori[sz]ed|conoc\w+|conhec\w+|particip\w+)(?: \w+){0,4}),? (?:como|such as|like)"
    + _OPEN
)
"""'em nome de empresas que nunca souberam de nada, como X'."""
STOLEN_AFTER = re.compile(
    r"^[\"'»”]?(?:\s*\([^)]{0,30}\))?,?(?: [\w,]+){0,5}? (?:(?:fue|es|was|is|foi|e|ha sido|resulto|sería|seria) (?:\w+ )?(?:victima|suplantad|vitima|the victim|a victim|impersonated|clonad|usurpad)|(?:dice|dijo|said|says|denuncio|denunciaron|alerto|advirtio|aclaro|reported|warned|denunciou|alertou|informo|filed a complaint|interpuso)(?: \w+){0,8} (?:suplant|identidad|usurp|impersonat|name|nombre|nome|logo|marca|perfiles? fals|fake|falsa|falso|golpe|estafa|fraud|clon))"
    r"|^[\"'»”]?[;,] (?:su|seu|sua|its|whose|cuy[oa]|cuj[oa]) (?:apoderad|duen|propiet|proprietari|gerente|representante|administrador|don[oa]\b|owner|manager|director|diretor|socio)[^;!?]{0,50} "
    r"(?:denunci\w+|alert\w+|report\w+|declar\w+|said) (?:que|that) (?:(?:le|les|lhe|alguien|alguem|someone|somebody|had|han|habian|tinham) )*(?:clon|suplant|usurp|copi(?:aron|ou|aram|ed)|falsific|forged|forjar)"
)
_TO_POLICE = r"(?:(?:a|al|ao|to|ante|para) )?(?:(?:la|el|o|a|the|as|las|los|os) )?(?:policia|police|fiscalia|guardia|guarda|gendarmeria|carabineros|pf|gnr|psp|prf|mpf?|ministerio publico|autoridades|authorities|coast ?guard)"
WHISTLE_AFTER = re.compile(
    r"^[\"'»”]?(?:, [^,.;]{1,60},(?= \w+ )|,)?(?: [\w,]+){0,3}? (?:(?:denuncio|denuncio ante|reported|denunciou) (?:a la red|la red|the ring|the network|a quadrilha|a rede|los hechos|el caso|o caso|os fact?os|a la banda|la banda|a banda|"
    + _TO_POLICE
    + r"|ante la)|(?:alerto|aviso|alertou|avisou|alerted|tipped off) "
    + _TO_POLICE
    + r")\b(?! (?:por|every|weekly|under|daily|corrupt\w*|amig[oa]|que tenia|(?:de )?que (?:los |las |lo |la |os |as )?(?:mat|dispar|atir|quem|vol)a?r?(?:ia|aba|ava)\w*|(?:that )?(?:he|she|they)(?:['’]d| would| will) (?:kill|shoot|burn|hurt)|that whoever)\b)"
    r"|^[\"'»”]?(?:(?:,[^,.;]{1,60},)?|,?[^.;]{0,60} (?:y|e|and)),? (?:fue|foi|was) (?:quien|quem|the one who|who) (?:llamo|aviso|denuncio|alerto|avisou|denunciou|alertou|ligou|chamou|called|alerted|told)(?: (?:a|al|ao|para|to|it|los hechos|o caso|el caso))?(?: (?:la|el|o|a|the))? (?:policia|police|armada|marinha|marina|911|190|123|guardia|guarda|emergencias?|autoridades|authorities|coast ?guard|bomberos|bombeiros|pf|carabineros)\b(?! (?:corrupt|que tenia|para (?:pagar|cobrar|que)))"
)
LOST_OFFICE = {
    Language.PORTUGUESE: re.compile(
        r"\bexoner(?!\w+ (?:de|da) (?:(?:toda|qualquer) )?(?:a )?(?:culpa|responsabilidade|acusac))"
    ),
    Language.SPANISH: re.compile(
        r"\bexoner(?=\w+ (?:del?|de su|de sus|de la) (?:cargo|puesto|funciones|empleo|policia|fuerza|institucion|ejercito)"
        r"|\w+ por (?:(?:actos de|presunta|supuesta) )?(?:corrupc|soborn|coima|cobr|mala conducta|conducta|falta grave|indisciplina|abandono))"
    ),
}
"""In Portuguese 'exonerado' has lost an office, and clears where it says of what; in Spanish where it says why."""
WHISTLE_OF_ANOTHER = re.compile(
    r"\b(?:whose|cuj\w+|cuy\w+)\b|\b(?:y|e|and|but|pero|mas) (?:sus?|suas?|seus?|his|her|un|una|um|uma|a|an|the|el|la|los|las|o|os|as)\b"
)
"""Within the words behind a name: 'X era el jefe y su vecina avisó a la policía.'"""
FATE_OF_HIS_OWN = re.compile(
    r"^ (?:(?:foi|fue|was|ficou|fica|segue|continua|quedo|queda|sigue|remains?|stays?) )?(?:conden|convict|jailed|sentenc|pres[oa]\b|detid|detenid|en prision|in (?:jail|prison|custody)|nao\b|no\b|not\b|got\b)"
)
"""Behind a name that a comma sets apart from somebody acquitted: 'absolvido o irmão, X foi condenado'."""
