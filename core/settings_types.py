"""What a single setting may be: a folder of this machine, an address of the web, a place elsewhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

_SCHEMES = ("s3", "s3a", "gs", "gcs", "abfs", "az", "ftp", "sftp")
_A_PLACE = re.compile(rf"(?:{'|'.join(_SCHEMES)})://[^\s/:]+(?::\d{{1,5}})?(?:/[^\s:]*)?|file:///[^\s:]+")


def _web_or_nothing(value: str) -> str:
    return _web(value) if value else value


def _web(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]\S*", value):
        raise ValueError(f"{value!r} is no address of the web: write http://… or https://…")
    return value


def _on_this_machine(value: Path) -> Path:
    if re.match(r"[a-z][a-z0-9+.-]+:/", str(value)):  # pathlib makes one stroke of two
        told = f"{str(value)!r} is an address, not a folder: mount it, or see archive.vault (docs/EVIDENCE.md)"
        raise ValueError(told)
    try:
        return value.expanduser()
    except RuntimeError as error:  # nobody of that name, or no home
        raise ValueError(f"{str(value)!r} names no home: write the whole path") from error


def _on_this_machine_or_nothing(value: str) -> str:
    return str(_on_this_machine(Path(value))) if value else value


def elsewhere(value: str) -> str:
    """The address of a place elsewhere, without a stroke at its end. What is refused is not told, for it may hold a
    secret, and these stand in the custody log for good.

    Raises:
        ValueError: it is none that is taken.
    """
    if "@" in value or "?" in value or "::" in value:
        raise ValueError("an address with a name, a password or options is not taken: these go into the environment")
    if not _A_PLACE.fullmatch(value):
        raise ValueError(
            f"this is no such address: write s3://bucket/folder, file:///mnt/folder ({', '.join(_SCHEMES)})"
        )
    return value.rstrip("/")


def _elsewhere_or_nothing(value: str) -> str:
    return elsewhere(value) if value else value


LONGEST_DAYS = 36_500
"""A hundred years: so far back there are days in every calendar, and every moment fits into a database."""
LONGEST_SECONDS = 86_400
"""Nothing is waited for longer than a day; clocks and sockets take no time without end."""

Days = Annotated[int, Field(ge=0, le=LONGEST_DAYS)]
Seconds = Annotated[float, Field(gt=0, le=LONGEST_SECONDS)]
Folder = Annotated[Path, AfterValidator(_on_this_machine)]
FolderOrNothing = Annotated[str, AfterValidator(_on_this_machine_or_nothing)]
WebAddress = Annotated[str, AfterValidator(_web)]
WebAddressOrNothing = Annotated[str, AfterValidator(_web_or_nothing)]
ElsewhereOrNothing = Annotated[str, AfterValidator(_elsewhere_or_nothing)]
