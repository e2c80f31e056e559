"""Mail under TLS and behind a login, and what is refused without them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from core.settings import PROJECT_ROOT
from digest.send import SendReport, send_due
from digest.smtp import NotTakenError, hand_over
from store.session import Database
from tests.digest.postmaster import Postmaster, queued, to
from tests.digest.samples import NOW, RECIPIENT, mail_settings
from tests.tls import certificate as certificate_for

LATER = timedelta(hours=1)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate and key for 127.0.0.1, in one file, trusted by nobody yet."""
    return certificate_for(tmp_path_factory.mktemp("tls") / "mail.pem", "127.0.0.1")


@pytest.fixture
def guarded(certificate: Path) -> Any:
    """A server that asks for STARTTLS and a login."""
    import ssl

    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificate)
    server = Postmaster(tls=tls, login=("watch", "correct horse"))
    server.start()
    yield server
    server.stop()


def test_starttls_and_login(
    database: Database, guarded: Postmaster, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    queued(database)
    wrong = to(guarded, starttls=True, user="watch", password=SecretStr("wrong"))
    (trouble,) = send_due(database, wrong, NOW).retried_later
    assert "535" in trouble.error
    assert "wrong" not in trouble.error
    right = to(guarded, starttls=True, user="watch", password=SecretStr("correct horse"))
    assert send_due(database, right, NOW + LATER) == SendReport(sent=1)


def test_an_unknown_certificate_is_no_server(database: Database, guarded: Postmaster) -> None:
    queued(database)
    (trouble,) = send_due(database, to(guarded, starttls=True), NOW).retried_later
    assert "its certificate is not trusted here: self-signed certificate. " in trouble.error
    assert trouble.error.endswith("see docs/MAIL.md")
    assert "`/usr/local/share/ca-certificates/`" in (PROJECT_ROOT / "docs" / "MAIL.md").read_text(encoding="utf-8")
    assert not guarded.mails


def test_a_server_without_starttls_gets_nothing(database: Database, postmaster: Postmaster) -> None:
    queued(database)
    (trouble,) = send_due(database, to(postmaster, starttls=True), NOW).retried_later
    assert "STARTTLS" in trouble.error
    assert not postmaster.mails


def test_no_password_in_the_clear() -> None:
    settings = mail_settings(host="mail.example", user="watch", password=SecretStr("correct horse"))
    with pytest.raises(NotTakenError, match=r"mail\.starttls"):
        hand_over(settings, ("a@almenara.example", RECIPIENT), bytes)
