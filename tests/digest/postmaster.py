"""A real SMTP server (aiosmtpd on loopback) that fails in the way that a test asks for."""

from __future__ import annotations

import asyncio
import email
import socket
import ssl
import struct
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP as WIRE
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from core.settings import MailSettings
from digest.render import render
from store.outgoing import outbox, recipients
from store.session import Database
from tests.digest.samples import NIGHT, NOW, RECIPIENT, digest, mail_settings


class _Server(SMTP):
    """aiosmtpd's server, with a greeting that can refuse, and a DATA that can break off."""

    postmaster: Postmaster

    async def push(self, status: Any) -> None:
        fail = self.postmaster.fail
        if isinstance(status, str) and status.startswith("220 ") and self.session is not None:
            greeted = getattr(self, "_greeted", False)
            self._greeted = True
            if not greeted and fail == "421 at greeting":
                await super().push("421 come back later")
                assert self.transport is not None
                self.transport.close()
                return
            if not greeted and fail == "hang":
                await asyncio.sleep(30)
            if not greeted and fail == "drip at greeting":
                await self._drip()
        await super().push(status)

    async def _drip(self) -> None:
        """Letter after letter, and never the end of the line; `patience` is told of each."""
        assert isinstance(self.transport, asyncio.Transport)
        while not self.transport.is_closing():
            self.transport.write(b"2")
            self.postmaster.patience()
            await asyncio.sleep(0.01)

    def _break_off(self) -> None:
        assert isinstance(self.transport, asyncio.Transport)
        self.transport.abort()

    async def smtp_DATA(self, arg: str) -> None:
        self.postmaster.data_commands += 1
        if self.postmaster.fail == "drop at DATA":
            self._break_off()
            return
        if self.postmaster.fail == "554 at DATA":
            await self.push("554 no mail here")
            return
        await super().smtp_DATA(arg)


class Postmaster:
    """Keeps what it took in `mails`. `fail` names the way in which it fails next; empty: it works."""

    def __init__(self, *, tls: ssl.SSLContext | None = None, login: tuple[str, str] | None = None) -> None:
        self.fail = ""
        self.unknown: set[str] = set()  # recipients that are refused whatever `fail` says
        self.mails: list[EmailMessage] = []
        self.envelopes: list[Envelope] = []
        self.data_commands = 0
        self.patience: Callable[[], object] = lambda: None
        self.attempts = 0
        self._login = login
        self._tls = tls
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self._controller: Controller | None = None
        self._servers: list[_Server] = []

    def start(self) -> None:
        """Listen."""
        postmaster = self

        class Listening(Controller):
            def factory(self) -> SMTP:
                server = _Server(
                    postmaster,
                    tls_context=postmaster._tls,
                    require_starttls=postmaster._tls is not None,
                    auth_required=postmaster._login is not None,
                    authenticator=postmaster._authenticate,
                )
                server.postmaster = postmaster
                postmaster._servers.append(server)
                return server

        # aiosmtpd greets its own server once to see that it listens
        self._controller = Listening(postmaster, hostname="127.0.0.1", port=self.port)
        self._controller.start()
        self.attempts = 0

    def stop(self) -> None:
        """Stop listening."""
        if self._controller is not None:
            for server in self._servers:  # from Python 3.12 on a server waits for its clients before it closes
                if isinstance(server.transport, asyncio.Transport):
                    self._controller.loop.call_soon_threadsafe(server.transport.abort)
            self._controller.stop()
            self._controller = None

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.attempts += 1
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.fail in ("450 at RCPT", "550 at RCPT") or address in self.unknown:
            return f"{self.fail[:3] or 550} mailbox\x1b[31m unavailable"
        if self.fail == "hang at RCPT":
            await asyncio.sleep(30)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: _Server, session: Session, envelope: Envelope) -> str:
        if self.fail == "451 after DATA":
            return "451 try again"
        content = envelope.content
        assert isinstance(content, bytes)
        message = email.message_from_bytes(content, policy=default)
        assert isinstance(message, EmailMessage)
        self.mails.append(message)
        self.envelopes.append(envelope)
        if self.fail == "drop after DATA":
            server._break_off()
        if self.fail == "reset once it is taken":
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.write(b"250 taken\r\n")
            linger = struct.pack("ii", 1, 0)  # closing then resets the connection
            server.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            server.transport.close()
        if self.fail == "half an answer":
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.write(b"25")
            server.transport.close()
        if self.fail == "hang after DATA":
            await asyncio.sleep(30)
        if self.fail == "drip after DATA":
            await server._drip()
        return "250 taken"

    def _authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
    ) -> AuthResult:
        given = (data.login.decode(), data.password.decode()) if isinstance(data, LoginPassword) else None
        return AuthResult(success=given == self._login, handled=False)


def queued(database: Database, *addresses: str) -> None:
    """Digests in the outbox; whoever is none yet becomes a recipient."""
    with database.transaction() as session:
        for recipient in addresses or (RECIPIENT,):
            if recipients.find(session, recipient, [RECIPIENT]) is None:
                recipients.add(session, recipients.Recipient(recipient), who="ana", now=NOW)
            message = render(digest(recipient=recipient), mail_settings(), now=NOW)
            key = outbox.mail_key(recipient, NIGHT)
            assert outbox.queue(session, key, recipient, message["Subject"], message.as_bytes(policy=WIRE), NOW)


def to(server: Postmaster, **changes: Any) -> MailSettings:
    timeout = 0.3 if server.fail.startswith("hang") else 20
    return mail_settings(host="127.0.0.1", port=server.port, timeout_s=timeout, **changes)
