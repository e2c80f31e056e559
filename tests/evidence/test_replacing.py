"""Files that are written anew, and whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.format.files import replacing


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o444])
def test_who_may_read_a_file_stays_as_it_was(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "watchlist.csv"
    path.write_text("old")
    path.chmod(mode)
    with replacing(path) as draft:
        draft.write_text("new")
        assert draft.stat().st_mode & 0o077 == 0
    assert (path.read_text(), path.stat().st_mode & 0o777) == ("new", mode)


def test_a_link_leads_to_its_file_as_before(tmp_path: Path) -> None:
    kept = tmp_path / "shared" / "graph.json"
    kept.parent.mkdir()
    kept.write_text("old")
    link = tmp_path / "graph.json"
    link.symlink_to(kept)
    with replacing(link) as draft:
        draft.write_text("new")
    assert (link.is_symlink(), kept.read_text()) == (True, "new")
    assert sorted(each.name for each in tmp_path.rglob("*")) == ["graph.json", "graph.json", "shared"]


def test_what_goes_wrong_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "watchlist.csv"
    path.write_text("old")
    with pytest.raises(IsADirectoryError), replacing(path):
        tmp_path.write_text("on a disk that fails")
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("watchlist.csv", "old")]
