"""`almenara demo`: the whole product on the invented web of `examples/`, with a real mail server on loopback."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_binary_file, policy
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import TypeAdapter, ValidationError

from cli.common import opened, print_table
from core.errors import AlmenaraError, InputError
from core.settings import PROJECT_ROOT, Settings, load
from core.settings_types import Folder
from pipeline.reporter import configure_logging, reporter
from store import views

if TYPE_CHECKING:
    from pipeline.nightly import NightResult

MARK = ".almenara-demo"
STARTED = "ALMENARA_DEMO_STARTED"
DATA_DIR = "ALMENARA_DATA_DIR"
WAIT_S = 30
LIMIT_S = 240
"""What a person is promised: from clone to flag."""


def demo(
    folder: Annotated[
        Path | None,
        typer.Option(
            help="Where the demo keeps its data; emptied first. Else: the folder demo in ALMENARA_DATA_DIR, where that "
            "is set, beside a watch's own data and apart from them; else data/demo.",
        ),
    ] = None,
    nights: Annotated[
        int,
        typer.Option(min=1, max=2, help="1: the first night only; 2: also the second (edits, copies, a clearance)."),
    ] = 1,
) -> None:
    """Crawl the invented web, flag what is in it, mail the digest, and say where everything lies.

    Example: almenara demo --nights 2
    """
    from pipeline.nightly import run_night

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # so that the servers below end with it
    place = _place(folder)
    _empty(place)
    started = float(os.environ.get(STARTED) or time.time())
    _go_by_own_settings(place if folder is None else None)
    with _mail_server(place / "mail") as mail_port:
        moments = _moments(nights, datetime.now(UTC))
        for night, moment in enumerate(moments, start=1):
            with _web_server(place, night, moments[0]) as web_port:
                settings = _settings(place, web_port, mail_port)
                configure_logging(settings)
                with reporter(settings) as progress:
                    result = run_night(settings, trigger="demo", reporter=progress, now=moment)
                _show(settings, result)
    seconds = time.time() - started
    told = "within" if seconds <= LIMIT_S else "OVER"
    if nights > 1:
        print("Both nights ran just now. The first is told as yesterday's, though its pages were archived today.")
    print(f"From the start to the flags: {seconds:.0f} s, {told} the limit of {LIMIT_S} s.")
    _where(place)


def _place(folder: Path | None) -> Path:
    """The demo's folder: as it is named, else in the folder that is named for all data, for this user alone where it
    has to be made. One that an earlier demo made is the demo's itself.

    Raises:
        InputError: ALMENARA_DATA_DIR names no folder of this machine.
    """
    data_dir = next((value for name, value in os.environ.items() if name.upper() == DATA_DIR and value), "")
    if folder is not None or not data_dir:
        return (folder or Path("data/demo")).resolve()
    try:
        parent = TypeAdapter(Folder).validate_python(data_dir).resolve()
    except ValidationError as error:
        raise InputError(
            f"{DATA_DIR}: {data_dir!r} is no folder of this machine.", remedy="Name one, or give --folder."
        ) from error
    if (parent / MARK).is_file():
        return parent
    parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return parent / "demo"


def _moments(nights: int, now: datetime) -> list[datetime]:
    """When each night is said to have been: the last of them now, none in the future of whoever looks and decides."""
    return [now - timedelta(days=left) for left in reversed(range(nights))]


def _empty(folder: Path) -> None:
    """Make the demo's folder anew. Only a folder that an earlier demo marked as its own is ever emptied.

    Raises:
        InputError: it holds something else.
    """
    mark = folder / MARK
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is a file.", remedy="Name an empty or a new folder.")
    if folder.is_dir() and any(folder.iterdir()):
        if not mark.is_file():
            raise InputError(f"{folder} holds something else than a demo.", remedy="Name an empty or a new folder.")
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    mark.write_text("Made by `almenara demo`, which empties this folder when it runs again.\n", encoding="utf-8")


def _go_by_own_settings(place: Path | None = None) -> None:
    """Take a watch's settings out of the environment. They win over files: invented operators would stand in the
    watch's own database, and invented leads be mailed to its recipients. `place`: where the demo's folder lies by
    ALMENARA_DATA_DIR, if that is set."""
    names = sorted(name for name in os.environ if name.upper().startswith("ALMENARA_") and name != STARTED)
    for name in names:
        del os.environ[name]
    if not names:
        return
    passed_over = [name for name in names if place is None or name.upper() != DATA_DIR]
    told = "almenara: the demo goes by settings of its own"
    if passed_over:
        told += f" and passes over {', '.join(passed_over)}"
    if len(passed_over) < len(names):
        told += f"; of {DATA_DIR} it takes where its own folder lies, {place}"
    them = "it" if len(names) == 1 else "them"
    sys.stderr.write(f"{told}. Unset {them} for the commands that it names at its end, too.\n")


@contextmanager
def _process(command: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, cwd=PROJECT_ROOT)  # noqa: S603 - our own modules, no shell
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


@contextmanager
def _web_server(folder: Path, night: int, today: datetime) -> Iterator[int]:
    ready = folder / f"web-{night}.port"
    command = [sys.executable, "examples/serve.py", "--port", "0", "--ready-file", str(ready)]
    with _process([*command, "--night", str(night), "--today", today.date().isoformat()]) as process:
        _wait(process, ready.exists, "the invented web")
        yield int(ready.read_text(encoding="utf-8").rsplit(":", maxsplit=1)[-1])


@contextmanager
def _mail_server(folder: Path) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])

    def answers() -> bool:
        with socket.socket() as client:
            return client.connect_ex(("127.0.0.1", port)) == 0

    handler = ["-c", "aiosmtpd.handlers.Mailbox", str(folder)]
    with _process([sys.executable, "-m", "aiosmtpd", "-n", "-l", f"127.0.0.1:{port}", *handler]) as process:
        _wait(process, answers, "the mail server")
        yield port


def _wait(process: subprocess.Popen[bytes], ready: object, what: str) -> None:
    deadline = time.monotonic() + WAIT_S
    while time.monotonic() < deadline and process.poll() is None:
        if callable(ready) and ready():
            return
        time.sleep(0.05)
    raise AlmenaraError(f"The demo's {what} did not start.", remedy="See the lines above.")


def _settings(folder: Path, web_port: int, mail_port: int) -> Settings:
    """The demo's own settings file, which the pages and every command can be given afterwards."""
    text = (PROJECT_ROOT / "examples" / "demo_settings.toml").read_text(encoding="utf-8")
    text = text.replace("[crawl]\n", f'[crawl]\nconnect_to = {{ "*.example" = "127.0.0.1:{web_port}" }}\n')
    text = text.replace("[mail]\n", f"[mail]\nport = {mail_port}\n")
    path = folder / "settings.toml"
    path.write_text(f"data_dir = {json.dumps(str(folder))}\n{text}", encoding="utf-8")
    os.environ["ALMENARA_SETTINGS"] = str(path)
    return load()


def _show(settings: Settings, result: NightResult) -> None:
    rows = [
        (n.source_id, n.fetched, n.new, n.revised, n.unchanged, n.stopped, n.skipped, n.failed, n.error)
        for n in result.ledger
    ]
    columns = ("source", "fetched", "new", "revised", "unchanged", "stopped by triage", "skipped", "failed", "error")
    print_table(f"Night of {result.night}", columns, rows)
    with opened(settings) as database, database.reading() as session:
        found = [each for each in views.flags(session, limit=1000) if each.flag_id in result.flags]
    flags = [
        (f.flag_id, f.kind, ", ".join(name for _, name in f.operators), "→".join(f.route), f.reason_now, f.title)
        for f in found
    ]
    print_table("Flags: leads, not findings", ("flag", "kind", "operators", "route", "why", "document"), flags)
    print("Mail: " + (" ".join(result.mails.lines) or "nothing was due."))


def _where(folder: Path) -> None:
    for path in sorted((folder / "mail" / "new").iterdir()):
        with path.open("rb") as file:
            print(f"Mail:     {path}\n          {message_from_binary_file(file, policy=policy.default)['Subject']}")
    shown = folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder
    command = f".venv/bin/almenara --settings {shown}/settings.toml"
    print(f"Pages:    {command} serve   and open http://127.0.0.1:8321/")
    print(f"Evidence: {command} evidence show 1   and   {command} evidence verify")
