"""A night as production runs it: the invented web and a mail server on loopback, settings in a file, real processes."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import update

from core.settings import PROJECT_ROOT, Settings, load
from examples.serve import WebServer, running
from examples.website import Web
from pipeline.archive_purge import Shelf
from store import purge
from store.session import Database
from store.tables import CaptureRow
from tests.pipeline.aged import LATER, OTHER, QUIET, alive
from tests.web.seed import Night
from tests.web.stories import COPY, REPORT

KILLER = Path(__file__).parent / "killer"


class Mailbox:
    """A mail server's handler that keeps what it is given."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []

    async def handle_DATA(self, _server: object, _session: object, envelope: object) -> str:
        """Take a mail."""
        content = envelope.content  # type: ignore[attr-defined]
        self.messages.append(message_from_bytes(content, policy=policy.default))
        return "250 taken"


@dataclass
class World:
    """Everything outside the program: the web, the mail server, and the folder that it keeps."""

    folder: Path
    web: WebServer
    mailbox: Mailbox
    mail_port: int
    sources: Path
    environment: dict[str, str] = field(default_factory=dict)

    workers: int = 1  # in the command's own process: a small night is over before the models are loaded elsewhere

    model: str = ""  # the rules read: what is tested is the night, and the trained reader takes its time

    triage: bool = False  # most tests count every page

    def write_settings(self, **crawl: str) -> Path:
        """The settings file of this world."""
        more = "\n".join(f"{name} = {value}" for name, value in crawl.items())
        path = self.folder / "settings.toml"
        path.write_text(
            f"""
data_dir = "{self.folder / "data"}"
sources_dirs = ["{self.sources}"]
log_format = "json"
[crawl]
contact = "mailto:watch@almenara.example"
allow_private_addresses = true
delay_s = 0
timeout_s = 20
connect_to = {{ "*.example" = "127.0.0.1:{self.web.port}" }}
{more}
[engine]
workers = {self.workers}
[reading]
model = "{self.model}"
triage = {str(self.triage).lower()}
[mail]
host = "127.0.0.1"
port = {self.mail_port}
starttls = false
sender = "Almenara <almenara@almenara.example>"
recipients = ["guardia@investigacion.example"]
list_id = "almenara.example"
""",
            encoding="utf-8",
        )
        return path

    def settings(self) -> Settings:
        """The settings as an entry point would load them."""
        os.environ["ALMENARA_SETTINGS"] = str(self.write_settings())
        try:
            return load()
        finally:
            del os.environ["ALMENARA_SETTINGS"]

    def start(self, *command: str, kill: str = "") -> subprocess.Popen[bytes]:
        """Start `almenara COMMAND` in a process of its own, to be killed at a point or not."""
        environment = os.environ | {"ALMENARA_SETTINGS": str(self.write_settings()), **self.environment}
        if kill:
            environment |= {"ALMENARA_TEST_KILL": kill, "PYTHONPATH": str(KILLER)}
        return subprocess.Popen(
            [sys.executable, "-m", "cli.main", *command],
            cwd=PROJECT_ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def run(self, *command: str, kill: str = "") -> subprocess.CompletedProcess[bytes]:
        """Run it to its end."""
        process = self.start(*command, kill=kill)
        out, err = process.communicate(timeout=600)  # a busy machine is no failure
        return subprocess.CompletedProcess(command, process.returncode, out, err)

    def database(self) -> Database:
        """The database that the night left."""
        return Database(self.settings().database)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Two sources of the invented web (13 documents, some of them leads), and a mail server."""
    sources = tmp_path / "sources"
    for name in ("cl/cl_sala_de_prensa.yml", "pe/pe_portal_cordillera.yml"):
        (sources / name).parent.mkdir(parents=True)
        shutil.copy(PROJECT_ROOT / "examples" / "sources" / name, sources / name)
    mailbox = Mailbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        with running(Web(today=datetime.now(UTC).date())) as web:
            yield World(tmp_path, web, mailbox, port, sources)
    finally:
        controller.stop()


class _Monitor(BaseHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(503 if "full" in self.path else 200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def monitor() -> Iterator[tuple[str, list[str]]]:
    """A monitor on loopback: its address, and what it was asked."""
    handler = type("Monitor", (_Monitor,), {"asked": []})
    server = HTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", handler.asked
    server.shutdown()
    server.server_close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load().model_copy(update={"data_dir": tmp_path, "database_url": ""})


@pytest.fixture
def shelf(settings: Settings) -> Iterator[Shelf]:
    """A night of two texts without a flag, which were purged, and one with it and its copy; all of it more than a year
    ago."""
    database = Database(settings.database)
    database.upgrade()
    night = Night(database, settings.archive_root)
    night.hold([QUIET, OTHER, REPORT, COPY])
    with database.transaction() as session:
        session.execute(update(CaptureRow).values(state="done"))
        assert purge.purge_some(session, purge.Retention(0, 180), LATER, who="ana").texts == 2
    alive(night.archive, LATER)
    yield Shelf(database, settings.archive_root, 365, LATER)
    database.close()
