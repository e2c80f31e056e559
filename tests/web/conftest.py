"""A seeded watch, its pages in this process, and a browser to look at them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, sync_playwright

from core.settings import Settings, load
from store import views
from store.session import Database
from tests.web.browser import ARGUMENTS, served
from tests.web.seed import Night, whole_watch
from web.app import create_app

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ORIGIN = "http://127.0.0.1:8321"


def settings_in(folder: Path) -> Settings:
    """The defaults, with everything that is kept below `folder`."""
    return load().model_copy(update={"data_dir": folder, "database_url": ""})


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer waits until what takes long is done, however slow the machine is."""
    monkeypatch.setattr("web.long_work.AT_ONCE", 600.0)


@pytest.fixture(scope="session")
def watch_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the seeded database and archive, to be copied: never written to by a test."""
    folder = tmp_path_factory.mktemp("watch")
    settings = settings_in(folder)
    database = Database(settings.database)
    database.upgrade()
    whole_watch(database, settings.archive_root)
    database.close()
    return folder


@pytest.fixture
def settings(watch_files: Path, tmp_path: Path) -> Settings:
    """Settings over a copy of the seeded watch."""
    folder = tmp_path / "data"
    shutil.copytree(watch_files, folder)
    return settings_in(folder)


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    """The database behind the pages."""
    database = Database(settings.database)
    yield database
    database.close()


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    """A browser without eyes, at the address that we answer to."""
    with TestClient(create_app(settings), base_url=ORIGIN, raise_server_exceptions=True) as client:
        yield client


@pytest.fixture(scope="session")
def looker(watch_files: Path) -> Iterator[TestClient]:
    """As `client`, for tests that only look: one application for all of them."""
    with TestClient(create_app(settings_in(watch_files)), base_url=ORIGIN) as looker:
        yield looker


@pytest.fixture(scope="session")
def flag_ids(watch_files: Path) -> dict[str, int]:
    """Title -> flag of the seeded watch, and of every copy of it."""
    database = Database(settings_in(watch_files).database)
    with database.reading() as session:
        found = {flag.title: flag.flag_id for flag in views.flags(session)}
    database.close()
    return found


@pytest.fixture
def night(database: Database, settings: Settings) -> Night:
    """To hold a further night in the same watch."""
    return Night(database, settings.archive_root)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; the test is left out where there is none."""
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed (Debian: apt install chromium)")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def origin(settings: Settings) -> Iterator[str]:
    """Where the pages are served to a browser."""
    with served(settings) as address:
        yield address
