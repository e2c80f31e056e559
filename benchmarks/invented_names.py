"""Invented operators by the million for benchmarks: words made of syllables, some common and most rare, as in life."""

from __future__ import annotations

import random
from collections.abc import Iterator

from store.seeds.seed import Seed


def _parts(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_SYLLABLES = _parts("""
ka ku qui wa ya yu ña cha chi llo ma mi mo mu na ne no pa pi po ra re ri ro sa si so su ta te ti to tu va ve vi zo
ba be bi bo da de di do fa fe fi ga go gua ja jo la le li lo lu
""")
_ENDS = ("", "", "", "n", "r", "s", "l", "z")
_TRADES = _parts("""
Viajes Turismo Transportes Travel Tours Servicios Inversiones Comercializadora Agencia Logística Grupo Expreso
Encomiendas Asesorías Trámites Consultores Excursões Viagens
""")
_PLACES = ("del Norte", "del Sur", "Andina", "del Pacífico", "Internacional", "Latina", "de Chile", "Perú")
_FORMS = ("S.A.", "S.A.S.", "Ltda.", "S.R.L.", "E.I.R.L.", "SpA", "S.A. de C.V.", "C.A.", "LLC", "Inc.")


class Names:
    """Names by chance, the same for one seed."""

    def __init__(self, seed: int, words: int = 60_000) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - invented data
        self.words = sorted({self._word() for _ in range(words)})
        self.chance.shuffle(self.words)

    def name(self) -> str:
        """A firm's name: a trade, one to three words, a place, a legal form."""
        chance = self.chance
        parts = [chance.choice(_TRADES)] if chance.random() < 0.6 else []
        parts += [self._common() for _ in range(chance.choices((1, 2, 3), (40, 45, 15))[0])]
        parts += [chance.choice(_PLACES)] if chance.random() < 0.25 else []
        parts += [chance.choice(_FORMS)] if chance.random() < 0.6 else []
        return " ".join(parts)

    def variant(self, name: str) -> str:
        """The name as others write it: without form, misspelt, in capitals, reordered, run together, another trade."""
        words = next((name.removesuffix(form) for form in _FORMS if name.endswith(form)), name).split()
        kind = self.chance.randrange(6)
        if kind == 0:
            return f"{' '.join(words)} {self.chance.choice(_FORMS)}".upper()
        if kind == 1:
            return " ".join(self._misspelt(word) if word == max(words, key=len) else word for word in words)
        if kind == 2:
            return "@" + "".join(words).lower()
        if kind == 3:
            return " ".join([*words[1:], words[0]])
        if kind == 4 and words[0] in _TRADES and len(words) > 1:
            return " ".join(words[1:])
        return " ".join(words)

    def seeds(self, count: int) -> Iterator[Seed]:
        """Operators with two names each."""
        for number in range(count):
            name = self.name()
            yield Seed(key=f"invented-{number}", name=name, aliases=(self.variant(name),), countries=("CO", "CL"))

    def _word(self) -> str:
        count = self.chance.choices((2, 3, 4), (30, 50, 20))[0]
        return ("".join(self.chance.choice(_SYLLABLES) for _ in range(count)) + self.chance.choice(_ENDS)).capitalize()

    def _common(self) -> str:
        """Some words are borne by thousands, most by few (Zipf)."""
        return self.words[int(len(self.words) ** self.chance.random() ** 0.6) - 1]

    def _misspelt(self, word: str) -> str:
        at = self.chance.randrange(1, max(len(word) - 1, 2))
        return self.chance.choice(
            (
                word[:at] + word[at + 1 :],
                word[:at] + word[at] * 2 + word[at + 1 :],
                word[:at] + self.chance.choice("aeioulnrst") + word[at + 1 :],
                word[: at - 1] + word[at : at + 1] + word[at - 1 : at] + word[at + 1 :],
            )
        )
