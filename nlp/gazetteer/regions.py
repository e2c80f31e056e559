"""Names of states, provinces, departments, regions and counties, which are no stops of a journey (`regions.tsv`)."""

from __future__ import annotations

from functools import cache
from importlib import resources

from nlp.wording.fold import fold


def is_region(name: str) -> bool:
    """Whether a part of some country bears the name, in any of the three languages; a town may bear it too."""
    return fold(name).strip(" .,") in _names()


@cache
def _names() -> frozenset[str]:
    text = (resources.files("nlp.gazetteer") / "regions.tsv").read_text(encoding="utf-8")
    return frozenset(fold(line.split("\t")[1]) for line in text.splitlines() if not line.startswith("#"))
