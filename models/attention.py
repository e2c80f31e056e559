"""Attention in one step: the fifty nodes a layer that torch writes become onnxruntime's own `MultiHeadAttention`.

It looks at every piece and takes no mask: the reader runs passages of one length together (nlp/trained/encoder.py),
so that there is nothing to hide. Answers are the same to the rounding of floats.
"""

from __future__ import annotations

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

RUNTIMES_OWN = "com.microsoft"  # the domain of operators that onnxruntime alone has

_SCOPE = "/attention/self/"
_PARTS = ("query", "key", "value")


def in_one_step(model: onnx.ModelProto, heads: int) -> onnx.ModelProto:
    """The exported encoder with one node a layer in the place of its attention. `heads`: of each layer."""
    graph = model.graph
    made_by = {output: node for node in graph.node for output in node.output}
    held = {value.name: value for value in graph.initializer}
    for scope in sorted({node.name.split(_SCOPE)[0] + _SCOPE for node in graph.node if _SCOPE in node.name}):
        added = [made_by[f"{scope}{part}/Add_output_0"] for part in _PARTS]
        biases = [next(held[name] for name in node.input if name in held) for node in added]
        projected = [next(name for name in node.input if name not in held) for node in added]
        bias = numpy_helper.from_array(np.concatenate([numpy_helper.to_array(each) for each in biases]), scope + "bias")
        last = [node for node in graph.node if node.name.startswith(scope) and node.op_type == "Reshape"][-1]
        step = helper.make_node(
            "MultiHeadAttention",
            [*projected, bias.name],
            list(last.output),
            name=scope + "Attention",
            domain=RUNTIMES_OWN,
            num_heads=heads,
        )
        graph.initializer.append(bias)
        graph.node.insert(list(graph.node).index(last), step)
        graph.node.remove(last)
    knows_the_runtimes_own(model)
    without_what_nothing_needs(graph)
    return model


def biases(model: onnx.ModelProto) -> dict[str, NDArray[np.float32]]:
    """Those of attention in one step, (hidden,) each, by the names that they had before."""
    return {
        f"{value.name.removesuffix('bias').strip('/').replace('/', '.')}.{part}.bias": bias
        for value in model.graph.initializer
        if value.name.endswith(_SCOPE + "bias")
        for part, bias in zip(_PARTS, np.split(numpy_helper.to_array(value), len(_PARTS)), strict=True)
    }


def knows_the_runtimes_own(model: onnx.ModelProto) -> None:
    """Say in the file that it uses operators of onnxruntime's own."""
    if all(entry.domain != RUNTIMES_OWN for entry in model.opset_import):
        model.opset_import.append(helper.make_opsetid(RUNTIMES_OWN, 1))


def without_what_nothing_needs(graph: onnx.GraphProto) -> None:
    """Take out the nodes and numbers that no output of the graph hangs on."""
    needed = {output.name for output in graph.output}
    kept = []
    for node in reversed(graph.node):
        if needed.intersection(node.output):
            kept.append(node)
            needed.update(node.input)
    numbers = [value for value in graph.initializer if value.name in needed]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(reversed(kept))
    graph.initializer.extend(numbers)
