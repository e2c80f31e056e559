"""Where a training stands, so that one that was cut off goes on and ends with the very weights it would have had.

A file for one training: whoever changes the texts or the arguments begins another, and is told so.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch

from core.errors import InputError
from models.records import Record

Chance = tuple[Any, ...]
"""The state of a random.Random."""


def recipe(arguments: Mapping[str, object], records: Sequence[Record], *, start: Path | None) -> str:
    """What makes a training this one and no other: arguments, texts in their order, first network, version of torch."""
    texts = hashlib.sha256()
    for record in records:
        texts.update(json.dumps(record, sort_keys=True, ensure_ascii=False).encode())
    said = {name: str(value) for name, value in arguments.items() if name != "out"}
    said |= {"texts": texts.hexdigest(), "torch": torch.__version__}
    if start:
        said["start"] = hashlib.sha256((start / "network.pt").read_bytes()).hexdigest()
    return json.dumps(said, sort_keys=True)


@dataclass(slots=True)
class Place:
    """`epoch` counts from 0; `shown`: its batches that are done; `loss`: their sum; `step`: batches of all epochs.

    `chances`: what chance, of batches and of variants, was when the epoch began, so that its batches can be made again.
    """

    epoch: int = 0
    shown: int = 0
    step: int = 0
    loss: float = 0.0
    chances: list[Chance] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Halfway:
    """The two files beside a network: how far its training is, and that it has come to its end."""

    folder: Path
    recipe: str

    @property
    def _kept(self) -> Path:
        return self.folder / "halfway.pt"

    @property
    def _ended(self) -> Path:
        return self.folder / "trained.json"

    def is_done(self) -> bool:
        """Whether this very training has been brought to its end."""
        return self._ended.is_file() and self._ended.read_text(encoding="utf-8") == self.recipe

    def done(self) -> None:
        """The training is at its end, and its network is written."""
        self._ended.write_text(self.recipe, encoding="utf-8")
        self._kept.unlink(missing_ok=True)

    def keep(self, place: Place, *learning: Any) -> None:
        """Write where we are, in place of what was written before; a process killed meanwhile leaves the old file.

        `learning`: all that has a state_dict and changes: network, optimizer, schedule.
        """
        half = self._kept.with_suffix(".part")
        fields = {name: getattr(place, name) for name in Place.__slots__}
        state = {"recipe": self.recipe, "place": fields, "chance": torch.get_rng_state()}
        torch.save(state | {"learning": [each.state_dict() for each in learning]}, half)
        half.replace(self._kept)

    def resume(self, *learning: Any) -> Place | None:
        """Put `learning` and torch's chance where they were; None where nothing was kept.

        Raises:
            InputError: what was kept is of a training of other texts or other arguments.
        """
        if not self._kept.is_file():
            return None
        state = torch.load(self._kept, weights_only=True)
        if state["recipe"] != self.recipe:
            raise InputError(
                f"{self._kept} is of a training of other texts or other arguments.",
                remedy="Remove it to begin anew, or train into another folder (--out).",
            )
        for each, kept in zip(learning, state["learning"], strict=True):
            each.load_state_dict(kept)
        torch.set_rng_state(state["chance"])
        return Place(**state["place"])


def states(chances: Sequence[random.Random]) -> list[Chance]:
    """What chance is now."""
    return [chance.getstate() for chance in chances]


def restore(chances: Sequence[random.Random], kept: Sequence[Chance]) -> None:
    """Let chance go on from what it was; what a file keeps as lists, random wants as tuples."""
    for chance, (version, numbers, gauss) in zip(chances, kept, strict=True):
        chance.setstate((version, tuple(numbers), gauss))
