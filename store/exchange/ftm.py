"""Operators as FollowTheMoney entities, in the JSON that OpenSanctions, yente and OpenAleph read.

An operator is a Person or an Organization; handles, WhatsApp numbers and wallets are UserAccounts, accounts at banks
BankAccounts with their Ownership; what a source said of its standing is a Documentation of an Article. The vocabulary
knows trafficking and no smuggling: what leads say is the topic `crime` and our own keywords (store.seeds.seed), never
trafficking; whom a list
has for something else, and no document here names, goes out under that list's topics; who stands cleared carries none,
and is no target.
What FollowTheMoney has no place for (routes) stands in notes, in a form that is read back.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence

from core.accounts import WALLETS, reached_by
from core.terms import ContactType, LegalStatus, NameKind
from evidence.format.chain import stamp
from store.exchange import sheets
from store.exchange.entries import Entry
from store.exchange.said import Said

Entity = dict[str, object]

DATASET = "almenara_watchlist"
KEY = "almenara:key:"
"""What marks the key of a list that was read in, where it can't be an entity's id."""
LEAD = "almenara:lead-not-finding"
STANDING = "almenara:standing:"
SAID_CLEARED = "almenara:said_cleared:"
"""Before the day on which a source cleared an operator that does not stand as cleared: who screens by it is told."""
MAY_BE_CLEARED = "almenara:may_be_cleared:"
"""The same of a source that cleared somebody who may be this operator, on which nobody decided yet."""
_ID = re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z.\-]*[0-9a-zA-Z])?")
ROUTE, STOPS, STOP_END = "Route: ", " by way of ", ";"

PROPERTIES = {NameKind.ALIAS: "alias", NameKind.WEAK_ALIAS: "weakAlias", NameKind.PREVIOUS_NAME: "previousName",
              NameKind.HANDLE: "weakAlias"}  # fmt: skip
SERVICES = {
    ContactType.WHATSAPP: "WhatsApp",
    ContactType.TELEGRAM: "Telegram",
    ContactType.INSTAGRAM: "Instagram",
    ContactType.FACEBOOK: "Facebook",
    ContactType.TIKTOK: "TikTok",
}
WALLET = {each: each.capitalize() for each in (*WALLETS, "pix", "paypal", "alias")}
"""Wallets as the services of their users; every other payee account is one at a bank."""

NUMBERS = ("clabe", "cbu", "cci")
"""Forms of numbers that say themselves at which bank an account is."""


def entities(entry: Entry) -> Iterator[Entity]:
    """One operator: itself first, then its accounts, then what was said of it."""
    yield _operator(entry)
    for kind, value in entry.contacts:
        if kind in SERVICES:
            yield _account(entry, kind, value)
        elif kind is ContactType.ACCOUNT:
            yield from _payee_account(entry, value)
    for said in entry.said:
        yield from _said(entry, said)


def entity_id(entry: Entry) -> str:
    """The entry's key where FollowTheMoney takes it for an id, else one made of it."""
    return _id(entry.key)


def _id(key: str) -> str:
    return key if _ID.fullmatch(key) else f"almenara-{_short(key)}"


def _operator(entry: Entry) -> Entity:
    cleared = entry.standing is LegalStatus.CLEARED
    properties: dict[str, list[str]] = {
        "name": [entry.name],
        "country": [country.lower() for country in entry.countries],
        "topics": [] if cleared else list(dict.fromkeys((*(["crime"] if entry.is_found else []), *entry.topics))),
        "keywords": list(entry.tags) if entry.is_found and not cleared else [],
        "notes": [entry.note] if entry.note else [],
        "summary": [sheets.caution_of(entry)],
        "sourceUrl": [entry.desk] if entry.desk else [],  # from where it comes; what was said of it has its own
    }
    properties["keywords"] += [] if cleared else [LEAD]
    properties["keywords"] += [f"{STANDING}{entry.standing}"] if entry.standing else []
    if entry.said_cleared:
        marked = MAY_BE_CLEARED if entry.clearance_doubtful else SAID_CLEARED
        properties["keywords"].append(f"{marked}{entry.said_cleared}")
    properties["notes"] += [f"{ROUTE}{countries}{_stops(stops)}" for countries, stops in entry.routes]
    for name, kind in entry.names:
        properties.setdefault(PROPERTIES[kind], []).append(name)
    for contact, value in entry.contacts:
        if contact is ContactType.PHONE:
            properties.setdefault("phone", []).append(value)
        elif contact is ContactType.EMAIL:
            properties.setdefault("email", []).append(value)
        elif contact is ContactType.URL:
            properties.setdefault("website", []).append(f"https://{value}{'' if '/' in value else '/'}")
    schema = "Person" if entry.is_person else "Organization"
    if entity_id(entry) != entry.key:
        properties["keywords"].append(f"{KEY}{entry.key}")
    whole = _entity(entry, entity_id(entry), schema, properties, caption=entry.name)
    return whole | {"target": not cleared, "referents": [_id(other) for other in entry.also]}


def _stops(stops: Sequence[str]) -> str:
    """The places on the way; a mark ends each where one has a comma of its own (Washington, D.C.)."""
    if any("," in stop for stop in stops):
        return STOPS + " ".join(f"{stop}{STOP_END}" for stop in stops)
    return STOPS + ", ".join(stops) if stops else ""


def _account(entry: Entry, kind: ContactType, value: str) -> Entity:
    properties = {"service": [SERVICES[kind]], "username": [value], "owner": [entity_id(entry)]}
    if kind is ContactType.WHATSAPP:
        properties["phone"] = [value]
    return _entity(entry, f"{entity_id(entry)}-{_short(kind, value)}", "UserAccount", properties, caption=value)


def _payee_account(entry: Entry, value: str) -> Iterator[Entity]:
    form, _, number = value.partition(":")
    owner, key = [entity_id(entry)], f"{entity_id(entry)}-{_short(ContactType.ACCOUNT, value)}"
    if form in WALLET:
        phone, email = reached_by(value)
        held = {"service": [WALLET[form]], "username": [number], "owner": owner}
        held |= {"phone": [phone] if phone else [], "email": [email] if email else []}
        yield _entity(entry, key, "UserAccount", held, caption=number)
        return
    properties = {"iban": [number.upper()]} if form == "iban" else {"accountNumber": [number]}
    if form in NUMBERS:
        properties["accountType"] = [form]
    elif form != "iban":
        properties["bankName"] = [form]
    yield _entity(entry, key, "BankAccount", properties, caption=number)
    yield _entity(entry, f"{key}-owner", "Ownership", {"owner": owner, "asset": [key]}, caption=number)


def _said(entry: Entry, said: Said) -> Iterator[Entity]:
    unaddressed = () if said.url else (said.publisher, said.sentence)  # of what has an address that tells it apart
    days = [said.on.isoformat()] if said.has_day else []
    article = f"almenara-article-{_short(said.url, *([''] if said.url else days or ['']), *unaddressed)}"
    where = {
        "sourceUrl": [said.url] if said.url else [],
        "publisher": [said.publisher] if said.publisher else [],
    }
    title = said.publisher or said.url or "A list that was read in"
    yield _entity(entry, article, "Article", where | {"title": [title], "date": days}, caption=title)
    properties = where | {
        "document": [article],
        "entity": [entity_id(entry)],
        "role": ["standing"],
        "status": [said.status.value],
        "date": days,
        "summary": [said.sentence] if said.sentence else [],
    }
    key = f"{entity_id(entry)}-said-{_short(said.status, *(days or ['']), said.url, *unaddressed)}"
    caption = f"{said.status} on {said.on}" if said.has_day else said.status.value
    yield _entity(entry, key, "Documentation", properties, caption=caption)


def _entity(entry: Entry, key: str, schema: str, properties: dict[str, list[str]], *, caption: str) -> Entity:
    return {
        "id": key,
        "caption": caption,
        "schema": schema,
        "referents": [],
        "datasets": [DATASET],
        "first_seen": stamp(entry.first_seen.replace(microsecond=0)),
        "last_seen": stamp(entry.last_seen.replace(microsecond=0)),
        "last_change": stamp(entry.last_seen.replace(microsecond=0)),
        "target": False,  # of an operator it is told whether it is one
        "properties": {name: values for name, values in properties.items() if values},
    }


def _short(*parts: object) -> str:
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:16]
