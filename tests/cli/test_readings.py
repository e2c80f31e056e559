"""What was read out of a document, as the terminal tells it."""

from __future__ import annotations

import pytest

from cli.readings import print_reasons
from core.records import Signal, Span
from core.terms import DocumentLabel

OFFER = DocumentLabel.SMUGGLING_OFFER


def test_what_spoke_against_a_label_is_parted_from_what_spoke_for_it(capsys: pytest.CaptureFixture[str]) -> None:
    """They stood in one table, told apart by a sign alone."""
    against = Signal(OFFER, "lawful_travel", "con pasaporte", -0.4, Span(0, 13))
    spoke = Signal(OFFER, "evasion", "sin papeles", 2.1, Span(20, 31))
    print_reasons([against, spoke])
    head, _, tail = capsys.readouterr().out.partition("What spoke against each label")
    assert "What spoke for each label" in head
    assert ("sin papeles" in head, "con pasaporte" in head) == (True, False)
    assert ("sin papeles" in tail, "con pasaporte" in tail) == (False, True)
    assert ("■" * 10 in head, "■■" in tail, "■" * 3 in tail) == (True, True, False)
    assert not any(figure in head + tail for figure in ("2.1", "0.4"))
    print_reasons([spoke])
    assert "against" not in capsys.readouterr().out
    print_reasons([])
    assert capsys.readouterr().out == ""
