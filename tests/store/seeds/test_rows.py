"""Rows of a table are read strictly: a fault is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import InputError
from core.terms import ContactType
from store.seeds import rows


def _file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "seeds.csv"
    path.write_text(text, encoding="utf-8-sig")
    return path


def test_semicolons_part_cells_where_commas_stand_in_numbers(tmp_path: Path) -> None:
    (seed,) = rows.read_csv(_file(tmp_path, "name;note\nKantuta, Viajes;1,5 km\n"))
    assert (seed.name, seed.note) == ("Kantuta, Viajes", "1,5 km")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("alias\nx\n", "column 1 is unknown, 'alias'"),
        ("note\nx\n", "no column `name`"),
        ("name,status\nKantuta,guilty\n", "line 2: status: 'guilty' is none of advertised, reported"),
        ("name,contacts\nKantuta,fax:1\n", "line 2: contacts: 'fax' is none of phone"),
        ("name,contacts\nKantuta,+573000000017\n", "not written as type:value"),
        ("name,date\nKantuta,yesterday\n", "line 2: date: 'yesterday' is no day"),
        ("name,date\nKantuta,2026-99-99\n", "line 2: date: '2026-99-99' is no day"),
        ("name,countries\nKantuta,Chile\n", "line 2: countries: 'CHILE' is no country's code"),
        ("name,person\nKantuta,maybe\n", "line 2: person: 'maybe' is neither"),
        ("name,note\nKantuta,one,two\n", "line 2: more cells than columns"),
        ("name\n✈️\n", "is no name"),
        ("name,countries\nKantuta,CL UK\n", "countries: 'UK' is no country's code"),
        ("name,countries\nKantuta,zz\n", "countries: 'ZZ' is no country's code"),
        ("name,contacts\nKantuta,phone:123\n", "contacts: '123' is no phone of anybody"),
        ("name,contacts\nKantuta,email:nope\n", "contacts: 'nope' is no email of anybody"),
        ("name,contacts\nKantuta,url:javascript:alert(1)\n", r"contacts: 'javascript:alert\(1\)' is no url"),
        ("name,contacts\nKantuta,account:clabe:002010077777777772\n", "no account of anybody, written as form:number"),
        ("name,contacts\nKantuta,telegram:two words\n", "is no telegram of anybody"),
        ("name,url\nKantuta,javascript:alert(1)\n", r"url: 'javascript:alert\(1\)' is no address of the web"),
        ("name,date\nKantuta,2999-01-01\n", "date: 2999-01-01 is still to come"),
        (f"name\n{'Zorzal ' * 900}\n", "longer than 500 letters"),
        ("name,aliases\nKantuta,previous:\n", "'' is no name with letters"),
        ("key,name\n7,Kantuta\n7,Zorzal\n", "line 3: the key '7' is that of line 2"),
        ("name\nKantuta\nZorzal\nKantuta\n", "line 4: the key 'Kantuta' is that of line 2"),
        ("name\nKantuta\n  KANTUTA\u200b\n", "line 3: the key 'KANTUTA.*' is that of line 2"),
        ("name,contacts,contacts\nKantuta,,\n", "two columns `contacts`"),
        ("name\n#N/A\n", "line 2: '#N/A' is nobody's name"),
        ("name\ndesconocido\n", "'desconocido' is nobody's name"),
        ('name,note\n"Kantuta\nZorzal",\n', "line 2: .*a line breaks in it"),
        ('name,note\nKantuta,"one\ntwo"\n,x\n', "line 4: '' is no name"),
        ('name,note\nKantuta,ok\nZorzal,"not closed\nPaso,\n', "in the row that begins on line 3"),
        ("name,countries,contacts\nKantuta,CL,phone:56900000049.0\n", "'56900000049.0' is no phone"),
        ("name,countries,contacts\nKantuta,CL,phone:900000061/62\n", "'900000061/62' is no phone"),
        ("name,countries,contacts\nKantuta,CL,phone:056900000066\n", "'056900000066' is no phone"),
        ("name,countries,contacts\nKantuta,CL,phone:2024-01-02\n", "'2024-01-02' is no phone"),
    ],
)
def test_faults_name_the_line_and_the_remedy(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        rows.read_csv(_file(tmp_path, text))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Name a file that is there"):
        rows.read_csv(tmp_path / "none.csv")


def test_every_slip_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    """Who mended one was told of the next, a line a try."""
    text = "name,person,contacts\nKantuta,maybe,fax:1|phone:1\nZorzal,yes,\n,no,\n"
    with pytest.raises(InputError) as caught:
        rows.read_csv(_file(tmp_path, text))
    assert [line.split(":")[0] for line in caught.value.details] == ["line 2"] * 3 + ["line 4"]
    many = "name,person\n" + "".join(f"Kantuta {number},maybe\n" for number in range(80))
    with pytest.raises(InputError, match="the first 50 slips") as caught:
        rows.read_csv(_file(tmp_path, many))
    assert len(caught.value.details) == 50


def test_a_number_whose_country_is_not_clear_is_told_and_its_row_kept(tmp_path: Path) -> None:
    """It was kept as bare digits in silence: no search found it."""
    text = (
        "name,countries,contacts\nKantuta,BR PY,phone:(11) 90000-0017\nZorzal,PE CL,email:a@z.example|phone:987000017"
    )
    kantuta, zorzal = rows.read_csv(_file(tmp_path, text))
    assert (kantuta.contacts, kantuta.doubts) == (((ContactType.PHONE, "+5511900000017"),), ())
    assert zorzal.contacts == ((ContactType.EMAIL, "a@z.example"), (ContactType.PHONE, "987000017"))
    assert zorzal.doubts == ("line 3: contacts: '987000017' may be a number of PE or CL: write it with +51 or +56",)


def test_a_previous_name_is_one_with_and_without_a_blank(tmp_path: Path) -> None:
    (seed,) = rows.read_csv(_file(tmp_path, "name,aliases\nKantuta,previous:Zorzal|Previous: Paso\n"))
    assert seed.aliases == ("previous: Zorzal", "previous: Paso")


def test_what_spreadsheets_add_is_passed_over(tmp_path: Path) -> None:
    """Excel's line for the separator, and columns without a name in which nothing stands."""
    (seed,) = rows.read_csv(_file(tmp_path, "sep=;\nname;person;;\nKantuta;yes;;\n"))
    assert (seed.name, seed.is_person, seed.where) == ("Kantuta", True, "line 3")


def test_who_a_list_does_not_tell_to_be_a_person_may_be_one(tmp_path: Path) -> None:
    found = rows.read_csv(_file(tmp_path, "name,person\nKantuta,yes\nZorzal,no\nPaso,\n"))
    assert [seed.is_person for seed in found] == [True, False, None]


def test_an_operator_with_ten_thousand_contact_points_comes_back(tmp_path: Path) -> None:
    points = "|".join(f"phone:+5630000{number:05}" for number in range(10_000))
    (seed,) = rows.read_csv(_file(tmp_path, f'name,contacts\nKantuta,"{points}"\n'))
    assert len(seed.contacts) == 10_000


def test_a_file_in_another_encoding_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "latin.csv"
    path.write_bytes("name\nViajes Ñandú\n".encode("latin-1"))
    with pytest.raises(InputError, match=r"line 2 is not in UTF-8 \(byte 0xd1\)"):
        rows.read_csv(path)
    path.write_bytes("name\nKantuta\n".encode("utf-16"))
    with pytest.raises(InputError, match="line 1 is not in UTF-8"):
        rows.read_csv(path)


def test_cells_that_tabs_part_are_told_so(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        rows.read_csv(_file(tmp_path, "name\tnote\nKantuta\tx\n"))
    assert refused.value.remedy.startswith("Part the cells by commas or semicolons, not by tabs. Columns are name, ")


def test_what_our_own_lists_hold_is_read_back(tmp_path: Path) -> None:
    """A list that holds one such cell was refused whole, by the watch that wrote it."""
    text = "name,aliases,countries,contacts\nKantuta,Desconocido|Zorzal,CO,phone:5551234\n"
    (seed,) = rows.read_csv(_file(tmp_path, text))
    assert (seed.aliases, seed.contacts) == (("Zorzal",), ((ContactType.PHONE, "5551234"),))


def test_in_one_list_two_spellings_are_two(tmp_path: Path) -> None:
    assert len(rows.read_csv(_file(tmp_path, "name\nJuan Peña\nJuan Pena\n"))) == 2


def test_what_nobody_sees_in_a_name_is_left_out(tmp_path: Path) -> None:
    """A bell in a name went out in the file for other tools, and `watchlist check` found it there."""
    (seed,) = rows.read_csv(_file(tmp_path, "name,aliases\nCampana\x07 Nula,Viajes\u202e Zorzal | ✈️ Neblí\n"))
    assert (seed.name, seed.aliases) == ("Campana Nula", ("Viajes Zorzal", "✈️ Neblí"))
