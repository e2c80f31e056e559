"""How hosts are written, and of which country a site is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.urls import canonical
from crawlers.hosts import country_of, host_name, host_of, is_within


def test_what_is_no_address_has_no_host() -> None:
    assert (host_of("http://[bad"), host_of("nota.html"), host_of("http://A.example/")) == ("", "", "a.example")


@pytest.mark.parametrize(
    ("suffix", "country"),
    [
        ("cl", "CL"), ("com.ar", "AR"), ("co.uk", "GB"), ("gov", "US"), ("com", ""), ("eu", ""), ("tv", ""), ("la", ""),
        ("me", ""), ("io", ""), ("su", ""), ("ac", ""), ("", ""),
    ],
)  # fmt: skip
def test_of_which_country_a_suffix_speaks(suffix: str, country: str) -> None:
    assert country_of(suffix) == country


@pytest.mark.parametrize(
    ("written", "host"),
    [
        ("diario.example", "diario.example"),
        (" BioBioChile.CL. ", "biobiochile.cl"),
        ("ñandú.cl", "xn--and-6ma2c.cl"),
        ("www.gob.pe", "www.gob.pe"),
        ("localhost", "localhost"),
        ("la_voz-.blogspot.com", "la_voz-.blogspot.com"),
        ("127.0.0.1", "127.0.0.1"),
        ("::1", "::1"),
    ],
)
def test_a_host_is_written_as_addresses_have_it(written: str, host: str) -> None:
    assert host_name(written) == host


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("https://www.x.cl/", "write it alone, such as www.x.cl; subdomains are included"),
        ("x.cl/noticias", "such as x.cl;"),
        ("*.x.cl", "such as x.cl;"),
        ("x.cl:443", "such as x.cl;"),
        (".x.cl", "such as diario.example"),
        ("x..cl", "such as diario.example"),
        ("", "such as diario.example"),
        ("http://[", "such as diario.example"),
        ("127.1", "such as diario.example"),
        ("x.cl, y.cl", "such as diario.example"),
        ("cl", "write the source's own host, such as diario.cl"),
        ("GOB.pe", "or www.gob.pe"),
        ("blogspot.com", "suffix below which others have their sites"),
    ],
)
def test_what_is_no_host_says_what_to_write(written: str, advice: str) -> None:
    with pytest.raises(ValueError, match=re.escape(advice)) as caught:
        host_name(written)
    assert repr(written) in str(caught.value)


@given(st.text(max_size=20) | st.from_regex(r"[a-zA-ZñÇéß0-9*:/_-]{1,8}(\.[a-zA-Zñ]{2,4}){0,3}\.?", fullmatch=True))
def test_a_host_that_is_taken_is_the_one_of_its_addresses(written: str) -> None:
    try:
        host = host_name(written)
    except ValueError:
        return
    assert host_name(host) == host
    address = f"[{host}]" if ":" in host else host
    assert host_of(canonical(f"https://{address}/nota")) == host


@pytest.mark.parametrize(
    ("host", "within"),
    [("diario.example", True), ("m.diario.example", True), ("otrodiario.example", False), ("example", False)],
)
def test_what_is_within_a_site(host: str, within: bool) -> None:
    assert is_within(host, "diario.example") == within
