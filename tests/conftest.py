"""What holds for every test: no property is judged by a clock, and no command's logging outlives its test."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(autouse=True)
def _level_of_the_log_is_set_back() -> Iterator[None]:
    """A command that a test runs sets the level of this whole process (pipeline.reporter)."""
    before = logging.root.level
    yield
    logging.root.setLevel(before)
