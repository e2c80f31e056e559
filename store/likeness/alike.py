"""How alike two words are, by their letters and by their sound."""

from __future__ import annotations

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from store.likeness.form import Token
from store.likeness.words import Part

ALIKE = 0.72
"""Likeness (0..1) of two words below which they are two."""

HEARD = 0.04
"""What likeness of sound is worth less than likeness of letters."""

SAME_SOUND = 0.93
"""Likeness (0..1) of two words that sound the same."""

_HOPELESS = 0.5  # likeness of spelling below which nothing makes two words alike
_ROOMY, _ONE_SLIP = 7, 0.7  # letters of a word that has room for two slips; likeness from which a shorter one has one
_NUMBER = Part.NUMBER
_spelled_alike = DamerauLevenshtein.normalized_similarity


def likeness(one: Token, other: Token) -> float:
    """How alike two words are in spelling and sound, 0..1; 0 for less than half. Short words must be the same."""
    text, _, sound, part, *_ = one
    its, _, its_sound, its_part, *_ = other
    if text == its:
        return 1.0
    return 0.0 if part is _NUMBER or its_part is _NUMBER else likeness_of_words(text, sound, its, its_sound)


def likeness_of_words(text: str, sound: str, its: str, its_sound: str) -> float:
    """The same of two different words that are no numbers, by their letters and their sounds."""
    shortest = len(text) if len(text) < len(its) else len(its)
    if shortest < 3:
        return 0.0
    if sound == its_sound and len(sound) >= 3:
        return SAME_SOUND
    if shortest < 4:
        return 0.0
    spelled = _spelled_alike(text, its, score_cutoff=_HOPELESS)
    close = max(spelled, _spelled_alike(sound, its_sound, score_cutoff=_HOPELESS) - HEARD)
    if close < _HOPELESS:
        return 0.0
    if shortest < _ROOMY and close < _ONE_SLIP:  # 'guana' and 'guafas' begin alike, and are two
        return close
    return min(0.96, max(close, 0.5 * close + 0.5 * JaroWinkler.similarity(text, its)))
