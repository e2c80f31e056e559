"""Rows of tables that name whom the watchlist never holds are not taken, and are told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.never_listed import refusal, without_them
from store.exchange import watchlist_file
from store.seeds.seed import Seed
from tests.cli.test_commands import almenara


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Policía Nacional", "authority"),
        ("Ministerio Público", "authority"),
        ("U.S. Customs and Border Protection", "authority"),
        ("ACNUR", "relief body"),
        ("Médicos Sin Fronteras", "relief body"),
        ("International Organization for Migration", "relief body"),
        ("Diario Correo", "newspaper"),
        ("migrante", "migrants"),
        ("María Víctima", "victims"),
        ("Casa del Migrante", "migrants"),
        ("Grupo de mujeres migrantes", "migrants"),
        ("Grupo de migrantes haitianos", "migrants"),
        ("Caravana de Migrantes", "migrants"),
        ("Fundación Mujeres Migrantes", "migrants"),
        ("Grupo de Apoyo al Migrante", "migrants"),
        ("Grupo Beta", "relief body"),
        ("Grupos Beta Tapachula", "relief body"),
        ("La 72", "relief body"),
        ("Albergue La 72", "relief body"),
        ("Albergue Hermanos en el Camino", "relief body"),
        ("Vicaría de la Pastoral Social", "relief body"),
        ("Diócesis de Tapachula", "relief body"),
        ("Casa del Migrante Frontera Digna", "relief body"),
        ("Casa do Migrante Rota Sul", "relief body"),
        ("Pastoral do Migrante", "migrants"),
        ("Pastoral do Migrante Internacional", "relief body"),
        ("Centro de Atención al Migrante Norte", "relief body"),
        ("House of the Migrant International", "relief body"),
        ("Guardia Nacional Viajes", "authority"),
        ("Juan Perez, fiscal", "official"),
        ("Juan Perez (periodista)", "reporter"),
    ],
)
def test_bodies_and_those_who_are_moved_are_refused_by_name(name: str, said: str) -> None:
    assert said in refusal(Seed("1", name))
    assert said in refusal(Seed("1", "Ruta Zorzal", aliases=(name,)))


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Ruta Zorzal",
            "ViveOnline",
            "Asesoría al Migrante Zorzal",
            "Transportes La Ley",
            "Los Coyotes del Norte",
            "@pnp",
        ),
        *(
            "Guardia Travel",
            "Viajes Guardia",
            "Marina Tours",
            "Transportes Corte",
            "Pastoral Tours",
            "Grupo Andes Viajes",
        ),
        *("Transportes Beta", "Grupo Beta Viajes", "Hostal Albergue del Sol Tours", "Ruta La 72", "Migrantes Express"),
        *("Grupo Migra Norte", "Grupo de Viajes Migrante Feliz", "Zorzal Tours, Arica", "Viajes Zorzal (Tacna)"),
        *("Viagens Pastoral", "Rescatista Tours", "Victoria Viajes", "Travesías Don Ramiro", "Casa Zorzal Viajes"),
    ],
)
def test_trades_are_taken(name: str) -> None:
    assert refusal(Seed("1", name)) == ""


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Ana Guardia Corte", ""),
        ("Juan Rescatista", ""),
        ("Alcalde, Juan", ""),
        ("Coronel Vera, Luis", ""),
        ("Soto, Juan (El Niño)", ""),
        ("Fiscal Ana Falsa", "official"),
        ("Ana, víctima", "victims"),
        ("Dr. Juan Perez, fiscal", "official"),
        ("Perez, Juan (juez)", "official"),
    ],
)
def test_a_person_may_bear_a_body_s_word_for_a_surname(name: str, said: str) -> None:
    why = refusal(Seed("1", name, is_person=True))
    assert said in why if said else not why


@pytest.mark.parametrize(
    ("note", "taken"),
    [
        ("victim", False),
        ("Una víctima de trata", False),
        ("told by phone\nwitness of the case", False),
        ("periodista", False),
        ("Policía", False),
        ("Policía Nacional: communiqué 12", True),
        ("charged with moving 12 victims", True),
        ("Victims paid 2,000 USD each", True),
        ("Víctimas de la red", False),
        ("Fiscal pidió ocho años de prisión", True),
    ],
)
def test_a_note_that_says_a_part_refuses_its_row(note: str, taken: bool) -> None:
    assert (refusal(Seed("1", "Ruta Zorzal", note=note)) == "") is taken


def test_who_is_sure_overrules_the_words(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("name,sure\nPolicía Viajes,\nGuardia Tours,yes\nRuta Zorzal,no\n", encoding="utf-8")
    read = without_them(watchlist_file.read(path))
    assert [seed.name for seed in read.seeds] == ["Guardia Tours", "Ruta Zorzal"]
    assert [(each.where, each.name) for each in read.untaken] == [("line 2", "Policía Viajes")]


def test_the_command_tells_every_row_that_it_did_not_take(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("name,note\nACNUR,\nRuta Zorzal,\nAna Falsa,victim\n", encoding="utf-8")
    said = almenara("watchlist", "import", str(path), folder=tmp_path).stdout
    assert "1 operators, 1 of them new" in said
    assert "  line 2: ACNUR\n" in said
    assert "  line 4: Ana Falsa\n" in said
    assert "by its note; `sure` in its row takes it all the same" in said


def test_what_is_nobody_in_a_list_is_counted(tmp_path: Path) -> None:
    """A vessel that a list accuses was passed over without a word: 'told what would be added, changed and refused'."""
    path = tmp_path / "list.jsonl"
    firm = {"id": "z-1", "schema": "Company", "properties": {"name": ["Zeta Rutas"], "topics": ["crime"]}}
    said = {"id": "z-2", "schema": "Documentation", "properties": {"entity": ["z-1"]}}
    boat = {"id": "z-3", "schema": "Vessel", "properties": {"name": ["Barco Falso"], "topics": ["crime"]}}
    path.write_text("\n".join(map(json.dumps, (firm, said, boat))), encoding="utf-8")
    told = almenara("watchlist", "import", "--dry-run", str(path), folder=tmp_path).stdout
    assert "passed over: 1 that are no person, firm or group (Vessel 1).\n" in told
    written = json.loads(almenara("watchlist", "import", "--json", str(path), folder=tmp_path).stdout)
    assert (written["passed_over"], written["operators"]) == ({"Vessel": 1}, 1)


def test_slips_of_a_list_are_told_a_line_each(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("name,person\nRuta Zorzal,maybe\nPaso Kantuta,perhaps\n", encoding="utf-8")
    refused = almenara("watchlist", "import", str(path), folder=tmp_path)
    assert refused.returncode == 2
    assert refused.stderr.splitlines()[1:] == [
        "  line 2: person: 'maybe' is neither yes nor no",
        "  line 3: person: 'perhaps' is neither yes nor no",
    ]


def test_numbers_that_nobody_is_found_by_are_told_and_their_rows_taken(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("name,countries,contacts\nRuta Zorzal,PE CL,phone:987000017\n", encoding="utf-8")
    for given in (["--dry-run"], []):
        said = almenara("watchlist", "import", *given, str(path), folder=tmp_path).stdout
        assert (
            "numbers by which perhaps nobody is found: 1 (their rows are taken).\n  line 2: Ruta Zorzal, contacts: '98"
            in said
        )
    told = json.loads(almenara("watchlist", "import", "--json", str(path), folder=tmp_path).stdout)
    assert [each["name"] for each in told["doubts"]] == ["Ruta Zorzal"]
    assert told["operators"] == 1
