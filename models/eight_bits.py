"""Matrix products in 8-bit integers, one scale for each word that goes in and one for each column of the weights.

A processor multiplies bytes four times as fast as floats (on x86 by VNNI). What costs answers is a channel of the
words that is far larger than the others: it takes the whole scale. So each channel is divided by how large it gets in
a sample of texts, to a power, and its weights are multiplied by as much (SmoothQuant, Xiao et al. 2022). What comes
out of a GELU is never below -0.17: moved up by that much it uses all 256 steps instead of half of them.

One scale a word, not one a batch as onnxruntime's dynamic quantisation takes: an answer must not hang on the texts
beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, helper, numpy_helper

from models.attention import RUNTIMES_OWN, knows_the_runtimes_own, without_what_nothing_needs

Floats = NDArray[np.float32]

_MOST = 127  # of signed bytes
_MIDDLE = 128  # of bytes that stand for numbers of either sign
_ALL = 255
_LOWEST_GELU = np.float32(0.17)
_SHARE = 0.55  # of a channel's size that the weights carry; of 0.3 to 0.8 the answers stayed nearest with 0.5 to 0.6
_SMALLEST = np.float32(1e-8)


def peaks(model: onnx.ModelProto, passages: Sequence[Sequence[int]]) -> dict[str, Floats]:
    """How large each channel of what goes into a matrix gets over the passages: (channels,) by the value's name."""
    watched = onnx.ModelProto()
    watched.CopyFrom(model)
    names = sorted({node.input[0] for node in _products(watched.graph)})
    watched.graph.output.extend(helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in names)
    session = onnxruntime.InferenceSession(watched.SerializeToString(), providers=["CPUExecutionProvider"])
    most: dict[str, Floats] = {}
    for passage in passages:
        ids = np.array([passage], dtype=np.int64)
        seen = session.run(names, {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        for name, values in zip(names, seen, strict=True):
            size = np.abs(values).reshape(-1, values.shape[-1]).max(axis=0)
            most[name] = np.maximum(most.get(name, size), size)
    return most


def in_8_bits(model: onnx.ModelProto, sizes: Mapping[str, Floats]) -> onnx.ModelProto:
    """The model with bytes in the place of its matrices. `sizes`: what `peaks` gives."""
    graph = model.graph
    matrices = {node.name: _matrix(graph, node) for node in _products(graph)}
    spread = {name: _spread(size, _weights_of(graph, matrices, name)) for name, size in sizes.items()}
    nodes: list[NodeProto] = []
    rounded: set[str] = set()
    _hold(graph, _CONSTANTS)
    for node in graph.node:
        if node.name not in matrices:
            nodes.append(node)
            continue
        given, (made,) = node.input[0], node.output
        moved = _LOWEST_GELU if _follows_gelu(node) else np.float32(0)
        if given not in rounded:
            _hold(graph, {f"{given}.spread": 1 / spread[given]})
            nodes.extend(_rounding(given, moved=bool(moved)))
            rounded.add(given)
        weights = matrices[node.name] * spread[given][:, None]
        scales = np.maximum(np.abs(weights).max(axis=0) / _MOST, _SMALLEST)
        in_bytes = np.rint(weights / scales).astype(np.int8)
        back = -moved * ((in_bytes * scales) / spread[given][:, None]).sum(axis=0)
        _hold(graph, {f"{made}.bytes": in_bytes, f"{made}.scales": scales, f"{made}.back": back.astype(np.float32)})
        product = [f"{given}.bytes", f"{made}.bytes", "8bits.one", f"{made}.scales", "" if moved else "8bits.middle"]
        nodes.append(
            helper.make_node("MatMulIntegerToFloat", product, [f"{made}.product"], name=node.name, domain=RUNTIMES_OWN)
        )
        nodes.append(
            helper.make_node("Mul", [f"{made}.product", f"{given}.scale"], [f"{made}.scaled" if moved else made])
        )
        if moved:
            nodes.append(helper.make_node("Add", [f"{made}.scaled", f"{made}.back"], [made]))
    del graph.node[:]
    graph.node.extend(nodes)
    knows_the_runtimes_own(model)
    without_what_nothing_needs(graph)
    return model


def out_of_8_bits(model: onnx.ModelProto) -> dict[str, Floats]:
    """The matrices of a model in 8 bits, (into, out of) by their node's name: as `in_8_bits` took them, but rounded."""
    held = {value.name: numpy_helper.to_array(value) for value in model.graph.initializer}
    found = {}
    for node in model.graph.node:
        if node.op_type == "MatMulIntegerToFloat":
            given, weights, _, scales = node.input[:4]
            once = held[f"{given.removesuffix('.bytes')}.spread"]
            found[node.name] = (held[weights] * held[scales] * once[:, None]).astype(np.float32)
    return found


_CONSTANTS: dict[str, NDArray[np.generic]] = {
    "8bits.one": np.array(1, np.float32),
    "8bits.half": np.array(0.5, np.float32),
    "8bits.middle": np.array(_MIDDLE, np.uint8),
    "8bits.middle and half": np.array(_MIDDLE + 0.5, np.float32),
    "8bits.most": np.array(_MOST, np.float32),
    "8bits.all": np.array(_ALL, np.float32),
    "8bits.smallest": np.array(_SMALLEST, np.float32),
    "8bits.gelu": np.array(_LOWEST_GELU, np.float32),
}


def _products(graph: onnx.GraphProto) -> list[NodeProto]:
    """The nodes that multiply what comes in by a matrix that the file holds."""
    held = {value.name: value for value in graph.initializer}
    return [
        node
        for node in graph.node
        if node.op_type == "MatMul" and node.input[1] in held and len(held[node.input[1]].dims) == 2
    ]


def _matrix(graph: onnx.GraphProto, node: NodeProto) -> Floats:
    found: Floats = numpy_helper.to_array(next(value for value in graph.initializer if value.name == node.input[1]))
    return found


def _weights_of(graph: onnx.GraphProto, matrices: Mapping[str, Floats], given: str) -> Floats:
    """(channels,): the largest weight of each channel of a value, over all matrices that it goes into."""
    largest = [np.abs(matrices[node.name]).max(axis=1) for node in _products(graph) if node.input[0] == given]
    result: Floats = np.max(largest, axis=0)
    return result


def _spread(size: Floats, weights: Floats) -> Floats:
    """(channels,): by how much each channel is divided, and its weights multiplied; their geometric mean is 1."""
    by = np.maximum(size, 1e-4) ** _SHARE / np.maximum(weights, 1e-4) ** (1 - _SHARE)
    return np.asarray(by / np.exp(np.log(by).mean()), dtype=np.float32)


def _follows_gelu(node: NodeProto) -> bool:
    """Whether a product is the narrowing one of a layer, which takes what a GELU gives."""
    return node.name.endswith("/output/dense/MatMul") and "/attention/" not in node.name


def _rounding(given: str, *, moved: bool) -> list[NodeProto]:
    """The nodes that make of a value its bytes and the scale of each word."""
    made = {part: f"{given}.{part}" for part in ("raised", "evened", "size", "most", "times", "long", "whole")}
    scale, in_bytes = f"{given}.scale", f"{given}.bytes"
    steps = "8bits.all" if moved else "8bits.most"
    nodes = []
    if moved:
        nodes.append(helper.make_node("Add", [given, "8bits.gelu"], [made["raised"]]))
    nodes.append(helper.make_node("Mul", [made["raised"] if moved else given, f"{given}.spread"], [made["evened"]]))
    if not moved:
        nodes.append(helper.make_node("Abs", [made["evened"]], [made["size"]]))
    return [
        *nodes,
        helper.make_node("ReduceMax", [made["evened" if moved else "size"]], [made["most"]], axes=[-1], keepdims=1),
        helper.make_node("Max", [made["most"], "8bits.smallest"], [f"{given}.largest"]),
        helper.make_node("Div", [steps, f"{given}.largest"], [made["times"]]),
        helper.make_node("Div", [f"{given}.largest", steps], [scale]),
        helper.make_node("Mul", [made["evened"], made["times"]], [made["long"]]),
        helper.make_node("Add", [made["long"], "8bits.half" if moved else "8bits.middle and half"], [made["whole"]]),
        helper.make_node("Cast", [made["whole"]], [in_bytes], to=TensorProto.UINT8),  # it cuts: a half more rounds
    ]


def _hold(graph: onnx.GraphProto, values: Mapping[str, NDArray[np.generic]]) -> None:
    graph.initializer.extend(
        numpy_helper.from_array(np.ascontiguousarray(value), name) for name, value in values.items()
    )
