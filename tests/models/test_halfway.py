"""A training that was cut off goes on, and ends with the weights that it would have had."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("torch")

import torch
from transformers import AutoTokenizer, BertConfig, BertModel

from core.errors import InputError
from models import train
from models.align import align
from models.halfway import Halfway, Place, recipe
from models.network import ReaderNetwork
from models.records import load

READER = Path(__file__).parents[2] / "models" / "reader"
PLAN = train.Plan(epochs=2.5, rate=1e-3, seed=3)
LEARNT = [(align(record), 1.0 if number % 3 else 0.5) for number, record in enumerate(load()[:24])]


class CutOffError(Exception):
    pass


@pytest.fixture
def base(tmp_path: Path) -> Path:
    torch.manual_seed(7)
    config = BertConfig.from_pretrained(
        READER, hidden_size=24, intermediate_size=24, num_hidden_layers=4, num_attention_heads=2
    )
    BertModel(config, add_pooling_layer=False).save_pretrained(tmp_path / "base")
    return tmp_path / "base"


def _trained(base: Path, halfway: Halfway) -> dict[str, torch.Tensor]:
    torch.manual_seed(PLAN.seed)
    network = ReaderNetwork(base)
    train.fix_below(network, 1)
    for _ in train.fit(network, AutoTokenizer.from_pretrained(READER), LEARNT, PLAN, halfway):
        pass
    return network.state_dict()


@pytest.mark.parametrize("cut", [1, 2, 5, 6, 7])
def test_cut_off_and_gone_on_with_the_weights_are_the_same(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cut: int
) -> None:
    monkeypatch.setattr(train, "_KEPT", 1)
    monkeypatch.setattr(train, "_PIECES", 1_024)
    whole = _trained(base, Halfway(tmp_path, "whole"))

    class Cut(Halfway):
        def keep(self, place: Place, *learning: object) -> None:
            super().keep(place, *learning)
            if place.step == cut:
                raise CutOffError

    (tmp_path / "half").mkdir()
    with pytest.raises(CutOffError):
        _trained(base, Cut(tmp_path / "half", "one"))
    other = _trained(base, Halfway(tmp_path / "half", "one"))
    assert [name for name, value in whole.items() if not torch.equal(value, other[name])] == []


def test_what_was_kept_of_another_training_is_refused(tmp_path: Path) -> None:
    learning = torch.nn.Linear(2, 1)
    Halfway(tmp_path, "one").keep(Place(step=4), learning)
    kept = Halfway(tmp_path, "one").resume(learning)
    assert kept
    assert kept.step == 4
    with pytest.raises(InputError, match="other texts or other arguments") as caught:
        Halfway(tmp_path, "other").resume(learning)
    assert "--out" in caught.value.remedy


def test_what_is_done_is_not_done_again_until_texts_or_arguments_change(tmp_path: Path) -> None:
    texts = [{"id": "a", "text": "Viajes"}]
    halfway = Halfway(tmp_path, recipe({"rate": 1e-4, "out": "here"}, texts, start=None))
    halfway.keep(Place())
    assert not halfway.is_done()
    halfway.done()
    assert halfway.is_done()
    assert halfway.resume() is None
    assert Halfway(tmp_path, recipe({"rate": 1e-4, "out": "there"}, texts, start=None)).is_done()
    for other in (recipe({"rate": 2e-4}, texts, start=None), recipe({"rate": 1e-4}, [*texts, *texts], start=None)):
        assert not Halfway(tmp_path, other).is_done()
