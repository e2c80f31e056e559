"""Headers as they go over the wire, read back by what reads mail."""

from __future__ import annotations

import email
from email.message import EmailMessage
from email.policy import compat32, default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.headers import LONGEST, MAIL

WORDS = st.lists(st.text("abcXYZ0189,:", min_size=1, max_size=20), min_size=1, max_size=30)


def sent(subject: str) -> bytes:
    message = EmailMessage(policy=MAIL)
    message["Subject"] = subject
    return message.as_bytes()


@pytest.mark.parametrize(
    "subject",
    [
        "Almenara, 29 Nov 2026: 1 new lead, 1 lead with new evidence, 2 clearances",
        "Almenara, 29 nov 2026: 1 pista nueva, 30 documentos de búsquedas guardadas",
        "x" * 70,
        "word " * 40 + "end",
    ],
)
def test_a_subject_begins_beside_its_name(subject: str) -> None:
    raw = sent(subject)
    assert email.message_from_bytes(raw, policy=default)["Subject"] == subject
    assert raw.startswith((b"Subject: A", b"Subject: w", b"Subject: x"))
    assert all(len(line) <= LONGEST for line in raw.split(b"\r\n")) or " " not in subject


@given(WORDS)
def test_any_subject_is_read_as_it_was_written(words: list[str]) -> None:
    subject = " ".join(words)
    raw = sent(subject)
    assert email.message_from_bytes(raw, policy=default)["Subject"].strip() == subject
    if len(words) > 1 and len(words[0]) < 60:
        old = str(email.message_from_bytes(raw, policy=compat32)["Subject"])  # keeps the folds
        assert " ".join(old.replace("\r\n", "\n").split("\n ")) == subject
        assert all(len(line) <= LONGEST for line in raw.split(b"\r\n"))
