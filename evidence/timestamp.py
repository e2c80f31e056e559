"""RFC 3161 time stamps over the custody chain: an outside authority signs that an entry's hash existed at a time.

Off by default (`archive.timestamp_url` is empty); needs the extra `timestamps`. The stamp stands over the
hash of the newest entry, which covers every manifest sealed up to then. The token lies beside the log, and an entry of
its own pins it.
"""

from __future__ import annotations

import hashlib
import http.client
import importlib.util
import urllib.request
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import EvidenceError, install, words_of
from evidence.custody import LOG, CustodyLog, Finding
from evidence.format import files
from evidence.format.chain import Entry, parse_entry, stamp
from evidence.seal import TIMESTAMPED

if TYPE_CHECKING:
    from rfc3161_client import TimeStampRequest, TimeStampResponse
    from rfc3161_client.verify import Verifier

_MAX_ANSWER = 1 << 20
_ANSWER_TYPE = "application/timestamp-reply"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time stamp over one entry of the custody log."""

    sequence: int  # of the entry
    hash: str  # of the entry, hex: the message imprint
    at: datetime  # the authority's time, UTC
    file: str  # the token, relative to the archive's root


def stamp_head(
    root: Path,
    url: str,
    *,
    certificates: Path | None = None,
    timeout_s: float = 30,
) -> Stamp | None:
    """Have the newest entry of the custody log time-stamped, and keep the token.

    Args:
        url: http(s) address of the authority.
        certificates: PEM file of the authority's certificates: the root, those between, and its own where its tokens
            don't carry it. Without the file the token is checked to be an answer to this very request, but not its
            signature; `check` does that later.

    Returns:
        The stamp, or None where nothing was logged since the last one.

    Raises:
        EvidenceError: the extra isn't installed, the authority can't be reached or refuses, or its token is about
            something else. The archive is then as it was.
    """
    _library()
    entry = _newest(root)
    if entry is None or entry.action == TIMESTAMPED:
        return None
    response = _asked(entry, url, timeout_s)
    if certificates is not None:
        _verify_signature(response, entry, _verifier(certificates), url)
    name, token = f"custody-{entry.sequence:06d}.tsr", response.as_bytes()
    files.write_whole(root / name, token)
    details = {"file": name, "sha256": hashlib.sha256(token).hexdigest(), "entry": entry.sequence}
    details |= {"hash": entry.hash, "authority": url, "authority_time": stamp(response.tst_info.gen_time)}
    CustodyLog(root).append(TIMESTAMPED, "almenara", name, details)
    return Stamp(entry.sequence, entry.hash, response.tst_info.gen_time, name)


def check(root: Path, certificates: Path) -> tuple[int, list[Finding]]:
    """Check every token of the custody log against the authority's certificates, as in `stamp_head`: how many hold, and
    what is wrong with the others: missing, over another hash, a bad signature, a foreign authority.

    Raises:
        EvidenceError: the extra isn't installed, or the certificates can't be used.
    """
    _library()
    verifier = _verifier(certificates)
    entries = {entry.sequence: entry for entry in CustodyLog(root).entries(skip_unreadable=True)}
    held, found = 0, []
    for entry in entries.values():
        if entry.action != TIMESTAMPED:
            continue
        name, stamped = str(entry.details.get("file", "")), entry.details.get("entry")
        over = entries.get(stamped) if isinstance(stamped, int) else None
        try:
            _check_kept(root, name, over, verifier)
            held += 1
        except EvidenceError as error:
            found.append(Finding("timestamp", name, error.what.removeprefix(f"{name}: ")))
    return held, found


def _check_kept(root: Path, name: str, entry: Entry | None, verifier: Verifier) -> None:
    if entry is None:
        raise _refused(name, "the entry that it stands over isn't in the log")
    try:
        response = _checked(_decoded(files.inside(root, name).read_bytes()), entry, name)
    except (OSError, ValueError) as error:
        raise _refused(name, f"no readable token: {words_of(error)}") from error
    _verify_signature(response, entry, verifier, name)


def _library() -> None:
    if importlib.util.find_spec("rfc3161_client") is None:
        raise EvidenceError(
            "Time stamps need a library that isn't installed.", remedy=f"{install('timestamps')}. Or empty the URL."
        )


def _newest(root: Path) -> Entry | None:
    path = root / LOG
    line = next(files.lines_backwards(path), None) if path.exists() else None
    try:
        return None if line is None else parse_entry(line)
    except ValueError as error:
        raise EvidenceError(f"{path}: the last line is no entry.", remedy="Run `almenara evidence verify`.") from error


def _signed_text(entry: Entry) -> bytes:
    """The text whose SHA-256 is the entry's hash."""
    return f"{entry.previous}{entry.content_sha256}".encode("ascii")


def _asked(entry: Entry, url: str, timeout_s: float) -> TimeStampResponse:
    """The authority's answer, with its certificates in it where that can be read.

    Authorities that run on OpenSSL list several certificates unsorted, which the library refuses; those are asked a
    second time, for a token without.
    """
    try:
        return _answer(entry, url, timeout_s, with_certificates=True)
    except ValueError:
        pass  # asked again below
    try:
        return _answer(entry, url, timeout_s, with_certificates=False)
    except ValueError as error:
        raise _refused(url, f"no readable token: {error}") from error


def _answer(entry: Entry, url: str, timeout_s: float, *, with_certificates: bool) -> TimeStampResponse:
    request = _request(entry, with_certificates)
    response = _checked(_decoded(_post(url, request.as_bytes(), timeout_s)), entry, url)
    if response.tst_info.nonce != request.nonce:
        raise _refused(url, "its token answers another request")
    return response


def _request(entry: Entry, with_certificates: bool) -> TimeStampRequest:
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    builder = TimestampRequestBuilder().data(_signed_text(entry)).hash_algorithm(HashAlgorithm.SHA256)
    return builder.nonce(nonce=True).cert_request(cert_request=with_certificates).build()


def _post(url: str, body: bytes, timeout_s: float) -> bytes:
    if not url.startswith(("http://", "https://")):
        raise EvidenceError(f"{url!r} is no address of a time-stamp authority.", remedy="Give an http(s) address.")
    headers = {"Content-Type": "application/timestamp-query", "Accept": _ANSWER_TYPE}
    request = urllib.request.Request(url, data=body, headers=headers, method="POST")  # noqa: S310 -- checked above
    try:
        with urllib.request.urlopen(request, timeout=timeout_s) as answer:  # noqa: S310
            content: bytes = answer.read(_MAX_ANSWER)
            kind = answer.headers.get_content_type()
    except (OSError, http.client.HTTPException) as error:
        raise EvidenceError(f"{url}: can't be reached: {error}.", remedy="The next night asks again.") from error
    if kind != _ANSWER_TYPE:
        raise _refused(url, f"it answers with {kind}")
    return content


def _decoded(content: bytes) -> TimeStampResponse:
    from rfc3161_client import decode_timestamp_response

    return decode_timestamp_response(content)


def _checked(response: TimeStampResponse, entry: Entry, where: str) -> TimeStampResponse:
    if response.status != 0:
        raise _refused(where, f"status {response.status} {' '.join(response.status_string)}".strip())
    if response.tst_info.message_imprint.message.hex() != entry.hash:
        raise _refused(where, "its token stands over another hash")
    return response


def _verifier(certificates: Path) -> Verifier:
    from cryptography.x509 import ExtendedKeyUsage, load_pem_x509_certificates
    from rfc3161_client import VerifierBuilder

    builder = VerifierBuilder()
    try:
        for certificate in load_pem_x509_certificates(certificates.read_bytes()):
            if any(isinstance(one.value, ExtendedKeyUsage) for one in certificate.extensions):
                builder = builder.tsa_certificate(certificate)
            elif certificate.subject == certificate.issuer:
                builder = builder.add_root_certificate(certificate)
            else:
                builder = builder.add_intermediate_certificate(certificate)
        return builder.build()
    except (OSError, ValueError) as error:
        raise EvidenceError(
            f"{certificates}: no usable certificates: {words_of(error)}.",
            remedy="Give a PEM file with the authority's root.",
        ) from error


def _verify_signature(response: TimeStampResponse, entry: Entry, verifier: Verifier, where: str) -> None:
    from rfc3161_client import VerificationError

    try:
        verifier.verify_message(response, _signed_text(entry))
    except (VerificationError, ValueError) as error:
        raise _refused(where, f"its signature doesn't hold: {error}") from error


def _refused(where: str, why: str) -> EvidenceError:
    return EvidenceError(f"{where}: no time stamp: {why}.", remedy="Look at the authority's address and certificates.")
