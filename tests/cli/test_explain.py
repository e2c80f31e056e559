"""What `almenara explain` says of a label to which the second opinion does not agree."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cli.explain import show
from core.terms import DocumentKind, DocumentLabel
from nlp.analyse import Reader
from tests.nlp.build import make_document

REPORT = DocumentLabel.SMUGGLING_REPORT


def test_who_asks_why_a_text_is_not_flagged_is_told_that_networks_differ(capsys: pytest.CaptureFixture[str]) -> None:
    document = make_document("Detienen a cuatro migrantes sin documentos.", kind=DocumentKind.NEWS)
    silent = replace(Reader(1.0).analyse(document), labels=(), scores={REPORT: 0.12})
    show(document, replace(silent, refused={REPORT: 0.97}))
    told = " ".join(capsys.readouterr().out.split())
    assert "Labels: none" in told
    assert "The second opinion does not agree to smuggling_report, which the reader itself gives 0.97." in told
    show(document, silent)
    assert "second opinion" not in capsys.readouterr().out
