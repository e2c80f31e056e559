"""Failures in few words: what a journal line and the night ledger say, the same words for the same trouble.

A policy of ours that was applied counts as skipped, a page that could not be had counts as failed.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from OpenSSL.SSL import Error as TlsError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    StopDownload,
)
from scrapy.utils._compression import _DecompressionMaxSizeExceeded
from service_identity.exceptions import VerificationError
from twisted.internet.error import ConnectError, ConnectionClosed
from twisted.python.failure import Failure
from twisted.web._newclient import ParseError, _WrapperException
from twisted.web.http import _MalformedChunkedDataError

from core.terms import CrawlOutcome

TOO_LARGE = "larger than the limit"


class Dismissed(IgnoreRequest):
    """A request that ends here, with the outcome and the reason to be journalled."""

    def __init__(self, reason: str, outcome: CrawlOutcome = CrawlOutcome.SKIPPED) -> None:
        super().__init__(reason)
        self.reason = reason
        self.outcome = outcome


class TooLargeError(Exception):
    """More bytes than the limit came, in the head or in the body of a response."""


# The first line that fits any link of the chain of causes counts: from the particular to the general.
_REASONS: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], str], ...] = (
    (_DecompressionMaxSizeExceeded, "larger than the limit once decompressed"),
    (TooLargeError, TOO_LARGE),
    (VerificationError, "certificate not trusted"),
    (TlsError, "certificate or TLS not accepted"),
    (DownloadTimeoutError, "timed out"),
    (CannotResolveHostError, "host not found"),
    (DownloadConnectionRefusedError, "connection refused"),
    ((ParseError, _MalformedChunkedDataError), "no valid HTTP answer"),
    (ResponseDataLossError, "connection lost in the middle"),
    (ConnectionClosed, "connection lost"),
    (ConnectError, "no connection"),
    ((zlib.error, EOFError), "broken compression"),
    (OSError, "broken compression or connection"),
    ((ValueError, DownloadFailedError), "no valid HTTP answer"),
)


def describe(error: BaseException | None) -> tuple[CrawlOutcome, str]:
    """The outcome and the reason to journal for an exception of a download."""
    causes = list(_causes(error)) if error is not None else []
    for cause in causes:
        if isinstance(cause, Dismissed):
            return cause.outcome, cause.reason
        if isinstance(cause, StopDownload):
            return CrawlOutcome.SKIPPED, "not a text page"
    for kinds, reason in _REASONS:
        if any(isinstance(cause, kinds) for cause in causes):
            return CrawlOutcome.FAILED, reason
    return CrawlOutcome.FAILED, type(error).__name__


def _causes(error: BaseException, depth: int = 0) -> Iterator[BaseException]:
    """The error, what caused it, and what Twisted wrapped up in it."""
    if depth > 8:
        return
    yield error
    inner: list[BaseException] = [error.__cause__] if error.__cause__ is not None else []
    if isinstance(error, _WrapperException):
        wrapped = (reason.value for reason in error.reasons if isinstance(reason, Failure))
        inner += [cause for cause in wrapped if cause is not None]
    for cause in inner:
        yield from _causes(cause, depth + 1)
