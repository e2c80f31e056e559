"""Over TLS: the plain text is recorded as exactly, and a certificate that proves nothing is not accepted."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from evidence.format.records import Record, records
from tests.crawlers.night import run, source
from tests.crawlers.web import Web, article, feed

HOST = "tls.example"
SITE = f"https://{HOST}"
LINKS = [f"{SITE}/1", f"{SITE}/2"]
ANSWERS = {(HOST, "/feed"): feed(*LINKS), HOST: article("sealed")}
DESCRIPTION = source(HOST, [{"feed": f"{SITE}/feed"}])


def _certificate(folder: Path, host: str) -> tuple[ssl.SSLContext, Path]:
    """A server's context for `host`, and the file of the certificate that vouches for it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{host}.pem"
    path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private = folder / f"{host}.key"
    plain = serialization.NoEncryption()
    private.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path, private)
    return context, path


def test_the_plain_text_is_recorded_exactly(tmp_path: Path) -> None:
    context, authority = _certificate(tmp_path, HOST)
    (tmp_path / "ca.pem").write_bytes(authority.read_bytes())
    with Web(ANSWERS, tls=context) as web:
        night = run(tmp_path, web, DESCRIPTION)
        assert set(night.pages) == set(LINKS), night.log
        assert web.connections == 1
        sent = {bytes(visit.sent) for visit in web.visits if visit.path in {"/1", "/2"}}
    found = (record for warc in night.warcs for record in records(warc))
    assert {record.block for record in found if isinstance(record, Record) and record.kind == "response"} == sent


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    context, _ = _certificate(tmp_path, HOST)
    with Web(ANSWERS, tls=context) as web:
        night = run(tmp_path, web, DESCRIPTION)
        assert web.visits == []
    assert night.report.reasons == {"feed: robots.txt not readable: certificate or TLS not accepted": 1}, night.log


def test_a_certificate_of_another_host_is_refused(tmp_path: Path) -> None:
    context, authority = _certificate(tmp_path, "other.example")
    (tmp_path / "ca.pem").write_bytes(authority.read_bytes())
    with Web(ANSWERS, tls=context) as web:
        night = run(tmp_path, web, DESCRIPTION)
        assert web.visits == []
    assert night.report.reasons == {"feed: robots.txt not readable: certificate not trusted": 1}, night.log
