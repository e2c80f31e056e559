"""Contact points in FollowTheMoney entities: an operator's own, those of its user accounts, and its bank accounts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from core import accounts as payee
from core.names import name_key
from core.terms import ContactType
from store.exchange.ftm import NUMBERS, SERVICES, WALLET

_SERVICES = {service.lower(): kind for kind, service in SERVICES.items()}
_WALLETS = {service.lower(): wallet for wallet, service in WALLET.items()}
_OF_ACCOUNTS = ("service", "username", "iban", "accountType", "bankName", "accountNumber")
_BANK_WORDS = frozenset({"banco", "banca", "bank", "de", "del", "la", "do", "da", "of"})


def accounts_of(entities: Mapping[str, Mapping[str, object]]) -> dict[str, list[Mapping[str, object]]]:
    """The accounts of each owner: of a service outright, at a bank by an Ownership."""
    found = by(entities, "UserAccount", "owner")
    for owner, ownerships in by(entities, "Ownership", "owner").items():
        assets = (entities.get(key) for each in ownerships for key in values(each, "asset"))
        at_banks = [asset for asset in assets if asset is not None and asset["schema"] == "BankAccount"]
        found.setdefault(owner, []).extend(at_banks)
    return found


def contacts_of(
    entity: Mapping[str, object], accounts: Iterable[Mapping[str, object]]
) -> Iterable[tuple[ContactType, str]]:
    """The contact points of an entity and of its accounts."""
    yield from ((ContactType.PHONE, value) for value in values(entity, "phone"))
    yield from ((ContactType.EMAIL, value) for value in values(entity, "email"))
    yield from ((ContactType.URL, value) for value in values(entity, "website"))
    for account in accounts:
        if value := _payee_account(account, list(map(str.upper, values(entity, "country")))):
            yield ContactType.ACCOUNT, value
        kind = _SERVICES.get(next(iter(values(account, "service")), "").lower())
        if kind is not None:
            yield from ((kind, value) for value in values(account, "username"))


def _payee_account(entity: Mapping[str, object], countries: Sequence[str]) -> str:
    """A bank's account or a wallet as it is kept; "" for what is none, or says too little to be told from others."""
    first = {name: next(iter(values(entity, name)), "") for name in _OF_ACCOUNTS}
    if entity["schema"] == "UserAccount":
        wallet = _WALLETS.get(first["service"].lower(), "")
        return payee.account(wallet, first["username"], countries) if wallet else ""
    if first["iban"]:
        return payee.account("iban", first["iban"])
    kind, bank = first["accountType"].lower(), first["bankName"]
    if bank != bank.lower() or " " in bank:  # ours is one word in small letters
        bank = "-".join(word for word in name_key(bank).tokens if word not in _BANK_WORDS)
    return payee.account(kind if kind in NUMBERS else bank, first["accountNumber"])


def by(entities: Mapping[str, Mapping[str, object]], schema: str, name: str) -> dict[str, list[Mapping[str, object]]]:
    """The entities of a schema by those whom a property of theirs names."""
    found: dict[str, list[Mapping[str, object]]] = {}
    for entity in entities.values():
        if entity["schema"] == schema:
            for key in values(entity, name):
                found.setdefault(key, []).append(entity)
    return found


def values(entity: Mapping[str, object], name: str) -> list[str]:
    """A property's values, as text; TypeError where the entity has none that are properties."""
    properties = entity.get("properties") or {}
    if not isinstance(properties, dict):
        raise TypeError("properties are no object")
    found = properties.get(name, [])
    told = [value for value in (found if isinstance(found, list) else [found]) if isinstance(value, (str, int, float))]
    return [str(value).strip() for value in told if str(value).strip()]
