"""Runs the trained model: tokenizer and configuration by transformers, the network by onnxruntime. No torch.

Texts are cut into passages, passages of one length run together, and the answers of one text are put together again:
of its labels the mean of all passages, in which the first counts as much as all together (what a text is about it says
first; one passage that sounds like a crime report makes no report); of its pieces the answer of the passage in which
each stands farther inside.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby, islice
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from core.errors import SettingsError
from core.terms import DocumentKind
from nlp.trained.passages import Passage, glances, passages, reread, stretch
from nlp.trained.tags import MARKS

_PIECES = 512  # pieces that run together; more of them take longer by piece, not shorter
Floats = NDArray[np.float32]
_Ids = tuple[int, ...]
_Read = dict[_Ids, tuple[Floats, Floats, Floats]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model says of one text of n pieces (those of no text left out)."""

    labels: Floats  # (5,) logits
    offsets: tuple[tuple[int, int], ...]  # n times (start, end) in the text
    tags: Floats  # (n, T) probabilities
    words: Floats  # (n, H): what the heads see
    parts: tuple[tuple[Passage, Floats], ...] = ()  # its passages in their order, with what each says: (5,) logits
    kind: DocumentKind = DocumentKind.NEWS

    def share(self, start: int, end: int) -> float:
        """How much the passages that show a stretch of the text count in its labels, 0..1."""
        if self.kind is DocumentKind.AD:
            best = set(np.stack([said for _, said in self.parts]).argmax(axis=0)) if self.parts else set()
            return float(any(n in best and passage.shows(start, end) for n, (passage, _) in enumerate(self.parts)))
        every = 1 / max(len(self.parts), 1)
        return sum((every + (n == 0)) / 2 for n, (passage, _) in enumerate(self.parts) if passage.shows(start, end))


class Haste(Protocol):
    """What decides how far a text need be read."""

    def glance_at(self, text: str) -> int | None:
        """From which character on a glance promises most; None where the text is short enough to be read at once."""

    def is_hopeless(self, kind: DocumentKind, glanced: Floats) -> bool:
        """Whether what a glance says, (5,) logits, rules a label out."""

    def is_settled(self, kind: DocumentKind, first: Floats, passages: int) -> bool:
        """Whether no later passage can bring a text a label whose first says this, (5,) logits."""


class Encoder:
    """A loaded model. Thread-safe; one a process is enough."""

    def __init__(self, folder: Path, *, threads: int = 0) -> None:
        """`folder`: model.onnx, tokenizer.json, config.json. `threads`: 0 takes every core."""
        if not (folder / "model.onnx").is_file():
            raise SettingsError(
                f"There is no trained model in {folder}.",
                remedy="Set reading.model to the folder of one (models/reader).",
            )
        import onnxruntime

        os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
        from transformers import PreTrainedTokenizerFast

        self.tokenizer: Any = PreTrainedTokenizerFast.from_pretrained(str(folder), local_files_only=True)
        options = onnxruntime.SessionOptions()
        # A core for each group of passages. Two cores that share one passage wait for one another at every layer: a
        # piece of it took them a quarter more of the processor's time.
        options.intra_op_num_threads = 1
        self._pool = ThreadPoolExecutor(threads or _cores(), thread_name_prefix="encoder")
        if not _adds_bytes_in_full():
            # Sums of two products would overflow 16 bits: other answers, and nobody told. It takes half as long again.
            options.add_session_config_entry("session.x64quantprecision", "1")
        options.log_severity_level = 3
        self.session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def answer(self, texts: Sequence[tuple[DocumentKind, str]]) -> list[Answer]:
        """One answer a text, in their order."""
        cut = [list(passages(self.tokenizer, MARKS[kind], text)) for kind, text in texts]
        return self._answers(texts, cut, self._read(_ids_of(cut)))

    def skim(self, texts: Sequence[tuple[DocumentKind, str]], haste: Haste) -> list[Answer]:
        """One answer a text, in their order; where there is nothing in one it covers a glance or its first passage."""
        spots = [haste.glance_at(text) for _, text in texts]
        cut = [
            [] if at is None else glances(self.tokenizer, MARKS[kind], text, at)
            for at, (kind, text) in zip(spots, texts, strict=True)
        ]
        read: _Read = {}
        left = {n for n, seen in enumerate(cut) if seen}  # of which no glance has seen anything yet
        for look in (slice(1), slice(1, None)):
            read |= self._read(_ids_of(cut[n][look] for n in left))
            left = {n for n in left if all(haste.is_hopeless(texts[n][0], read[one.ids][0]) for one in cut[n][look])}
        on = [n for n in range(len(texts)) if n not in left]  # the texts that are read on
        for n in on:
            cut[n] = list(passages(self.tokenizer, MARKS[texts[n][0]], texts[n][1]))
        read |= self._read({cut[n][0].ids for n in on})
        for n in on:
            if haste.is_settled(texts[n][0], read[cut[n][0].ids][0], len(cut[n])):
                del cut[n][1:]
        return self._answers(texts, cut, read | self._read(_ids_of(cut[n][1:] for n in on)))

    def _answers(
        self, texts: Sequence[tuple[DocumentKind, str]], cut: Sequence[Sequence[Passage]], read: _Read
    ) -> list[Answer]:
        return [
            _together(kind, [(passage, *read[passage.ids]) for passage in pieces])
            for (kind, _), pieces in zip(texts, cut, strict=True)
        ]

    def without(self, kind: DocumentKind, text: str, answer: Answer, spots: Sequence[tuple[int, int]]) -> list[Floats]:
        """The label logits, (5,), of a text that was read, with a blank for each spot of it in turn.

        Passages that do not show a spot say what they said; the others are read again.
        """
        cut = [[reread(self.tokenizer, MARKS[kind], text, passage, at) for passage, _ in answer.parts] for at in spots]
        said = {passage.ids: labels for passage, labels in answer.parts}
        anew = {ids for each in cut for ids in each} - said.keys()
        said |= {ids: labels for ids, (labels, _, _) in self._read(anew).items()}
        return [_labels(kind, np.stack([said[ids] for ids in each])) for each in cut]

    def with_part(self, kind: DocumentKind, text: str, answer: Answer, spot: tuple[int, int]) -> Answer:
        """The answer, with a stretch of the text read by itself as one more passage of its labels."""
        alone = stretch(self.tokenizer, MARKS[kind], text, spot)
        said = self._read({alone.ids})[alone.ids][0]
        parts = (*answer.parts, (alone, said))
        return replace(answer, labels=_labels(kind, np.stack([labels for _, labels in parts])), parts=parts)

    def _read(self, distinct: Set[_Ids]) -> _Read:
        """What the network says of passages, each read once; those of one length together: padding costs time."""
        order = sorted(distinct, key=lambda ids: (len(ids), ids))  # whatever the order of the texts, the same groups
        read: _Read = {}
        groups = list(_groups(order))
        for group, (labels, tags, words) in zip(groups, self._pool.map(self._run, groups), strict=True):
            for row, ids in enumerate(group):
                read[ids] = (labels[row], tags[row], words[row])
        return read

    def _run(self, ids: list[_Ids]) -> tuple[Floats, Floats, Floats]:
        rows = np.array(ids, dtype=np.int64)
        labels, tags, words = self.session.run(
            ["labels", "tags", "words"], {"input_ids": rows, "attention_mask": np.ones_like(rows)}
        )
        return labels, _softmax(tags), words


def _cores() -> int:
    """Those that this process may use, which are fewer than the machine's where somebody shares them out."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _adds_bytes_in_full() -> bool:
    """Whether the processor has VNNI, by what Linux says of it; where nobody says so it is taken to have none."""
    try:
        return "vnni" in Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return False


def _ids_of(cut: Iterable[Sequence[Passage]]) -> set[_Ids]:
    return {passage.ids for pieces in cut for passage in pieces}


def _groups(order: Iterable[_Ids]) -> Iterator[list[_Ids]]:
    for length, same in groupby(order, key=len):
        while group := list(islice(same, max(_PIECES // length, 1))):
            yield group


def _softmax(logits: Floats) -> Floats:
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    result: Floats = shifted / shifted.sum(axis=-1, keepdims=True)
    return result


def _together(kind: DocumentKind, parts: list[tuple[Passage, Floats, Floats, Floats]]) -> Answer:
    """The passages of one text, in their order, as one answer."""
    labels = _labels(kind, np.stack([part[1] for part in parts]))
    said = tuple((part[0], part[1]) for part in parts)
    best: dict[tuple[int, int], tuple[int, Floats, Floats]] = {}
    for passage, _, tags, words in parts:
        last = len(passage.ids) - 1
        for index, place in enumerate(passage.offsets):
            inside = min(index, last - index)
            if place[1] > place[0] and (place not in best or best[place][0] < inside):
                best[place] = (inside, tags[index], words[index])
    places = tuple(sorted(best))
    if not places:
        empty = [np.zeros((0, part.shape[-1]), np.float32) for part in parts[0][2:]]
        return Answer(labels, (), empty[0], empty[1], said, kind)
    return Answer(
        labels,
        places,
        np.stack([best[place][1] for place in places]),
        np.stack([best[place][2] for place in places]),
        said,
        kind,
    )


def _labels(kind: DocumentKind, every: Floats) -> Floats:
    """(5,) logits of a text, from those of its passages, (p, 5).

    An advert offers what any passage of it offers, whatever stands around that to hide it. News is what most of it is
    about, its opening first: a report in passing is none.
    """
    result: Floats = every.max(axis=0) if kind is DocumentKind.AD else (every[0] + every.mean(axis=0)) / 2
    return result


@cache
def encoder(folder: Path, threads: int = 0) -> Encoder:
    """The encoder of a folder, loaded once a process."""
    return Encoder(folder, threads=threads)
