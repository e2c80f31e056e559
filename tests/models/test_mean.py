"""Two networks of one descent become one."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("torch")

import torch

from models.mean import mean


def _network(folder: Path, **values: list[float]) -> Path:
    folder.mkdir()
    torch.save({name: torch.tensor(value) for name, value in values.items()}, folder / "network.pt")
    (folder / "base.txt").write_text("build/base")
    return folder


def test_every_weight_is_the_mean_of_two(tmp_path: Path) -> None:
    one, other = _network(tmp_path / "a", w=[0.0, 4.0]), _network(tmp_path / "b", w=[2.0, 4.0])
    mean(one, other, tmp_path / "c")
    assert torch.load(tmp_path / "c" / "network.pt", weights_only=True)["w"].tolist() == [1.0, 4.0]
    assert (tmp_path / "c" / "base.txt").read_text() == "build/base"


def test_the_second_may_weigh_more(tmp_path: Path) -> None:
    one, other = _network(tmp_path / "a", w=[0.0, 4.0]), _network(tmp_path / "b", w=[2.0, 4.0])
    mean(one, other, tmp_path / "c", share=0.75)
    assert torch.load(tmp_path / "c" / "network.pt", weights_only=True)["w"].tolist() == [1.5, 4.0]


def test_networks_of_two_forms_have_no_mean(tmp_path: Path) -> None:
    one, other = _network(tmp_path / "a", w=[0.0]), _network(tmp_path / "b", w=[2.0, 4.0])
    with pytest.raises(ValueError, match="two forms"):
        mean(one, other, tmp_path / "c")
