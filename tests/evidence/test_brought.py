"""Files of others: known by where they lie, dated by their seal, and called so by whatever is handed on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from core.languages import language, speaking
from core.records import Capture
from evidence.brought import of_others, taken_in
from evidence.bundle import export
from evidence.format.chain import stamp
from evidence.reader import read_pages
from evidence.recover import adopt
from evidence.seal import seal
from evidence.show import describe
from tests.evidence.given import NOW, archive


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "archive"


@pytest.fixture
def own(root: Path) -> Capture:
    return archive(root, 1)[0]


def brought(root: Path, path: Path) -> Capture:
    """A file of others, taken in at NOW: the capture of its only page."""
    name = adopt(root, path)
    seal(root, name, actor="test", now=NOW, models={})
    return next(read_pages(root / name, root=root)).capture


def test_a_file_of_others_is_told_from_ours(root: Path, own: Capture, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.warc.gz"
    shutil.copyfile(root / own.warc_file, foreign)  # it says of itself that it is ours, and that does not count
    capture = brought(root, foreign)
    assert (capture.crawl_id, capture.fetched_at) == (own.crawl_id, own.fetched_at)
    assert (of_others(own.warc_file), of_others(capture.warc_file)) == (False, True)
    assert (taken_in(root, own.warc_file), taken_in(root, capture.warc_file)) == (None, NOW)
    assert taken_in(root, "ingested/never.warc.gz") is None
    assert (describe(root, own).of_others, describe(root, capture).of_others) == (False, True)


def test_a_file_that_was_laid_into_the_archive_is_none_of_ours(root: Path, own: Capture) -> None:
    laid = root / "cl_example" / "made-by-hand.warc.gz"
    laid.parent.mkdir(exist_ok=True)
    shutil.copyfile(root / own.warc_file, laid)
    assert adopt(root, root / own.warc_file) == own.warc_file  # sealed when our crawl ended
    assert of_others(adopt(root, laid))


@pytest.mark.parametrize(
    ("code", "said", "rests"),
    [
        ("en", "from a WARC file of others, taken in on", "were not fetched by this watch"),
        ("es", "de un fichero WARC ajeno, incorporado el", "no las hizo esta vigilancia"),
        ("pt", "de um arquivo WARC alheio, incorporado em", "não foram feitas por esta vigilância"),
    ],
)
def test_the_readmes_say_whose_file_it_is(
    root: Path, own: Capture, tmp_path: Path, code: str, said: str, rests: str
) -> None:
    foreign = tmp_path / "foreign.warc.gz"
    shutil.copyfile(root / own.warc_file, foreign)
    capture = brought(root, foreign)
    with speaking(language(code)):
        folder = export(root, [own, capture], report_html="<p>", target=tmp_path / "both", actor="ana")
        plain = export(root, own, report_html="<p>", target=tmp_path / "ours", actor="ana")
    text = (folder / "README.txt").read_text(encoding="utf-8")
    assert text.count(f"{said} {stamp(NOW)};") == 1
    assert rests in text
    assert rests not in (plain / "README.txt").read_text(encoding="utf-8")
    if code != "en":
        english = (folder / "README.en.txt").read_text(encoding="utf-8")
        assert "were not fetched by this watch" in english
        assert "Made by:    ana, with" in english
