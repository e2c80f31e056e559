"""The feed of new flags, and ETags for whoever asks again."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from fastapi.testclient import TestClient

from core.terms import FlagState, LegalStatus
from evidence.format.chain import stamp
from store import flags, views
from store.flagging import corrections
from store.session import Database, Session
from tests.digest import test_bystanders as bystanders
from tests.web.seed import NIGHT, NOW, Night
from tests.web.stories import ADVERT, CLEARED, REPORT

ATOM = "{http://www.w3.org/2005/Atom}"


def test_new_flags_as_atom(looker: TestClient, flag_ids: dict[str, int]) -> None:
    answer = looker.get("/flags.atom", headers={"accept-language": "es"})
    assert answer.headers["content-type"] == "application/atom+xml"
    feed = ET.fromstring(answer.content)
    assert feed.findtext(f"{ATOM}title") == "Almenara: alertas nuevas"
    entries = {entry.findtext(f"{ATOM}title"): entry for entry in feed.iter(f"{ATOM}entry")}
    advert = entries[ADVERT.title]
    assert advert.findtext(f"{ATOM}id") == f"http://127.0.0.1:8321/flags/{flag_ids[ADVERT.title]}"
    assert str(advert.findtext(f"{ATOM}summary")).endswith("Una pista, no una conclusión.")
    assert "; Viajes Sol Naciente: como anunciante; " in str(advert.findtext(f"{ATOM}summary"))


def test_the_feed_says_of_whom_it_speaks(client: TestClient, night: Night) -> None:
    """Under the title of a firm that says its name was used the standing of another read as the firm's."""
    title = "Turismo Pampa Clara denuncia que usaron su nombre"
    held = replace(
        CLEARED,
        title=title,
        text=f"{CLEARED.text} La policía investiga al Portal Cordillera.",
        operators=(("Portal Cordillera", ()),),
        status=LegalStatus.UNDER_INVESTIGATION,
    )
    night.hold([held], night=NIGHT + timedelta(days=1), now=NOW + timedelta(days=1))
    feed = ET.fromstring(client.get("/flags.atom").content)
    entries = [each for each in feed.iter(f"{ATOM}entry") if each.findtext(f"{ATOM}title") == title]
    said = "; Portal Cordillera: reported as under investigation; Turismo Pampa Clara: reported as cleared or imperson"
    assert any(said in str(each.findtext(f"{ATOM}summary")) for each in entries)


def test_a_dismissed_flag_is_said_to_be_and_names_nobody(
    client: TestClient, database: Database, flag_ids: dict[str, int]
) -> None:
    """Feed readers went on showing the accusation: neither the entry nor its time changed."""
    when = NOW + timedelta(days=2)

    def entry() -> ET.Element:
        feed = ET.fromstring(client.get("/flags.atom").content)
        address = f"http://127.0.0.1:8321/flags/{flag_ids[ADVERT.title]}"
        (found,) = [each for each in feed.iter(f"{ATOM}entry") if each.findtext(f"{ATOM}id") == address]
        assert str(feed.findtext(f"{ATOM}updated")) >= str(found.findtext(f"{ATOM}updated"))
        return found

    before = entry()
    assert next(each.get("term") for each in before.iter(f"{ATOM}category")) == "new"
    assert len(list(before.iter(f"{ATOM}category"))) > 1
    with database.transaction() as session:
        flag = flag_ids[ADVERT.title]
        flags.decide(session, flag, FlagState.DISMISSED, who="ana", why="goods", expected_version=1, now=when)
    after = entry()
    assert after.findtext(f"{ATOM}title") == f"Dismissed: {ADVERT.title}"
    assert after.findtext(f"{ATOM}summary") == "A person dismissed it."
    assert after.findtext(f"{ATOM}updated") == stamp(when)
    assert [each.get("term") for each in after.iter(f"{ATOM}category")] == ["dismissed"]


def _correct_away(session: Session, flag_id: int) -> str:
    """Say of the first whom a flag names that the source does not accuse them; their name."""
    (operator_id, name), *_others = views.flag(session, flag_id).summary.operators
    line = next(
        each for each in views.operator(session, operator_id).statuses if each.status is not LegalStatus.CLEARED
    )
    said = {"who": "Ana", "why": "a namesake", "expected_version": 0}
    corrections.correct(session, line.statement_id, None, now=NOW + timedelta(days=2), **said)
    return name


def test_who_was_corrected_away_is_named_no_more_in_an_entry_that_comes_anew(
    client: TestClient, database: Database, flag_ids: dict[str, int]
) -> None:
    """Feed readers went on accusing a namesake: the entry kept its time, and an older one did not come again."""
    flag_id = flag_ids[REPORT.title]
    with database.transaction() as session:
        assert flag_id not in [line.flag_id for line, _changed in views.lately(session, limit=1)]
        name = _correct_away(session, flag_id)
        assert flag_id in [line.flag_id for line, _changed in views.lately(session, limit=1)]
    feed = ET.fromstring(client.get("/flags.atom").content)
    address = f"http://127.0.0.1:8321/flags/{flag_id}"
    (entry,) = [each for each in feed.iter(f"{ATOM}entry") if each.findtext(f"{ATOM}id") == address]
    assert entry.findtext(f"{ATOM}updated") == stamp(NOW + timedelta(days=2))
    assert name not in str(entry.findtext(f"{ATOM}summary"))
    assert name not in [each.get("label") for each in entry.iter(f"{ATOM}category")]


def test_a_victim_is_hidden_in_titles_of_the_feed(client: TestClient, database: Database, night: Night) -> None:
    """'Juana Ñusta Tika, víctima' stayed in every feed reader, as it had in mailboxes."""
    night.hold([bystanders.STORY], night=NIGHT + timedelta(days=1), now=NOW + timedelta(days=1))
    with database.transaction() as session:
        bystanders.persons(session)
    feed = client.get("/flags.atom").text
    assert bystanders.SAFE in feed
    spanish = client.get("/flags.atom", headers={"accept-language": "es"}).text
    assert bystanders.SAFE.replace("[redacted]", "[suprimido]") in spanish
    assert "[redacted]" not in spanish
    assert "Tika" not in feed


def test_a_name_that_ends_with_a_stop_ends_its_sentence(client: TestClient, database: Database, night: Night) -> None:
    """'By a person's word it does not accuse: Quimera Norte S.A.S..' stood on the flag's page."""
    name = "Quimera Norte S.A.S."
    story = replace(REPORT, title="Otra", same_as="", operators=((name, ()),), text=f"{REPORT.text} Fue {name}")
    night.hold([story], night=NIGHT + timedelta(days=1), now=NOW + timedelta(days=1))
    decided = f"/flags/{night.flags['Otra']}"
    assert "S.A.S.." not in re.sub(r"<[^>]+>", "", client.get(decided).text)  # beside the form it is named, too
    with database.transaction() as session:
        assert _correct_away(session, night.flags["Otra"]) == name
    for place in (decided, "/flags.atom"):
        told = re.sub(r"<[^>]+>", "", client.get(place).text)
        assert "S.A.S.." not in told
        assert name in told or place == "/flags.atom"


def test_hostile_titles_stay_text_in_the_feed(client: TestClient, night: Night) -> None:
    title = "]]> <script> & \x00\x07\ufffe\u202e end"
    night.hold([replace(REPORT, title=title)], night=NIGHT + timedelta(days=1), now=NOW + timedelta(days=1))
    feed = ET.fromstring(client.get("/flags.atom").content)
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    assert any("]]> <script> &" in str(each) for each in titles)


@pytest.mark.parametrize("path", ["/api/v1/flags", "/api/v1/search?q=migrantes", "/api/v1/runs", "/flags.atom"])
def test_what_did_not_change_costs_a_line(client: TestClient, night: Night, path: str) -> None:
    first = client.get(path)
    tag = first.headers["etag"]
    for held in (tag, f"W/{tag}", f'"other", {tag}'):
        again = client.get(path, headers={"if-none-match": held})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert "content-security-policy" in again.headers
    assert client.get(path, headers={"if-none-match": '"other"'}).content == first.content
    story = replace(REPORT, title="Otra noticia sobre migrantes", same_as="")
    night.hold([story], night=NIGHT + timedelta(days=1), now=NOW + timedelta(days=1))
    assert client.get(path, headers={"if-none-match": tag}).status_code == 200


def test_pages_and_faults_carry_no_tag(looker: TestClient) -> None:
    for path in ("/", "/api/v1/flags/999", "/api/v1/flags?limit=0"):
        assert "etag" not in looker.get(path).headers
