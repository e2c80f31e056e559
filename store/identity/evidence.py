"""What speaks for two operators being one: names that met in documents, contact points that both use.

Each piece has a key that stays the same when it is seen again, so that a pair which was judged comes back only when
something is known that was not known then.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations

from core.names import name_key
from core.scores import shown
from store.identity import meetings
from store.likeness import compare, explain
from store.session import Session

CONTACT = 0.9
"""How much a shared contact point counts, as in linking."""

NAME, NAME_OF_A_PERSON = 0.6, 0.4
"""How much it counts that a list and documents have the same name: a name alone makes nobody one. A name that is like
it counts by as much of this as it is like it."""

SAME_NAME = "a list and documents have the same name"
LISTED = "one name is a list's, the other stands in documents"

NAMED = "name:"
"""What begins the key of a name that met another."""

ADVERTS_LIKE = "adverts:"
"""What begins the key of a group of adverts, before the first of them; by an older one that is found, it changes."""

ADVERTS = 0.6
"""How much it counts that both stand in adverts of one template: templates are copied, too."""


SAME_COUNTRIES = "same countries: "
"""How a reason of linking begins (store.linking.scoring). What linking compares are the countries of routes, lists and
sources; that two are named by sources of one country, and no more, is no reason to put a pair before a person."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece."""

    key: str  # "name:viveonline", "contact:tel:+573000000017"
    what: str  # a line for people
    weight: float  # 0..1


def evidence_between(session: Session, left: Collection[int], right: Collection[int]) -> list[Evidence]:
    """What speaks for these two clusters (their entries) being one, strongest first."""
    among = evidence_among(session, dict.fromkeys(left, 0) | dict.fromkeys(right, 1))
    return among.get((0, 1), [])


def evidence_among(session: Session, of: Mapping[int, int]) -> dict[tuple[int, int], list[Evidence]]:
    """What speaks for each two of these clusters being one, the smaller first; `of` maps every entry to its cluster.
    As many queries for a hundred as for two."""
    found: dict[tuple[int, int], dict[str, Evidence]] = {}
    for one, other, item in chain(by_names(session, of), _contacts(session, of), _adverts(session, of)):
        here, there = of[one], of[other]
        if here == there:
            continue
        known = found.setdefault((min(here, there), max(here, there)), {})
        if item.key not in known or item.weight > known[item.key].weight:
            known[item.key] = item
    return {pair: in_order(items.values()) for pair, items in found.items()}


def in_order(items: Iterable[Evidence]) -> list[Evidence]:
    """Strongest first."""
    return sorted(items, key=lambda item: (-item.weight, item.key))


Met = Iterator[tuple[int, int, Evidence]]


def by_names(session: Session, of: Collection[int]) -> Met:
    """What names say of these entries."""
    return chain(_counted(session, of), _same_names(session, of), _like_names(session, of))


def _counted(session: Session, of: Collection[int]) -> Met:
    """Subjects that were linked to one and had the other as a candidate."""
    rows = session.execute(meetings.counted(), {"of": list(of)}).all()
    ends = {each for row in rows for each in row[:2]}
    placed = set(session.scalars(meetings.placed(), {"of": list(ends)})) if rows else set()
    for one, other, subject, score, reasons in rows:
        no_reason = () if placed & {one, other} else (SAME_COUNTRIES,)
        said = "; ".join(what for what, weight in reasons if weight > 0 and not what.startswith(no_reason))
        less = sum(weight for what, weight in reasons if what.startswith(no_reason))
        weight = max(round(score - less, 4), 0.0)
        yield one, other, Evidence(f"{NAMED}{name_key(subject).core or subject}", f"{subject}: {said}", weight)


def _same_names(session: Session, of: Collection[int]) -> Met:
    rows = session.execute(meetings.same_names_among(), {"of": list(of)})
    for one, other, name, its_name, is_person in rows:
        key = name_key(name)
        if not key.is_generic:
            weight = NAME_OF_A_PERSON if is_person else NAME
            yield one, other, Evidence(f"{NAMED}{key.core}", _said(name, its_name), weight)


def _like_names(session: Session, of: Collection[int]) -> Met:
    rows = session.execute(meetings.like_names_among(), {"of": list(of)})
    for one, other, name, its_name, is_person, score in rows:
        key, its_key = name_key(name).core, name_key(its_name).core
        weight = NAME_OF_A_PERSON if is_person else NAME
        if key == its_key:
            yield one, other, Evidence(f"{NAMED}{key}", _said(name, its_name), weight)
        else:
            yield one, other, Evidence(f"{NAMED}{its_key}~{key}", _said(name, its_name), round(weight * score, 4))


def _said(name: str, its_name: str) -> str:
    """What a name of documents and one of a list have in common."""
    if "".join(name_key(name).tokens) == "".join(name_key(its_name).tokens):
        return f"{its_name}: {SAME_NAME}"
    found = compare(its_name, name)
    return f"“{its_name}” resembles “{name}” ({shown(found.score)}: {explain.met(found)}); {LISTED}"


def _contacts(session: Session, of: Mapping[int, int]) -> Met:
    for one, other, channel, kind, value in session.execute(meetings.contacts(), {"of": list(of)}):
        yield one, other, by_contact(channel, kind, value)


def by_contact(channel: str, kind: str, value: str) -> Evidence:
    """That both use a contact point, as one of them has it."""
    return Evidence(f"contact:{channel}", f"both use {kind} {value}", CONTACT)


def by_adverts(first: int) -> Evidence:
    """That both stand in a group of adverts, which goes by the first of them."""
    return Evidence(f"{ADVERTS_LIKE}{first}", f"both stand in adverts like document {first}: one template", ADVERTS)


def named_in_adverts(session: Session, of: Collection[int]) -> dict[int, dict[int, set[int]]]:
    """Groups of adverts of one template, as the last night put them together, and who of these is named in which advert
    of each."""
    groups: dict[int, dict[int, set[int]]] = {}
    for operator_id, first, document_id in session.execute(meetings.adverts(), {"of": list(of)}):
        groups.setdefault(first, {}).setdefault(operator_id, set()).add(document_id)
    return groups


def _adverts(session: Session, of: Mapping[int, int]) -> Met:
    """Groups of adverts of one template in which both are named."""
    for first, named in named_in_adverts(session, of).items():
        for one, other in combinations(sorted(named), 2):
            if len(named[one] | named[other]) > 1:  # one advert that names both is no template
                yield one, other, by_adverts(first)
