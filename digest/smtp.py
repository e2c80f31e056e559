"""One conversation with a mail server, in the order that makes its end certain wherever that is possible.

Everything that a server may refuse is asked first (greeting, TLS, login, sender, recipient). Only then is the mail
claimed, and handed over. Until the last line of the message is sent, a broken connection means: not taken, try later.
After it and before the answer, nobody can know. A server that never falls silent and never comes to an end is cut off.
"""

from __future__ import annotations

import ipaddress
import re
import smtplib
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from threading import Timer
from typing import Any

from core.settings import MailSettings
from core.text import plain, shortened

SUBMISSION_OVER_TLS = 465
CONVERSATION = 10
"""How many times mail.timeout_s, which is for one answer, the whole conversation may take."""


class NotTakenError(Exception):
    """The server has certainly not taken the mail. `everybody`: it would take no other mail now either. `silent`: it
    let us wait for an answer until our patience was over."""

    def __init__(self, why: str, *, everybody: bool = False, silent: bool = False) -> None:
        super().__init__(why)
        self.everybody = everybody
        self.silent = silent


class NobodyKnowsError(Exception):
    """The whole message was sent, and no answer came."""


def hand_over(settings: MailSettings, envelope: tuple[str, str], claim: Callable[[], bytes | None]) -> bool:
    """Deliver one mail to the server of the settings.

    Args:
        envelope: bare addresses of the sender and the recipient.
        claim: called once, right before the hand-over; gives the mail as it stands then (RFC 5322 with CRLF, ASCII),
            and None where it is not to go out.

    Returns:
        True: the server has taken it. False: `claim` gave none.

    Raises:
        NotTakenError, NobodyKnowsError
    """
    client = _connected(settings)
    try:
        _address(client, *envelope)
        message = claim()
        if message is not None:
            _transfer(client, message)
        with suppress(OSError):  # a server that closed at once has taken the mail all the same
            client.putcmd("quit")  # its answer changes nothing, and waiting for it would only delay our own note
    finally:
        client.close()
    return message is not None


def refusal(settings: MailSettings) -> str:
    """Why the server of the settings does not let us in (connection, TLS, login); "" where it does. It gets no mail."""
    try:
        client = _connected(settings)
    except NotTakenError as error:
        return str(error)
    with suppress(OSError):
        client.putcmd("quit")
    client.close()
    return ""


class _Bounded(smtplib.SMTP):
    """A client whose conversation ends after a while, however slowly the other end goes on talking."""

    _end: Timer | None = None
    is_cut_off = False

    def connect(self, host: str = "localhost", port: int = 0, source_address: Any = None) -> tuple[int, bytes]:
        self._end = Timer(CONVERSATION * float(self.timeout or 0), self._cut_off)
        self._end.daemon = True
        self._end.start()
        try:
            return super().connect(host, port, source_address)
        except OSError:
            self._end.cancel()
            raise

    def close(self) -> None:
        if self._end is not None:
            self._end.cancel()
        super().close()

    def _cut_off(self) -> None:
        self.is_cut_off = True
        with suppress(OSError):  # it is closed already
            if self.sock is not None:
                self.sock.shutdown(socket.SHUT_RDWR)


class _BoundedOverTls(_Bounded, smtplib.SMTP_SSL):
    """The same, encrypted from the first byte on."""


def _connected(settings: MailSettings) -> _Bounded:
    over_tls = settings.port == SUBMISSION_OVER_TLS
    if settings.user and not (settings.starttls or over_tls or _is_loopback(settings.host)):
        raise NotTakenError("The password would travel in the clear: set mail.starttls = true.", everybody=True)
    where = (settings.host, settings.port)
    tls = ssl.create_default_context()
    try:
        client = (
            _BoundedOverTls(*where, timeout=settings.timeout_s, context=tls)
            if over_tls
            else _Bounded(*where, timeout=settings.timeout_s)
        )
        try:
            if settings.starttls and not over_tls:
                client.starttls(context=tls)
            client.ehlo_or_helo_if_needed()
            if settings.user:
                client.login(settings.user, settings.password.get_secret_value())
        except (OSError, UnicodeError):
            client.close()
            raise
    except (OSError, UnicodeError) as error:  # smtplib's own errors are OSErrors
        raise NotTakenError(f"Mail server {where[0]}:{where[1]}: {_told(error)}", everybody=True) from error
    return client


def _address(client: _Bounded, sender: str, recipient: str) -> None:
    try:
        for asked, (code, reply) in (
            (f"the sender {sender}", client.mail(sender)),
            (f"the recipient {recipient}", client.rcpt(recipient)),
        ):
            if code not in (250, 251):
                raise NotTakenError(f"The server refused {asked}: {_answer(code, reply)}")
    except (OSError, UnicodeError) as error:
        why = f"The server broke off before the mail: {_told(error)}"
        raise NotTakenError(why, silent=_fell_silent(client, error)) from error


def _transfer(client: _Bounded, message: bytes) -> None:
    body = re.sub(rb"(?m)^\.", b"..", message)
    body = body if body.endswith(b"\r\n") else body + b"\r\n"
    try:
        code, reply = client.docmd("DATA")
        if code != 354:
            raise NotTakenError(f"The server refused the mail: {_answer(code, reply)}")
        client.send(body)
    except OSError as error:
        why = f"The server broke off within the mail: {_told(error)}"
        raise NotTakenError(why, silent=_fell_silent(client, error)) from error
    try:
        client.send(b".\r\n")
        code, reply = client.getreply()
    except OSError as error:
        raise NobodyKnowsError(f"The whole mail was sent and no answer came: {_told(error)}") from error
    if 400 <= code <= 599:
        raise NotTakenError(f"The server refused the mail: {_answer(code, reply)}")
    if code != 250:  # an answer that broke off in its middle reads like another one
        raise NobodyKnowsError(f"The whole mail was sent, and the answer was none: {_answer(code, reply)}")


def _fell_silent(client: _Bounded, error: BaseException) -> bool:
    """Whether we waited in vain; smtplib tells a wait that was too long as a closed connection."""
    causes = (error, error.__cause__, error.__context__)
    return client.is_cut_off or any(isinstance(cause, TimeoutError) for cause in causes)


def _answer(code: int, reply: bytes) -> str:
    return shortened(plain(f"{code} {reply.decode('utf-8', 'replace')}"), 300)


def _told(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        raw = error.smtp_error
        return _answer(error.smtp_code, raw if isinstance(raw, bytes) else str(raw).encode())
    if isinstance(error, ssl.SSLCertVerificationError):
        why = shortened(plain(error.verify_message), 200).rstrip(".")
        return f"its certificate is not trusted here: {why}. Name it as its certificate does, or see docs/MAIL.md"
    return shortened(plain(str(error)), 300) or type(error).__name__


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
