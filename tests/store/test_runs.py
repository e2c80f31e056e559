"""The ledger of the nights: begun once, taken up again, and silence counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.errors import NotFoundError
from core.nights import SourceNight
from core.terms import NightState
from store import runs, sources, views
from store.session import Database, Session
from tests.store.make import NOON, register, source

NIGHT = date(2021, 1, 23)


def _night(session: Session, night: date, **documents: int) -> None:
    run = runs.start_or_resume(session, night, "test", NOON)
    runs.plan(session, run.run_id, [SourceNight(source_id, (0, 5)) for source_id in documents])
    for source_id, new in documents.items():
        runs.update(
            session, run.run_id, SourceNight(source_id, (0, 5), new=new, unchanged=3 if new else 0, state="done")
        )
    runs.finish(session, run.run_id, "done", NOON)


def test_a_killed_night_is_taken_up_again_and_its_lines_stay(database: Database) -> None:
    lines = [SourceNight("cl_voz", (1, 3)), SourceNight("co_hora", None)]
    done = replace(lines[0], fetched=4, new=2, reasons={"robots": 3}, state="done", silent_nights=1)
    with database.transaction() as session:
        run = runs.start_or_resume(session, NIGHT, "scheduler", NOON)
        runs.plan(session, run.run_id, lines)
        runs.update(session, run.run_id, done)
    with database.transaction() as session:
        again = runs.start_or_resume(session, NIGHT, "manual", NOON)
        assert (again.run_id, again.resumed, again.trigger) == (run.run_id, True, "scheduler")
        assert runs.unfinished(session) == again
        runs.plan(session, run.run_id, lines)
        assert runs.nights(session, run.run_id) == [done, lines[1]]
        runs.finish(session, run.run_id, "done", NOON)
        runs.finish(session, run.run_id, "failed", NOON + timedelta(hours=1))
        assert runs.unfinished(session) is None
        assert [line.state for line in views.runs(session, limit=1)] == ["done"]


def test_a_finished_night_can_be_run_again(database: Database) -> None:
    with database.transaction() as session:
        _night(session, NIGHT, cl_voz=1)
        second = runs.start_or_resume(session, NIGHT, "manual", NOON)
        assert second.resumed is False
        assert [run.run_id for run in views.runs(session, limit=5)] == [second.run_id, second.run_id - 1]


@pytest.mark.parametrize(
    ("trigger", "ended", "is_done"),
    [("scheduler", -1, True), ("catch-up", -1, True), ("manual", -1, False), ("manual", 0, True)],
)
def test_a_night_is_done_by_the_clock_or_by_whom_ended_since(
    database: Database, trigger: str, ended: int, is_done: bool
) -> None:
    with database.transaction() as session:
        run = runs.start_or_resume(session, NIGHT, trigger, NOON)
        assert not runs.is_done(session, NIGHT, since=NOON)
        runs.finish(session, run.run_id, NightState.DONE, NOON + timedelta(minutes=ended))
    with database.reading() as session:
        assert runs.is_done(session, NIGHT, since=NOON) is is_done
        assert not runs.is_done(session, NIGHT + timedelta(days=1), since=NOON)


def test_silence_is_counted_by_finished_nights(database: Database) -> None:
    with database.transaction() as session:
        for day, new in enumerate((2, 0, 0)):
            _night(session, NIGHT + timedelta(days=day), cl_voz=new, co_hora=1)
        assert runs.silent_nights(session, "cl_voz") == 2
        assert runs.silent_nights(session, "co_hora") == 0
        assert runs.silent_nights(session, "xx_none") == 0
        _night(session, NIGHT + timedelta(days=2), cl_voz=0)  # the same night again is still one night
        assert runs.silent_nights(session, "cl_voz") == 2
        runs.start_or_resume(session, NIGHT + timedelta(days=3), "test", NOON)  # not finished: doesn't count
        assert runs.silence(session) == {"cl_voz": 2, "co_hora": 0}
        _night(session, NIGHT + timedelta(days=3), cl_voz=1)
        assert runs.silent_nights(session, "cl_voz") == 0


def test_silence_goes_back_beyond_the_nights_that_are_looked_at_first(database: Database) -> None:
    with database.transaction() as session:
        for day in range(runs.LATELY + 5):
            left = {} if day > 3 else {"xx_left": int(day < 2)}  # takes part no more
            _night(session, NIGHT + timedelta(days=day), cl_voz=int(day == 1), co_hora=1, pe_luz=0, **left)
        expected = {"cl_voz": runs.LATELY + 3, "co_hora": 0, "pe_luz": runs.LATELY + 5, "xx_left": 2}
        assert runs.silence(session) == expected
        assert {key: runs.silent_nights(session, key) for key in expected} == expected
        assert runs.silence(session, before=NIGHT + timedelta(days=3))["cl_voz"] == 1


def test_what_a_source_gave_in_each_night_of_a_week(database: Database) -> None:
    with database.transaction() as session:
        for day in range(9):
            _night(session, NIGHT + timedelta(days=day), cl_voz=day)
        _night(session, NIGHT + timedelta(days=8), cl_voz=5, co_hora=1)  # once more: one night with the first try
        assert {key: sorted(found) for key, found in runs.week(session, NIGHT + timedelta(days=8)).items()} == {
            "cl_voz": [2, 3, 4, 5, 6, 7, 13],
            "co_hora": [1],
        }
        assert sorted(runs.week(session, NIGHT + timedelta(days=2), "cl_voz")["cl_voz"]) == [0, 1, 2]
        assert runs.week(session, NIGHT, "co_hora") == {}


def test_runs_as_people_see_them(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        _night(session, NIGHT, cl_voz=2, co_hora=0)
        (line,) = views.runs(session)
        assert (line.night, line.sources, line.new, line.unchanged, line.state) == (NIGHT, 2, 2, 3, "done")
        assert [night.source_id for night in views.run(session, line.run_id).nights] == ["cl_voz", "co_hora"]
        assert [row.silent_nights for row in views.sources(session)] == [0, 1]
        with pytest.raises(NotFoundError, match="no run 77"):
            views.run(session, 77)
        with pytest.raises(NotFoundError, match="no source xx"):
            views.source(session, "xx")


def test_sources_are_brought_up_to_date_and_stay_when_their_description_goes(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        sources.register(session, [source("cl_voz", publisher="La Voz")], whole_catalogue=True)
        assert [(each.source_id, each.publisher) for each in sources.all_sources(session)] == [("cl_voz", "La Voz")]
        assert [row.source.source_id for row in views.sources(session)] == ["cl_voz"]
        assert views.source(session, "co_hora").source.name == "Co Hora"
        register(session, "co_hora")
        assert len(sources.all_sources(session)) == 2


def test_what_an_earlier_night_left_has_failed_when_a_later_one_begins(database: Database) -> None:
    """Else every start of the scheduler would go on with it for ever, by a crawl of everybody in daytime."""
    later = NOON + timedelta(days=1)
    with database.transaction() as session:
        first = runs.start_or_resume(session, NOON.date(), "scheduler", NOON)
        assert runs.unfinished(session) is not None
        second = runs.start_or_resume(session, later.date(), "scheduler", later)
        assert not second.resumed
        runs.finish(session, second.run_id, NightState.DONE, later)
        assert runs.unfinished(session) is None
        assert [(run.run_id, run.state) for run in views.runs(session, limit=2)] == [
            (second.run_id, NightState.DONE),
            (first.run_id, NightState.FAILED),
        ]


def test_what_is_news_of_a_night_came_since_the_one_before_ended(database: Database) -> None:
    with database.transaction() as session:
        first = runs.start_or_resume(session, NIGHT, "manual", NOON)
        assert runs.news_since(session, first.run_id) == NOON
        runs.finish(session, first.run_id, NightState.DONE, NOON + timedelta(hours=1))
        second = runs.start_or_resume(session, NIGHT + timedelta(days=1), "manual", NOON + timedelta(days=1))
        assert runs.news_since(session, second.run_id) == NOON + timedelta(hours=1)
        assert runs.news_since(session, 99) == NOON + timedelta(hours=1)
