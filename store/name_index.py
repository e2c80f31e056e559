"""The index of names: which operators are filed under a key, kept with the names, read with a bound on every key.

What many share tells little, so a key is worth no more than how few stand under it (store.likeness.bearing): that
bounds from above what linking can make of an operator found by it, and those with the highest bounds are looked at. How
many stand under a word is also how the watchlist teaches which words are rare.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import delete

from store import by_key, heard, name_words, remembered, spellings
from store.by_sound import spoken
from store.likeness.bearing import GENERIC, tells, word_tells
from store.likeness.form import form, sound, written
from store.likeness.keys import key_of, keys, traced
from store.quick_look import LEAST, LEAST_ALONE, Bound, Initials, closest
from store.session import Session
from store.tables import OperatorKeyRow
from store.tables.base import chunks, insert_new

HOT = 100
"""Operators under a key that are read; where there are more, it tells so little that those beyond are passed over."""

NEAR, NEAR_ALONE = 80, 120
"""Operators whose names are read, those with the highest bounds; a quick look passes most of them over. The second in a
lookup by name alone, for which one person waits, and no night."""

_LOOSE = 0.9
"""What a trace that proves nothing (initials, consonants) is worth of what a word is."""

_OTHERS = frozenset("cwpk")
"""Of another spelling the keys that are asked: its initials stand in no name that it may be."""


Alike = Mapping[str, Mapping[str, float]]
"""Word that is asked -> words of the watchlist like it -> how alike, 0..1."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the index answers."""

    names: Mapping[int, tuple[str, ...]]  # operator -> its names that may be meant
    most: Mapping[int, float]  # the most that these names tell, 0..1
    counts: Mapping[str, int]  # label -> operators under it, HOT + 1 where there are more; "t:" and words -> texts


def add(session: Session, operator_id: int, names: Iterable[str]) -> None:
    """File an operator under the keys of these names; what is filed already stays."""
    filed = list(names)
    wanted = sorted({key for name in filed for key in keys(name).values()})
    insert_new(session, OperatorKeyRow, [{"key": key, "operator_id": operator_id} for key in wanted])
    remembered.forget(session, "operator_keys", wanted)
    name_words.add(session, filed)


def forget(session: Session, operator_id: int, names: Iterable[str], *, left: Iterable[str]) -> None:
    """File an operator no longer under the keys of these names, but for those that what is `left` has too. The words
    stay filed (store.name_words)."""
    kept = {key for name in left for key in keys(name).values()}
    gone = sorted({key for name in names for key in keys(name).values()} - kept)
    for chunk in chunks(gone):
        some = OperatorKeyRow.key.in_(chunk)
        session.execute(delete(OperatorKeyRow).where(some, OperatorKeyRow.operator_id == operator_id))
    remembered.forget(session, "operator_keys", gone)


def read_ahead(session: Session, names: Iterable[str]) -> None:
    """Read at once what `find` will ask of each of these names first; for within `remembered.keeping`."""
    asked = list(dict.fromkeys(names))
    spellings.read_ahead(session, asked)
    asked += spellings.others(session, asked)
    name_words.read_ahead(session, asked)
    _read(session, {key for name in asked for key in keys(name).values()})


def find(session: Session, names: Iterable[str], *, alone: bool = False, with_texts: bool = True) -> Found:
    """The operators that may bear one of these names; `alone`: nothing but the names may speak for them; `with_texts`:
    whether to count texts, too, which changes nobody who is found."""
    least = LEAST_ALONE if alone else LEAST
    asked = tuple(names)
    own = {label: key for name in asked for label, key in keys(name).items()}
    if not own:
        return Found({}, {}, {})
    others = tuple(spellings.others(session, asked))
    own |= {label: key for name in others for label, key in keys(name).items() if label[0] in _OTHERS}
    alike = name_words.alike(session, (*asked, *others), alone=alone)
    labels = {f"w:{sound(other)}" for close in alike.values() for other in close}
    wanted = own | {label: key_of(label) for label in labels if label not in own}
    under = _read(session, wanted.values())
    counts = {label: len(under.get(key, ())) for label, key in wanted.items()}
    told = _told((*asked, *others))
    most = _bounds(told, own, alike, counts)
    common = _common(alike, counts, least, accounts=bool(others))
    runs = {f"w:{sound(run)}" for run in spellings.runs(asked, others, common)} - wanted.keys()
    if runs:
        wanted |= {label: key_of(label) for label in runs}
        under |= _read(session, [wanted[label] for label in runs], seldom=True)
        counts |= {label: len(under.get(wanted[label], ())) for label in runs}
        most |= {label: Bound(max(told.values()) * rare, rare) for label in runs for rare in [tells(counts[label])]}
    bounds = _bounded(most, wanted, under, least)
    if bounds and with_texts:
        counts |= _heard(session, asked)
    nearest = sorted([(-bound.whole, operator_id) for operator_id, bound in bounds.items()])
    near = [operator_id for _, operator_id in nearest[: NEAR_ALONE if alone else NEAR]]
    rows = by_key.names(session, near) if near else []
    worth = closest(asked, rows, bounds, _initials(asked, wanted, under), spoken((*asked, *others), alike), alone=alone)
    near_names = {operator_id: each.names for operator_id, each in worth.items()}
    return Found(near_names, {operator_id: each.most for operator_id, each in worth.items()}, counts)


def count(session: Session, labels: Collection[str]) -> dict[str, int]:
    """Label -> operators under it, HOT + 1 where there are more."""
    under = _read(session, {key_of(label) for label in labels})
    return {label: len(under.get(key_of(label), ())) for label in labels}


def _heard(session: Session, asked: Iterable[str]) -> dict[str, int]:
    """Label -> texts that name no operator: "t:" with a word, or with a whole name."""
    phrases: set[str] = set()
    for name in asked:
        phrases.update(traced(name), [written(form(name))])
    return {f"t:{phrase}": count for phrase, count in heard.texts_with(session, phrases).items()}


def _bounded(
    most: Mapping[str, Bound], wanted: Mapping[str, int], under: Mapping[int, list[int]], least: float
) -> dict[int, Bound]:
    """Operator -> the most that linking can make of him by what he is filed under, where that is enough."""
    bounds: dict[int, Bound] = {}
    for label, bound in most.items():
        if bound.whole >= least:
            for operator_id in under.get(wanted[label], ()):
                known = bounds.get(operator_id)
                bounds[operator_id] = bound if known is None else bound.at_least(known)
    return bounds


def _told(asked: Iterable[str]) -> dict[str, float]:
    """Word that says who -> the most that it tells."""
    tokens = [token for name in asked for token in form(name).tokens if token.tells]
    return {word: word_tells(token.text, token.weight) for token in tokens for word in (token.meaning, token.text)}


def _common(alike: Alike, counts: Mapping[str, int], least: float, *, accounts: bool) -> dict[str, list[str]]:
    """Of words that are like one that is asked those under which nobody is looked for since too many bear them. A word
    that many bear itself, in every pair that is asked, tells too little in a run, unless the run is all that is asked
    (`accounts`)."""
    rare = {word for label, count in counts.items() if count and label[0] == "p" and tells(count) >= least
            for word in label[2:].split("+")}  # fmt: skip
    found: dict[str, list[str]] = {}
    for word, close in alike.items():
        if not (accounts or word in rare or tells(counts.get(f"w:{sound(word)}", 0)) >= least):
            continue
        too_many = [o for o, likeness in close.items() if tells(counts[f"w:{sound(o)}"]) * likeness**2 < least]
        if too_many:
            found[word] = too_many
    return found


def _bounds(told: Mapping[str, float], own: Iterable[str], alike: Alike, counts: Mapping[str, int]) -> dict[str, Bound]:
    """Label -> the most that linking can make of who is filed under it."""
    heard = {sound(word): most for word, most in told.items()}
    any_word = max(told.values(), default=0.0)
    bounds: dict[str, Bound] = {}
    for label in own:
        kind, _, rest = label.partition(":")
        rare = tells(counts[label])
        if kind == "w":
            bounds[label] = Bound(heard.get(rest, any_word) * rare, rare)
        elif kind == "p":
            paired = max((told.get(word, 0.0) for word in rest.split("+")), default=0.0)
            bounds[label] = Bound((paired or GENERIC) * rare, rare)
        else:
            bounds[label] = Bound(0.0, rare * (_LOOSE if kind in "ik" else 1.0))
    for word, close in alike.items():  # misspelt words: as common as what they misspell, and worth less
        for other, likeness in close.items():
            label = f"w:{sound(other)}"
            rare = tells(max(counts.get(f"w:{sound(word)}", 0), counts[label])) * likeness**2
            bounds[label] = Bound(told.get(word, any_word) * rare, rare).at_least(bounds.get(label))
    return bounds


def _initials(asked: Iterable[str], wanted: Mapping[str, int], under: Mapping[int, list[int]]) -> Initials:
    """Who is filed under initials of what is asked, and who under one that stands there as a word."""
    of = {label[2:]: under.get(key, ()) for label, key in wanted.items() if label[0] == "i"}
    stand = {token.text for name in asked for token in form(name).tokens}
    return Initials(
        letters=of.keys(),
        stand=stand & of.keys(),
        operators={operator_id for each in of.values() for operator_id in each},
        spelled={operator_id for letters, each in of.items() if letters in stand for operator_id in each},
    )


def _read(session: Session, wanted: Collection[int], *, seldom: bool = False) -> dict[int, list[int]]:
    return by_key.under(session, "operator_keys", set(wanted), HOT + 1, seldom=seldom)
