"""Links to accounts as somebody pastes them into a search."""

from __future__ import annotations

import pytest

from core.terms import ContactType
from store import search, watchlist
from store.search import SearchFilter
from store.search.pasted import accounts_alone
from store.session import Database
from store.watchlist import Sighting
from tests.store.make import NOON, mention, phone, register, report


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("https://instagram.com/rutasur.viajes", "rutasur.viajes"),
        ("https://www.instagram.com/rutasur.viajes/?hl=es", "rutasur.viajes"),
        ("t.me/RutaSur_Equipo", "RutaSur_Equipo"),
        ("https://www.tiktok.com/@rutasur?lang=es", "rutasur"),
        ("https://wa.me/573000000017?text=hola", "https://wa.me/573000000017"),
        (
            "api.whatsapp.com/send?phone=573000000017&text=hola Zorzal",
            "api.whatsapp.com/send?phone=573000000017 Zorzal",
        ),
        ("wa.me/3000000017", "wa.me/3000000017"),
        ("https://rutasur.example/viajes", "https://rutasur.example/viajes"),  # a site is what it is
        ("not t.me", "not t.me"),
        ("bit.me/x", "bit.me/x"),
    ],
)
def test_what_is_meant_is_the_account(typed: str, meant: str) -> None:
    assert accounts_alone(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "https://instagram.com/rutasur.viajes",
        "instagram.com/RutaSur.viajes/",
        "https://wa.me/573000000017?text=hola",
        "https://api.whatsapp.com/send?phone=573000000017&text=hola",
        "wa.me/3000000017",  # as nobody's link is, but as somebody types it
    ],
)
def test_the_operator_behind_a_link_is_found(database: Database, typed: str) -> None:
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention("Ruta Zorzal")], [phone("+573000000017")])
        watchlist.add_contacts(
            session, 1, [(ContactType.INSTAGRAM, "rutasur.viajes")], Sighting(NOON, NOON, counts=False)
        )
        asked = search.understand(session, typed)
        (found,) = search.find_operators(session, asked, SearchFilter(), typed=typed)
        assert found.operator_id == 1
