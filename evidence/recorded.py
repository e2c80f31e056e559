"""What the database recorded of captures, held against the archive: address, time, way there, status and payload."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import groupby, islice
from pathlib import Path

from core.errors import EvidenceError
from core.records import Capture
from core.text import plain, shortened
from core.urls import canonical
from evidence.format.chain import stamp
from evidence.format.grouping import Group, groups, read_group, sha256
from evidence.format.http import split_message
from evidence.seal import manifest_path, read_manifest
from evidence.vault.carried import at_hand, borrowed

_AT_ONCE = 500
_BESIDE = 4  # records that may belong to a response and stand before it
_LONG = 300


def differences(capture: Capture, group: Group) -> list[str]:
    """In what the capture isn't as its own records say; empty where it is."""
    message, at = split_message(group.answer.block or b""), group.answer.date
    found = []
    if capture.warc_offset != group.answer.offset:
        found.append(_told("place in the file", str(capture.warc_offset), str(group.answer.offset)))
    if sha256(message.body) != capture.payload_sha256:
        found.append("The payload's SHA-256 isn't the one in the database.")
    if _kept(capture.url) not in _addresses(group.url):
        found.append(_told("address", capture.url, group.url))
    if capture.fetched_at != at:
        found.append(_told("time of the visit", stamp(capture.fetched_at), stamp(at) if at else ""))
    if _kept(capture.requested_url) != _kept(group.requested_url):
        found.append(_told("address that was asked for", capture.requested_url, group.requested_url))
    if capture.redirects != group.redirects:
        found.append(_told("way there", " ".join(capture.redirects), " ".join(group.redirects)))
    if (capture.status, capture.not_modified) != (message.status or 200, group.answer.kind == "revisit"):
        found.append(_told("answer", str(capture.status), f"{message.status} ({group.answer.kind})"))
    return found


def compared(root: Path, captures: Iterable[Capture]) -> Iterator[tuple[Capture, list[str]]]:
    """Each capture with its differences; those of one file one after the other, in the order of the file. Every file is
    walked once, record by record; a capture that isn't met there, or whose file can't be read, differs by that."""
    for name, together in groupby(captures, key=lambda each: each.warc_file):
        window = _Window(together)
        with suppress(EvidenceError, OSError), borrowed(root, name) as path:  # it is told of each capture
            for group in groups(path):
                if isinstance(group, Group) and (capture := window.take(group.record_id)) is not None:
                    yield capture, differences(capture, group)
        for capture in window.rest():  # out of order, or not there
            try:
                yield capture, differences(capture, whole_group(root, capture))
            except (EvidenceError, OSError) as error:
                yield capture, [str(error)]


def whole_group(root: Path, capture: Capture) -> Group:
    """The records of a capture. In a copy of our files that others made, a response no longer tells truly where its
    group begins: there the manifest says where the records before it lie.

    Raises:
        EvidenceError: as `evidence.format.grouping.read_group`; or the file can't be brought back from its vault.
    """
    path = at_hand(root, capture.warc_file)
    group = read_group(root, capture)
    if group.notes is not None or not manifest_path(path).is_file():
        return group
    offsets = [piece.offset for piece in read_manifest(path)]
    if capture.warc_offset not in offsets:
        return group
    start = offsets[max(offsets.index(capture.warc_offset) - _BESIDE, 0)]
    for found in groups(path, start=start):
        if isinstance(found, Group) and found.record_id == capture.capture_id:
            return found
        if (found.answer if isinstance(found, Group) else found).offset > capture.warc_offset:
            break
    return group


class _Window:
    """A few hundred of a file's captures, by their ids, while the file is walked."""

    def __init__(self, captures: Iterator[Capture]) -> None:
        self._coming = captures
        self._here: dict[str, Capture] = {}

    def take(self, capture_id: str) -> Capture | None:
        """The capture of this id, if it is among the next of them."""
        for each in islice(self._coming, _AT_ONCE - len(self._here)):
            self._here[each.capture_id] = each
        return self._here.pop(capture_id, None)

    def rest(self) -> Iterator[Capture]:
        """Those that nobody took."""
        yield from self._here.values()
        yield from self._coming


def _addresses(written: str) -> set[str]:
    """What a capture may be recorded under: the record's address, or its canonical form (as of files of others)."""
    try:
        return {_kept(form) for form in (written, canonical(written), canonical(written, feeds_kept=True))}
    except ValueError:
        return {_kept(written)}


def _kept(text: str) -> str:
    """As a database keeps it: without NUL."""
    return text.replace("\0", "\ufffd")


def _told(what: str, recorded: str, written: str) -> str:
    said, held = (shortened(plain(each), _LONG) or "nothing" for each in (recorded, written))
    return f"The {what} in the database ({said}) isn't the one in the record: {held}."
