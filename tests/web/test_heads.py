"""HEAD says what GET says, without a body."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient


@pytest.mark.parametrize(
    "path", ["/", "/health", "/flags.atom", "/api/v1/flags", "/static/almenara.css", "/search.csv?q=x"]
)
def test_the_headers_of_get(looker: TestClient, path: str) -> None:
    got, headed = looker.get(path), looker.head(path)
    assert (headed.status_code, headed.content) == (got.status_code, b"")
    for name in ("content-type", "content-length", "etag", "content-security-policy", "cache-control"):
        assert headed.headers.get(name) == got.headers.get(name)


def test_what_is_not_there_and_what_is_only_posted_to(looker: TestClient) -> None:
    assert looker.head("/nowhere").status_code == 404
    assert looker.head("/match/watchlist").status_code == 405
    assert looker.head("/", headers={"Host": "evil.example"}).status_code == 421
