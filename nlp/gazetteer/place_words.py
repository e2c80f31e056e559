"""Other ways to look a place up by: 'Sta. Elena' written out, 'aeroporto de Lisboa', 'London Victoria' by their towns.

For the country of a stop alone, where no list holds the name as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_WRITTEN_OUT = {
    "sta": ("santa",),
    "sto": ("santo",),
    "st": ("saint",),
    "ste": ("sainte",),
    "pto": ("puerto", "porto"),
    "cd": ("ciudad", "cidade"),
    "cid": ("cidade",),
    "gral": ("general",),
    "gov": ("governador",),
    "nvo": ("nuevo",),
    "nva": ("nueva",),
    "nsa": ("nossa",),
    "s": ("sao", "san"),
}
_SHORT = re.compile(rf"({'|'.join(sorted(_WRITTEN_OUT, key=len, reverse=True))})\.? (?=\w)")
_KIND = (
    r"(?:aero?puerto|aeroporto|airport|aeropuertos?|terminal|rodoviaria|estacion|estacao|station|gare|puerto|porto|port|muelle|cais|"
    r"playa|praia|plage|beach|isla|ilha|island|isle|cala|caleta|bahia|baia|cabo|cap|cape|cayo|puente|ponte|paso|passo|trocha|trilha|"
    r"quebrada|barrio|bairro|centro|ciudad|cidade|vila|villa|aldea|aldeia|pueblo|comuna|municipio|canton|frontera|fronteira|"
    r"puesto|posto|garita|aduana|alfandega)"
)
_BEFORE = re.compile(
    rf"{_KIND}(?: (?:internacional|international|terrestre|fronteriz[oa]|maritim[oa]))?"
    r"(?: (?:de|da|do|del|of|di|des|dos|das|d))?(?: (?:la|las|los|el))? (?=\w)"
)
_AFTER = re.compile(
    r" (?:(?:international )?airport|beach|bridge|town|city|harbour|harbor|dock|station|terminal|island|border|"
    r"crossing|port|coach station|bus station|downtown|centro|cap|intl)$"
)
_LEAST_LETTERS = 4  # of a part: no 'al', 'san', 'cap'
_MOST_WORDS = 8  # of a place's name; a hostile text may have thousands
_APART = re.compile(r"\s*[-/–—→>]+\s*|\s*[,(]\s*")


def written_out(key: str) -> Iterator[str]:
    """The folded name with its short words written out: 'sta. elena' -> 'santa elena'; nothing where there is none."""
    if match := _SHORT.match(key):
        for long in _WRITTEN_OUT[match[1]]:
            yield f"{long} {key[match.end() :]}"


def without_kind(key: str) -> str:
    """The town in 'aeroporto de lisboa', 'dublin airport', 'playa bayahibe'; '' where no word says what it is."""
    core = _AFTER.sub("", _BEFORE.sub("", key, count=1) if _BEFORE.match(key) else key)
    return core if core != key else ""


def first_words(key: str) -> Iterator[str]:
    """What may be the town in 'london victoria' and 'lisboa sete rios': all but the last words, the longest first."""
    words = key.split(" ", _MOST_WORDS)[:_MOST_WORDS]
    for end in range(len(words) - 1, 0, -1):
        yield " ".join(words[:end])


def parts(key: str) -> list[str]:
    """'madrid-barajas' and 'santa clara/oshikango' apart, but for short words; [] where it is one."""
    found = [part.strip(" .,()") for part in _APART.split(key)]
    return [part for part in found if len(part) >= _LEAST_LETTERS] if len(found) > 1 else []
