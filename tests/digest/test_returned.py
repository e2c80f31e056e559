"""Reports of mails that came back, as mail servers write them and as somebody hostile might."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.returned import Returned, read_report

OURS = """\
From: Almenara <almenara@almenara.example>
To: Luz Prado <Luz@Fiscalia.example>
Subject: Almenara, 28 Nov 2026: 18 new leads
Message-ID: <2026-11-28.d28d813f54ffd7972eb7@almenara.example>
"""

POSTFIX = """\
Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@mx.fiscalia.example>
Subject: Undelivered Mail Returned to Sender
To: almenara@almenara.example
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain; charset=utf-8

<luz@fiscalia.example>: unknown user: "luz"

--B
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.fiscalia.example
Arrival-Date: Fri, 27 Nov 2026 17:49:45 +0000 (UTC)

Final-Recipient: rfc822; luz@fiscalia.example
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <luz@fiscalia.example>:
    unknown user

--B
Content-Description: Undelivered Message
Content-Type: {kind}

{ours}
--B--
"""
"""In the form of Postfix 3.10, which was seen to hand such a one to `almenara digest returned`."""


def postfix(action: str = "failed", kind: str = "message/rfc822", ours: str = OURS + "\nThe text.\n") -> bytes:
    return POSTFIX.format(action=action, kind=kind, ours=ours).replace("\n", "\r\n").encode()


FAILED = Returned(
    message_id="<2026-11-28.d28d813f54ffd7972eb7@almenara.example>",
    mailbox="luz@fiscalia.example",
    is_final=True,
    why="550 5.1.1 <luz@fiscalia.example>:    unknown user",
)


@pytest.mark.parametrize("report", [postfix(), postfix(kind="text/rfc822-headers", ours=OURS), postfix("FAILED")])
def test_which_mail_came_back_and_why(report: bytes) -> None:
    found = read_report(report)
    assert found is not None
    assert (found.message_id, found.mailbox, found.is_final) == (FAILED.message_id, FAILED.mailbox, True)
    assert found.why.split() == FAILED.why.split()


def test_a_mail_that_is_late_has_not_come_back() -> None:
    found = read_report(postfix("delayed"))
    assert found is not None
    assert not found.is_final


@pytest.mark.parametrize(
    "report",
    [
        b"",
        b"Subject: Out of office\r\n\r\nBack on Monday.\r\n",
        OURS.encode(),
        postfix("delivered"),
        postfix("relayed"),
        postfix(ours="Subject: without an identity\n\n"),
        postfix(ours="Message-ID: <a@b.example>\n\n"),
        postfix(kind="application/octet-stream"),
        postfix().replace(b"message/delivery-status", b"text/plain"),
    ],
)
def test_what_is_no_report(report: bytes) -> None:
    assert read_report(report) is None


@pytest.mark.parametrize("depth", [150, 1200])
@pytest.mark.parametrize("kind", ["multipart/mixed; boundary=b{0}", "message/rfc822"])
def test_parts_within_parts_without_end_are_no_report(kind: str, depth: int) -> None:
    heads = "".join(
        f"Content-Type: {kind.format(number)}\r\n\r\n" + f"--b{number}\r\n" * kind.startswith("multipart")
        for number in range(depth)
    )
    assert read_report(heads.encode()) is None


def test_words_of_a_server_are_plain_and_short() -> None:
    found = read_report(
        postfix().replace(b"unknown user\r\n\r\n--B\r\nContent-Desc", b"x" * 5000 + b"\r\n\r\n--B\r\nContent-Desc", 1)
    )
    assert found is not None
    assert len(found.why) < 400
    found = read_report(postfix().replace(b"550 5.1.1 <", b"550 \x1b[31m\xe2\x80\xae<"))
    assert found is not None
    assert "\x1b" not in found.why
    assert "\u202e" not in found.why


@given(st.data())
def test_nothing_that_arrives_there_breaks_it(data: st.DataObject) -> None:
    report = bytearray(postfix())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(report)))
        report[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=30))
    found = read_report(bytes(report))
    assert found is None or (found.message_id and found.mailbox)
