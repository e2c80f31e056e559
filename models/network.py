"""The network that is trained: one multilingual encoder, three heads.

`labels` (documents, 5): a logit for each label, from the mean and an attention-weighted mean of the words.
`tags` (documents, pieces, T): a logit for each tag of a piece (`nlp.trained.tags`).
The words of this encoder share one large component (its length is thirty times what tells them apart), so that a
head on them as they are learns next to nothing: they are standardised first, by means and deviations that
`standardise` measures.
`order` (documents, pieces): how far along the journey a place lies; only its order within one document means anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import torch
from torch import nn
from transformers import AutoModel

from models.batches import Batch
from nlp.trained.tags import LABELS, TAGS


class ReaderNetwork(nn.Module):
    """The encoder with its heads; `base` is a folder or the name of a model of a hub."""

    def __init__(self, base: str | Path, *, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(str(base), add_pooling_layer=False)
        hidden = self.encoder.config.hidden_size
        self.dropout = nn.Dropout(dropout)
        self.attention = nn.Linear(hidden, 1)
        self.labels = nn.Linear(2 * hidden, len(LABELS))
        self.tags = nn.Linear(hidden, len(TAGS))
        self.order = nn.Linear(hidden, 1)
        for name in ("word_mean", "text_mean"):
            self.register_buffer(name, torch.zeros(hidden))
        for name in ("word_deviation", "text_deviation"):
            self.register_buffer(name, torch.ones(hidden))

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Logits of labels (B, 5), of tags (B, L, T) and order (B, L) for ids and mask (B, L)."""
        words, mask, mean = self._encoded(input_ids, attention_mask)
        standard = (words - self.word_mean) / self.word_deviation
        weights = torch.softmax(self.attention(standard) + (mask - 1) * 10_000, dim=1)
        telling = (words * weights).sum(1)
        whole = (torch.stack([mean, telling], dim=1) - self.text_mean) / self.text_deviation
        whole = whole.flatten(1)
        words = self.dropout(standard)
        return self.labels(self.dropout(whole)), self.tags(words), self.order(words).squeeze(-1)

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
