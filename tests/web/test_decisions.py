"""What a person decides, and that nothing typed is lost where it can't be recorded."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from core.settings import Settings
from core.terms import FlagState
from store import flags, views
from store.session import Database
from tests.store.make import analysis, mention, read
from tests.web.conftest import ORIGIN
from tests.web.seed import NOW
from tests.web.stories import REPORT
from web.app import create_app

WHY = "Named by two papers; asked the <Fiscalía> & waiting"


@pytest.fixture
def flag_id(flag_ids: dict[str, int]) -> int:
    return flag_ids[REPORT.title]


def form(client: TestClient, flag_id: int, **changes: str) -> dict[str, str]:
    """The form of the page as a browser would send it."""
    page = client.get(f"/flags/{flag_id}").text
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="(\w+)">', page))
    return hidden | {"to": "confirmed", "why": WHY, "who": "Ana Núñez"} | changes


def state(database: Database, flag_id: int) -> FlagState:
    with database.reading() as session:
        return views.flag(session, flag_id).summary.state


def test_a_decision_is_recorded_and_shown(client: TestClient, database: Database, flag_id: int) -> None:
    sent = client.post(f"/flags/{flag_id}/decisions", data=form(client, flag_id), follow_redirects=False)
    assert sent.status_code == 303
    assert sent.headers["location"] == f"/flags/{flag_id}#history"
    page = client.get(f"/flags/{flag_id}").text
    assert "Decided so far" in page
    assert "Named by two papers; asked the &lt;Fiscalía&gt; &amp; waiting" in page
    assert 'value="Ana Núñez"' in page  # the name is remembered for the next decision
    with database.reading() as session:
        (decision,) = views.flag(session, flag_id).decisions
    assert (decision.who, decision.to_state, decision.why) == ("Ana Núñez", FlagState.CONFIRMED, WHY)
    assert 'value="confirmed"' not in page  # what is confirmed can only be taken back into review
    assert (page.count(f'action="/flags/{flag_id}/decisions"'), page.count('value="in_review"')) == (1, 1)


def test_somebody_else_was_faster(client: TestClient, database: Database, flag_id: int) -> None:
    data = form(client, flag_id)
    with database.transaction() as session:
        flags.decide(
            session, flag_id, FlagState.DISMISSED, who="Luis Rey", why="Goods only", expected_version=1, now=NOW
        )
    answer = client.post(f"/flags/{flag_id}/decisions", data=data)
    assert answer.status_code == 409
    assert "Luis Rey made it dismissed" in answer.text
    assert "Named by two papers; asked the &lt;Fiscalía&gt; &amp; waiting</textarea>" in answer.text
    assert state(database, flag_id) is FlagState.DISMISSED
    assert client.post(f"/flags/{flag_id}/decisions", data=data).status_code == 409  # the old page stays old


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"to": ""}, "Choose what this is"),
        ({"to": "guilty"}, "Choose what this is"),
        ({"who": "  "}, "needs a name"),
        ({"to": "dismissed", "why": " "}, "needs a reason"),
        ({"to": "dismissed", "why": " ", "who": " "}, "needs a name"),
        ({"to": "new"}, "become new"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_recorded(
    client: TestClient, database: Database, flag_id: int, changes: dict[str, str], said: str
) -> None:
    data = form(client, flag_id, **changes)
    answer = client.post(f"/flags/{flag_id}/decisions", data=data)
    assert answer.status_code == 422
    assert said in answer.text
    assert 'role="alert" id="problem"' in answer.text
    assert state(database, flag_id) is FlagState.NEW
    marked = re.findall(r"<[^>]* autofocus[^>]*>", answer.text)
    wanted = {"Choose what this is": "to", "needs a name": "who", "needs a reason": "why"}.get(said)
    assert [re.findall(r' name="(\w+)"', each)[0] for each in marked] == ([wanted] if wanted else [])
    for each in marked:
        assert re.search(rf'aria-describedby="problem-{wanted}\b', each)
        (told,) = re.findall(rf'<p class="problem" id="problem-{wanted}"><strong>([^<]*)', answer.text)
        assert said in told  # by the field, too: the head of the page is far above it
        assert 'aria-invalid="true"' in each or wanted == "to"  # a radio can't be invalid by itself
        assert " required" in each
    both = not changes.get("who", "x").strip() and not changes.get("why", "x").strip()
    assert ("This is missing, too." in answer.text) is both
    assert ('aria-describedby="problem-why">' in answer.text) is both


def test_a_form_without_our_token_is_refused(client: TestClient, database: Database, flag_id: int) -> None:
    good = form(client, flag_id)
    for token in ("", "0" * 64, good["token"][:-1] + "é"):
        answer = client.post(f"/flags/{flag_id}/decisions", data=good | {"token": token})
        assert answer.status_code == 403
        assert "Ana Núñez" in answer.text
    client.cookies.clear()
    assert client.post(f"/flags/{flag_id}/decisions", data=good).status_code == 403
    client.cookies.set("almenara_form", "planted-by-another-port")
    assert client.post(f"/flags/{flag_id}/decisions", data=good).status_code == 403
    assert state(database, flag_id) is FlagState.NEW


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": ORIGIN},
    ],
)
def test_a_form_from_elsewhere_is_refused(
    client: TestClient, database: Database, flag_id: int, headers: dict[str, str]
) -> None:
    answer = client.post(f"/flags/{flag_id}/decisions", data=form(client, flag_id), headers=headers)
    assert answer.status_code == 403
    assert state(database, flag_id) is FlagState.NEW


def test_after_a_restart_the_same_words_can_be_sent_once_more(
    settings: Settings, database: Database, flag_id: int
) -> None:
    with TestClient(create_app(settings), base_url=ORIGIN) as before:
        data = form(before, flag_id)
        cookies = dict(before.cookies)
    with TestClient(create_app(settings), base_url=ORIGIN, cookies=cookies) as after:
        refused = after.post(f"/flags/{flag_id}/decisions", data=data)
        assert refused.status_code == 403
        assert "once more" in refused.text
        assert "</textarea>" in refused.text
        fresh = dict(re.findall(r'<input type="hidden" name="(\w+)" value="(\w+)">', refused.text))
        again = after.post(f"/flags/{flag_id}/decisions", data=data | fresh, follow_redirects=False)
    assert again.status_code == 303
    assert state(database, flag_id) is FlagState.CONFIRMED


def test_a_reason_is_counted_as_its_form_counts_it(client: TestClient, database: Database, flag_id: int) -> None:
    """A browser counts a line break once and sends two characters."""
    lines = "\r\n".join(["x" * 99] * 40)
    path = f"/flags/{flag_id}/decisions"
    refused = client.post(path, data=form(client, flag_id) | {"why": lines + "yy"})
    assert refused.status_code == 422
    assert "The reason is longer than 4,000 characters, so nothing was recorded." in refused.text
    assert "xyy</textarea>" in refused.text
    assert "At most 4,000 characters." in refused.text
    assert 'maxlength="4000"' not in refused.text  # a browser cut what was pasted, and said nothing
    taken = client.post(path, data=form(client, flag_id) | {"why": lines}, follow_redirects=False)
    assert taken.status_code == 303
    with database.reading() as session:
        (decision,) = views.flag(session, flag_id).decisions
    assert decision.why == lines.replace("\r", "")


def test_cookies_are_out_of_reach(client: TestClient, flag_id: int) -> None:
    sent = client.post(f"/flags/{flag_id}/decisions", data=form(client, flag_id), follow_redirects=False)
    for answer in (client.get(f"/flags/{flag_id}"), sent):
        for cookie in answer.headers.get_list("set-cookie"):
            assert "HttpOnly" in cookie
            assert "SameSite=lax" in cookie  # not strict: a link in a mail would find no name and spoil open forms


def test_a_flag_that_is_none(client: TestClient, flag_id: int) -> None:
    assert client.post("/flags/999/decisions", data=form(client, flag_id)).status_code == 404
    assert client.post(f"/flags/{flag_id}/decisions", data={"version": "x"}).status_code == 422


def test_the_address_of_a_form_leads_to_its_page(client: TestClient, flag_id: int) -> None:
    """A form that was refused leaves its address in the browser: asked for anew, it led nowhere."""
    for path, page in (
        (f"/flags/{flag_id}/decisions?since=week", f"/flags/{flag_id}?since=week"),
        (f"/flags/{flag_id}/bundle", f"/flags/{flag_id}"),
        ("/operators/1/split", "/operators/1"),
        ("/pairs/1/2/judgements", "/pairs/1/2"),
        ("/searches", "/search#saved"),
        ("/searches/1/forget", "/searches"),
    ):
        answer = client.get(path, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, page)
    assert client.get("/api/v1/flags/1/decisions").status_code == 405  # to programs as before


def test_nobody_undoes_under_the_name_of_who_decided(client: TestClient, database: Database, flag_id: int) -> None:
    """In a fresh browser the record said for good that the first person had taken it back."""
    client.post(f"/flags/{flag_id}/decisions", data=form(client, flag_id))
    client.cookies.clear()
    page = client.get(f"/flags/{flag_id}").text
    undo = page.split('<form class="undo"')[1].split("</form>")[0]
    assert 'name="who" required' in undo
    assert 'value="Ana Núñez"' not in page
    sent = dict(re.findall(r'name="(\w+)" value="([^"]*)"', undo))
    refused = client.post(f"/flags/{flag_id}/decisions", data=sent)
    assert refused.status_code == 422
    assert "needs a name" in refused.text
    assert state(database, flag_id) is FlagState.CONFIRMED
    client.post(f"/flags/{flag_id}/decisions", data=sent | {"who": "Luis Rey"})
    with database.reading() as session:
        assert [each.who for each in views.flag(session, flag_id).decisions] == ["Ana Núñez", "Luis Rey"]


def test_whose_name_this_browser_remembers_may_undo_at_once(client: TestClient, flag_id: int) -> None:
    client.post(f"/flags/{flag_id}/decisions", data=form(client, flag_id))
    undo = client.get(f"/flags/{flag_id}").text.split('<form class="undo"')[1].split("</form>")[0]
    assert 'value="Ana Núñez"' in undo


def test_a_flag_that_needs_more_has_one_form_for_each_move(
    client: TestClient, database: Database, flag_id: int
) -> None:
    """'Take into review' stood there twice."""
    client.post(f"/flags/{flag_id}/decisions", data=form(client, flag_id, to="needs_more"))
    page = client.get(f"/flags/{flag_id}").text
    assert page.count('name="to" value="in_review"') == 1
    assert re.findall(r'type="radio" id="to-(\w+)"', page) == ["confirmed", "dismissed"]
    undo = page.split('<form class="undo"')[1].split("</form>")[0]
    sent = dict(re.findall(r'name="(\w+)" value="([^"]*)"', undo))
    nameless = client.post(f"/flags/{flag_id}/decisions", data=sent | {"why": "The <i>wrong</i> one.", "who": " "})
    assert nameless.status_code == 422
    refused = nameless.text.split('<form class="undo"')[1].split("</form>")[0]
    assert "The &lt;i&gt;wrong&lt;/i&gt; one.</textarea>" in refused
    assert 'id="who-undo" name="who" required' in refused
    assert nameless.text.count(" autofocus") == refused.count(" autofocus") == 1
    client.post(f"/flags/{flag_id}/decisions", data=sent | {"why": "The wrong one.", "who": "Ana"})
    with database.reading() as session:
        assert [each.why for each in views.flag(session, flag_id).decisions] == [WHY, "The wrong one."]


@pytest.fixture
def grown(database: Database, flag_id: int) -> int:
    """A confirmed flag, and evidence that came since."""
    with database.transaction() as session:
        said = {"who": "Luz", "why": "Read it.", "now": NOW, "expected_version": 1}
        flags.decide(session, flag_id, FlagState.CONFIRMED, **said)  # type: ignore[arg-type]
        revision_id = int(views.flag(session, flag_id).analysis.document_id)
        read(session, analysis(revision_id, [mention("Kantuta del Sur")], reader="rules 2"), now=NOW)
    return flag_id


def _stays(client: TestClient, flag_id: int, why: str) -> dict[str, str]:
    """The form that says so; the page's other one takes the decision back."""
    return {name: value for name, value in form(client, flag_id, why=why).items() if name != "undoes"}


def test_new_evidence_was_seen_and_it_stays_confirmed(client: TestClient, database: Database, grown: int) -> None:
    """It could only be taken back into review, and so lost its confirmation."""
    page = client.get(f"/flags/{grown}").text
    assert "Seen: it stays confirmed" in page
    assert 'data-needed-to="dismissed confirmed"' in page
    refused = client.post(f"/flags/{grown}/decisions", data=_stays(client, grown, " "))
    assert (refused.status_code, "to leave it as it is needs a reason" in refused.text) == (422, True)
    assert re.search(r'name="why"[^>]*autofocus', refused.text)
    sent = client.post(f"/flags/{grown}/decisions", data=_stays(client, grown, "The same firm, by its number."))
    assert "it stays so: what came since was seen" in sent.text
    assert "Seen: it stays confirmed" not in sent.text
    with database.reading() as session:
        detail = views.flag(session, grown)
    assert (detail.summary.state, detail.summary.new_evidence) == (FlagState.CONFIRMED, False)
    assert detail.decisions[-1].why == "The same firm, by its number."
    for code, words in (("es", "sigue así: se vio lo que llegó"), ("pt", "continua assim: o que chegou")):
        client.cookies.set("almenara_language", code)
        assert words in client.get(f"/flags/{grown}").text
    (operator_id, _name), *_others = detail.summary.operators
    assert client.get(f"/operators/{operator_id}/dossier.pdf").status_code == 200


def test_the_api_leaves_it_confirmed_too(client: TestClient, database: Database, grown: int) -> None:
    allowed = client.get(f"/api/v1/flags/{grown}").json()
    assert allowed["allowed_moves"] == ["in_review", "confirmed"]
    assert allowed["new_evidence"]
