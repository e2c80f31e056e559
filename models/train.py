"""Trains the reader on our own labelled texts.

    python -m models.train [--base build/base] [--out build/reader] [--epochs 13] [--start build/first] [--heads]
                           [--new w41 w42 --share 0.5]

The texts of the writers held out are never seen. With --base any encoder of a hub or folder takes the place of ours.
With --heads only the judges of names, sums, contact points, stops and countries learn, at a third of the time: they are
new more often than the encoder is. With --new every epoch shows all texts of these writers and a share of the others.
Deterministic for one seed, number of threads and version of torch.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import torch
from torch.nn import functional
from transformers import AutoTokenizer

from models.align import align
from models.augment import Augmenter
from models.batches import Batch, Judging, batches
from models.examples import Example
from models.items import IGNORED, Item, to_items
from models.network import ReaderNetwork
from models.records import load
from models.split import TEST, part

_PIECES = 2_048  # padded pieces a step: about ten texts
_HIDDEN = 0.06  # of the pieces, shown as unknown: what dropout would do, at no cost
_FROZEN_LAYERS = 3  # of the encoder's 12, counted from the words: they know words, not meanings
_LAYER_DECAY = 0.9  # of the rate, from each layer to the one below it
_MEASURED = 30  # batches over which the words are standardised
_HEADS_WEIGHT = 1.0
_TAGS_WEIGHT = 2.0

_HALVES = torch.backends.cpu.get_cpu_capability() == "AVX512"
"""Whether the CPU multiplies numbers of 16 bits: with AVX2 alone they take sixty times as long as those of 32."""


def main() -> None:
    """Train and save; prints the loss of every epoch."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--base", default="build/base")
    parser.add_argument("--out", type=Path, default=Path("build/reader"))
    parser.add_argument("--epochs", type=float, default=13)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--stop", type=int, help="end after so many of the epochs, the rate not yet down")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=Path, help="go on from the network of this folder")
    parser.add_argument("--new", nargs="*", default=(), help="writers of whom every epoch shows all texts")
    parser.add_argument("--share", type=float, default=1.0, help="of the texts of all others, shown in an epoch")
    parser.add_argument("--heads", action="store_true", help="train the heads of candidates only")
    given = parser.parse_args()
    if given.base == parser.get_default("base") and not Path(given.base).is_dir():
        parser.error(f"there is no {given.base}; `python -m models.base.build {given.base}` rebuilds it")
    torch.manual_seed(given.seed)
    examples = [align(record) for record in load()]
    learnt = [example for example in examples if part(example.record) == "train"]
    print(f"{len(learnt)} texts to learn from, {len(examples)} in all; test: {', '.join(sorted(TEST))}", flush=True)
    network = ReaderNetwork(given.base)
    if given.start:
        network.load_state_dict(torch.load(given.start / "network.pt", weights_only=True))
    if given.heads:
        network.requires_grad_(False)
        network.heads.requires_grad_(True)
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / "base.txt").write_text(str(given.base), encoding="utf-8")
    tokenizer = AutoTokenizer.from_pretrained(given.base)
    chances = [(each, 1.0 if each.record["writer"] in given.new else given.share) for each in learnt]
    for done in fit(network, tokenizer, chances, epochs=given.epochs, rate=given.rate, seed=given.seed):
        torch.save(network.state_dict(), given.out / "network.pt")
        if done == given.stop:
            break


def fit(
    network: ReaderNetwork,
    tokenizer: object,
    learnt: Sequence[tuple[Example, float]],
    *,
    epochs: float,
    rate: float,
    seed: int,
) -> Iterator[int]:
    """Train; yields the number of each epoch at its end. The first sees the texts as written, others their variants.

    `learnt`: examples, each with its chance (0..1) to be shown in an epoch.
    """
    examples = [example for example, _ in learnt]
    # The embeddings stay on their 4-bit grid.
    for fixed in (network.encoder.embeddings, *network.encoder.encoder.layer[:_FROZEN_LAYERS]):
        fixed.requires_grad_(False)
    chance = random.Random(seed)  # noqa: S311
    augmenter = Augmenter(examples, seed)
    every = len(list(batches(_items(tokenizer, examples), _PIECES, None)))
    per_epoch = every * sum(share for _, share in learnt) / max(len(learnt), 1)
    whole = int(per_epoch * epochs) + 1
    optimizer, schedule = _optimizer(network, rate, whole)
    step, started = 0, time.monotonic()
    if not bool(network.word_mean.any()):
        network.eval().standardise(islice(batches(_items(tokenizer, examples), _PIECES, chance), _MEASURED))
    network.train()
    for epoch in range(int(epochs + 0.999)):
        drawn = [example for example, share in learnt if chance.random() < share]
        shown = drawn if epoch == 0 else [augmenter.vary(example) for example in drawn]
        total = count = 0.0
        for batch in batches(_items(tokenizer, shown), _PIECES, chance):
            if step >= whole:
                break
            loss = loss_of(network, _with_hidden(batch, tokenizer))
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimizer.step()
            schedule.step()
            step, total, count = step + 1, total + loss.item(), count + 1
            if step % 25 == 0:
                print(f"step {step} of {whole}: loss {total / count:.4f}", flush=True)
        print(f"epoch {epoch + 1}: loss {total / max(count, 1):.4f}, {time.monotonic() - started:.0f} s", flush=True)
        yield epoch + 1


def _with_hidden(batch: Batch, tokenizer: Any) -> Batch:
    """The batch with some pieces unknown, so that no single word decides."""
    hide = (torch.rand(batch.ids.shape) < _HIDDEN) & (batch.tags != IGNORED)
    return replace(batch, ids=batch.ids.masked_fill(hide, tokenizer.unk_token_id))


def _items(tokenizer: object, examples: list[Example]) -> list[Item]:
    return [item for example in examples for item in to_items(tokenizer, example)]


def _optimizer(
    network: ReaderNetwork, rate: float, steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    """AdamW, heads at ten times the rate of the top layer; a short warm-up, then down to nothing in a straight line."""
    layers = list(network.encoder.encoder.layer)
    groups: list[dict[str, Any]] = [
        {"params": learning, "lr": rate * _LAYER_DECAY ** (len(layers) - 1 - index)}
        for index, layer in enumerate(layers)
        if (learning := [p for p in layer.parameters() if p.requires_grad])
    ]
    heads = [p for name, p in network.named_parameters() if p.requires_grad and not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW([*groups, {"params": heads, "lr": rate * 10}], weight_decay=0.01, fused=True)
    warm = max(1, steps // 12)

    def share(step: int) -> float:
        return (step + 1) / warm if step < warm else max(0.02, (steps - step) / (steps - warm))

    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, share)


def loss_of(network: ReaderNetwork, batch: Batch) -> torch.Tensor:
    """Labels, tags and candidates together."""
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=_HALVES):
        labels, tags, words = (values.float() for values in network(batch.ids, batch.mask))
    by_label = functional.binary_cross_entropy_with_logits(labels, batch.labels, reduction="none")
    loss = (by_label * batch.label_mask).sum() / len(batch.labels)
    loss = loss + _TAGS_WEIGHT * functional.cross_entropy(
        tags.flatten(0, 1), batch.tags.flatten(), ignore_index=IGNORED
    )
    for family, answers in network.judge(words, batch.mask, batch.judging).items():
        loss = loss + _HEADS_WEIGHT * _judged(answers, batch.judging[family])
    return loss


def _judged(answers: torch.Tensor, judging: Judging) -> torch.Tensor:
    """Of one family: its classes, or yes and no; and the order of each two on the journey."""
    if answers.shape[1] > len(("yes", "order")):
        return functional.cross_entropy(answers, judging.answers)
    loss = functional.binary_cross_entropy_with_logits(answers[:, 0], judging.answers.float())
    if len(judging.pairs):
        earlier, later = answers[judging.pairs, 1].T
        loss = loss + functional.softplus(earlier - later).mean()
    return loss


if __name__ == "__main__":
    main()
