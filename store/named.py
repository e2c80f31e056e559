"""Where somebody is named in all that the database keeps, whoever was read to be whose: for a person who asks what is
held of them. Every row of every table is read, for what is to be answered is asked of no index; by each spelling that
is given, word for word, without case and accents, and of a number by its digits."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from email import message_from_bytes, policy
from typing import Any

from sqlalchemy import JSON, Column, LargeBinary, String, Table, func, select

from core.errors import InputError
from core.records import Capture
from store.captures import capture_of
from store.indexing.words import WORD, fold
from store.session import Session
from store.tables import CaptureRow, RevisionRow
from store.tables.base import Base, JsonOf

AROUND, TOGETHER = 90, 200
_INDEXES = frozenset({"name_words", "operator_keys", "search_words", "text_bands"})
"""Words without whose they are, made of what stands in the other tables, and gone with it."""
_WIDTH = r"[\s().\-/]{0,3}"


@dataclass(frozen=True, slots=True)
class Named:
    """A cell that names somebody."""

    table: str
    key: Mapping[str, object]  # the columns by which the row is found
    column: str
    words: str  # some before and behind, as they are written


def named(
    session: Session, spellings: Sequence[str], told: Callable[[int, int | None], object] = lambda _done, _total: None
) -> list[Named]:
    """All cells that hold one of these names or numbers; `told` is told how many tables were read, and of how many.

    Raises:
        InputError: a spelling has neither a word of two letters nor six digits.
    """
    wanted = sought(spellings)
    found: list[Named] = []
    tables = [each for each in Base.metadata.sorted_tables if each.name not in _INDEXES]
    for done, table in enumerate(tables, start=1):
        found += _in_table(session, table, wanted)
        told(done, len(tables))
    return found


def unread_pages(session: Session) -> int:
    """How many archived pages have no text in the database, or none any more: only their bytes say whom they name."""
    kept = select(RevisionRow.capture_id).where(RevisionRow.purged_at.is_(None))
    pages = select(func.count()).select_from(CaptureRow)
    return session.scalar(pages.where(CaptureRow.capture_id.not_in(kept), ~CaptureRow.not_modified)) or 0


def pages(session: Session) -> list[Capture]:
    """All archived pages, in the order of the archive's files."""
    query = select(CaptureRow).where(~CaptureRow.not_modified)
    return list(map(capture_of, session.scalars(query.order_by(CaptureRow.warc_file, CaptureRow.warc_offset))))


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for in a folded text. `telling`: of each name its longest word, without one of which none is
    there, which costs a tenth of the pattern; none where a number is looked for, too."""

    pattern: re.Pattern[str]
    telling: tuple[str, ...]

    def search(self, folded: str) -> re.Match[str] | None:
        """The first place."""
        if self.telling and not any(word in folded for word in self.telling):
            return None
        return self.pattern.search(folded)


def sought(spellings: Sequence[str]) -> Sought:
    """What is looked for in a folded text.

    Raises:
        InputError: a spelling has neither a word of two letters nor six digits.
    """
    pattern = re.compile("|".join(map(_pattern, spellings)))
    is_names = not any(map(_is_number, spellings))
    return Sought(pattern, tuple(max(WORD.findall(fold(each)), key=len) for each in spellings) if is_names else ())


def _is_number(spelling: str) -> bool:
    return len(re.sub(r"\D", "", spelling)) >= 6 and not re.search(r"[^\W\d_]", spelling)


def _pattern(spelling: str) -> str:
    words = WORD.findall(fold(spelling))
    if _is_number(spelling):
        digits = re.sub(r"\D", "", spelling)
        return rf"(?<!\d)(?:\d{{1,4}}{_WIDTH})?{_WIDTH.join(digits)}(?!\d)"  # also behind the country's code
    if not any(len(word) > 1 and not word.isdigit() for word in words):
        raise InputError(
            f"{spelling!r} is no name and no number.", remedy="Give a word of two letters, or six digits, at least."
        )
    in_order = r"[\W_]+".join(words)
    return rf"(?<![^\W_]){in_order}(?![^\W_])"


def _in_table(session: Session, table: Table, sought: Sought) -> Iterator[Named]:
    keys, columns = list(table.primary_key), [each for each in table.columns if _is_written(each)]
    if not columns:
        return
    query = select(*keys, *(each.label(f"cell_{at}") for at, each in enumerate(columns)))
    for row in session.execute(query.execution_options(yield_per=TOGETHER)):
        for column, cell in zip(columns, row[len(keys) :], strict=True):
            if (words := words_around(_written(cell), sought)) is not None:
                key = {each.name: value for each, value in zip(keys, row, strict=False)}
                yield Named(table.name, key, column.name, words)


def _is_written(column: Column[Any]) -> bool:
    if column.info.get("secret") or column.name == "fingerprint":
        return False
    return isinstance(column.type, String | JSON | JsonOf | LargeBinary)


def _written(cell: object) -> str:
    """A cell as people read it: JSON without its escapes, a mail without its transfer encoding."""
    if isinstance(cell, bytes):
        return "\n".join(_of_mail(cell))
    if not isinstance(cell, str):
        return json.dumps(cell, ensure_ascii=False) if cell else ""
    if cell.startswith(("{", "[")) and "\\u" in cell:
        return re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), cell)
    return cell


def _of_mail(message: bytes) -> Iterator[str]:
    parsed = message_from_bytes(message, policy=policy.default)
    yield str(parsed["subject"] or "")
    for part in parsed.walk():
        if part.get_content_maintype() == "text":
            yield part.get_content()


def words_around(written: str, sought: Sought) -> str | None:
    """The first place where a text holds what is sought, with some words around it; None where it does not."""
    if not sought.search(fold(written)):
        return None
    # what is folded letter by letter knows where each stood
    folded = [fold(letter) for letter in written]
    met = sought.search("".join(folded))
    if met is None:  # two letters that fold otherwise than each alone
        return written[: 2 * AROUND]
    begins, ends = (_letter_at(folded, at) for at in met.span())
    cut = written[max(begins - AROUND, 0) : ends + AROUND]
    return f"{'…' if begins > AROUND else ''}{cut}{'…' if ends + AROUND < len(written) else ''}"


def _letter_at(folded: Iterable[str], at: int) -> int:
    passed = 0
    for letter, each in enumerate(folded):
        if passed >= at:
            return letter
        passed += len(each)
    return passed
