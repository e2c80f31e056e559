"""Attention in one step answers as torch's does, and its biases can be had back."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("onnx")
pytest.importorskip("torch")

import onnx
import onnxruntime
import torch
from transformers import BertConfig, BertModel

from models.attention import biases, in_one_step


class Words(torch.nn.Module):
    def __init__(self, encoder: torch.nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        words: torch.Tensor = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        return words * attention_mask.unsqueeze(-1)


def test_answers_are_those_of_torch(tmp_path: Path) -> None:
    torch.manual_seed(7)
    sizes = {"vocab_size": 40, "hidden_size": 16, "intermediate_size": 32, "num_hidden_layers": 2}
    words = Words(BertModel(BertConfig(num_attention_heads=4, **sizes), add_pooling_layer=False)).eval()
    with torch.no_grad():
        for name, value in words.named_parameters():
            if name.endswith("bias"):
                value.normal_()
    ids = torch.tensor([[3, 9, 27, 1, 14], [2, 4, 8, 16, 32]])
    given = ["input_ids", "attention_mask"]
    torch.onnx.export(
        words,
        (ids, torch.ones_like(ids)),
        str(tmp_path / "plain.onnx"),
        input_names=given,
        output_names=["words"],
        dynamic_axes={name: {0: "documents", 1: "pieces"} for name in [*given, "words"]},
        opset_version=17,
        dynamo=False,
    )
    model = in_one_step(onnx.load(tmp_path / "plain.onnx"), heads=4)
    kinds = [node.op_type for node in model.graph.node]
    assert kinds.count("MultiHeadAttention") == 2
    assert "Softmax" not in kinds
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    for text in (ids, ids[:1, :3]):
        expected = words(text, torch.ones_like(text)).detach().numpy()
        found = session.run(["words"], {"input_ids": text.numpy(), "attention_mask": np.ones(text.shape, np.int64)})
        assert np.abs(found[0] - expected).max() < 1e-5
    held = dict(words.named_parameters())
    back = biases(model)
    assert len(back) == 6
    assert all(np.array_equal(bias, held[name].detach().numpy()) for name, bias in back.items())
