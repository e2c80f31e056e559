"""What an office switched off stays off while the folder that says so is away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import SourceError
from core.settings import Settings, load
from pipeline import ledger
from pipeline.reporter import LogReporter
from pipeline.watched import watched
from store import sources
from store.session import Database
from tests.cli.test_commands import SOURCE

OFF = SOURCE + "enabled: false\nreason: they asked us by letter\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The program's folder, which has the source switched on, and the office's own, which has it switched off."""
    ours, own = tmp_path / "program", tmp_path / "own"
    for folder, text in ((ours, SOURCE), (own, OFF)):
        folder.mkdir()
        (folder / "xx_diario.yml").write_text(text, encoding="utf-8")
    return load().model_copy(update={"sources_dirs": (ours, own)})


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """One that is empty."""
    database = Database(f"sqlite:///{tmp_path / 'almenara.db'}")
    database.upgrade()
    yield database
    database.close()


def night(settings: Settings, database: Database) -> tuple[bool, str, list[str]]:
    """Whether the source is watched, why not, and what is broken; what is known of it is kept, as a night keeps it."""
    broken: dict[str, SourceError] = {}
    catalogue = watched(settings, database, broken, LogReporter())
    with database.transaction() as session:
        sources.register(session, [ledger.info(each) for each in catalogue.values()], whole_catalogue=not broken)
    return catalogue["xx_diario"].enabled, catalogue["xx_diario"].reason, list(broken)


def test_what_was_switched_off_stays_off_while_its_folder_is_away(settings: Settings, database: Database) -> None:
    """The program's own file counted then, and a site was asked that had asked not to be."""
    own = settings.source_folders[1]
    assert night(settings, database) == (False, "they asked us by letter", [])
    own.rename(own.with_name("away"))
    for _ in range(2):  # the night after, too
        assert night(settings, database) == (False, "they asked us by letter", [str(own)])
    own.with_name("away").rename(own)
    (own / "xx_diario.yml").unlink()
    assert night(settings, database) == (True, "", [])


def test_what_was_never_switched_off_is_watched_while_a_folder_is_away(settings: Settings, database: Database) -> None:
    own = settings.source_folders[1]
    (own / "xx_diario.yml").unlink()
    assert night(settings, database)[0]
    own.rmdir()
    assert night(settings, database) == (True, "", [str(own)])
    settings.source_folders[0].joinpath("xx_diario.yml").unlink()
    with pytest.raises(SourceError, match="No folder of sources"):
        watched(settings, database, {}, LogReporter())
