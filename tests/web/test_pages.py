"""The pages as they are read: who stands where, and that an empty watch has pages too."""

from __future__ import annotations

import re
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from core.nights import SourceNight
from core.settings import Settings
from core.terms import FlagKind, FlagState, NightState, Verdict
from store import flags, lock, runs, sightings, views
from store.identity import judge
from store.identity.judge import Signature
from store.seeds import loading
from store.seeds.seed import Seed
from store.session import Database
from store.views import night_views
from tests.store.make import mention, phone, report
from tests.web.conftest import ORIGIN, settings_in
from tests.web.seed import NIGHT, NOW
from tests.web.stories import ADVERT, CLEARED, NAMELESS, REPORT
from web.app import create_app

PAGES = [
    "/", "/?since=week", "/?since=all", "/operators", "/runs", "/sources", "/overview", "/overview?since=all", "/guide",
]  # fmt: skip


class Page(HTMLParser):
    """What a person reads (words), and the headings, links and ids that hold it together."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.headings: list[int] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.labels: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag in ("dt", "dd", "td", "th", "li", "p", "span", "div", "h2", "footer"):
            self.words.append(" ")
        if "href" in found and tag == "a":
            self.links.append(found["href"])
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "label":
            self.labels.add(found["for"])

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def read(client: TestClient, path: str) -> Page:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.text)
    return Page(answer.text)


def test_a_night_that_is_at_work_or_was_cut_off_is_not_called_quiet(client: TestClient, database: Database) -> None:
    """While a night was reading, its page said that it had raised no flag, and all that was open was out of sight."""
    with database.transaction() as session:
        run = runs.start_or_resume(session, NIGHT + timedelta(days=1), "scheduler", NOW + timedelta(days=1))
    with lock.hold(database):
        page = read(client, "/")
    assert "The night is still at work: more may come." in page.text
    assert "raised no flag" not in page.text
    assert "/?since=all" in page.links
    cut_off = read(client, "/")
    assert "The night did not come to its end" in cut_off.text
    assert "raised no flag" not in cut_off.text
    with database.transaction() as session:
        runs.finish(session, run.run_id, NightState.DONE, NOW + timedelta(days=1))
    assert "raised no flag" in read(client, "/").text


def test_clearances_alone_are_not_told_with_a_nought_of_leads(client: TestClient, database: Database) -> None:
    with database.transaction() as session:
        for line in views.flags(session):
            if line.kind is FlagKind.LEAD:
                said = {"who": "Ana", "why": "A bus.", "now": NOW, "expected_version": line.version}
                flags.decide(session, line.flag_id, FlagState.DISMISSED, **said)
    page = read(client, "/?since=all")
    assert " 1 clearance open, whenever they came." in page.text
    assert "0 leads" not in page.text


def test_tonight_is_by_operator_with_clearances_apart(looker: TestClient, flag_ids: dict[str, int]) -> None:
    page = read(looker, "/")
    assert "Saturday 23 January 2021" in page.text
    assert "3 leads, 2 named operators, 1 clearance from the latest night." in page.text
    order = ["ViveOnline", "Viajes Sol Naciente", "Leads that name nobody", "Clearances", "Not heard"]
    assert sorted(order, key=page.text.index) == order
    for story in (REPORT, ADVERT, NAMELESS, CLEARED):
        assert f"/flags/{flag_ids[story.title]}?since=night" in page.links
        assert story.title in page.text
    assert "Report in La Bitácora del Norte of smuggling or trafficking; ViveOnline: reported as operator" in page.text
    assert "same story in 1 other place" in page.text
    assert page.text.count("Turismo Pampa Clara") == page.text[page.text.index("Clearances") :].count(
        "Turismo Pampa Clara"
    )


def test_a_lead_about_several_is_told_in_full_once(client: TestClient, database: Database) -> None:
    """An arrest of three stood on the first page three times over."""
    names = ("Delmira Ocaranza", "Hilario Quenaya", "Wenceslao Tupa")
    with database.transaction() as session:
        report(session, 901, [mention(name, at=40 * n, is_person=True) for n, name in enumerate(names)])
        report(session, 902, [mention(names[1], is_person=True)], [phone("+573000000044")])
    page = read(client, "/?since=all")
    (flag,) = [each for each in client.get("/api/v1/flags").json()["items"] if len(each["operators"]) == 3]
    assert page.links.count(f"/flags/{flag['flag_id']}?since=all") == 3
    assert page.text.count("The same as above.") == 2
    assert page.text.count("names, too:") == 1
    first = page.text.partition("names, too:")[2].partition("Cl Voz")[0]
    assert sum(name in first for name in names) == 2
    assert {f"/operators/{each['operator_id']}" for each in flag["operators"]} <= set(page.links)
    client.cookies.set("almenara_language", "es")
    assert "nombra también a:" in read(client, "/?since=all").text


def test_a_clearance_is_said_wherever_its_operator_is_listed(looker: TestClient, flag_ids: dict[str, int]) -> None:
    """Lists said 'Reported' of a firm that a court had let go; on its page 'Cleared' bore the bar of accusations."""
    said = "A source clears it (22 Jan 2021); nobody has decided on that yet"
    reported = flag_ids["Denuncian a Turismo Pampa Clara por traslados nocturnos"]
    operator_id = looker.get(f"/api/v1/flags/{reported}").json()["operators"][0]["operator_id"]
    for path in ("/operators", "/?since=all", "/search?q=Pampa+Clara", f"/operators/{operator_id}"):
        assert read(looker, path).text.count(said) == 1, path
    assert 'class="said lifts"' in looker.get(f"/operators/{operator_id}").text
    for answer in (f"/api/v1/operators/{operator_id}", "/api/v1/search?q=Pampa+Clara"):
        found = looker.get(answer).json()
        one = found["operators"][0] if "operators" in found else found
        assert (one["said_cleared"], one["clearance_waits"]) == ("2021-01-22", True)


def test_tonight_says_which_sources_were_not_heard(looker: TestClient) -> None:
    page = read(looker, "/")
    assert "Sala de Prensa Failed robots.txt answered 500, three times Silent for 4 nights" in page.text
    assert "Diario Frontera failed" not in page.text
    assert "/sources#ec_prensa" in page.links


def test_tonight_says_which_source_gave_many_leads(looker: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    said = "Many leads came from one source:"
    assert said not in looker.get("/").text
    monkeypatch.setattr(night_views, "MANY_LEADS", 2)
    page = looker.get("/").text
    assert said in page
    assert '<a href="/sources/cl_bitacora">' in page[page.index(said) :].partition("</p>")[0]


def test_tonight_says_what_became_of_earlier_leads(client: TestClient, database: Database) -> None:
    """An advert that was taken down told nobody: the lead's own page had to be opened."""
    first, gone = NOW + timedelta(days=30), NOW + timedelta(days=31)
    with database.transaction() as session:
        flag_id = report(session, 901, [mention("Kantuta")], now=first, at=first)
        for begun in (first, gone):
            run = runs.start_or_resume(session, begun.date(), "manual", begun)
            runs.finish(session, run.run_id, NightState.DONE, begun + timedelta(hours=1))
        sightings.gone(session, "cl_voz", {"https://cl_voz.example/901": gone})
    page = client.get("/").text
    section = page[page.index('id="moved"') :]
    assert f'<a href="/flags/{flag_id}">' in section
    assert f"Its publisher no longer shows it (seen on {gone.day} {gone:%b %Y})." in section
    assert 'id="moved"' not in client.get("/?since=all").text


def test_tonight_says_that_an_earlier_lead_is_back_at_its_address(client: TestClient, database: Database) -> None:
    """Told as taken down, it stood again, and no page told it but to whom compared."""
    first = NOW + timedelta(days=30)
    gone, back = first + timedelta(days=1), first + timedelta(days=2)
    address = "https://cl_voz.example/902"
    with database.transaction() as session:
        flag_id = report(session, 902, [mention("Kantuta")], now=first, at=first)
        for begun in (first, gone, back):
            run = runs.start_or_resume(session, begun.date(), "manual", begun)
            runs.finish(session, run.run_id, NightState.DONE, begun + timedelta(hours=1))
        sightings.gone(session, "cl_voz", {address: gone})
        sightings.stood(session, "cl_voz", {address: back})
    page = client.get("/").text
    section = page[page.index('id="moved"') :]
    days = [f"{each.day} {each:%b %Y}" for each in (gone, back)]
    assert f'<a href="/flags/{flag_id}">' in section
    assert f"Its publisher shows it again: gone on {days[0]}, there on {days[1]}." in section
    assert "no longer shows" not in section


def test_tonight_says_that_no_night_has_begun(looker: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """A watch that has stopped looks like a quiet one, were it not said."""
    assert "Late No night has begun since." in read(looker, "/").text
    monkeypatch.setattr("web.pages.now", lambda: NOW + timedelta(hours=20))
    assert "No night has begun" not in read(looker, "/").text


def test_a_longer_look_back_finds_the_earlier_flag(looker: TestClient) -> None:
    assert "Denuncian a Turismo Pampa Clara" not in read(looker, "/").text
    assert "Denuncian a Turismo Pampa Clara" in read(looker, "/?since=all").text


BARS = (("for", "1.000"), ("against", "0.095"))
"""Of the words that carried the advert's label, 2.10, and of those that spoke against it, 0.20."""


def test_a_flag_shows_words_reasons_and_without_what_the_reader_is_surer(
    looker: TestClient, flag_ids: dict[str, int]
) -> None:
    path = f"/flags/{flag_ids[ADVERT.title]}"
    html = looker.get(path).text
    page = Page(html)
    for paragraph in ADVERT.text.split("\n"):
        assert " ".join(paragraph.split()) in page.text
    assert 'class="k-operator" title="Operator">Viajes Sol Naciente</mark>' in html
    assert 'class="k-contact" title="Contact">300 000 00 21</mark>' in html
    assert 'class="k-price" title="Price">350 USD</mark>' in html
    assert "2.10" not in page.text  # log-odds, which were taken for a part of the score
    heaviest, lighter = [html.index(f'class="{kind}" min="0" max="1" value="{size}"') for kind, size in BARS]
    assert heaviest < html.index("sin pasaporte y sin sello</bdi>") < lighter < html.index("Cupos limitados</bdi>")
    against = page.text[
        page.text.index("Spoke against it: the reader would be surer", page.text.index("Why it was flagged")) :
    ]
    assert "Cupos limitados" in against
    assert "WhatsApp +573000000021 of the operator or advertiser, written 300 000 00 21" in page.text
    anchors = [link[1:] for link in page.links if link.startswith("#w")]
    assert anchors
    assert set(anchors) <= set(page.ids)
    assert "a lead, not a finding" in page.text


def test_a_flag_explains_its_candidates(looker: TestClient, flag_ids: dict[str, int]) -> None:
    page = read(looker, f"/flags/{flag_ids[REPORT.title]}")
    assert "First seen here" in page.text
    assert "from 0.80 on what the document says is counted to it." in page.text
    assert "Cancillería chilena anuncia ofensiva" in page.text  # the wire copy
    clearance = read(looker, f"/flags/{flag_ids[CLEARED.title]}")
    assert "Clearance" in clearance.text
    assert "Impersonated Turismo Pampa Clara" in clearance.text  # its name was stolen: it was never accused


def test_the_reason_of_a_lead_says_of_whom(looker: TestClient, flag_ids: dict[str, int]) -> None:
    """Under a headline about somebody else, 'reported as' without a name would be read as said of them."""
    lead = read(looker, f"/flags/{flag_ids[REPORT.title]}").text
    assert "; ViveOnline: reported as operator; " in lead


def test_to_confirm_a_clearance_is_not_called_to_confirm_a_lead(looker: TestClient, flag_ids: dict[str, int]) -> None:
    clearance = read(looker, f"/flags/{flag_ids[CLEARED.title]}").text
    assert "Confirm the clearance" in clearance
    assert "From now on it stands here as cleared" in clearance
    assert "Its standing stays as it was" in clearance
    assert "Worth following up" not in clearance
    lead = read(looker, f"/flags/{flag_ids[REPORT.title]}").text
    assert "Confirm as a lead" in lead
    assert "Confirm the clearance" not in lead


def test_a_score_is_the_same_on_the_list_and_on_its_page(looker: TestClient, flag_ids: dict[str, int]) -> None:
    """A clearance's is not of what the text is about: the page named another number than the list."""
    listed = read(looker, "/").text
    for story, words in ((REPORT, "score"), (CLEARED, "means the operator, sure to")):
        said = re.search(rf"{words} (0\.\d\d)", listed[listed.index(story.title) :])
        assert said is not None
        page = read(looker, f"/flags/{flag_ids[story.title]}").text
        assert f"{words} {said[1]} " in page.partition("On this page")[0].partition("The document as seen")[0]
    assert f"How sure it is that the operator whom it clears is meant {said[1]}" in page


def test_an_operator_in_full(looker: TestClient, flag_ids: dict[str, int]) -> None:
    operator = next(link for link in read(looker, "/").links if link.startswith("/operators/"))
    page = read(looker, operator)
    assert "ViveOnline" in page.text
    assert "Vive Online also written, 2 documents" in page.text
    assert "Named in 2 documents by 1 independent source, since " in page.text
    assert "garantiza asistencia en cada frontera" in page.text
    assert f"/flags/{flag_ids[REPORT.title]}" in page.links
    assert "A lead, not a finding" in page.text


def test_all_flags_of_an_operator_are_reached(
    client: TestClient, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.operator_pages.FLAGGED", 1)
    with database.transaction() as session:
        judge.judge(session, 1, 2, Verdict.SAME, Signature("Ana Núñez", "one phone", NOW))
        ids = [flag.flag_id for flag in views.flags(session, views.FlagFilter(operator_id=1))]
    assert len(ids) > 1
    found, address = [], "/operators/1"
    while address:
        links = read(client, address).links
        found += [link for link in links if link.startswith("/flags/")][:1]
        address = next((link for link in links if link.startswith("/operators/1?before=")), "")
    assert found == [f"/flags/{flag_id}" for flag_id in ids]


def test_an_operators_map_has_its_stops_beside_it(looker: TestClient) -> None:
    operator = next(link for link in read(looker, "/").links if link.startswith("/operators/"))
    page = read(looker, operator)
    assert "1 Cúcuta border crossing 2 Rumichaca border crossing 3 Huaquillas border crossing" in page.text
    assert '<svg class="map"' in looker.get(operator).text
    assert "Reported first on 22 Jan 2021, 2 documents" in page.text
    assert "Convicted nobody says so" in page.text
    assert "23 January 2021 Flag Canciller anuncia ofensiva" in page.text
    assert any(link.startswith("/documents/") for link in page.links)


def test_the_ledger(looker: TestClient) -> None:
    runs = read(looker, "/runs")
    newest = [link for link in runs.links if link.startswith("/runs/")]
    assert len(newest) == 4
    night = read(looker, newest[0])
    assert "ec_prensa Failed 0 to 2 0 0 0 0 0 0 1 robots.txt answered 500, three times" in night.text
    assert "cl_bitacora Done 1 to 8 5 3 0 0 0 2 0 timed out (2)" in night.text
    assert "extraction 2 took longer than 120 s, <b>twice</b> waits" in night.text


def test_one_source_with_its_nights(looker: TestClient) -> None:
    page = read(looker, "/sources/ec_prensa")
    assert "Failed robots.txt answered 500, three times" in page.text
    assert page.text.count("Jan 2021 Failed 0 to 2") == 4
    assert page.text.count("0 0 0 1 robots.txt answered 500, three times") == 4
    assert "timed out (2)" in read(looker, "/sources/cl_bitacora").text  # why pages failed of a night that went through
    title = "New or changed documents by night, 20 January 2021 to 23 January 2021: 0 documents; 4 nights failed."
    assert title in page.text
    assert looker.get("/sources/nobody").status_code == 404
    assert looker.get("/sources/a%20b").status_code == 404


def test_an_operator_of_a_list_says_that_no_document_names_it(client: TestClient, database: Database) -> None:
    with database.transaction() as session:
        loading.load(session, [Seed("k-1", "Lejana Viajes", aliases=("Lej\u0430na",))], NOW)
        (line,) = [each for each in views.operators(session, limit=50) if each.name == "Lejana Viajes"]
    page = read(client, f"/operators/{line.operator_id}")
    assert "no document names it yet" in page.text
    assert "Named in 0" not in page.text
    assert "“lej\u0430na” has letters of another script among Latin ones: \u0430 (Cyrillic)." in page.text


def test_the_overview_counts_leads_and_where_it_listened(looker: TestClient) -> None:
    page = read(looker, "/overview")
    assert "Colombia → Ecuador 2" in page.text
    assert "Colombia → Chile USD one person 350 350 350 1 22 Jan 2021" in page.text
    assert "Ecuador 1 1 none" in page.text
    assert "18 January 2021 4 1" in page.text
    assert "Leads: 4 Clearances: 1" in page.text


def test_sources_that_need_a_look_come_first(looker: TestClient) -> None:
    page = read(looker, "/sources")
    assert "5 sources in the catalogue, 4 enabled. 1 enabled source was not heard." in page.text
    order = ["Sala de Prensa", "La Bitácora del Norte", "Anúncios do Sul"]
    assert sorted(order, key=page.text.index) == order
    assert "Off robots.txt forbids it" in page.text


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_whole(looker: TestClient, path: str) -> None:
    page = read(looker, path)
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(page.headings, page.headings[1:], strict=False))
    assert len(page.ids) == len(set(page.ids))
    assert page.links[0] == "#main"
    assert all(link.startswith(("/", "#")) for link in page.links)


def test_a_flag_page_is_whole(looker: TestClient, flag_ids: dict[str, int]) -> None:
    for flag_id in set(flag_ids.values()):
        page = read(looker, f"/flags/{flag_id}/evidence")
        assert page.headings.count(1) == 1
        assert len(page.ids) == len(set(page.ids))
        assert page.labels <= set(page.ids)
        assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)


@pytest.mark.parametrize("path", ["/flags/999", "/operators/999", "/runs/999", "/flags/999/evidence", "/nowhere"])
def test_what_is_not_there_is_said(looker: TestClient, path: str) -> None:
    answer = looker.get(path)
    assert answer.status_code == 404
    assert "There is nothing here" in answer.text
    assert "<h1>" in answer.text


@pytest.mark.parametrize("path", ["/flags/abc", f"/flags/{10**30}", "/?since=yesterday", "/operators?offset=-1"])
def test_what_cannot_be_read_is_said(looker: TestClient, path: str) -> None:
    answer = looker.get(path)
    assert answer.status_code in (404, 422)
    assert "<h1>" in answer.text


def test_an_empty_watch_has_pages(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    database = Database(settings.database)
    database.upgrade()
    database.close()
    with TestClient(create_app(settings), base_url=ORIGIN) as client:
        for path in PAGES:
            page = read(client, path)
            assert page.headings[0] == 1
        assert "No night has run yet" in read(client, "/").text


def test_a_database_that_cannot_be_used_is_said(settings: Settings) -> None:
    (settings.data_dir / "almenara.db").write_bytes(b"no database at all, but long enough to be read as one" * 99)
    for leftover in settings.data_dir.glob("almenara.db-*"):
        leftover.unlink()
    with TestClient(create_app(settings), base_url=ORIGIN) as client:
        answer = client.get("/")
    assert answer.status_code == 503
    assert "This could not be shown" in answer.text


def test_tonight_goes_by_pages_and_counts_all(looker: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read(looker, "/?since=all")
    assert "rel" not in whole.text
    monkeypatch.setattr("web.pages.FLAGS_A_PAGE", 1)
    monkeypatch.setattr("web.flag_list.FLAGS_A_PAGE", 1)
    first, second = read(looker, "/?since=all"), read(looker, "/?since=all&page=2")
    flag_count = len({link for link in whole.links if link.startswith("/flags/")})
    counted = f"1 clearance open, whenever they came. {flag_count} flags wait for a person in all."
    assert f"{flag_count - 1} leads" in first.text
    assert counted in first.text
    assert counted in second.text
    assert f"Page 1 of {flag_count} Older flags" in first.text
    assert f"Newer flags Page 2 of {flag_count} Older flags" in second.text
    assert {"/?since=all", "/?since=all&page=3"} <= set(second.links)
    by_page = [
        {link.partition("&")[0] for link in read(looker, f"/?since=all&page={number}").links if "/flags/" in link}
        for number in range(1, flag_count + 1)
    ]
    assert set.union(*by_page) == {link for link in whole.links if link.startswith("/flags/")}
    assert all(len(each) == 1 for each in by_page)
    assert read(looker, "/?since=all&page=99").text == read(looker, f"/?since=all&page={flag_count}").text


def test_a_night_that_nobody_is_at_is_cut_off(client: TestClient, database: Database) -> None:
    with database.transaction() as session:
        run = runs.start_or_resume(session, NIGHT + timedelta(days=1), "manual", NOW + timedelta(days=1))
        runs.plan(session, run.run_id, [SourceNight("cl_bitacora", None, state="running")])
    for path in ("/", "/runs", f"/runs/{run.run_id}", "/sources/cl_bitacora"):
        assert "Running" not in (page := read(client, path).text), path
        assert "Cut off" in page
        with lock.hold(database):
            assert "Running" in read(client, path).text
    with database.transaction() as session:
        later = runs.start_or_resume(session, NIGHT + timedelta(days=2), "manual", NOW + timedelta(days=2))
        runs.plan(session, later.run_id, [SourceNight("cl_bitacora", None, state="running")])
    with lock.hold(database):  # another night's
        assert "Running" not in (page := read(client, f"/runs/{run.run_id}").text)
        assert "Cut off" in page
        page = read(client, "/sources/cl_bitacora").text
        assert (page.count("Running"), page.count("Cut off")) == (1, 1)


def test_a_night_whose_flags_are_all_decided_was_not_without_any(client: TestClient, database: Database) -> None:
    with database.transaction() as session:
        for each in views.flags(session):
            flags.decide(
                session, each.flag_id, FlagState.DISMISSED,
                who="Ana Núñez", why="Looked at.", expected_version=each.version, now=NOW,
            )  # fmt: skip
    for path in ("/", "/?since=all", "/?since=week"):
        page = read(client, path).text
        assert "raised no flag" not in page
        assert "Nothing new" not in page
        assert "Nothing waits here. 0 flags wait for a person in all." in page


def test_nights_go_by_pages_and_nothing_is_cut_off_silently(
    looker: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = read(looker, "/runs")
    assert "Older nights" not in whole.text
    monkeypatch.setattr("web.pages.NIGHTS", 1)
    monkeypatch.setattr("web.overview_pages.NIGHTS", 1)
    monkeypatch.setattr("web.overview_pages.LEGS", 1)
    nights = [link for link in whole.links if re.fullmatch(r"/runs/\d+", link)]
    first = read(looker, "/runs")
    assert nights[0] in first.links
    assert nights[1] not in first.links
    older = next(link for link in first.links if link.startswith("/runs?before="))
    assert nights[1] in read(looker, older).links
    assert "These are the newest." in read(looker, "/sources/ec_prensa").text
    assert re.search(r"and \d+ more", read(looker, "/overview?since=all").text)


def test_a_source_that_was_refused_or_has_changed_is_named(client: TestClient, database: Database) -> None:
    lines = [
        SourceNight("cl_bitacora", (1, 8), failed=3, reasons={"HTTP 403": 3}, state="done"),
        SourceNight("pe_frontera", (1, 8), reasons={"listing: nothing found in it": 1}, state="done"),
        SourceNight("co_avisos", (1, 8), fetched=4, new=2, reasons={"HTTP 403": 1}, state="done"),
    ]
    with database.transaction() as session:
        run = runs.start_or_resume(session, NIGHT + timedelta(days=1), "manual", NOW + timedelta(days=1))
        runs.plan(session, run.run_id, lines)
        runs.finish(session, run.run_id, NightState.DONE, NOW + timedelta(days=1))
    told = read(client, "/").text.partition("Not heard")[2]
    assert "La Bitácora del Norte Blocked the publisher turned us away" in told
    assert "Diario Frontera Changed its list answers otherwise than it did, or has moved" in told
    assert "Avisos del Valle" not in told.partition("A flag is a lead")[0]
    for name, said in (("cl_bitacora", "Blocked"), ("pe_frontera", "Changed"), ("co_avisos", "Heard")):
        assert said in read(client, f"/sources/{name}").text
