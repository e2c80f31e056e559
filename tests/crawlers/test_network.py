"""Where a crawl may connect: no private address in any notation, by any name, at any moment."""

from __future__ import annotations

import ipaddress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.addresses import is_public, literal
from crawlers.download.rules import OTHER_HOST, PRIVATE, Rules
from tests.crawlers.night import run, source
from tests.crawlers.web import Answer, Send, Visit, Web, article, feed, reply

RULES = Rules(frozenset({"news.example"}), frozenset({80, 443}), allow_private=False)
PRIVATE_HOSTS = [
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "10.1.2.3",
    "172.31.0.1",
    "192.168.0.1",
    "100.64.0.1",
    "169.254.169.254",
    "168.63.129.16",
    "0.0.0.0",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "[::1]",
    "[::]",
    "[::ffff:192.168.0.1]",
    "[64:ff9b::a00:1]",
    "[64:ff9b:1::1]",
    "[2002:7f00:1::]",
    "[fe80::1]",
    "[fc00::1]",
    "[fd00:ec2::254]",
    "[ff02::1]",
    "[2001:db8::1]",
]


@pytest.mark.parametrize("host", PRIVATE_HOSTS)
def test_private_hosts_are_refused_even_as_the_sources_own(host: str) -> None:
    rules = Rules(frozenset({host.strip("[]")}), frozenset({80, 443}), allow_private=False)
    assert rules.refusal(f"http://{host}/") == PRIVATE


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"])
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_wrapping_an_address_changes_nothing(address: ipaddress.IPv4Address) -> None:
    carried = int(address)
    for prefix in ("::ffff:0:0", "64:ff9b::"):
        wrapped = ipaddress.IPv6Address(int(ipaddress.IPv6Address(prefix)) | carried)
        assert is_public(str(wrapped)) == is_public(str(address))


@given(st.ip_addresses(v=4))
def test_every_notation_is_seen_through(address: ipaddress.IPv4Address) -> None:
    value = int(address)
    octets = [str(octet) for octet in address.packed]
    octal = ".".join(f"0{octet:o}" for octet in address.packed)
    for spelled in (str(value), hex(value), octal, ".".join([*octets[:2], str(value & 0xFFFF)])):
        assert literal(spelled) == address


@given(st.text(max_size=30))
def test_any_text_is_a_name_or_an_address(text: str) -> None:
    found = literal(text)
    assert found is None or ipaddress.ip_address(str(found)) == found
    assert not (is_public(text) and found is None)


@pytest.mark.parametrize(
    ("url", "refusal"),
    [
        ("https://news.example/a", ""),
        ("http://WWW.News.Example.:80/a", ""),
        ("http://news.example:8080/", "port not of the web"),
        ("http://fakenews.example/", OTHER_HOST),
        ("http://news.example.evil.example/", OTHER_HOST),
        ("http://user@news.example/", "credentials in the address"),
        ("http://news.example@evil.example/", "credentials in the address"),
        ("ftp://news.example/", "no web address"),
        ("file:///etc/passwd", "no web address"),
        ("http://news.example:99999/", "no valid address"),
        ("http://[::1/", "no valid address"),
        ("javascript:alert(1)", "no web address"),
    ],
)
def test_which_addresses_a_source_may_lead_to(url: str, refusal: str) -> None:
    assert RULES.refusal(url) == refusal


def test_connect_to_maps_by_pattern_and_nothing_else() -> None:
    rules = Rules(RULES.hosts, RULES.ports, allow_private=False, connect_to=(("*.example", "127.0.0.1", 8899),))
    assert rules.target("News.example") == ("127.0.0.1", 8899)
    assert rules.target("news.example.org") is None
    assert rules.may_connect("127.0.0.1", mapped=True)
    assert not rules.may_connect("127.0.0.1")


def test_a_name_that_turns_private_is_not_connected_to(tmp_path: Path) -> None:
    """DNS rebinding: the first answer passes, later ones lead to another address of this machine."""
    host = "rebind.example"
    with Web({}, "127.0.0.2") as harmless:
        page = f"http://{host}:{harmless.port}/page"
        harmless.answers = {(host, "/robots.txt"): reply("", status="404 No"), (host, "/feed"): _closing(page)}
        with Web({host: article("inside")}, "127.0.0.1", harmless.port) as inside:
            site = f"{host}:{harmless.port}"
            description = source(site, [{"feed": f"http://{site}/feed"}])
            night = run(tmp_path, None, description, prepare="rebinding")
            assert night.code == 0, night.log
            assert harmless.paths(host) == ["/robots.txt", "/feed"]
            assert night.outcome(page) == ("skipped", PRIVATE)
            assert (inside.connections, inside.visits) == (0, [])


def _closing(link: str) -> Answer:
    """The feed of one link, and the end of the connection: the next page needs a new look at the name."""

    def answer(visit: Visit, send: Send) -> bool:
        feed(link)(visit, send)
        return False

    return answer


def test_names_of_this_machine_are_refused_and_nothing_is_connected_to(tmp_path: Path) -> None:
    with Web({"localhost": reply("<p>inside</p>")}) as web:
        site = f"localhost:{web.port}"
        night = run(tmp_path, None, source(site, [{"feed": f"http://{site}/feed"}]))
        assert night.report.finished == "no feed, sitemap or listing could be read", night.log
        assert night.report.reasons == {"feed: robots.txt not readable: private address": 1}
        assert (web.connections, web.visits) == (0, [])


def test_private_addresses_are_reached_where_a_setting_allows_it(tmp_path: Path) -> None:
    with Web({("127.0.0.1", "/robots.txt"): reply("", status="404 No")}) as web:
        site = f"127.0.0.1:{web.port}"
        web.answers = {("127.0.0.1", "/feed"): feed(f"http://{site}/page"), "127.0.0.1": reply("<p>inside</p>")}
        night = run(
            tmp_path, None, source(site, [{"feed": f"http://{site}/feed"}]), settings={"allow_private_addresses": True}
        )
    assert night.report.fetched == 1, night.log
