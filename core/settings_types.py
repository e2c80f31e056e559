"""What a single setting may be: a folder of this machine, an address of the web, a place elsewhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator


def _web_or_nothing(value: str) -> str:
    return _web(value) if value else value


def _web(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]\S*", value):
        raise ValueError(f"{value!r} is no address of the web: write http://… or https://…")
    return value


def _on_this_machine(value: Path) -> Path:
    if re.match(r"[a-z][a-z0-9+.-]+:/", str(value)):  # pathlib makes one stroke of two
        raise ValueError(
            f"{str(value)!r} is an address, not a folder: mount it, or see archive.vault (docs/EVIDENCE.md)"
        )
    try:
        return value.expanduser()
    except RuntimeError as error:  # nobody of that name, or no home
        raise ValueError(f"{str(value)!r} names no home: write the whole path") from error


def _elsewhere(value: str) -> str:
    if value and not re.fullmatch(r"[a-z][a-z0-9+.-]+://\S+", value):
        raise ValueError(f"{value!r} is no address: write s3://bucket/folder, file:///mnt/folder or the like")
    if re.match(r"[^/]+://[^/]*:[^/]*@", value):  # it would stand in the custody log, for good
        raise ValueError("an address with a password is not taken: give that as fsspec's own settings do")
    return value


Folder = Annotated[Path, AfterValidator(_on_this_machine)]
WebAddress = Annotated[str, AfterValidator(_web)]
WebAddressOrNothing = Annotated[str, AfterValidator(_web_or_nothing)]
ElsewhereOrNothing = Annotated[str, AfterValidator(_elsewhere)]
"""An address that fsspec knows, without a secret in it."""
