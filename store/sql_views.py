"""The views that investigators ask in SQL: a form that stays, whatever becomes of the tables beneath.

`store/migrations/env.py` puts them down before any step of the schema and up again after the newest. What each column
means stands in docs/SQL.md. They hold operators and what was said of them, flags, decisions and nights; no texts, no
recipients and no secrets; and bystanders only where a title, a sentence or a person's reason names one.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, inspect, text

from store import sql_ways
from store.sql_ways import decisions, with_entry

PREFIX = "watch_"


def _of_operators(table: str, columns: str) -> str:
    """A table of things of operators, with the entry that each operator goes by."""
    cluster = "coalesce(i.cluster_id, t.operator_id) AS cluster_id"
    joined = f"{table} t LEFT JOIN identities i ON i.operator_id = t.operator_id"
    return f"SELECT t.operator_id, {cluster}, {columns} FROM {joined}"  # noqa: S608 - our own words


_STANDING_DISMISSED = (  # as store.flagging.refused has it
    "({decided} = 'dismissed' OR ({decided} = '' AND EXISTS (SELECT 1 FROM documents d JOIN flags f "
    "ON f.story_id = d.story_id WHERE d.document_id = t.document_id "
    "AND f.kind = CASE t.status WHEN 'cleared' THEN 'clearance' ELSE 'lead' END "
    "AND f.state = 'dismissed' AND f.decided_evidence >= f.evidence_version)) OR {corrected} = '')"
)
_CORRECTED = (  # as store.flagging.corrected has it: as what a statement stands, "" for nothing
    "coalesce((SELECT c.stands_as FROM corrections c WHERE c.status_id = t.status_id "
    "ORDER BY c.version DESC LIMIT 1), t.status)"
)
_NOTHING_LEFT = (  # of what a document says of an operator
    "((t.operator_id, t.document_id) IN (SELECT c.operator_id, c.document_id FROM corrections c "
    "WHERE c.stands_as = '') "
    "AND NOT EXISTS (SELECT 1 FROM operator_statuses s WHERE s.operator_id = t.operator_id AND s.status IN "
    "('advertised', 'reported', 'under_investigation', 'charged', 'convicted') AND s.document_id = t.document_id "
    "AND coalesce((SELECT c.stands_as FROM corrections c WHERE c.status_id = s.status_id "
    "ORDER BY c.version DESC LIMIT 1), s.status) <> ''))"
)
_NAME_CORRECTED = (  # of all that a lead's documents say of an operator
    "(EXISTS (SELECT 1 FROM flags f JOIN documents d ON d.story_id = f.story_id JOIN corrections c "
    "ON c.document_id = d.document_id AND c.operator_id = t.operator_id AND c.stands_as = '' "
    "WHERE f.flag_id = t.flag_id AND f.kind = 'lead') AND NOT EXISTS (SELECT 1 FROM flags f JOIN operator_mentions m "
    "ON m.story_id = f.story_id AND m.operator_id = t.operator_id WHERE f.flag_id = t.flag_id AND NOT "
    "{nothing left of m}))"
)
_DECIDED = (  # of what is decided on by itself
    "coalesce((SELECT c.to_state FROM clearing_decisions c WHERE c.status_id = t.status_id "
    "ORDER BY c.version DESC LIMIT 1), '')"
)

_CLEARS = (  # as store.flagging.covered has it: what a person saw when they confirmed, and nothing that joined it since
    "(t.status = 'cleared' AND ({decided} = 'confirmed' OR ({decided} = '' AND NOT t.is_doubtful AND EXISTS ("
    "SELECT 1 FROM revisions r JOIN analyses a ON a.revision_id = r.revision_id JOIN links l "
    "ON l.analysis_id = a.analysis_id AND l.operator_id + 0 = t.operator_id AND l.linked AND l.is_clearance "
    "JOIN flag_events e ON e.analysis_id = a.analysis_id JOIN flags f ON f.flag_id = e.flag_id "
    "JOIN flag_decisions p ON p.flag_id = f.flag_id AND p.to_state = 'confirmed' AND p.version > e.version "
    "WHERE r.document_id = t.document_id AND f.kind = 'clearance' AND f.state = 'confirmed'))))"
)
_CONFIRMED = (  # as store.flagging.withdrawn has it, and what follows
    "EXISTS (SELECT 1 FROM flags f JOIN flag_events e ON e.flag_id = f.flag_id JOIN flag_decisions p "
    "ON p.flag_id = f.flag_id AND p.to_state = 'confirmed' AND p.version > e.version JOIN links l "
    "ON l.analysis_id = e.analysis_id AND l.operator_id + 0 = t.operator_id AND l.linked AND NOT l.is_clearance "
    "WHERE f.kind = 'lead' AND f.state = 'confirmed' AND p.decided_at <= "
)
_UNREAD = (
    "EXISTS (SELECT 1 FROM withdrawn_readings w "
    "WHERE w.operator_id = t.operator_id AND w.document_id = t.document_id AND w.status = "
)
_WITHDRAWN: Mapping[str, str] = {
    "{unread standing}": f"{_UNREAD}t.status AND NOT {_CONFIRMED}w.withdrawn_at "  # noqa: S608 - our own words
    "AND p.version > w.version AND f.story_id = "
    "(SELECT d.story_id FROM documents d WHERE d.document_id = t.document_id)))",
    "{unread price}": f"{_UNREAD}'' AND NOT {_CONFIRMED}w.withdrawn_at AND f.story_id = "  # noqa: S608 - our own words
    "(SELECT d.story_id FROM documents d WHERE d.document_id = t.document_id)))",
    "{unread mention}": f"{_UNREAD}'' AND NOT {_CONFIRMED}w.withdrawn_at AND f.story_id = t.story_id))",
    "{unread name}": f"(t.is_withdrawn AND NOT {_CONFIRMED}t.withdrawn_at AND f.flag_id = t.flag_id))",
}
"""Whether what stands there counts no more, because the reader of today no longer reads it."""

VIEWS: Mapping[str, str] = {
    "watch_operators": _of_operators(
        "operators",
        "t.name, t.is_person, CAST(t.countries AS TEXT) AS countries, t.first_seen, t.last_seen, t.seed_key, t.note, "
        "t.redacted_at",
    ),
    "watch_names": _of_operators(
        "operator_names", "t.name, t.kind, t.first_seen, t.last_seen, t.documents AS document_count"
    ),
    "watch_contacts": _of_operators(
        "operator_contacts", "t.type, t.value, t.first_seen, t.last_seen, t.documents AS document_count"
    ),
    "watch_unread": _of_operators(
        "(SELECT * FROM withdrawn_details WHERE NOT is_taken)",
        "t.what, t.kind, t.value, t.read_by, t.withdrawn_at, t.first_seen, t.last_seen, t.documents AS document_count",
    ),
    "watch_statuses": _of_operators(
        "operator_statuses",
        f"t.status_id AS statement_id, t.status, {{corrected}} AS stands_as, t.said_on, "
        f"t.document_id, t.sentence, t.url, t.publisher, {_STANDING_DISMISSED} AS dismissed, "
        f"(t.is_doubtful AND {{decided}} <> 'confirmed') AS doubtful, {{unread standing}} AS withdrawn, "
        f"{_CLEARS} AS confirmed",
    ),
    "watch_mentions": _of_operators(
        "operator_mentions",
        "t.mention_id, t.document_id, t.revision_id, t.story_id, t.name, t.sentence, t.score, "
        "(EXISTS (SELECT 1 FROM flags f WHERE f.story_id = t.story_id AND f.kind = 'lead' "
        "AND f.state = 'dismissed' AND f.decided_evidence >= f.evidence_version) OR {nothing left}) AS dismissed, "
        "{unread mention} AS withdrawn",
    ),
    "watch_routes": _of_operators(
        "operator_routes",
        "t.countries, {waypoints} AS waypoints, t.first_seen, t.last_seen, t.documents AS document_count",
    ),
    "watch_prices": _of_operators(
        "operator_prices",
        "t.document_id, CAST(t.amount AS NUMERIC) AS amount, t.currency, t.per_person, t.kind, t.route, t.said_on, "
        "(EXISTS (SELECT 1 FROM documents d JOIN flags f ON f.story_id = d.story_id WHERE d.document_id = "
        "t.document_id AND f.kind = 'lead' AND f.state = 'dismissed' AND f.decided_evidence >= f.evidence_version) "
        "OR {nothing left}) AS dismissed, {unread price} AS withdrawn",
    ),
    "watch_flags": (
        "SELECT flag_id, kind, state, score, reason, route, CAST(labels AS TEXT) AS labels, document_id, story_id, "
        "run_id, version, evidence_version, raised_at, updated_at, "
        "(is_withdrawn AND state <> 'confirmed') AS withdrawn FROM flags"
    ),
    "watch_flag_operators": (
        "SELECT t.flag_id, t.operator_id, coalesce(i.cluster_id, t.operator_id) AS cluster_id, t.score, "
        "t.is_doubtful AS doubtful, {unread name} AS withdrawn, {corrected name} AS corrected "
        "FROM flag_operators t LEFT JOIN identities i ON i.operator_id = t.operator_id"
    ),
    "watch_decisions": decisions(
        "flag_decisions", "flag", "t.decision_id, t.flag_id, t.from_state, t.to_state, t.proposes"
    ),
    "watch_clearing_decisions": decisions(
        "clearing_decisions",
        "clearing",
        "t.decision_id, t.status_id AS statement_id, t.from_state, t.to_state, t.proposes",
    ),
    "watch_corrections": _of_operators(
        with_entry("corrections", "statement"),
        "t.correction_id, t.status_id AS statement_id, t.document_id, t.status, t.stands_as, "
        "t.who, {signed}, t.why, t.decided_at",
    ),
    "watch_contact_removals": _of_operators(
        with_entry("contact_removals", "removal"),
        "t.removal_id, t.type, t.is_off, t.who, {signed}, t.why, t.decided_at",
    ),
    "watch_documents": (
        "SELECT d.document_id, d.source_id, d.url, d.kind, d.country, d.publisher, d.story_id, r.revision_id, r.title, "
        "r.language, r.published, r.text_sha256, d.first_seen, d.last_seen FROM documents d "
        "LEFT JOIN revisions r ON r.revision_id = d.revision_id"
    ),
    "watch_sources": (
        "SELECT source_id, name, publisher, kind, country, CAST(languages AS TEXT) AS languages, home, enabled, "
        "reason, listed FROM sources"
    ),
    "watch_runs": "SELECT run_id, night, attempt, trigger AS begun_by, state, started_at, finished_at FROM runs",
    "watch_source_nights": (
        "SELECT s.run_id, r.night, s.source_id, s.expected_min, s.expected_max, s.fetched, s.new AS new_count, "
        "s.revised, s.unchanged, s.stopped, s.skipped, s.failed, s.state, s.error, s.silent_nights "
        "FROM run_sources s JOIN runs r ON r.run_id = s.run_id"
    ),
    "watch_pairs": decisions("judgements", "judgement", "t.judgement_id, t.left_id, t.right_id, t.verdict"),
}


_WAYPOINTS = {  # kept with its accents written as \u00f1, which LIKE would not find
    "sqlite": "(SELECT json_group_array(value) FROM json_each(t.waypoints))",
    "postgresql": "CAST(CAST(t.waypoints AS JSONB) AS TEXT)",
}


def put_down(connection: Connection) -> None:
    """Take the views away, so that the tables beneath can change."""
    for name in inspect(connection).get_view_names():
        if name.startswith(PREFIX):
            connection.execute(text(f'DROP VIEW "{name}"'))


def put_up(connection: Connection) -> None:
    """Make the views over the newest schema."""
    words = {"{waypoints}": _WAYPOINTS[connection.dialect.name], "{decided}": _DECIDED, "{corrected}": _CORRECTED}
    words |= {
        "{nothing left}": _NOTHING_LEFT,
        "{corrected name}": _NAME_CORRECTED,
        "{nothing left of m}": _NOTHING_LEFT.replace("t.", "m."),
        **_WITHDRAWN,
        **sql_ways.placeholders(connection.dialect.name),
    }
    for name, query in VIEWS.items():
        for placeholder, meant in words.items():
            query = query.replace(placeholder, meant)  # noqa: PLW2901 - one view, put together
        connection.exec_driver_sql(f"CREATE VIEW {name} AS {query}")
