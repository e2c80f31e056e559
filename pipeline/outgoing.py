"""What a night sends out: mails, events for webhooks, hashes to be noted and time-stamped, a sign of life.

Nothing of it fails the night: what did not get through is said, and kept where there is something to keep.
"""

from __future__ import annotations

import http.client
import urllib.request
from collections.abc import Callable

from core.errors import BusyError, EvidenceError
from core.settings import Settings
from core.text import plain, shortened
from digest.send import SendReport, send_due
from digest.webhooks import deliver_due
from evidence.timestamp import stamp_head
from pipeline.audit_log import note_head
from pipeline.carrying import A_NIGHT_S, carry_over, within
from pipeline.reporter import Reporter
from pipeline.steps import Clock
from store.session import Database

_SECONDS = 20.0  # for a monitor's answer


class Outgoing:
    """The ways out of one night."""

    def __init__(self, settings: Settings, database: Database, *, clock: Clock, reporter: Reporter) -> None:
        self._settings = settings
        self._database = database
        self._clock = clock
        self._reporter = reporter

    def mails(self) -> SendReport:
        """Send every mail whose time has come."""
        try:
            report = send_due(self._database, self._settings.mail, self._clock())
        except BusyError as error:  # the scheduler's outbox job is at it: it sends what we queued
            self._reporter.say("mail", told=str(error))
            return SendReport()
        for line in report.lines:
            self._reporter.say("mail", told=line)
        return report

    def events(self) -> None:
        """Post what is new to the webhooks."""
        settings = self._settings
        try:
            report = deliver_due(self._database, settings.webhooks, settings.mail.base_url, self._clock())
        except BusyError as error:  # `almenara webhook deliver` is at it
            self._reporter.say("webhooks", told=str(error))
            return
        for line in report.lines:
            self._reporter.say("webhooks", told=line)

    def audit_head(self) -> list[str]:
        """Have the newest entry of the audit log noted in the custody log. Gives what a person should know of it."""
        try:
            note_head(self._database, self._settings.archive_root)
        except EvidenceError as error:
            self._reporter.warn("audit log not noted", error=str(error))
            return [f"Audit log not noted: {error}"]
        return []

    def time_stamp(self) -> list[str]:
        """Have the newest seal witnessed outside, where a time-stamp authority is set; as `audit_head`."""
        url = self._settings.archive.timestamp_url
        if not url:
            return []
        try:
            stamp = stamp_head(self._settings.archive_root, url)
        except EvidenceError as error:
            self._reporter.warn("no time stamp", error=str(error))
            return [f"No time stamp: {error}"]
        self._reporter.say("time stamp", sequence=stamp.sequence if stamp else None)
        return []

    def carry(self, stopped: Callable[[], bool]) -> list[str]:
        """Lay what was sealed into the vault, where one is set; as `audit_head`. Ends when somebody says stop."""
        carried = carry_over(self._settings, now=self._clock(), may_go_on=within(A_NIGHT_S, stopped))
        if self._settings.archive.vault:
            left = "the next night goes on" if carried.is_cut else ""
            self._reporter.say("carried", files=len(carried.files), let_go=len(carried.gone), left=left)
        for fault in carried.faults:
            self._reporter.warn("not carried", error=fault)
        return [f"Not carried into the vault: {fault}" for fault in carried.faults]

    def sign_of_life(self) -> None:
        """Tell a monitor that the night ended well. It sounds when it hears nothing: a machine that is off can't."""
        url = self._settings.nightly.heartbeat_url
        if url and (error := ask(url)):
            self._reporter.warn("monitor not told", error=error)


def ask(url: str) -> str:
    """Ask an address once, and tell it nothing. Returns why it may not have heard; "" where it has."""
    try:
        with urllib.request.urlopen(url, timeout=_SECONDS):  # noqa: S310 - the settings take http and https only
            return ""
    except (OSError, http.client.HTTPException, ValueError) as error:  # HTTP errors are OSErrors, too
        return shortened(plain(str(error)), 200) or type(error).__name__
