"""The coded words of the trade (terms/coded.yml) as checked data: what each means, where it is said, who reports it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from core.errors import InputError
from core.terms import Language
from nlp.wording.fold import fold


@dataclass(frozen=True, slots=True)
class CodedWord:
    """One coded word. It explains; alone it proves nothing."""

    word: str
    forms: tuple[str, ...]  # other spellings and numbers, without the word itself
    language: Language
    regions: tuple[str, ...]  # ISO 3166-1 alpha-2
    meaning: str
    source: str  # the kind of public source that uses it
    common: bool = False  # an ordinary word too

    @property
    def folded(self) -> tuple[str, ...]:
        """The word and its forms, folded, each once."""
        return tuple(dict.fromkeys(fold(form) for form in (self.word, *self.forms)))


@cache
def coded_words() -> tuple[CodedWord, ...]:
    """All coded words, in the order of the file.

    Raises:
        InputError: an entry misses a field or has one that can't be read; it is named.
    """
    text = (resources.files("nlp.terms") / "coded.yml").read_text(encoding="utf-8")
    return tuple(_word(entry) for entry in yaml.safe_load(text))


def _word(entry: dict[str, object]) -> CodedWord:
    missing = {"word", "language", "regions", "meaning", "source"} - entry.keys()
    regions, forms = entry.get("regions"), entry.get("forms") or []
    if missing or not isinstance(regions, list) or not isinstance(forms, list):
        raise InputError(
            f"nlp/terms/coded.yml: {entry.get('word', entry)!r} lacks {', '.join(sorted(missing)) or 'a list'}.",
            remedy="Give word, forms, language, regions, meaning and source, as the other entries do.",
        )
    return CodedWord(
        word=str(entry["word"]),
        forms=tuple(str(form) for form in forms),
        language=Language(str(entry["language"])),
        regions=tuple(str(region) for region in regions),
        meaning=str(entry["meaning"]),
        source=str(entry["source"]),
        common=bool(entry.get("common", False)),
    )


def coded_pattern(words: tuple[CodedWord, ...]) -> re.Pattern[str]:
    """What finds any form of these words in folded text, the longest first."""
    forms = sorted({form for word in words for form in word.folded}, key=lambda form: (-len(form), form))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, forms)) + r")(?!\w)")
