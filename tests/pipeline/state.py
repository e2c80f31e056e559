"""What a night left behind, in a form that two nights can be compared by."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import text

from evidence.verify import verify
from tests.pipeline.conftest import World


@dataclass(frozen=True)
class State:
    """Rows by what they mean, not by their numbers; Counters, so that a doubled row shows."""

    revisions: Counter[tuple[str, str, str]]  # source, address, hash of the text
    flags: Counter[tuple[str, str]]  # kind, address of the document
    operators: Counter[str]
    mails: Counter[tuple[str, str]]  # key, state
    runs_unfinished: int


def state_of(world: World) -> State:
    """Read the database."""
    queries = {
        "revisions": "select d.source_id, d.url, r.text_sha256 from revisions r join documents d"
        " on d.document_id = r.document_id",
        "flags": "select f.kind, d.url from flags f join documents d on d.document_id = f.document_id",
        "operators": "select name from operators",
        "mails": "select key, state from mails",
        "unfinished": "select 1 from runs where state = 'running'",
    }
    database = world.database()
    with database.reading() as session:
        rows = {name: [tuple(row) for row in session.execute(text(query))] for name, query in queries.items()}
    database.close()
    return State(
        revisions=Counter(rows["revisions"]),  # type: ignore[arg-type]
        flags=Counter(rows["flags"]),  # type: ignore[arg-type]
        operators=Counter(name for (name,) in rows["operators"]),
        mails=Counter(rows["mails"]),  # type: ignore[arg-type]
        runs_unfinished=len(rows["unfinished"]),
    )


def archive_findings(world: World) -> list[str]:
    """What is wrong with the archive."""
    return [str(finding) for finding in verify(world.settings().archive_root)]
