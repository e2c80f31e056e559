"""Words are filed by their sound with letters left out, no longer by their spelling; names of five words and more are
filed under the pairs of one word more.

Revision: 0043, after 0041 (0042 was taken back before it was released).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from itertools import islice

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql, sqlite

from store.likeness.form import sound
from store.likeness.keys import deletions, keys, trace_of, traces

revision = "0043"
down_revision = "0041"
branch_labels = None
depends_on = None

_CHUNK = 5000
_VOWELS = re.compile("[aeiou]")
_MANY = re.compile(r"(?:[^\W_][\W_]+|[a-z](?=[A-Z])).*?" * 4)  # of so many words a pair more is filed
_WORDS = sa.table("name_words", sa.column("key", sa.BigInteger()), sa.column("word", sa.String()))
_KEYS = sa.table("operator_keys", sa.column("key", sa.BigInteger()), sa.column("operator_id", sa.BigInteger()))
_NAMES = sa.table("operator_names", sa.column("operator_id", sa.BigInteger()), sa.column("name", sa.String()))


def upgrade() -> None:
    """One step up; what is known is filed anew."""
    _refile(lambda word: {trace_of(word), *traces(word)})
    connection = op.get_bind()
    names = connection.execute(sa.select(_NAMES.c.operator_id, _NAMES.c.name)).all()
    pairs = sorted(
        {
            (key, operator_id)
            for operator_id, name in names
            if _MANY.search(name)
            for label, key in keys(name).items()
            if label[0] == "p"
        }
    )
    of = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    for chunk in _chunks({"key": key, "operator_id": operator_id} for key, operator_id in pairs):
        connection.execute(of(_KEYS).on_conflict_do_nothing(), chunk)


def downgrade() -> None:
    """One step down. Pairs stay: an older program passes over what it does not ask for."""
    _refile(_former)


def _refile(traces_of: Callable[[str], set[int]]) -> None:
    connection = op.get_bind()
    words = connection.scalars(sa.select(_WORDS.c.word).distinct()).all()
    rows = sorted((key, word) for word in words for key in traces_of(word))
    connection.execute(sa.delete(_WORDS))
    for chunk in _chunks({"key": key, "word": word} for key, word in rows):
        connection.execute(sa.insert(_WORDS), chunk)


def _chunks(rows: Iterable[dict[str, object]]) -> Iterator[list[dict[str, object]]]:
    waiting = iter(rows)
    while chunk := list(islice(waiting, _CHUNK)):
        yield chunk


def _former(word: str) -> set[int]:
    """The traces of schema 0041."""
    skeleton = _VOWELS.sub("", sound(word))
    labels = {f"d:{each}" for each in deletions(word)} | ({f"s:{skeleton}"} if len(skeleton) >= 3 else set())
    if len(word) >= 8:
        labels |= {f"b:{word[:4]}", f"e:{word[-4:]}"}
    if 4 <= len(word) <= 9:
        labels |= {f"o:{word[0]}{word[-3:]}", f"f:{word[:3]}{word[-1]}"}
    return {int.from_bytes(blake2b(label.encode(), digest_size=8).digest(), "big", signed=True) for label in labels}
