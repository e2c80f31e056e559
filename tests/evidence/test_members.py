"""A file is walked without being held: what lies behind the walk is let go of, and can still be read again."""

from __future__ import annotations

import gzip
import random
import re
from pathlib import Path

import pytest

from evidence.format import members as module
from evidence.format.members import Damage, Member, members

SMAPS = Path("/proc/self/smaps")
_HELD = 4 << 20  # well above what a system maps at once


def _mapped(path: Path) -> int:
    """Bytes of a file that this process holds by its maps."""
    areas = re.split(r"(?m)^(?=[0-9a-f]+-[0-9a-f]+ )", SMAPS.read_text(encoding="utf-8"))
    sizes = [re.search(r"(?m)^Rss:\s+(\d+) kB", area) for area in areas if str(path) in area]
    return sum(1024 * int(size[1]) for size in sizes if size)


@pytest.mark.skipif(not SMAPS.exists(), reason="only Linux says what a process has mapped")
@pytest.mark.parametrize("start", [0, 5])
def test_a_file_is_not_held_while_it_is_walked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: int) -> None:
    monkeypatch.setattr(module, "_HELD", _HELD)
    chance, path = random.Random(3), tmp_path / "large.warc.gz"
    blocks = [b"WARC/1.1\r\n" + chance.randbytes(1_000_000) for _ in range(28)]
    pieces = [gzip.compress(block, compresslevel=0, mtime=0) for block in blocks]
    path.write_bytes(b"".join(pieces))
    begin = sum(map(len, pieces[:start]))
    most, walked = 0, []
    for member in members(path, limit=1 << 22, start=begin):
        assert isinstance(member, Member)
        walked.append(member.plain)
        most = max(most, _mapped(path))
    assert walked == blocks[start:]
    assert 0 < most < 3 * _HELD < path.stat().st_size


def test_behind_damage_the_next_record_is_found_whatever_looks_like_a_member(tmp_path: Path) -> None:
    """Beginnings that are none, a whole member that is no record, and one that is cut short."""
    record, path = gzip.compress(b"WARC/1.1\r\nWARC-Type: response\r\n\r\n"), tmp_path / "a.warc.gz"
    junk = b"\x1f\x8b\x08\xff" * 1000 + gzip.compress(b"WAR") + gzip.compress(b"a page") + record[:30]
    path.write_bytes(record + junk + record)
    first, damage, last = members(path, limit=1 << 20)
    assert (first.length, damage) == (len(record), Damage(len(record), len(junk)))
    assert isinstance(last, Member)
    assert (last.offset, last.plain) == (len(record) + len(junk), gzip.decompress(record))
