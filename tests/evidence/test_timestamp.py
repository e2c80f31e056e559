"""RFC 3161 against a real authority: openssl behind a web server on this machine."""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import app
from core.errors import EvidenceError
from evidence.bundle import export
from evidence.custody import CustodyLog
from evidence.seal import TIMESTAMPED
from evidence.timestamp import check, stamp_head
from evidence.verify import verify
from tests.evidence.given import archive, rewrite

needs_authority = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl isn't installed")

CONFIG = """
[tsa]
default_tsa = own
[own]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256
ess_cert_id_alg = sha256
{more}
"""


def _openssl(*arguments: str) -> None:
    subprocess.run(["openssl", *arguments], check=True, capture_output=True)


class Authority:
    """An invented time-stamp authority with keys of its own; `answer` may be replaced to make it misbehave."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.certificates = folder / "ca.pem"
        self.answer: bytes | None = None
        self.kind = "application/timestamp-reply"
        self.config = "tsa.cnf"
        self._keys()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                query = self.rfile.read(int(self.headers["Content-Length"]))
                assert self.headers["Content-Type"] == "application/timestamp-query"
                content = outer.answer if outer.answer is not None else outer.reply(query)
                self.send_response(200)
                self.send_header("Content-Type", outer.kind)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/tsa"

    def reply(self, query: bytes) -> bytes:
        (self.folder / "query").write_bytes(query)
        _openssl(
            "ts", "-reply", "-config", f"{self.folder}/{self.config}", "-queryfile", f"{self.folder}/query",
            "-out", f"{self.folder}/reply",
        )  # fmt: skip
        return (self.folder / "reply").read_bytes()

    def _keys(self) -> None:
        at = str(self.folder)
        (self.folder / "tsa.cnf").write_text(CONFIG.format(folder=at, more=""))
        (self.folder / "chain.cnf").write_text(CONFIG.format(folder=at, more=f"certs = {at}/ca.pem"))
        (self.folder / "serial").write_text("01\n")
        (self.folder / "ext").write_text("extendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n")
        key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
        _openssl(
            "req", "-x509", *key, "-keyout", f"{at}/ca.key", "-out", f"{at}/ca.pem",
            "-subj", "/CN=Root", "-days", "30",
        )  # fmt: skip
        _openssl(
            "req",
            *key,
            "-keyout",
            f"{at}/tsa.key",
            "-out",
            f"{at}/tsa.csr",
            "-subj",
            f"/CN=Invented Authority {60 * 'x'}"[:64],
        )
        _openssl(
            "x509", "-req", "-in", f"{at}/tsa.csr", "-CA", f"{at}/ca.pem", "-CAkey", f"{at}/ca.key",
            "-CAcreateserial", "-out", f"{at}/tsa.pem", "-days", "30", "-extfile", f"{at}/ext",
        )  # fmt: skip


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    pytest.importorskip("rfc3161_client", reason="the extra timestamps isn't installed")
    authority = Authority(tmp_path_factory.mktemp("authority"))
    thread = threading.Thread(target=authority.server.serve_forever, daemon=True)
    thread.start()
    yield authority
    authority.server.shutdown()
    authority.server.server_close()
    thread.join()


@pytest.fixture
def authority(started: Authority) -> Authority:
    started.answer, started.kind, started.config = None, "application/timestamp-reply", "tsa.cnf"
    return started


@needs_authority
def test_the_head_is_stamped_and_openssl_agrees(tmp_path: Path, authority: Authority) -> None:
    archive(tmp_path)
    head = CustodyLog(tmp_path).head()
    stamp = stamp_head(tmp_path, authority.url, certificates=authority.certificates)
    assert stamp is not None
    assert (stamp.sequence, stamp.hash, stamp.file) == (1, head.hash, "custody-000001.tsr")
    command = ["openssl", "ts", "-verify", "-digest", head.hash, "-in", str(tmp_path / stamp.file)]
    agreed = subprocess.run([*command, "-CAfile", authority.certificates], capture_output=True, text=True, check=False)
    assert "Verification: OK" in agreed.stdout, agreed.stderr
    assert check(tmp_path, authority.certificates) == (1, [])
    assert verify(tmp_path) == []
    assert stamp_head(tmp_path, authority.url) is None  # nothing new since


@needs_authority
def test_an_authority_that_sends_its_chain_unsorted_is_asked_for_a_token_without(
    tmp_path: Path, authority: Authority
) -> None:
    archive(tmp_path)
    authority.config = "chain.cnf"
    both = tmp_path / "custody-ca.pem"
    both.write_text(authority.certificates.read_text() + (authority.folder / "tsa.pem").read_text())
    stamp = stamp_head(tmp_path, authority.url, certificates=both)
    assert stamp is not None
    command = ["openssl", "ts", "-verify", "-digest", stamp.hash, "-in", str(tmp_path / stamp.file), "-CAfile"]
    command += [str(authority.certificates), "-untrusted", str(authority.folder / "tsa.pem")]
    agreed = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "Verification: OK" in agreed.stdout, agreed.stderr


@needs_authority
def test_an_altered_or_foreign_token_is_found(tmp_path: Path, authority: Authority) -> None:
    archive(tmp_path)
    stamp = stamp_head(tmp_path, authority.url)
    assert stamp is not None
    path = tmp_path / stamp.file
    whole = path.read_bytes()
    rewrite(path, whole[:-1] + bytes([whole[-1] ^ 1]))
    assert [finding.kind for finding in verify(tmp_path)] == ["timestamp"]
    [finding] = check(tmp_path, authority.certificates)[1]
    assert (finding.kind, finding.subject) == ("timestamp", stamp.file)
    path.unlink()
    assert [finding.kind for finding in verify(tmp_path)] == ["missing"]
    [finding] = check(tmp_path, authority.certificates)[1]
    assert "no readable token" in finding.message
    log = CustodyLog(tmp_path)
    log.append(TIMESTAMPED, "ana", stamp.file, {"file": stamp.file, "entry": 99})
    assert "isn't in the log" in check(tmp_path, authority.certificates)[1][1].message


@needs_authority
def test_the_command_checks_who_signed(tmp_path: Path, authority: Authority) -> None:
    """No command looked at a signature: a token of anybody's keys passed."""
    (tmp_path / "other").mkdir()
    other = Authority(tmp_path / "other")
    other.server.server_close()
    root = tmp_path / "data" / "archive"
    root.mkdir(parents=True)
    archive(root)
    stamp = stamp_head(root, authority.url)
    assert stamp is not None

    def told(certificates: Path) -> tuple[int, dict[str, object]]:
        words = ["evidence", "verify", "--json", "--certificates", str(certificates)]
        result = CliRunner().invoke(app, words, env={"ALMENARA_DATA_DIR": str(tmp_path / "data")})
        return result.exit_code, json.loads(result.stdout or "{}")

    code, good = told(authority.certificates)
    assert good["timestamps"] == 1
    assert stamp.file not in json.dumps(good["findings"])
    code, bad = told(other.certificates)
    assert (code, bad["timestamps"]) == (1, 0)
    assert "signature doesn't hold" in json.dumps(bad["findings"])
    with pytest.raises(EvidenceError, match="no usable certificates"):
        check(root, tmp_path / "none.pem")


@needs_authority
def test_an_answer_to_something_else_is_refused_and_nothing_kept(tmp_path: Path, authority: Authority) -> None:
    capture = archive(tmp_path)[0]
    stamp = stamp_head(tmp_path, authority.url)
    assert stamp is not None
    replayed = (tmp_path / stamp.file).read_bytes()
    CustodyLog(tmp_path).append("noted", "ana", capture.warc_file, {})
    before = CustodyLog(tmp_path).head()
    for answer, complaint in ((replayed, "another hash"), (b"rubbish", "no readable token")):
        authority.answer = answer
        with pytest.raises(EvidenceError, match=complaint):
            stamp_head(tmp_path, authority.url)
    authority.kind = "text/html"
    with pytest.raises(EvidenceError, match="answers with text/html"):
        stamp_head(tmp_path, authority.url)
    assert CustodyLog(tmp_path).head() == before
    assert verify(tmp_path) == []


@needs_authority
def test_an_authority_of_other_keys_is_refused(tmp_path: Path, authority: Authority) -> None:
    (tmp_path / "other").mkdir()
    other = Authority(tmp_path / "other")
    other.server.server_close()
    archive(tmp_path / "archive")
    with pytest.raises(EvidenceError, match="signature doesn't hold"):
        stamp_head(tmp_path / "archive", authority.url, certificates=other.certificates)


@needs_authority
def test_an_authority_that_cannot_be_reached_says_so(tmp_path: Path, authority: Authority) -> None:
    archive(tmp_path)
    with pytest.raises(EvidenceError, match="can't be reached"):
        stamp_head(tmp_path, "http://127.0.0.1:1/", timeout_s=5)
    with pytest.raises(EvidenceError, match="no address"):
        stamp_head(tmp_path, "file:///etc/hostname")


@needs_authority
def test_the_token_goes_along_in_a_bundle(tmp_path: Path, authority: Authority) -> None:
    capture = archive(tmp_path / "archive")[0]
    stamp = stamp_head(tmp_path / "archive", authority.url)
    assert stamp is not None
    folder = export(tmp_path / "archive", capture, report_html="<p>x</p>", target=tmp_path / "out")
    token = folder / "timestamps/custody-000001.tsr"
    assert token.read_bytes() == (tmp_path / "archive" / stamp.file).read_bytes()
    assert stamp.file in (folder / "custody.jsonl").read_text()


def test_without_the_library_the_remedy_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(EvidenceError, match=r"pip install .*\[timestamps\]"):
        stamp_head(tmp_path, "http://127.0.0.1:1/")
