"""The one line that says why a person should look at a flag. Pure; says who says what of whom, and never more."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from core.terms import DocumentKind, DocumentLabel, FlagKind, LegalStatus

_ADVERTS = {
    DocumentLabel.SMUGGLING_OFFER: "Advert with signs of a smuggling offer",
    DocumentLabel.FACILITATOR_RECRUITMENT: "Advert that seems to recruit for smuggling",
    DocumentLabel.DOCUMENT_FRAUD_OFFER: "Advert that seems to sell documents",
    DocumentLabel.TRAFFICKING_LURE: "Advert with signs of a trafficking lure",
    DocumentLabel.SMUGGLING_REPORT: "Advert that speaks of smuggling or trafficking",
}
_STANDINGS = {
    LegalStatus.CONVICTED: "reported as convicted",
    LegalStatus.CHARGED: "reported as charged",
    LegalStatus.UNDER_INVESTIGATION: "reported as under investigation",
    LegalStatus.REPORTED: "reported as operator",
    LegalStatus.ADVERTISED: "named as advertiser",
    None: "known by a contact point",
}
"""What is said of a name, the gravest first; of one that the document does not name, how it is known."""
_SAID = {words: status for status, words in _STANDINGS.items() if status is not None}
_CLEARED = "reported as cleared or impersonated"
PROPOSED = "proposed for downgrade"
"""Of a clearance that waits for a person."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a flag stands on."""

    kind: FlagKind
    document_kind: DocumentKind
    labels: tuple[DocumentLabel, ...]  # surest first
    source_name: str
    operators: tuple[tuple[str, LegalStatus | None], ...]  # whom it means, with what it says of each: `_STANDINGS`
    cleared: tuple[str, ...]  # whom a lead clears
    route: tuple[str, ...]
    shared: tuple[str, int] | None  # a contact point's type, and how many other documents show it
    known_since: date | None  # the day of the first document or list that named one of them, where that was before
    known: tuple[str, ...] = ()  # which of them that was: all that were named first on that day


def reason(grounds: Grounds) -> str:
    """Such as "Report in La Voz of smuggling or trafficking; Los Cuervos: reported as charged; route CO→EC→PE; phone
    shared with 2 other documents". A standing is told of whom it is said alone; where several are named, it says who of
    them is named since when: by the day that the first document tells for itself, not by that of our visit."""
    parts = [_what(grounds), *_named(grounds)]
    if grounds.kind is FlagKind.CLEARANCE:
        parts.append(PROPOSED)
    if grounds.route:
        parts.append(f"route {'→'.join(grounds.route)}")
    if grounds.shared is not None and grounds.shared[1] > 0:
        contact, others = grounds.shared
        parts.append(f"{contact} shared with {others} other {'document' if others == 1 else 'documents'}")
    if grounds.known_since is not None:
        several = len({name for name, _status in grounds.operators} | set(grounds.cleared)) > 1
        whom = f"{_together(grounds.known)}: " if several and grounds.known else ""
        parts.append(f"{whom}named since {grounds.known_since.isoformat()}")
    return "; ".join(parts)


def without(told: str, away: Collection[str], others: Collection[str]) -> str:
    """The line of a lead that names some (`away`) no more, but still `others`, whose names may hold theirs."""
    gone = set(map(_plain, away)) - (kept := set(map(_plain, others)))
    parts = []
    for number, part in enumerate(told.split("; ")):
        names, colon, words = part.rpartition(": ")
        if not number or not colon:
            parts.append(part)
        elif left := [name for name in _apart(names, gone | kept) if name not in gone]:
            parts.append(f"{', '.join(left)}: {words}")
    return "; ".join(parts)


def as_less(told: str, less: Mapping[str, LegalStatus], others: Collection[str]) -> str:
    """The line of a lead that says less than was read of some, by a person's word (`less`); it has others, too."""
    now = {_plain(name): status for name, status in less.items()}
    known, rungs = {*now, *map(_plain, others)}, list(LegalStatus)
    parts: list[str] = []
    said: dict[LegalStatus, list[str]] = {}
    for number, part in enumerate(told.split("; ")):
        names, colon, words = part.rpartition(": ")
        status = _SAID.get(words) if number and colon else None
        if status is None:
            parts.append(part)
            continue
        parts += [] if said else [""]  # where they stand in the line
        for name in _apart(names, known):
            said.setdefault(min(status, now.get(name, status), key=rungs.index), []).append(name)
    lines = [f"{', '.join(said[status])}: {words}" for words, status in _SAID.items() if status in said]
    return "; ".join(part or "; ".join(lines) for part in parts)


def _apart(names: str, known: Collection[str]) -> Iterator[str]:
    """Names in a row one by one: the longest that is known, else as far as the next comma."""
    while names:
        fits = (each for each in known if each and (names == each or names.startswith(f"{each}, ")))
        name = max(fits, key=len, default="") or names.split(", ", 1)[0]
        yield name
        names = names[len(name) :].removeprefix(", ")


def _what(grounds: Grounds) -> str:
    where = _together([grounds.source_name])
    if grounds.kind is FlagKind.CLEARANCE:
        return f"{_together(name for name, _status in grounds.operators)}: {_CLEARED} in {where}"
    first = grounds.labels[0]
    if grounds.document_kind is DocumentKind.AD:
        return f"{_ADVERTS[first]} in {where}"
    if first is DocumentLabel.SMUGGLING_REPORT:
        return f"Report in {where} of smuggling or trafficking{'' if grounds.operators else ' that names no operator'}"
    return f"{_ADVERTS[first].replace('Advert', 'Text')} in {where}"


def _named(grounds: Grounds) -> Iterator[str]:
    """Whom a lead names, with what is said of each; whom it clears last."""
    if grounds.kind is FlagKind.CLEARANCE:
        return
    said: dict[str, LegalStatus | None] = {}
    for status in _STANDINGS:
        for name, own in grounds.operators:
            if own is status:
                said.setdefault(name, status)
    for status, words in _STANDINGS.items():
        if of_it := [name for name, _own in grounds.operators if said[name] is status]:
            yield f"{_together(of_it)}: {words}"
    if innocent := [name for name in grounds.cleared if name not in said]:
        yield f"{_together(innocent)}: {_CLEARED}"


def _together(names: Iterable[str]) -> str:
    """Names in a row. Colons and semicolons part the line, and stand in none of them (core.reason_words); nor does a
    bracket without its other half, which would hold what follows together."""
    return ", ".join(dict.fromkeys(map(_plain, names)))


def _plain(name: str) -> str:
    told = name.replace(";", ",").replace(": ", " ")
    return told if told.count("(") == told.count(")") else " ".join(re.split(r"[()\s]+", told)).strip()
