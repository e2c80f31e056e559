"""Who of a FollowTheMoney list is taken, under which topics they go out again, and who is joined, renamed, refused."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.errors import InputError
from core.terms import DocumentLabel, FlagState, LegalStatus
from store import flags, views
from store.exchange import ftm, watchlist_file
from store.exchange.entries import Entry, entries
from store.exchange.incoming import Incoming
from store.exchange.taking import NEVER_LISTED, take_in
from store.seeds.seed import OURS, SMUGGLING
from store.session import Database, Session
from tests.store.make import NOON, OFFER, mention, register, report


def _read(tmp_path: Path, *lines: dict[str, object]) -> Incoming:
    path = tmp_path / "list.ftm.json"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return watchlist_file.read(path)


def _person(key: str = "x-1", schema: str = "Person", **properties: object) -> dict[str, object]:
    return {"id": key, "schema": schema, "properties": {"name": ["Rosa Zorzal"], "topics": ["crime"]} | properties}


def _out(session: Session) -> list[dict[str, object]]:
    return [next(iter(ftm.entities(entry))) for entry in entries(session)]


def test_whom_a_list_has_for_a_sanction_goes_out_as_that_and_as_no_smuggler(database: Database, tmp_path: Path) -> None:
    """Everybody of a sanctions list went out as a crime's, and tagged with migrant smuggling."""
    with database.transaction() as session:
        take_in(session, _read(tmp_path, _person(topics=["sanction", "corp.shell"])), NOON)
        (one,) = _out(session)
        assert one["properties"]["topics"] == ["sanction"]  # type: ignore[index]
        assert SMUGGLING not in one["properties"]["keywords"]  # type: ignore[index]
        assert views.operator(session, 1).entries[0].topics == ("sanction",)
        register(session, "cl_voz")
        report(session, 1, [mention("Rosa Zorzal", is_person=True, status=LegalStatus.CHARGED)], labels=(OFFER,))
        found = {str(each["caption"]): each["properties"] for each in _out(session)}
    assert found["Rosa Zorzal"]["topics"][0] == "crime"  # type: ignore[index]
    assert SMUGGLING in found["Rosa Zorzal"]["keywords"]  # type: ignore[index]


def test_what_a_table_lists_is_a_smuggler_by_its_word(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("name\nRuta Zorzal\n", encoding="utf-8")
    with database.transaction() as session:
        take_in(session, watchlist_file.read(path), NOON)
        (one,) = _out(session)
    assert one["properties"]["topics"] == ["crime"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("entity", "why"),
    [
        (_person(birthDate=[f"{datetime.now(UTC).year - 10}-05-01"]), "a child by its date of birth"),
        (_person(birthDate=[str(datetime.now(UTC).year - 18)]), "a child by its date of birth"),
        (_person(schema="PublicBody", name=["Policía de Zorzal"]), "an authority by its schema"),
        (_person(topics=["crime", "role.rca"]), "people who are never listed here"),
        (_person(topics=["sanction.counter"]), "no topic that belongs on the watchlist"),
        (_person(topics=["crime.\x1b[31m", "crime x"]), "no topic that belongs on the watchlist"),
        (_person(name=["N/A"]), "no name"),
        (_person(name=[{"id": "z"}]), "no name"),
    ],
)
def test_who_is_not_taken_is_told(tmp_path: Path, entity: dict[str, object], why: str) -> None:
    read = _read(tmp_path, entity)
    assert (read.seeds, [each.why for each in read.untaken]) == ([], [why])


@pytest.mark.parametrize("born", ["1980-05-01", "1980", "unknown", ""])
def test_who_is_of_age_is_taken(tmp_path: Path, born: str) -> None:
    assert len(_read(tmp_path, _person(birthDate=[born])).seeds) == 1


def test_lines_of_one_entity_are_taken_together(tmp_path: Path) -> None:
    """The last line stood for all: a name was lost, or the topic that protects."""
    read = _read(tmp_path, _person(phone=["+56987000017"]), _person(schema="LegalEntity", alias=["La Zorzala"]))
    (seed,) = read.seeds
    assert (seed.is_person, [name for name, _ in seed.kinds], len(seed.contacts)) == (True, ["La Zorzala"], 1)
    assert _read(tmp_path, _person(topics=["role.journo"]), _person()).seeds == []
    (seed,) = _read(tmp_path, _person(schema="Organization"), _person(schema="Company")).seeds
    assert seed.is_person is False
    assert _read(tmp_path, _person(schema="Company"), _person(schema="PublicBody")).seeds == []
    assert len(_read(tmp_path, _person(), _person("v", "Vessel"), _person("v", "Asset")).seeds) == 1


def test_an_entity_under_a_new_id_is_who_it_was(database: Database, tmp_path: Path) -> None:
    """OpenSanctions gives a new id to two that it finds to be one."""
    with database.transaction() as session:
        take_in(session, _read(tmp_path, _person("ofac-1")), NOON)
        again = _person("NK-1", alias=["La Zorzala"]) | {"referents": ["ofac-1", "eu-2"]}
        for _twice in range(2):
            taken = take_in(session, _read(tmp_path, again), NOON)
            assert (taken.operators, taken.new) == (1, 0)
        assert [line.aliases for line in views.operators(session)] == [("La Zorzala",)]


def test_whom_a_list_tells_to_be_never_listed_by_now_is_put_before_a_person(database: Database, tmp_path: Path) -> None:
    """Who was listed stayed so without a word, when the list learnt that she is a reporter."""
    with database.transaction() as session:
        take_in(session, _read(tmp_path, _person()), NOON)
        for _twice in range(2):
            taken = take_in(session, _read(tmp_path, _person(topics=["crime", "role.journo"])), NOON)
            assert (taken.operators, taken.cleared, taken.waiting) == (0, 1, 1)
            assert [(each.name, each.operator_id) for each in taken.untaken] == [("Rosa Zorzal", 1)]
        (line,) = views.operator(session, 1).clearings
        assert (line.sentence, line.list_name, line.is_dated) == (NEVER_LISTED, "list.ftm.json", False)
        assert views.operators(session)[0].clearance_waits


def test_a_stranger_who_bears_its_key_clears_nobody(database: Database, tmp_path: Path) -> None:
    """Lists that number their rows from 1 on share their keys, and anybody may write another's id."""
    with database.transaction() as session:
        take_in(session, _read(tmp_path, _person()), NOON)
        for stranger in (
            _person(name=["Ana Kantuta"], topics=["role.journo"]),
            _person("y-1", name=["Ana Kantuta"], topics=["role.journo"]) | {"referents": ["x-1"]},
            _person("y-2", name=["Ana Kantuta"], topics=["role.journo"], keywords=["almenara:key:x-1"]),
        ):
            taken = take_in(session, _read(tmp_path, stranger), NOON)
            assert (taken.cleared, [each.operator_id for each in taken.untaken]) == (0, [None])
        assert views.operator(session, 1).clearings == ()


def test_a_table_that_has_it_too_says_that_it_is_a_smuggler(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("key,name,person\nx-1,Rosa Zorzal,yes\n", encoding="utf-8")
    with database.transaction() as session:
        take_in(session, _read(tmp_path, _person(topics=["sanction"])), NOON)
        take_in(session, watchlist_file.read(path), NOON)
        (one,) = _out(session)
    assert one["properties"]["topics"] == ["crime", "sanction"]  # type: ignore[index]
    assert SMUGGLING in one["properties"]["keywords"]  # type: ignore[index]


def test_who_is_on_a_list_for_nothing_any_more_is_told_by_number(database: Database, tmp_path: Path) -> None:
    with database.transaction() as session:
        take_in(session, _read(tmp_path, _person()), NOON)
        taken = take_in(session, _read(tmp_path, _person(topics=[])), NOON)
        assert [(each.name, each.operator_id) for each in taken.untaken] == [("Rosa Zorzal", 1)]
        assert views.operator(session, 1).clearings == ()


def test_halves_of_letters_and_nul_stay_out(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "list.ftm.json"
    path.write_text(
        r'{"id": "k\ud800", "schema": "Person", "properties": {"name": ["Rosa Zorzal"], "topics": ["crime"], '
        r'"notes": ["x \udfff y \u0000"]}}',
        encoding="utf-8",
    )
    with database.transaction() as session:
        take_in(session, watchlist_file.read(path), NOON)
        (entry,) = _entries(session)
    assert entry.note == "x \ufffd y \ufffd"


def test_days_that_are_to_come_are_told_with_their_line(tmp_path: Path) -> None:
    seen = {"first_seen": "2021-01-01T00:00:00", "last_seen": "2999-01-01T00:00:00"}
    with pytest.raises(InputError, match=r"line 1: .*still to come"):
        _read(tmp_path, _person() | seen)


def _entries(session: Session) -> list[Entry]:
    return list(entries(session))


@pytest.mark.parametrize(
    ("label", "tag"),
    [
        (DocumentLabel.TRAFFICKING_LURE, "almenara:trafficking-lure"),
        (DocumentLabel.DOCUMENT_FRAUD_OFFER, "almenara:document-fraud"),
        (DocumentLabel.FACILITATOR_RECRUITMENT, SMUGGLING),
        (DocumentLabel.SMUGGLING_REPORT, "almenara:smuggling-report"),
    ],
)
def test_an_operator_goes_out_under_what_its_leads_say(
    database: Database, tmp_path: Path, label: DocumentLabel, tag: str
) -> None:
    """Sellers of papers and who lures with jobs were tagged with migrant smuggling; read in again, they stay what they
    are, and a dismissed lead says nothing."""
    with database.transaction() as session:
        flag_id = report(session, 1, [mention("Modelos Zorzal")], labels=(label,)) or 0
        report(session, 900, [mention("Modelos Zorzal")], labels=(OFFER,))
        (one,) = _out(session)
        tags = [each for each in one["properties"]["keywords"] if each in OURS]  # type: ignore[index]
        assert tags == [each for each in OURS if each in {tag, SMUGGLING}]
        assert one["properties"]["topics"] == ["crime"]  # type: ignore[index]
        for to in (FlagState.IN_REVIEW, FlagState.DISMISSED):
            version = views.flag(session, 2).summary.version
            flags.decide(session, 2, to, who="ana", why="goods", expected_version=version, now=NOON)
        assert flag_id == 1
        (one,) = _out(session)
    assert [each for each in one["properties"]["keywords"] if each in OURS] == [tag]  # type: ignore[index]
    theirs = one | {"id": "other-1", "referents": []}
    (tmp_path / "theirs.ftm.json").write_text(json.dumps(theirs) + "\n", encoding="utf-8")
    (seed,) = watchlist_file.read(tmp_path / "theirs.ftm.json").seeds
    assert seed.topics == (tag,)


def test_a_number_whose_country_is_not_clear_is_told_of_an_entity_too(tmp_path: Path) -> None:
    read = _read(tmp_path, _person(phone=["987000017", "+57 300 000 0017"], country=["pe", "cl"]))
    assert read.doubts == [
        ("Rosa Zorzal", "x-1: phone '987000017' may be a number of PE or CL: write it with +51 or +56")
    ]
    assert [value for _, value in read.seeds[0].contacts] == ["987000017", "+573000000017"]
