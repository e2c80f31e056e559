"""Gzip undone by position: whatever its members, it is read once."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.format import inflate
from evidence.format.inflate import InflateError, inflated


@given(st.lists(st.binary(max_size=3000), min_size=1, max_size=6), st.sampled_from([b"", b"junk", b"\x1f"]))
def test_members_one_after_another_are_one_body(parts: list[bytes], junk: bytes) -> None:
    """An empty one among them, too: servers that flush too often send such."""
    assert b"".join(inflated(b"".join(map(gzip.compress, parts)) + junk)) == b"".join(parts)


@given(st.binary(max_size=200_000), st.sampled_from([31, 15, -15]))
def test_pieces_are_small_and_whole(body: bytes, window: int) -> None:
    packer = zlib.compressobj(wbits=window)
    pieces = list(inflated(packer.compress(body * 3) + packer.flush(), window=window))
    assert b"".join(pieces) == body * 3
    assert max(map(len, pieces), default=0) <= inflate.PIECE


@given(st.binary(min_size=1, max_size=5000), st.data())
def test_what_is_cut_short_gives_what_there_is(body: bytes, data: st.DataObject) -> None:
    packed = gzip.compress(body)
    at = data.draw(st.integers(0, len(packed) - 1))
    read = bytearray()
    with pytest.raises(InflateError, match="content encoding cut short"):
        list(map(read.extend, inflated(packed[:at])))
    assert body.startswith(bytes(read))


@given(st.binary(max_size=300))
def test_any_bytes_come_to_an_end(junk: bytes) -> None:
    with pytest.raises(InflateError):
        list(inflated(gzip.compress(b"a") + inflate.GZIP + junk))


@given(st.binary(min_size=1, max_size=3000), st.integers(0, 9), st.sampled_from([31, 15, -15]), st.data())
def test_damage_is_told_as_zlib_tells_it(body: bytes, level: int, window: int, data: st.DataObject) -> None:
    """What undoes it is another library than Python's own, which others will check our evidence with."""
    packer = zlib.compressobj(level, wbits=window)
    packed = bytearray(packer.compress(body) + packer.flush())
    for at in data.draw(st.lists(st.integers(0, len(packed) - 1), max_size=4)):
        packed[at] = data.draw(st.integers(0, 255))
    cut = bytes(packed[: data.draw(st.integers(1, len(packed)))])
    judge = zlib.decompressobj(window)
    try:
        wanted, said = judge.decompress(cut), "whole" if judge.eof else "content encoding cut short"
    except zlib.error:
        wanted, said = b"", "broken content encoding"
    read = bytearray()
    if said == "whole" and window == 31 and judge.unused_data.startswith(inflate.GZIP):
        return  # damage that made another member of what follows
    if said == "whole":
        assert b"".join(inflated(cut, window=window)) == wanted
    else:
        with pytest.raises(InflateError, match=said):
            list(map(read.extend, inflated(cut, window=window)))
        assert bytes(read).startswith(wanted)


def test_a_body_of_members_without_number_is_not_read_to_its_end() -> None:
    """A hundred thousand of one byte held a crawl for seconds: what followed was copied for each."""
    pieces = inflated(gzip.compress(b"x") * (inflate.MAX_MEMBERS + 1))
    assert b"".join(next(pieces) for _ in range(inflate.MAX_MEMBERS)) == b"x" * inflate.MAX_MEMBERS
    with pytest.raises(InflateError, match="too many gzip members"):
        next(pieces)
