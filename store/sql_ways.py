"""Who signed a decision by which way, as SQL: read off the entry that the audit log has of it (store.ways), for the
views. A line that somebody broke tells nothing there, and breaks no question; the log's own check tells of it."""

from __future__ import annotations

from collections.abc import Mapping

from store import audit
from store.flagging.clearings import DECIDED as CLEARING
from store.flagging.corrections import DECIDED as CORRECTION
from store.flagging.decisions import DECIDED as FLAG
from store.flagging.removals import DECIDED as REMOVAL
from store.identity.judgements import JUDGED

SIGNED = "{who_today} AS who_today, {came_by} AS came_by, {login} AS login, {token} AS token, {caller} AS caller"
"""The columns, of a row `t` that has its `entry`."""

_KINDS = "WHEN {token} <> '' THEN 'program' WHEN {caller} <> '' THEN 'terminal' WHEN {login} <> '' THEN 'account'"


def with_entry(table: str, noun: str) -> str:
    """A table whose rows are versions of something (`noun`), each with the entry that the audit log has of it."""
    return f"(SELECT d.*, {{entry of {noun}}} AS entry FROM {table} d)"  # noqa: S608 - our own words


def decisions(table: str, noun: str, columns: str) -> str:
    """What people decided, with who signed it by which way."""
    return f"SELECT {columns}, t.who, {{signed}}, t.why, t.decided_at FROM {with_entry(table, noun)} t"  # noqa: S608 - our own words


def placeholders(dialect: str) -> Mapping[str, str]:
    """What stands for the words in brackets above, in a database's own SQL."""
    told = {name: f"coalesce({_text(dialect, name)}, '')" for name in ("login", "token", "caller", "path")}
    kinds = _KINDS.format(**told)
    watch = f"WHEN t.who = '{audit.MACHINE}' THEN 'watch'"
    came_by = f"CASE {kinds} WHEN {told['path']} <> '' THEN 'typed' {watch} ELSE '' END"
    decided = {"flag": ("flag_id", FLAG), "clearing": ("status_id", CLEARING), "statement": ("status_id", CORRECTION)}
    nobody = " AND ".join(f"{told[name]} = ''" for name in ("token", "caller", "path"))
    renamed = "(SELECT n.name FROM accounts n JOIN account_names f ON f.account_id = n.account_id WHERE f.name = t.who)"
    by_login = f"(SELECT n.name FROM accounts n WHERE n.login = {told['login']})"  # noqa: S608 - our own words
    account = f"CASE WHEN {told['login']} <> '' THEN {by_login} WHEN {nobody} THEN {renamed} END"
    entries = {
        f"{{entry of {noun}}}": _entry(
            f"'{noun} ' || d.{key}", f"'{action}'", f"{_number(dialect, 'version')} = d.version"
        )
        for noun, (key, action) in decided.items()
    }
    judged = _entry(
        "'operator ' || d.left_id",
        f"'{JUDGED}' || d.verdict",
        f"{_number(dialect, 'judgement')} = d.judgement_id",
    )
    removed = _entry("'operator ' || d.operator_id", f"'{REMOVAL}'", f"{_number(dialect, 'removal')} = d.removal_id")
    told_as = {
        f"{{{name}}}": said
        for name, said in {**told, "came_by": came_by, "who_today": f"coalesce({account}, t.who)"}.items()
    }
    return {"{signed}": SIGNED, **told_as, **entries, "{entry of judgement}": judged, "{entry of removal}": removed}


def _entry(subject: str, action: str, is_it: str) -> str:
    """The line of the newest entry about that."""
    return (
        f"(SELECT a.line FROM audit_entries a WHERE a.subject = {subject} AND a.action = {action} AND {is_it} "  # noqa: S608 - our own words
        "ORDER BY a.sequence DESC LIMIT 1)"
    )


def _text(dialect: str, name: str) -> str:
    """A text of an entry's details. PostgreSQL has no way to ask whether a text is JSON before its version 16: a key
    stands in no text of an entry as it stands before its value, for there its marks have a backslash."""
    if dialect == "sqlite":
        return f"CASE WHEN json_valid(t.entry) THEN json_extract(t.entry, '$.content.details.{name}') END"
    written = f"""substring(t.entry FROM '"{name}":"(([^"\\\\]|\\\\.)*)"')"""
    return f"""(CAST('"' || {written} || '"' AS JSON) #>> '{{}}')"""


def _number(dialect: str, name: str) -> str:
    if dialect == "sqlite":
        return f"CASE WHEN json_valid(a.line) THEN json_extract(a.line, '$.content.details.{name}') END"
    return f"""CAST(substring(a.line FROM '"{name}":([0-9]{{1,18}})[,}}]') AS BIGINT)"""
