"""Who decides: the one place where a page or the API learns the name that goes on record beside a judgement."""

from __future__ import annotations

from starlette.requests import Request


def deciding(request: Request, typed: str) -> str:
    """The name for the record: the one typed into the form, for the desk on this machine knows nobody."""
    del request  # will carry the account that has signed in
    return typed.strip()
