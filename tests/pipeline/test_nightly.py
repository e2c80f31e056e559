"""One night through real processes: crawl, archive, read, flag, mail, ledger; and what happens the second time."""

from __future__ import annotations

import json
import shutil
import signal
import time
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from core.errors import SourceError
from core.settings import PROJECT_ROOT, EngineSettings
from examples.website import Answer, Web
from pipeline import ahead, steps
from pipeline.ahead import Ahead
from pipeline.nightly import run_night
from pipeline.reporter import LogReporter, Reporter
from store import views
from store.lock import hold
from store.session import Database
from tests.pipeline.conftest import World
from tests.pipeline.state import archive_findings, state_of


def ledger(output: bytes) -> dict[str, dict[str, object]]:
    """The JSON lines of `nightly --json`, by source."""
    return {line["source_id"]: line for line in map(json.loads, output.decode().splitlines())}


def test_a_night_ends_in_a_mail_and_a_ledger_and_a_second_finds_nothing_new(world: World) -> None:
    """From the web to the mailbox; the second night asks again and is told 304."""
    first = world.run("nightly", "--json")
    assert first.returncode == 0, first.stderr.decode()
    lines = ledger(first.stdout)
    assert {source: line["new"] for source, line in lines.items()} == {
        "cl_sala_de_prensa": 5,
        "pe_portal_cordillera": 8,
    }
    assert all(line["state"] == "done" and not line["failed"] for line in lines.values())
    before = state_of(world)
    assert sum(before.revisions.values()) == 13
    assert max(before.revisions.values()) == 1
    assert "Los Cuervos de la Sal" in before.operators
    assert not archive_findings(world)
    (mail,) = world.mailbox.messages
    told = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "Los Cuervos de la Sal" in told
    assert "not a finding" in told

    between = datetime.now(UTC)
    second = world.run("nightly", "--json")
    assert second.returncode == 0, second.stderr.decode()
    with closing(world.database()) as database, database.reading() as session:
        assert all(each.last_seen < between for each in views.operators(session))  # a report that stays is no sight
    assert all(line["new"] == line["revised"] == 0 for line in ledger(second.stdout).values())
    assert sum(int(str(line["unchanged"])) for line in ledger(second.stdout).values()) >= 12
    after = state_of(world)
    assert (after.revisions, after.flags, after.operators) == (before.revisions, before.flags, before.operators)
    assert len(world.mailbox.messages) == 1  # one mail a recipient and night


def test_a_source_that_fails_stops_no_other_and_says_why(world: World) -> None:
    """A host that nobody serves is a failed line in the ledger; the other source is read as ever."""
    broken = world.sources / "cl" / "cl_sala_de_prensa.yml"
    broken.write_text(
        broken.read_text(encoding="utf-8").replace("sala-de-prensa.example", "closed.example"), encoding="utf-8"
    )
    result = world.run("nightly", "--json")
    assert result.returncode == 1, result.stderr.decode()
    assert b"1 source failed: cl_sala_de_prensa.\n" in result.stderr
    lines = ledger(result.stdout)
    assert lines["cl_sala_de_prensa"]["state"] == "failed"
    assert lines["cl_sala_de_prensa"]["error"]
    assert lines["pe_portal_cordillera"]["new"] == 8


def test_a_source_whose_file_can_not_be_read_stops_no_other(world: World) -> None:
    """A slip in one file is a failed line of its source, if that was crawled before, and no blind night."""
    settings, night = world.settings(), datetime.now(UTC)
    (world.sources / "pe" / "pe_portal_cordillera.yml").unlink()
    with LogReporter() as reporter:
        run_night(settings, trigger="manual", reporter=reporter, now=night)
        (world.sources / "cl" / "cl_sala_de_prensa.yml").write_bytes(b"\xff\xfe: no YAML")
        with pytest.raises(SourceError, match=r"cl_sala_de_prensa\.yml"):  # nothing else is there
            run_night(settings, trigger="manual", reporter=reporter, now=night + timedelta(days=1))
        copied = PROJECT_ROOT / "examples" / "sources" / "pe" / "pe_portal_cordillera.yml"
        shutil.copy(copied, world.sources / "pe")
        result = run_night(settings, trigger="manual", reporter=reporter, now=night + timedelta(days=2))
    lines = {line.source_id: line for line in result.ledger}
    assert (lines["cl_sala_de_prensa"].state, lines["pe_portal_cordillera"].new) == ("failed", 8)
    assert "no readable YAML" in lines["cl_sala_de_prensa"].error
    assert lines["cl_sala_de_prensa"].silent_nights == 1
    assert result.undone == ("1 source failed: cl_sala_de_prensa.",)
    (kept,) = settings.archive_root.rglob("pe_portal_cordillera*.warc.gz")
    assert f"{night + timedelta(days=2):%Y%m%d}" in kept.name  # the crawl was that night's, too


def test_a_night_that_reaches_nobody_and_mails_nobody_says_so(world: World, monitor: tuple[str, list[str]]) -> None:
    """Every connection is refused: it was 'done', with exit status 0, and the monitor was told that all is well."""
    address, asked = monitor
    world.environment |= {
        "ALMENARA_CRAWL__CONNECT_TO": '{"*.example": "127.0.0.1:1"}',
        "ALMENARA_NIGHTLY__HEARTBEAT_URL": f"{address}/7f3a",
        "ALMENARA_MAIL__PORT": "1",
    }
    result = world.run("nightly", "--json")
    lines = ledger(result.stdout)
    assert {line["state"] for line in lines.values()} == {"failed"}
    assert "robots.txt not readable" in str(lines["cl_sala_de_prensa"]["error"])
    assert result.returncode == 1
    told = result.stderr.decode()
    assert "2 sources failed: cl_sala_de_prensa, pe_portal_cordillera." in told
    assert "1 mail not sent: " in told
    assert asked == []


def test_three_silent_nights_are_reported(world: World) -> None:
    """A source that gives nothing is counted, night after night, and named in the mail from the third on."""
    quiet = world.sources / "cl" / "cl_sala_de_prensa.yml"
    quiet.write_text(
        quiet.read_text(encoding="utf-8").replace("sala-de-prensa.example", "closed.example"), encoding="utf-8"
    )
    (world.sources / "pe" / "pe_portal_cordillera.yml").unlink()
    settings, first = world.settings(), datetime.now(UTC)
    for night in (1, 2, 2, 3):  # a night that is run twice is one night
        now = first + timedelta(days=night)
        with LogReporter() as reporter:
            result = run_night(settings, trigger="manual", reporter=reporter, now=now)
        assert [line.silent_nights for line in result.ledger] == [night]
    told = world.mailbox.messages[-1].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "Fiscalía de Frontera, sala de prensa" in " ".join(told.split())
    assert "3 nights" in told
    assert "3 nights" not in world.mailbox.messages[-2].get_body(("plain",)).get_content()  # type: ignore[union-attr]


def test_a_second_night_at_the_same_time_is_refused(world: World) -> None:
    """The lock names who is at work and what to do."""
    database = world.database()
    (world.folder / "data").mkdir()
    database.upgrade()
    with hold(database, work="a night"):
        result = world.run("nightly")
    assert result.returncode == 2
    assert b"is at work on" in result.stderr
    assert b"a night" in result.stderr
    assert b"Wait for it to end" in result.stderr


def test_told_to_stop_it_stops_and_goes_on_later(world: World) -> None:
    """SIGTERM ends the night between two steps with a clear word; the next start resumes the same run."""
    process = world.start("nightly")
    incoming = world.folder / "data" / "incoming"
    while process.poll() is None and not list(incoming.glob("*/crawl.json")):
        time.sleep(0.02)
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=600)
    assert process.returncode == 2, errors.decode()
    assert b"goes on where it stopped" in errors
    assert world.run("nightly").returncode == 0
    state = state_of(world)
    assert sum(state.revisions.values()) == 13
    assert state.runs_unfinished == 0
    assert len(world.mailbox.messages) == 1


def test_what_was_crawled_of_a_source_whose_file_is_broken_waits_for_it(world: World) -> None:
    """Its pages were read as nobody's, which is not at all, and the folder went away without a word."""
    folder = world.folder / "data" / "incoming" / "gone-1"
    folder.mkdir(parents=True)
    label = {"source_id": "co_gone", "crawl_id": "gone-1", "run_id": 1}
    (folder / "crawl.json").write_text(json.dumps(label), encoding="utf-8")
    result = world.run("nightly")
    assert b"co_gone is in no source file that can be read" in result.stdout + result.stderr
    assert (folder / "crawl.json").is_file()


def test_without_a_contact_nothing_is_crawled(world: World) -> None:
    """Publishers must know whom to write to: said once, and no night of failures stands in the ledger."""
    world.environment["ALMENARA_CRAWL__CONTACT"] = ""
    result = world.run("nightly", "--json")
    assert result.returncode == 2
    assert b"ALMENARA_CRAWL__CONTACT" in result.stderr
    assert not world.web.requests
    assert not world.run("run", "list", "--json").stdout


def test_a_night_without_an_enabled_source_says_so(world: World) -> None:
    """An empty folder, named by mistake, must not look like a quiet night; what was ingested is mailed all the same."""
    for path in world.sources.rglob("*.yml"):
        path.unlink()
    result = world.run("nightly")
    assert result.returncode == 1
    assert b"no source is enabled" in result.stderr
    assert str(world.sources).encode() in result.stderr


def test_a_night_may_start_a_second_process_to_link(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in world.sources.rglob("*.yml"):
        path.unlink()
    settings, given = world.settings(), []

    def beside(database: Database, engine: EngineSettings | None, reporter: Reporter) -> AbstractContextManager[Ahead]:
        given.append(engine)
        return ahead.beside(database, engine, reporter)

    monkeypatch.setattr(steps, "beside", beside)
    run_night(settings, trigger="manual", reporter=LogReporter())
    assert given == [settings.engine]


def test_a_page_that_was_taken_down_is_told_of(world: World) -> None:
    """The flag stays with what was seen; that its publisher took the page down, and that it stands again, is on its
    page and at the terminal."""
    assert world.run("nightly").returncode == 0
    with closing(world.database()) as database:
        with database.reading() as session:
            flag = views.flags(session, views.FlagFilter(), limit=1)[0]
        whole = world.web.web
        world.web.web = _Without(whole, flag.url)  # type: ignore[assignment]
        assert world.run("nightly").returncode == 0
        with database.reading() as session:
            gone_at = views.flag(session, flag.flag_id).gone_at
            assert gone_at is not None
        assert "no longer shows this page" in world.run("flag", "show", str(flag.flag_id)).stdout.decode()
        world.web.web = whole
        assert world.run("nightly").returncode == 0
        with database.reading() as session:
            found = views.flag(session, flag.flag_id)
            assert (found.gone_at, found.returned and found.returned.gone_at) == (None, gone_at)
    told = world.run("flag", "show", str(flag.flag_id)).stdout.decode()
    assert "no longer shows this page" not in told
    assert f"gone from {gone_at:%Y-%m-%d %H:%M} UTC on; since " in told


@dataclass
class _Without:
    """A web in which one page is no more."""

    web: Web
    url: str

    def answer(self, host: str, target: str) -> Answer:
        return (
            Answer(410, b"Gone.", "text/plain")
            if self.url.endswith(f"{host}{target}")
            else self.web.answer(host, target)
        )
