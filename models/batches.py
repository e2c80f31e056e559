"""Padded batches of passages of like length, as tensors."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import torch

from models.items import IGNORED, Item
from nlp.trained.candidates import Family

_PAD = 1


@dataclass(frozen=True, slots=True)
class Judging:
    """The candidates of one family in a batch, n of them.

    `rows` (n,): their text; `features` (n, FEATURES); `answers` (n,); `places` (m, 4): candidate, text, first, end;
    `pairs` (p, 2): candidates of one text, the earlier and the later on the journey; `links` (k, 2): of stops and of
    countries, a candidate and one of the other family that it lies in or that lies in it.
    """

    rows: torch.Tensor
    features: torch.Tensor
    answers: torch.Tensor
    places: torch.Tensor
    pairs: torch.Tensor
    links: torch.Tensor


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of one step: ids, mask, tags (B, L); labels and their mask (B, 5); the candidates by family."""

    ids: torch.Tensor
    mask: torch.Tensor
    tags: torch.Tensor
    labels: torch.Tensor
    label_mask: torch.Tensor
    judging: dict[Family, Judging]


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
    families = sorted({judged.family for item in items for judged in item.candidates})
    links = _links(items)
    return Batch(
        ids=torch.tensor([[*item.ids, *[_PAD] * (width - len(item.ids))] for item in items]),
        mask=torch.tensor([[1] * len(item.ids) + [0] * (width - len(item.ids)) for item in items]),
        tags=torch.tensor([[*item.tags, *[IGNORED] * (width - len(item.tags))] for item in items]),
        labels=torch.tensor([item.labels for item in items]),
        label_mask=torch.tensor([item.label_mask for item in items]),
        judging={family: _judging(items, family, links) for family in families},
    )


def _links(items: list[Item]) -> dict[Family, list[tuple[int, int]]]:
    """Pairs of numbers within their families, over the whole batch: from stop to country, and back."""
    count: dict[Family, int] = defaultdict(int)
    onward = []
    for item in items:
        numbers = []
        for judged in item.candidates:
            numbers.append(count[judged.family])
            count[judged.family] += 1
        onward += [(numbers[n], numbers[m]) for n, judged in enumerate(item.candidates) for m in judged.links]
    return {"stop": onward, "country": [(country, stop) for stop, country in onward]}


def _judging(items: list[Item], family: Family, links: dict[Family, list[tuple[int, int]]]) -> Judging:
    found = [(row, c) for row, item in enumerate(items) for c in item.candidates if c.family == family]
    places = [(n, row, first, end) for n, (row, c) in enumerate(found) for first, end in c.pieces]
    pairs = [
        (n, m)
        for n, (row, one) in enumerate(found)
        for m, (other_row, other) in enumerate(found)
        if row == other_row and one.order is not None and other.order is not None and one.order < other.order
    ]
    return Judging(
        rows=torch.tensor([row for row, _ in found]),
        features=torch.tensor([c.features for _, c in found]),
        answers=torch.tensor([c.answer for _, c in found]),
        places=torch.tensor(places, dtype=torch.long).reshape(-1, 4),
        pairs=torch.tensor(pairs, dtype=torch.long).reshape(-1, 2),
        links=torch.tensor(links.get(family, []), dtype=torch.long).reshape(-1, 2),
    )
