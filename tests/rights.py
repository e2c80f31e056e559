"""What is done without the rights of root, who may read everything."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

_NOBODY = 65534


@contextmanager
def somebody_else() -> Iterator[None]:
    """As a user who owns nothing; where the tests do not run as root, as whoever runs them."""
    mine = os.geteuid()
    if mine == 0:
        os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(mine)
