"""Long work: one piece after another, no more than may wait, told to who asked, known for a while."""

from __future__ import annotations

from concurrent.futures import wait
from datetime import timedelta
from threading import Event

import pytest

from tests.web.seed import NOW
from web.long_work import KEPT, MOST, LongWork, Told


def test_what_a_piece_gave_is_told_to_who_asked_for_a_while() -> None:
    work = LongWork[str]()
    piece = work.begin("ada", NOW, lambda told: f"{told(3, 7)}")
    assert piece is not None
    assert piece.is_over()
    assert (piece.gave.result(), piece.done, piece.of, piece.broke_off) == ("None", 3, 7, False)
    assert work.of(piece.key, "ada", NOW) is piece
    assert work.of(piece.key, "ana", NOW) is None
    assert work.of("x", "ada", NOW) is None
    assert work.of(piece.key, "ada", NOW + KEPT + timedelta(seconds=1)) is None
    work.close()


def test_no_more_wait_than_may_and_one_that_is_at_work_is_not_forgotten() -> None:
    work, go = LongWork[bool](), Event()

    def waits(_told: Told) -> bool:
        return go.wait()

    those = [work.begin("ada", NOW, waits) for _ in range(MOST)]
    assert None not in those
    assert work.begin("ada", NOW, waits) is None
    for piece in those:
        assert piece is not None
        assert not piece.is_over(0)
        assert work.of(piece.key, "ada", NOW + 2 * KEPT) is piece
    go.set()
    wait([piece.gave for piece in those if piece is not None])
    assert work.begin("ada", NOW, waits) is not None
    work.close()


def test_what_breaks_is_said_to_have_broken_off(caplog: pytest.LogCaptureFixture) -> None:
    work = LongWork[str]()

    def breaks(_told: Told) -> str:
        raise ValueError("nothing of it")

    piece = work.begin("", NOW, breaks)
    assert piece is not None
    assert piece.is_over()
    assert piece.broke_off
    work.close()
    assert "long work broke off" in caplog.text
