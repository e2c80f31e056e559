"""What was read out of a document, as its page says it."""

from __future__ import annotations

from fastapi.testclient import TestClient
from sqlalchemy import text

from store.session import Database
from tests.web.stories import CLEARED
from tests.web.test_pages import read


def test_whose_name_was_used_is_not_told_as_acquitted(
    client: TestClient, database: Database, flag_ids: dict[str, int]
) -> None:
    """A reader tells only sometimes whether others used a firm's name, or it was acquitted."""
    with database.transaction() as session:
        session.execute(text("UPDATE analyses SET record = replace(record, '\"victim\"', '\"other\"')"))
    page = read(client, f"/flags/{flag_ids[CLEARED.title]}").text
    assert "Cleared or impersonated Turismo Pampa Clara" in page
    assert "leared, says this document" not in page
