"""Who is who on the pages: two operators side by side, judged, taken back, and shown as one; nobody over another's
head."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from core.terms import ContactType, Verdict
from store import clusters, views, watchlist
from store.identity import judge, judgements, lately_met
from store.identity.judge import Signature
from store.identity.pairs import pairs
from store.likeness.compare import weights
from store.session import Database
from store.watchlist import Sighting
from tests.store.make import mention, phone, report
from tests.web.seed import NOW
from tests.web.stories import ADVERT, REPORT
from tests.web.test_pages import read
from web import pair_pages

SHARED = "+573000000021"
ANA = Signature("Ana Núñez", "one number, one owner", NOW)


@pytest.fixture
def two(database: Database) -> tuple[int, int]:
    """ViveOnline and Viajes Sol Naciente, who now share the number of the advert."""
    with database.transaction() as session:
        named = {line.name: line.operator_id for line in views.operators(session)}
        ends = (named["ViveOnline"], named["Viajes Sol Naciente"])
        seen = Sighting(NOW, NOW + timedelta(hours=1), counts=False)
        watchlist.add_contacts(session, ends[0], [(ContactType.PHONE, SHARED)], seen)
    return min(ends), max(ends)


def fields(client: TestClient, path: str, action: str) -> dict[str, str | list[str]]:
    """The hidden fields of the last form of a page that leads to `action`."""
    html = client.get(path).text
    forms = [part for part in html.split("<form")[1:] if f'action="{action}"' in part]
    form = forms[-1].split("</form>")[0]
    sent = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form)
    keys = [value for name, value in sent if name == "evidence"]
    return {**dict(sent), **({"evidence": keys} if keys else {})}


def say(client: TestClient, ends: tuple[int, int], verdict: str, **changes: str) -> int:
    """Send the form of the pair's page; the status of the answer."""
    path = f"/pairs/{ends[0]}/{ends[1]}"
    sent = fields(client, path, f"{path}/judgements") | {"verdict": verdict, "why": "Read both.", "who": "Ana"}
    return client.post(f"{path}/judgements", data=sent | changes, follow_redirects=False).status_code


def test_however_much_was_found_the_form_is_read(client: TestClient, two: tuple[int, int]) -> None:
    """Of 501 keys and more the typed reason was lost in a bare page of faults."""
    path = f"/pairs/{two[0]}/{two[1]}"
    sent = fields(client, path, f"{path}/judgements") | {"verdict": "", "why": "Read both, twice.", "who": "Ana"}
    keys = [*sent["evidence"], *(f"phone {number}" for number in range(1200))]
    answer = client.post(f"{path}/judgements", data=sent | {"evidence": keys})
    assert (answer.status_code, "Read both, twice." in answer.text) == (422, True)
    assert client.post(f"{path}/judgements", data=sent | {"evidence": keys, "verdict": "same"}).status_code == 200


def test_pairs_that_wait_with_what_speaks_for_them(client: TestClient, two: tuple[int, int]) -> None:
    page = read(client, "/pairs")
    assert f"/pairs/{two[0]}/{two[1]}" in page.links
    assert f"both use WhatsApp {SHARED}" in page.text
    side = read(client, f"/pairs/{two[0]}/{two[1]}")
    assert f"Phone {SHARED} both" in side.text
    assert "+0.90 both use WhatsApp" in side.text
    assert "Advertised" in side.text
    assert "The nearest two names" in side.text
    for story in (REPORT, ADVERT):
        assert story.title in side.text
    assert "Operator" in read(client, f"/operators/{two[0]}").text
    assert "May be the same Viajes Sol Naciente" in read(client, f"/operators/{two[0]}").text


def test_the_figures_of_a_pair_say_what_they_are(client: TestClient, two: tuple[int, int]) -> None:
    """Four figures told the likeness of names, and no page said which was which."""
    side = read(client, f"/pairs/{two[0]}/{two[1]}").text
    assert "It is no probability, and links nobody." in side
    assert "times 0.60, or 0.40 for a person’s" in side
    assert f"from {weights().threshold:.2f} on they count as one name" in side
    for language, said in (("es", "No es una probabilidad"), ("pt", "Não é uma probabilidade")):
        page = client.get(f"/pairs/{two[0]}/{two[1]}", headers={"accept-language": language}).text
        assert said in page


def test_pairs_go_on_page_by_page(
    client: TestClient, two: tuple[int, int], database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pair_pages, "LISTED", 2)
    seen = Sighting(NOW, NOW, counts=False)
    with database.transaction() as session:
        for n in range(3):
            operator_id = watchlist.create(session, f"Yareta {n}", is_person=False, seen=seen)
            watchlist.add_contacts(session, operator_id, [(ContactType.PHONE, "+573000000033")], seen)
        whole = {(each.left_id, each.right_id) for each in pairs(session)}
    walked, address = [], "/pairs"
    while address:
        page = client.get(address).text
        walked += re.findall(r'<h2><a href="/pairs/(\d+)/(\d+)">', page)
        address = (re.findall(r'href="(/pairs\?behind=\d+)" rel="next"', page) or [""])[0]
    assert sorted((int(one), int(other)) for one, other in walked) == sorted(whole)
    assert "No pair waits behind these." in client.get("/pairs?behind=9000").text
    assert client.get("/pairs?behind=-1").status_code == 422


def test_the_address_of_a_pair_is_that_of_its_clusters(client: TestClient, two: tuple[int, int]) -> None:
    one, other = two
    for path in (f"/pairs/{other}/{one}", f"/pairs/compare?one={other}&other={one}"):
        answer = client.get(path)
        assert answer.url.path == f"/pairs/{one}/{other}"
    assert client.get(f"/pairs/{one}/{one}").status_code == 422
    assert client.get(f"/pairs/{one}/999").status_code == 404


def test_to_merge_shows_one_and_to_split_restores(client: TestClient, two: tuple[int, int], database: Database) -> None:
    one, other = two
    before = read(client, f"/operators/{other}").text.partition("Names ")[2].partition("Timeline")[0]
    assert say(client, two, "same") == 303
    moved = client.get(f"/operators/{other}", follow_redirects=False)
    assert (moved.status_code, moved.headers["location"]) == (303, f"/operators/{one}")
    assert (
        client.get(f"/pairs/{one}/{other}", follow_redirects=False).headers["location"] == f"/operators/{one}#entries"
    )
    page = read(client, f"/operators/{one}")
    assert (
        f"Viajes Sol Naciente also written, 1 document published since 22 Jan 2021, last seen 23 Jan 2021 entry {other}"
        in page.text
    )
    assert "Decisions on identity Same" in page.text
    tonight = read(client, "/").text
    assert "3 leads, 1 named operator" in tonight
    assert "also written Vive Online, Viajes Sol Naciente" in tonight
    found = client.get("/api/v1/search", params={"q": SHARED}).json()["operators"]
    assert [(each["operator_id"], each["entries"]) for each in found] == [(one, [one, other])]
    assert say_split(client, one, other) == 303
    after = read(client, f"/operators/{other}").text
    assert before.partition("Stand near it")[0] in after
    with database.reading() as session:
        assert clusters.members(session, one) == [one]
        assert [j.verdict.value for j in judgements.history(session, two)] == ["same", "different"]


def test_who_merely_takes_back_that_two_are_one_says_no_more(
    client: TestClient, two: tuple[int, int], database: Database
) -> None:
    one, other = two
    assert say(client, two, "different") == 303
    assert say(client, two, "same") == 303
    assert say_split(client, one, other, verdict="same") == 422
    assert say_split(client, one, other, verdict="unsure") == 303  # as it stood before: different
    assert say(client, two, "unsure") == 303
    assert say(client, two, "same") == 303
    assert say_split(client, one, other, verdict="unsure") == 303
    with database.reading() as session:
        assert clusters.members(session, one) == [one]
        said = [j.verdict.value for j in judgements.history(session, two)]
    assert said == ["different", "same", "different", "unsure", "same", "unsure"]


def say_split(client: TestClient, one: int, entry: int, **changes: str) -> int:
    """Send the form that takes an entry out of its operator."""
    action = f"/operators/{entry}/split"
    sent = fields(client, f"/operators/{one}", action) | {"why": "Another owner.", "who": "Ben"}
    return client.post(action, data=sent | changes, follow_redirects=False).status_code


def test_to_split_on_a_flag_leads_back_to_it(
    client: TestClient, two: tuple[int, int], flag_ids: dict[str, int], database: Database
) -> None:
    other = two[1]
    flag_id = flag_ids[ADVERT.title]
    assert "Split off" not in read(client, f"/flags/{flag_id}").text
    assert say(client, two, "same") == 303
    assert "Split off" in read(client, f"/flags/{flag_id}").text
    action = f"/operators/{other}/split"
    sent = fields(client, f"/flags/{flag_id}", action) | {"why": "Another owner.", "who": "Ben"}
    answer = client.post(action, data=sent, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/flags/{flag_id}#candidates")
    assert "Split off" not in read(client, f"/flags/{flag_id}").text
    with database.reading() as session:
        assert clusters.members(session, other) == [other]


def test_a_judgement_is_taken_back_by_another(client: TestClient, two: tuple[int, int]) -> None:
    path = f"/pairs/{two[0]}/{two[1]}"
    assert say(client, two, "different") == 303
    assert path not in read(client, "/pairs").text
    page = client.get(path).text
    assert 'value="unsure" required' not in page  # to be unsure again is to undo: one of the two is enough
    undo = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page.split('<form class="undo"')[1].split("</form>")[0]))
    assert "who" not in undo  # a field that is seen, not a name that is sent unseen
    assert client.post(f"{path}/judgements", data=undo, follow_redirects=False).status_code == 422
    assert client.post(f"{path}/judgements", data=undo | {"who": "Luz"}, follow_redirects=False).status_code == 303
    said = read(client, path).text
    assert "Decided so far Different by Ana" in said
    assert "Unsure by Luz" in said
    assert "Taken back." in said
    assert "Undo" not in said.partition("Decided so far")[0].partition("Decision")[2]
    assert 'value="unsure" required' in client.get(path).text
    assert say(client, two, "different") == 303
    undo |= fields(client, path, f"{path}/judgements") | {
        "who": "Luz",
        "why": "Two firms of that name.",
        "verdict": "unsure",
    }
    assert client.post(f"{path}/judgements", data=undo, follow_redirects=False).status_code == 303
    assert "Two firms of that name." in read(client, path).text


def test_what_is_missing_is_marked_and_takes_the_focus(client: TestClient, two: tuple[int, int]) -> None:
    path = f"/pairs/{two[0]}/{two[1]}"
    sent = fields(client, path, f"{path}/judgements") | {"verdict": "same", "why": "Read both.", "who": "Ana"}
    for name in ("verdict", "why", "who"):
        answer = client.post(f"{path}/judgements", data=sent | {name: ""})
        assert answer.status_code == 422
        (marked,) = re.findall(r"<[^>]* autofocus[^>]*>", answer.text)
        assert f' name="{name}"' in marked
        assert re.search(rf' required.* aria-describedby="problem-{name}\b', marked)
        assert answer.text.count(f'id="problem-{name}"') == 1
    assert say(client, two, "same") == 303
    split = f"/operators/{two[1]}/split"
    refused = client.post(split, data=fields(client, f"/operators/{two[0]}", split) | {"why": " ", "who": "Ana"})
    assert refused.status_code == 422
    (marked,) = re.findall(r"<[^>]* autofocus[^>]*>", refused.text)
    assert f'id="why-split-{two[1]}"' in marked


def test_nobody_decides_over_anothers_head(client: TestClient, two: tuple[int, int], database: Database) -> None:
    path = f"/pairs/{two[0]}/{two[1]}"
    sent = fields(client, path, f"{path}/judgements") | {"verdict": "same", "why": "My <b>words</b>.", "who": "Ben"}
    with database.transaction() as session:
        judge.judge(session, *two, Verdict.UNSURE, ANA)
    answer = client.post(f"{path}/judgements", data=sent)
    assert answer.status_code == 409
    assert "judged unsure by Ana Núñez" in answer.text
    assert " UTC" not in answer.text.split('class="problem"')[1].split("</div>")[0]  # the page has a clock of its own
    assert "My &lt;b&gt;words&lt;/b&gt;." in answer.text
    assert 'value="same" required aria-describedby="help-same" checked' in answer.text
    with database.transaction() as session:
        last = judgements.between(session, [two[0]], [two[1]])
        assert last is not None
        judge.judge(session, *two, Verdict.SAME, ANA, seen=last.judgement_id)
    again = client.post(f"{path}/judgements", data=sent)
    assert again.status_code == 409
    assert "These two are one operator by now." in again.text
    assert "My &lt;b&gt;words&lt;/b&gt;." in again.text


def test_nobody_decides_over_what_the_page_did_not_show(
    client: TestClient, two: tuple[int, int], database: Database
) -> None:
    """A shared number that came in the night counted as known, and the pair never returned."""
    path, number = f"/pairs/{two[0]}/{two[1]}", "+573000000022"
    sent = fields(client, path, f"{path}/judgements") | {"verdict": "different", "why": "My words.", "who": "Ana"}
    with database.transaction() as session:
        seen = Sighting(NOW, NOW + timedelta(hours=1), counts=False)
        for end in two:
            watchlist.add_contacts(session, end, [(ContactType.PHONE, number)], seen)
    answer = client.post(f"{path}/judgements", data=sent)
    assert answer.status_code == 409
    assert "more was found than you have read" in answer.text
    assert "My words." in answer.text
    assert say(client, two, "different") == 303
    sent = fields(client, path, f"{path}/judgements") | {"verdict": "same", "why": "My words.", "who": "Ana"}
    with database.transaction() as session:
        third = next(o.operator_id for o in views.operators(session) if o.operator_id not in two)
        judge.judge(session, two[1], third, Verdict.SAME, ANA)
    answer = client.post(f"{path}/judgements", data=sent)
    assert answer.status_code == 409
    assert "judged same by Ana Núñez" in answer.text
    assert "My words." in answer.text
    with database.reading() as session:
        assert clusters.members(session, two[0]) == [two[0]]


def test_a_split_after_somebody_judged_is_refused(client: TestClient, two: tuple[int, int], database: Database) -> None:
    one, other = two
    assert say(client, two, "same") == 303
    sent = fields(client, f"/operators/{one}", f"/operators/{other}/split") | {"why": "Kept words.", "who": "Ben"}
    with database.transaction() as session:
        third = next(o.operator_id for o in views.operators(session) if o.operator_id not in two)
        judge.judge(session, one, third, Verdict.DIFFERENT, ANA)
    answer = client.post(f"/operators/{other}/split", data=sent)
    assert answer.status_code == 409
    assert "Kept words." in answer.text


def test_who_splits_what_was_split_meanwhile_reads_the_words_again(client: TestClient, two: tuple[int, int]) -> None:
    one, other = two
    assert say(client, two, "same") == 303
    sent = fields(client, f"/operators/{one}", f"/operators/{other}/split") | {"why": "Kept <b>.", "who": "Ben"}
    assert client.post(f"/operators/{other}/split", data=sent, follow_redirects=False).status_code == 303
    answer = client.post(f"/operators/{other}/split", data=sent)
    assert answer.status_code in {409, 422}
    assert "What you wrote" in answer.text
    assert "Kept &lt;b&gt;." in answer.text


def test_what_can_not_be_recorded_keeps_the_words(client: TestClient, two: tuple[int, int]) -> None:
    assert say(client, two, "perhaps") == 422
    assert say(client, two, "same", why=" ") == 422
    assert say(client, two, "same", token="x") == 403
    assert say(client, two, "same", why="x" * 4001) == 422
    assert client.get("/api/v1/judgements").json() == {"items": [], "next": None}


def test_a_candidate_is_judged_from_the_flag(
    client: TestClient, database: Database, flag_ids: dict[str, int], two: tuple[int, int]
) -> None:
    from sqlalchemy import select

    from store.tables import FlagRow, LinkRow

    flag_id = flag_ids[ADVERT.title]
    with database.transaction() as session:
        flag = session.get_one(FlagRow, flag_id)
        (link,) = session.scalars(select(LinkRow).where(LinkRow.analysis_id == flag.analysis_id)).all()
        other = min(two) if link.operator_id != min(two) else max(two)
        session.add(
            LinkRow(analysis_id=flag.analysis_id, subject=link.subject, operator_id=other, score=0.55,
                    reasons=[["no country in common", -0.05]], linked=False, is_new=False, is_clearance=False)
        )  # fmt: skip
    action = f"/pairs/{two[0]}/{two[1]}/judgements"
    sent = fields(client, f"/flags/{flag_id}", action) | {"verdict": "same", "why": "One number.", "who": "Ana"}
    answer = client.post(action, data=sent, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/flags/{flag_id}#candidates")
    page = read(client, f"/flags/{flag_id}").text.partition("On the watchlist")[2]
    assert len(re.findall(r"score \d", page)) == 1  # both entries are one operator, and stand once


def test_the_network_is_drawn_and_stands_in_a_table(client: TestClient, two: tuple[int, int]) -> None:
    path = f"/operators/{two[0]}/network"
    html = client.get(path).text
    page = read(client, path)
    assert html.count('<g class="named">') >= 3
    assert f"/operators/{two[1]}" in page.links
    assert f"/search?q=%2B{SHARED[1:]}" in page.links
    assert f"uses Phone {SHARED} contact point" in page.text
    assert client.get("/operators/999/network").status_code == 404
    assert client.get(path).text == html


def test_tonight_tells_of_a_new_pair_until_it_is_judged(client: TestClient, database: Database) -> None:
    """A second entry of the same person stood on the page of pairs, and nothing led there."""
    assert "may be one;" not in read(client, "/").text
    with database.transaction() as session:
        for number in (901, 902):
            report(session, number, [mention("Juan Pérez Quispe", is_person=True)], route=(), now=NOW)
    page = read(client, "/")
    assert "1 new pair of operators may be one; 1 in all wait for a judgement. See the pairs" in page.text
    assert page.links.count("/pairs") == 2
    client.cookies.set("almenara_language", "pt")
    told = "1 par novo de operadores pode ser um só; ao todo esperam uma decisão: 1. Ver os pares"
    assert told in read(client, "/").text
    client.cookies.delete("almenara_language")
    with database.reading() as session:
        (found,) = pairs(session)
    assert say(client, (found.left_id, found.right_id), "different") == 303
    assert "may be one;" not in read(client, "/").text


def test_tonight_says_which_judged_pair_comes_back_and_why(client: TestClient, database: Database) -> None:
    """What came back on new evidence stood on the page of pairs alone."""
    with database.transaction() as session:
        for number, name in ((901, "Ruta Zorzal"), (902, "Vizcacha del Sur")):
            report(session, number, [mention(name)], [phone("+56940000001")] if number == 901 else [], now=NOW)
        known = {line.name: line.operator_id for line in views.operators(session)}
        ends = known["Ruta Zorzal"], known["Vizcacha del Sur"]
        judge.judge(session, *ends, Verdict.DIFFERENT, ANA)
        report(session, 903, [mention("Vizcacha del Sur")], [phone("+56940000001")], source_id="cl_hora", now=NOW)
        lately_met.note(session, views.runs(session, limit=1)[0].run_id)
    page = read(client, "/")
    assert "1 pair that was judged comes back on new evidence; 1 in all wait for a judgement." in page.text
    assert "Ruta Zorzal / Vizcacha del Sur: both use phone +56940000001" in page.text
    assert f"/pairs/{min(ends)}/{max(ends)}" in page.links
