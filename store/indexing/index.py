"""The index: texts and names by their words (FTS5 on SQLite, tsvector on PostgreSQL), and every word once, to mend
misspelt ones by. Words are folded here, so the databases compare them letter by letter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from sqlalchemy import BigInteger, Connection, Select, TextClause, column, select, text
from sqlalchemy.orm import Session

from store.indexing.words import WORD, disguised, fold, name_words, words_of, written
from store.plain import send
from store.session import connection_of
from store.tables import OperatorNameRow, RevisionRow, SearchWordRow
from store.tables.base import CHUNK, chunks, insert_new

_SQLITE = "INSERT INTO {table} (rowid, words) VALUES (:key, :words)"
_POSTGRES = """INSERT INTO {table} ({column}, words) VALUES (:key, to_tsvector('simple', :words))
ON CONFLICT ({column}) DO NOTHING"""


def remember_text(session: Session, revision_id: int, title: str, body: str) -> None:
    """Make a new version of a document findable. Call it once, in the transaction that adds the version."""
    _remember(session, "revision", revision_id, [*words_of(title), *words_of(body)])


def forget_text(session: Session, revision_id: int, title: str, body: str) -> None:
    """Make a version findable no more; given as it was remembered, since SQLite's index keeps no text of its own."""
    if session.get_bind().dialect.name == "sqlite":
        seen = (each for each in (*disguised(title), *disguised(body)) if _has(session, "revision", revision_id, each))
        _forget(session, "revision", revision_id, [*written(title), *written(body), *seen])
    else:
        session.execute(text("DELETE FROM revision_search WHERE revision_id = :key"), {"key": revision_id})


def forget_name(session: Session, name_id: int, name: str) -> None:
    """Make a name of an operator findable no more; given as it was remembered."""
    if session.get_bind().dialect.name == "sqlite":
        words = [word for word in name_words(name) if _has(session, "name", name_id, word)]
        _forget(session, "name", name_id, words)
    else:
        session.execute(text("DELETE FROM name_search WHERE name_id = :key"), {"key": name_id})


def is_in_a_name(session: Session, word: str) -> bool:
    """Whether some name is found by a word."""
    if session.get_bind().dialect.name == "sqlite":
        found = text("SELECT 1 FROM name_search WHERE name_search MATCH :word LIMIT 1")
        return session.execute(found, {"word": f'"{word}"'}).first() is not None
    found = text("SELECT 1 FROM name_search WHERE words @@ plainto_tsquery('simple', :word) LIMIT 1")
    return session.execute(found, {"word": word}).first() is not None


def with_names(session: Session, names: Iterable[str]) -> Select[int]:
    """The keys of the versions that hold one of these names, word for word; each has a word."""
    runs = [WORD.findall(fold(name)) for name in names]
    if session.get_bind().dialect.name == "sqlite":
        wanted = " OR ".join(f'"{" ".join(run)}"' for run in runs)
        asked = text("SELECT rowid AS revision_id FROM revision_search WHERE revision_search MATCH :names")
    else:
        wanted = " | ".join(f"({' <-> '.join(run)})" for run in runs)
        asked = text("SELECT revision_id FROM revision_search WHERE words @@ to_tsquery('simple', :names)")
    found = asked.bindparams(names=wanted).columns(column("revision_id", BigInteger)).subquery()
    return select(found.c.revision_id)


def _forget(session: Session, noun: str, key: int, words: Iterable[str]) -> None:
    """Out of SQLite's index."""
    gone = f"INSERT INTO {noun}_search ({noun}_search, rowid, words) VALUES ('delete', :key, :words)"  # noqa: S608
    session.execute(text(gone), {"key": key, "words": " ".join(words)})


def _has(session: Session, noun: str, key: int, word: str) -> bool:
    """Whether a text, or a name, is found by a word: what its own look like was not always indexed."""
    found = f"SELECT 1 FROM {noun}_search WHERE rowid = :key AND {noun}_search MATCH :word"  # noqa: S608
    return session.execute(text(found), {"key": key, "word": f'"{word}"'}).first() is not None


def remember_name(session: Session, name_id: int, name: str) -> None:
    """Make a new name of an operator findable. Call it once, in the transaction that adds the name."""
    _remember(session, "name", name_id, name_words(name))


def remember_names(session: Session, names: Mapping[int, str]) -> None:
    """Make many new names findable, by their ids."""
    words = {name_id: name_words(name) for name_id, name in names.items()}
    rows = [{"key": name_id, "words": " ".join(each)} for name_id, each in words.items()]
    connection = session.connection()
    for chunk in chunks(rows):
        send(connection, _composed(connection.dialect.name, "name"), chunk)
    insert_new(session, SearchWordRow, spellings(word for each in words.values() for word in each))


def remember_all(session: Session) -> None:
    """Make everything findable in a database whose rows came all at once; the words are among the rows already."""
    texts = select(RevisionRow.revision_id, RevisionRow.title, RevisionRow.text).where(RevisionRow.purged_at.is_(None))
    for revision_id, title, body in session.execute(texts.execution_options(yield_per=CHUNK)):
        put(session, "revision", revision_id, [*words_of(title), *words_of(body)])
    for name_id, name in session.execute(select(OperatorNameRow.name_id, OperatorNameRow.name)).all():
        put(session, "name", name_id, name_words(name))


def put(connection: Session | Connection, noun: str, key: int, words: Iterable[str]) -> None:
    """The words of one text or name into the index; `noun` is "revision" or "name"."""
    own = connection_of(connection) if isinstance(connection, Session) else connection
    send(own, _composed(own.dialect.name, noun), [{"key": key, "words": " ".join(words)}])


@cache
def _composed(dialect: str, noun: str) -> TextClause:
    form = _SQLITE if dialect == "sqlite" else _POSTGRES
    return text(form.format(table=f"{noun}_search", column=f"{noun}_id"))


def spellings(words: Iterable[str]) -> list[dict[str, object]]:
    """Rows of the vocabulary: words that somebody may misspell, with their letters backwards. Numbers are exact."""
    kept = sorted({word for word in words if 4 <= len(word) <= 30 and word.isalpha()})
    return [{"word": word, "backwards": word[::-1]} for word in kept]


def _remember(session: Session, noun: str, key: int, words: list[str]) -> None:
    put(session, noun, key, words)
    insert_new(session, SearchWordRow, spellings(words))
