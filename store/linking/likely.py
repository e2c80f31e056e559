"""Whether a later report means the person whom an earlier one named: by a name that is shorter or longer there, and by
what stands around it in both. Pure.

A person's name never suffices, and shortened it tells less: who convicts 'Wilmer Paredes' may mean Wilmer Antonio
Paredes Lugo or somebody else. What both reports tell besides decides: a nickname, who is accused with them, places, a
court or agency. Hundreds of cases of one border share its places and its prosecutor, so these count only beside a
nickname, company, or a name that few bear; and nothing counts where full names contradict each other, or where either
report names two whom the name would fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from core.name_words import ARTICLES
from core.records import Reason
from store.likeness import compare
from store.likeness.bearing import tells
from store.likeness.form import sound
from store.linking.lists import common_names
from store.linking.told import Earlier, Named, Told, Words, spelled

NICKNAME, NICKNAME_ALONE, COMPANY, FEW = 0.6, 0.3, 0.6, 0.35
"""What it adds that both bear a nickname (alone: where neither a place nor company agrees), that somebody else is
accused in both reports, that few bear the name and places agree."""

PLACES, AGENCY, LITTLE = (0.2, 0.3, 0.4), 0.2, 0.05
"""What one place, two, three and more add, and an agency; and the same where nothing else agrees."""

OTHERWISE, CONTRARY = -0.1, -0.15
"""What it takes off that both bear nicknames and none is the same; that each full name has a word of its own."""

RARE = 0.9
"""How much a word of a name has to tell (`tells`) to be borne by few."""

_BEFORE_A_NICKNAME = ARTICLES | {
    "alias",
    "apodado",
    "apodo",
    "don",
    "dona",
    "doctor",
    "o",
    "a",
    "senor",
    "senora",
    "the",
}


def reasons(
    names: Sequence[str], here: Told, earlier: Earlier, counts: Mapping[str, int], *, met: bool
) -> list[Reason]:
    """What the report `here` and earlier ones tell for and against a person of these names (the fullest first) being
    the one that they named. `counts`: label of a key -> operators under it; `met`: whether linking knows already that
    they stood beside others of this report.
    """
    mine = spelled(names[0])
    theirs = {said: each for each in earlier.names if _begin_alike(said := spelled(each), mine)}
    if any(_contrary(names[0], each) for each in theirs.values()):
        return [Reason("each full name has a word that the other lacks", CONTRARY)]
    shared = max((_shorter(mine, each) for each in theirs), key=len, default=())
    ours = [each for each in here.named if each.name != names[0]]
    others = [each for each in earlier.told.named if each.name not in earlier.names]
    if not shared or any(_fits(each, theirs) for each in ours) or any(_fits(each, [mine]) for each in others):
        return []
    company = any(_meet(one, other) for one in ours for other in others)
    places, agency = _shared_places(here, earlier.told)
    nickname = _nicknames(names, mine, earlier.names, max(theirs, key=len), told_alone=not (places or company))
    found = [nickname] if nickname is not None else []
    if company and not met:
        found.append(Reason("accused together with somebody whom both reports name", COMPANY))
    if few := _few_bear(shared, counts) and (len(places) > 1 or bool(places and agency)):
        found.append(Reason("few bear this name of a person", FEW))
    is_anchored = few or company or (nickname is not None and nickname.weight > 0)
    if places:
        weight = PLACES[min(len(places), len(PLACES)) - 1] if is_anchored else LITTLE
        found.append(Reason(f"same places: {', '.join(places)}", weight))
    if agency:
        found.append(Reason(f"same court or agency: {agency}", AGENCY if is_anchored else LITTLE))
    return found


def are_contrary(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether two persons of these names are surely two: each full name has a word that the other lacks."""
    return any(_contrary(one, other) for one in some for other in others if len(spelled(one)) > 1 < len(spelled(other)))


def nicknames_of(names: Iterable[str], full: Words) -> dict[str, str]:
    """Key -> as written, of the names that are no form of the full one: neither parts of it nor cut short."""
    found: dict[str, str] = {}
    for name in names:
        said = tuple(word for word in spelled(name) if word not in _BEFORE_A_NICKNAME)
        known = [word for word in said if any(whole.startswith(word) for whole in full)]
        if len(known) < len(said) and len(known) < 2:
            found.setdefault(" ".join(said), name)
    return found


def _begin_alike(one: Words, other: Words) -> bool:
    return len(one) > 1 and bool(other) and _same(one[:1], other[:1])


def _contrary(one: str, other: str) -> bool:
    return compare(one, other).figures["own_words_both"] > 0


def _same(one: Words, other: Words) -> bool:
    return len(one) == len(other) and all(a == b or sound(a) == sound(b) for a, b in zip(one, other, strict=True))


def _shorter(one: Words, other: Words) -> Words:
    """The shorter of two names that begin alike, if its words stand in the other in order; else nothing."""
    short, long = sorted((one, other), key=len)
    if len(short) < 2 or not _same(short[:1], long[:1]):
        return ()
    left = iter(long)
    return short if all(any(_same((word,), (its,)) for its in left) for word in short) else ()


def _fits(named: Named, full: Iterable[Words]) -> bool:
    return any(_shorter(form, each) for form in named.forms for each in full)


def _meet(one: Named, other: Named) -> bool:
    """Whether two reports name one other person, and one of them accuses them."""
    return (one.is_accused or other.is_accused) and any(_fits(one, [form]) for form in other.forms)


def _nicknames(
    names: Sequence[str], mine: Words, known: Sequence[str], full: Words, *, told_alone: bool
) -> Reason | None:
    ours, theirs = nicknames_of(names, mine), nicknames_of(known, full)
    for key, said in ours.items():
        if key in theirs:
            return Reason(f"the same nickname: {said}", NICKNAME_ALONE if told_alone else NICKNAME)
    return Reason("each has a nickname, and they differ", OTHERWISE) if ours and theirs else None


def _shared_places(here: Told, told: Told) -> tuple[list[str], str]:
    """The places of which both tell, and an agency or court that both name, one perhaps in fewer words; where that
    sits counts no second time."""
    met = [words for words in here.agencies if any(words <= its or its <= words for its in told.agencies)]
    counted = {word for words in met for word in words}
    its = told.places.keys() | told.seats.keys()
    places = [
        said
        for key, said in {**here.seats, **here.places}.items()
        if key in its and not counted.issuperset(key.split())
    ]
    return places, here.agencies[met[0]] if met else ""


def _few_bear(shared: Words, counts: Mapping[str, int]) -> bool:
    """Whether the words in which two names meet are borne by few: two of them, or one of three and more."""
    rare = [word for word in shared if word not in common_names() and tells(counts.get(f"w:{sound(word)}", 0)) >= RARE]
    return len(rare) > 1 or (len(shared) > 2 and bool(rare))
