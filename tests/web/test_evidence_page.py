"""The verify button: what the archive holds now, said in words."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text
from typer.testing import CliRunner

from cli.main import app
from core.errors import BusyError
from core.records import Capture
from core.settings import Settings
from evidence.custody import CustodyLog
from evidence.show import CaptureShown, describe
from store import audit, views
from store.session import Database
from tests.web.stories import ADVERT, REPORT
from tests.web.test_pages import read


def test_untouched_evidence_holds(client: TestClient, database: Database, flag_ids: dict[str, int]) -> None:
    flag_id = flag_ids[REPORT.title]
    with database.reading() as session:
        capture = views.flag(session, flag_id).capture
    page = client.get(f"/flags/{flag_id}").text
    assert capture.payload_sha256 in page
    assert "It holds." not in page  # nothing is claimed before it is looked at
    verified = client.get(f"/flags/{flag_id}/evidence").text
    assert "It holds." in verified
    assert verified.count(capture.payload_sha256) == 2
    assert "HTTP/1.1 200 OK" in verified
    assert "GET /20210123-0 HTTP/1.1" in verified


def test_who_sealed_it_is_named_once(
    client: TestClient, flag_ids: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that seals by itself is the tool and the actor in one."""
    address, sealed = f"/flags/{flag_ids[REPORT.title]}/evidence", re.compile(r"<dt>Sealed</dt>.*?</dd>")
    told = sealed.findall(client.get(address).text)[0]
    assert re.search(r"<bdi>nightly</bdi>, <bdi>[^<]+</bdi>, entry", told)

    def by_its_tool(root: Path, capture: Capture) -> CaptureShown:
        shown = describe(root, capture)
        assert shown.seal is not None
        return replace(shown, seal=replace(shown.seal, actor=shown.seal.tool))

    monkeypatch.setattr("digest.bundle.describe", by_its_tool)
    assert sealed.findall(client.get(address).text)[0].count("<bdi>") == 1


def test_one_flipped_byte_is_found(
    client: TestClient, database: Database, settings: Settings, flag_ids: dict[str, int]
) -> None:
    flag_id = flag_ids[REPORT.title]
    with database.reading() as session:
        capture = views.flag(session, flag_id).capture
    path = settings.archive_root / capture.warc_file
    content = bytearray(path.read_bytes())
    content[capture.warc_offset + capture.warc_length // 2] ^= 1
    path.chmod(0o600)
    path.write_bytes(content)
    answer = client.get(f"/flags/{flag_id}/evidence")
    assert answer.status_code == 200
    assert "Something does not hold." in answer.text
    assert "It holds." not in answer.text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("url = 'https://otro.example/nota'", "The address in the database (https://otro.example/nota) isn"),
        ("fetched_at = '2020-01-01 00:00:00.000000'", "The time of the visit in the database (2020-01-01T00:00:00Z)"),
    ],
)
def test_an_address_or_time_that_was_changed_in_the_database_is_found(
    client: TestClient, database: Database, flag_ids: dict[str, int], change: str, said: str
) -> None:
    flag_id = flag_ids[REPORT.title]
    token = _token(client, flag_id)
    with database.transaction() as session:
        capture_id = views.flag(session, flag_id).capture.capture_id
        session.execute(text(f"UPDATE captures SET {change} WHERE capture_id = :id"), {"id": capture_id})
    page = client.get(f"/flags/{flag_id}/evidence").text
    assert "It holds." not in page
    assert said in page
    assert client.post(f"/flags/{flag_id}/bundle", data={"token": token, "who": "Ana Núñez"}).status_code == 409


def test_a_text_that_was_edited_in_the_database_is_found(
    client: TestClient, database: Database, flag_ids: dict[str, int]
) -> None:
    """The archive holds, but what is read on the page is not what was read off it."""
    flag_id = flag_ids[REPORT.title]
    token = _token(client, flag_id)
    with database.transaction() as session:
        session.execute(text("UPDATE revisions SET text = replace(text, 'ViveOnline', 'ViveMejor')"))
    page = client.get(f"/flags/{flag_id}/evidence").text
    assert "It holds." not in page
    assert "Title and text in the database aren" in page
    assert "A sentence that is quoted of it doesn" in page
    assert client.post(f"/flags/{flag_id}/bundle", data={"token": token, "who": "Ana Núñez"}).status_code == 409


def test_an_edited_custody_log_is_found(client: TestClient, settings: Settings, flag_ids: dict[str, int]) -> None:
    log = settings.archive_root / "custody.jsonl"
    log.chmod(0o600)
    whole = log.read_text(encoding="utf-8")
    log.write_text(whole.replace("nightly", "nightlx", 1), encoding="utf-8")
    flag_id = flag_ids[REPORT.title]
    answer = client.get(f"/flags/{flag_id}/evidence")
    assert answer.status_code == 200
    assert "Something does not hold." in answer.text
    log.write_text(whole.replace('"at":"2021-01-23', '"at":"2020-01-23'), encoding="utf-8")
    refused = client.post(f"/flags/{flag_id}/bundle", data={"token": _token(client, flag_id), "who": "Ana Núñez"})
    assert refused.status_code == 409
    assert "The custody log is not as it was written; Verify now says where." in refused.text
    env = {"ALMENARA_DATA_DIR": str(settings.data_dir), "COLUMNS": "200"}
    shown = CliRunner().invoke(app, ["evidence", "show", str(flag_id)], env=env)
    assert shown.exit_code == 1
    assert "The custody log does not hold: custody.jsonl line " in shown.stdout
    assert "The archive holds what was recorded." not in shown.stdout
    assert "Run `almenara evidence verify`" in shown.stderr
    log.write_text(whole, encoding="utf-8")
    assert CliRunner().invoke(app, ["evidence", "show", str(flag_id)], env=env).exit_code == 0


def test_a_missing_archive_is_said(client: TestClient, settings: Settings, flag_ids: dict[str, int]) -> None:
    for path in settings.archive_root.rglob("*.warc.gz"):
        path.unlink()
    answer = client.get(f"/flags/{flag_ids[REPORT.title]}/evidence")
    assert answer.status_code == 200
    assert "Something does not hold." in answer.text


def _token(client: TestClient, flag_id: int) -> str:
    found = re.search(
        r'/bundle"><input type="hidden" name="token" value="([^"]+)"', client.get(f"/flags/{flag_id}").text
    )
    assert found is not None
    return found[1]


def test_a_bundle_is_taken_with_a_click_and_checks_elsewhere(
    client: TestClient, database: Database, settings: Settings, flag_ids: dict[str, int], tmp_path: Path
) -> None:
    flag_id = flag_ids[REPORT.title]
    answer = client.post(f"/flags/{flag_id}/bundle", data={"token": _token(client, flag_id), "who": "Ana Núñez"})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"] == f'attachment; filename="flag-{flag_id}.zip"'
    zipfile.ZipFile(io.BytesIO(answer.content)).extractall(tmp_path)
    elsewhere = tmp_path / f"flag-{flag_id}"
    checked = subprocess.run(
        ["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=elsewhere, capture_output=True, check=False
    )
    assert checked.returncode == 0, checked.stdout
    assert REPORT.title in (elsewhere / "report.html").read_text(encoding="utf-8")
    noted = list(CustodyLog(settings.archive_root).entries())[-1]
    assert (noted.action, noted.actor) == ("exported", "Ana Núñez")
    with database.reading() as session:
        taken = audit.last(session, "evidence exported")
    assert taken is not None
    assert taken.subject == f"flag {flag_id}"
    sums = hashlib.sha256((elsewhere / "SHA256SUMS").read_bytes()).hexdigest()
    assert sums not in client.get(f"/flags/{flag_id}").text
    page = read(client, f"/flags/{flag_id}/evidence").text
    whole = hashlib.sha256(answer.content).hexdigest()
    assert f"SHA-256 of the zip itself {whole} SHA-256 of the file SHA256SUMS in it {sums}" in page
    again = client.post(f"/flags/{flag_id}/bundle", data={"token": _token(client, flag_id), "who": "Ana Núñez"})
    with zipfile.ZipFile(io.BytesIO(again.content)) as second:  # who took the first is nobody's business
        assert "Ana Núñez" not in second.read(f"flag-{flag_id}/custody.jsonl").decode()


def test_who_takes_a_bundle_says_so(client: TestClient, settings: Settings, flag_ids: dict[str, int]) -> None:
    flag_id = flag_ids[REPORT.title]
    for who in ("", "  "):
        refused = client.post(f"/flags/{flag_id}/bundle", data={"token": _token(client, flag_id), "who": who})
        assert refused.status_code == 422
        assert "A bundle needs the name of who takes it. Say your name." in refused.text.replace(
            "</strong></p><p>", " "
        )
        (field,) = re.findall(r'<input [^>]*id="who-bundle"[^>]*>', refused.text)
        assert "required" in field
        assert 'aria-invalid="true" aria-describedby="problem-who" autofocus' in field
        assert refused.text.count(" autofocus") == 1
    assert not [entry for entry in CustodyLog(settings.archive_root).entries() if entry.action == "exported"]
    client.post(f"/flags/{flag_id}/bundle", data={"token": _token(client, flag_id), "who": "Ana Núñez"})
    (field,) = re.findall(r'<input [^>]*id="who-bundle"[^>]*>', client.get(f"/flags/{flag_id}").text)
    assert 'value="Ana Núñez"' in field  # this browser remembers who takes and decides
    assert 'value="Ana Núñez"' in client.get(f"/flags/{flag_id}/versions/{_version(client, flag_id)}").text


def _version(client: TestClient, flag_id: int) -> str:
    found = re.search(rf'href="/flags/{flag_id}/versions/(\d+)"', client.get(f"/flags/{flag_id}").text)
    assert found is not None
    return found[1]


def test_a_bundle_speaks_the_language_of_who_takes_it(client: TestClient, flag_ids: dict[str, int]) -> None:
    flag_id = flag_ids[REPORT.title]
    answer = client.post(
        f"/flags/{flag_id}/bundle",
        data={"token": _token(client, flag_id), "who": "Ana Núñez"},
        headers={"Accept-Language": "es"},
    )
    with zipfile.ZipFile(io.BytesIO(answer.content)) as bundle:
        report, readme = (bundle.read(f"flag-{flag_id}/{name}").decode() for name in ("report.html", "README.txt"))
        assert b"HOW TO VERIFY" in bundle.read(f"flag-{flag_id}/README.en.txt")
    assert '<html lang="es">' in report
    assert "Informa de tráfico" in report
    assert "smuggling_report" not in report
    assert "CÓMO VERIFICARLO" in readme
    assert "somebody" not in readme


def test_a_bundle_from_the_terminal_speaks_the_language_that_is_named(
    settings: Settings, flag_ids: dict[str, int], tmp_path: Path
) -> None:
    env = {"ALMENARA_DATA_DIR": str(settings.data_dir), "COLUMNS": "200"}
    asked = ["evidence", "export", str(flag_ids[REPORT.title]), "--target"]
    for code, head in (("", "ALMENARA EVIDENCE"), ("es", "PAQUETE DE"), ("pt", "PACOTE DE"), ("en", "ALMENARA")):
        folder = tmp_path / f"bundle-{code}"
        done = CliRunner().invoke(app, [*asked, str(folder), *(["--language", code] if code else [])], env=env)
        assert done.exit_code == 0, done.output
        assert (folder / "README.txt").read_text(encoding="utf-8").startswith(head)
        assert f'<html lang="{code or "en"}">' in (folder / "report.html").read_text(encoding="utf-8")
        assert (folder / "README.en.txt").exists() == (code in ("es", "pt"))
    refused = CliRunner().invoke(app, [*asked, str(tmp_path / "none"), "--language", "fr"], env=env)
    assert "--language fr: bundles are not written in it." in str(refused.exception)
    assert not (tmp_path / "none").exists()


def test_a_bundles_report_parts_what_spoke_against_a_label(client: TestClient, flag_ids: dict[str, int]) -> None:
    flag_id = flag_ids[ADVERT.title]
    answer = client.post(f"/flags/{flag_id}/bundle", data={"token": _token(client, flag_id), "who": "Ana Núñez"})
    with zipfile.ZipFile(io.BytesIO(answer.content)) as bundle:
        report = bundle.read(f"flag-{flag_id}/report.html").decode()
    spoke, against = report.partition("Read out of it")[2].split("Spoke against it: the reader would be surer without")
    assert "Spoke for it" in spoke
    assert ("sin pasaporte" in spoke, "Cupos limitados" in spoke) == (True, False)
    assert ("sin pasaporte" in against, "Cupos limitados" in against) == (False, True)


def test_a_bundle_that_has_to_wait_does_not_speak_against_the_evidence(
    client: TestClient, settings: Settings, flag_ids: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise BusyError("Somebody else is writing the custody log.", remedy="Try again.")

    flag_id = flag_ids[REPORT.title]
    token = _token(client, flag_id)
    monkeypatch.setattr("web.flag_pages.bundle", busy)
    answer = client.post(f"/flags/{flag_id}/bundle", data={"token": token, "who": "Ana Núñez"})
    assert answer.status_code == 503
    assert "No bundle was made yet." in answer.text
    assert "does not hold" not in answer.text


def test_a_bundle_is_not_made_for_another_site_nor_of_what_does_not_hold(
    client: TestClient, settings: Settings, flag_ids: dict[str, int]
) -> None:
    flag_id = flag_ids[REPORT.title]
    assert client.post(f"/flags/{flag_id}/bundle", data={"token": "made up"}).status_code == 403
    token = _token(client, flag_id)
    for path in settings.archive_root.rglob("*.warc.gz"):
        path.unlink()
    answer = client.post(f"/flags/{flag_id}/bundle", data={"token": token, "who": "Ana Núñez"})
    assert answer.status_code == 409
    assert "No bundle was made" in answer.text
    assert CustodyLog(settings.archive_root).verify() == []
