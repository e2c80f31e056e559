"""The sources of a night, also where a folder of theirs is not there or can't be looked into.

A folder of an office's own may switch off what the program's switches on: at a site's request, or as its terms forbid
it. While it is away the program's file would count, and the site would be asked; so what was switched off when its file
was last read stays off.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from core.errors import SourceError
from core.settings import Settings
from crawlers.source import Source
from pipeline.origins import readable
from pipeline.reporter import Reporter
from store import sources
from store.session import Database


def watched(
    settings: Settings, database: Database, broken: dict[str, SourceError], reporter: Reporter
) -> dict[str, Source]:
    """The sources by id; `broken` takes up what is wrong with the others, and folders, as of `read_catalogue`.

    Raises:
        SourceError: there are none but broken ones.
    """
    catalogue = readable(settings.source_folders, broken)
    if not _is_a_folder_away(broken):
        return catalogue
    return catalogue | _still_off(database, catalogue, reporter)


def _is_a_folder_away(broken: Collection[str]) -> bool:
    return any(Path(name).is_absolute() for name in broken)  # a single file is known by its source's id


def _still_off(database: Database, catalogue: dict[str, Source], reporter: Reporter) -> dict[str, Source]:
    with database.reading() as session:
        off = {known.source_id: known.reason for known in sources.all_sources(session) if not known.enabled}
    held = {name: reason for name, reason in off.items() if name in catalogue and catalogue[name].enabled}
    for name in held:
        reporter.warn("source stays switched off, as the file that did it may be in a missing folder", source=name)
    return {
        name: catalogue[name].model_copy(update={"enabled": False, "reason": reason}) for name, reason in held.items()
    }
