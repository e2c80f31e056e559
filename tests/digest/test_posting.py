"""One POST to one webhook: only where it may lead, and within its time."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

import pytest

from core.errors import InputError
from digest.posting import NotDeliveredError, post, target
from tests.digest.receiver import Receiver, rules


@pytest.mark.parametrize(
    "url",
    [
        "http://cases.example/", "ftp://cases.example/", "cases.example", "https://", "https:///x", "https://a:b@c.example/",
        "https://cases.example/#x", "https://cases.example/ x", "https://cases.example/\r\nX: y", "https://cásos.example/",
        "https://cases.example:99999/", "https://127.0.0.1/", "https://10.0.0.1/", "https://[::1]/", "https://0x7f.1/",
        "https://2130706433/", "https://169.254.169.254/latest", "https://[::ffff:10.0.0.1]/", "http://localhost/",
        "https://" + "x" * 500 + ".example/",
    ],
)  # fmt: skip
def test_where_no_webhook_leads(url: str) -> None:
    with pytest.raises(InputError, match="Webhook"):
        target(url, rules(allow_plain_loopback=False))


def test_who_tries_a_receiver_on_this_machine_is_told_how() -> None:
    for url, how in (("http://127.0.0.1:8080/", "webhooks.allow_plain_loopback"), ("http://cases.example/", "")):
        with pytest.raises(InputError) as refused:
            target(url, rules(allow_plain_loopback=False))
        assert how in refused.value.remedy
        assert bool(how) == ("on this machine" in refused.value.remedy)


def test_plain_http_is_for_loopback_alone() -> None:
    assert target("http://localhost:8080/x?y", rules()).path == "/x?y"
    assert target("https://cases.example", rules()).port == 443
    for url in ("http://10.0.0.1/", "http://cases.example/"):
        with pytest.raises(InputError):
            target(url, rules(allow_private_addresses=True))
    assert target("https://10.0.0.1/", rules(allow_private_addresses=True)).host == "10.0.0.1"


def test_a_name_that_leads_into_the_private_network_is_not_connected_to(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The resolver is what an attacker holds: it says what it likes, and only that is put in its place."""
    answer = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", receiver.port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: answer)
    to = target(f"https://cases.example:{receiver.port}/", rules())
    with pytest.raises(NotDeliveredError, match="private network"):
        post(to, b"{}", {}, rules())
    assert receiver.asked == 0


@pytest.mark.parametrize("moment", ["getaddrinfo", "create_connection"])
def test_time_that_runs_out_before_there_is_a_socket_has_run_out(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """Nothing could be cut then; the clock rings once."""
    rings: list[Callable[[], None]] = []

    class Clock:
        def __init__(self, _seconds: float, ring: Callable[[], None]) -> None:
            rings.append(ring)

        def start(self) -> None: ...

        def cancel(self) -> None: ...

    def slow(*given: Any, **more: Any) -> Any:
        rings[0]()
        return genuine_call(*given, **more)

    genuine_call = getattr(socket, moment)
    monkeypatch.setattr("digest.posting.threading.Timer", Clock)
    monkeypatch.setattr(socket, moment, slow)
    with pytest.raises(NotDeliveredError, match="no answer within 20 seconds"):
        post(target(receiver.url, rules()), b"{}", {}, rules())
    assert receiver.asked == 0
