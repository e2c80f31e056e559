"""Among all that a page's scripts carry, its own object is found, and no other's."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.embedded.own import Told, own
from extraction.markup import parse
from tests.extraction.embedded.samples import ADVERT, ADVERT_URL, OFFER, next_script, nuxt_script, shell

NAMES = ["Viajes a Chile"]
THING = {"title": "Viajes a Chile", "body": OFFER}
STRANGER = {"title": "Viajes a Chile", "body": "Otra gente, otro viaje. " * 9, "phone": "+57 300 000 0081"}


def told(page: object, url: str = ADVERT_URL, names: list[str] = NAMES) -> Told:
    return own(parse(shell(next_script(page))).tree, names, url)


@pytest.mark.parametrize(
    "page",
    [
        {"ad": THING, "related": [STRANGER]},
        {"ad": THING, "adsSimilares": [STRANGER]},
        {"ad": THING, "items": [STRANGER, {**STRANGER, "phone": ""}]},
        {"ad": {**THING, "url": ADVERT_URL}, "items": [STRANGER, STRANGER]},
        {"items": [{**THING, "url": "/aviso/4101-viajes-a-chile"}, STRANGER]},
        {"ad": THING, "more": STRANGER},
        {"ad": THING, "last": {**STRANGER, "link": "/aviso/4102-viajes-a-chile"}},
        {"title": "Viajes a Chile", "contact": {"phone": "+57 300 000 0091"}, "content": THING},
        {"ad": THING, "site": {**STRANGER}},
        {"ad": {"attributes": THING, "id": 7}},
        {"ad": {"title": {"rendered": "Viajes a Chile"}, "content": {"rendered": OFFER}}},
        {"ad": {"title": "Viajes a Chile", "attributes": {"body": OFFER}}},
        {"ad": {"headlines": {"basic": "Viajes a Chile"}, "content_elements": [{"type": "text", "content": OFFER}]}},
    ],
)
def test_the_pages_own_object_is_found(page: object) -> None:
    found = told(page)
    assert found.pieces == (OFFER,)
    assert found.telephones == ()


@pytest.mark.parametrize(
    "page",
    [
        {"items": [STRANGER, THING]},
        {"ad": {**THING, "title": "Viajes a Tacna"}},
        {"ad": {**THING, "title": "Viajes"}},
        {"ad": {**THING, "url": "/aviso/4102-viajes-a-chile"}},
        {"recommended": [THING]},
        {"ad": {"title": "Viajes a Chile"}},
        {"body": OFFER},
        [],
        "x",
        None,
    ],
)
def test_where_none_is_surely_the_pages_own_none_is_taken(page: object) -> None:
    assert told(page) == Told()


def test_the_number_of_the_whole_page_is_not_that_of_its_advert() -> None:
    page: dict[str, object] = {"title": "Viajes a Chile", "description": "Viajes de todas clases. " * 9}
    page |= {"contact": {"phone": "+57 300 000 0091"}, "ad": {**THING, "seller": {"phone": "+57 300 000 0041"}}}
    assert told(page).telephones == ("+57 300 000 0041",)
    assert told({**page, "ad": THING}).telephones == ()
    assert told(
        {"ad": {**THING, "phone": "300 000 0041", "image": {"title": "Viajes a Chile", "text": "x"}}}
    ).telephones


def test_a_headline_may_have_the_sites_name_beside_it() -> None:
    assert told({"ad": THING}, names=["Viajes a Chile - Avisos del Norte"]).pieces == (OFFER,)
    assert told({"ad": THING}, names=["Avisos: Viajes a Chile"]).pieces == (OFFER,)
    assert told({"ad": THING}, names=["Viajes a Chile y a Bolivia por los pasos del norte, avisos"]).pieces == ()
    assert told({"ad": {**THING, "title": "Avisos"}}, names=["Avisos"]) == Told()


def test_an_address_is_the_pages_own_by_path_or_by_its_last_part() -> None:
    for key, value in (("slug", "4101-viajes-a-chile"), ("canonical_url", f"{ADVERT_URL}/"), ("path", ADVERT_URL[22:])):
        assert told({"ad": {**THING, "title": "Otro", key: value}}, names=[]).pieces == (OFFER,)
    assert told({"ad": {**THING, "title": "Otro", "slug": "aviso"}}, names=[]) == Told()
    assert told({"ad": {**THING, "title": "Otro", "slug": "4101"}}, url="https://a.example/4101", names=[]) == Told()


def test_nuxts_data_may_have_cycles() -> None:
    page = nuxt_script(ADVERT).replace('"similar": ', '"again": 2, "similar": ')
    assert own(parse(shell(page)).tree, NAMES, ADVERT_URL).description == (OFFER,)


KEYS = st.sampled_from(["title", "body", "content", "url", "phone", "price", "seller", "data", "date", "x", "items"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just("Viajes a Chile"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=30,
)


@given(VALUES)
def test_nothing_raises(value: object) -> None:
    for script in (next_script(value), f'<script id="__NUXT_DATA__">{json.dumps(value)}</script>'.replace("<\\", "")):
        found = own(parse(shell(script)).tree, NAMES, ADVERT_URL)
        assert all(isinstance(piece, str) and piece.strip() for piece in (*found.pieces, *found.description))
        assert all(sum(map(str.isdigit, number)) >= 7 for number in found.telephones)


@given(VALUES, st.lists(st.sampled_from(["related", "recommended", "similarAds", "footer"]), min_size=1, max_size=3))
def test_nothing_under_a_key_of_others_is_read(value: object, path: list[str]) -> None:
    for key in path:
        value = {key: value}
    assert told({"page": value}) == Told()
