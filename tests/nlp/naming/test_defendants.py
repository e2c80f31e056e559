"""A defendant is known by the words on both sides of his name, in passing too."""

from __future__ import annotations

import pytest

from nlp.naming.defendants import is_defendant
from nlp.wording.fold import fold


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Levou chineses ao hotel a pedido do réu Teo Marbán, acusado de contrabando de migrantes.", True),
        ("Los llevó por encargo del imputado Teo Marbán, procesado por tráfico ilícito de migrantes.", True),
        ("She drove them for the defendant Teo Marbán, 40, who is charged with people smuggling.", True),
        ("A pedido do réu Ana Sol, Teo Marbán levou chineses.", False),
        ("O taxista Teo Marbán, acusado de contrabando de migrantes pelos vizinhos, não é réu.", False),
        ("El imputado Teo Marbán, acusado de homicidio.", False),
        ("The defendant Teo Marbán, charged with theft.", False),
    ],
)
def test_both_sides_of_the_name_call_him_accused_of_moving_people(text: str, wanted: bool) -> None:
    start = text.index("Teo Marbán")
    assert is_defendant(fold(text), start, start + len("Teo Marbán")) is wanted
