"""Two nights over the whole invented web: what must be found is found, and nobody is accused who must not be.

Reading is held to what must never be wrong, and to finding every lead; how well it reads each field is measured by
benchmarks/reading.py, not asserted here.
"""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from core.names import name_key
from core.settings import PROJECT_ROOT
from core.terms import FlagKind
from examples.expected import read_expected, read_nights
from examples.website import Web
from pipeline.nightly import NightResult, run_night
from pipeline.reporter import LogReporter
from store import views
from store.exchange import watchlist_file
from store.exchange.entries import entries
from tests.pipeline.conftest import World
from tests.store.exchange.round_trip import exported, exported_again

NIGHTS = {night["night"]: night for night in read_nights()["nights"]}


def key(name: str) -> str:
    """A name without spelling."""
    return name_key(name).core


def stories(night: int) -> set[frozenset[str]]:
    """The addresses of each story that must be a lead, those of night 1 included."""
    return {
        frozenset(f"http://{url}" for url in s)
        for n in range(1, night + 1)
        for e in NIGHTS[n]["leads"]
        for s in e["stories"]
    }


@pytest.fixture
def nights(world: World) -> tuple[World, list[NightResult], date]:
    """Both nights, run."""
    world.model, world.triage = "models/reader", True
    shutil.copytree(PROJECT_ROOT / "examples" / "sources", world.sources, dirs_exist_ok=True)
    now = datetime.now(UTC)
    results = []
    for night in (1, 2):
        world.web.web = Web(today=now.date(), night=night)
        with LogReporter() as reporter:
            later = now + timedelta(days=night - 1)
            results.append(run_night(world.settings(), trigger="test", reporter=reporter, now=later))
    return world, results, now.date()


def test_two_nights_over_the_whole_web(nights: tuple[World, list[NightResult], date], tmp_path: Path) -> None:
    """Ledger, stories, leads, clearance; and no authority, reporter, victim, bystander or look-alike accused."""
    world, results, today = nights
    for number, result in enumerate(results, 1):
        met = {line.source_id: line.new + line.stopped for line in result.ledger}
        assert met == NIGHTS[number]["new_documents"]
    database = world.database()
    with database.reading() as session:
        found = [views.flag(session, each.flag_id) for each in views.flags(session, limit=1000)]
        operators = [views.operator(session, each.operator_id) for each in views.operators(session)]
        one, two = tmp_path / "one.ftm.json", tmp_path / "two.ftm.json"
        watchlist_file.write(entries(session), one)
    database.close()
    assert exported_again(one, two) == exported(one)  # a round trip loses nothing that FollowTheMoney can carry

    leads = [each for each in found if each.summary.kind is FlagKind.LEAD]
    spoken = {each.summary.flag_id: {each.document.url, *(c.url for c in each.copies)} for each in leads}
    missed = [sorted(story) for story in stories(2) if not any(story & urls for urls in spoken.values())]
    assert not missed
    wanted = set().union(*stories(2))
    assert not [urls for urls in spoken.values() if not urls & wanted]  # no look-alike is flagged

    copies = next(s for s in stories(1) if len(s) == 2)
    assert any(copies <= urls for urls in spoken.values())  # a wire copy joins its story

    gold = read_expected(today=today)
    innocent = {key(each["name"]): each["role"] for record in gold for each in record["others"]}
    guilty = {key(form) for record in gold for each in record["operators"] for form in (each["name"], *each["aliases"])}
    listed = {key(name.name): name.name for operator in operators for name in operator.names}
    assert not {name: innocent[k] for k, name in listed.items() if k in innocent and k not in guilty}

    cleared = {each.document.url.removeprefix("http://") for each in found if each.summary.kind is FlagKind.CLEARANCE}
    assert cleared == set(NIGHTS[2]["clearances"][0]["urls"])
    assert "Los Cuervos de la Sal" in {operator.summary.name for operator in operators}
    (zafiro,) = [o for o in operators if "pasozafiro" in {key(n.name) for n in o.names}]
    assert zafiro.summary.documents >= 4
    named = [{key(name.name) for name in operator.names} for operator in operators]
    assert sum("juvenciotaboca" in each for each in named) == 1  # once named before his firm, and once after it
