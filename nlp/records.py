"""Records in and out: the JSON lines that `almenara analyse` reads and writes.

In: id, kind, text; optional lang, country, url, published, title. Out: labels, names, contact points, route, prices and
the reasons of one document. A malformed record is reported by line and field, and the rest goes on.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from core.errors import InputError
from core.records import Analysis, Document, Mention, Price
from core.terms import ContactType, DocumentKind, DocumentLabel, Language, PriceKind, Role
from core.text import was_no_utf8

BOM = "\ufeff"
"""What some editors put before the first line."""

_MOST_DIGITS = 4000
_HALVES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class BadRecord:
    """A line that could not be read: its number (from 1), the field (empty for the whole line) and what is wrong."""

    line: int
    field: str
    problem: str

    def __str__(self) -> str:
        where = f", field {self.field!r}" if self.field else ""
        return f"line {self.line}{where}: {self.problem}"


class _FieldError(InputError):
    """A field that can't be used."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(problem)
        self.field = field


def read_records(lines: Iterable[str]) -> Iterator[Document | BadRecord]:
    """One document or one complaint for each line that isn't blank.

    Args:
        lines: decoded with `errors="surrogateescape"`, so that bytes which are no UTF-8 are seen here, and not guessed.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        if was_no_utf8(line):
            yield BadRecord(number, "", "not UTF-8; save the file in that encoding")
            continue
        try:
            yield to_document(json.loads(line.removeprefix(BOM), parse_int=_whole))
        except RecursionError:
            yield BadRecord(number, "", "not JSON that can be read (nested too deeply)")
        except json.JSONDecodeError as error:
            yield BadRecord(number, "", f"not JSON ({error.msg} at column {error.colno})")
        except _FieldError as error:
            yield BadRecord(number, error.field, error.what)


def _whole(digits: str) -> int | float:
    """A number, infinite where it has more digits than Python reads: no field of ours takes one, others may have it."""
    return int(digits) if len(digits) <= _MOST_DIGITS else float(digits)


def to_document(record: object) -> Document:
    """A document from one decoded record; InputError naming the field that can't be used."""
    if not isinstance(record, dict):
        raise _FieldError("", "a record is a JSON object")
    return Document(
        document_id=_text(record, "id", required=True),
        kind=_choice(record, "kind", DocumentKind),
        source_id=_text(record, "source") or "file",
        country=_country(record),
        url=_text(record, "url"),
        title=_text(record, "title"),
        text=_text(record, "text", required=True),
        language=_language(record),
        published=_published(record),
    )


def _text(record: dict[str, Any], field: str, *, required: bool = False) -> str:
    value = record.get(field)
    if value is None and not required:
        return ""
    if isinstance(value, int) and not isinstance(value, bool) and field == "id":
        value = str(value)
    if not isinstance(value, str):
        raise _FieldError(field, "is missing" if value is None else f"must be a text, not {type(value).__name__}")
    if required and not value.strip():
        raise _FieldError(field, "is empty")
    return _HALVES.sub("\ufffd", value)  # half a character, as "\\ud83d", which no encoder takes; offsets stay


def _choice(record: dict[str, Any], field: str, kinds: type[DocumentKind]) -> DocumentKind:
    value = _text(record, field, required=True)
    if value not in set(kinds):
        raise _FieldError(field, f"is {value!r}; it must be one of {', '.join(kinds)}")
    return kinds(value)


def _country(record: dict[str, Any]) -> str:
    value = _text(record, "country").upper()
    if value and not (len(value) == 2 and value.isalpha()):
        raise _FieldError("country", f"is {value!r}; it must be an ISO 3166-1 code of two letters")
    return value


def _language(record: dict[str, Any]) -> Language:
    value = (_text(record, "lang") or _text(record, "language")).lower()[:2]
    if value in {language.value for language in Language}:
        return Language(value)
    return Language.OTHER if value else guess_language(record)


def guess_language(record: dict[str, Any]) -> Language:
    """The language of a record that gives none, by the words of its text."""
    from extraction.language import detect

    return detect(f"{_text(record, 'title')}\n{_text(record, 'text')}")


def _published(record: dict[str, Any]) -> datetime | None:
    value = _text(record, "published")
    if not value:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise _FieldError("published", f"is {value!r}; it must be an ISO 8601 date") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def to_json(analysis: Analysis) -> str:
    """One analysis as a JSON line (without the line's end)."""
    return json.dumps(to_record(analysis), ensure_ascii=False)


def to_record(analysis: Analysis) -> dict[str, Any]:
    """One analysis as plain data: what models/score.py judges, and the reasons of each label."""
    return {
        "id": analysis.document_id,
        "lang": analysis.language.value,
        "labels": [label.value for label in analysis.labels],
        "scores": {label.value: score for label, score in analysis.scores.items()},
        "refused": {label.value: score for label, score in analysis.refused.items()},
        "operators": [_operator(mention) for mention in analysis.operators],
        "others": [
            {"name": m.name, "aliases": list(m.aliases), "role": m.role.value, "cleared": m.cleared}
            for m in analysis.mentions
            if m.role is not Role.OPERATOR
        ],
        "operator_contacts": [
            {"type": c.type.value, "value": c.value}
            for c in analysis.operator_contacts
            if c.type is not ContactType.ACCOUNT
        ],
        "payee_accounts": [c.value for c in analysis.operator_contacts if c.type is ContactType.ACCOUNT],
        "route": list(analysis.route.countries),
        "waypoints": list(analysis.route.waypoints),
        "modes": list(analysis.route.modes),
        "duration_hours": analysis.route.duration_hours,
        "path": analysis.route.path,
        "prices": [_price(price) for price in analysis.prices],
        "reasons": {label.value: _reasons(analysis, label) for label in analysis.labels},
        "reader": analysis.reader,
    }


def _operator(mention: Mention) -> dict[str, Any]:
    return {
        "name": mention.name,
        "aliases": list(mention.aliases),
        "score": mention.score,
        "sentence": mention.sentence,
        "status": mention.status.value if mention.status else None,
    }


def _price(price: Price) -> dict[str, Any]:
    """A sum as it's labelled; `kind` where it's a part of a price: an instalment is not what a passage costs."""
    told = {"amount": _number(price.amount), "currency": price.currency}
    return told if price.kind is PriceKind.FULL else told | {"kind": price.kind.value}


def _number(amount: Decimal) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _reasons(analysis: Analysis, label: DocumentLabel) -> list[dict[str, Any]]:
    """The spans that spoke for or against a label, heaviest first."""
    signals = sorted((s for s in analysis.signals if s.label is label), key=lambda s: -abs(s.weight))
    return [
        {
            "element": s.element,
            "phrase": s.phrase,
            "weight": s.weight,
            "span": [s.span.start, s.span.end],
            "in_title": s.span.in_title,
        }
        for s in signals
    ]
