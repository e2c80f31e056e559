"""A number that is called and messaged is one number: people are told it once, with both uses."""

from __future__ import annotations

from collections.abc import Iterable

from core.terms import ContactType

CALLED_AND_MESSAGED = f"{ContactType.PHONE}+{ContactType.WHATSAPP}"
"""How such a number is known where pages, mails and tables tell of what kind a contact point is."""
_NUMBERS = (ContactType.PHONE, ContactType.WHATSAPP)


def told_once(contacts: Iterable[tuple[ContactType, str]]) -> tuple[tuple[str, str], ...]:
    """Contact points as kind and value, each number where it stood first; the kind says where it is used both ways."""
    found: dict[tuple[str, str], list[ContactType]] = {}
    for kind, value in contacts:
        found.setdefault(one_number(kind, value), []).append(kind)
    return tuple((kind_of(kinds), value) for (_key, value), kinds in found.items())


def one_number(kind: ContactType, value: str) -> tuple[str, str]:
    """What two contact points share that people are told as one."""
    return ("number" if kind in _NUMBERS else kind.value, value)


def kind_of(kinds: Iterable[ContactType]) -> str:
    """Of a contact point that is known by all of these kinds."""
    different = set(kinds)
    return CALLED_AND_MESSAGED if different == set(_NUMBERS) else min(different).value


def in_words(kind: str) -> str:
    """A kind for the terminal: "phone and whatsapp"."""
    return kind.replace("+", " and ")
