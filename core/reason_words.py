"""The one-line reason of a flag in the language that is being spoken.

The line is kept in English, as it was said when the flag was raised (store.flagging.reasons). Here its parts are known
by their form and said again; a part of another form stays as it is.
"""

from __future__ import annotations

import re
from datetime import date

from core.languages import NAMES, Language, language, spoken
from core.languages import marked_text as N_
from core.likeness_words import LIKENESS
from core.terms import PriceKind
from core.text import within
from core.trouble_words import trouble

TAKEN_BACK = N_("Taken back.")
"""The reason that is recorded where a person undoes what was decided: in English, whatever they speak."""
_SPEAKS = N_("Advert that speaks of smuggling or trafficking in %s")
_REPORT = N_("Report in %s of smuggling or trafficking")
_OF_NOBODY = N_("Report in %s of smuggling or trafficking that names no operator")
_WHAT = (
    N_("Advert with signs of a smuggling offer in %s"),
    N_("Advert that seems to recruit for smuggling in %s"),
    N_("Advert that seems to sell documents in %s"),
    N_("Advert with signs of a trafficking lure in %s"),
    _SPEAKS,
    N_("Text with signs of a smuggling offer in %s"),
    N_("Text that seems to recruit for smuggling in %s"),
    N_("Text that seems to sell documents in %s"),
    N_("Text with signs of a trafficking lure in %s"),
    _REPORT,
    _OF_NOBODY,
    N_("reported as convicted"),
    N_("reported as charged"),
    N_("reported as under investigation"),
    N_("reported as operator"),
    N_("named as advertiser"),
    N_("known by a contact point"),
    N_("reported as cleared or impersonated"),
    N_("route %s"),
    N_("proposed for downgrade"),
    N_("both use %s"),
    N_("both stand in adverts like document %s: one template"),
    N_("no country in common"),
    N_("same countries: %s"),
    N_("other telephone numbers"),
    N_("a person on one side, a trade name on the other"),
    N_("each name has words of its own"),
    N_("each name has a telling word that the other lacks: %s"),
    N_("one telling word in common, and one name has another besides: %s"),
    N_("the same names in another order, as two persons may bear them"),
    N_("two different persons: %s"),
    N_("the names differ: %s"),
    N_("named in another version or copy of this story"),
    N_("stood elsewhere beside another operator of this document"),
    N_("the same nickname: %s"),
    N_("each has a nickname, and they differ"),
    N_("accused together with somebody whom both reports name"),
    N_("few bear this name of a person"),
    N_("same places: %s"),
    N_("same court or agency: %s"),
    N_("each full name has a word that the other lacks"),
    N_("first sighting"),
    N_("%s is used by %s operators: counts nothing"),
    *LIKENESS,
    N_("a list and documents have the same name"),
    N_("one name is a list's, the other stands in documents"),
    N_("%s is used under %s names: counts nothing"),
)
_MET = N_("words met: %s")
_MET_IN_VAIN = N_("words met, and none that says who: %s")
_ADDS = N_("adds %s")
_NAME = N_("the name %s")
_WHERE = {"listing": N_("list of articles"), "feed": N_("feed"), "sitemap": N_("site map")}
_RESEMBLES = N_("“%(one)s” resembles “%(other)s” (%(score)s: %(met)s)")
_LITTLE = N_("%s, a name that tells little")
_CLEARED = N_("%(who)s: reported as cleared or impersonated in %(where)s")
_SHARED = N_("%(contact)s shared with other documents: %(number)s")
_SAME = N_("same contact point: %(contact)s %(value)s")
_KNOWN = N_("named since %s")
_FORMS = [(re.compile(re.escape(each).replace("%s", "(.*)"), re.S), each) for each in _WHAT]
_CLEARED_FORM = re.compile(r"(.*): reported as cleared or impersonated in (.*)", re.S)
_SHARED_FORM = re.compile(r"(\w+) shared with (\d+) other documents?")
_OLDER_FORM = re.compile(
    r"(?:Named as smuggling operator|Reported as (?:smuggling operator|under investigation for smuggling"
    r"|charged with smuggling|convicted of smuggling|cleared)"
    r"|(Report of smuggling that names no operator)|(Advert that speaks of smuggling)) in (.*)",
    re.S,
)
"""Flags of before told of all whom they name what is said of one, and of trafficking as of smuggling: of them no more
is said again than that somebody reports."""
_RESEMBLES_FORM = re.compile(r"“(.*)” resembles “(.*)” \((\d\.\d+): (.*)\)(, a name that tells little)?", re.S)
_SAME_FORM = re.compile(
    r"(?:same|both use) (phone|whatsapp|telegram|email|url|instagram|facebook|tiktok|account) (.*)", re.S
)
_COUNTED_FORM = re.compile(r"(.*\S) \((\d+)\)", re.S)
_ADDS_FORM = re.compile(r"adds (.*)", re.S)
_NAME_FORM = re.compile(r"name (.*)", re.S)
_CONTACT_FORM = re.compile(r"(phone|whatsapp|telegram|email|url|instagram|facebook|tiktok|account) (\S+)")
_STANDING_FORM = re.compile(r"(.*) \((under_investigation|charged|convicted)\)", re.S)
_MET_FORM = re.compile(r"words met(, and none that says who)?: (.*?)(, and none that says who)?", re.S)
_KNOWN_FORM = re.compile(r"(?:on the watchlist|named) since (\d{4}-\d\d-\d\d)")  # the first in flags of before


def in_words(reason: str) -> str:
    """The reason in the language that is being spoken; where that is English as it is, but for codes of labels
    and days."""
    language = spoken()
    if language.code == "en":
        return "; ".join(_coded(language, part) or part for part in _parts(reason))
    return "; ".join(_part(language, part) or part for part in _parts(reason))


def _coded(language: Language, part: str) -> str:
    """A part that is kept in a form for machines; "" where it is none."""
    for form, say in ((_KNOWN_FORM, _known), (_ADDS_FORM, _added), (_OLDER_FORM, _older)):
        if found := form.fullmatch(part):
            return say(language, found)
    for form in (_SHARED_FORM, _SAME_FORM):
        if found := form.fullmatch(part):
            return part.replace(found[1], _BRANDS.get(found[1], found[1]), 1)
    who, colon, what = part.partition(": ")  # of several who is known since when
    found = _KNOWN_FORM.fullmatch(what)
    return f"{who}: {_known(language, found)}" if colon and found else ""


def _parts(reason: str) -> list[str]:
    """What semicolons part, but for those between brackets."""
    parts: list[str] = []
    for piece in reason.split("; "):
        if parts and parts[-1].count("(") > parts[-1].count(")"):
            parts[-1] += f"; {piece}"
        else:
            parts.append(piece)
    return parts


def _part(language: Language, part: str) -> str:
    """The part said again; "" where its form is not known."""
    if counted := _COUNTED_FORM.fullmatch(part):
        return f"{_part(language, counted[1]) or counted[1]} ({counted[2]})"
    if said := _whole(language, part):
        return said
    who, colon, what = part.partition(": ")  # whose reason it is
    said = _whole(language, what) if colon else ""
    who = language.text(_WHERE[who]) if who in _WHERE else who
    return f"{who}: {said}" if said else ""


def _whole(language: Language, part: str) -> str:
    for form, say in _SAID_BY_FORM:
        if found := form.fullmatch(part):
            return say(language, found)
    for form, message in _FORMS:
        if found := form.fullmatch(part):
            return language.text(message) % found.groups() if found.groups() else language.text(message)
    return trouble(language, part)


def _resembles(language: Language, found: re.Match[str]) -> str:
    score, met = language.score(float(found[3])), in_words(found[4])
    said = language.text(_RESEMBLES) % {"one": found[1], "other": found[2], "score": score, "met": met}
    return language.text(_LITTLE) % said if found[5] else said


def _met(language: Language, found: re.Match[str]) -> str:
    """How two words met, said again, too; what was kept before said behind them that none of them says who."""
    message = _MET_IN_VAIN if found[1] or found[3] else _MET
    return language.text(message) % (_whole(language, found[2]) or found[2])


def _known(language: Language, found: re.Match[str]) -> str:
    try:
        return language.text(_KNOWN) % language.day(date.fromisoformat(found[1]))
    except ValueError:  # a headline may say so, of a day that there is not
        return found[0]


def _added(language: Language, found: re.Match[str]) -> str:
    """What a copy or a version adds: names and contact points as they are, labels and standings in words."""
    return language.text(_ADDS) % ", ".join(_addition(language, part) for part in found[1].split(", "))


def _addition(language: Language, part: str) -> str:
    if part in _LABELS:
        return within(language.text(_LABELS[part]))
    if said := _STANDING_FORM.fullmatch(part):
        return f"{said[1]} ({within(language.text(_STANDINGS[said[2]]))})"
    if named := _NAME_FORM.fullmatch(part):
        return language.text(_NAME) % named[1]
    if reached := _CONTACT_FORM.fullmatch(part):
        return f"{language.text(_CONTACTS[reached[1]])} {reached[2]}"
    return part


def _older(language: Language, found: re.Match[str]) -> str:
    message = _OF_NOBODY if found[1] else _SPEAKS if found[2] else _REPORT
    return language.text(message) % found[3]


def _shared(language: Language, found: re.Match[str]) -> str:
    contact = language.text(_CONTACTS.get(found[1], found[1]))
    return language.text(_SHARED) % {"contact": contact, "number": found[2]}


def _same(language: Language, found: re.Match[str]) -> str:
    contact = language.text(_CONTACTS.get(found[1], found[1]))
    return language.text(_SAME) % {"contact": contact, "value": found[2]}


def _cleared(language: Language, found: re.Match[str]) -> str:
    return language.text(_CLEARED) % {"who": found[1], "where": found[2]}


_SAID_BY_FORM = (
    (_RESEMBLES_FORM, _resembles),
    (_MET_FORM, _met),
    (_KNOWN_FORM, _known),
    (_ADDS_FORM, _added),
    (_SHARED_FORM, _shared),
    (_SAME_FORM, _same),
    (_CLEARED_FORM, _cleared),
    (_OLDER_FORM, _older),
)
_BRANDS = {each.lower(): each for each in ("WhatsApp", "Telegram", "Instagram", "Facebook", "TikTok")}
_CONTACTS = {
    "phone": N_("Phone"), "email": N_("Mail"), "url": N_("Web"), "account": N_("Payee account"), **_BRANDS
}  # fmt: skip
_LABELS = {
    "smuggling_offer": N_("Offers passage"), "facilitator_recruitment": N_("Recruits for smuggling"),
    "document_fraud_offer": N_("Offers false papers"), "trafficking_lure": N_("Bears signs of a trafficking lure"),
    "smuggling_report": N_("Reports smuggling or trafficking"),
}  # fmt: skip
_STANDINGS = {
    "under_investigation": N_("Under investigation"), "charged": N_("Charged"), "convicted": N_("Convicted"),
}  # fmt: skip
PRICE_PARTS = {
    PriceKind.DEPOSIT: N_("deposit"), PriceKind.INSTALMENT: N_("instalment"), PriceKind.BALANCE: N_("balance due"),
}  # fmt: skip
"""What a sum is called that is a part of a price."""


def taken_back(why: str) -> str:
    """The reason of a decision: a person's own words as they are, and what an undo recorded in the language that is
    being spoken. It was once recorded in the language of who undid it."""
    ours = {language(code).text(TAKEN_BACK) for code in NAMES}
    return spoken().text(TAKEN_BACK) if why.strip() in ours else why
