"""Is a source well? Judges one night of one source against what its file promises, in plain sentences.

Silence never passes as success: fewer documents than expected is an error, more a warning, and where the publisher
turned us away or changed its pages the sentence says so, because that is what somebody must act on.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.nights import SourceNight
from core.terms import NightState
from crawlers.source import Expectation

_ROBOTS = re.compile(r"robots\.txt forbids")
_UNREACHED = re.compile(r"robots\.txt (?:not readable: (?P<why>.+)|not readable|answered 5\d\d)")
_REFUSED = re.compile(r"HTTP (401|403|429|451)\b|robots\.txt answered 429")
_BROKEN = re.compile(
    r"^(HTTP 5\d\d\b.*|timed out|host not found|connection .*|no connection|certificate .*|no valid HTTP answer"
    r"|broken .*)$"
)
_BROKEN_LEAD = re.compile(r"^(feed|sitemap|listing): HTTP 5\d\d\b")
_WALL = re.compile(r"^wall: (.+)")
_EMPTY = re.compile(r"(listing): nothing found in it")
_EMPTY_FEED = re.compile(r"(feed): nothing found in it")
_MISSING = re.compile(r"(listing|feed|sitemap): HTTP (404|410)\b")
_NO_SITEMAP = re.compile(r"(sitemap): another kind of page")
_NO_TEXT = re.compile(r"no text$")
_ALL_NEW = re.compile(r"feed: every entry was new$")
_CUT_OFF = re.compile(r"(feed|sitemap): it ends in its middle$")
_OTHER_HOST = re.compile(r"^another host$")
_OF_A_LEAD = re.compile(r"^(feed|sitemap|listing): ")
_GAVE_UP = re.compile(r"\d+ pages in a row failed$")
_WEEK = 7


class Severity(StrEnum):
    """How much a concern weighs: an error means that the watch has a hole."""

    ERROR = "error"
    WARNING = "warning"


class Trouble(StrEnum):
    """What kind of concern it is."""

    FAILED = "failed"
    SILENT = "silent"
    BLOCKED = "blocked"
    CHANGED = "changed"
    UNREAD = "unread"
    LIMITED = "limited"
    MISSED = "missed"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Concern:
    """One thing that is wrong with a source, as a sentence for a person."""

    source_id: str
    severity: Severity
    trouble: Trouble
    sentence: str


def nightly(expect: Expectation) -> tuple[int, int]:
    """Documents a night from documents a week: a seventh, generously rounded, as no two nights are alike."""
    return expect.min // _WEEK, math.ceil(expect.max / _WEEK * 2)


def judge(night: SourceNight, expect: Expectation, *, silent_nights: int, week: Sequence[int]) -> list[Concern]:
    """The concerns of one night, worst first; an empty list is a source that is well.

    `silent_nights` is how many nights without a document are reported. `week` is what the nights of the last seven days
    gave, this one included (`store.runs.week`): with seven of them the week is judged as a whole, with fewer this
    night by its share.
    """
    concerns = [
        *_failed(night),
        *_unreached(night),
        *_broken(night),
        *_silent(night, silent_nights),
        *_blocked(night),
        *_changed(night),
    ]
    concerns += [*_elsewhere(night), *_unread(night), *_limited(night), *_missed(night), *_counted(night, expect, week)]
    return sorted(concerns, key=lambda concern: concern.severity is not Severity.ERROR)


def holes(night: SourceNight) -> list[Trouble]:
    """For which reasons the watch had a hole at this source: that it did not answer, refused or changed."""
    found = [*_broken(night), *_blocked(night), *_changed(night), *_elsewhere(night)]
    return sorted({concern.trouble for concern in found if concern.severity is Severity.ERROR})


def was_unreached(reasons: Mapping[str, int]) -> bool:
    """Whether a site did not even answer with its robots.txt, or by an error of its own."""
    return any(_UNREACHED.search(reason) for reason in reasons)


def _failed(night: SourceNight) -> Iterator[Concern]:
    if night.state == NightState.FAILED:
        why = night.error or "no reason was left"
        yield Concern(night.source_id, Severity.ERROR, Trouble.FAILED, f"The crawl failed: {why.rstrip('.')}.")


def _unreached(night: SourceNight) -> Iterator[Concern]:
    """Where no robots.txt can be read, nothing is asked: it is the site, or our network, that did not answer."""
    count = _count(night, _UNREACHED)
    if count:
        matches = [match for reason in night.reasons if (match := _UNREACHED.search(reason))]
        why = sorted({match["why"] or match[0] for match in matches} - {"robots.txt not readable"})
        severity = Severity.WARNING if _gave_any(night) else Severity.ERROR
        said = f" ({', '.join(why)})" if why else ""
        sentence = f"The site did not answer for {_addresses(count)}{said}."
        yield Concern(night.source_id, severity, Trouble.FAILED, sentence)


def _broken(night: SourceNight) -> Iterator[Concern]:
    """A site that names its pages and then stumbles over each of them is not quiet: it could not be heard."""
    if night.state == NightState.FAILED:
        return  # that is said with its reasons
    count = _count(night, _BROKEN)
    if count and not _gave_any(night):
        why = ", ".join(sorted(reason for reason in night.reasons if _BROKEN.match(reason)))
        sentence = f"The site gave none of its pages: {_addresses(count)} failed ({why})."
        yield Concern(night.source_id, Severity.ERROR, Trouble.FAILED, sentence)
    for kind in sorted({found[1] for reason in night.reasons if (found := _BROKEN_LEAD.match(reason))}):
        sentence = f"The {kind} could not be read (HTTP 5xx): the site failed, and what it names was not seen."
        yield Concern(night.source_id, Severity.WARNING, Trouble.FAILED, sentence)


def _silent(night: SourceNight, limit: int) -> Iterator[Concern]:
    if night.silent_nights >= limit:
        sentence = f"No document for {night.silent_nights} nights in a row."
        yield Concern(night.source_id, Severity.ERROR, Trouble.SILENT, sentence)


def _blocked(night: SourceNight) -> Iterator[Concern]:
    robots = _count(night, _ROBOTS)
    if robots:
        severity = Severity.WARNING if _gave_any(night) else Severity.ERROR
        sentence = f"robots.txt kept us from {_addresses(robots)}: read it, and mend or disable the source."
        yield Concern(night.source_id, severity, Trouble.BLOCKED, sentence)
    refused = _count(night, _REFUSED)
    if refused:
        severity = Severity.ERROR if refused >= max(night.fetched, night.unchanged) else Severity.WARNING
        sentence = f"The publisher refused {_addresses(refused)} (HTTP 401, 403, 429 or 451)."
        yield Concern(night.source_id, severity, Trouble.BLOCKED, sentence)
    walled = _count(night, _WALL)
    if walled:
        names = ", ".join(sorted({found[1] for reason in night.reasons if (found := _WALL.search(reason))}))
        severity = Severity.ERROR if walled * 2 >= night.fetched else Severity.WARNING
        sentence = f"A wall stood in place of {_addresses(walled)} ({names}): no page was to be had there."
        yield Concern(night.source_id, severity, Trouble.BLOCKED, sentence)


def _changed(night: SourceNight) -> Iterator[Concern]:
    for pattern, what in (
        (_EMPTY_FEED, "answers, but nothing is found in it: it is empty, or another page stands in its place"),
        (_EMPTY, "answers, but nothing is found in it: the page or its selectors have changed"),
        (_NO_SITEMAP, "is none any more: another kind of page answers, the publisher has moved it"),
        (_MISSING, "is gone (HTTP 404 or 410): the publisher has moved it"),
    ):
        kinds = sorted({found[1] for reason in night.reasons if (found := pattern.search(reason))})
        for kind in kinds:
            yield Concern(night.source_id, Severity.ERROR, Trouble.CHANGED, f"The {kind} {what}.")


def _elsewhere(night: SourceNight) -> Iterator[Concern]:
    """Nothing but addresses that are not the source's own: it has moved, or its links lead through a counter."""
    away = _count(night, _OTHER_HOST)
    others = any(not _OTHER_HOST.match(reason) and not _OF_A_LEAD.match(reason) for reason in night.reasons)
    if away and not others and not (night.new or night.revised or night.unchanged or night.stopped):
        sentence = f"All that was found ({_addresses(away)}) lies on another host: see to `hosts`, or to what is read."
        yield Concern(night.source_id, Severity.ERROR, Trouble.CHANGED, sentence)


def _unread(night: SourceNight) -> Iterator[Concern]:
    """With triage these are pages that looked like leads: by its design or to hide it, their text is out of reach."""
    count = _count(night, _NO_TEXT)
    if count:
        pages = "1 page was" if count == 1 else f"{count} pages were"
        sentence = f"{pages} to be read and gave no text: look at what the archive holds of this source."
        yield Concern(night.source_id, Severity.WARNING, Trouble.UNREAD, sentence)


def _limited(night: SourceNight) -> Iterator[Concern]:
    """What was found and left: the watch sees a part of this source, and nothing else would say so."""
    reasons: Counter[str] = Counter()
    for reason, count in night.reasons.items():
        reasons[_OF_A_LEAD.sub("", reason)] += count
    for kind in ("page", "time"):
        count = reasons[f"{kind} limit of the crawl"]
        if count:
            sentence = f"The {kind} limit of the crawl left {_addresses(count)}: narrow what is found, or allow more."
            yield Concern(night.source_id, Severity.WARNING, Trouble.LIMITED, sentence)
    for reason, count in reasons.items():
        if _GAVE_UP.match(reason):
            sentence = f"The crawl was given up, as {reason}: {_addresses(count)} left."
            yield Concern(night.source_id, Severity.WARNING, Trouble.LIMITED, sentence)


def _missed(night: SourceNight) -> Iterator[Concern]:
    if _count(night, _ALL_NEW):
        sentence = "Every entry of the feed was new: some were missed since the last visit. Add `pages`, or a sitemap."
        yield Concern(night.source_id, Severity.WARNING, Trouble.MISSED, sentence)
    for kind in sorted({found[1] for reason in night.reasons if (found := _CUT_OFF.search(reason))}):
        sentence = f"The {kind} ends in its middle, or is too long to be read: what it names behind was not seen."
        yield Concern(night.source_id, Severity.WARNING, Trouble.MISSED, sentence)


def _counted(night: SourceNight, expect: Expectation, week: Sequence[int]) -> Iterator[Concern]:
    if len(week) == _WEEK:
        count, (low, high), span = sum(week), (expect.min, expect.max), "in seven nights"
    else:
        count, span = night.new + night.revised + night.stopped, "this night"
        low, high = night.expected or nightly(expect)
    if count < low:
        sentence = f"{count} new documents {span}, at least {low} expected."
        yield Concern(night.source_id, Severity.ERROR, Trouble.TOO_FEW, sentence)
    elif count > high:
        sentence = f"{count} new documents {span}, at most {high} expected: a new section, or a page counted twice?"
        yield Concern(night.source_id, Severity.WARNING, Trouble.TOO_MANY, sentence)


def _gave_any(night: SourceNight) -> bool:
    """Whether a page came. One that was not modified (HTTP 304) counts among the unchanged alone."""
    return bool(night.fetched or night.unchanged)


def _count(night: SourceNight, pattern: re.Pattern[str]) -> int:
    return sum(count for reason, count in night.reasons.items() if pattern.search(reason))


def _addresses(count: int) -> str:
    return "1 address" if count == 1 else f"{count} addresses"
