"""A reading comes back as it was, once a reader, the newest current."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core.errors import NotFoundError
from core.records import Analysis
from store import analyses, flags, linking, views
from store.session import Database
from tests.store.make import NOON, analysis, capture, mention, read, save


@settings(max_examples=50)
@given(st.from_type(Analysis))
def test_any_reading_comes_back_as_it_was(reading: Analysis) -> None:
    numbers = [
        *reading.scores.values(),
        *reading.refused.values(),
        *(m.score for m in reading.mentions),
        *(s.weight for s in reading.signals),
    ]
    numbers += [hours for hours in [reading.route.duration_hours] if hours is not None]
    assume(not any(map(math.isnan, numbers)) and all(price.amount.is_finite() for price in reading.prices))
    assert analyses.parse(analyses.dump(reading)) == reading
    assert analyses.dump(reading).isascii()


def test_a_reading_from_before_a_field_was_added_still_loads() -> None:
    """What older versions kept says nothing of modes, hours and path."""
    reading = analysis(1, [mention("Kantuta")])
    record = json.loads(analyses.dump(reading))
    for name in ("modes", "duration_hours", "path"):
        del record["route"][name]
    assert analyses.parse(json.dumps(record)) == reading


def test_how_a_journey_is_made_is_kept() -> None:
    reading = analysis(1)
    made = replace(reading, route=replace(reading.route, modes=("bus", "foot"), duration_hours=36.0, path="irregular"))
    assert analyses.parse(analyses.dump(made)).route == made.route


def test_kept_once_a_reader_and_the_newest_is_current(database: Database) -> None:
    with database.transaction() as session:
        revision_id = save(session, capture(1), "Text.").revision_id
        with pytest.raises(NotFoundError, match="not read yet"):
            analyses.current(session, revision_id)
        first = analysis(revision_id, [mention("Kantuta")], reader="rules 1")
        assert analyses.save(session, first) == analyses.save(session, first)
        assert analyses.parse(analyses.current(session, revision_id).record) == first
        second = analysis(revision_id, [], reader="rules 2")
        assert analyses.save(session, second) == analyses.save(session, second)
        assert analyses.parse(analyses.current(session, revision_id).record) == second
        assert flags.pending(session, 10) == [revision_id]
        assert analyses.save(session, first) == 1  # the earlier reader again: a threshold was tried, and put back
        assert analyses.parse(analyses.current(session, revision_id).record) == first
        assert flags.pending(session, 10) == [revision_id]
        linking.link(session, revision_id, threshold=0.8)
        assert flags.raise_flag(session, revision_id, None, NOON) == 1
        assert flags.pending(session, 10) == []
        with pytest.raises(NotFoundError, match="no version 99"):
            analyses.save(session, analysis(99))


def test_an_earlier_readers_reading_that_was_flagged_is_not_flagged_again(database: Database) -> None:
    with database.transaction() as session:
        revision_id = save(session, capture(1), "Text.").revision_id
        first, second = (analysis(revision_id, [mention(name)], reader=name) for name in ("Kantuta", "Zorzal"))
        read(session, first)
        analyses.save(session, second)
        analyses.save(session, first)
        assert flags.pending(session, 10) == [revision_id]  # for what was withdrawn meanwhile (test_rereading)
        assert flags.raise_flag(session, revision_id, None, NOON) == 1
        assert (flags.pending(session, 10), views.flag(session, 1).summary.version) == ([], 1)
        assert len(views.flag(session, 1).events) == 1
        assert analyses.parse(analyses.current(session, revision_id).record) == first
        analyses.save(session, second)
        assert flags.pending(session, 10) == [revision_id]  # this one was never linked


def test_pending_in_the_order_of_reading(database: Database) -> None:
    with database.transaction() as session:
        ids = [save(session, capture(n, at=NOON + timedelta(n)), f"Text {n}.").revision_id for n in (1, 2, 3)]
        for revision_id in reversed(ids):
            analyses.save(session, analysis(revision_id))
        assert flags.pending(session, 2) == [ids[2], ids[1]]
