"""What counts as another text, and what a site only reckons anew at every visit."""

from __future__ import annotations

import pytest

from store.texts import is_edit


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("153 visualizações", "1.176 visualizações"),
        ("Foz · 3 visitas · PR", "Foz · 12 visitas · PR"),
        ("Visitas: 33", "Visitas: 1.034"),
        ("1,2 mil views", "2 mil views"),
        ("Visto 33 veces", "Visto 34 veces"),
        ("e 63 visitantes", "e 84 visitantes"),
        ("Publicado: Hoje, 08:15", "Publicado: Ontem, 08:15"),
        ("Publicado hace 3 horas", "Publicado hace un día"),
        ("Postado há 2 dias em Foz", "Postado há 3 dias em Foz"),
        ("Posted 2 hours ago", "Posted yesterday at 10:30"),
    ],
)
def test_no_edit(before: str, after: str) -> None:
    assert not is_edit(("Van", f"{before}\nLevo e trago."), ("Van", f"{after}\nLevo e trago."))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("400 dólares", "450 dólares"),
        ("Saída hoje, 08:15", "Saída ontem, 08:15"),
        ("Zap (33) 90000-0041", "Zap (33) 90000-0051"),
        ("Publicado: 28/11/2026", "Publicado: 30/11/2026"),
        ("12 vagas, há 3 vans", "12 vagas, há 2 vans"),
        ("Visitas a partir das 8", "Visitas a partir das 9"),
    ],
)
def test_an_edit(before: str, after: str) -> None:
    assert is_edit(("Van", before), ("Van", after))
    assert is_edit((before, "Van"), (after, "Van"))
