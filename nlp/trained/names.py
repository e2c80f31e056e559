"""Who is named, and the part of each: the names that the model marks, their forms folded, judged as one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from core.name_words import TRADES
from core.records import ContactPoint, Mention
from core.terms import ContactOwner, ContactType, LegalStatus, Role
from nlp.naming.advertiser import find_advertisers
from nlp.naming.clearance import clears_its_people, is_cleared, is_impersonated
from nlp.naming.defendants import is_defendant
from nlp.naming.folding import fold_forms, fullest
from nlp.naming.lexicon import AUTHORITY, BANK, PAID_THROUGH, SURELY_OTHER, TRADE_WORD
from nlp.naming.occurrences import Occurrence, linked_pairs
from nlp.naming.shape import is_person
from nlp.reading import Reading
from nlp.status import read_status
from nlp.trained.aliases import aliases
from nlp.trained.beside_names import is_press_or_club
from nlp.trained.candidates import name_candidate
from nlp.trained.edges import names_in, whole_names
from nlp.trained.heads import Judging, role_shares
from nlp.trained.second_opinion import agreed_shares, both_sure, no_officer
from nlp.trained.spans import Tagged
from nlp.trained.standing import SURE, by_standing, is_accused_there
from nlp.trained.tags import ROLE_NAMES
from nlp.wording.fold import fold, name_key

_HANDLES = frozenset({ContactType.TELEGRAM, ContactType.INSTAGRAM, ContactType.FACEBOOK, ContactType.TIKTOK})
_SURNAMES = frozenset(["calle", "lei", "ley", "rua"])  # of persons, too
_NO_GIVEN_NAMES = _SURNAMES | frozenset(
    "primera segunda tercera cuarta quinta primeira terceira nueva nuevo nova novo gran hotel barrio bairro".split()  # noqa: SIM905
)
_WAYS = frozenset(["ruta", "rutas", "rota", "rotas", "route", "routes"])
_NOBODY = re.compile(
    r"(?:(?:[aoey]|el|l[ao]s?|os|as|the|de|del|d[ao]s?|con|com|sin|sem|with|without|alguien|alguem|nadie|ninguem|nobody"
    r"|nuev[oa]s?|novos?|new|(?:some|any)(?:body|one)?|qu(?:em|i?en(?:es)?)|whom?)(?: |$))+"
    r"|(?:seg|ter|qua|qui|sex|sab|dom|lun|mar|mie|jue|vie|mon|tue|wed|thu|fri|sat)\.?,? "
    r"(?:jan|ene|fev|feb|mar|abr|apr|mai|jun|jul|ago|aug|set|sep|out|oct|nov|dez|dic|dec)(?: \d{1,2})?"
)
_PLAIN_WORDS = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
LEAST_OPERATOR = {True: 0.7, False: 0.8}
"""Share of a name's evidence, in an advert and in news, before it becomes a lead: in news bystanders stand close by,
and less is enough only where the second opinion is sure, too."""

LONE = {True: 0.2, False: 0.75}
"""The same for the likeliest name of a text with a label in which no name is surer: an advert that offers is signed by
somebody, and a report tells of somebody's deed."""

LEAST_DEFENDANT = 0.6
"""The same in news for whom the words on both sides call accused of moving people: no officer, nor a bystander."""

MAY_BE_AUTHORITY = 0.02
"""Share of an authority's evidence from which a name is no lead however sure the rest is: nothing is worse than to list
an officer. Of the development part this costs 17 of 2,475 operators and spares two of three officers."""


def find_named(
    reading: Reading,
    judge: Judging,
    tagged: Iterable[Tagged],
    *,
    labelled: bool,
    firms: Sequence[tuple[int, int]] = (),
    second: Judging | None = None,
) -> tuple[Mention, ...]:
    """Every name with its role. Nobody is an operator in a document without a label. `firms`: certainly no persons.
    `second`: the heads of the second opinion before the same text."""
    marked = whole_names(reading, (tag for tag in tagged if tag.kind in ROLE_NAMES))
    found = [o for tag in marked for o in names_in(reading, tag)]
    by_form: dict[str, list[Occurrence]] = defaultdict(list)
    for occurrence in found:
        by_form[occurrence.name].append(occurrence)
    groups = fold_forms([o.name for o in found], linked=linked_pairs(reading, found))
    places = [sorted((o for form in forms for o in by_form[form]), key=lambda o: o.start) for forms in groups]
    candidates = [
        name_candidate(reading, forms, [(o.start, o.end) for o in at]) for forms, at in zip(groups, places, strict=True)
    ]
    shares = [role_shares(row) for row in judge.logits(candidates)]
    least = [LEAST_OPERATOR[reading.is_ad]] * len(shares)
    if second is not None:
        theirs = [role_shares(row) for row in second.logits(candidates)]
        both = list(zip(shares, theirs, strict=True))
        least = [
            0.0 if both_sure(*each) and not reading.is_ad else alone for each, alone in zip(both, least, strict=True)
        ]
        shares = [agreed_shares(*each) for each in both]
        for each, share, at in zip(both, shares, places, strict=True):
            if not reading.is_ad and no_officer(*each) and is_accused_there(reading, at):
                share[Role.AUTHORITY] = 0.0
    if not reading.is_ad:
        for n, at in enumerate(places):
            if any(is_defendant(reading.folded, each.start, each.end) for each in at):
                least[n], shares[n] = min(least[n], LEAST_DEFENDANT), {**shares[n], Role.AUTHORITY: 0.0}
    offices = [by_standing(reading, at, each) for at, each in zip(places, shares, strict=True)]
    roles = [
        office or _role(forms, each, enough, reading.is_ad)
        for office, forms, each, enough in zip(offices, groups, shares, least, strict=True)
    ]
    if not labelled:
        roles = [Role.OTHER if role is Role.OPERATOR else role for role in roles]
    elif Role.OPERATOR not in roles:
        free = [
            office is None and _may_lead(forms, reading.is_ad) for office, forms in zip(offices, groups, strict=True)
        ]
        roles = _with_likeliest(free, shares, roles, least=LONE[reading.is_ad])
    return tuple(
        _mention(reading, forms, at, role, each, is_firm=_is_firm(forms, at, firms))
        for forms, at, role, each in zip(groups, places, roles, shares, strict=True)
        if role is not None
    )


def _with_likeliest(
    free: Sequence[bool], shares: list[dict[Role | None, float]], roles: list[Role | None], *, least: float
) -> list[Role | None]:
    """The roles, with the likeliest of the names that are `free` to be one as the operator's, from that share on."""
    may_be = [n for n, role in enumerate(roles) if free[n] and role in {Role.OTHER, Role.VICTIM, None}]
    best = max(may_be, key=lambda n: shares[n][Role.OPERATOR], default=None)
    if best is None or shares[best][Role.OPERATOR] < least:
        return roles
    return [Role.OPERATOR if n == best else role for n, role in enumerate(roles)]


def _may_lead(forms: list[str], is_ad: bool) -> bool:
    """Whether a name may be a lead's whatever the model says: no relief body's, no bare word of the trade ('Viajes') or
    of the language ('La', 'somebody'), and not what news calls somebody ('asesor', 'patrón')."""
    if all(fold(form) in TRADES or fold(form) in _WAYS or _NOBODY.fullmatch(fold(form)) for form in forms):
        return False
    if any(_is_elses(fold(form), forms) or PAID_THROUGH.fullmatch(fold(form)) for form in forms):
        return False
    if not is_ad and any(BANK.fullmatch(fold(form)) for form in forms):
        return False
    return is_ad or not all(form.islower() and _PLAIN_WORDS.fullmatch(form) for form in forms)


def _is_elses(folded: str, forms: list[str]) -> bool:
    """Whether a form is a street's, a law's or a platform's; 'Darwin Calle Ortiz', and his 'Calle', are a person's."""
    whole = fullest(forms)
    bears_it = is_person(whole) and fold(whole).split()[0] not in _NO_GIVEN_NAMES
    return any(not (bears_it and found.group() in _SURNAMES) for found in SURELY_OTHER.finditer(folded))


def _is_firm(forms: list[str], places: list[Occurrence], firms: Sequence[tuple[int, int]]) -> bool:
    """Whether a name is a firm's though it has a person's shape: so it is read, or written as one word."""
    if any(re.search(r"[a-z][A-Z]|[@_]", form) for form in forms):
        return True
    return any(start < place.end and place.start < end for place in places for start, end in firms)


def _mention(
    reading: Reading,
    forms: list[str],
    places: list[Occurrence],
    role: Role,
    shares: Mapping[Role | None, float],
    *,
    is_firm: bool,
) -> Mention:
    """The name with its part, unless the words beside it clear it."""
    theft = [occurrence for occurrence in places if is_impersonated(reading, occurrence)]
    acquittal = [occurrence for occurrence in places if is_cleared(reading, occurrence)]
    stolen, acquitted = bool(theft), bool(acquittal)
    name = fullest(forms)
    # Who clears a firm's owner accuses not the firm; whose driver goes free may be the ringleader.
    can_have_people = is_firm or TRADE_WORD.search(fold(name)) is not None
    its_people = can_have_people and any(clears_its_people(reading, at) for at in places)
    if role is Role.OPERATOR and (stolen or acquitted or its_people):
        role = Role.VICTIM if stolen else Role.OTHER
    cleared = stolen or (acquitted and not reading.is_ad)  # an advert's word acquits nobody: whoever pays may write it
    status, said = _status(reading, places, role, [*theft, *acquittal] if cleared else [])
    return Mention(
        name=name,
        aliases=aliases(reading, name, forms, places),
        role=role,
        score=round(shares[role], 3),
        sentence=reading.sentence(places[0].start),
        spans=tuple(reading.span(o.start, o.end) for o in places),
        is_person=is_person(name) and not is_firm,
        status=status,
        status_sentence=said,
        cleared=cleared,
    )


def _role(forms: list[str], shares: Mapping[Role | None, float], least: float, is_ad: bool) -> Role | None:
    """The likeliest part; None: nobody's. An authority's name or a relief body's is no lead, an officer's seldom, and
    nobody's of which the share is not at `least` so much."""
    role = max(shares, key=lambda each: shares[each])
    if role is not Role.OPERATOR:
        return role
    if any(AUTHORITY.search(fold(form)) for form in forms) and (shares[role] < SURE or not is_person(fullest(forms))):
        return Role.AUTHORITY
    if shares.get(Role.AUTHORITY, 0.0) >= MAY_BE_AUTHORITY:
        return Role.AUTHORITY
    if not is_ad and shares[role] < SURE and any(map(is_press_or_club, forms)):
        return Role.OTHER
    return role if _may_lead(forms, is_ad) and shares[role] >= least else Role.OTHER


def advertiser_by_handle(
    reading: Reading, contacts: Iterable[ContactPoint], mentions: tuple[Mention, ...]
) -> tuple[Mention, ...]:
    """The mentions, with the handle of an advert that offers and names nobody: it is the advertiser's name."""
    if any(mention.role is Role.OPERATOR for mention in mentions):
        return mentions
    handle = next((c for c in contacts if c.owner is ContactOwner.OPERATOR and c.type in _HANDLES), None)
    if handle is None:
        return mentions
    start = handle.span.start + (0 if handle.span.in_title else reading.body_start)
    advertiser = Mention(
        name=handle.value,
        aliases=(),
        role=Role.OPERATOR,
        score=LEAST_OPERATOR[True],
        sentence=reading.sentence(start),
        spans=(handle.span,),
        status=LegalStatus.ADVERTISED,
    )
    key = name_key(handle.value)
    return (*(m for m in mentions if name_key(m.name) != key), advertiser)


def advertiser_by_rules(
    reading: Reading, contacts: Sequence[ContactPoint], mentions: tuple[Mention, ...]
) -> tuple[Mention, ...]:
    """The mentions, with whom the rules take for the advertiser where an advert that offers still names nobody: one of
    whom no name, nor a longer one of which theirs is a part, was held to be no lead."""
    if any(mention.role is Role.OPERATOR for mention in mentions):
        return mentions
    forms = [form for mention in mentions for form in (mention.name, *mention.aliases)]
    known, written = set(map(name_key, forms)), [f" {fold(form)} " for form in forms]
    found = find_advertisers(reading, list(contacts), score=LEAST_OPERATOR[True])[:1]
    news = (one for one in found if known.isdisjoint(map(name_key, (one.name, *one.aliases))))
    return (*mentions, *(one for one in news if not any(f" {fold(one.name)} " in form for form in written)))


def _status(
    reading: Reading, places: list[Occurrence], role: Role, clearing: Sequence[Occurrence]
) -> tuple[LegalStatus | None, str]:
    """`clearing`: the places that clear the name."""
    if clearing:
        return LegalStatus.CLEARED, reading.sentence(clearing[0].start)
    if role is not Role.OPERATOR:
        return None, ""
    return read_status(reading, [place.start for place in places], in_ad=reading.is_ad)
