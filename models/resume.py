"""Turns the files of a shipped reader back into a network that training can go on from, without its first training.

    python -m models.resume models/reader build/shipped

What the export rounded stays rounded (8 bits by blocks of 32: no figure moved by more than half a point). Heads whose
form has changed since begin anew, and are named.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import ModelProto, TensorProto, numpy_helper

from models.base.q4 import BLOCK
from models.network import ReaderNetwork

_MIDDLE = 128  # of the 8-bit integers, which stand for numbers of either sign


def resume(shipped: Path, out: Path, *, base: Path) -> list[str]:
    """Write network.pt and base.txt into `out`; returns the names of what begins anew."""
    network = ReaderNetwork(base)
    state = network.state_dict()
    found = _encoder_weights(onnx.load(str(shipped / "model.onnx")))
    with np.load(shipped / "heads.npz") as heads:
        found |= {f"heads.{name}": torch.from_numpy(heads[name].astype(np.float32)) for name in heads.files}
    taken = {name: value for name, value in found.items() if name in state and state[name].shape == value.shape}
    # The word embeddings never left the grid of the base.
    anew = sorted(set(state) - set(taken) - {"encoder.embeddings.word_embeddings.weight"})
    network.load_state_dict(state | taken)
    out.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), out / "network.pt")
    (out / "base.txt").write_text(str(base), encoding="utf-8")
    return anew


def _encoder_weights(model: ModelProto) -> dict[str, torch.Tensor]:
    """By their names in the network: what the file holds as numbers, and the matrices out of their 8 bits."""
    held = {i.name: i for i in model.graph.initializer}
    found = {
        name: torch.from_numpy(numpy_helper.to_array(value).copy())
        for name, value in held.items()
        if value.data_type == TensorProto.FLOAT
    }
    for node in model.graph.node:
        if node.op_type == "MatMulNBits":
            quantised = numpy_helper.to_array(held[node.input[1]]).astype(np.float32) - _MIDDLE
            rows = quantised.shape[0]
            scales = numpy_helper.to_array(held[node.input[2]]).reshape(rows, -1, 1)
            inputs = next(each.i for each in node.attribute if each.name == "K")
            matrix = (quantised.reshape(rows, -1, BLOCK) * scales).reshape(rows, -1)[:, :inputs]
            found[_name(node.name)] = torch.from_numpy(matrix)
    return found


def _name(node: str) -> str:
    """'/encoder/layer.0/output/dense/MatMul_Q8' -> 'encoder.layer.0.output.dense.weight'."""
    return ".".join(node.strip("/").split("/")[:-1]) + ".weight"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shipped", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--base", type=Path, default=Path("build/base"))
    given = parser.parse_args()
    print("Begins anew: " + (", ".join(resume(given.shipped, given.out, base=given.base)) or "nothing"))
