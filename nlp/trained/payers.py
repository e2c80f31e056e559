"""Who pays a ring, or has somebody of theirs with it: no operator, however much money is told of.

Who sold the land for the journey, the husband whom the captors rang for more, a mother who gathered the neighbours' money
and handed all of it to a man who is gone, who carried his brothers over the river, who was promised work and found a debt,
and a passenger who is called so.
"""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re

from nlp.naming.occurrences import Occurrence
from nlp.reading import Reading
from nlp.trained.put_to_work import ASIDE

_ITS = r"(?:su|sus|seus?|suas?|his|her|their)"
_KIN = (
    r"(?:hij[oa]s?|filh[oa]s?|herman[oa]s?|herman[oa]|irma|irmas|irmaos?|espos[oa]|marid[oa]|mujer|mulher|madre|padre|mae|pai|ti[oa]s?|prim[oa]s?|sobrin[oa]s?|sobrinh[oa]s?|niet[oa]s?|net[oa]s?|cunad[oa]|cunhad[oa]|suegr[oa]|sogr[oa]|novi[oa]|namorad[oa]"
    r"|husband|wife|sons?|daughters?|brothers?|sisters?|mother|father|parents|children|child|baby|bebe|uncle|aunt|cousins?|nephews?|nieces?|grand(?:sons?|daughters?|children|mother|father)|brother-in-law|sister-in-law|fiancee?)"
)
_LAND = (
    r"(?:terrenos?|tierras?|terras?|parcela|finca|lote|sitio|chacra|roca|lavoura|cosecha|colheita|safra|casas?|casita|carro|coche|moto(?:cicleta)?|camioneta|taxi|vacas?|gado|ganado|reses|bueyes|bois|joyas|joias|ouro|oro|alianzas?|aliancas?|tienda|negocio|puesto|loja|maquina|tractor|trator"
    r"|land|plot|field|farm|acres?|hectares?|hectareas|house|home|car|motorbike|tractor|cattle|cows?|goats?|herd|harvest|crop|shop|jewell?ery|gold|bangles)"
)
_SELLS = rf"(?:vendio|vendeu|vendieron|venderam|sold|empeno|empenaron|empenhou|penhorou|hipoteco|hipotecaron|hipotecou|mortgaged|remortgaged|pawned|pledged|entregou|entrego|gave up|had sold)(?: (?:\w+|\d+)){{0,3}}? {_LAND}(?![\w-])(?=[^\w ]|$| (?:para|por|en|em|n[ao]s?|y|e|a|al|ao|de|d[ao]s?|del|que|con|com|to|in|and|for|at|with|from|of|off|worth|last|that|where|as|near)\b)"
_BORROWS = r"(?:se endeud(?:o|aron)|endividou-se|se endividou|pidi(?:o|eron) (?:un |dinero )?prestad[oa]s?|pidi(?:o|eron) un prestamo|(?:saco|tomo|hizo|consiguio) un (?:prestamo|credito)|pediu (?:dinheiro )?emprestad[oa]|(?:fez|tomou|pegou|contraiu) um emprestimo|borrowed|took out a loan|(?:tomou|pegou|tomo|saco|pidio|pediu) (?:o |el )?(?:dinero|dinheiro)(?: \w+)? (?:a (?:juros|interes|credito|un prestamista|tres prestamistas|um agiota)|prestado|emprestado)|took (?:a|out) (?:loan|mortgage)|got into debt|gastou as economias|(?:gasto|junto|reunio) (?:todos )?(?:sus|los) ahorros|juntou as economias|spent (?:his|her|their) savings)\b"
_WENT_INTO_DEBT = re.compile(
    rf"{ASIDE}(?:,? (?:que|quien|quem|who|tambien|tambem|also|had|habia|tinha|ya|ja|even)){{0,2}} (?:{_SELLS}|{_BORROWS})"
)
"""Behind a name: 'X vendió su terreno', 'o cunhado, Y, fez um empréstimo'."""
_ASKS = r"(?:phon|call|telephon|rang|ring|text|messag|contact|llam|telefone|lig|escrib|extors|extorqu|exig|demand|ask|ped|pid|amenaz|ameac|threat)\w*"
_KIN_ASKED = re.compile(
    rf"\b{_ASKS}(?: [\w$€£.,]+){{0,9}}? (?:(?:to|from|of|a|al|ao|do|da|de|del|con|com|para) )?{_ITS} (?:\w+ )?{_KIN},? (?:\w+, )?$"
)
_RANSOM = re.compile(
    r"\b(?:rescates?|resgates?|ransom|another (?=[$€£\d])|(?:[$€£]|\d[\d.,]*) (?:\w+ )?(?:more|mas|mais)\b|more money|mas dinero|mais dinheiro|otr[oa]s (?:\d|mil)|outr[oa]s (?:\d|mil)|el resto|o resto|o restante|the rest|the balance|exig\w+|demand\w+|extors\w+|extort\w+|extorqu\w+|pa(?:id|gou|go) twice|for another|apiece|(?:for|por|pedindo|pidiendo) (?:us|r)?[$€£]? ?\d)"
)
_COLLECTED = re.compile(
    r"(?:[^.;]{0,80}[ ,])?(?:junt(?:o|ou|aba|ava|ado|aron)|reun(?:io|iu|ia|ido)|recog(?:io|ia|ido)|recolh(?:eu|ia)|recolect(?:o|aba)|colect(?:o|aba)|coletou|gather(?:ed|s)|collected|pooled|brought together)(?: [^.;,]{0,30})? "
    r"(?:plata|dinero|dinheiro|money|cash|fares?|savings|pasajes?|passagens|ahorros|economias|cuotas|cotas)\b"
)
_FOR_ITS_OWN = re.compile(
    rf"\b(?:{_ITS} (?:own |propi[oa]s? |propri[oa]s? )?(?:\w+ )?(?:hij|filh|children|child|sons?\b|daughters?\b|brothers?\b|herman|irma|sobrin|niet|net[oa]s?\b|nephew|grand)\w*|(?:de|d[oa]s?|of) (?:\w+ )?(?:hij|filh|sobrin|niet|herman|irma)\w*|(?:madre|mae|mother) (?:de|of)|vecin[oa]s|vizinh[oa]s|neighbou?rs[’']?|paisan[oa]s|villagers)"
)
_HANDED_ON = re.compile(
    r"\b(?:entreg\w+|repass\w+|pas(?:o|ou|aba)|hand(?:ed|ing)|gave|dio|deu|wired|sent|transfir\w+|transferiu|mand(?:o|ou)|envi(?:o|ou)|pass(?:ed|ing)|deposit\w+)(?:-?(?:sel)?[oa]s?\b)?(?: [^.;]{0,50})?"
    r" (?:a|al|ao|to|para) (?:[oa]|el|la|una?|um|uma|the|an?)? ?(?:(?:supuest[oa]|suposto|mism[oa]|mesmo|same) )?(?:coyote|coiote|pollero|guia|guide|hombre|homem|man|smuggler|trafficker|traficante|intermediari[oa]|tramitador|enganchador|agent|agente|pasador|passador|atravessador|desconocid[oa]|desconhecid[oa]|stranger|person|persona|pessoa)\b"
)
_IS_GONE = re.compile(
    r"\b(?:desaparec\w+|sumiu|vanish\w+|disappear\w+|huyo|fugiu|fled|profug\w+|foragid\w+|nunca (?:mas )?(?:volvio|aparecio|atendeu|voltou)|never (?:seen|heard|returned|came back)|se esfumo|todo|tudo|cada (?:peso|centavo|real)|every (?:cent|penny)|all of it|it all|integr[oa]|complet[oa])\b"
)
_CARRIED_KIN = re.compile(
    rf"(?:{ASIDE}(?: (?:who|que|quien|quem))? )?(?:\w+ ){{0,2}}?(?:(?:carg(?:o|aba)|carregou|carregava|carried|carrying)|(?:llevo|llevaba|levou|levava|took|paso|passou|brought)(?= [^.;,]{{0,40}} (?:en (?:hombros|brazos)|a (?:cuestas|caballito)|nos (?:ombros|bracos)|nas costas|on (?:his|her) (?:back|shoulders))))"
    rf"(?: (?:a|con|com|one by one|uno a uno))?(?: {_ITS})(?: \w+)? {_KIN}\b"
)
_PROMISED = re.compile(
    rf"{ASIDE}(?:,? (?:who|a quien|a la que|a quem|que|quien|quem))? (?:(?:was|were|had been) (?:promised|offered|told of|lured with|tricked with)|(?:le|lhe|les) (?:habian |haviam )?(?:prometi|ofreci|ofereci)(?:o|eron|do|an|am)?|(?:prometeram|ofereceram)(?:-lhe)?|foi (?:atraid|enganad|aliciad)[oa] (?:com|por)|fue (?:atraid|enganad|captad)[oa] (?:con|por)|(?:answered|respondio a|respondeu a) (?:an?|un|um) (?:ad|advert|anuncio)\b)"
    r"(?! (?:[$€£\d]|money|dinero|dinheiro|payment|pago|pagamento))[^.;]{0,40}\b(?:jobs?|work|salon|school|stud\w+|empleo|trabajo|emprego|trabalho|vaga|visa|visto|beca|bolsa|scholarship|marriage|matrimonio|casamento|waitress|camarera|garconete|nann?y|ninera|baba|modell?ing|modelo|hairdress\w+|peluquer\w+)\b(?! (?:as (?:a )?driver|de (?:chofer|motorista|conductor|vigilante)|driving|guiding|moving|recruiting))"
)
_WITH_OTHERS = (
    r"(?:(?:uno?|una|um|uma|one|two|dos|otr[oa]|outr[oa]|another|an?)(?: (?:de l[oa]s|d[oa]s|of the|more|mas|mais|simple|simples|mere|fellow|\w{3,12}))?"
    r" (?:passengers?|pasajer[oa]s?|passageir[oa]s?|viajer[oa]s?|viajantes?|travell?ers?|migrantes?|imigrantes?|migrants?|sobrevivientes?|sobreviventes?|survivors?|rescatad[oa]s|resgatad[oa]s|rescued)"
    r"|(?:un[oa]|uma?|one) (?:de l[oa]s|d[oa]s|of those)(?: (?:que|who))? (?:iban|viajaban|venian|iam|viajavam|vinham|(?:estaban|estavam|were)? ?(?:a bordo|aboard|on board)|travell?ing|travell?ed)[^.;,]{0,30})"
)
_A_PASSENGER = re.compile(
    rf"(?:,? \(?(?:de )?\d{{1,2}}(?: anos| years old)?(?: de (?:edad|idade))?\)?)?(?:, [a-z -]{{3,25}})?, {_WITH_OTHERS}(?=[,.);])"
)
"""Behind a name: 'X, 23, a passenger, …'."""
_NEAR, _NEXT = 300, 320
"""Characters of a sentence on either side of a name, and behind the sentence."""


def pays_or_travels(reading: Reading, place: Occurrence) -> bool:
    """Whether the words beside a name of news say that its bearer pays a ring, or travels with others."""
    folded, end = reading.folded, place.end
    if pays(reading, place) or any(words.match(folded, end) for words in (_CARRIED_KIN, _PROMISED, _A_PASSENGER)):
        return True
    first, last = reading.sentence_bounds(place.sentence)
    return _hands_all_on(folded, place, max(first, place.start - _NEAR), min(last, end + _NEAR))


def pays(reading: Reading, place: Occurrence) -> bool:
    """Whether somebody sells or borrows to pay, or is asked for more by those who hold kin."""
    folded, end = reading.folded, place.end
    if _WENT_INTO_DEBT.match(folded, end):
        return True
    first, last = reading.sentence_bounds(place.sentence)
    first, last = max(first, place.start - _NEAR), min(last, end + _NEAR)
    is_asked = _KIN_ASKED.search(folded[max(first, place.start - 140) : place.start])
    return bool(is_asked) and _RANSOM.search(folded, first, min(len(folded), last + 80)) is not None


def _hands_all_on(folded: str, place: Occurrence, first: int, last: int) -> bool:
    """'Juana Tzoc reunió el dinero de los vecinos y lo entregó al coyote, que desapareció'."""
    if _COLLECTED.match(folded, place.end, last) is None:
        return False
    told = folded[first : last + _NEXT]
    return all(words.search(told) for words in (_FOR_ITS_OWN, _HANDED_ON, _IS_GONE))
