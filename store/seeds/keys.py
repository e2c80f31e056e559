"""By which key somebody of a list is known here already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import select

from core.names import name_key
from core.text import plain, without_accents
from store.seeds.seed import Seed
from store.session import Session
from store.tables import OperatorNameRow, OperatorRow
from store.tables.base import chunks

_ENYE = "\ue000"


def known_keys(session: Session, keys: Sequence[str]) -> dict[str, int]:
    """Which of these keys lists have brought before, each with its entry."""
    found: dict[str, int] = {}
    for chunk in chunks(keys):
        query = select(OperatorRow.seed_key, OperatorRow.operator_id).where(OperatorRow.seed_key.in_(chunk))
        found |= {str(key): operator_id for key, operator_id in session.execute(query)}
    return found


def as_known(session: Session, seeds: Sequence[Seed]) -> list[Seed]:
    """These under the keys that they are known by here: one that its list has under another id since, and one without
    a key whose name is written otherwise this time, are the same."""
    known = known_keys(session, [seed.key for seed in seeds])
    before = known_keys(session, list({key for seed in seeds if seed.key not in known for key in seed.also}))
    written = _known_names(session, [seed for seed in seeds if not seed.has_key and seed.key not in known])
    found = []
    for seed in seeds:
        earlier = [key for key in seed.also if key in before] if seed.key not in known else []
        key = min(earlier, key=before.__getitem__) if earlier else seed.key
        if not seed.has_key and key not in known:
            key = written.get(alike(seed.name), key)
        found.append(seed if key == seed.key else replace(seed, key=key))
    return found


def alike(name: str) -> str:
    """A name without what hands write now so, now otherwise: case, accents, blanks, invisible signs."""
    written = plain(name).casefold().replace("ñ", _ENYE)  # a letter of its own: Peña is not Pena
    return " ".join(without_accents(written).split())


def _known_names(session: Session, seeds: Iterable[Seed]) -> dict[str, str]:
    """Name, as `alike` has it -> the key of the oldest entry whose key is that name."""
    found: dict[str, str] = {}
    cores = sorted({name_key(seed.name).core for seed in seeds})
    for chunk in chunks(cores):
        query = (
            select(OperatorRow.seed_key)
            .join(OperatorNameRow, OperatorNameRow.operator_id == OperatorRow.operator_id)
            .where(OperatorNameRow.core_key.in_(chunk), OperatorRow.seed_key.is_not(None))
            .order_by(OperatorRow.operator_id)
        )
        for key in session.scalars(query):
            found.setdefault(alike(str(key)), str(key))
    return found
