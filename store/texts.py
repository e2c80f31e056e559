"""How texts are compared: the digest of one text, and the likeness of two fingerprints."""

from __future__ import annotations

import hashlib
import re
import struct
import unicodedata
from collections.abc import Sequence

_SPACE = re.compile(r"\s+")
_LOOKED = (
    r"(?:visualiza(?:[çc][õo]es|[çc][ãa]o|ciones|ci[óo]n)|visitas?|visitantes?|vistas?|views?|visits?|visitors?|acessos?|"
    r"cliques?|clics?|clicks?|impress[õo]es|impresiones)"
)
_AGO = (
    r"(?:(?:h[áa]|hace)\s+(?:\d{1,3}|uma?|una?)\s+\w{1,8}|(?:\d{1,3}|an?)\s+\w{1,8}\s+(?:ago|atr[áa]s)|"
    r"(?:hoje|ontem|anteontem|hoy|ayer|anteayer|today|yesterday)\b(?:,?\s+(?:[àáa]s?\s+(?:las\s+)?|at\s+)?\d{1,2}[:h]\d{2})?)"
)
# What a site counts or reckons anew at every visit. Only beside words that say so: all other numbers are the text's.
_MOVING = (
    re.compile(rf"\b\d[\d.,]{{0,12}}\s?(?:mil|k)?\s{_LOOKED}\b", re.IGNORECASE),
    re.compile(rf"\b{_LOOKED}\s?[:：]\s?\d[\d.,]{{0,12}}", re.IGNORECASE),
    re.compile(r"\b(?:visto|vista|seen|viewed)\s\d[\d.,]{0,12}\s(?:vezes|vez|veces|times?)\b", re.IGNORECASE),
    re.compile(
        rf"\b(?:publicad[oa]|postad[oa]|anunciad[oa]|inserid[oa]|criad[oa]|atualizad[oa]|actualizad[oa]|renovad[oa]|"
        rf"posted|published|updated|listed)\s?:?\s{{0,2}}{_AGO}",
        re.IGNORECASE,
    ),
)


def text_sha256(title: str, text: str) -> str:
    """Hex digest of a title and text, whatever their spacing and way of composing accents."""
    parts = (_SPACE.sub(" ", unicodedata.normalize("NFC", part)).strip() for part in (title, text))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def is_edit(before: tuple[str, str], after: tuple[str, str]) -> bool:
    """Whether one title and text differ from another by more than what a site reckons anew at every visit: how many
    looked, how many are online, how long ago something was published."""
    return text_sha256(*map(_standing, before)) != text_sha256(*map(_standing, after))


def _standing(text: str) -> str:
    for moving in _MOVING:
        text = moving.sub(" ", text)
    return text


def similarity(one: Sequence[int], other: Sequence[int]) -> float:
    """Share of equal places of two MinHash fingerprints, 0..1: an estimate of the Jaccard likeness of their texts.
    Fingerprints of different lengths (or of none) have nothing in common."""
    if len(one) != len(other) or not one:
        return 0.0
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one)


def pack(fingerprint: Sequence[int]) -> bytes:
    """Unsigned 32-bit numbers as bytes."""
    return struct.pack(f"<{len(fingerprint)}I", *fingerprint)


def unpack(packed: bytes) -> tuple[int, ...]:
    """The numbers back."""
    return struct.unpack(f"<{len(packed) // 4}I", packed)
