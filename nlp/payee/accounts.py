"""Payee accounts that a text gives: IBAN, CLABE, CBU, CCI, Pix keys, wallets, numbers at a bank.

They are found beside the other contact points and leave them as they are: the number of a wallet is a telephone's, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from core.accounts import BY_MAIL, WALLETS, account
from core.records import ContactPoint
from core.terms import ContactOwner, ContactType
from nlp.contact.numbering import international, local
from nlp.contacts import find_contacts
from nlp.payee.account_words import (
    ACCOUNT,
    BANK,
    CALLED_SO,
    KEY,
    LINKS,
    LINKS_OVER_BANKS,
    LINKS_OVER_LINES,
    MONEY,
    NAMED,
    NO_NUMBER,
    NOT_TO_PAY,
    OFFICE,
    PAID_BY_PHONE,
    PAPERS,
    TELEPHONE,
    bank_of,
)
from nlp.reading import READ_AHEAD, Reading

Spot = tuple[int, int]
_Found = Iterator[tuple[str, int, int]]  # account, offsets

_GAP = r"[ \t\xa0().\-–]{0,2}"
_CNPJ = r"\d{2}\.?\d{3}\.?\d{3}/\d{4}-?\d{2}"
_FIGURES = re.compile(rf"(?<![\w+/])(?<!\d[ .\-])(?:{_CNPJ}|[+(]{{0,2}}\d(?:{_GAP}\d){{5,25}})(?!{_GAP}\d)(?!\w)")
_IBAN = re.compile(r"(?<!\w)[a-z]{2}\d{2}(?:[ \xa0.\-]?[a-z0-9]){11,32}")
_IBAN_LENGTHS = range(15, 35)
_ALIAS = re.compile(
    r"\balias(?: (?:cbu|cvu|mp|mercado ?pago|es|de|la|cuenta)){0,3} ?[:=]? {0,2}"
    r"(?P<alias>[a-z0-9-]{2,16}(?:\.[a-z0-9-]{2,16}){1,4})(?![\w@]|\.\w)"
)
_PAYS = re.compile(r"\b(?:cbu|cvu|mp|mercado ?pago|pag(?:o|os|a|as|ar|ue|ues|amos)|sena|sen(?:ar|alo|ala))\b")
_REACH = 100  # characters before a number in which its bank or wallet stands
_FAR = 160  # and a word for an account
_BEHIND = re.compile(
    r"[ (\-–/:]{0,3}(?:(?:por|via|en|em|no|na|by|on|con|com|es|is|de|del|do|da|at|of|el|la)\W{1,2}){0,3}"
)
_OWN_NUMBER = re.compile(r"\+?\d|[\w.+-]{1,40}@")
_JUST_BEFORE = 20  # characters before a number in which it is told that it is none of an account's
_PAPER_OF_BRAZIL = re.compile(rf"\d{{3}}\.\d{{3}}\.\d{{3}}-\d{{2}}|{_CNPJ}")
_HOLDER = re.compile(
    r"(?::|\b[aA]) {1,2}(?P<name>[^\W\d_a-zß-ÿ][a-zß-ÿ]{1,15} (?:[^\W\d_a-zß-ÿ][a-zß-ÿ]{1,15} ){1,2})$"
)
"""In whose name a wallet is, as the text has it: 'Yape a Ana Quispe 900 000 011'."""
_DIGITS_AT_BANK = range(8, 25)


@lru_cache(maxsize=READ_AHEAD)  # asked for by whose an account is, and by in whose name
def find_accounts(reading: Reading) -> tuple[tuple[ContactPoint, Spot], ...]:
    """Every payee account once, with its offsets in the reading's text; owners are not yet known."""
    folded = reading.folded
    known: dict[str, tuple[ContactPoint, Spot]] = {}
    finders = [_ibans, _keys]
    if CALLED_SO.search(folded) or ACCOUNT.search(folded):
        finders += [_mails, _aliases, _offices, _numbers, _by_phone]
    for finder in finders:
        for value, start, end in finder(reading):
            written = reading.text[start:end]
            point = ContactPoint(ContactType.ACCOUNT, value, ContactOwner.OTHER, written, reading.span(start, end))
            known.setdefault(value, (point, (start, end)))
    return tuple(sorted(known.values(), key=lambda each: each[1]))


def _ibans(reading: Reading) -> _Found:
    """By its own check digits; how long it is, its country says."""
    for match in _IBAN.finditer(reading.folded):
        ends = [at.end() for at in re.finditer(r"[a-z0-9]", match.group())]
        for length in _IBAN_LENGTHS:
            if length > len(ends):
                break
            end = match.start() + ends[length - 1]
            if reading.folded[end : end + 1].isalnum():
                continue
            if value := account("iban", match.group()[: ends[length - 1]]):
                yield value, match.start(), end
                break


def _keys(reading: Reading) -> _Found:
    for match in KEY.finditer(reading.folded):
        if match["called"] or "pix" in _called(reading, match.start("key")):
            yield f"pix:{match['key']}", match.start("key"), match.end("key")


def _mails(reading: Reading) -> _Found:
    """An address that a wallet goes by."""
    for point, (start, end) in zip(*find_contacts(reading), strict=True):
        if point.type is ContactType.EMAIL:
            for wallet in _called(reading, start):
                if wallet in BY_MAIL and (value := account(wallet, point.value)):
                    yield value, start, end


def _aliases(reading: Reading) -> _Found:
    """What Argentines call an account by, behind a word for one: people go by an alias, too."""
    for match in _ALIAS.finditer(reading.folded):
        told = reading.folded[max(0, match.start() - _FAR) : match.start("alias")]
        said = _PAYS.search(told) or ACCOUNT.search(told)
        if said and (value := account("alias", match["alias"])):
            yield value, match.start("alias"), match.end("alias")


def _offices(reading: Reading) -> _Found:
    """'Itaú ag 0001 conta 00001-7'."""
    for match in OFFICE.finditer(reading.folded):
        bank = _bank_before(reading, match.start(), 0) or _bank_behind(reading, match.end())
        number = f"{match['office']}/{match['kind'] or ''}{match['number'].replace('-', '')}"
        if value := account(bank, number) if bank else "":
            yield value, match.start("office"), match.end("number")


def _by_phone(reading: Reading) -> _Found:
    """'Pago móvil: Banesco 0134, V-10.000.017, 0414-0000017'."""
    for match in PAID_BY_PHONE.finditer(reading.folded):
        if not NOT_TO_PAY.search(match["between"]) and (value := _value(reading, "pagomovil", match["number"])):
            yield value, match.start("number"), match.end("number")


def _numbers(reading: Reading) -> _Found:
    last, covered = 0, bytearray(len(reading.text))
    for match in OFFICE.finditer(reading.folded):
        covered[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    for match in _FIGURES.finditer(reading.folded):
        start, end = match.span()
        if covered[start]:
            continue
        if forms := _called(reading, start, last) or _called_behind(reading, end):
            found = [
                _value(reading, form, match.group()) for form in forms if not _is_paper(reading, start, last, form)
            ]
        elif _is_paper(reading, start, last) or _is_told(TELEPHONE, reading, start, last):
            found = []
        else:
            found = [_at_bank(reading, match.group(), (start, end), last)]
        last = end
        yield from ((value, start, end) for value in found if value)


def _value(reading: Reading, form: str, written: str) -> str:
    """The account of that form; a telephone's number only in the form that its country has."""
    home = reading.document.country
    if form not in WALLETS and form != "pix":
        return account(form, written)
    digits = re.sub(r"\D", "", written)
    own = (home, "KE", "TZ", "MZ") if form == "mpesa" else (WALLETS.get(form, "BR"),)
    number = international(digits, surely=True) if "+" in written else local(digits, own, mobile_only=True)
    number = number or international(digits, surely=False) or ""
    if form == "pix" and (_PAPER_OF_BRAZIL.fullmatch(written) or not number):
        return account(form, digits)
    return account(form, number) if number else ""


def _called(reading: Reading, start: int, since: int = 0) -> list[str]:
    """What the number at `start` is called by the words right before it: 'Nequi o Daviplata 300 000 0017' is two."""
    begin = max(since, start - _REACH)
    before = _without_holder(reading.folded[begin:start])
    if (holder := _HOLDER.search(reading.text[begin : begin + len(before)])) and not TELEPHONE.search(before[-50:]):
        before = before[: holder.start("name")]
    found: list[str] = []
    upto = len(before)
    for match in reversed(list(CALLED_SO.finditer(before))):
        form = str(match.lastgroup)
        links = LINKS if form in WALLETS else LINKS_OVER_BANKS
        if not links.fullmatch(before, match.end(), upto):
            break
        found.append(form)
        upto = match.start()
    return found[::-1]


def _is_paper(reading: Reading, start: int, since: int, form: str = "") -> bool:
    """Whether the number at `start` is a paper's by the words right before it: 'cta de Ana, cédula 1700000017'."""
    word = _is_told(PAPERS, reading, start, since)
    return word is not None and not (form == "pix" and word["brazil"])


def _is_told(words: re.Pattern[str], reading: Reading, start: int, since: int) -> re.Match[str] | None:
    """The last of these words right before a number, unless a word for an account stands between."""
    before = reading.folded[max(since, start - _JUST_BEFORE) : start]
    *_, last = (None, *words.finditer(before))
    if last is None or any(each.search(before, last.end()) for each in (CALLED_SO, BANK, ACCOUNT)):
        return None
    return last


def _without_holder(before: str) -> str:
    """The words before a number but those that say in whose name the account is."""
    named = NAMED.search(before)
    told = named and (TELEPHONE.search(named.group()) or PAPERS.search(named.group()))
    return before[: named.start()] if named and not told else before


def _called_behind(reading: Reading, end: int) -> list[str]:
    """The same by the words right behind it, unless these begin another number: '300 000 0017 (Nequi)'."""
    behind = reading.folded[end : end + _REACH].split("\n")[0]
    lead = _BEHIND.match(behind)
    match = CALLED_SO.match(behind, lead.end() if lead else 0)
    if match is None:
        return []
    links = LINKS.match(behind, match.end())
    own = _OWN_NUMBER.match(behind, links.end() if links else match.end())
    return [] if own else [str(match.lastgroup)]


def _at_bank(reading: Reading, written: str, spot: Spot, since: int) -> str:
    """A number at a bank that is named, where a word for an account or a deposit stands before it."""
    start, end = spot
    digits = re.sub(r"\D", "", written)
    if reading.document.country == "VE" and local(digits, ("VE",), mobile_only=True):  # accounts have 20 digits there
        return ""
    is_other = NO_NUMBER.fullmatch(written) or _PAPER_OF_BRAZIL.fullmatch(written)
    if len(digits) not in _DIGITS_AT_BANK or "+" in written or is_other:
        return ""
    folded = reading.folded
    if re.search(r"[$€£] ?$", folded[max(0, start - 3) : start]) or MONEY.match(folded, end):
        return ""
    if not ACCOUNT.search(folded, max(0, start - _FAR), start):
        return ""
    bank = _bank_before(reading, start, since) or _bank_behind(reading, end)
    return account(bank, digits) if bank else ""


def _bank_before(reading: Reading, start: int, since: int) -> str:
    before = _without_holder(reading.folded[max(since, start - _REACH) : start])
    found = list(BANK.finditer(before))
    return bank_of(found[-1]) if found and LINKS_OVER_LINES.fullmatch(before, found[-1].end()) else ""


def _bank_behind(reading: Reading, end: int) -> str:
    behind = reading.folded[end : end + _REACH].split("\n")[0].removeprefix(",")
    lead = _BEHIND.match(behind)
    match = BANK.match(behind, lead.end() if lead else 0)
    return bank_of(match) if match else ""
