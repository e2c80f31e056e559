"""What of the watchlist lets a document pass whatever it speaks of: its numbers, accounts, addresses and names.

Sets and a few string searches, so that a watchlist of a hundred thousand costs a page no more than one of ten. A number
is known by its last eight digits, however it is written. A name counts as it is filed (core.names), and only where it
has two words or more, or one long one that is none of the trade: 'Transportes' alone would let every page pass.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from core.names import name_key

_LAST = 8  # digits
_RUN = re.compile(r"\d(?:[\s().\-/]{0,2}\d){7,14}")
_ACCOUNT = re.compile(r"[\w.+@-]{4,64}")
_ALONE = 8  # letters that a name of one word must have
_LONGEST = 6  # words of a name that are compared


@dataclass(frozen=True, slots=True)
class Watch:
    """What is waited for."""

    numbers: frozenset[str] = frozenset()  # their last digits
    accounts: frozenset[str] = frozenset()  # handles without @, whole e-mail addresses, hosts; lower case
    names: dict[bytes, tuple[tuple[bytes, ...], ...]] = field(default_factory=dict)  # by their first word

    @classmethod
    def of(cls, contacts: Iterable[str], names: Iterable[str]) -> Watch:
        """From contact points as they are filed ('+56 9...', a handle, an address, 'clabe:...') and names as they are
        written."""
        numbers, accounts = set(), set()
        for filed_as in contacts:
            value = _number_of(filed_as)
            digits = re.sub(r"\D", "", value)
            if len(digits) >= _LAST and not re.search(r"[a-z]", value, re.IGNORECASE):
                numbers.add(digits[-_LAST:])
            elif found := _ACCOUNT.fullmatch(
                value.lower().rstrip("/").rpartition("/")[2].removeprefix("www.").strip("@")
            ):
                accounts.add(found[0])  # whole: the host of an address is a great many people's
        filed: dict[bytes, set[tuple[bytes, ...]]] = defaultdict(set)
        for name in names:
            words = tuple(word.encode("ascii", "ignore") for word in _telling(name))
            if words:
                filed[words[0]].add(words)
        return cls(
            frozenset(numbers), frozenset(accounts), {first: tuple(sorted(all_)) for first, all_ in filed.items()}
        )

    @property
    def digest(self) -> str:
        """What tells one watch from another."""
        parts = (
            *sorted(self.numbers),
            "|",
            *sorted(self.accounts),
            "|",
            *(repr(self.names[k]) for k in sorted(self.names)),
        )
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]

    def shown_in(self, text: str, words: Sequence[bytes]) -> str:
        """What of it a text shows, "" for nothing. `words`: the text's, by nlp.sieve.words."""
        return self._number(text) or self._account(text) or self._name(words)

    def _number(self, text: str) -> str:
        if not self.numbers:
            return ""
        for run in _RUN.findall(text):
            digits = "".join(filter(str.isdigit, run))
            for end in range(_LAST, len(digits) + 1):
                if digits[end - _LAST : end] in self.numbers:
                    return str(run).strip()
        return ""

    def _account(self, text: str) -> str:
        if not self.accounts:
            return ""
        for token in _ACCOUNT.findall(text.lower()):
            if token.strip(".@-") in self.accounts:
                return str(token)
        return ""

    def _name(self, words: Sequence[bytes]) -> str:
        for place, word in enumerate(words) if self.names else ():
            for name in self.names.get(word, ()):
                if tuple(words[place : place + len(name)]) == name:
                    return b" ".join(name).decode()
        return ""


def _number_of(value: str) -> str:
    """A contact point as texts may show it: of an account without its form, and of an IBAN, which texts space, without
    its country."""
    form, colon, number = value.partition(":")
    if not colon:
        return value
    return number[2:] if form == "iban" and number[2:].isdigit() else number


def _telling(name: str) -> tuple[str, ...]:
    """The words by which a name is looked for: none where they tell too little."""
    key = name_key(name)
    words = tuple(word for word in key.tokens[:_LONGEST] if word.isalpha())
    if key.is_generic or not words:
        return ()
    return words if len(words) > 1 or len(words[0]) >= _ALONE else ()
