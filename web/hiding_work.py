"""A name looked for in all that is kept, and hidden there: what takes long of it, as pieces of the desk's long work."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from core.errors import ConflictError, InputError, NotFoundError
from core.text import plain
from store import hide_name, looking
from store.session import Database
from web.judging import Typed
from web.languages import marked_text as N_
from web.long_work import Told
from web.problems import Problem

_LISTED = N_(
    "Whoever is listed and should not be: dismiss the lead, or correct what was read of them. A number that is not the "
    "operator’s: take it off on the operator’s page, then hide it. A namesake: hide the name in one document alone."
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What stands in the form."""

    spellings: str = ""  # one a line
    document: str = ""  # its number; "" for everywhere
    case: str = ""

    @property
    def forms(self) -> list[str]:
        """Each way in which it is written."""
        return [line.strip() for line in self.spellings.splitlines() if line.strip()]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found, or hidden and found after that; all of it, or there is none."""

    wanted: Wanted
    typed: Typed | None = None
    problem: Problem | None = None
    found: hide_name.Found | None = None
    done: hide_name.Done | None = None
    is_over: bool = True
    added: Sequence[str] = ()


def asked(database: Database, wanted: Wanted) -> tuple[hide_name.Asked | None, Problem | None]:
    """What is to be hidden, or why it can't be."""
    try:
        with database.reading() as session:
            number = int(wanted.document) if wanted.document.strip() else None
            return hide_name.asked(session, wanted.forms, number), None
    except ConflictError as error:
        return None, Problem(409, error.what, _LISTED, field="spellings")
    except NotFoundError as error:
        return None, Problem(404, error.what, error.remedy, field="document")
    except InputError as error:
        return None, Problem(422, error.what, error.remedy, field="spellings")


def look(
    database: Database, those: hide_name.Asked, wanted: Wanted, typed: Typed, *, lacks: Problem | None = None
) -> Callable[[Told], Outcome]:
    """Find where it stands; nothing is hidden. `lacks`: why it was not, where it was to be."""

    def work(told: Told) -> Outcome:
        found, problem, now_wanted = _found(database, those, wanted, typed, told), None, wanted
        if added := found.otherwise:  # a number that a text spells in words would stay there
            now_wanted = replace(wanted, spellings="\n".join([*wanted.forms, *map(plain, added)]))
            again, problem = asked(database, now_wanted)
            found = _found(database, again, now_wanted, typed, told) if again is not None else found
        return Outcome(now_wanted, typed, problem or lacks, found, added=added)

    return work


def hide(
    database: Database, those: hide_name.Asked, wanted: Wanted, typed: Typed, now: datetime
) -> Callable[[Told], Outcome]:
    """Hide it, and find what is left."""

    def work(told: Told) -> Outcome:
        @contextmanager
        def working(_what: str) -> Iterator[Told]:
            yield told

        case = wanted.case.strip()
        done = hide_name.hide_at_once(
            database, those, who=typed.who, case=case, now=now, way=typed.way, working=working
        )
        found = _found(database, those, wanted, typed, told)
        return Outcome(Wanted(), typed, None, found, done, database.overwrite())

    return work


def _found(database: Database, those: hide_name.Asked, wanted: Wanted, typed: Typed, told: Told) -> hide_name.Found:
    """Where it stands; that somebody looked is on record, without the name, before anybody is shown it."""
    with database.reading() as session:
        found = hide_name.find(session, those, told)
    details = {"case": wanted.case.strip(), "forms": len(those.keys), "found": len(found.hideable)}
    with database.transaction() as session:
        looking.viewed(session, typed.who, "name to be hidden", details=typed.way.details | details)
    return found
