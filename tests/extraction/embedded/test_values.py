"""Bodies, numbers, prices and dates of an object, as sites write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.embedded import values

SLATE = [
    {"type": "paragraph", "children": [{"text": "Salidas "}, {"text": "lunes", "bold": True}, {"text": " y jueves."}]},
    {"type": "paragraph", "children": [{"text": "Todo incluido."}]},
]
PROSE_MIRROR = {
    "type": "doc",
    "content": [
        {"type": "paragraph", "content": [{"type": "text", "text": "Salidas lunes y jueves."}]},
        {"type": "paragraph", "content": [{"type": "text", "text": "Todo "}, {"type": "text", "text": "incluido."}]},
    ],
}
CONTENTFUL = {
    "json": {
        "nodeType": "document",
        "content": [
            {"nodeType": "paragraph", "content": [{"nodeType": "text", "value": "Salidas lunes y jueves."}]},
            {"nodeType": "paragraph", "content": [{"nodeType": "text", "value": "Todo incluido."}]},
        ],
    }
}
ARC = [
    {"type": "text", "content": "Salidas lunes y jueves."},
    {"type": "interstitial_link", "content": "Otro aviso que no es este", "url": "/aviso/7"},
    {"type": "image", "caption": "Foto", "url": "/1.jpg"},
    {"type": "list", "items": [{"type": "text", "content": "Todo incluido."}]},
]
DRAFT = {
    "blocks": [
        {"key": "a", "type": "unstyled", "text": "Salidas lunes y jueves."},
        {"type": "x", "text": "Todo incluido."},
    ]
}
EDITOR = {
    "blocks": [{"type": "paragraph", "data": {"text": line}} for line in ("Salidas lunes y jueves.", "Todo incluido.")]
}


@pytest.mark.parametrize(
    "body",
    [
        SLATE,
        PROSE_MIRROR,
        CONTENTFUL,
        ARC,
        DRAFT,
        EDITOR,
        ["Salidas lunes y jueves.", " ", "Todo incluido."],
        [{"text": "Salidas lunes y jueves."}, {"text": "Todo incluido."}],
    ],
)
def test_bodies_of_all_makes_are_paragraphs(body: object) -> None:
    assert values.pieces(body) == ["Salidas lunes y jueves.", "Todo incluido."]


def test_a_body_with_a_title_of_its_own_is_another_thing() -> None:
    assert values.pieces({"title": "Otro aviso", "content": "Flete económico"}) == []


def test_bodies_are_read_to_a_bound() -> None:
    assert sum(map(len, values.pieces(["x" * 200_000] * 9))) == 300_000
    assert len(values.pieces(["x"] * 90_000)) < 6_000
    deep: object = "x"
    for _ in range(500):
        deep = {"content": deep}
    assert values.pieces(deep) == []
    wide: list[object] = []
    for _ in range(40):
        wide = [wide, wide]  # as Nuxt may share them: 2^40 ways down
    assert values.pieces(wide) == []


@pytest.mark.parametrize(
    ("thing", "numbers"),
    [
        ({"phone": "+57 300 000 0041"}, ("+57 300 000 0041",)),
        ({"phone_number": 573000000041}, ("573000000041",)),
        ({"seller": {"telefono": "300 000 0041", "whatsapp": "+57 300 000 0041"}}, ("+57 300 000 0041",)),
        ({"contact": {"phones": [{"number": "300 000 0041"}, "300 000 0042"]}}, ("300 000 0041", "300 000 0042")),
        ({"phone": {"phone": "300 000 0041", "hidden": False}}, ("300 000 0041",)),
        ({"phone": "300 *** ** 41"}, ()),
        ({"phone": True, "phoneHidden": 1, "id": 3000000041, "views": {"number": 3000000041}}, ()),
        ({"agency": {"phone": "300 000 0041"}, "related": [{"phone": "300 000 0042"}]}, ()),
        ({"phones": [f"300 000 00{n}" for n in range(51, 56)]}, ()),
    ],
)
def test_numbers_of_who_offers(thing: values.Object, numbers: tuple[str, ...]) -> None:
    assert values.telephones(thing) == numbers


@pytest.mark.parametrize(
    ("thing", "price"),
    [
        ({"price": {"value": 350, "currency": "USD"}}, "350 USD"),
        ({"price": 350.0, "priceCurrency": "PEN"}, "350 PEN"),
        ({"precio": "350", "moneda": "S/."}, "350 S/."),
        ({"precio": "350", "moneda": "U$S"}, "350 U$S"),
        ({"preco": "R$ 350"}, "R$ 350"),
        ({"price": {"label": "US$ 350", "amount": 350}}, "US$ 350"),
        ({"price": 350}, ""),
        ({"price": 0, "currency": "USD"}, ""),
        ({"price": "a convenir"}, ""),
        ({"price": None}, ""),
        ({"price": float("nan"), "currency": "USD"}, ""),
    ],
)
def test_prices_have_their_currency(thing: values.Object, price: str) -> None:
    assert values.price(thing) == price


def test_the_date_of_publication_goes_before_others() -> None:
    thing: values.Object = {"date": "2026-03-01", "created_at": 1772618400, "publishedAt": "2026-03-04", "updated": "x"}
    assert list(values.dates(thing)) == ["2026-03-04", "1772618400", "2026-03-01"]


@given(st.dictionaries(st.text(max_size=12), st.none() | st.booleans() | st.integers() | st.floats() | st.text()))
def test_no_value_breaks_them(thing: dict[str, object]) -> None:
    thing |= {"price": next(iter(thing.values()), None), "phone": dict(thing), "date": dict(thing)}
    assert isinstance(values.price(thing), str)
    assert isinstance(values.telephones(thing), tuple)
    assert all(isinstance(date, str) for date in values.dates(thing))
