"""The stops of a journey: places with the word that puts them at its start, on its way or at its end."""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re
from dataclasses import dataclass, replace

from spacy.tokens import Span

from nlp.gazetteer.places import Place, country_of_demonym
from nlp.reading import Reading
from nlp.wording.fold import fold

_BESIDE = 40  # characters
ORIGIN, WAY, DESTINATION, STANDS, NOWHERE = 0, 1, 2, 5, 9
"""Where the words put a place; STANDS: something is or happens there; NOWHERE: it is only mentioned."""

_ARTICLE = (
    r"(?:(?:el|la|los|las|o|a|os|as|the|su|la ciudad de|ciudad de|el paso de|paso de|el puente(?: internacional)?(?: de)?|la frontera (?:de|con)|"
    r"frontera (?:de|con)|(?:a )?fronteira (?:d[eoa]s?|com)(?: [oa]s?)?|(?:a )?ponte(?: internacional)?(?: d[eoa])?|the border (?:of|with|at|near)|a cidade de|cidade de|the (?:city|town|port|bridge) of|el terminal de|"
    r"terminal de|puerto de|el puerto de|localidad de|la localidad de|northern|southern|norte d[eoa]l?|sur del?|sul d[eoa]|la region de|regiao d[eoa]|(?:o )?porto de|(?:a )?rodoviaria de|(?:a )?localidade de|territorio|solo|terras?|suelo) )?"
)
_CUES: tuple[tuple[int, re.Pattern[str]], ...] = tuple(
    (rank, re.compile(rf"(?:^|[^\w])(?:{words})[\s:\"'(*]{{1,3}}{_ARTICLE}$"))
    for rank, words in (
        (
            ORIGIN,
            r"desde|sal(?:imos|en|e|go|ida|idas)(?: \w+){1,4} (?:de|desde)|sa(?:imos|i|em|ida|idas|indo|iu|iram|iam)(?: \w+){1,4} d[eoa]s?|(?:leav\w+|depart\w+)(?: \w+){1,3} from|saliendo de|salimos de|sale[ns]? de|sal(?:ieron|ian|io) del?|salid[oa]s?(?: desde| del?)?|partiendo de|parte[ns]? de|part(?:io|ieron|ia|ian) del?|zarp(?:o|aron|aban|ou|aram|avam) d(?:e|el|[oa]s?)|embarc(?:ar|o|aron|aban|ou|aram|avam) (?:en|em|n[oa])|rec(?:og|olh)(?:ian|iam|id[oa]s) (?:en|em|n[oa])|picked (?:them )?up (?:in|at|from)|partida(?: d[eoa]s?)?|origen|from|leaving|leave|left|"
            r"out of|departing(?: from)?|departures?(?: from)?|start(?:ing|s)? (?:in|at)|part(?:indo|iu|iram|ia|iam|em) d[eoa]s?|sa(?:indo|i|iu|iram|iam|em|imos|id[oa]s?) d[eoa]s?|a partir d[eoa]s?|"
            r"origem|procedentes?(?: d[eoa]s?)?|provenientes? d[eoa]s?|vind[oa]s? d[eoa]s?|vienen? de|ven(?:ia|ian|ido|ida|idos|idas) del?|vinieron del?|v(?:em|eio|inha|inham|ieram) d[eoa]s?|coming from|llega(?:ba|ban|ron|d[oa]s?) del?|chega(?:va|vam|ram|d[oa]s?) d[eoa]s?|v(?:uelos?|oos?) d(?:e|el|[oa]s?)|traid[oa]s? del?|traian del?|traz(?:ia|iam|id[oa]s?) d[eoa]s?|desde la frontera (?:de|en|con)|(?:del|desde el|do) lado d[eoa]|sal(?:en|ian|imos|iendo|e) por|sa(?:em|iam|indo|imos) (?:por|pel[oa])|leav(?:e|es|ing) (?:through|via)",
        ),
        (
            WAY,
            r"pasando(?: por)?|pasamos(?: por)?|pasa(?:n|ban|ron)? por|via|por|a traves del?|atraves d[eoa]s?|cruza(?:ndo|ba|ban|va|vam|ron|ram|n|m|mos|r)?(?: por)?|atravesa(?:ndo|ba|ban|ron)|atravessa(?:ndo|va|vam|ram|m|mos)|passa(?:ndo|m|mos|vam|ram) (?:por|pel[oa]s?)|pel[oa]|pelas|"
            r"through|across|by way of|cross(?:ing|ed)(?: at| into| through)?|over|transit(?:ing|o por)|(?:escala|parada) (?:en|em|n[oa])|conex(?:ion|ao) (?:en|em|n[oa])|aterri(?:z|ss)\w+ (?:en|em|n[oa])|desc(?:eram|iam) (?:em|n[oa])|baja(?:ron|ban) en|landed (?:in|at)|stopping (?:in|at)|luego|despues|then|depois|entre|between|por el lado de|(?:la |a |the )?(?:selva|mata|jungles?|floresta|desierto|deserto) (?:d[eoa][ls]?|of)|entrando por|entra por|near|cerca de|perto d[eoa]",
        ),
        (
            DESTINATION,
            r"hasta|hacia|al?|pa|pal|to|into|onto|rumbo al?|(?:con|com) destino (?:final )?al?|destino(?: final)?(?: (?:era|es|e|seria))?|destination(?: (?:was|is))?|para|pra|pro|ate|aos?|towards?|bound for|for|(?:te |los |les |os )?dejamos en|(?:te |los |les )?deja(?:n|ban|dos)? en|deixa(?:mos|m|vam|dos) (?:em|n[oa]s?)|desembarc(?:ar|aron|aban|aram|avam) (?:en|em|n[oa]s?)|termina(?:ba|va)? (?:en|em|n[oa]s?)|end(?:ed|s) in|dropped (?:them )?(?:off )?in|enter(?:ed|ing)|drop you (?:in|at|off in)|reach(?:ing|ed)?|"
            r"llega(?:r|da|n|mos|ndo|s|ban|ron)? (?:al?|hasta|en)|entra(?:r|da)? (?:al?|en|em|n[oa]s?)|ingres(?:o|ar|aban|an) (?:al?|en)|ingress(?:o|ar|avam|am) (?:em|n[oa]s?|aos?|as?)|chega(?:r|da|m|mos|ndo|vam|ram)? (?:em|n[oa]s?|aos?|as?|ate)|rumo (?:aos?|as?)|em direcao (?:aos?|as?)|(?:en )?direccion a|arriv(?:ing|al) (?:in|at)|entry (?:in)?to|to (?:a |an |the )?\w+(?: \w+)? in|hasta (?:una? |la |el )?\w+(?: de \w+)? en|ate (?:uma? |a |o )?\w+ em|(?:para|hasta|hacia|to|ate) (?:boates?|clube?s?|bares|burdeles|prostibulos|brothels|fincas|farms|fazendas) (?:de|em|in|en|da|do)|nos|internar(?:los)? (?:en|al?)",
        ),
    )
)
_TO_THEM = re.compile(r"(?<!\w)[àÀ][sS]\s$")
"""'às Canárias', which is an article once it is folded."""
_WEAK_ORIGIN = re.compile(rf"(?:^|[^\w])(?:de|da|do|dos|das)\s{_ARTICLE}$")
_FROM_THERE = re.compile(r"^,? (?:desde donde|de donde|de onde|dali|from where|from which|desde alli|from there)\b")
_PEOPLE_OF = re.compile(
    r"\b(?:migrants?|people|persons|them|nationals|men|women|passengers|families|adults|migrantes|personas|ciudadanos|familias|hombres|mujeres|ellos|ellas|pasajeros|"
    r"viajeros|pessoas|imigrantes|homens|mulheres|passageir[oa]s|viajantes|cidada?[oa]s|eles|elas),? (?:all |todos |most |la mayoria |a maioria )?(?:from|procedentes? de|provenientes? de|procedentes? d[oa]s?|provenientes? d[oa]s?|vind[oa]s d[eoa]s?|venidos de|llegados de|originari[oa]s d[eoa]s?|oriund[oa]s d[eoa]s?) (?:the )?$"
)
_PLACED = re.compile(
    r"(?:^|[^\w])(?:(?:en|in|na|no|nos|a|on|at) (?:los|las|la|the|nos)? ?(?:alrededores|cercanias|inmediaciones|entrada|salida|arredores|imediacoes|proximidades|outskirts|altura|afueras|sector|zona|(?:una?|uma?|a|el|la|los) (?:club|bar|boate|hotel|local|casa|finca|restaurante|night ?club|prostibulo|fazenda|taller)) (?:de|da|do|of|em|in|en)|en|in|em|no|na|nos|nas|at|near|cerca de|perto d[eoa])\s"
    + _ARTICLE
    + "$"
)
_LIST = re.compile(
    r"^\s*(?:(?:[,;/|+>→➡⇒⟶–—\-•·]|=>|->|>>|\u27a1\ufe0f|[\U0001f1e6-\U0001faff\u2600-\u27bf\ufe0f])\s*)+(?:y|e|and|luego|then|y luego|despues|depois|e depois|and then|finalmente|por ultimo|e por fim|hasta|ate|al?|ao)?\s*(?:el|la|o|a|the|los|as)?\s*$|^\s*(?:y|e|and|y luego|luego|then|e depois|and then|y despues)\s+(?:el |la |o |a |the )?(?:de |do |da )?$"
)
ARROW = re.compile(r"(?:→|➡|->|=>|⇒|⟶|>>|[-–—>/])")


@dataclass(frozen=True, slots=True)
class Stop:
    """A place of the journey. `rank` is ORIGIN, WAY or DESTINATION; offsets count in the reading's text."""

    place: Place
    rank: int
    start: int
    end: int
    sentence: int
    listed: bool = False


def find_stops(reading: Reading) -> list[Stop]:
    """All places of the text by position, each with its rank; homonyms are settled by the countries named elsewhere."""
    home, full_names = _context(reading), _full_names(reading)
    stops: list[Stop] = []
    for span in reading.doc.spans["places"]:
        place = _settle(full_names.get(fold(span.text), _candidates(span)), home)
        start, end = span.start_char, span.end_char
        previous = stops[-1] if stops else None
        between = reading.folded[previous.end : start] if previous else ""
        listed = previous is not None and len(between) <= 24 and bool(_LIST.match(between))
        rank = _rank(reading, start, end, previous if listed else None)
        stop = Stop(place, rank, start, end, reading.sentence_index(start), listed)
        if place.kind != "country" and _in_a_name(span):
            continue
        stops.append(stop)
    return [stop for stop in _lead_lists(stops, reading) if not stop.place.common or _is_meant(stop, stops, reading)]


def _is_meant(stop: Stop, stops: list[Stop], reading: Reading) -> bool:
    """Whether an ambiguous name is the place: on a way, and in lower case ('de cucuta a lima') only beside another place."""
    if stop.rank == NOWHERE or reading.text[stop.start].isupper():
        return stop.rank != NOWHERE
    return reading.is_ad and any(0 < abs(stop.start - other.start) < _BESIDE for other in stops)


def _in_a_name(span: Span) -> bool:
    """Whether the place is part of a longer name ('Santa Cruz County', 'San Miguel Arcángel')."""
    return span.end < len(span.doc) and span.doc[span.end].norm_ in _NAME_MAKERS


_NAME_MAKERS = frozenset(
    {
        "county",
        "province",
        "avenue",
        "street",
        "district",
        "parish",
        "fc",
        "arcangel",
        "university",
        "bay",
    }
)


def _context(reading: Reading) -> frozenset[str]:
    """Countries that the text names without doubt, and the document's own."""
    sure = {reading.document.country}
    if any(len(_candidates(span)) > 1 for span in reading.doc.spans["places"]):
        sure |= {code for word in re.findall(r"[a-z]{6,}", reading.folded) if (code := country_of_demonym(word))}
    for span in reading.doc.spans["places"]:
        places: tuple[Place, ...] = span._.places
        if len(places) == 1 and not places[0].common:
            sure.update(places[0].countries)
    return frozenset(sure)


def _full_names(reading: Reading) -> dict[str, tuple[Place, ...]]:
    """Short name -> what its full name means: 'San Antonio' where the text also has San Antonio del Táchira."""
    spans = {fold(span.text): span for span in reading.doc.spans["places"]}
    return {short: _candidates(span) for short in spans for name, span in spans.items() if name.startswith(short + " ")}


def _candidates(span: Span) -> tuple[Place, ...]:
    places: tuple[Place, ...] = span._.places
    return places


def _settle(candidates: tuple[Place, ...], home: frozenset[str]) -> Place:
    ranked = sorted(
        candidates, key=lambda place: (not set(place.countries) & home, place.kind == "country" and len(candidates) > 1)
    )
    return ranked[0]


def _rank(reading: Reading, start: int, end: int, listed_after: Stop | None) -> int:
    """The rank by the words before; an item of a list without a word of its own takes the rank of the item before."""
    begin = max(0, start - 48, reading.folded.rfind("\n", 0, start))
    before = reading.folded[begin:start]
    before = before if before.endswith((" ", "(", '"', "'", ":", "*", "\n")) else before + " "
    found = [(match.start(), -rank, rank) for rank, pattern in _CUES if (match := pattern.search(before))]
    rank = min(found)[2] if found else None  # the cue that reaches farthest back is the fullest one
    if rank is None and _TO_THEM.search(reading.text[begin:start]):
        rank = DESTINATION
    if _FROM_THERE.match(reading.folded[end : end + 24]):
        return ORIGIN
    if rank == ORIGIN and _PEOPLE_OF.search(before) and not _goes_somewhere(reading, start, end):
        return NOWHERE
    if rank is not None:
        return rank
    if _WEAK_ORIGIN.search(before) and _goes_somewhere(reading, start, end):
        return ORIGIN
    if listed_after is not None:
        return WAY if listed_after.rank == ORIGIN else listed_after.rank
    return STANDS if _PLACED.search(before) else NOWHERE


def _goes_somewhere(reading: Reading, start: int, end: int) -> bool:
    """Whether 'de X' is followed at once by 'a Y' or 'hasta Y'; Y has a capital, except in adverts."""
    _, finish = reading.sentence_bounds(reading.sentence_index(start))
    after = reading.folded[end : min(finish, end + 70)]
    for pattern in (_THEN_TO, _THEN_TO_PLACE_IN):
        match = pattern.match(after)
        if match and (reading.is_ad or reading.text[end + match.end() : end + match.end() + 1].isupper()):
            return True
    return False


_THEN_TO = re.compile(
    r"(?:\s*\([^)]{0,30}\)|, \w+(?: \w+)?)?,?\s(?:hasta|hacia|al?|ate|para|pra|pa|aos?|as|to|into|rumbo al?|rumo (?:aos?|as?)|(?:con|com) destino (?:al?|aos?|as)|bound for|pasando por|passando (?:por|pel[oa]s?)|via|through|→|-)\s(?!(?:pie|pe|caballo|cavalo|partir|bordo|traves|cargo|manos)\b)(?:(?:el|la|los|las|o|a|os|as|the)\s)?"
)
_THEN_TO_PLACE_IN = re.compile(_THEN_TO.pattern + r"\w+ (?:de|en|em|in|da|do)\s")


def _lead_lists(stops: list[Stop], reading: Reading) -> list[Stop]:
    """A place that only opens a list with arrows or dashes ('Cúcuta – Rumichaca – Colchane') is on the way too."""
    result: list[Stop] = []
    for index, stop in enumerate(stops):
        following = stops[index + 1] if index + 1 < len(stops) else None
        opens = following is not None and following.listed and following.start - stop.end <= 24
        rank = stop.rank
        if rank == NOWHERE and opens and following and ARROW.search(reading.folded[stop.end : following.start]):
            rank = WAY
        elif rank == NOWHERE and stop.listed and result and result[-1].rank != NOWHERE:
            rank = max(WAY, result[-1].rank)
        result.append(replace(stop, rank=rank))
    return result
