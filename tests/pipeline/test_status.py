"""Is the watch awake: every matter as it stands after real nights, and what is said where something is amiss."""

from __future__ import annotations

import json
import os
import socket
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from sqlalchemy import text

from core.nights import SourceNight
from core.settings import Settings, load
from core.terms import NightState
from crawlers.source import read_catalogue
from pipeline.status import machine, waiting
from pipeline.status.finding import Finding, Standing, ago
from pipeline.status.look import look
from pipeline.status.machine import doors
from store import audit, backup, captures, lock, mail_states, runs
from store.outgoing import dropped_mails, outbox, recipients
from store.session import Database
from store.views import night_views
from tests.pipeline.conftest import World
from tests.store.make import capture, mention, register, report

NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The real catalogue, a contact, and nothing kept yet."""
    monkeypatch.setenv("ALMENARA_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("ALMENARA_CRAWL__CONTACT", "mailto:watch@almenara.example")
    return load()


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    made = Database(settings.database)
    made.upgrade()
    yield made
    made.close()


def matters(settings: Settings, now: datetime = NOW) -> dict[str, Finding]:
    return {each.matter: each for each in look(settings, now)}


def begin(database: Database, at: datetime, state: str = NightState.DONE) -> int:
    with database.transaction() as session:
        run_id = runs.start_or_resume(session, at.date(), "scheduler", at).run_id
        if state != NightState.RUNNING:
            runs.finish(session, run_id, state, at)
    return run_id


@pytest.mark.usefixtures("database")
def test_a_watch_that_never_ran(settings: Settings) -> None:
    found = matters(settings)
    assert found["night"].standing is Standing.WRONG
    assert found["night"].said == "None has run yet."
    assert found["scheduler"].standing is found["backup"].standing is found["mail"].standing is Standing.LOOK
    assert found["database"].standing is found["disk"].standing is Standing.WELL
    assert "nobody has checked" in found["sources"].said


@pytest.mark.parametrize(
    ("hours", "state", "standing", "said"),
    [
        (25, NightState.DONE, Standing.WELL, "began 25 hours ago and is done: 0 documents, 0 flags."),
        (27, NightState.DONE, Standing.WRONG, "began 27 hours ago, and none since."),
        (1, NightState.FAILED, Standing.WRONG, "began 60 minutes ago and failed."),
        (1, NightState.RUNNING, Standing.WRONG, "and was cut off."),
    ],
)
def test_the_night(
    settings: Settings, database: Database, hours: int, state: str, standing: Standing, said: str
) -> None:
    begin(database, NOW - timedelta(hours=hours), state)
    night = matters(settings)["night"]
    assert (night.standing, said in night.said) == (standing, True), night


def test_who_was_not_visited_in_a_night_that_failed_is_not_said_to_be_unheard(
    settings: Settings, database: Database
) -> None:
    source_id = next(iter(read_catalogue(settings.source_folders)))
    line = SourceNight(source_id, (1, 9))
    for days, state in ((1, NightState.DONE), (0, NightState.FAILED)):
        with database.transaction() as session:
            run = runs.start_or_resume(session, NOW.date() - timedelta(days=days), "scheduler", NOW)
            register(session, source_id)
            runs.plan(session, run.run_id, [line])
            if state == NightState.DONE:
                runs.update(session, run.run_id, replace(line, new=5, fetched=5, state="done"))
            runs.finish(session, run.run_id, state, NOW)
    assert matters(settings)["heard"].said == "1 of 1 source as expected in run 1."


def test_a_week_of_nights_is_held_against_what_a_source_gives_a_week(settings: Settings, database: Database) -> None:
    catalogue = read_catalogue(settings.source_folders)
    source_id, least = next((key, each.expect.min) for key, each in catalogue.items() if each.expect.min % 7)
    line = SourceNight(source_id, (least // 7, 999), new=least // 7, unchanged=1, state="done")
    said = []
    for days in reversed(range(7)):
        with database.transaction() as session:
            register(session, source_id)
            run = runs.start_or_resume(session, NOW.date() - timedelta(days=days), "scheduler", NOW)
            runs.plan(session, run.run_id, [line])
            runs.finish(session, run.run_id, NightState.DONE, NOW)
        said.append(matters(settings)["heard"].standing)
    assert said == [Standing.WELL] * 6 + [Standing.WRONG]


@pytest.mark.parametrize(("nights", "is_told", "is_due"), [(2, False, False), (3, True, False), (14, True, True)])
def test_a_source_that_fell_silent_is_told_once_a_week(
    settings: Settings, database: Database, nights: int, is_told: bool, is_due: bool
) -> None:
    ids = list(read_catalogue(settings.source_folders))[:2]
    lines = [SourceNight(ids[0], (0, 9), state="done", silent_nights=nights), SourceNight(ids[1], (0, 9), state="done")]
    with database.transaction() as session:
        run = runs.start_or_resume(session, NOW.date(), "scheduler", NOW)
        register(session, *ids)
        runs.plan(session, run.run_id, lines)
        for line in lines:
            runs.update(session, run.run_id, line)
        runs.finish(session, run.run_id, NightState.DONE, NOW)
    found = matters(settings)
    assert ("silent" in found) == is_told
    if is_told:
        assert found["silent"].said == f"1 source without a document for 3 nights or more: {ids[0]} ({nights})."
        assert (found["silent"].standing, found["silent"].is_due) == (Standing.LOOK, is_due)


def test_a_source_that_gave_many_leads_is_to_be_looked_at(
    settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_id = begin(database, NOW - timedelta(hours=3))
    with database.transaction() as session:
        register(session, "cl_voz")
        for number in range(3):
            report(session, number, [mention(f"Transportes {'ABC'[number]}")], run_id=run_id)
    assert "leads" not in matters(settings)
    monkeypatch.setattr(night_views, "MANY_LEADS", 3)
    found = matters(settings)["leads"]
    assert (found.standing, found.said) == (Standing.LOOK, f"Many of one source in run {run_id}: cl_voz (3 leads).")


def test_a_source_whose_file_broke_was_not_heard(
    settings: Settings, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One whose file is gone since is none that is watched."""
    monkeypatch.setenv("ALMENARA_SOURCES_DIRS", json.dumps([str(tmp_path)]))
    (tmp_path / "cl_voz.yml").write_text("id: [", encoding="utf-8")
    with database.transaction() as session:
        run = runs.start_or_resume(session, NOW.date(), "scheduler", NOW)
        register(session, "cl_voz", "co_hora")
        runs.plan(session, run.run_id, [SourceNight(each, None, state="failed") for each in ("cl_voz", "co_hora")])
        runs.finish(session, run.run_id, NightState.DONE, NOW)
    assert "0 of 1 source as expected in run 1; not cl_voz." in matters(load())["heard"].said


def test_a_source_that_failed_and_was_taken_out_since_is_not_counted_as_heard(
    settings: Settings, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """17 of 17 were said to be as expected where ten had failed, and sixteen were no longer in the folder."""
    stays, switched_off, gone = list(read_catalogue(settings.source_folders).values())[:3]
    monkeypatch.setenv("ALMENARA_SOURCES_DIRS", json.dumps([str(tmp_path)]))
    off = {"enabled": False, "reason": "down"}
    for source, change in ((stays, {}), (switched_off, off)):
        text = yaml.safe_dump(source.model_dump(mode="json", exclude_defaults=True) | change)
        (tmp_path / f"{source.id}.yml").write_text(text, encoding="utf-8")
    ids = [each.id for each in (stays, switched_off, gone)]
    with database.transaction() as session:
        run = runs.start_or_resume(session, NOW.date(), "scheduler", NOW)
        register(session, *ids)
        lines = [SourceNight(each, (1, 999), new=9, fetched=9, state="done") for each in ids[:1]]
        lines += [SourceNight(each, (1, 999), state="failed", error="connection refused") for each in ids[1:]]
        runs.plan(session, run.run_id, lines)
        for line in lines:
            runs.update(session, run.run_id, line)
        runs.finish(session, run.run_id, NightState.DONE, NOW)
    assert matters(load())["heard"].said == "1 of 1 source as expected in run 1."


def test_a_night_at_work_is_no_fault_however_long_ago_the_last_one_was(settings: Settings, database: Database) -> None:
    begin(database, NOW - timedelta(days=9))
    begin(database, NOW - timedelta(hours=3), NightState.RUNNING)
    with lock.hold(database), lock.hold(database, "scheduler"):
        found = matters(settings)
    assert found["night"].standing is Standing.WELL
    assert f"at work: process {os.getpid()} on " in found["night"].said
    assert found["scheduler"].standing is Standing.WELL
    assert matters(settings)["night"].standing is Standing.WRONG


def test_a_scheduler_that_is_gone_is_wrong_where_nights_were_its_own(settings: Settings, database: Database) -> None:
    begin(database, NOW - timedelta(hours=3))
    assert matters(settings)["scheduler"].standing is Standing.WRONG
    with database.transaction() as session:
        run = runs.start_or_resume(session, NOW.date() + timedelta(days=1), "manual", NOW)
        runs.finish(session, run.run_id, NightState.DONE, NOW)
    assert matters(settings)["scheduler"].standing is Standing.LOOK


def test_who_died_with_the_lock_is_not_at_work(settings: Settings, database: Database) -> None:
    assert database.path is not None
    with lock.hold(database, "scheduler"):
        pass
    gone = {"pid": 2**22 + 1, "host": os.uname().nodename, "since": "2026-11-28T01:30:00+00:00"}  # no pid is as large
    database.path.with_name(f"{database.path.name}.scheduler.holder").write_text(json.dumps(gone), encoding="utf-8")
    assert matters(settings)["scheduler"].standing is Standing.LOOK


def test_mails_that_did_not_arrive_are_counted_however_many(settings: Settings, database: Database) -> None:
    with database.transaction() as session:
        for number in range(1, 121):
            outbox.queue(session, f"digest:{number}", "desk@fiscalia.example", "s", b"m", NOW)
            outbox.begin(session, number, NOW)
            outbox.uncertain(session, number, f"answer {number} did not come", NOW)
    assert matters(settings)["mail"].said == "120 mails did not arrive, or may not have: answer 120 did not come"
    with database.reading() as session:
        assert outbox.count(session, [mail_states.UNCERTAIN]) == 120
        assert outbox.count(session, [mail_states.UNCERTAIN], since=NOW + timedelta(seconds=1)) == 0
        assert outbox.count(session, [mail_states.QUEUED, mail_states.FAILED], due_by=NOW) == 0


def test_a_row_by_which_nobody_is_mailed_is_said(settings: Settings, database: Database) -> None:
    set_up = settings.model_copy(update={"mail": settings.mail.model_copy(update={"host": "mail.example"})})
    with database.transaction() as session:
        recipients.add(session, recipients.Recipient("a@desk.example, b@desk.example"), who="ana", now=NOW)
    found = matters(set_up)["mail"]
    assert (found.standing, "more than one mail address" in found.said) == (Standing.WRONG, True)


def test_mails_that_were_dropped_are_said_for_a_week(settings: Settings, database: Database) -> None:
    with database.transaction() as session:
        outbox.queue(session, "k", "desk@fiscalia.example", "Subject", b"x", NOW)
        later = NOW + dropped_mails.TOO_OLD + timedelta(days=1)
        assert dropped_mails.drop(session, later) == 1
    found = matters(settings, later)["mail"]
    assert found.standing is Standing.LOOK
    assert f"1 mail dropped in the last week: {dropped_mails.OVERDUE}" in found.said
    assert "dropped" not in matters(settings, later + timedelta(days=8))["mail"].said


def test_a_mail_that_may_not_have_arrived(settings: Settings, database: Database) -> None:
    with database.transaction() as session:
        outbox.queue(session, "digest:1", "desk@fiscalia.example", "s", b"m", NOW)
        outbox.begin(session, 1, NOW)
        outbox.uncertain(session, 1, "the answer did not come", NOW)
    mail = matters(settings)["mail"]
    assert mail.standing is Standing.WRONG
    assert mail.said == "1 mail did not arrive, or may not have: the answer did not come"
    assert (
        matters(settings, NOW + timedelta(days=8))["mail"].standing is Standing.LOOK
    )  # known by now, and not every day
    with database.transaction() as session:
        session.execute(text("UPDATE mails SET message = x''"))  # as a purge does
    assert matters(settings)["mail"].said != mail.said


@pytest.mark.parametrize(("days", "standing"), [(7, Standing.WELL), (9, Standing.LOOK)])
def test_a_backup(
    settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch, days: int, standing: Standing
) -> None:
    monkeypatch.setattr(audit, "utc_now", lambda: NOW - timedelta(days=days))
    with database.transaction() as session:
        audit.record(session, backup.TAKEN, "luz", details={"file": "a.backup.gz"})
    found = matters(settings)["backup"]
    assert (found.standing, found.said) == (standing, f"a.backup.gz was taken {days} days ago.")


def test_what_was_just_restored_has_a_backup(settings: Settings, database: Database) -> None:
    """The backup knew nothing of itself, and after the restore 'None was ever taken.' was said."""
    told = {"file": "b.backup.gz", "taken_at": (NOW - timedelta(days=2)).isoformat()}
    with database.transaction() as session:
        audit.record(session, backup.RESTORED, "luz", details=told)
    found = matters(settings)["backup"]
    assert (found.standing, found.said) == (Standing.WELL, "b.backup.gz was taken 48 hours ago.")


@pytest.mark.parametrize(
    ("enabled", "taken", "standing"),
    [(10, 1, Standing.WELL), (10, 4, Standing.WRONG), (2, 9, Standing.LOOK), (10, None, Standing.WRONG),
     (1, None, Standing.LOOK)],
)  # fmt: skip
def test_a_backup_that_a_timer_is_to_take(
    settings: Settings,
    database: Database,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    enabled: int,
    taken: int | None,
    standing: Standing,
) -> None:
    """Days since. A timer that failed for months was only looked at, of which no keeper is mailed."""
    unit = tmp_path / "almenara-backup.timer"
    unit.symlink_to(tmp_path / "nowhere")
    moment = (NOW - timedelta(days=enabled)).timestamp()
    os.utime(unit, (moment, moment), follow_symlinks=False)
    monkeypatch.setattr(waiting, "BACKUP_UNIT", unit)
    if taken is not None:
        monkeypatch.setattr(audit, "utc_now", lambda: NOW - timedelta(days=taken))
        with database.transaction() as session:
            audit.record(session, backup.TAKEN, "luz", details={"file": "a.backup.gz"})
    found = matters(settings)["backup"]
    assert found.standing is standing
    assert ("journalctl -u almenara-backup" in found.remedy) == (standing is Standing.WRONG)


def test_a_disk_that_is_nearly_full(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    class Usage:
        free = 2 << 30

    monkeypatch.setattr("pipeline.status.machine.shutil.disk_usage", lambda _folder: Usage)
    assert matters(settings)["disk"].standing is Standing.LOOK
    kept = settings.archive_root / "a.warc.gz"
    kept.parent.mkdir(parents=True)
    with kept.open("wb") as file:
        file.truncate(21 << 30)  # sparse: it takes no room
    os.utime(kept, (NOW.timestamp(), NOW.timestamp()))
    assert matters(settings)["disk"].standing is Standing.WRONG
    assert "0 nights of 3072 MiB" in matters(settings)["disk"].said
    os.utime(kept, ((NOW - timedelta(days=8)).timestamp(),) * 2)
    assert matters(settings)["disk"].standing is Standing.LOOK


def test_a_database_that_cannot_be_opened_hides_nothing_else(settings: Settings) -> None:
    settings.data_dir.mkdir()
    (settings.data_dir / "almenara.db").write_bytes(b"not a database" * 100)
    found = matters(settings)
    assert found["database"].standing is Standing.WRONG
    assert found["sources"].standing is not Standing.WRONG


def test_where_there_is_no_database_none_is_made(settings: Settings) -> None:
    """A watch whose disk is not mounted was told that no night has been run yet."""
    found = matters(settings)
    assert (found["database"].standing, settings.data_dir.exists()) == (Standing.WRONG, False)
    assert found["database"].said.endswith("data/almenara.db: its folder is not there.")
    assert "almenara nightly" in found["database"].remedy
    assert "sources" in found


def test_an_archive_and_a_database_that_do_not_know_each_other(settings: Settings, database: Database) -> None:
    settings.archive_root.mkdir(parents=True)
    log = settings.archive_root / "custody.jsonl"
    log.write_text("{}\n", encoding="utf-8")
    found = matters(settings)["database"]
    assert (found.standing, "knows of nothing that is sealed in" in found.said) == (Standing.WRONG, True)
    with lock.hold(database):
        assert matters(settings)["database"].standing is Standing.WELL  # a first night seals before it is remembered
    with database.transaction() as session:
        register(session, "cl_diario")
        captures.add(session, [capture(1, source_id="cl_diario")], None)
    assert matters(settings)["database"].standing is Standing.WELL
    assert "archive" not in matters(settings)
    log.unlink()
    assert matters(settings)["archive"].standing is Standing.WRONG


def test_a_database_that_may_not_be_written(
    settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: path != database.path)  # root may write everything
    found = matters(settings)["database"]
    assert (found.standing, "may not be written by" in found.said) == (Standing.WRONG, True)


def test_ago() -> None:
    spans = [timedelta(minutes=1), timedelta(hours=3), timedelta(days=4), timedelta(seconds=-5)]
    assert [ago(each) for each in spans] == ["1 minute ago", "3 hours ago", "4 days ago", "0 minutes ago"]


def test_after_a_real_night(world: World, monitor: tuple[str, list[str]]) -> None:
    """One source has no server: the monitor hears the night end, `status` says who was not heard, and keepers are
    mailed only where something is wrong."""
    address, asked = monitor
    world.environment |= {
        "ALMENARA_NIGHTLY__HEARTBEAT_URL": f"{address}/7f3a",
        "ALMENARA_MAIL__KEEPERS": '["Luz <luz@fiscalia.example>"]',
    }
    broken = next(world.sources.rglob("pe_*.yml"))
    text = broken.read_text(encoding="utf-8")
    broken.write_text(text.replace("portal-cordillera.example", "nobody-serves-this.example"), encoding="utf-8")
    night = world.run("nightly")
    assert night.returncode == 1, night.stderr
    assert asked == ["/7f3a"]
    status = world.run("status", "--json", "--mail")
    found = {line["matter"]: line for line in map(json.loads, status.stdout.splitlines())}
    assert status.returncode == 0, found
    assert found["night"]["standing"] == "well"
    assert found["heard"]["said"] == "1 of 2 sources as expected in run 1; not pe_portal_cordillera."
    digests = len(world.mailbox.messages)
    database = world.database()
    with database.transaction() as session:  # a week later nobody serves it yet
        (line,) = [each for each in runs.nights(session, 1) if each.source_id == "pe_portal_cordillera"]
        runs.update(session, 1, replace(line, silent_nights=7))
    assert world.run("status", "--mail").returncode == 0
    (silent,) = world.mailbox.messages[digests:]
    assert str(silent["Subject"]).endswith(": silent")
    assert "for 3 nights or more: pe_portal_cordillera (7)." in " ".join(silent.get_content().split())
    digests = len(world.mailbox.messages)
    begin(database, datetime.now(UTC) + timedelta(days=1), NightState.RUNNING)  # and nobody is at it
    database.close()
    cut_off = world.run("status", "--mail")
    assert cut_off.returncode == 1
    told = world.mailbox.messages[digests:]
    assert [mail["To"] for mail in told] == ["Luz <luz@fiscalia.example>"]
    assert str(told[0]["Subject"]).endswith(": scheduler, night, silent")
    body = told[0].get_content()
    assert "was cut off. On the same day `almenara nightly` goes on with it" in " ".join(body.split())
    assert "heard (look): 1 of 2 sources" in body


def test_who_else_can_look_into_what_is_kept(settings: Settings) -> None:
    with tempfile.TemporaryDirectory() as above:
        place = Path(above) / "data"
        place.mkdir(mode=0o755)
        place.chmod(0o755)
        mine = settings.model_copy(update={"data_dir": place})
        assert doors(mine) == []  # the folder above is closed
        Path(above).chmod(0o711)
        (found,) = doors(mine)
        assert (found.standing, found.remedy) == (Standing.LOOK, f"`chmod o= {place}`")
        place.chmod(0o750)
        assert doors(mine) == []


def test_the_desk_is_asked_where_its_service_is_enabled(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Elsewhere nobody expects one; here investigators do, and who keeps the machine hears of it by mail."""
    monkeypatch.setattr(machine, "DESK_UNIT", tmp_path / "almenara-serve.service")
    assert "desk" not in matters(settings)
    (tmp_path / "almenara-serve.service").touch()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        near = settings.model_copy(update={"web": settings.web.model_copy(update={"port": port})})
        with ThreadPoolExecutor() as pool:
            for status, standing in ((200, Standing.WELL), (503, Standing.WRONG)):
                asked = pool.submit(_answer, listener, status)
                assert matters(near)["desk"].standing is standing
                assert asked.result().startswith(b"GET /health ")
    found = matters(near)["desk"]
    assert (found.standing, found.remedy) == (Standing.WRONG, "`journalctl -u almenara-serve`")
    assert "Connection refused" in found.said


def _answer(listener: socket.socket, status: int) -> bytes:
    wire, _ = listener.accept()
    with wire:
        asked = wire.recv(4096)
        wire.sendall(f"HTTP/1.1 {status} X\r\nContent-Length: 0\r\n\r\n".encode())
    return asked


def test_keepers_are_mailed_that_the_settings_cannot_be_used(world: World) -> None:
    """No night ran, and `status`, which would have told of it, stopped at the same fault: nobody was told."""
    world.environment |= {
        "ALMENARA_ENGINE__WORKERS": "two",
        "ALMENARA_MAIL__KEEPERS": '["Luz <luz@fiscalia.example>"]',
    }
    said = world.run("status", "--mail")
    assert said.returncode == 2
    assert b"engine.workers" in said.stderr
    (mail,) = world.mailbox.messages
    assert str(mail["Subject"]).endswith(": settings")
    assert "Setting engine.workers:" in " ".join(mail.get_content().split())
    assert world.run("status").returncode == 2
    assert len(world.mailbox.messages) == 1
    world.environment["ALMENARA_MAIL__KEEPERS"] = "luz@fiscalia.example"
    assert b"Nobody was mailed: nor can mail be set up." in world.run("status", "--mail").stderr
