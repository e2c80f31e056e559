"""Turns the files of a shipped reader back into a network that training can go on from, without its first training.

    python -m models.resume models/reader build/shipped

What the export rounded stays rounded (8 bits: no figure moved by more than half a point). Heads whose
form has changed since begin anew, and are named. A base that was rebuilt since has pieces for the texts that came
since (models/base/vocabulary.py): the network goes on with its words, so export it with its tokenizer, as
`models.export` does, and never beside that of before.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import ModelProto, TensorProto, numpy_helper

from models.attention import biases
from models.eight_bits import out_of_8_bits
from models.network import ReaderNetwork


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
    for name, bias in biases(model).items():
        found[name] = torch.from_numpy(bias.copy())
    for node, matrix in out_of_8_bits(model).items():
        found[_name(node)] = torch.from_numpy(np.ascontiguousarray(matrix.T))
    return found


def _name(node: str) -> str:
    """'/encoder/layer.0/output/dense/MatMul' -> 'encoder.layer.0.output.dense.weight'."""
    return ".".join(node.strip("/").split("/")[:-1]) + ".weight"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shipped", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--base", type=Path, default=Path("build/base"))
    given = parser.parse_args()
    print("Begins anew: " + (", ".join(resume(given.shipped, given.out, base=given.base)) or "nothing"))
