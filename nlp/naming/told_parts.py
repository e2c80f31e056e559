"""What a short note says that somebody is: a victim, a migrant, a child, a witness, a reporter, an official.

A note in a list of operators is mostly about what somebody is accused of, and names prosecutors, judges, the police and
victims for that: 'Fiscal pidió ocho años', 'Victims named him'. So a note counts where it is nothing but the words for
such a person, from its beginning to its end ('presunta víctima de la red', 'a 12-year-old girl', 'Fiscal del caso'),
or says outright that somebody is a victim of what operators do ('es víctima de trata'). Every word of it has to be
known (nlp.naming.told_words), or be a name behind a preposition; another, a verb above all, leaves the row in the list.
"""

from __future__ import annotations

import re
from functools import cache

from nlp.gazetteer.places import country_of_demonym
from nlp.naming import told_words as w
from nlp.naming.told_deeds import ACCUSED, ACCUSED_FIRST, DID
from nlp.wording.fold import fold

_WORD = re.compile(r"[^\W\d_]+")
_BRACKETS = re.compile(r"\s*(?:\([^()]*\)|\[[^][]*\])")
_BEHIND = re.compile(r"[(\[]([^()\[\]]+)[)\]]|(?:,| [-–—] )\s*([^,()\[\]]+)$")
_NICKNAME = re.compile(r"(?:El|La|Los|Las|O|A|Os|As|The) [A-Z]\w+\W*$")
_SLIP = re.compile(r"(?: ?[,;/–—] ?| - |\. | (?:y|e|and|&) )")
_STOP = rf"(?=\W*$|{_SLIP.pattern}|[.;!?])"
_PIECES = 5  # parted by commas
_LONG = 600  # letters of a line that are read
_BEFORE = rf"(?:(?:{w.BEFORE}|{w.PEOPLE}) ){{0,3}}"
_LEAD = rf"{w.LEAD}(?:{w.IS} )?{w.MAYBE}{{0,2}}{w.FIRST}?{w.MAYBE}?"
_VICTIM = re.compile(rf"{_LEAD}{_BEFORE}{w.VICTIM}\b", re.IGNORECASE)
_CHILD = re.compile(rf"(?:{w.CHILD}|{w.CHILDREN})\b", re.IGNORECASE)
_OUTRIGHT = re.compile(
    rf"{w.LEAD}{w.IS} {w.MAYBE}?{w.FIRST}?{w.VICTIM}s? (?:{w.OF}) (?:{w.ARTICLE} )?"
    rf"(?:(?:presunta|supuesta|suposta|alleged|human|sex) )?(?:{w.DONE_TO_VICTIMS})\b",
    re.IGNORECASE,
)


def tells_a_part(note: str, name: str = "") -> bool:
    """Whether a line of a note about `name` says no more than that they are such a person."""
    return any(_is_told(line, name) for line in note.splitlines())


def ends_in_a_part(name: str) -> bool:
    """Whether a name has such words behind a comma, dash or in brackets: 'Pérez, Juan (juez)'; Niño is a nickname."""
    behind = (_marked("".join(found).strip(), is_headline=True) for found in _BEHIND.findall(name))
    return any(
        (found := _person().match(part)) is not None
        and not part[found.end() :].strip(" .")
        and not (_CHILD.match(part) or w.DEFINITE.match(part))
        for part in behind
    )


def _is_told(line: str, name: str) -> bool:
    if (at := fold(line).find(fold(name))) > 0 and " " in name:  # 'La víctima, Ana Falsa, murió'
        before = _marked(line[:at].rstrip(' ,"'), is_headline=False)
        if before and _end_of_persons(before) == len(before):
            return True
    told = _without(name, line.strip(" \t-–—•*·\"'«»“”"))[:_LONG]
    marked = _marked(_BRACKETS.sub("", told).strip() or told, is_headline=_is_headline(told))
    if DID.match(marked) or (_NICKNAME.match(marked) and not told.isupper()):
        return False
    if end := _end_of_persons(marked):
        rest = marked[end:]
        if not re.search(r"\w", rest):
            return True
        if rest[0] in ".;!" and _VICTIM.match(marked) and not ACCUSED_FIRST.match(rest):
            return True
    outright = _OUTRIGHT.match(marked)
    return outright is not None and not ACCUSED.search(marked, outright.end())


def _end_of_persons(marked: str) -> int:
    """Where the words for such persons end with which a line begins; 0 where it begins otherwise."""
    found = _person().match(marked)
    end = found.end() if found else 0
    for _ in range(_PIECES):
        slip = _SLIP.match(marked, end) if end else None
        further = slip and (_person().match(marked, slip.end()) or _piece().match(marked, slip.end()))
        if not further:
            break
        end = further.end()
    return end


def _without(name: str, line: str) -> str:
    """A line without the name that it begins with: 'Ana Falsa: víctima'."""
    begins = fold(line).startswith(fold(name)) if name else False
    rest = line[len(name) :]
    return rest.lstrip(" ,:-–—") if begins and not rest[:1].isalnum() else line


def _marked(text: str, *, is_headline: bool) -> str:
    """A line without accents, in which names keep a capital, and one word stands for every people's. In a headline only
    what follows a preposition is sure to be a name."""
    before = ""

    def each(found: re.Match[str]) -> str:
        nonlocal before
        word = "es" if found[0] in ("é", "É") else fold(found[0])
        if found[0][0].isupper() and (not is_headline or w.TIES.search(before)):
            word = word.capitalize()
        before = f"{before} {word}"[-40:]
        return w.PEOPLE if country_of_demonym(found[0]) else word

    return _WORD.sub(each, re.sub(r"[\s()\[\]]+", " ", text).strip())


def _is_headline(line: str) -> bool:
    """Whether capitals tell nothing: 'JUEZ DE ARICA ORDENA', 'Judge in Arica Orders Prison'."""
    later = [word for word in _WORD.findall(line)[1:] if len(word) > 3]
    return line.isupper() or (len(later) > 1 and all(word[0].isupper() for word in later))


def _tail(nouns: str, ties: str, adjectives: str) -> str:
    """What may stand behind the word for a person: adjectives, and nouns or names behind a preposition."""
    word = rf"(?:(?:{nouns}|{adjectives}|{w.PEOPLE})\b|{w.NAMED})"
    does = rf"(?:que|who) (?:{w.DOES})"
    tied = rf"(?:(?:{ties})|{does}(?: (?:a|al|ao|en|em|in))?)\b(?:(?: (?:{w.ARTICLE}|y|e|and|&))? {word}){{1,4}}"
    return rf"(?: (?:(?:{adjectives}|{w.PEOPLE}|{does})\b|{tied})|{w.AGE_BEHIND}){{0,5}}"


@cache
def _person() -> re.Pattern[str]:
    """The words for such persons, with what may stand beside them."""
    one = _tail(w.HARM, w.TIE, rf"{w.SUFFERED}|{w.OF_MIGRANTS}")
    more = _tail(w.HARM, rf"{w.OF}|from", rf"{w.SUFFERED_MORE}|{w.OF_MIGRANTS}")
    seen = _tail(rf"{w.OFFICE}|{w.HARM}", rf"{w.TIE}|contra|against", w.OF_WITNESSES)
    persons = (
        rf"(?:{_BEFORE}(?:{w.MOVED}|{w.CHILD})|{w.UNDERGONE_ONE}|(?:{w.UNDERGONE})(?= (?:por|pelo|pela|by)\b))\b"
        rf"(?:{w.NUMBERED}|{one})|"
        rf"{_BEFORE}(?:{w.MOVED_MORE}|{w.CHILDREN})\b{more}|"
        rf"(?:{_BEFORE}(?:{w.WITNESS}|{w.REPORTER})|{w.DEFENDER})\b(?:{w.NUMBERED}|{seen})|"
        rf"{_BEFORE}(?:{w.OFFICIAL})\b{_tail(w.OFFICE, w.TIE, w.OF_OFFICES)}|(?:police|{w.BODY})(?=\W*$)"
    )
    return re.compile(rf"{_LEAD}(?:{persons}){_STOP}", re.IGNORECASE)


@cache
def _piece() -> re.Pattern[str]:
    """What may follow behind a comma: an age, a place, what was done to them."""
    done = rf"(?:{w.SUFFERED})\b{_tail(w.HARM, w.TIE, w.SUFFERED)}"
    not_one = r"(?:no|nao|not) (?:an? )?(?:operador\w*|operator|smuggler|coyote)"
    return re.compile(
        rf"(?:(?:aged? )?{w.AGED}|{done}|(?:en|in|em|de|from) {w.NAMED}|{w.PEOPLE}|{not_one}){_STOP}", re.IGNORECASE
    )
