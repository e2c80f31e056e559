"""The measure itself: right on texts whose figures are known, and honest about data that isn't there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.extraction import half, main, score
from tests.extraction.samples import PARAGRAPHS, article


@pytest.mark.parametrize(
    ("true", "read", "expected"),
    [
        ("uno dos tres cuatro cinco", "uno dos tres cuatro cinco", (1.0, 1.0, 1.0)),
        ("uno dos tres cuatro cinco", "uno dos tres cuatro", (2 / 3, 1.0, 0.5)),
        ("uno dos tres cuatro", "¡Uno! dos, tres cuatro", (0.0, 0.0, 0.0)),  # case counts
        ("uno dos tres cuatro", "", (0.0, 0.0, 0.0)),
    ],
)
def test_score(true: str, read: str, expected: tuple[float, float, float]) -> None:
    assert score([(true, read)]) == pytest.approx(expected)


def test_halves_go_by_host() -> None:
    assert half("http://a.example/1") == half("http://a.example/2")
    assert {half(f"http://h{n}.example/") for n in range(20)} == {"development", "held out"}


def test_pages_that_pass_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.html").write_bytes(article())
    good = {
        "file": "a.html",
        "url": "http://a.example/",
        "must_contain": [PARAGRAPHS[0]],
        "must_not_contain": ["Portada"],
    }
    bad = {**good, "must_not_contain": ["prisión preventiva"]}
    titled = {**good, "must_contain": ["Detienen a cuatro en Arica"]}
    (tmp_path / "index.json").write_text(json.dumps([good, bad, titled]), encoding="utf-8")
    assert main(["--latam", str(tmp_path)]) == 0
    assert "1 of 3 pages in text alone; 2 where the title" in capsys.readouterr().out


def test_what_fails_is_shown_where_it_stands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.html").write_bytes(article())
    wanted = {"must_contain": ["Detienen a cuatro en Arica", "nunca"], "must_not_contain": ["prisión preventiva"]}
    entry = {"file": "a.html", "url": "http://a.example/", **wanted}
    (tmp_path / "index.json").write_text(json.dumps([entry]), encoding="utf-8")
    main(["--latam", str(tmp_path), "--verbose"])
    shown = capsys.readouterr().out
    assert "missing 'Detienen a cuatro en Arica': is its title" in shown
    assert "missing 'nunca': nowhere" in shown
    assert "[prisión preventiva]" in shown


def test_absent_data_is_said_to_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--articles", str(tmp_path / "nowhere")]) == 0
    assert "nothing measured" in capsys.readouterr().out
