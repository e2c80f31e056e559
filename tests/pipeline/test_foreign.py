"""Files elsewhere that can't be had, and addresses that nobody could open: told in words, and in nobody's way."""

from __future__ import annotations

import gzip
import random
import sys
import tempfile
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from core.errors import InputError
from pipeline import foreign
from tests.pipeline.brought import answer, page, settings_for
from tests.pipeline.test_ingest import take_in
from tests.rights import somebody_else


class NoCredentialsError(Exception):
    """As botocore's: no OSError."""


class Closed(MemoryFileSystem):
    """A store that lets nobody in."""

    protocol = "closed"
    fault: Exception = NoCredentialsError("Unable to locate credentials")

    def info(self, path: str, **_: Any) -> dict[str, Any]:
        """Refuse."""
        raise self.fault


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Closed]]:
    """The store, and the package that reads it, loaded."""
    errors = types.ModuleType("botocore.exceptions")
    errors.BotoCoreError = NoCredentialsError  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "botocore.exceptions", errors)
    fsspec.register_implementation("closed", Closed, clobber=True)
    yield Closed
    Closed.clear_instance_cache()


def test_a_store_that_lets_nobody_in_is_told_in_words(closed: type[Closed]) -> None:
    """Missing credentials are the commonest fault of s3://, and no OSError."""
    with pytest.raises(InputError, match="can't be read: Unable to locate credentials"):
        foreign.find(["closed://bucket/one.warc.gz"])


def test_what_may_not_be_read_is_not_called_absent(closed: type[Closed], monkeypatch: pytest.MonkeyPatch) -> None:
    """Who reads "no such file" looks for another name, and not for the right to read."""
    monkeypatch.setattr(closed, "fault", PermissionError("Access Denied"))
    with pytest.raises(InputError, match="can't be read: Access Denied"):
        foreign.find(["closed://bucket/one.warc.gz"])


def test_a_folder_that_may_not_be_looked_into_is_told() -> None:
    """The pages in it were passed over, as if there were none."""
    with tempfile.TemporaryDirectory() as above:
        Path(above).chmod(0o755)
        for name in ("open", "shut"):
            (Path(above) / name).mkdir()
            (Path(above) / name / "a.warc.gz").touch()
        (Path(above) / "b.warc.gz").touch()
        (Path(above) / "shut").chmod(0)
        with somebody_else():
            for pattern in ("**", "*", "sh*"):
                with pytest.raises(InputError, match="shut can't be looked into: Permission denied"):
                    foreign.find([f"{above}/{pattern}/*.warc.gz"])
            found = foreign.find([f"{above}/op*/*.warc.gz"])  # none of it fits there
            assert [each.path for each in found] == [f"{above}/open/a.warc.gz"]
            (alone,) = foreign.find([f"{above}/*.warc.gz"])  # nothing deeper is looked into
            assert alone.path == f"{above}/b.warc.gz"
        (Path(above) / "shut").chmod(0o700)


LONG = b"https://diario.example/" + random.Random(1).randbytes(3000).hex().encode()
"""No index of PostgreSQL takes an address of this length."""


@pytest.mark.parametrize(
    "address", [b"https://[bad/", b"https:///nota/1", LONG, b"https://diario.example/nota/1?utm_source=" + LONG[23:]]
)
def test_an_address_that_is_none_is_passed_over(tmp_path: Path, address: bytes) -> None:
    """One such record once ended the whole ingest, and every later try at it."""
    path = tmp_path / "one.warc.gz"
    whole = gzip.decompress(answer(1, page(1)))
    bad = gzip.compress(whole.replace(b"https://diario.example/nota/1", address))
    path.write_bytes(bad + answer(2, page(2)))
    (result,) = take_in(settings_for(tmp_path), str(path))
    assert result.outcomes == {"new": 1}
    assert result.skipped == {"no web address": 1}
