"""The names of months in Spanish, English and Portuguese, and their short forms."""

from __future__ import annotations

STEMS = (
    ("jan", "ene"), ("feb", "fev"), ("mar",), ("apr", "abr"), ("may", "mai"), ("jun",),
    ("jul",), ("aug", "ago"), ("sep", "set"), ("oct", "out"), ("nov",), ("dec", "dic", "dez"),
)  # fmt: skip
"""Of each month in its order."""
NAME = (
    r"(?:jan(?:uary|eiro)?|ene(?:ro)?|feb(?:ruary|rero)?|fev(?:ereiro)?|mar(?:ch|zo|co)?|apr(?:il)?|abr(?:il)?|"
    r"may(?:o)?|mai(?:o)?|june?|junio|junho|july?|julio|julho|aug(?:ust)?|ago(?:sto)?|sept?(?:ember|iembre)?|"
    r"set(?:iembre|embro)?|oct(?:ober|ubre)?|out(?:ubro)?|nov(?:ember|iembre|embro)?|dec(?:ember)?|dic(?:iembre)?|"
    r"dez(?:embro)?)"
)
"""A pattern, for text without accents."""
_NUMBERS = {stem: number for number, stems in enumerate(STEMS, 1) for stem in stems}


def number(name: str) -> int:
    """1 to 12, of what NAME matched."""
    return _NUMBERS[name[:3].lower()]
