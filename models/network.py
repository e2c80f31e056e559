"""The network that is trained: one multilingual encoder and its heads.

`labels` (documents, 5): a logit for each label, from the mean and an attention-weighted mean of the words.
`tags` (documents, pieces, T): a logit for each tag of a piece (`nlp.trained.tags`).
The words of this encoder share one large component (its length is thirty times what tells them apart), so that a
head on them as they are learns next to nothing: they are standardised first, by means and deviations that
`standardise` measures.
`judge`: what each candidate is (`nlp.trained.candidates`), from the standardised words at its places and from the
other candidates of its text (`nlp.trained.heads` says how).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional
from transformers import AutoModel

from models.batches import Batch, Judging
from nlp.trained.candidates import FEATURES, Family
from nlp.trained.heads import ANSWERS, HIDDEN, LINKED
from nlp.trained.tags import LABELS, TAGS


class ReaderNetwork(nn.Module):
    """The encoder with its heads; `base` is a folder or the name of a model of a hub."""

    def __init__(self, base: str | Path, *, dropout: float = 0.1) -> None:
        super().__init__()
        # No dropout inside the encoder: on a CPU it takes longer than everything else together.
        self.encoder = AutoModel.from_pretrained(
            str(base), add_pooling_layer=False, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0
        )
        hidden = self.encoder.config.hidden_size
        self.dropout = nn.Dropout(dropout)
        self.attention = nn.Linear(hidden, 1)
        self.labels = nn.Linear(2 * hidden, len(LABELS))
        self.tags = nn.Linear(hidden, len(TAGS))
        seen = 3 * hidden + FEATURES
        self.heads = nn.ModuleDict(
            {
                family: nn.ModuleDict(
                    {
                        "alone": nn.Linear(seen, HIDDEN),
                        "beside": nn.Linear(4 * HIDDEN, HIDDEN),
                        "answer": nn.Linear(HIDDEN, answers),
                    }
                )
                for family, answers in ANSWERS.items()
            }
        )
        for name in ("word_mean", "text_mean"):
            self.register_buffer(name, torch.zeros(hidden))
        for name in ("word_deviation", "text_deviation"):
            self.register_buffer(name, torch.ones(hidden))

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Logits of labels (B, 5) and of tags (B, L, T), and the words (B, L, H) for ids and mask (B, L)."""
        words, mask, mean = self._encoded(input_ids, attention_mask)
        standard = (words - self.word_mean) / self.word_deviation
        weights = torch.softmax(self.attention(standard) + (mask - 1) * 10_000, dim=1)
        telling = (words * weights).sum(1)
        whole = (torch.stack([mean, telling], dim=1) - self.text_mean) / self.text_deviation
        whole = whole.flatten(1)
        return self.labels(self.dropout(whole)), self.tags(self.dropout(standard)), standard

    def judge(
        self, words: torch.Tensor, mask: torch.Tensor, judging: Mapping[Family, Judging]
    ) -> dict[Family, torch.Tensor]:
        """(n, ANSWERS[family]) for the n candidates of each family, from the words (B, L, H) of `forward`."""
        mask = mask.unsqueeze(-1).to(words.dtype)
        whole = (words * mask).sum(1) / mask.sum(1)
        sums = functional.pad(words.cumsum(1), (0, 0, 1, 0))
        alone = {family: self._alone(sums, whole, family, own) for family, own in judging.items()}
        answers = {}
        for family, own in judging.items():
            inner, head = alone[family], self.heads[family]
            every = own.rows.unsqueeze(-1).expand(-1, inner.shape[1])
            nothing = torch.zeros(len(whole), inner.shape[1])
            mean = nothing.scatter_reduce(0, every, inner, "mean", include_self=False)[own.rows]
            most = nothing.scatter_reduce(0, every, inner, "amax", include_self=False)[own.rows]
            linked = torch.zeros_like(inner)
            if len(own.links):
                one, other = own.links.T
                index = one.unsqueeze(-1).expand(-1, inner.shape[1])
                linked = linked.scatter_reduce(0, index, alone[LINKED[family]][other], "mean", include_self=False)
            seen = self.dropout(torch.cat([inner, mean, most, linked], dim=1))
            answers[family] = head["answer"](inner + functional.relu(head["beside"](seen)))
        return answers

    def _alone(self, sums: torch.Tensor, whole: torch.Tensor, family: Family, judging: Judging) -> torch.Tensor:
        """(n, HIDDEN): each candidate by itself. `sums` (B, L + 1, H): of the words so far; `whole` (B, H)."""
        which, row, first, end = judging.places.T
        at = (sums[row, end] - sums[row, first]) / (end - first).unsqueeze(-1)
        shape = (len(judging.rows), whole.shape[-1])
        index = which.unsqueeze(-1).expand(-1, shape[1])
        mean = torch.zeros(shape).scatter_reduce(0, index, at, "mean", include_self=False)
        most = torch.zeros(shape).scatter_reduce(0, index, at, "amax", include_self=False)
        about = whole[judging.rows]
        seen = torch.cat([self.dropout(mean), self.dropout(most), self.dropout(about), judging.features], dim=1)
        return functional.relu(self.heads[family]["alone"](seen))

    def _encoded(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """The words (B, L, H), their mask (B, L, 1) and the mean of each text (B, H)."""
        words = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(words.dtype)
        return words, mask, (words * mask).sum(1) / mask.sum(1)

    def standardise(self, batches: Iterable[Batch]) -> None:
        """Measure means and deviations of words and of texts over some batches, before training begins."""
        words, texts = [], []
        for batch in batches:
            with torch.no_grad():
                encoded, _, mean = self._encoded(batch.ids, batch.mask)
            words.append(encoded[batch.mask.bool()])
            texts.append(mean)
        for name, values in (("word", torch.cat(words)), ("text", torch.cat(texts))):
            getattr(self, f"{name}_mean").copy_(values.mean(0))
            getattr(self, f"{name}_deviation").copy_(values.std(0) + 1e-4)
