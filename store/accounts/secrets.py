"""Random strings that open a door, and the hash under which they are kept. They have 256 bits, so that no salt and no
stretching is needed."""

from __future__ import annotations

import secrets
from hashlib import sha256

TOKEN_START = "alm_"  # noqa: S105 - no secret
SHOWN = 10
"""Letters of a token that are kept to know it again."""


def session_id() -> str:
    """For a cookie."""
    return secrets.token_urlsafe(32)


def token() -> str:
    """For a program; its beginning tells what it is, also to who looks for secrets that leaked."""
    return TOKEN_START + secrets.token_urlsafe(32)


def hashed(secret: str) -> str:
    """As it is kept and looked up."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
