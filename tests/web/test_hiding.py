"""At a desk without accounts whoever sits there hides a name, and signs with the name that they type."""

from __future__ import annotations

from fastapi.testclient import TestClient

from store import audit
from store.session import Database
from tests.web.accounts.test_hiding import held, her, sent

__all__ = ["her"]


def test_who_hides_signs(client: TestClient, database: Database, her: tuple[str, int]) -> None:
    assert "Your name" in sent(client, "/hidden", her[0])[1]
    status, refused = sent(client, "/hidden/for-good", her[0])
    assert (status, "Say who decides." in refused, "revisions" in held(database, her[0])) == (422, True, True)
    assert "What would be hidden" in refused  # the places, and the field for the name below them, were gone
    assert 'action="/hidden/for-good"' in refused
    assert 'name="who"' in refused.partition('action="/hidden/for-good"')[2].partition("</form>")[0]
    assert sent(client, "/hidden/for-good", her[0], who="Marta")[0] == 200
    assert "revisions" not in held(database, her[0])
    with database.reading() as session:
        entry = audit.last(session, "name hidden", "hidden name 1")
    assert entry is not None
    assert (entry.actor, entry.details["path"]) == ("Marta", "/hidden/for-good")
