"""What a night sends out, where whoever should hear it does not; the rest is tested with whole nights."""

from __future__ import annotations

from pipeline.outgoing import ask


def test_what_a_monitor_did_not_hear_is_said(monitor: tuple[str, list[str]]) -> None:
    address, asked = monitor
    assert ask(f"{address}/7f3a") == ""
    assert "503" in ask(f"{address}/full")
    assert asked == ["/7f3a", "/full"]
    assert ask("http://127.0.0.1:1/") != ""
