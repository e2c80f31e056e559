"""What deserves to be read: decided from a page's bytes, or from a text, at about the cost of parsing the page.

A linear judge looks at windows of what the page shows (nlp.sieve); the best window counts, so that neither a menu nor
a long text around drowns an advert. Its thresholds, by kind and language, are set for 995 of 1,000 of what the full
reader would flag; `python -m benchmarks.triage` measures what passes, with a bound. What passes as a page is looked at
once more when its text is extracted: there its length tells much (nlp.sieve.length). News whose article is plain to see
on its page, and falls well short of what its text would need, stops before it is extracted. What names the deed
outright (nlp.sieve.outright) passes however it scores. What shows a contact point or a name as the watchlist has it
passes whatever it speaks of: so does an acquittal that names somebody as they are listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.records import Document
from core.terms import DocumentKind
from nlp.sieve.length import PAGE, TEXT
from nlp.sieve.outright import outright
from nlp.sieve.page import Shown, shown
from nlp.sieve.tongue import tongue
from nlp.sieve.watch import Watch
from nlp.sieve.weights import FOLDER, Weights, read, version_of
from nlp.sieve.words import WINDOW, words_of

EARLY_WORDS, EARLY_SPARE = 200, 0.75
"""An article of so many words, as its page shows it, stops where it falls short by more than this, as a score, of what
its text would need. Of 1,200 labelled articles that pass by what other writers taught none fell short by 0.5."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a document passes, and by what: its `score` beside its `threshold`; or, `known`, what it shows of the
    watchlist, or the words by which it names the deed."""

    passes: bool
    score: float
    threshold: float
    known: str = ""


class Triage:
    """Decides; the same bytes, weights and watchlist always give the same verdict."""

    def __init__(self, folder: Path = FOLDER, watch: Watch | None = None) -> None:
        """`folder`: what was learnt. `watch`: what of the watchlist lets a document pass."""
        self.weights: Weights = _weights(folder)
        self.watch = watch or Watch()

    @property
    def version(self) -> str:
        """Name and version of what decides; a new one makes the pipeline look again at what the older one stopped."""
        return _named(self.weights.version)

    def page(self, body: bytes, kind: DocumentKind, content_type: str = "") -> Verdict:
        """Judge a page by its bytes."""
        return self.pages([(body, kind, content_type)])[0]

    def pages(self, pages: Iterable[tuple[bytes, DocumentKind, str]]) -> list[Verdict]:
        """Judge pages, each by its bytes, its kind and its content type.

        All are looked at before any is judged: what looking and what judging need of memory push one another out of
        the processor's caches, and a page at a time took a fifth longer.
        """
        seen = [(shown(body, content_type), kind) for body, kind, content_type in pages]
        return [self._page(each, kind) for each, kind in seen]

    def document(self, document: Document) -> Verdict:
        """Judge a document."""
        return self.text(f"{document.title}\n{document.text}", document.kind)

    def text(self, text: str, kind: DocumentKind) -> Verdict:
        """Judge title and text as they were extracted."""
        return self._verdict(text, kind, extracted=True)

    def _page(self, seen: Shown, kind: DocumentKind) -> Verdict:
        verdict = self._verdict(seen.text, kind, extracted=False)
        if verdict.passes and not verdict.known and kind is DocumentKind.NEWS:
            return self._early(seen) or verdict
        return verdict

    def _early(self, seen: Shown) -> Verdict | None:
        """That a page of news stops, by the article that it shows; None where that is not enough to go by."""
        words = words_of(seen.article)
        if len(words) < EARLY_WORDS:
            return None
        score, threshold = self._needs(words, DocumentKind.NEWS, extracted=True)
        if score >= threshold - EARLY_SPARE:
            return None
        whole = words_of(seen.text)
        is_known = self.watch.shown_in(seen.text, whole) or outright(whole)
        return None if is_known else Verdict(False, score, threshold - EARLY_SPARE)

    def _verdict(self, text: str, kind: DocumentKind, *, extracted: bool) -> Verdict:
        words = words_of(text)
        score, threshold = self._needs(words, kind, extracted=extracted)
        if score >= threshold:
            return Verdict(True, score, threshold)
        known = self.watch.shown_in(text, words) or outright(words)
        return Verdict(bool(known), score, threshold, known)

    def _needs(self, words: Sequence[bytes], kind: DocumentKind, *, extracted: bool) -> tuple[float, float]:
        """The score of some words, and that from which they pass."""
        score, start = self.weights.score(words)
        language = tongue(words[start : start + WINDOW])
        threshold = self.weights.thresholds[kind][language]
        if extracted:
            threshold = max(threshold, self.weights.texts[kind][language] + TEXT.at(len(words), kind))
        else:
            threshold += PAGE.at(len(words), kind)
        return score, threshold


def triage_version(folder: Path = FOLDER) -> str:
    """The version of the triage that `Triage` would be, without its weights being loaded."""
    return _named(version_of(folder))


_FORM = (
    7  # of nlp.sieve: how a page's text, words and windows are taken and what its length counts; raise it with every
)
# change of these


def _named(version: str) -> str:
    return f"almenara-triage-{_FORM}.{version}"


@cache
def _weights(folder: Path) -> Weights:
    return read(folder)
