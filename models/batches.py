"""Padded batches of passages of like length, as tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import torch

from models.items import IGNORED, Item

_PAD = 1


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of one step: ids, mask, tags (B, L); labels and their mask (B, 5); pairs (row, earlier, later)."""

    ids: torch.Tensor
    mask: torch.Tensor
    tags: torch.Tensor
    labels: torch.Tensor
    label_mask: torch.Tensor
    pairs: torch.Tensor


def batches(items: list[Item], pieces: int, shuffle: random.Random | None) -> Iterator[Batch]:
    """Batches of passages of like length, at most `pieces` padded pieces each."""
    order = sorted(range(len(items)), key=lambda i: len(items[i].ids) + (shuffle.random() * 8 if shuffle else 0))
    groups: list[list[Item]] = [[]]
    for index in order:
        item = items[index]
        if groups[-1] and (len(groups[-1]) + 1) * len(item.ids) > pieces:
            groups.append([])
        groups[-1].append(item)
    if shuffle:
        shuffle.shuffle(groups)
    for group in groups:
        yield _collate(group)


def _collate(items: list[Item]) -> Batch:
    width = max(len(item.ids) for item in items)
    pairs = [(row, one, other) for row, item in enumerate(items) for one, other in item.pairs]
    return Batch(
        ids=torch.tensor([[*item.ids, *[_PAD] * (width - len(item.ids))] for item in items]),
        mask=torch.tensor([[1] * len(item.ids) + [0] * (width - len(item.ids)) for item in items]),
        tags=torch.tensor([[*item.tags, *[IGNORED] * (width - len(item.tags))] for item in items]),
        labels=torch.tensor([item.labels for item in items]),
        label_mask=torch.tensor([item.label_mask for item in items]),
        pairs=torch.tensor(pairs, dtype=torch.long).reshape(-1, 3),
    )
