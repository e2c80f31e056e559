"""What somebody typed, understood: words, "phrases", -words that must not stand there, phone numbers, misspellings.

Every word is found from its beginning on ("migrante" finds "migrantes"); a word that stands in no text is replaced by
those like it, or looked for beside them, and the answer says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core import accounts
from core.terms import ContactType
from store.channels import channel
from store.indexing.words import disguised, written
from store.search import phones
from store.search.addresses import address_alone
from store.search.pasted import accounts_alone
from store.search.spelling import alike
from store.session import Session

LONGEST_QUESTION = 300
_PART = re.compile(r'(-?)"([^"]*)"|(\S+)')
_SHORTEST_BEGINNING = 4
_ENDS = 3
"""Numbers of one question that are looked for by their ends, too: a statement takes so many values, and no more."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that must stand in a text: any of these runs of words; `begins` where the last word may go on."""

    runs: tuple[tuple[str, ...], ...]
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is put to the databases."""

    clauses: tuple[Clause, ...] = ()
    excluded: tuple[Clause, ...] = ()
    digits: tuple[Clause, ...] = ()  # one a number
    channels: tuple[frozenset[str], ...] = ()  # one a number, in step with `digits`
    mended: tuple[tuple[str, tuple[str, ...]], ...] = ()  # (word as typed, words taken in its place)

    says_nothing: bool = False  # signs alone: nothing is found by them
    address: str = ""  # of a page, where nothing else was typed

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked for (words that must not stand somewhere ask for nothing)."""
        return not (self.clauses or self.digits)

    @property
    def runs(self) -> tuple[tuple[str, ...], ...]:
        """What to mark in a text: words from their beginning on, numbers without their gaps, and words in a row."""
        return tuple(dict.fromkeys(run for clause in (*self.clauses, *self.digits) for run in clause.runs))


def understand(session: Session, typed: str, *, shortest: int = _SHORTEST_BEGINNING, as_typed: bool = False) -> Asked:
    """The question behind what was typed, at most 300 characters of it; words of `shortest` letters may go on.
    `as_typed`: no word is taken for another."""
    typed = accounts_alone(typed[:LONGEST_QUESTION])
    says_nothing, whole, address = only_signs(typed), typed, address_alone(typed)
    typed = phones.with_zeros(phones.LABEL.sub(" ", typed))
    numbers = [found.group() for found in phones.TYPED.finditer(typed) if _is_number(found.group())]
    for number in numbers:
        typed = typed.replace(number, " ")
    wanted: list[Clause] = []
    excluded: list[Clause] = []
    mended: list[tuple[str, tuple[str, ...]]] = []
    for minus, phrase, word in _PART.findall(typed):
        if phrase:
            (excluded if minus else wanted).extend(_phrase(phrase))
        elif word.startswith("-"):
            excluded += [Clause(((each,),)) for each in written(word)]
        else:
            taken = None if as_typed or address else mended
            wanted += _mend(session, written(word), taken, shortest, looks_like=disguised(word))
    spelt = [phones.spellings(number) for number in numbers]
    ends = [phones.tails(number) for number in numbers[:_ENDS]] + [()] * len(numbers[_ENDS:])
    parts = [phones.within(number) for number in numbers[:_ENDS]] + [()] * len(numbers[_ENDS:])
    return Asked(
        clauses=tuple(wanted),
        excluded=tuple(excluded),
        digits=tuple(
            Clause((*((digits,) for digits in whole), *within))
            for (whole, _exact), within in zip(spelt, parts, strict=True)
        ),
        channels=tuple(
            frozenset(channel(ContactType.PHONE, number) for number in (*exact, *ending)) | _accounts(whole, number)
            for number, (_written, exact), ending in zip(numbers, spelt, ends, strict=True)
        ),
        mended=tuple(mended),
        says_nothing=says_nothing,
        address=address,
    )


def only_signs(typed: str) -> bool:
    """Whether something was typed that holds no word and no number: `*` asks for nothing, and not for everything."""
    return bool(typed.strip()) and not any(written(typed[:LONGEST_QUESTION]))


def _is_number(found: str) -> bool:
    return len(re.sub(r"\D", "", found)) >= phones.FEWEST_DIGITS


def _accounts(typed: str, number: str) -> frozenset[str]:
    """What payee accounts are meant: the one that is typed as it is kept, and those that the figures alone may be."""
    meant = (accounts.spelt(typed), *accounts.forms_of(re.sub(r"\D", "", number)))
    return frozenset(channel(ContactType.ACCOUNT, value) for value in meant if value)


def _phrase(phrase: str) -> list[Clause]:
    run = tuple(written(phrase))
    return [Clause((run,))] if run else []


def _mend(
    session: Session,
    words: Iterable[str],
    mended: list[tuple[str, tuple[str, ...]]] | None,
    shortest: int,
    *,
    looks_like: Sequence[str],
) -> list[Clause]:
    clauses = []
    for word in words:
        instead = alike(session, word) if mended is not None else ()
        if mended is not None and instead:
            mended.append((word, instead))
        begins = (not instead or word in instead) and len(word) >= shortest
        clauses.append(Clause(tuple((each,) for each in instead or (word, *looks_like)), begins=begins))
    return clauses
