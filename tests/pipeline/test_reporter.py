"""What strangers wrote does not reach a terminal as it is."""

from __future__ import annotations

import pytest

from pipeline.reporter import RichReporter

HOSTILE = "\x1b[2Jgone \x1b]0;title\x07 \u202egnp.exe"


def test_no_control_character_of_a_page_reaches_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """Addresses and errors are shown without escape sequences and bidirectional overrides."""
    with RichReporter() as reporter:
        reporter.say("document set aside", url=f"http://paper.example/{HOSTILE}", error=HOSTILE)
    shown = capsys.readouterr().err
    assert "gone" in shown
    for forbidden in ("\x1b[2J", "\x1b]0;", "\u202e"):
        assert forbidden not in shown
