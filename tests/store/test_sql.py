"""SQL on the documented views: what docs/SQL.md says is there, and nothing can be changed or seen beneath."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest

from core.errors import InputError
from core.settings import PROJECT_ROOT
from core.terms import FlagState
from store import flags, sql, views, webhooks
from store.session import Database
from store.sql_words import FUNCTIONS
from store.tables import OperatorRouteRow
from tests.store.make import NOON, mention, phone, register, report

LONG = 30.0


def ask(database: Database, question: str, timeout_s: float = LONG) -> list[dict[str, object]]:
    with sql.ask(database, question, timeout_s=timeout_s) as answer:
        return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def documented() -> dict[str, tuple[str, ...]]:
    """View -> columns, as docs/SQL.md lists them."""
    found: dict[str, tuple[str, ...]] = {}
    name = ""
    for line in (PROJECT_ROOT / "docs" / "SQL.md").read_text(encoding="utf-8").splitlines():
        if heading := re.match(r"### `(watch_\w+)`", line):
            name = heading[1]
            found[name] = ()
        elif (row := re.match(r"\| `(\w+)` \| (.+) \|$", line)) and name:
            assert len(row[2]) > 2, line
            found[name] = (*found[name], row[1])
    return found


def test_the_documentation_is_the_schema(database: Database) -> None:
    assert documented() == sql.views(database)


def test_every_view_answers(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention("ViveOnline", "Vive")], [phone("+573000000017")])
    for view in sql.views(database):
        ask(database, f"SELECT * FROM {view}")
    joined = "watch_flags f JOIN watch_flag_operators USING (flag_id) JOIN watch_operators o USING (operator_id)"
    (row,) = ask(database, f"SELECT o.name, f.score, f.labels FROM {joined};")
    assert (row["name"], row["labels"]) == ("ViveOnline", '["smuggling_report"]')
    assert ask(database, "SELECT count(*) AS n FROM watch_contacts c JOIN watch_operators o USING (operator_id)") == [
        {"n": 1}
    ]
    assert [row["url"] for row in ask(database, "SELECT url FROM watch_documents WHERE url LIKE '%voz%'")] == [
        "https://cl_voz.example/1"
    ]


def test_the_documented_question_is_answered(database: Database) -> None:
    """A column may be called as a table is: counts of flags will be."""
    with database.transaction() as session:
        report(session, 1, [mention("ViveOnline")])
    page = (PROJECT_ROOT / "docs" / "SQL.md").read_text(encoding="utf-8")
    (question,) = re.findall(r"^    (SELECT o\.(?:.|\n)+?;)$", page, re.M)
    (row,) = ask(database, question)
    assert (row["name"], row["flags"]) == ("ViveOnline", 1)


def test_the_documented_question_for_whom_people_said_no_to_is_answered_as_pages_do(database: Database) -> None:
    page = (PROJECT_ROOT / "docs" / "SQL.md").read_text(encoding="utf-8")
    (question,) = re.findall(r"^    (SELECT fo\.(?:.|\n)+?;)$", page, re.M)
    now = NOON + timedelta(days=1)
    with database.transaction() as session:
        report(session, 1, [mention("ViveOnline")])
        report(session, 9000, [mention("Kantuta")])
        flags.decide(session, 1, FlagState.DISMISSED, who="ana", why="a coach line", expected_version=1, now=now)
    assert ask(database, question) == [{"cluster_id": 1}]
    with database.transaction() as session:
        assert [views.operator(session, number).summary.dismissed for number in (1, 2)] == [True, False]
        flags.decide(session, 1, FlagState.IN_REVIEW, who="ana", why="again", expected_version=2, now=now)
    assert ask(database, question) == []


def test_places_are_found_as_they_are_spelt(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention("ViveOnline")])
        row = session.query(OperatorRouteRow).one()
        row.waypoints = ["Iñapari", 'Paso "Los Andes"']
    asked = "SELECT waypoints FROM watch_routes WHERE waypoints LIKE '%Iñapari%'"
    (row,) = ask(database, asked)
    assert json.loads(str(row["waypoints"])) == ["Iñapari", 'Paso "Los Andes"']


def test_columns_of_one_name_are_told_apart(database: Database) -> None:
    assert ask(database, "SELECT 1 AS x, 2 AS x, 3 AS y") == [{"x": 1, "x_2": 2, "y": 3}]


HOSTILE = [
    "",
    "DELETE FROM watch_flags",
    "DROP TABLE flags",
    "SELECT 1; DELETE FROM flag_operators",
    "SELECT 1; COMMIT; DROP VIEW watch_flags",
    "WITH gone AS (DELETE FROM flag_operators RETURNING 1) SELECT * FROM gone",
    "SELECT secret FROM webhooks",
    'SELECT "secret" FROM "webhooks"',
    "SELECT (SELECT min(secret) FROM Webhooks) FROM watch_flags",
    "SELECT address FROM digest_recipients",
    "SELECT text FROM revisions",
    "SELECT count(*) AS flags FROM flags ORDER BY flags",
    "SELECT f.score AS x FROM watch_flags AS f, flags AS g",
    "SELECT * FROM revision_search",
    "SELECT sql FROM sqlite_master",
    "SELECT * FROM pragma_table_info('flags')",
    "PRAGMA query_only = OFF",
    "ATTACH DATABASE '/tmp/almenara-other.db' AS other",
    "SELECT load_extension('x')",
    "SELECT set_config('transaction_read_only', 'off', true)",
    "/* SELECT */ VACUUM",
    "-- SELECT\nINSERT INTO flag_operators VALUES (1, 1, 1)",
    "SELECT nothing FROM watch_flags",
    "SELECT FROM WHERE",
    "select query_to_xml('select login, pass'||'word_hash from acc'||'ounts', true, true, '')::text",
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT \"pg_read_file\" ('/etc/passwd')",
    "SELECT pg_catalog.pg_ls_dir('.')",
    "SELECT DISTINCT ON (flag_id) pg_sleep(0) FROM watch_flags",
    "SELECT 1 FROM watch_names w, dblink(name) AS (x text)",
    "SELECT set_config('role', 'none', true), 1 FROM watch_flags",
    "SELECT current_setting('data_directory')",
    "SELECT * FROM ts_stat('select to_tsvector(login) from acc' || 'ounts')",
    "SELECT * FROM public.accounts",
    "SELECT * FROM public . watch_flags",
    "SELECT * FROM information_schema.tables",
    "SELECT relname FROM pg_class",
    "SELECT version_num FROM alembic_version",
    "SELECT E'\\'', (SELECT min(login) FROM accounts) -- '",
    "SELECT 1E'\\'', (SELECT min(login) FROM accounts) -- '",
    "SELECT $$'$$, (SELECT min(login) FROM accounts) -- '",
    "SELECT 1 AS \"'\", (SELECT min(login) FROM accounts) -- '",
    "SELECT 1 /* /* */ ' */, (SELECT min(login) FROM accounts) -- '",
    "SELECT 1 -- \r , (SELECT min(login) FROM accounts) --",
    'SELECT * FROM U&"\\0061ccounts"',
    "SELECT * FROM u&\"!0061ccounts\" UESCAPE '!'",
    "SELECT 'never closed",
    "TABLE accounts",
    "SELECT 1 UNION TABLE accounts",
]


@pytest.mark.parametrize("question", HOSTILE)
def test_what_is_no_question_is_refused(database: Database, question: str) -> None:
    with database.transaction() as session:
        webhooks.add(session, "https://cases.example/", who="ana", now=NOON)
        report(session, 1, [mention("ViveOnline")])
    with pytest.raises(InputError):
        ask(database, question)
    assert len(ask(database, "SELECT * FROM watch_flag_operators")) == 1


ASKED = [
    "SELECT kind, count(*) FROM watch_flags WHERE score BETWEEN (0) AND (1) GROUP BY kind HAVING (count(*)) > 0",
    "WITH best (flag_id, x) AS (SELECT flag_id, max(score) FROM watch_flags GROUP BY flag_id) SELECT x FROM best",
    "WITH RECURSIVE n (x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM n WHERE x < 3) SELECT sum(x) FROM n",
    "WITH f AS (SELECT * FROM watch_flags) SELECT upper(f.kind), coalesce(f.run_id, 0) FROM f WHERE f.kind IN ('lead')",
    "SELECT row_number() OVER (PARTITION BY kind ORDER BY score DESC) AS place FROM watch_flags",
    "SELECT CAST(score AS NUMERIC(4, 2)), substr(reason, 1, 3) FROM watch_flags WHERE EXISTS (SELECT 1)",
    "SELECT a FROM (SELECT 1 AS a) AS v WHERE a NOT IN (2) AND reason LIKE'%e%'".replace("reason", "'e'"),
    'SELECT count(*) FILTER (WHERE kind = \'lead\') AS "leads of ""us""" FROM watch_flags',
    "SELECT count(*) AS flags FROM watch_flags ORDER BY flags",
    "SELECT 'O''Higgins $1 E\\' -- it''s /* 'e' */",
]


@pytest.mark.parametrize("question", ASKED)
def test_what_an_analyst_asks_is_answered(database: Database, question: str) -> None:
    with database.transaction() as session:
        report(session, 1, [mention("ViveOnline")])
    assert len(ask(database, question)) == 1


def test_tables_of_others_in_the_same_database_are_hidden(database: Database) -> None:
    if database.path:
        pytest.skip("of PostgreSQL")
    with database.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS of_others (secret text)")
    for question in ("SELECT * FROM of_others", 'SELECT secret FROM "of_others"'):
        with pytest.raises(InputError, match="of_others is a table beneath"):
            ask(database, question)
    assert ask(database, "SELECT string_agg(x, ',') AS all_of_them FROM (VALUES ('a'), ('b')) AS v (x)") == [
        {"all_of_them": "a,b"}
    ]


def test_the_functions_that_may_be_used_are_documented() -> None:
    page = (PROJECT_ROOT / "docs" / "SQL.md").read_text(encoding="utf-8")
    listed = page.partition("## Functions")[2].partition("## The views")[0]
    assert set(re.findall(r"`(\w+)`", listed)) == FUNCTIONS


def test_a_question_without_end_is_ended(database: Database) -> None:
    endless = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
    with pytest.raises(InputError, match=r"seconds|timeout"):
        ask(database, endless, timeout_s=0.2)


def test_words_in_quotes_are_words(database: Database) -> None:
    assert ask(database, "SELECT 'flags; DROP TABLE 100 %' AS said -- revisions") == [
        {"said": "flags; DROP TABLE 100 %"}
    ]


def test_rows_come_as_they_are_asked_for_and_in_time(database: Database) -> None:
    """PostgreSQL had the whole answer before the first row could be read; this one has no end."""
    endless = "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT n FROM t"
    with sql.ask(database, endless, timeout_s=LONG) as answer:
        assert [next(answer.rows)[0] for _ in range(1200)] == list(range(1, 1201))
    with pytest.raises(InputError, match="seconds"), sql.ask(database, endless, timeout_s=0.5) as answer:
        for _ in answer.rows:
            pass


@pytest.mark.parametrize("question", ["EXPLAIN SELECT 1", "-- why\nexplain SELECT 1", "VALUES (1), (2)"])
def test_plans_and_values(database: Database, question: str) -> None:
    assert ask(database, question)
