"""A FollowTheMoney file held against the model of the followthemoney library, the optional extra `ftm`.

Almenara writes the vocabulary without the library; this is for whoever wants its word for it before handing a file on.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from core.errors import InputError, install


def faults(path: Path) -> Iterator[str]:
    """What the library does not accept as it stands, a line each; nothing where all is well.

    Raises:
        InputError: the library isn't installed, or the file can't be read.
    """
    if importlib.util.find_spec("followthemoney") is None:
        raise InputError("The followthemoney library isn't installed.", remedy=f"{install('ftm')}.")
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield from (f"{path}, line {number}: {fault}" for fault in _of_line(line))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {error}.", remedy="Name a file of FollowTheMoney JSON lines.") from error


def _of_line(line: str) -> list[str]:
    import followthemoney
    from followthemoney.exc import FollowTheMoneyException, InvalidData

    try:
        entity: Any = json.loads(line)
        proxy = followthemoney.model.get_proxy(entity, cleaned=False)
        proxy.schema.validate(entity)
        lost = {
            name: sorted(set(values) - set(proxy.get(name, quiet=True)))
            for name, values in entity.get("properties", {}).items()
        }
    except InvalidData as error:  # its message says only that something is wrong, not what
        wrong = error.errors.get("properties", {})
        return [f"{name}: {said}" for name, said in wrong.items()] or [f"no entity: {error}"]
    except (ValueError, TypeError, AttributeError, RecursionError, FollowTheMoneyException) as error:
        return [f"no entity: {error}"]
    return [f"{proxy.id}: {name} can't be {values[0]!r}" for name, values in lost.items() if values]
