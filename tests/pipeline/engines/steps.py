"""Steps that obey what they are given, for tests of the engines: words in, words in capitals out, or a disaster."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from core.errors import SettingsError
from pipeline.engines.step import Step, Work

_HELD: list[bytearray] = []


def obey(words: Sequence[str]) -> Iterator[str]:
    """Answer each word; some are orders."""
    for word in words:
        act, _, value = word.partition(":")
        match act:
            case "die":
                os.kill(os.getpid(), signal.SIGKILL)
            case "die-once":  # as where the kernel wanted memory for another
                mark = Path(value)
                if not mark.exists():
                    mark.touch()
                    os.kill(os.getpid(), signal.SIGKILL)
            case "hang" | "wait":
                time.sleep(float(value or 86_400))
            case "turn":
                while True:
                    pass
            case "raise":
                raise RecursionError("too deep")
            case "leave":
                os._exit(3)
            case "hold":
                _HELD.append(bytearray(int(value) << 20))
            case "pid":
                yield f"{word} {os.getpid()}"
                continue
        yield word.upper()


def make(_threads: int) -> Work[str, str]:
    """The step."""
    return obey


def make_dying(_threads: int) -> Work[str, str]:
    """A step that can't be made: its worker dies of it."""
    os._exit(4)


def make_unable(_threads: int) -> Work[str, str]:
    """A step that says what is missing."""
    raise SettingsError("There is no trained model.", remedy="Name one.")


def speaker(word: str) -> str:
    """Whose word it is: 'turn:anna' is hers."""
    return word.partition(":")[2]


OBEY = Step("obey", "1", make, speaker)
