"""Writing the archive: one crawl's exchanges into WARC 1.1 files, each group whole before `put` returns and on the disk
before `sync` does; `write` is both.

While it grows a file is named *.warc.gz.open and is locked by its writer; the lock falls with the process, which is how
`recover` tells a crawl that runs from one that was killed.
"""

from __future__ import annotations

import contextlib
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from fastwarc.warc import warcinfo

from core.errors import EvidenceError
from core.records import Capture
from evidence.exchange import Exchange
from evidence.format import compose, files, group
from evidence.format.growing import GrowingFile


class ArchiveWriter:
    """Writes one crawl's exchanges below `root`, in files `<source_id>/<crawl_id>-<number>.warc.gz`.

    A new file is begun when one reaches `max_bytes`; a crawl without exchanges leaves no file. Not for several threads,
    but for `sync`.
    """

    def __init__(self, root: Path, source_id: str, crawl_id: str, *, max_bytes: int, software: str) -> None:
        for name in (source_id, crawl_id):
            if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.+-]{0,120}", name):
                raise EvidenceError(f"{name!r} can't be part of a file's name.", remedy="Use letters, digits, - and _.")
        self._root = root
        self._source_id = source_id
        self._crawl_id = crawl_id
        self._max_bytes = max_bytes
        self._software = software
        self._file: GrowingFile | None = None
        self._name = ""  # of the file in hand once it is finished, below `root`
        self._number = 0
        self._warcinfo_id = ""
        self._finished: list[str] = []

    def write(self, exchange: Exchange) -> Capture:
        """Archive one exchange; when this returns, its records are on the disk.

        Raises:
            EvidenceError: the exchange contradicts itself, or the disk is full. The file then ends behind the last
                whole group; the writer can be used again once there is room.
        """
        try:
            capture = self.put(exchange)
            self.sync()
        except EvidenceError:
            if self._file is not None:
                self._file.take_back()
            raise
        return capture

    def put(self, exchange: Exchange) -> Capture:
        """Archive one exchange; its records are whole if this process dies, and on the disk after the next `sync`.

        Raises:
            EvidenceError: as `write`; or the disk has refused what was put before, and this archive can only be closed.
        """
        message = group.checked_message(exchange)
        file = self._file = self._file or self._begin()
        capture = self._capture(exchange, compose.digest(message.body).removeprefix("sha256:"))
        pieces = group.members_of(exchange, message, capture, self._warcinfo_id)
        offset = file.end + sum(map(len, pieces[:-1]))
        file.append(b"".join(pieces))
        if file.end >= self._max_bytes:
            file.sync()  # of what the disk has refused meanwhile the caller is told here: finishing would leave it out
            self._finish(file)
        return replace(capture, warc_offset=offset, warc_length=len(pieces[-1]))

    @property
    def is_safe(self) -> bool:
        """Whether the disk has all that was put."""
        return self._file is None or self._file.safe == self._file.end

    def sync(self) -> None:
        """Wait until all that was put before this call is on the disk. Another thread may wait so meanwhile.

        Raises:
            EvidenceError: the disk doesn't take what was put since the last time; it is no part of the archive.
        """
        file = self._file
        if file is not None:  # what went into an earlier file is on the disk since that was finished
            file.sync()

    def close(self) -> list[str]:
        """Finish the file in hand; the relative names of all files of this writer.

        Raises:
            EvidenceError: the disk doesn't take what was put since the last `sync`.
        """
        if self._file is not None:
            self._finish(self._file)
        return list(self._finished)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _capture(self, exchange: Exchange, payload_sha256: str) -> Capture:
        rendered = exchange.rendered is not None
        return Capture(
            capture_id=compose.new_id(),
            source_id=self._source_id,
            crawl_id=self._crawl_id,
            url=compose.address(exchange.url),
            requested_url=compose.address(exchange.requested_url),
            redirects=tuple(compose.address(step) for step in exchange.redirects),
            fetched_at=exchange.fetched_at.astimezone(UTC),
            status=exchange.status,
            content_type=group.RENDERED_TYPE if rendered else compose.one_line(exchange.content_type),
            payload_sha256=payload_sha256,
            warc_file=self._name,
            warc_offset=0,
            warc_length=0,
            etag=compose.one_line(exchange.etag),
            last_modified=compose.one_line(exchange.last_modified),
            not_modified=exchange.status == 304,
            published_hint=compose.one_line(exchange.published_hint),
            title_hint=compose.one_line(exchange.title_hint),
        )

    def _begin(self) -> GrowingFile:
        folder = self._root / self._source_id
        try:
            folder.mkdir(parents=True, exist_ok=True)
            file = self._new_file(folder)
            self._name = files.relative_name(self._root, file.path)
            files.sync(folder)
            files.sync(self._root)
        except OSError as error:
            raise files.cannot_write(folder, error) from error
        self._warcinfo_id = compose.new_id()
        try:
            file.append(self._warcinfo(file.path.name))
        except EvidenceError:
            file.drop()
            raise
        return file

    def _new_file(self, folder: Path) -> GrowingFile:
        while True:
            self._number += 1
            with contextlib.suppress(FileExistsError):
                return GrowingFile(folder / f"{self._crawl_id}-{self._number:05d}.warc.gz")

    def _warcinfo(self, name: str) -> bytes:
        block = compose.fields_block(
            [
                ("software", self._software),
                ("format", "WARC File Format 1.1"),
                ("conformsTo", "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"),
                ("robots", "obey"),
                ("isPartOf", self._crawl_id),
                ("description", f"Almenara crawl of source {self._source_id}"),
            ]
        )
        return compose.member(
            warcinfo,
            block,
            record_id=self._warcinfo_id,
            date=datetime.now(UTC),
            content_type=compose.FIELDS_TYPE,
            headers={"WARC-Filename": name},
        )

    def _finish(self, file: GrowingFile) -> None:
        file.finish()
        self._file = None
        self._finished.append(self._name)
