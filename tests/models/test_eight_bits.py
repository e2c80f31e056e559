"""Matrices in bytes answer nearly as they did in floats, each text for itself, and can be had back."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("onnx")

import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from models.eight_bits import in_8_bits, out_of_8_bits, peaks

_FIRST, _SECOND = "/layer.0/intermediate/dense/MatMul", "/layer.0/output/dense/MatMul"
_TEXTS = [(3, 5, 7, 11), (2, 2, 9, 1), (8, 6, 4, 0)]


def network(*, loud: float = 1.0) -> onnx.ModelProto:
    """Sixteen pieces of 32 channels, widened to 64, a GELU, narrowed to 5; one channel `loud` times as large."""
    chance = np.random.default_rng(7)
    table = chance.standard_normal((16, 32)).astype(np.float32)
    table[:, 3] *= loud
    numbers = {
        "table": table,
        "wide": chance.standard_normal((32, 64)).astype(np.float32) / 8,
        "narrow": chance.standard_normal((64, 5)).astype(np.float32) / 8,
        "root": np.array(2**0.5, np.float32),
        "one": np.array(1, np.float32),
        "half": np.array(0.5, np.float32),
    }
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["words"]),
        helper.make_node("Cast", ["attention_mask"], ["unused"], to=TensorProto.FLOAT),
        helper.make_node("MatMul", ["words", "wide"], ["widened"], name=_FIRST),
        helper.make_node("Div", ["widened", "root"], ["small"]),
        helper.make_node("Erf", ["small"], ["bent"]),
        helper.make_node("Add", ["bent", "one"], ["raised"]),
        helper.make_node("Mul", ["raised", "half"], ["share"]),
        helper.make_node("Mul", ["widened", "share"], ["gelu"]),
        helper.make_node("MatMul", ["gelu", "narrow"], ["answers"], name=_SECOND),
    ]
    shape = ["documents", "pieces"]
    graph = helper.make_graph(
        nodes,
        "reader",
        [helper.make_tensor_value_info(name, TensorProto.INT64, shape) for name in ("input_ids", "attention_mask")],
        [
            helper.make_tensor_value_info("answers", TensorProto.FLOAT, [*shape, 5]),
            helper.make_tensor_value_info("unused", TensorProto.FLOAT, shape),
        ],
        [numpy_helper.from_array(value, name) for name, value in numbers.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)


def answers(model: onnx.ModelProto, *texts: tuple[int, ...]) -> NDArray[np.float32]:
    ids = np.array(texts, dtype=np.int64)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    found: NDArray[np.float32] = session.run(["answers"], {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0]
    return found


@pytest.mark.parametrize("loud", [1.0, 60.0])
def test_answers_stay_near_even_where_one_channel_is_loud(loud: float) -> None:
    exact = answers(network(loud=loud), *_TEXTS)
    rounded = answers(in_8_bits(network(loud=loud), peaks(network(loud=loud), _TEXTS)), *_TEXTS)
    assert 0 < np.abs(rounded - exact).max() < 0.02 * np.abs(exact).max()


def test_a_loud_channel_drowns_the_others_where_nobody_measured_it() -> None:
    exact = answers(network(loud=60), *_TEXTS)
    sizes = peaks(network(loud=60), _TEXTS)
    alike = {name: np.ones_like(size) for name, size in sizes.items()}
    evened, plain = (answers(in_8_bits(network(loud=60), known), *_TEXTS) - exact for known in (sizes, alike))
    assert np.abs(evened).mean() < 0.5 * np.abs(plain).mean()


def test_an_answer_does_not_hang_on_the_texts_beside() -> None:
    model = in_8_bits(network(loud=9), peaks(network(loud=9), _TEXTS))
    together = answers(model, *_TEXTS)
    assert all(np.array_equal(together[n], answers(model, text)[0]) for n, text in enumerate(_TEXTS))


def test_no_matrix_stays_in_floats_and_each_can_be_had_back() -> None:
    held = {value.name: numpy_helper.to_array(value) for value in network().graph.initializer}
    model = in_8_bits(network(), peaks(network(), _TEXTS))
    assert {value.name for value in model.graph.initializer}.isdisjoint({"wide", "narrow"})
    back = out_of_8_bits(model)
    assert set(back) == {_FIRST, _SECOND}
    for name, matrix in ((_FIRST, held["wide"]), (_SECOND, held["narrow"])):
        assert np.abs(back[name] - matrix).max() < 0.02 * np.abs(matrix).max()
