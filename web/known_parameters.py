"""What stands behind the `?` of a program's request: a misspelt filter that was passed over would filter nothing."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from fastapi import Request

from core.errors import InputError


def known_parameters(request: Request) -> None:
    """A dependency of routes for programs: every parameter of the address is one that the contract names there.

    Raises:
        InputError: one is not; names the nearest, and all that there are.
    """
    path: dict[str, Any] = request.app.openapi()["paths"].get(request.scope["route"].path_format, {})
    operation = path.get("get" if request.method == "HEAD" else request.method.lower(), {})
    known = [each["name"] for each in operation.get("parameters", ()) if each["in"] == "query"]
    for name in request.query_params:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            meant = f"Did you mean {near[0]}? " if near else ""
            there = f"There are {', '.join(known)}." if known else "This address takes none."
            raise InputError(f"There is no parameter {name[:80]!r} here.", remedy=f"{meant}{there}")
