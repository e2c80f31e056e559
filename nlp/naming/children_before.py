"""Words before a name that call its bearer a child: 'un menor de 16 años, identificado como X'."""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re

from nlp.naming.children_words import ABOUT, AGE, ELDERS, MINORS, NAME, OLD, SEIZED, TEENAGE, TEENS, THINGS, YEARS
from nlp.naming.occurrences import Occurrence
from nlp.reading import Reading

_ONE = r"(?:el|la|un|una|uma?|[oa]|al|ao|del|d[ao]|otr[oa]|outr[oa]|su|seu|sua|an?|the|another|his|her|their)"
_SEVERAL = r"(?:los|las|[oa]s|aos|del?os|d[oa]s|dois|duas|tres|cuatro|quatro|sus|seus|suas|otr[oa]s|outr[oa]s|the|two|three|four|both|his|her|their|other)"
_WORD = (
    rf"(?:(?!(?:de|del|d[aeo]s?|el|la|los|las|una?|uma?|[aeoy]|os|as|al|ao|que|con|com|por|para|en|em|n[ao]|sus?|seu|sua|se|no|the|an|of|to|by|and|with|from|for|in|was|were|is|had|has|who|that|his|her|their|{THINGS})\b)"
    r"[\w-]+)"
)
"""No article and no preposition, for the one nearest to the years says whose they are; nor what lasts years."""
_AT_AGE = rf"(?:,? (?:de|of|aged) {ABOUT}{AGE}(?: {YEARS})?)?"
_NO_TRADE = r"(?!(?:old|golden|delivery|errand|office|cabin|call|bar|party|play|house|pool|cover|poster)\b)"
_A_MINOR = rf"(?:menor(?: de (?:edad|idade))?(?: {SEIZED})?|minor)"
_YOUNG = rf"(?:adolescente(?: {SEIZED})?|quinceaner[oa]|juvenile|schoolboy|schoolgirl|nin[oa]|menin[oa]|crianca|(?<!his )(?<!her )(?<!their )(?:boy|girl|kid)|child|teen|teenager|{TEENAGE})"
_PERSON = r"(?:boy|girl|driver|suspect|passenger|brother|sister|cousin|son|daughter|nephew|niece|student|teen|teenager|national|citizen|migrant|skipper|helmsman|pilot|guide|boatman|lookout|smuggler|recruiter|runner|captain|coyote|defendant|detainee|resident|male|female|youth|youngster|worker|fisherman|schoolboy|schoolgirl|stepson|stepdaughter|grandson|\w+(?:an|ese|ish))"
_AGED = rf"\b{_ONE}(?: {_WORD}){{0,4}}?"
_CLOSE = re.compile(
    rf"(?:\b{_ONE} (?:{_A_MINOR}|{_YOUNG}){_AT_AGE}|{_AGED} de {ABOUT}{AGE} {YEARS}|{OLD}(?:(?: [\w-]+){{0,2}}? {_PERSON})?|\bteenager|\b{TEENAGE}) [\"'«“]?$"
)
"""Right before a name: 'the 16-year-old X', 'El adolescente X'; 'el hermano menor X' is the younger one."""
_CALLED = (
    rf"(?:\b{_ONE} (?:{_A_MINOR}|(?:{_NO_TRADE}{_WORD} )?{_YOUNG}(?: {_WORD})??){_AT_AGE}|{_AGED},? (?:de|com|con) {ABOUT}{AGE} {YEARS}"
    rf"|\b(?:un[oa]|uma?|one) (?:de|d[eo]s|d[ae]l[ea]s|of)(?: (?:los|las|ellos|ellas|them|the|sus))?(?: {_WORD}){{0,2}}?,? (?:de|com|con|aged) {ABOUT}{AGE} {YEARS}"
    rf"|{_AGED},? aged {ABOUT}{AGE}|(?:\b(?:an?|the|his|her|their) )?{OLD}(?: {_WORD}){{0,3}})"
)
_NAMED = (
    r"(?:named|called|llamad[oa]|chamad[oa]|apodad[oa]|apelidad[oa](?: de)?|nicknamed|dubbed|alias|vulgo|de nombre|de nome|cuyo nombre es|cujo nome e|(?:que )?responde al nombre de|se (?:ll|ch)ama(?:ba|va)?|es|is"
    r"|(?:identificad[oa]|identified|conocid[oa]|conhecid[oa]|known|registrad[oa]|nombrad[oa]|se (?:identifico|identificou|identificaba|identificava))"
    r"(?: (?:by|por|pel[oa]|segun|in|en|na|no) [^,.;:]{1,40}?| (?:only|so|solo|apenas|preliminarmente|oficialmente|unicamente|later|locally|just|simply|also|tambien|tambem))? (?:como|as))"
)
_AND_IS = r"(?: (?:y|e|and))?(?: (?:que|quien|quem|who))?(?: (?:fue|foi|ha sido|es|era|was|is|has been|sera|ya|ja|later|luego|depois|mejor|mais|better))*"
_INTRODUCED = re.compile(
    rf"(?:{_CALLED}(?P<comma>,)?|, (?:de |aged )?{AGE}(?: {YEARS})?,?){_AND_IS} {_NAMED}(?: (?:el|la|[oa]|the))? [\"'«“]?$"
)
"""'um adolescente de 15 anos, identificado como X', and the nickname of 'Iván Sol, de 16 años, alias X'."""
_SET_APART = re.compile(rf"{_CALLED}(?P<comma>, |: | \(|; se trata de | [-–—] )[\"'«“]?$")
"""'un menor de 16 años, X'; what stands behind the name tells whether that is the child's."""
_AT = re.compile(
    rf"\b(?:a sus|a los|aos|con|com) {ABOUT}{AGE} anos(?: (?:de (?:edad|idade)|recien cumplidos|cumplidos|completos))?, $"
    rf"|\b(?:at (?:just|only|barely)|(?:just|only|barely|still)(?: aged)?|aged|at the age of) {AGE}, $|\bat {TEENS}, $"
)
"""'A sus 16 años, X guiaba'."""
_BEGAN = re.compile(
    r"\b(?:empez|empiec|comenz|comec|inici|fund|(?:entro|entrou|hoy|hoje|today|began|started|joined|founded)\b)"
)
"""What somebody began to do at that age it does as a grown one."""
_MANY = re.compile(
    rf"\b{_SEVERAL}(?: {_WORD}){{0,2}}? (?:{MINORS}(?P<more>(?: {_WORD}){{1,2}}?(?=[,:(]| [-–—(]))?(?:,? (?:de|aged|of) {AGE}(?: anos)?(?:(?:,|,? (?:y|e|and)) {AGE}(?: anos)?){{0,2}}(?: years old)?(?: de (?:edad|idade))?)?"
    rf"|{_WORD}(?: {_WORD})?,? (?:de|aged|of) {AGE}(?: anos)?,? (?:y|e|and) {AGE}(?: {YEARS})?)"
    r"(?:(?P<comma>, |: | \(| [-–—] )(?:(?:identificad[oa]s como|llamad[oa]s|chamad[oa]s|identified as|named|called|known as|conocid[oa]s como|conhecid[oa]s como) )?"
    r"| (?:(?:identificad[oa]s como|llamad[oa]s|chamad[oa]s|conocid[oa]s como|conhecid[oa]s como) )?)"
    rf"(?P<names>(?:{NAME}(?:, (?:de )?{AGE}(?: anos)?| \({AGE}(?: anos)?\))?(?:,|,? (?:y|e|and)) ){{0,4}})[\"'«“]?$"
)
"""'dos menores, X y Y', before the first or a later of them."""
_OF_AN_ELDER = re.compile(
    rf"\b(?:{ELDERS}|\w{{3,}}(?:dora?|tora?|er|or))(?: {_WORD})?(?P<of>,? (?:de|of|to)(?: (?:una?|uma?|one)(?: of)?)?)? ?$"
)
"""Before the child: 'la madre de', 'captadora de', so that the name may be hers."""
_BOY = re.compile(rf"^(?!.*\b{AGE}\b).*\b(?:boy|girl|kid)\b")
_CONTRACTED = re.compile(r"(?:del|d[ao]s?) ")
_CLOSED = re.compile(
    r"[\"'»”]?(?:[,.;:)\n]|$| [-–—(]| (?:y|e|and|que|quien|quem|who|alias|de|del|d[ao]|from|en|em|in|of)\b)"
)
"""Behind a name that a comma sets apart: no verb, of which it would be the subject."""


def is_led_to_by_a_child(reading: Reading, place: Occurrence, before: str) -> bool:
    """Whether the folded words before a name call its bearer a child."""
    if _AT.search(before) and not _BEGAN.search(reading.folded_sentence(place.start)):
        return True
    if close := _CLOSE.search(before):
        return not _is_loosely_said(reading, close)
    if named := _INTRODUCED.search(before):
        return not (_is_loosely_said(reading, named) or (named["comma"] and _is_an_elders(before, named)))
    apart = _SET_APART.search(before)
    if apart and _CLOSED.match(reading.folded, place.end):
        return not (_is_loosely_said(reading, apart) or _is_an_elders(before, apart))
    return _is_one_of_many(reading, place, before)


def _is_loosely_said(reading: Reading, child: re.Match[str]) -> bool:
    """Whether an advert calls somebody a boy or a girl without an age, as it calls whoever runs its errands."""
    return reading.is_ad and _BOY.search(child.group()) is not None


def _is_an_elders(before: str, child: re.Match[str]) -> bool:
    """Whether the child is somebody's, who may be meant: 'la madre del menor, X'."""
    owner = _OF_AN_ELDER.search(before, 0, child.start())
    return owner is not None and (owner["of"] is not None or _CONTRACTED.match(before, child.start()) is not None)


def _is_one_of_many(reading: Reading, place: Occurrence, before: str) -> bool:
    """Whether it stands in a list of children; names of others in it are written as such."""
    many = _MANY.search(before)
    if many is None or _is_an_elders(before, many):
        return False
    written = reading.text[place.start - len(before) : place.start]
    others = re.split(r",? (?:y|e|and) |, ", written[many.start("names") : many.end("names")])
    if not all(other[:1].isupper() or other[:1].isdigit() for other in others if other.strip()):
        return False
    are_names = many["more"] is not None and not written[many.start("more") : many.end("more")].islower()
    return many["comma"] is None or are_names or _CLOSED.match(reading.folded, place.end) is not None
