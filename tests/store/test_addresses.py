"""The address of a page, pasted into a search: what was read there is found."""

from __future__ import annotations

import pytest

from core.terms import SourceKind
from store import search
from store.search import SearchFilter, address_alone
from store.session import Database
from tests.store.make import capture, register, save


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (" https://la-voz.example/nota/7?utm_source=x ", "https://la-voz.example/nota/7?utm_source=x"),
        ("HTTP://la-voz.example", "HTTP://la-voz.example"),
        ("la-voz.example/nota/7", ""),  # a word
        ("https://la-voz.example/7 migrantes", ""),
        ("https://[x/", ""),
        ("https://", ""),
        ("", ""),
    ],
)
def test_an_address_is_one_and_nothing_besides(typed: str, address: str) -> None:
    assert address_alone(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        "https://la-voz.example/nota/573000000017-zarpan",  # with what may be a number, and words that stand elsewhere
        "http://www.la-voz.example/nota/573000000017-zarpan/?utm_source=feed&fbclid=1#comments",
        "HTTPS://La-Voz.example/nota/573000000017-zarpan",
    ],
)
def test_the_page_of_an_address_is_found_and_no_other(database: Database, typed: str) -> None:
    """Its words were looked for in texts: nothing was found, though the page is kept."""
    url = "https://la-voz.example/nota/573000000017-zarpan"
    with database.transaction() as session:
        register(session, "cl_voz", "pe_eco")
        for number, source_id, at in ((1, "cl_voz", url), (2, "pe_eco", url), (3, "cl_voz", f"{url}-otra-vez")):
            page = capture(number, source_id=source_id, url=at, requested_url=at)
            save(session, page, f"Noticia {number}. La nota dice zarpan y voz example.")
    with database.reading() as session:
        asked = search.understand(session, typed)
        found = [hit.url for hit in search.find_documents(session, asked, SearchFilter())]
        assert found == [url, url]
        assert search.count_documents(session, asked, SearchFilter()) == 2
        assert search.count_documents(session, asked, SearchFilter(source_kind=SourceKind.OFFICIAL)) == 0
        assert asked.mended == ()


def test_an_address_that_stands_in_a_text_is_found_by_its_words(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz")
        save(session, capture(1), "Escriben a https://ruta-zorzal.example/viajes y pagan.")
    with database.reading() as session:
        for typed in ("https://ruta-zorzal.example/viajes", "https://ruta-zorzal.example"):
            asked = search.understand(session, typed)
            assert [hit.revision_id for hit in search.find_documents(session, asked, SearchFilter())] == [1]
        asked = search.understand(session, "https://ruta-garza.example/viajes")
        assert search.find_documents(session, asked, SearchFilter()) == []
