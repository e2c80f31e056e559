"""A desk where people have to sign in, with one person of each role and a clock that is set by hand."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from core.settings import Settings
from store.accounts import people, tokens
from store.accounts.people import NewAccount
from store.accounts.records import AccountRole, Act, Scope
from store.session import Database
from tests.web.accounts.doors import PASSWORD, PEOPLE, Clock, enter
from tests.web.conftest import ORIGIN, settings_in
from tests.web.seed import NOW
from web.app import create_app


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW + timedelta(days=1))


@pytest.fixture(scope="session")
def watch_files(watch_files: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seeded watch with accounts, made once: rita reads, rosa reviews, ada administers."""
    folder = tmp_path_factory.mktemp("accounts") / "watch"
    shutil.copytree(watch_files, folder)
    database = Database(settings_in(folder).database)
    with database.transaction() as session:
        for role, (login, name) in PEOPLE.items():
            people.add(session, NewAccount(login, name, role, PASSWORD, must_change=False), Act("the terminal", NOW))
    database.close()
    return folder


@pytest.fixture
def closed(settings: Settings) -> Settings:
    """Settings of a desk where people have to sign in."""
    return settings.model_copy(update={"web": settings.web.model_copy(update={"accounts": "required"})})


@pytest.fixture
def stranger(closed: Settings, clock: Clock) -> Iterator[TestClient]:
    """A browser that has not signed in."""
    with TestClient(create_app(closed, clock=clock), base_url=ORIGIN, follow_redirects=False) as client:
        yield client


@pytest.fixture
def rosa(stranger: TestClient) -> TestClient:
    """The reviewer, signed in."""
    enter(stranger, "rosa")
    return stranger


@pytest.fixture
def ada(stranger: TestClient) -> TestClient:
    """The admin, signed in."""
    enter(stranger, "ada")
    return stranger


@pytest.fixture
def token_of(database: Database, closed: Settings, clock: Clock) -> Callable[..., dict[str, str]]:
    """To make a token of a person."""
    del closed

    def make(login: str, *scopes: Scope) -> dict[str, str]:
        with database.transaction() as session:
            account = people.find(session, login)
            act = Act(account.name, clock())
            secret, _token = tokens.add(session, account, "a program", scopes, days=30, act=act)
        return {"Authorization": f"Bearer {secret}"}

    return make


@pytest.fixture
def rita(stranger: TestClient) -> TestClient:
    """The reader, signed in."""
    enter(stranger, PEOPLE[AccountRole.READER][0])
    return stranger
