"""Chooses the pieces of the vocabulary that three languages need (es, en, pt), and cuts the tokenizer to
them.

Kept: the special pieces; every single character that such a text may hold (Latin letters, figures, punctuation, emoji);
every piece of our own labelled texts; then the most frequent pieces of the three languages (words and their
frequencies from the package `wordfreq`), in the forms in which words stand: lower case, capitalised, capitals, glued to
a sign. The order of ids stays, so <s>, <pad>, </s>, <unk> keep 0 to 3.
"""

from __future__ import annotations

import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

SIZE = 40_960
_WORD_START = "\u2581"
_SCRIPTS = ("LATIN", "FEMININE ORD", "MASCULINE ORD", "MICRO", "MODIFIER LETTER")
_FOREIGN = (
    "ARABIC", "HEBREW", "DEVANAGARI", "BENGALI", "THAI", "TIBETAN", "ETHIOPIC", "MYANMAR", "KHMER", "HANGUL", "CJK",
    "KATAKANA", "HIRAGANA", "ARMENIAN", "GEORGIAN", "TAMIL", "TELUGU", "SINHALA", "IDEOGRAPHIC", "HALFWIDTH", "SQUARE",
)  # fmt: skip
_FORMS = (
    (0.78, str),
    (0.12, str.capitalize),
    (0.04, str.upper),
    (0.04, lambda word: "/" + word),
    (0.02, lambda word: '"' + word.capitalize()),
)
"""In which forms a word of running text stands, and how often, roughly."""


def choose(tokenizer: Tokenizer, pieces: list[str], specials: set[int], own: Iterable[str], size: int) -> list[int]:
    """The ids to keep, ascending."""
    kept = set(specials) | {index for index, piece in enumerate(pieces) if _is_basic(piece)}
    for encoded in tokenizer.encode_batch_fast(list(own), add_special_tokens=False):
        kept.update(encoded.ids)
    counts = _frequencies(tokenizer)
    for index in sorted(counts, key=lambda i: -counts[i]):
        if len(kept) >= size:
            break
        kept.add(index)
    return sorted(kept)


def _frequencies(tokenizer: Tokenizer) -> dict[int, float]:
    """How often each piece stands in running text of the three languages together."""
    import wordfreq

    counts: dict[int, float] = defaultdict(float)
    for language in ("es", "en", "pt"):
        table = wordfreq.get_frequency_dict(language, "large")
        whole = sum(table.values())
        for share, form in _FORMS:
            words = list(table)
            encoded = tokenizer.encode_batch_fast([form(word) for word in words], add_special_tokens=False)
            for word, encoding in zip(words, encoded, strict=True):
                for index in encoding.ids:
                    counts[index] += table[word] / whole * share
    return counts


def _is_basic(piece: str) -> bool:
    """Whether a piece is one usable character, or figures and signs only."""
    bare = piece.replace(_WORD_START, "")
    if len(bare) <= 1:
        return all(_usable(character) for character in bare)
    return all(_usable(c) and unicodedata.category(c)[0] in "NPSZCM" for c in bare)


def _usable(character: str) -> bool:
    group, name = unicodedata.category(character)[0], unicodedata.name(character, "")
    if group == "L":
        return name.startswith(_SCRIPTS)
    if group == "M":
        return name.startswith(("COMBINING", "VARIATION SELECTOR"))
    if unicodedata.category(character) == "Nd":
        return character.isascii()
    return not name.startswith(_FOREIGN)


def trim_tokenizer(source: dict[str, Any], kept: list[int]) -> dict[str, Any]:
    """A tokenizer.json with the kept pieces only, all ids renumbered."""
    renumbered = {old: new for new, old in enumerate(kept)}
    trimmed: dict[str, Any] = json.loads(json.dumps(source))
    trimmed["model"]["vocab"] = [source["model"]["vocab"][index] for index in kept]
    trimmed["model"]["unk_id"] = renumbered[source["model"]["unk_id"]]
    for token in trimmed["added_tokens"]:
        token["id"] = renumbered[token["id"]]
    for token in trimmed["post_processor"]["special_tokens"].values():
        token["ids"] = [renumbered[index] for index in token["ids"]]
    trimmed["truncation"] = trimmed["padding"] = None  # a limit written here would cut texts silently
    return trimmed


def own_texts(folder: Path) -> Iterator[str]:
    """Every text that we train on: all its pieces must be in the vocabulary."""
    from models.records import load

    for record in load(folder):
        yield f"{record['title']}\n{record['text']}"
