"""What is taken out of an exported network changes no answer."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("onnx")
pytest.importorskip("torch")

import onnx
import onnxruntime
from onnx import TensorProto, helper

from models.export import _without_guards


def guarded(*, looked_at: bool) -> onnx.ModelProto:
    """A softmax with torch's guard behind it; where `looked_at`, the guard's word is an output of its own."""
    nodes = [
        helper.make_node("Softmax", ["given"], ["shares"], axis=-1),
        helper.make_node("IsNaN", ["shares"], ["none"]),
        helper.make_node("Where", ["none", "zero", "shares"], ["safe"]),
        helper.make_node("Mul", ["safe", "two"], ["doubled"]),
        helper.make_node("Cast", ["none"], ["said"], to=TensorProto.FLOAT),
    ]
    outputs = ["doubled", "said"] if looked_at else ["doubled"]
    graph = helper.make_graph(
        nodes if looked_at else nodes[:-1],
        "attention",
        [helper.make_tensor_value_info("given", TensorProto.FLOAT, [2, 3])],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, [2, 3]) for name in outputs],
        [
            helper.make_tensor("zero", TensorProto.FLOAT, [], [0.0]),
            helper.make_tensor("two", TensorProto.FLOAT, [], [2.0]),
        ],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)


@pytest.mark.parametrize("looked_at", [False, True])
def test_answers_without_the_guards_are_the_same(*, looked_at: bool) -> None:
    before, after = guarded(looked_at=looked_at), _without_guards(guarded(looked_at=looked_at))
    kinds = [node.op_type for node in after.graph.node]
    assert kinds == (["Softmax", "IsNaN", "Mul", "Cast"] if looked_at else ["Softmax", "Mul"])
    given = {"given": np.array([[1, 2, 3], [-1e4, 0, 5]], dtype=np.float32)}
    answers = [onnxruntime.InferenceSession(m.SerializeToString()).run(None, given) for m in (before, after)]
    for one, other in zip(*answers, strict=True):
        assert one.tolist() == other.tolist()
