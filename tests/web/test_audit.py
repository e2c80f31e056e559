"""Who looks at personal data on the pages is on record before it is shown."""

from __future__ import annotations

from fastapi.testclient import TestClient

from store import audit
from store.session import Database
from web.audit import SOMEBODY, WHO_COOKIE


def test_every_page_and_answer_with_people_in_it_is_on_record(
    client: TestClient, database: Database, flag_ids: dict[str, int]
) -> None:
    flag = next(iter(flag_ids.values()))
    paths = ["/", f"/flags/{flag}", "/operators", "/operators/1", f"/api/v1/flags/{flag}", "/api/v1/operators/1"]
    for path in paths:
        assert client.get(path).status_code == 200
    client.cookies.set(WHO_COOKIE, "Ana Ñ".encode().hex())
    client.get("/operators/99999")
    client.get("/static/almenara.css")
    with database.reading() as session:
        found = audit.entries(session, limit=len(paths) + 1)
        assert audit.verify(session) == []
    assert [(e.actor, e.subject) for e in reversed(found)] == [
        *((SOMEBODY, path) for path in paths),
        ("Ana Ñ", "/operators/99999"),
    ]
    assert {entry.action for entry in found} == {"viewed"}
