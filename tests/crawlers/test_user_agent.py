"""Who we say we are: somebody to whom a publisher can write."""

from __future__ import annotations

import pytest

from core.errors import SettingsError
from core.settings import CrawlSettings, load
from crawlers.user_agent import user_agent


def _settings(**changes: object) -> CrawlSettings:
    plain = load().crawl
    return plain.model_validate(plain.model_dump() | {"contact": "watch@almenara.example"} | changes)


@pytest.mark.parametrize("contact", ["a@b.example\r\nX-Evil: 1", "watch\x00", "dirección"])
def test_a_contact_that_no_header_takes_is_refused(contact: str) -> None:
    with pytest.raises(SettingsError, match="user agent"):
        user_agent(_settings(contact=contact))


@pytest.mark.parametrize("contact", ["you", "mailto:you", "https://", "@office.example"])
def test_a_contact_that_nobody_can_write_to_is_refused(contact: str) -> None:
    with pytest.raises(SettingsError, match=r"nobody can write there\. Write mailto:"):
        user_agent(_settings(contact=contact))


@pytest.mark.parametrize("contact", ["mailto:you@office.example", "https://office.example/watch", "a@office.example"])
def test_a_mail_or_a_web_address_is_a_contact(contact: str) -> None:
    assert contact in user_agent(_settings(contact=contact))


def test_the_contact_is_told_whatever_the_user_agent_says() -> None:
    assert user_agent(_settings(user_agent="Almenara/2")) == "Almenara/2 (watch@almenara.example)"
