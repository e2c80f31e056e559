"""Writing the archive: one crawl's exchanges into WARC 1.1 files, each group on the disk before `write` returns.

While it grows a file is named *.warc.gz.open and is locked by its writer; the lock falls with the process, which is how
`recover` tells a crawl that runs from one that was killed.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
from dataclasses import replace
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import Self

from fastwarc.warc import warcinfo

from core.errors import EvidenceError
from core.records import Capture
from evidence.exchange import Exchange
from evidence.format import compose, files, group

OPEN_SUFFIX = ".open"


class ArchiveWriter:
    """Writes one crawl's exchanges below `root`, in files `<source_id>/<crawl_id>-<number>.warc.gz`.

    A new file is begun when one reaches `max_bytes`; a crawl without exchanges leaves no file. Not for several threads.
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
        self._file: FileIO | None = None
        self._path = root  # of the finished file, without OPEN_SUFFIX
        self._name = ""  # of the same, below `root`
        self._end = 0  # where the last whole group ends, bytes
        self._number = 0
        self._warcinfo_id = ""
        self._finished: list[str] = []

    def write(self, exchange: Exchange) -> Capture:
        """Archive one exchange; when this returns, its records are on the disk.

        Raises:
            EvidenceError: the exchange contradicts itself, or the disk is full. The file then ends behind the last
                whole group; the writer can be used again once there is room.
        """
        message = group.checked_message(exchange)
        if self._file is None:
            self._begin()
        capture = self._capture(exchange, compose.digest(message.body).removeprefix("sha256:"))
        pieces = group.members_of(exchange, message, capture, self._warcinfo_id)
        offset = self._end + sum(map(len, pieces[:-1]))
        self._append(b"".join(pieces))
        if self._end >= self._max_bytes:
            self._finish()
        return replace(capture, warc_offset=offset, warc_length=len(pieces[-1]))

    def close(self) -> list[str]:
        """Finish the file in hand; the relative names of all files of this writer."""
        if self._file is not None:
            self._finish()
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

    def _begin(self) -> None:
        folder = self._root / self._source_id
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._file = self._new_file(folder)
            self._name = files.relative_name(self._root, self._path)
            files.sync_folder(folder)
            files.sync_folder(self._root)
        except OSError as error:
            raise files.cannot_write(folder, error) from error
        self._end = 0
        self._warcinfo_id = compose.new_id()
        try:
            self._append(self._warcinfo())
        except EvidenceError:
            self._file.close()
            self._file = None
            self._open_path.unlink()
            raise

    def _new_file(self, folder: Path) -> FileIO:
        while True:
            self._number += 1
            self._path = folder / f"{self._crawl_id}-{self._number:05d}.warc.gz"
            if self._path.exists() or self._open_path.exists():
                continue
            file = FileIO(self._open_path, "xb")
            fcntl.flock(file, fcntl.LOCK_EX)
            if os.fstat(file.fileno()).st_nlink:
                return file
            file.close()  # a recovery took it away, empty, in the moment before it was locked

    @property
    def _open_path(self) -> Path:
        return self._path.with_name(self._path.name + OPEN_SUFFIX)

    def _warcinfo(self) -> bytes:
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
            headers={"WARC-Filename": self._path.name},
        )

    def _append(self, content: bytes) -> None:
        """Write all of it, or leave the file as it was."""
        file = self._file
        assert file is not None  # noqa: S101 -- for the type checker: only called with a file in hand
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[file.write(rest) :]
            os.fsync(file.fileno())
        except OSError as error:
            with contextlib.suppress(OSError):  # where even that fails, `recover` cuts the rest off
                os.ftruncate(file.fileno(), self._end)
            file.seek(self._end)
            raise files.cannot_write(self._open_path, error) from error
        self._end += len(content)

    def _finish(self) -> None:
        file = self._file
        assert file is not None  # noqa: S101 -- as above
        self._open_path.rename(self._path)
        files.sync_folder(self._path.parent)
        file.close()
        self._file = None
        self._finished.append(self._name)
