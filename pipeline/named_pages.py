"""Where somebody is named in the archive's pages: what stands in none of the database's tables, for triage stopped the
page, nothing could be read off it, or a purge took its text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from pathlib import Path

from core.errors import EvidenceError
from evidence.reader import read_page
from evidence.vault.carried import Lender
from extraction.markup import decode
from store import named
from store.named import Named
from store.session import Database

_UNSEEN = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)|<[^>]*+>?", re.IGNORECASE | re.DOTALL)
"""What nothing closes goes to the end, and is asked once: such a page is looked through as it is written besides."""


def named_pages(
    database: Database,
    root: Path,
    spellings: Sequence[str],
    unreadable: Callable[[EvidenceError], object],
    told: Callable[[int, int | None], object] = lambda _done, _total: None,
) -> Iterator[Named]:
    """Archived pages (`capture_id`) whose words, or whose markup, hold one of these names or numbers. `unreadable` is
    told of those that can't be had, `told` how many were read, and of how many.

    Raises:
        InputError: a spelling is no name and no number.
    """
    sought = named.sought(spellings)
    with database.reading() as session:
        captures = named.pages(session)
    with Lender(root) as lender:
        for done, capture in enumerate(captures, start=1):
            try:
                lender.have(capture.warc_file)
                body = read_page(root, capture).body
            except EvidenceError as error:
                unreadable(error)
                continue
            markup = decode(body, capture.content_type)
            for written in (" ".join(unescape(_UNSEEN.sub(" ", markup)).split()), markup):
                if (words := named.words_around(written, sought)) is not None:
                    where = {"capture_id": capture.capture_id, "url": capture.url, "warc_file": capture.warc_file}
                    yield Named("archived page", where, "body", words)
                    break
            told(done, len(captures))
