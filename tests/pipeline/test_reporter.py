"""What strangers wrote does not reach a terminal as it is."""

from __future__ import annotations

import json

import pytest

from core.settings import load
from pipeline.reporter import LogReporter, RichReporter, configure_logging

HOSTILE = "\x1b[2Jgone \x1b]0;title\x07 \u202egnp.exe"


def test_no_control_character_of_a_page_reaches_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """Addresses and errors are shown without escape sequences and bidirectional overrides."""
    with RichReporter() as reporter:
        reporter.say("document set aside", url=f"http://paper.example/{HOSTILE}", error=HOSTILE)
    shown = capsys.readouterr().err
    assert "gone" in shown
    for forbidden in ("\x1b[2J", "\x1b]0;", "\u202e"):
        assert forbidden not in shown


def test_what_went_wrong_is_of_another_level_than_progress(capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever has warnings alone written was not told that a night got no time stamp."""
    configure_logging(load().model_copy(update={"log_level": "WARNING", "log_format": "json"}))
    with LogReporter() as reporter:
        reporter.say("time stamp", sequence=1)
        reporter.warn("no time stamp", error=HOSTILE)
    (line,) = capsys.readouterr().err.splitlines()
    told = json.loads(line)
    assert (told["event"], told["level"]) == ("no time stamp", "warning")
    assert "\x1b" not in told["error"]
