"""SQL on the documented views: what docs/SQL.md says is there, and nothing can be changed or seen beneath."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from core.errors import InputError
from core.settings import PROJECT_ROOT
from core.terms import FlagState, LegalStatus, Verdict
from store import flags, sql, views
from store.accounts.renaming import rename
from store.flagging import clearings, corrections
from store.identity import judge
from store.identity.judge import Signature
from store.outgoing import webhooks
from store.seeds import loading
from store.seeds.seed import Seed
from store.seeds.standing import note_clearings
from store.session import Database
from store.sql_words import FUNCTIONS
from store.tables import OperatorRouteRow
from store.ways import UNKNOWN, Way
from tests.store.accounts.make import ADMIN, account
from tests.store.make import NOON, mention, phone, register, report
from tests.store.test_doubtful import SURE, clears

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
        clears(session, 9000, "ViveOnline")  # what clears somebody is no lead on them
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


def test_the_documented_question_for_standings_leaves_out_what_was_dismissed(database: Database) -> None:
    page = (PROJECT_ROOT / "docs" / "SQL.md").read_text(encoding="utf-8")
    (question,) = re.findall(r"^    (SELECT cluster_id, stands_as(?:.|\n)+?;)$", page, re.M)
    now = NOON + timedelta(days=1)
    with database.transaction() as session:
        report(session, 1, [mention("ViveOnline")])
        report(session, 9000, [mention("ViveOnline", status=LegalStatus.CHARGED)])
        flags.decide(session, 2, FlagState.DISMISSED, who="ana", why="a namesake", expected_version=1, now=now)
        report(session, 20_000, [mention("ViveOnline", status=LegalStatus.CHARGED)])
        (line,) = (
            each
            for each in views.operator(session, 1).statuses
            if each.stands_as and each.refusal is None and each.status is LegalStatus.CHARGED
        )
        corrections.correct(session, line.statement_id, None, who="ana", why="another", expected_version=0, now=now)
    (row,) = ask(database, question)
    assert (row["cluster_id"], row["stands_as"], str(row["last_said"])) == (1, "reported", "2021-01-23")


def test_the_documented_question_for_standings_tells_whom_a_person_cleared(database: Database) -> None:
    """It had 'charged' of somebody who stands cleared, and no column told whether anybody had confirmed what clears."""
    page = (PROJECT_ROOT / "docs" / "SQL.md").read_text(encoding="utf-8")
    (question,) = re.findall(r"^    (SELECT cluster_id, stands_as(?:.|\n)+?;)$", page, re.M)

    def stands() -> list[tuple[object, ...]]:
        rows = [(row["cluster_id"], row["stands_as"], row["is_confirmed"]) for row in ask(database, question)]
        return sorted(rows, key=str)

    with database.transaction() as session:
        report(session, 1, [mention(SURE, status=LegalStatus.CHARGED)])
        flag = clears(session, 9000, SURE).summary
        seed = Seed("x-1", "Ruta Zorzal", status=LegalStatus.REPORTED, said_on=NOON.date())
        loading.load(session, [seed], NOON)
        note_clearings(session, [Seed("x-1", "Ruta Zorzal", said_on=NOON.date(), note="Juan")], NOON, by="l.csv")
    both = [(1, "charged", 0), (1, "cleared", 0), (2, "cleared", 0), (2, "reported", 0)]
    assert stands() == both
    decided = {"who": "ana", "why": "read it", "now": NOON + timedelta(days=40)}
    with database.transaction() as session:
        flags.decide(session, flag.flag_id, FlagState.CONFIRMED, expected_version=1, **decided)  # type: ignore[arg-type]
        (line,) = views.waiting_clearings(session, limit=9)
        clearings.decide(session, line.clearing_id, FlagState.CONFIRMED, expected_version=0, **decided)  # type: ignore[arg-type]
    assert stands() == [(1, "cleared", 1), (2, "cleared", 1)]
    with database.transaction() as session:
        assert [views.operator(session, number).summary.status for number in (1, 2)] == ["cleared", "cleared"]
        report(session, 60_000, [mention(SURE, status=LegalStatus.CHARGED)])  # said after it
    assert stands() == [(1, "charged", 0), (1, "cleared", 1), (2, "cleared", 1)]


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
    "WITH v (q) AS (VALUES ('select 1')) SELECT * FROM v, crosstab(q) AS (values text, a text)",
    "WITH v (q) AS (VALUES ('select 1')) SELECT * FROM v, crosstab(q) AS (explain text, a text)",
    "WITH v (q) AS (VALUES ('select 1')) SELECT * FROM v, crosstab(q) AS (\"select\" text, a text)",
    "WITH v (q) AS (VALUES ('select 1')) SELECT * FROM v JOIN crosstab(q) AS (select text) ON true",
    "SELECT ('select to_tsvector(login) from acc' || 'ounts').ts_stat",
    "SELECT (q).dblink_connect FROM (VALUES ('dbname=postgres')) AS v (q)",
    "SELECT (SELECT 'port') /* a call */ . current_setting",
    "WITH v AS (SELECT string_to_array('port', ',') AS a) SELECT a[1].current_setting FROM v",
    "SELECT [load_extension]('x')",
    "SELECT `load_extension`('x')",
    "SELECT 'accounts'::regclass",
    "SELECT regrole '10'",
    "WITH watch_x AS (SELECT sql FROM sqlite_master) SELECT * FROM watch_x",
    "WITH watch_x AS (SELECT * FROM revision_search_config) SELECT * FROM watch_x",
    "WITH watch_flags (a) AS MATERIALIZED (SELECT 1) SELECT * FROM watch_flags",
    "WITH watch_x AS (SELECT 1 AS [']), y AS (SELECT min(login) FROM accounts) --'])",
    "SELECT 1 --\r'\n, (SELECT min(login) FROM accounts) --'",
    "SELECT 1 AS a\u00a0as, '\x1c'",
    "SELECT\x0b1",
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
    "WITH a (x) AS NOT MATERIALIZED (VALUES (1)), b (y) AS MATERIALIZED (SELECT x FROM a) SELECT y FROM b",
    "WITH a (x) AS (WITH c AS (SELECT 1 AS x) SELECT x FROM c) SELECT\r\n x AS año -- ¡todo!\r\n FROM a",
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


def test_no_spelling_calls_a_function_that_runs_sql(database: Database) -> None:
    """On PostgreSQL a column list may be called values, and (value).function is a call; both reached password hashes,
    and by dblink an update was carried out from within the transaction that is read-only."""
    if database.path:
        pytest.skip("of PostgreSQL")
    kept = "select note from operators"
    with database.engine.begin() as connection:
        offered = set(connection.exec_driver_sql("SELECT name FROM pg_available_extensions").scalars())
        for name in ("tablefunc", "dblink"):
            if name in offered:
                connection.exec_driver_sql(f"CREATE EXTENSION IF NOT EXISTS {name}")
        connection.exec_driver_sql('CREATE SCHEMA IF NOT EXISTS "Of Others"')
        connection.exec_driver_sql('CREATE TABLE IF NOT EXISTS "Of Others".kept AS SELECT 1 AS secret')
    link = f"host={database.url.host} port={database.url.port} dbname={database.url.database} user=almenara"
    for question in (
        f"WITH v(q) AS (VALUES ('{kept}')) SELECT * FROM v, crosstab(q) AS (values text, a text)",
        f"WITH v(q) AS (VALUES ('{link}'), ('{kept}')) SELECT * FROM v, dblink(q, q) AS (values text)",
        f"SELECT ('{link}').dblink_connect, ('update operators set note = 1').dblink_exec",
        "SELECT ('select to_tsvector(note) from ' || 'opera' || 'tors').ts_stat",
        'SELECT * FROM "Of Others".kept',
    ):
        with pytest.raises(InputError, match=r"is not taken|is no function|is the database's own"):
            ask(database, question)


def test_a_server_with_backslashes_in_texts_hides_nothing(database: Database) -> None:
    if database.path:
        pytest.skip("of PostgreSQL")
    name = database.url.database
    with database.engine.begin() as connection:
        connection.exec_driver_sql(f'ALTER DATABASE "{name}" SET standard_conforming_strings = off')
    try:
        assert ask(database, r"SELECT '\'', (SELECT min(login) FROM accounts) -- ' AS said") == [
            {"said": r"\', (SELECT min(login) FROM accounts) -- "}
        ]
    finally:
        with database.engine.begin() as connection:
            connection.exec_driver_sql(f'ALTER DATABASE "{name}" RESET standard_conforming_strings')


def test_what_calls_itself_a_view_reads_no_more_than_the_view(tmp_path: Path, sqlite_template: bytes) -> None:
    """The second lock, should the first be picked: SQLite says `watch_flags` of whatever WITH calls so."""
    path = tmp_path / "a.db"
    path.write_bytes(sqlite_template)
    with closing(sqlite3.connect(path)) as connection:
        connection.set_authorizer(sql._authorizer({"flags", "accounts"}, sql._shown_by(connection, ["watch_flags"])))
        connection.execute("SELECT count(*), max(score) FROM watch_FLAGS")
        connection.execute("WITH watch_flags AS (SELECT score FROM flags) SELECT * FROM watch_flags")
        for beneath in ("password_hash FROM accounts", "sql FROM sqlite_master"):
            with pytest.raises(sqlite3.DatabaseError, match="prohibited"):
                connection.execute(f"WITH watch_flags AS (SELECT {beneath}) SELECT * FROM watch_flags")


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


def test_who_signed_by_which_way_is_told(database: Database) -> None:
    """A program's decision looked like a person's, and what was signed before a name changed like somebody else's."""
    program = Way(login="ana", token="alm_AbCdEf", path="/api/v1/flags/1/decisions")
    terminal = Way(caller='OFICINA\\ana "ñ"')
    ways = (UNKNOWN, Way(login="ana", path="/flags/1"), program, terminal, Way(path="/flags/1/decisions"))
    moves = (FlagState.IN_REVIEW, FlagState.NEEDS_MORE, FlagState.IN_REVIEW, FlagState.NEEDS_MORE, FlagState.IN_REVIEW)
    why = 'said: "token":"alm_never","version":1}'
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention("ViveOnline"), mention("Kantuta")])
        ana = account(session)
        for version, (to, way) in enumerate(zip(moves, ways, strict=True), 1):
            given = {"who": "Ana Núñez", "why": why, "expected_version": version, "now": NOON}
            flags.decide(session, 1, to, **given, way=way)  # type: ignore[arg-type]
        judge.judge(session, 1, 2, Verdict.DIFFERENT, Signature("Ana Núñez", why, NOON, ways[1]))
        number = views.statements_of_flag(session, 1)[1]
        given = {"who": "Ana Núñez", "why": why, "expected_version": 0, "now": NOON}
        corrections.correct(session, number, None, **given, way=program)  # type: ignore[arg-type]
        loading.load(session, [Seed("x-1", "Ruta Zorzal", status=LegalStatus.CHARGED, said_on=NOON.date())], NOON)
        note_clearings(session, [Seed("x-1", "Ruta Zorzal", said_on=NOON.date(), note="another firm")], NOON, by="")
        (line,) = views.waiting_clearings(session, limit=9)
        clearings.decide(session, line.clearing_id, FlagState.DISMISSED, **given, way=terminal)  # type: ignore[arg-type]
        rename(session, ana.account_id, "Ana Roa", ADMIN)
    columns = "who, who_today, came_by, login, token, caller"
    told = [tuple(row.values()) for row in ask(database, f"SELECT {columns} FROM watch_decisions ORDER BY decision_id")]
    by_account = ("Ana Núñez", "Ana Roa", "account", "ana", "", "")
    by_program = ("Ana Núñez", "Ana Roa", "program", "ana", "alm_AbCdEf", "")
    at_terminal = ("Ana Núñez", "Ana Núñez", "terminal", "", "", terminal.caller)
    assert told == [
        ("Ana Núñez", "Ana Roa", "", "", "", ""),
        by_account,
        by_program,
        at_terminal,
        ("Ana Núñez", "Ana Núñez", "typed", "", "", ""),
    ]
    for view, said in (
        ("watch_pairs", by_account),
        ("watch_corrections", by_program),
        ("watch_clearing_decisions", at_terminal),
    ):
        assert [tuple(row.values()) for row in ask(database, f"SELECT {columns} FROM {view}")] == [said], view
    with database.transaction() as session:
        session.execute(text("UPDATE audit_entries SET line = 'broken'"))
    assert [row["came_by"] for row in ask(database, "SELECT came_by FROM watch_decisions")] == [""] * 5
