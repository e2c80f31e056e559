"""A page from a WARC file of others never passes for a visit of ours: on the pages, on paper, in the mail."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from core.settings import Settings
from digest.bundle import evidence_of, report
from digest.compose import compose
from digest.render import render
from store import views
from store.outgoing.recipients import Recipient
from store.session import Database
from tests.digest.samples import mail_settings
from tests.web.seed import NIGHT, NOW, Night
from tests.web.stories import ADVERT, BROUGHT
from tests.web.test_dossier import pages

SAID = "from a WARC file of others, taken in on 23 Jan 2021, 02:00; the date of the visit is what that file says"


@pytest.fixture
def flag_id(night: Night) -> int:
    night.hold([BROUGHT], ledger=False)
    return night.flags[BROUGHT.title]


def test_the_pages_say_whose_file_it_is(client: TestClient, flag_id: int, flag_ids: dict[str, int]) -> None:
    page = client.get(f"/flags/{flag_id}/evidence").text
    assert page.count(SAID) >= 2  # over the document, and beside the evidence
    assert "over the wire" not in page
    assert "as that file has them" in page
    ours = client.get(f"/flags/{flag_ids[ADVERT.title]}/evidence").text
    assert "WARC file of others" not in ours
    assert "over the wire" in ours


def test_the_dossier_and_the_report_say_so(
    client: TestClient, database: Database, settings: Settings, flag_id: int
) -> None:
    with database.reading() as session:
        evidence = evidence_of(session, flag_id, settings.archive_root)
        operator_id = evidence.flag.summary.operators[0][0] if evidence.flag else 0
        revision_id = views.flag(session, flag_id).document.document_id
    assert "from a WARC file of others, taken in on 23 Jan 2021, 05:00" in report(evidence)  # UTC there
    assert SAID in client.get(f"/documents/{revision_id}").text
    assert SAID in " ".join(pages(client.get(f"/operators/{operator_id}/dossier.pdf").content))


def test_the_mail_says_so(database: Database, night: Night, settings: Settings) -> None:
    run_id = night.hold([BROUGHT], night=NIGHT, now=NOW, ledger=False)
    whose = Recipient("desk@fiscalia.example")
    zone, root = settings.nightly.zone, settings.archive_root

    def told(archive: Path | None) -> list[str]:
        with database.reading() as session:
            digest = compose(session, run_id, whose, silent_nights=9, zone=zone, archive=archive).digest
        mail = render(digest, mail_settings(), now=NOW)
        parts = [mail.get_body((kind,)) for kind in ("plain", "html")]
        return [" ".join(part.get_content().split()) for part in parts if part is not None]

    for text in told(root):
        assert text.count(SAID) == 1
    for text in told(None):
        assert text.count("from a WARC file of others; the date of the visit") == 1
