"""Words behind a name that call its bearer a child: its age, that it is a minor, or its age among those of others."""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re

from nlp.gazetteer.places import country_of_demonym
from nlp.naming.children_words import (
    A_MINOR,
    ABOUT,
    AGE,
    ARTICLE,
    ELDERS,
    FIGURES,
    MINORS,
    NAME,
    NO_LIST,
    OTHER_YEARS,
    SEIZED,
    TEENAGE,
    TEENS,
    TEENS_IN_ENGLISH,
    THINGS,
    YEARS,
    YOUNG,
)
from nlp.naming.occurrences import Occurrence
from nlp.reading import Reading

_GROWN_AT = 18
_CLOSING = r"[\"'»”]?"
_NO_CHILD = (
    r"(?!(?:mas|mais|more|menos|less|mayor|maior|over|cerca|alrededor|quase|casi|padre|madre|pai|mae|father|mother|parent|abuel[oa]|avo|tio|tia|ex|con|com|with|hace|ha|por|for|tras|after|apos|desde|since|durante|during"
    rf"|su|seu|sua|his|her|their|{THINGS})\b)"
)
_OTHERS_OR_DEEDS = rf"{ELDERS}|sus?|seu|sua|his|her|their|[eyo]|and|con|com|with|por|pel[oa]|para|through|que|quien|quem|whom?|whose|se|foi|foram|fue|fueron|was|were"
_PLAIN = rf"(?:(?!(?:{_OTHERS_OR_DEEDS})\b)[a-z][\w-]*)"
_CALLED = rf", (?:{ARTICLE} )?(?:{_NO_CHILD}{_PLAIN} ){{1,2}}?"
_WHO = r"(?:que|quien|quem|who)"
_STILL = r"(?:tambien|tambem|aun|todavia|ainda|also|still)"
_MONTH = r"(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre|janeiro|fevereiro|marco|maio|junho|julho|setembro|outubro|novembro|dezembro)"
_AGED = (
    rf",? (?:de|aged|of) {ABOUT}{AGE} {YEARS}",
    rf"(?:, (?:de|aged|of|only|just|apenas|solo|so)| (?:de|aged|of)) {FIGURES}(?=[,;](?! ?\d))|, (?:de|aged) {FIGURES}(?=\.(?!\d)|$)",
    rf", aged {TEENS_IN_ENGLISH}(?=,)",
    rf",? \((?:de|aged|of) {FIGURES}(?: {YEARS})?\)",
    rf",? \({_NO_CHILD}[^()\d]{{1,30}}, (?:(?:de|aged|of) )?{ABOUT}(?:{FIGURES}|{AGE} {YEARS})(?: {YEARS})?(?:,[^()]{{1,30}})?\)(?!\s?\d{{2}})",
    rf",? \((?:(?:de|aged|of) )?{AGE}(?: {YEARS})?, [^()\d]{{1,40}}\)",
    rf", (?:con|com|with) (?:(?:apenas|solo|so|tan solo|just|only) {AGE} {YEARS}|{AGE} anos de (?:edad|idade)|{TEENS} {YEARS}(?=,))",
    rf"{_CALLED}(?:(?:de|of|aged) {ABOUT}{AGE}|{FIGURES}) {YEARS}(?<!\d anos){NO_LIST}|{_CALLED}de {ABOUT}{FIGURES} anos{OTHER_YEARS}{NO_LIST}",
    rf", {YOUNG} de {AGE} {YEARS}|, (?:{ARTICLE} )?{YOUNG},? (?:de|of|aged) {AGE}(?=[,.;)])",
    rf", (?:(?:an?|the) (?:{_NO_CHILD}(?!(?:of|to|and|who|that)\b)[\w-]+ ){{0,3}}?|who (?:is|was) an? )?{AGE}[ -]years?[ -]old\b(?!['’]){NO_LIST}",
    rf" (?:is|was|era|es) (?:una? |uma? |an? )?(?:(?!(?:twenty|thirty|forty|fifty|sixty|seventy|eighty)\b)\w+ )?(?:de |of )?{AGE}(?:-year-old\b{OTHER_YEARS}| {YEARS})",
    rf",?(?: (?:{_WHO}|y|e|and))? (?:(?:solo|apenas|so|only|just) )?(?:tiene|tenia|tem|tinha|cumple|cumplio|faz|fez|completou|turned)(?: (?:solo|apenas|so|only|just|tan solo))? {AGE} (?:{YEARS}|anos (?=e[mn] {_MONTH}\b))",
    rf",?(?: (?:who|and))? (?:is|was|turned) (?:(?:only|just|barely|still) )?{AGE}(?:(?=[,.;)]| (?:and|but|at the time)\b)| {YEARS})",
    rf",?(?: {_WHO})? (?:tenia|tinha|contaba(?: con)?|contava(?: com)?|con|com) {ABOUT}{AGE} anos(?: de (?:edad|idade))? (?:al momento|en (?:el|ese|aquel) momento|por entonces|entonces|n?a epoca|a la fecha|na data|no momento|(?:cuando|quando) (?:fue|foi) (?:det|arr|capt|apr|pres)\w+)",
    rf", (?:then|now|reportedly|allegedly|(?:believed|thought|said) to be)(?: aged)? {AGE}(?=[,;)])",
    rf",?(?: {_WHO})? (?:dijo|dice|disse|diz|afirm\w+|aleg\w+|asegur\w+|declar\w+|says|said|claims|claimed)(?: (?:que|that))? (?:(?:tener|ter|tiene|tem|tenia|tinha) {ABOUT}{AGE} {YEARS}|(?:he|she|they) (?:is|was) {ABOUT}{AGE}(?=[,.;]| years old| and\b)|(?:ser|es|e|era|(?:he|she|they) (?:is|was)) (?:un |um |a )?{A_MINOR}\b)",
)
_SOON = r"(?=[,.;:)]|$| (?:que|quien|quem|who|from|in|en|em|but|pero|mas|por)\b)"
_A_MINOR = (
    rf",? \((?:(?:es |e |es un |e um |un |um |a )?{A_MINOR}|menor)\)",
    rf",? (?:{_STILL} )?(?:un |uma? |una |an? )?{A_MINOR}(?=[,.;)])|, menor de (?:edad|idade)(?= (?:y|e)\b)",
    rf", (?:(?:un|una|uma?|an?|the) )?(?:menor(?! de)|adolescente|teen(?:ager)?|school(?:boy|girl)|{A_MINOR}|{TEENAGE}){_SOON}",
    rf", (?:el|la|[oa]|una?|um) menor {SEIZED}\b",
    rf"(?:,(?:(?! (?:{_WHO}|that)\b)[^,.;]){{1,40}}){{0,2}},? (?:e |(?:es|is|era|was) (?:{_STILL} )?(?:un |um |a )?)(?:menor|{A_MINOR})(?=[,.;)]| (?:y|e|and|but|pero|mas|por)\b)",
    rf",?(?: (?:por|al|pese|pesar|apesar|aunque|embora|although|though|despite|because|ya que|pois|{_WHO})(?: (?:a|de|que|she|he)){{0,2}}) (?:ser|es|e|sea|seja|era|being|is|was)(?: (?:{_STILL}|una?|uma?|a)){{0,2}} (?:menor|{A_MINOR})\b",
)
_BEHIND = re.compile(rf"{_CLOSING}(?:{'|'.join((*_AGED, *_A_MINOR))})")
_IS_IN_PORTUGUESE = re.compile(rf" é (?:uma? )?(?:\w+ de )?{AGE} {YEARS}", re.IGNORECASE)
"""The same over the text as written: folded, 'é' is an 'and' ('X e uma jovem de 16 anos')."""
_BARELY = re.compile(
    rf"{_CLOSING}(?:, {AGE} {YEARS}|, {FIGURES}(?=[,;](?! ?\d))|, {TEENS_IN_ENGLISH}(?=,(?! {AGE}\b))"
    rf"| [-–—] ?(?:(?:de|just|only|aged|apenas|solo|so) )?(?:{AGE} {YEARS}|{FIGURES}(?= ?[-–—]))|,? \({FIGURES}(?: {YEARS})?\)(?![\s.-]{{0,2}}[\do]))"
)
"""The years alone, which may be those of a sentence ('Elda Pires, nove anos'); an area code before a number is none."""
_ALIAS = r"(?:alias|vulgo|aka|a\.k\.a\.|(?:tambien |tambem |also |mas |mais |better )?(?:apodad[oa]|apelidad[oa]|conocid[oa]|conhecid[oa]|known|nicknamed)(?: como| as| de)?)"
_FROM = r"(?:de nacionalidad|nacional de|natural d[aeo]|oriund[oa] d[aeo]|originari[oa] de|procedente de|nascid[oa] em|nacid[oa] en|morador[a]? d[aeo]|vecin[oa] de|residente e[mn]|(?:hij|filh|sobrin|sobrinh|niet|net)[oa] (?:del?|d[ao])|(?:a|the) (?:son|daughter|nephew|niece|grandson) of|from|of|de|d[ao]|an?|una?|uma?)"
_BESIDES = re.compile(
    rf"{_CLOSING}(?P<said>, (?:{_ALIAS} [^,.;()]{{1,40}}|[\"'«][^,.;()]{{2,40}}[\"'»]|{_FROM}(?: {_PLAIN}){{1,4}}|(?P<plain>{_PLAIN}(?: {_PLAIN})?)))"
    rf"(?:, (?:de|aged) {ABOUT}{AGE}(?: {YEARS}|(?=[,;]|\.(?!\d)))|,? (?:y|e|and) (?:de )?{ABOUT}{AGE} {YEARS} de (?:edad|idade)|(?P<bare>, {FIGURES}(?: {YEARS})?(?=,(?! ?\d))))"
)
"""What is said of a name before its age: 'X, alias la Tía, de 16 años', 'X, hondureño, 17 años, guiaba'."""
_OF_EACH = re.compile(
    rf"{_CLOSING}(?P<others>(?:(?:,|,? (?:y|e|and)) {NAME}){{0,2}}?)(?:,(?: de| aged)?| (?:de|aged)) (?P<ages>\d{{1,2}}(?:(?:,|,? (?:y|e|and)) \d{{1,2}}){{1,2}})(?: (?:anos|years old){OTHER_YEARS}|(?=[,;)]|\.(?!\d)| respectivamente| respectively))"
)
"""Behind the first or a later of some names: 'y X, de 34 y 16 años', each with its own."""
_OF_ALL = re.compile(
    rf"{_CLOSING}(?P<others>(?:(?:,|,? (?:y|e|and)) {NAME}){{0,3}}?),? (?:ambos|ambas|both|los dos|las dos|os dois|as duas|todos|todas|all)(?: (?:de|aged|son|eran|sao|eram|are|were)){{0,2}} (?:{AGE}(?: {YEARS}|(?=[,.;)]))|{MINORS}\b)"
)
"""Behind one of some names: 'X y Y, ambos de 17 años'."""
_GROWN = re.compile(
    rf"{_CLOSING}(?:,? (?:de |aged )?(?:1[89]|[2-9]\d)(?: anos| years|(?=[,.;)]))|,? \((?:de |aged )?(?:1[89]|[2-9]\d)\b|, (?:mayor|maior) de (?:edad|idade))"
)
_NAMED = re.compile(
    r"[^\W\d_a-zà-ÿ][\w.'’-]*(?: (?:(?:de|da|do|dos|das|del|la|el|al|bin|van|von) ){0,2}[^\W\d_a-zà-ÿ][\w.'’-]*){0,5}"
)
_SENTENCED = re.compile(
    r"\b(?:impus\w*|impone|fiscalia pide|pidio para|multa|conden\w+|penas?|sentenc\w+|jailed|reclusao)\b"
    r"|\b(?:para|gave|deu a|impuso a|cayeron a) (?:\w+ ){1,3}?\w+,? (?:de )?\d"
)
_TERM = re.compile(rf"(?:[,;:] |\()({AGE}|\d\d)(?: anos| years)?(?=[,;).]| (?:y|e|and) )")
_LONGEST_TERM = 30
_IN_BRACKETS, _LIST = re.compile(r"\(\d{1,2} years\)"), 300
"""'Abebe Sol (15 years) phoned. Teo Pires (12) drove': terms, and how far before the name they are begun."""


def is_of_a_childs_age(reading: Reading, place: Occurrence, *, is_person: bool) -> bool:
    """Whether the words behind a name say so. Bare years are an age only where it is a person's by its shape."""
    folded, text, end = reading.folded, reading.text, place.end
    if _BEHIND.match(folded, end) or _IS_IN_PORTUGUESE.match(text, end):
        return True
    if is_person and _BARELY.match(folded, end) and not _tells_of_terms(reading, place):
        return True
    besides = _BESIDES.match(folded, end)
    if besides and _is_said_of_it(text, besides):
        return besides["bare"] is None or not _tells_of_terms(reading, place)
    return _is_among_ages(reading, place)


def is_grown(reading: Reading, place: Occurrence) -> bool:
    """Whether the words behind a name give its age, which is no child's, whoever is spoken of before."""
    return _GROWN.match(reading.folded, place.end) is not None


def _is_among_ages(reading: Reading, place: Occurrence) -> bool:
    """Whether behind some names stand the ages of all, and its own is a child's."""
    folded, text = reading.folded, reading.text
    both = _OF_ALL.match(folded, place.end)
    if both and _are_names(text, both.span("others")):
        return True
    each = _OF_EACH.match(folded, place.end)
    if each is None or not _are_names(text, each.span("others")) or _tells_of_terms(reading, place):
        return False
    behind = len(_parts(text, each.span("others")))
    ages = [int(age) for age in re.findall(r"\d+", each["ages"])]
    return len(ages) > behind and ages[-1 - behind] < _GROWN_AT


def _tells_of_terms(reading: Reading, place: Occurrence) -> bool:
    """Whether bare years are terms: 'Condenados: Elda Pires, nove anos; Teo Pires, 12 anos'. One alone is an age, and so
    are those of which one is higher."""
    if _IN_BRACKETS.search(reading.folded, max(0, place.start - _LIST), place.start):
        return True
    sentence = reading.folded_sentence(place.start)
    terms = [term[1] for term in _TERM.finditer(sentence)] if _SENTENCED.search(sentence) else []
    return len(terms) > 1 and all(not term.isdigit() or int(term) <= _LONGEST_TERM for term in terms)


def _is_said_of_it(text: str, besides: re.Match[str]) -> bool:
    """Whether a piece between commas is no other name: an alias, where it comes from, or words in small letters."""
    if besides["plain"] is None:
        return not text[besides.start("said") + 2].isupper()
    words = text[besides.start("plain") : besides.end("plain")].split()
    return all(word.islower() or country_of_demonym(word) is not None for word in words)


def _parts(text: str, span: tuple[int, int]) -> list[str]:
    return [part for part in re.split(r",? (?:y|e|and) |, ", text[span[0] : span[1]]) if part.strip()]


def _are_names(text: str, span: tuple[int, int]) -> bool:
    return all(_NAMED.fullmatch(part.strip()) for part in _parts(text, span))
