"""One crawl in a process of its own, as the night runs them: `python -m tests.crawlers.child SPEC.json`."""

from __future__ import annotations

import json
import logging
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from core.errors import AlmenaraError
from core.records import KnownPage
from core.settings import load
from crawlers.journal import Journal
from crawlers.owed import Owed
from crawlers.run import crawl
from crawlers.source import Source
from evidence.writer import ArchiveWriter


class Memory:
    """What earlier nights left, from the specification."""

    def __init__(self, pages: list[dict[str, Any]]) -> None:
        self._pages = {page["url"]: page for page in pages}

    def lookup(self, source_id: str, url: str) -> KnownPage | None:
        page = self._pages.get(url)
        if page is None:
            return None
        times = {name: datetime.fromisoformat(page[name]) for name in ("first_fetched_at", "last_fetched_at")}
        return KnownPage(**(page | times))


def main(spec: dict[str, Any]) -> None:
    """Run the crawl that the specification describes."""
    logging.basicConfig(level=logging.WARNING)
    prepare = spec.get("prepare")
    if prepare:
        getattr(__import__("tests.crawlers.preparations", fromlist=[prepare]), prepare)()
    root = Path(spec["root"])
    settings = load().crawl
    archive = ArchiveWriter(
        root, spec["source"]["id"], "crawl-1", max_bytes=spec.get("max_warc_bytes", 1 << 30), software="almenara-tests"
    )
    with Journal(root / "journal.jsonl") as journal:
        crawl(
            Source.model_validate(spec["source"]),
            settings=settings.model_validate(settings.model_dump() | spec["settings"]),
            archive=archive,
            known=Memory(spec.get("known", [])),
            journal=journal,
            owed=Owed.from_json(spec.get("owed", {})),
            limit=spec.get("limit"),
        )
    archive.close()


if __name__ == "__main__":
    try:
        main(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    except AlmenaraError as error:
        sys.exit(f"{type(error).__name__}: {error}")
