"""Which layers of the encoder learn."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("torch")

import torch
from transformers import AutoTokenizer, BertConfig, BertModel

from models import train
from models.align import align
from models.halfway import Halfway
from models.network import ReaderNetwork
from models.records import load

READER = Path(__file__).parents[2] / "models" / "reader"


@pytest.mark.parametrize(("layers", "learning"), [(1, {2}), (2, {1, 2}), (9, {0, 1, 2})])
def test_the_upper_layers_learn_and_the_words_never_do(tmp_path: Path, layers: int, learning: set[int]) -> None:
    torch.manual_seed(7)
    config = BertConfig.from_pretrained(
        READER, hidden_size=24, intermediate_size=24, num_hidden_layers=3, num_attention_heads=2
    )
    BertModel(config, add_pooling_layer=False).save_pretrained(tmp_path / "base")
    network = ReaderNetwork(tmp_path / "base")
    before = {name: value.clone() for name, value in network.encoder.named_parameters()}

    train.fix_below(network, layers)
    learnt = [(align(record), 1.0) for record in load()[:6]]
    plan = train.Plan(epochs=1, rate=1e-3, seed=3)
    for _ in train.fit(network, AutoTokenizer.from_pretrained(READER), learnt, plan, Halfway(tmp_path, "one")):
        pass

    moved = {name for name, value in network.encoder.named_parameters() if not torch.equal(value, before[name])}
    assert {int(name.split(".")[2]) for name in moved if name.startswith("encoder.layer.")} == learning
    assert not [name for name in moved if name.startswith("embeddings.")]
