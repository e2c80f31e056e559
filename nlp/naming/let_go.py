"""Whom news accuses and lets go again: a follow-up tells the arrest first, and what came of it where no name stands beside.

`clearance` reads the words right beside a name. Here every sentence is asked whom it lets go (`let_go_words`), and of
whom it speaks (`let_go_whose`): by his name, or as the driver, the firm, he, of whom the sentences before spoke. A
verdict, or two hints, make of an operator somebody whom the text does not accuse any more, unless it goes on to tell
that he was convicted after all, is out on bail, or is still on trial. What his own side says counts for nothing.
"""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from core.records import Mention
from core.terms import Language, LegalStatus, Role
from nlp.naming.let_go_places import bearers
from nlp.naming.let_go_whose import Cast
from nlp.naming.let_go_words import BY_HINT, BY_VERDICT, OWNS_UP, RECANTS, UNDOES
from nlp.naming.still_accused import ANOTHER_DEED, THE_DEED
from nlp.reading import Reading

_VERDICT, _HINT = 2, 1
_ENOUGH = 2
_DENIES = r"(?:neg(?:o|ou|a|aba|aron|aram)|niega[n]?|denie[ds]|deny|denying|desmient\w+|desmint\w+|desmente\w*|desmentiu|aleg(?:a|o|ou|aba|ava)|claim(?:s|ed)|insist\w+|proclam\w+|maintain\w*)"
_SIDE = r"(?:defen[cs]e|defensa|defensora?|defesa|abogad[oa]s?|advogad[oa]s?|letrad[oa]|lawyers?|attorney(?! general|['’]s office| said it)|counsel|solicitor|barrister|famil(?:ia|ares|iares)|family|espos[oa]|wife|husband)"
_SAYS = r"(?:dij|dic|asegur|sosten|sostien|sostuv|afirm|insist|said|says|argu|claim|maintain|garant|confi|diz|disse|aleg|declar|repit|expect|espera|cre[e]|pid|ped|ask|demostr|prov|confident)"
_HIS_WORD = re.compile(
    rf"\b{_SIDE}\b[^.;]{{0,60}} {_SAYS}|\b{_SAYS}\w* (?:\w+ )?(?:su|sua|seu|el|la|o|a|his|her|the) {_SIDE}\b|\b(?:segun|segundo|according to) (?:su|sua|seu|la|a|o|his|her) {_SIDE}\b"
    rf"|\b{_DENIES}\b|\b(?:he|she|ele|ela) (?:says|said|claims|claimed|diz|disse) |\b(?:demostraremos|provaremos|probara|provara|soy inocente|sou inocente|i am innocent|im innocent|i['’]m innocent|clear (?:his|her|my|its) name|limpi\w+ (?:su|mi) nombre|nome sera limpo)\b"
)
"""His own side's word."""
_THAT = re.compile(r"\s*(?:que|that) ")
"""At the start of a sentence that goes on with what somebody said."""
_UNSURE_BEFORE = re.compile(
    r"(?:\b(?:no|nao|not|never|nunca|jamas|nem|ni|sin|sem|yet to be)(?: (?:sido|been|fue|foi|lo|la|o|a|l[oa]s|was|were|is|be|yet))? |\b(?:n['’]t) )$"
    r"|\b(?:ser(?:a|an|ia|iam|ao)|seria[n]?|sea[n]?|seja[m]?|would|should|may|might|could|podri?a\w*|poderia\w*|podra\w*|espera\w*|confi(?:a|an|am)|busca\w*|expect\w*|quer|quiere[n]?|pretend\w+|if|si|caso|whether|until|hopes?|hoping|wants?|seek\w*|sought|to be|ser|pueda|possa|alegar|apel(?:o|a|aron|ou|aram|ar)|recurr\w+|recorr\w+|appeal(?:ed|ing|s)|defensa pidio|nego|negou|denied|recus\w+|refus\w+)\b[^.;,]{0,45}$"
    r"|\b(?:revoc\w+|revog\w+|anul\w+|overturn\w+|quash\w+|reversed|set aside|struck down|apel\w+|recorr\w+|recurr\w+)\b[^.;,]{0,60}\b(?:que|that|which)\b[^.;,]{0,45}$"
    r"|\b(?:rechaz|recus|rejeit|neg|denie|deny|refus|indefer|desestim)\w* (?:(?:el|la|o|a|the|su|his|her|seu|pedido de|solicitud de) ){0,3}$"
    r"|\b(?:saira|saldra[n]?|quedara[n]?|ficara|sairao|recuperara|obtendra) (?:\w+ )?$"
    r"|\b(?:tell(?:s|ing)?|told) (?:\w+ )?(?:that )?(?:he|she|they) (?:had |has |was |were )*(?:been )?$"
    r"|\b(?:diz|dice|says|said|dijo|disse|afirma|afirmo|asegura|aseguro|jura|swears|repite|repete)(?: (?:que|that|ser|to))?(?: (?:e|es|is|was|era|he|she|he['’]s|el|ella|ele|ela))* $"
)
"""Before a verdict: it did not fall, or fell and was undone."""
_IN_PART = re.compile(
    r"\b(?:parte de|part of|parcial\w*|partly|partially|some|algun[oa]s(?: de)?|alguns|uno de los|um dos|one of the|(?:two|three|four|dos|tres|dois|duas) of(?: the)?(?: \w+)?|(?:dos|tres) de l[oa]s)(?: \w+){0,2} $"
)
_WITNESS = re.compile(
    r"\b(?:witness|testig[oa]|testemunha|informant|delator|colaborador\w*|denunciante|accuser)(?: \w+){0,3} $"
)
_MISTAKE = re.compile(r"error|mistake|engano|equivoc|wrong|never")
_EARLIER = re.compile(
    r"\b(?:habia[n]? sido|had been|fora|tinha sido|havia sido|habia|once|antes|previously|anteriormente|who (?:was|had been)|que (?:habia|tinha|havia)|pesaba|pedia|pediam|asked for|wanted|ter sido|haber sido|en su momento|then|entonces)(?: \w+){0,4} $"
)
_IN_A_YEAR = re.compile(r"[^.;]{0,40}\b(?:en|em|in) (?:19|20)\d\d\b")
_LOST_OFFICE = re.compile(r"exoner(?!\w+ (?:de|da) (?:(?:toda|qualquer) )?(?:a )?(?:culpa|responsabilidade|acusac))")
_QUASHES = re.compile(r"(?:quash|anul|revoc|overturn|set aside|vacat|void|condena)")


def without_let_go(reading: Reading, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions of news; an operator whom the text itself lets go is none, and is cleared."""
    if reading.is_ad or not any(mention.role is Role.OPERATOR for mention in mentions):
        return tuple(mentions)
    said = _let_go(reading, mentions)
    same = bearers(mentions)
    return tuple(
        replace(each, role=Role.OTHER, status=LegalStatus.CLEARED, status_sentence=said[same[who]], cleared=True)
        if same[who] in said and each.role is Role.OPERATOR
        else each
        for who, each in enumerate(mentions)
    )


def _let_go(reading: Reading, mentions: Sequence[Mention]) -> dict[int, str]:
    """The sentence that lets somebody go, by the number of the mention."""
    events = list(_events(reading))
    if not any(weight > 0 for _, _, weight in events):
        return {}
    cast = Cast(reading, mentions)
    leads = {who for who, mention in enumerate(mentions) if mention.role is Role.OPERATOR}
    found: dict[int, list[tuple[int, int]]] = {}
    for start, end, weight in events:
        told_of = cast.told_of(start, end)
        owns_up, recants = (words.match(reading.folded, start) is not None for words in (OWNS_UP, RECANTS))
        for who in set() if recants else told_of:
            found.setdefault(who, []).append((start, weight))
        if recants or (owns_up and told_of):
            others = leads - told_of if len(leads) > 1 or not recants else leads
            for who in others if len(others) == 1 else ():
                found.setdefault(who, []).append((start, _HINT))
    said: dict[int, str] = {}
    sentences: dict[int, str] = {}
    for who, told in found.items():
        undone = max((at for at, weight in told if weight < 0), default=-1)
        since = [(at, weight) for at, weight in told if weight > 0 and at > undone]
        if sum(weight for _, weight in since) >= _ENOUGH:
            best, _ = max(since, key=lambda each: (each[1], -each[0]))
            index = reading.sentence_index(best)
            if index not in sentences:
                sentences[index] = reading.sentence(best)
            said[who] = sentences[index]
    return said


def _events(reading: Reading) -> Iterator[tuple[int, int, int]]:
    """Where the text lets somebody go or takes that back: start, end and weight, below 0 for what undoes."""
    folded, is_portuguese = reading.folded, reading.language is Language.PORTUGUESE
    own_word = False
    for index in range(len(reading.sentence_ends)):
        first, last = reading.sentence_bounds(index)
        if first < reading.body_start:  # a headline leaves out whom it means; the text tells it again
            continue
        goes_on = own_word and _THAT.match(folded, first, last) is not None
        own_word = goes_on or _HIS_WORD.search(folded, first, last) is not None
        quashes = False
        for found in BY_VERDICT.finditer(folded, first, last):
            if is_portuguese and _LOST_OFFICE.match(folded, found.start()):
                continue
            if not own_word and _stands(folded, first, last, found):
                quashes = quashes or _QUASHES.match(found.group()) is not None
                yield found.start(), found.end(), _VERDICT
        if not own_word:
            for found in chain(BY_HINT.finditer(folded, first, last), RECANTS.finditer(folded, first, last)):
                if not _UNSURE_BEFORE.search(folded[max(first, found.start() - 60) : found.start()]):
                    yield found.start(), found.end(), _HINT
        owning = (each for each in OWNS_UP.finditer(folded, first, last) if not _is_witness(folded, first, each))
        for found in chain(owning, UNDOES.finditer(folded, first, last)):
            if not quashes and not _is_earlier(folded, first, last, found):
                yield found.start(), found.end(), -_VERDICT


def _stands(folded: str, first: int, last: int, found: re.Match[str]) -> bool:
    """Whether a verdict fell, over the deed and over all of it."""
    before = folded[max(first, found.start() - 70) : found.start()]
    unsaid = (_UNSURE_BEFORE, _IN_PART) if _MISTAKE.search(found.group()) else (_UNSURE_BEFORE, _IN_PART, _EARLIER)
    if any(words.search(before) for words in unsaid):
        return False
    another = ANOTHER_DEED.match(folded, found.end(), last)
    return another is None or THE_DEED.search(another.group()) is not None


def _is_earlier(folded: str, first: int, last: int, found: re.Match[str]) -> bool:
    """Whether a sentence tells of what came before: 'he had been sentenced', 'was jailed in 2019'."""
    before = folded[max(first, found.start() - 60) : found.start()]
    has_been = before.endswith("had ") or _EARLIER.search(before) is not None
    return has_been or _IN_A_YEAR.match(folded, found.end(), last) is not None


def _is_witness(folded: str, first: int, found: re.Match[str]) -> bool:
    """Whether it is a witness who owns up, to having accused him wrongly."""
    return _WITNESS.search(folded[max(first, found.start() - 40) : found.start()]) is not None
