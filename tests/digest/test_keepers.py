"""Mails to whoever keeps the watch, through a real SMTP server."""

from __future__ import annotations

import pytest

from core.errors import SettingsError
from digest.keepers import tell_keepers
from tests.digest.postmaster import Postmaster, to
from tests.digest.samples import NOW


def test_every_keeper_is_mailed_in_plain_text(postmaster: Postmaster) -> None:
    settings = to(postmaster).model_copy(update={"keepers": ("Luz <luz@fiscalia.example>", "ana@fiscalia.example")})
    lines = ["disk (wrong): 0.2 GiB are free in /datos.", "heard (look): <b>\x1b[31mprensa</b>"]
    assert tell_keepers(settings, "Almenara on desk:\r\nBcc: x@y.example", lines, NOW) == []
    assert [envelope.rcpt_tos for envelope in postmaster.envelopes] == [
        ["luz@fiscalia.example"],
        ["ana@fiscalia.example"],
    ]
    first = postmaster.mails[0]
    assert first["Bcc"] is None
    assert first.get_content_type() == "text/plain"
    assert "\x1b" not in first.get_content()
    assert "/datos." in first.get_content()


def test_what_does_not_get_through_is_returned(postmaster: Postmaster) -> None:
    settings = to(postmaster).model_copy(update={"keepers": ("luz@fiscalia.example",)})
    postmaster.fail = "550 at RCPT"
    (failure,) = tell_keepers(settings, "s", ["l"], NOW)
    assert failure.startswith("To luz@fiscalia.example: The server refused the recipient")
    nobody = settings.model_copy(update={"keepers": ()})
    assert tell_keepers(nobody, "s", ["l"], NOW) == ["Nobody was mailed: mail.keepers is empty."]
    with pytest.raises(SettingsError, match=r"mail\.keepers"):
        tell_keepers(settings.model_copy(update={"keepers": ("luz at fiscalia",)}), "s", ["l"], NOW)
