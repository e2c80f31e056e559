"""Files that are taken away in order are no finding; those that somebody deletes are one, for good."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import EvidenceError
from evidence.bundle import export
from evidence.custody import CustodyLog
from evidence.removal import KEPT, REMOVED, left, note_kept, note_removal, removal_of, removals, take_away, taken_away
from evidence.seal import manifest_path, seal
from evidence.show import describe
from evidence.verify import verify
from tests.evidence.given import NOW, archive, rewrite

FIRST, SECOND = "cl_diario/noche-1-00001.warc.gz", "cl_diario/noche-2-00001.warc.gz"


def removed(root: Path, name: str = FIRST) -> None:
    note_removal(root, name, {"why": "retention"}, actor="ana", now=NOW)
    take_away(root, name)


def test_what_was_taken_away_in_order_is_no_finding_and_what_was_deleted_is_one(tmp_path: Path) -> None:
    captures = archive(tmp_path) + archive(tmp_path, crawl_id="noche-2")
    removed(tmp_path)
    (tmp_path / SECOND).unlink()
    assert [(found.kind, found.subject) for found in verify(tmp_path)] == [("missing", SECOND)]
    assert removals(tmp_path) == [FIRST]
    entry = removal_of(tmp_path, FIRST)
    assert entry is not None
    assert (entry.actor, entry.at, entry.details["why"]) == ("ana", NOW, "retention")
    assert entry.details["sha256"] == next(CustodyLog(tmp_path).about(FIRST)).details["sha256"]
    shown, other = describe(tmp_path, captures[0]), describe(tmp_path, captures[-1])
    assert shown.removed is not None
    assert (shown.removed.at, shown.removed.actor, shown.faults, shown.payload_now) == (NOW, "ana", (), "")
    assert shown.seal is not None
    assert other.removed is None
    assert "missing from the archive" in other.faults[0]
    with pytest.raises(EvidenceError, match="taken out of the archive, in order, on 2026-11-24"):
        export(tmp_path, captures[0], report_html="", target=tmp_path / "out")


def test_its_manifest_stays_and_is_checked_still(tmp_path: Path) -> None:
    captures = archive(tmp_path)
    removed(tmp_path)
    manifest = manifest_path(tmp_path / FIRST)
    rewrite(manifest, manifest.read_bytes().replace(b"response", b"resource"))
    assert [(found.kind, found.subject) for found in verify(tmp_path)] == [("manifest", f"{FIRST}.manifest")]
    assert describe(tmp_path, captures[0]).faults == ("The manifest isn't the one that was sealed.",)
    manifest.unlink()
    assert [found.kind for found in verify(tmp_path)] == ["missing"]


def test_a_kill_between_note_and_removal_leaves_a_whole_archive(tmp_path: Path) -> None:
    captures = archive(tmp_path)
    note_removal(tmp_path, FIRST, {}, actor="ana", now=NOW)
    assert verify(tmp_path) == []
    assert (removals(tmp_path), taken_away(tmp_path, FIRST)) == ([], None)
    assert describe(tmp_path, captures[0]).removed is None
    assert describe(tmp_path, captures[0]).faults == ()
    removed(tmp_path)  # done again
    assert [entry.action for entry in CustodyLog(tmp_path).about(FIRST)].count(REMOVED) == 2
    assert (verify(tmp_path), removals(tmp_path)) == ([], [FIRST])


def test_a_removal_that_did_not_come_about_excuses_no_later_deletion(tmp_path: Path) -> None:
    archive(tmp_path)
    note_kept(tmp_path, FIRST, actor="ana", now=NOW)
    note_removal(tmp_path, FIRST, {}, actor="ana", now=NOW)
    assert left(tmp_path) == [FIRST]
    note_kept(tmp_path, FIRST, actor="ben", now=NOW)
    note_kept(tmp_path, FIRST, actor="ben", now=NOW)
    assert left(tmp_path) == []
    _sealed, noted, kept = CustodyLog(tmp_path).about(FIRST)
    assert (kept.action, kept.actor, kept.details) == (KEPT, "ben", {"removal": noted.sequence})
    (tmp_path / FIRST).unlink()
    assert [found.kind for found in verify(tmp_path)] == ["missing"]
    archive(tmp_path, crawl_id="noche-2")
    removed(tmp_path, SECOND)
    note_kept(tmp_path, SECOND, actor="ben", now=NOW)  # it is gone
    assert removals(tmp_path) == [SECOND]


def test_an_altered_file_is_not_taken_away(tmp_path: Path) -> None:
    """With it would go that somebody changed it."""
    archive(tmp_path)
    rewrite(tmp_path / FIRST, b"other")
    with pytest.raises(EvidenceError, match="stays in the archive: The file isn't the one that was sealed"):
        note_removal(tmp_path, FIRST, {}, actor="ana", now=NOW)
    assert not [entry for entry in CustodyLog(tmp_path).entries() if entry.action == REMOVED]


def test_a_note_of_other_bytes_hides_no_deletion(tmp_path: Path) -> None:
    archive(tmp_path)
    CustodyLog(tmp_path).append(REMOVED, "somebody", FIRST, {"sha256": "0" * 64}, now=NOW)
    (tmp_path / FIRST).unlink()
    assert [found.kind for found in verify(tmp_path)] == ["missing"]


def test_a_file_that_was_brought_back_is_checked_again(tmp_path: Path) -> None:
    captures = archive(tmp_path)
    content = (tmp_path / FIRST).read_bytes()
    removed(tmp_path)
    (tmp_path / FIRST).write_bytes(content)
    seal(tmp_path, FIRST, actor="test", now=NOW, models={})
    assert (verify(tmp_path), describe(tmp_path, captures[0]).faults) == ([], ())
    rewrite(tmp_path / FIRST, content[:-1])
    assert "altered" in [found.kind for found in verify(tmp_path)]
