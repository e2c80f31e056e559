"""Recipients, saved searches, webhooks and SQL as a person types them."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cli.common import me
from cli.main import app
from core.errors import AlmenaraError, InputError, NotFoundError
from core.terms import NightState
from store import audit, mail_states, runs
from store.outgoing import outbox, webhook_events, webhooks
from store.session import Database
from tests.digest.postmaster import Postmaster
from tests.digest.test_returned import OURS, postfix
from tests.store.make import NOON, mention, register, report

DESK = "desk@fiscalia.example"


@pytest.fixture
def watch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ALMENARA_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("ALMENARA_MAIL__RECIPIENTS", '["Luz <luz@fiscalia.example>"]')
    database = Database(f"sqlite:///{tmp_path / 'almenara.db'}")
    database.upgrade()
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention("=HYPERLINK(1)\x1b[31m"), mention("ViveOnline")])
    database.close()
    return tmp_path


def said(*words: str, given: str | None = None) -> str:
    result = CliRunner().invoke(app, list(words), input=given, env={"COLUMNS": "200"})
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output


def lines(*words: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said(*words, "--json").splitlines()]


@pytest.mark.usefixtures("watch")
def test_recipients() -> None:
    name = f"Desk <{DESK}>"
    said("digest", "recipient", "add", name, "--language", "pt", "--country", "cl", "--leg", "pe-bo", "--operator", "1")
    said("digest", "recipient", "change", DESK, "--min-score", "0.5")
    luz, desk = lines("digest", "recipient", "list")
    assert (luz["mailbox"], luz["listed"]) == ("luz@fiscalia.example", False)
    assert desk["wishes"] == {
        "language": "pt", "countries": ["CL"], "legs": [["PE", "BO"]], "min_score": 0.5, "operators": [1],
    }  # fmt: skip
    assert "in CL; PE→BO; score 0.5 and more; operator 1 at once" in said("digest", "recipient", "list")
    said("digest", "recipient", "change", DESK, "--everything")
    assert lines("digest", "recipient", "list")[1]["wishes"]["countries"] == []
    said("digest", "recipient", "pause", "LUZ@fiscalia.example")
    assert [each["paused"] for each in lines("digest", "recipient", "list")] == [True, False]
    said("digest", "recipient", "pause", "luz@fiscalia.example", "--resume")
    assert "still names" in said("digest", "recipient", "remove", "luz@fiscalia.example")
    assert said("digest", "recipient", "remove", DESK).strip() == "Removed."


@pytest.mark.usefixtures("watch")
@pytest.mark.parametrize(
    "words",
    [
        ["add", "nobody"], ["add", "a@b.example\r\nBcc: x@y.example"], ["add", DESK, "--language", "de"],
        ["add", DESK, "--country", "Chile"], ["add", DESK, "--leg", "PEBO"],
        ["add", DESK, "--country", ""], ["add", DESK, "--country", "ZZ"], ["add", DESK, "--leg", "EU-CL"],
        ["add", DESK, "--leg", ""], ["change", "luz@fiscalia.example", "--country", "CL", "--country", " "],
        ["add", DESK, "--operator", "99"],
        ["change", DESK], ["pause", DESK], ["remove", DESK],
    ],
)  # fmt: skip
def test_recipients_that_are_none(words: list[str]) -> None:
    with pytest.raises(AlmenaraError):
        said("digest", "recipient", *words)


def test_flags_are_chosen_before_they_are_limited(watch: Path) -> None:
    """Of a thousand and more, the oldest may be the only one in a state."""
    database = Database(f"sqlite:///{watch / 'almenara.db'}")
    with database.transaction() as session:
        for number in range(3):
            report(session, 9000 * (number + 1), [mention("ViveOnline")])
    database.close()
    said("flag", "decide", "1", "dismissed", "--version", "1", "--why", "a coach line")
    assert [each["flag_id"] for each in lines("flag", "list", "--state", "dismissed", "--limit", "1")] == [1]
    told = said("flag", "list", "--limit", "2")
    assert "only the newest 2; --limit shows more" in told


def test_leads_that_no_mail_told_of_are_mailed_on_demand(watch: Path) -> None:
    with pytest.raises(NotFoundError, match="No night has been run yet"):
        said("digest", "send", "--leads")
    database = Database(f"sqlite:///{watch / 'almenara.db'}")
    with database.transaction() as session:
        run = runs.start_or_resume(session, NOON.date(), "manual", NOON)
        runs.finish(session, run.run_id, NightState.DONE, NOON)
    database.close()
    assert said("digest", "send").startswith(
        "1 lead waits for the mail of the next night; `almenara digest send --leads`"
    )
    assert lines("digest", "send")[0]["untold"] == 1
    assert "1 kept in the outbox" in said("digest", "send", "--leads")
    assert lines("digest", "send", "--leads")[0]["untold"] == 0
    assert len(lines("digest", "list")) == 1


def test_a_preview_that_cannot_be_written_is_said(watch: Path) -> None:
    database = Database(f"sqlite:///{watch / 'almenara.db'}")
    with database.transaction() as session:
        runs.start_or_resume(session, NOON.date(), "manual", NOON)
    database.close()
    with pytest.raises(InputError, match=r"Is a directory\. Name a file"):
        said("digest", "preview", "--target", str(watch))


@pytest.mark.usefixtures("watch")
def test_saved_searches() -> None:
    said("saved", "add", "vive", "viveonline", "--leg", "PE-BO", "--alert", "luz@fiscalia.example", "--who", "Luz")
    (kept,) = lines("saved", "list")
    assert (kept["owner"], kept["query"]) == ("Luz", "q=viveonline&leg_from=PE&leg_to=BO")
    with pytest.raises(AlmenaraError, match="gets no digest"):
        said("saved", "add", "other", "x", "--alert", "stranger@press.example")
    said("saved", "forget", str(kept["search_id"]), "--who", "Luz")
    assert lines("saved", "list") == []
    signed = {each["action"]: (each["actor"], each["details"].get("caller")) for each in lines("audit", "show")}
    assert signed["search saved"] == signed["search forgotten"] == ("Luz", me())
    looked = [each["subject"] for each in lines("audit", "show") if each["action"] == "viewed"]
    assert looked == ["saved searches"] * 2  # whom people look for


@pytest.mark.usefixtures("watch")
def test_a_saved_search_is_nobody_elses_where_people_have_accounts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Anybody at the terminal dropped anybody's search, and kept one in anybody's name."""
    said("saved", "add", "vive", "viveonline", "--who", "Luz")
    monkeypatch.setenv("ALMENARA_WEB__ACCOUNTS", "required")
    for words in (("add", "other", "x", "--who", "Luz"), ("forget", "1", "--who", "Luz")):
        with pytest.raises(InputError, match="people sign by their accounts here"):
            said("saved", *words)
    with pytest.raises(NotFoundError):
        said("saved", "forget", "1")
    said("saved", "add", "mine", "x")
    assert sorted(each["owner"] for each in lines("saved", "list")) == sorted(["Luz", me()])
    said("saved", "forget", "1", "--of-another")
    assert [each["owner"] for each in lines("saved", "list")] == [me()]


@pytest.mark.usefixtures("watch")
def test_webhooks() -> None:
    shown = said("webhook", "add", "https://cases.fiscalia.example/hook")
    secret = next(line.split()[-1] for line in shown.splitlines() if line.startswith("Secret:"))
    assert secret.startswith("whsec_")
    (hook,) = lines("webhook", "list")
    assert secret not in json.dumps(hook) + said("webhook", "list") + said("audit", "show", "--json")
    assert secret not in said("webhook", "renew", str(hook["webhook_id"]))
    said("webhook", "remove", str(hook["webhook_id"]))
    assert said("webhook", "deliver").strip() == "Nothing is due."
    with pytest.raises(AlmenaraError, match="private network"):
        said("webhook", "add", "https://10.0.0.1/")


def test_sql_in_three_forms_and_on_record(watch: Path) -> None:
    question = "SELECT operator_id AS id, name FROM watch_operators ORDER BY name"
    table = said("sql", "-c", question)
    assert "\x1b" not in table
    assert "ViveOnline" in table
    assert "2 rows." in table
    assert [row["name"] for row in lines("sql", "-c", question)][1] == "ViveOnline"
    cells = list(csv.reader(io.StringIO(said("sql", "-c", question, "--csv").removeprefix("\ufeff"))))
    assert cells[0] == ["id", "name"]
    assert cells[1][1].startswith("'=HYPERLINK(1)")
    assert json.loads(said("sql", "--json", given="SELECT 1 AS one;\n")) == {"one": 1}
    assert "watch_pairs" in said("sql", "--views")
    with pytest.raises(AlmenaraError, match="beneath the views"):
        said("sql", "-c", "SELECT * FROM operators")
    database = Database(f"sqlite:///{watch / 'almenara.db'}")
    with database.reading() as session:
        asked = [entry.details["question"] for entry in audit.entries(session) if entry.action == "asked in SQL"]
    database.close()
    assert asked.count(question) == 3
    assert "SELECT * FROM operators" in asked


def test_a_mail_that_came_back(watch: Path) -> None:
    """It was taken, and is told of until a person acts: what it tells of reached nobody."""
    database = Database(f"sqlite:///{watch / 'almenara.db'}")
    message = OURS.replace("\n", "\r\n").encode() + b"\r\nThe text.\r\n"
    with database.transaction() as session:
        for key in ("1", "2"):
            outbox.queue(session, key, "luz@fiscalia.example", "A night", message if key == "1" else b"\r\n", NOON)
            assert outbox.begin(session, int(key), NOON)
            outbox.sent(session, int(key), NOON)
    report = watch / "report.eml"
    report.write_bytes(postfix("delayed"))
    assert "Mail 1 to luz@fiscalia.example is late" in said("digest", "returned", str(report))
    report.write_bytes(postfix())
    (note,) = lines("digest", "returned", str(report))
    assert (note["mail_id"], note["returned"]) == (1, True)
    assert "is dead already" in said("digest", "returned", given=postfix().decode())
    assert "no mail of this outbox" in said(
        "digest", "returned", given=postfix(ours=OURS.replace("d28", "e28")).decode()
    )
    assert "-: no report of a mail that came back" in said("digest", "returned", given="Subject: Hello\n\n")
    with pytest.raises(InputError, match="No such file"):
        said("digest", "returned", str(watch / "missing.eml"))
    assert [mail["state"] for mail in lines("digest", "list")] == ["sent", "dead"]
    ended = CliRunner().invoke(app, ["digest", "send"])
    assert ended.exit_code == 1
    assert "It came back: 550 5.1.1" in ended.output
    with database.reading() as session:
        (noted,) = [entry for entry in audit.entries(session) if entry.action == "mail returned"]
    assert noted.subject == "mail 1"
    said("digest", "resend", "1")
    assert lines("digest", "list")[1]["state"] == "queued"
    with pytest.raises(NotFoundError, match="No mail 1 was sent"):
        said("digest", "returned", "--mail", "1")
    assert "Mail 2 came back" in said("digest", "returned", "--mail", "2")
    database.close()


def test_all_mails_that_wait_for_another_try_are_counted(watch: Path) -> None:
    """And not the first hundred, which is how many are listed."""
    database = Database(f"sqlite:///{watch / 'almenara.db'}")
    later = datetime.now(UTC) + timedelta(days=1)
    with database.transaction() as session, audit.at_the_end(session):
        for number in range(1, 102):
            outbox.queue(session, str(number), "luz@fiscalia.example", "A night", b"\r\n", later)
            assert outbox.begin(session, number, later)
            outbox.failed(session, number, "busy", later)
    database.close()
    assert lines("digest", "send")[0]["failed"] == 101


def test_a_mail_that_may_have_arrived_and_did(watch: Path) -> None:
    database = Database(f"sqlite:///{watch / 'almenara.db'}")
    with database.transaction() as session:
        outbox.queue(session, "1", "luz@fiscalia.example", "A night", b"\r\n", NOON)
        assert outbox.begin(session, 1, NOON)
        outbox.uncertain(session, 1, "No answer came.", NOON)
    database.close()
    ended = CliRunner().invoke(app, ["digest", "send"])
    assert ended.exit_code == 1
    assert "`almenara digest arrived 1` if it did, `almenara digest resend 1` if not" in ended.output
    assert said("digest", "arrived", "1").strip() == "Mail 1 arrived."
    assert [mail["state"] for mail in lines("digest", "list")] == ["sent"]
    assert CliRunner().invoke(app, ["digest", "send"]).exit_code == 0
    assert "mail arrived" in said("audit", "show", "--about", "mail 1")


def test_times_in_json_are_those_of_the_api(watch: Path) -> None:
    line = json.loads(said("flag", "list", "--json").splitlines()[0])
    assert line["raised_at"] == "2021-01-23T12:00:00Z"
    odd = "2026-19-39 29:00:00"  # no moment, though it looks like one
    assert json.loads(said("sql", "--json", "-c", f"SELECT '{odd}' AS said")) == {"said": odd}
    (row,) = said("sql", "--json", "-c", "SELECT last_seen FROM watch_operators LIMIT 1").splitlines()
    assert json.loads(row)["last_seen"].endswith("Z")
    assert "T" in json.loads(row)["last_seen"]


def test_a_search_of_nothing_but_signs_is_refused(watch: Path) -> None:
    with pytest.raises(InputError, match="no word and no number"):
        said("search", "*")
    with pytest.raises(InputError, match="asks nothing"):
        said("saved", "add", "All", "*")


def test_the_list_of_webhooks_says_why_an_event_was_not_taken(watch: Path) -> None:
    database = Database(f"sqlite:///{watch / 'almenara.db'}")
    with database.transaction() as session:
        hook = webhooks.add(session, "https://cases.example/hook", who="ana", now=NOON)
        tried = webhook_events.queue_test(session, hook.webhook_id, "https://desk.example/", NOON)
        webhooks.failed(session, tried, "it answered 500", NOON, max_tries=1)
    database.close()
    assert "it answered 500" in said("webhook", "list")
    assert json.loads(said("webhook", "list", "--json"))["error"] == "it answered 500"


def test_a_webhook_without_its_secret_is_said(watch: Path) -> None:
    """As after a restore: no backup holds one."""
    database = Database(f"sqlite:///{watch / 'almenara.db'}")
    with database.transaction() as session:
        hook = webhooks.add(session, "https://cases.example/hook", who="ana", now=NOON)
        webhooks.row_of(session, hook.webhook_id).secret = ""
    database.close()
    assert "it has no secret" in said("webhook", "list")
    assert json.loads(said("webhook", "list", "--json"))["has_secret"] is False
    (wrong,) = (line for line in lines("status") if line["matter"] == "webhooks")
    assert (wrong["standing"], "has no secret since a restore" in wrong["said"]) == ("wrong", True)


@pytest.mark.usefixtures("watch")
def test_a_new_password_is_tried_where_no_mail_is_due(monkeypatch: pytest.MonkeyPatch) -> None:
    """docs/SERVER.md says that `digest send` tries it, and it said that nothing was due."""
    assert said("digest", "send").startswith("Nothing is due.")
    postmaster = Postmaster()
    monkeypatch.setenv("ALMENARA_MAIL__HOST", "127.0.0.1")
    monkeypatch.setenv("ALMENARA_MAIL__PORT", str(postmaster.port))
    monkeypatch.setenv("ALMENARA_MAIL__STARTTLS", "false")
    monkeypatch.setenv("ALMENARA_MAIL__TIMEOUT_S", "2")
    refused = CliRunner().invoke(app, ["digest", "send"], env={"COLUMNS": "200"})
    assert (refused.exit_code, "no mail would go out" in refused.output) == (1, True), refused.output
    assert f"127.0.0.1:{postmaster.port}" in refused.output
    assert "no mail" not in said("digest", "send", "--json")
    postmaster.start()
    try:
        done = CliRunner().invoke(app, ["digest", "send"])
        assert (done.exit_code, done.output) == (0, "Nothing is due. The mail server lets us in.\n")
        assert not postmaster.mails
    finally:
        postmaster.stop()


def test_a_failed_mail_is_tried_at_once_when_a_person_says_so(watch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server was mended while a mail waited for half a day: no command sent it, though `status` named one. A server
    that still lets nobody in costs it no try."""
    database = Database(f"sqlite:///{watch / 'almenara.db'}")
    with database.transaction() as session:
        outbox.queue(session, "digest:x", "ana@oficina.example", "One lead", b"Subject: One lead\r\n\r\nx\r\n", NOON)
        outbox.begin(session, 1, NOON)
        outbox.failed(session, 1, "535 refused", datetime.now(UTC) + timedelta(hours=6))
    postmaster = Postmaster()
    monkeypatch.setenv("ALMENARA_MAIL__HOST", "127.0.0.1")
    monkeypatch.setenv("ALMENARA_MAIL__PORT", str(postmaster.port))
    monkeypatch.setenv("ALMENARA_MAIL__STARTTLS", "false")
    monkeypatch.setenv("ALMENARA_MAIL__TIMEOUT_S", "2")
    monkeypatch.setenv("ALMENARA_MAIL__RECIPIENTS", '["ana@oficina.example"]')
    (told,) = (line for line in lines("status") if line["matter"] == "mail")
    assert told["remedy"] == "They are tried again; `almenara digest send --failed` tries now."
    closed = CliRunner().invoke(app, ["digest", "send", "--failed"], env={"COLUMNS": "200"})
    assert (closed.exit_code, "no mail would go out" in closed.output) == (1, True), closed.output
    with database.reading() as session:
        assert [mail.tries for mail in outbox.mails(session, [mail_states.FAILED])] == [1]
    postmaster.start()
    try:
        waits = CliRunner().invoke(app, ["digest", "send"], env={"COLUMNS": "200"})
        assert (waits.exit_code, "tried again after" in waits.output, postmaster.mails) == (1, True, [])
        done = CliRunner().invoke(app, ["digest", "send", "--failed"])
        assert (done.exit_code, done.output, len(postmaster.mails)) == (0, "1 sent.\n", 1)
    finally:
        postmaster.stop()
        database.close()
