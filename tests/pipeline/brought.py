"""WARC files as others make them, for tests of the way in: invented pages of an invented newspaper."""

from __future__ import annotations

import gzip
import os
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import text

from core.settings import Settings, load
from store.session import Database

PARAGRAPH = (
    "La comisión de la feria número {n} informó el martes en la capital que la muestra {n} de artesanía abre sus "
    "puertas desde el mediodía, con {n} puestos, música de la banda municipal y comida de la región hasta la noche. "
)
TABLES = ("captures", "documents", "revisions", "stories", "text_bands", "analyses", "set_aside", "sources")


def page(number: int, more: str = "") -> bytes:
    """A page that reads like no other."""
    body = "".join(f"<p>{PARAGRAPH.format(n=number * 10 + line)}{more}</p>" for line in range(3))
    title = f"Abre la feria {number}"
    return f"<html lang='es'><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>".encode()


def record(kind: str, number: int, block: bytes, *, content_type: str = "application/http; msgtype=response") -> bytes:
    """One WARC record, bare."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2026-11-20T0{number % 10}:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012d}>\r\n"
        f"WARC-Target-URI: https://diario.example/nota/{number}\r\n"
        f"Content-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def answer(number: int, body: bytes, content_type: str = "text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    """A response as a member of its own."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    return gzip.compress(record("response", number, head.encode() + body), mtime=0)


def warc(numbers: Sequence[int], more: str = "") -> bytes:
    """A file of pages, with what Common Crawl has between them: a picture, a page that was not there."""
    members = [
        gzip.compress(record("warcinfo", 0, b"software: other\r\n", content_type="application/warc-fields"), mtime=0)
    ]
    for number in numbers:
        members.append(gzip.compress(record("request", number, b"GET / HTTP/1.1\r\n\r\n"), mtime=0))
        members.append(answer(number, page(number, more)))
        if number % 5 == 0:
            members.append(answer(number + 1000, b"\xff\xd8", "image/jpeg"))
            members.append(answer(number + 2000, b"gone", status="404 Not Found"))
    return b"".join(members)


def settings_for(folder: Path, *, workers: int = 1, kind: str = "local", database_url: str = "") -> Settings:
    """Settings of a watch that reads by the rules, which load fast, and crawls nothing. Its database is a file in the
    folder, or another that is named."""
    (folder / "sources").mkdir(parents=True, exist_ok=True)
    path = folder / "settings.toml"
    path.write_text(
        f"""
data_dir = "{folder / "data"}"
database_url = "{database_url}"
sources_dirs = ["{folder / "sources"}"]
log_format = "json"
[reading]
model = ""
triage = false
[engine]
kind = "{kind}"
workers = {workers}
""",
        encoding="utf-8",
    )
    os.environ["ALMENARA_SETTINGS"] = str(path)
    try:
        return load()
    finally:
        del os.environ["ALMENARA_SETTINGS"]


def rows(settings: Settings, tables: Sequence[str] = TABLES, *, without: Sequence[str] = ()) -> dict[str, list[object]]:
    """Everything that the tables hold, in a form that two databases can be compared by; numbers and all."""
    database = Database(settings.database)
    found: dict[str, list[object]] = {}
    with database.reading() as session:
        for table in tables:
            lines = session.execute(text(f"select * from {table}")).mappings().all()
            kept = [{name: value for name, value in line.items() if name not in without} for line in lines]
            found[table] = sorted(kept, key=repr)
    database.close()
    return found
