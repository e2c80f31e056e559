"""A name hidden from beginning to end, as the terminal and the desk have it done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime

from store.hide_name.asking import Asked
from store.hide_name.hiding import find, hide, register
from store.indexing import tidy
from store.session import Database
from store.ways import UNKNOWN, Way

Told = Callable[[int, int | None], object]
"""Is told how many are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Done:
    """The number of the request, and in how many rows of which tables it was hidden. `otherwise`: how texts write a
    number besides, by forms that nobody gave; there it still stands, and no reading tells of it any more."""

    request: int
    rows: Mapping[str, int]
    otherwise: tuple[str, ...] = ()


@contextmanager
def _unseen(_what: str) -> Iterator[Told]:
    yield lambda _done, _total: None


def hide_at_once(  # noqa: PLR0913 - what, and who signs
    database: Database,
    asked: Asked,
    *,
    who: str,
    case: str,
    now: datetime,
    way: Way = UNKNOWN,
    working: Callable[[str], AbstractContextManager[Told]] = _unseen,
) -> Done:
    """Have what comes later hidden, then what is kept, then the words of the search index. In several transactions,
    each of which may be done again. `working`: within, something long goes on, by its name."""
    with database.transaction() as session:
        request = register(session, asked, who=who, case=case, now=now)
    with working("tables read") as told, database.reading() as session:
        found = find(session, asked, told)
    with database.transaction() as session:
        rows = hide(session, asked, request, found.hideable, who=who, case=case, now=now, way=way)
    with working("words of the search index looked up") as told:
        tidy(database, told)
    return Done(request, rows, found.otherwise)
