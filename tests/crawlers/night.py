"""Runs one crawl for a test, in its own process, and gives back what it left: journal, report, archived pages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.records import Page
from crawlers.journal import CrawlReport, read_journal
from evidence.reader import read_pages
from tests.crawlers.web import Web

PROJECT = Path(__file__).resolve().parents[2]
# Nothing in a test waits: a delay of zero. What has a limit may take long, for a busy machine is no failure; where a
# page never ends OVERDUE is laid over it.
QUICK: dict[str, Any] = {
    "contact": "watch@almenara.example",
    "delay_s": 0,
    "timeout_s": 60,
    "max_minutes": 5,
    "max_body_bytes": 200_000,
    "max_retry_after_s": 3,
}
OVERDUE: dict[str, Any] = {"timeout_s": 8}


@dataclass(frozen=True)
class Night:
    """What one crawl left."""

    root: Path
    code: int
    log: str

    @property
    def report(self) -> CrawlReport:
        return read_journal(self.root / "journal.jsonl")

    @property
    def entries(self) -> list[dict[str, str]]:
        lines = (self.root / "journal.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]

    @property
    def warcs(self) -> list[Path]:
        return sorted(self.root.rglob("*.warc.gz*"))

    @property
    def pages(self) -> dict[str, Page]:
        """The archived pages by canonical address, as the archive's own reader gives them."""
        return {page.capture.url: page for warc in self.warcs for page in read_pages(warc, root=self.root)}

    def outcome(self, url: str) -> tuple[str, str]:
        """(outcome, reason) of one address."""
        [entry] = [entry for entry in self.entries if entry.get("url") == url]
        return entry["outcome"], entry["reason"]


def source(host: str, discover: Sequence[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """A source description."""
    return {
        "id": "xx_test",
        "name": "Test",
        "publisher": "Test",
        "kind": "news",
        "country": "CL",
        "languages": ["es"],
        "home": f"http://{host}/",
        "hosts": [host.partition(":")[0]],
        "discover": list(discover),
        "expect": {"min": 0, "max": 100},
        "rights": {"robots": "allowed", "terms": "test", "checked": None},
    } | more


def specify(root: Path, web: Web | None, description: dict[str, Any], **more: Any) -> Path:
    """Write the specification of a crawl; `settings` are laid over QUICK."""
    root.mkdir(parents=True, exist_ok=True)
    mapped = {"connect_to": {"*.example": f"{web.address}:{web.port}"}} if web else {}
    settings = QUICK | mapped | more.pop("settings", {})
    spec = root / "spec.json"
    spec.write_text(json.dumps({"root": str(root), "source": description, "settings": settings} | more))
    return spec


def start(spec: Path) -> subprocess.Popen[str]:
    """Start the crawl, and don't wait for it. It trusts the certificate `ca.pem` beside the specification, if any."""
    command = [sys.executable, "-m", "tests.crawlers.child", str(spec)]
    environment = dict(os.environ)
    if (authority := spec.with_name("ca.pem")).exists():
        environment["SSL_CERT_FILE"] = str(authority)
    return subprocess.Popen(
        command, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def run(root: Path, web: Web | None, description: dict[str, Any], **more: Any) -> Night:
    """Run a crawl to its end."""
    process = start(specify(root, web, description, **more))
    log, _ = process.communicate(timeout=600)
    return Night(root, process.returncode, log)
