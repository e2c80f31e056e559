"""Trains the reader on our own labelled texts.

    python -m models.train [--base build/base] [--out build/reader] [--epochs 6] [--start build/first] [--heads]
                           [--new w41 w42 --share 0.5] [--layers 4]

The texts of the writers held out are never seen. With --base any encoder of a hub or folder takes the place of ours.
With --heads only the judges of names, sums, contact points, stops and countries learn, at a third of the time: they are
new more often than the encoder is. With --layers of the encoder the upper layers alone learn: what the lower ones know
of the words of all texts stays, and a step takes half as long. With --new every epoch shows all texts of these writers
and a share of the others. Deterministic for one seed, number of threads and version of torch. Cut off and begun again,
it goes on where it stood.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
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
from models.halfway import Halfway, Place, recipe, restore, states
from models.items import IGNORED, Item, to_items
from models.network import ReaderNetwork
from models.records import load
from models.split import TEST, part

_PIECES = 2_048  # padded pieces a step: about ten texts
_HIDDEN = 0.06  # of the pieces, shown as unknown: what dropout would do, at no cost
_LAYERS = 9  # of the encoder's 12, counted from the top, that learn: the lowest know words, not meanings
_LAYER_DECAY = 0.9  # of the rate, from each layer to the one below it
_MEASURED = 30  # batches over which the words are standardised
_KEPT = 100  # batches, some minutes on two cores, after which it is written where the training stands
_HEADS_WEIGHT = 1.0
_TAGS_WEIGHT = 2.0

_HALVES = torch.cpu.get_capabilities().get("amx_bf16", False)
"""Whether the CPU multiplies matrices of 16 bits. With AVX2 alone a step takes sixty times as long in them; with
AVX-512 and its bf16 instructions half as long again as in 32 bits (2.3 s and 1.6 s, two idle cores)."""


def main() -> None:
    """Train and save; prints the loss of every epoch."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--base", default="build/base")
    parser.add_argument("--out", type=Path, default=Path("build/reader"))
    parser.add_argument("--epochs", type=float, default=6)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--stop", type=int, help="end after so many of the epochs, the rate not yet down")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=Path, help="go on from the network of this folder")
    parser.add_argument("--new", nargs="*", default=(), help="writers of whom every epoch shows all texts")
    parser.add_argument("--share", type=float, default=1.0, help="of the texts of all others, shown in an epoch")
    parser.add_argument("--heads", action="store_true", help="train the heads of candidates only")
    parser.add_argument("--layers", type=int, default=_LAYERS, help="of the encoder, counted from the top, that learn")
    given = parser.parse_args()
    if given.base == parser.get_default("base") and not Path(given.base).is_dir():
        parser.error(f"there is no {given.base}; `python -m models.base.build {given.base}` rebuilds it")
    torch.manual_seed(given.seed)
    examples = [align(record) for record in load()]
    learnt = [example for example in examples if part(example.record) == "train"]
    print(f"{len(learnt)} texts to learn from, {len(examples)} in all; test: {', '.join(sorted(TEST))}", flush=True)
    network = ReaderNetwork(given.base)
    fix_below(network, given.layers)
    network.encoder.set_attn_implementation("eager")  # on a CPU a tenth quicker a step than torch's own attention
    if given.start:
        network.load_state_dict(torch.load(given.start / "network.pt", weights_only=True))
    if given.heads:
        network.requires_grad_(False)
        network.heads.requires_grad_(True)
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / "base.txt").write_text(str(given.base), encoding="utf-8")
    tokenizer = AutoTokenizer.from_pretrained(given.base)
    chances = [(each, 1.0 if each.record["writer"] in given.new else given.share) for each in learnt]
    halfway = Halfway(given.out, recipe(vars(given), [each.record for each in learnt], start=given.start))
    if halfway.is_done():
        print(f"{given.out} is trained already, by these arguments and texts.")
        return
    plan = Plan(epochs=given.epochs, rate=given.rate, seed=given.seed, knows_them=given.start is not None)
    for epochs in fit(network, tokenizer, chances, plan, halfway):
        torch.save(network.state_dict(), given.out / "network.pt")
        if epochs == given.stop:
            break
    halfway.done()


def fix_below(network: ReaderNetwork, layers: int = _LAYERS) -> None:
    """Let the embeddings, which stay on their 4-bit grid, and all but the upper `layers` of the encoder as they are."""
    every = network.encoder.encoder.layer
    for fixed in (network.encoder.embeddings, *every[: max(len(every) - layers, 0)]):
        fixed.requires_grad_(False)


@dataclass(frozen=True, slots=True)
class Plan:
    """How long (in passes over all texts), how fast at the top layer, and by which chance."""

    epochs: float
    rate: float
    seed: int
    knows_them: bool = False  # the texts as they are written


def fit(
    network: ReaderNetwork,
    tokenizer: object,
    learnt: Sequence[tuple[Example, float]],
    plan: Plan,
    halfway: Halfway,
) -> Iterator[int]:
    """Train; yields the number of each epoch at its end. The first sees the texts as written, unless the network knows
    them so, others their variants.

    `learnt`: examples, each with its chance (0..1) to be shown in an epoch. `halfway`: where it was cut off, if it was.
    """
    examples = [example for example, _ in learnt]
    chance = random.Random(plan.seed)  # noqa: S311
    augmenter = Augmenter(examples, plan.seed)
    as_written = _items(tokenizer, examples)  # takes minutes: once is enough
    every = len(list(batches(as_written, _PIECES, None)))
    per_epoch = every * sum(share for _, share in learnt) / max(len(learnt), 1)
    whole = int(per_epoch * plan.epochs) + 1
    learning = (network, *_optimizer(network, plan.rate, whole))
    if not bool(network.word_mean.any()):
        network.eval().standardise(islice(batches(as_written, _PIECES, chance), _MEASURED))
    network.train()
    place = halfway.resume(*learning) or Place()
    for epoch in range(place.epoch, int(plan.epochs + 0.999)):
        chances = (chance, augmenter.random)
        if place.chances:
            restore(chances, place.chances)
        place.epoch, place.chances = epoch, states(chances)
        drawn = [example for example, share in learnt if chance.random() < share]
        is_plain = epoch == 0 and not plan.knows_them
        if is_plain and len(drawn) == len(examples):
            shown = as_written
        else:
            shown = _items(tokenizer, drawn if is_plain else [augmenter.vary(example) for example in drawn])
        waiting = batches(shown, _PIECES, chance)
        for batch in islice(waiting, place.shown, place.shown + whole - place.step):
            place.loss += _step(batch, tokenizer, *learning)
            place.step, place.shown = place.step + 1, place.shown + 1
            if place.step % _KEPT == 0:
                halfway.keep(place, *learning)
                print(f"step {place.step} of {whole}: loss {place.loss / place.shown:.4f}", flush=True)
        print(f"epoch {epoch + 1}: loss {place.loss / max(place.shown, 1):.4f}", flush=True)
        yield epoch + 1
        place.shown, place.loss, place.chances = 0, 0.0, []


def _step(
    batch: Batch,
    tokenizer: object,
    network: ReaderNetwork,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
) -> float:
    """Learn from one batch; returns its loss before."""
    loss = loss_of(network, _with_hidden(batch, tokenizer))
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
    optimizer.step()
    schedule.step()
    return float(loss.item())


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
