"""Checks every labelled record against its own text.

    python -m models.check_data [FILE.jsonl ...]

Names, aliases and waypoints must stand in the text as written; phone numbers must be possible and of the fictional
ranges, addresses end in .example; labels, roles, countries and currencies must exist. Ends with 1 on any problem.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import phonenumbers

from core.errors import InputError
from core.terms import ContactType, DocumentKind, DocumentLabel, Language, Role
from models.records import DATA, Record, read_records

_FIELDS = {
    "id": str, "lang": str, "kind": str, "country": str, "writer": str, "scenario": str, "title": str, "text": str,
    "labels": list, "operators": list, "others": list, "operator_contacts": list, "route": list, "waypoints": list,
    "prices": list,
}  # fmt: skip
_FICTIONAL = re.compile(r"0{3,}|5550?1|7700900")


def problems(record: Record) -> Iterator[str]:
    """What is wrong with one record, in words."""
    missing = [name for name, kind in _FIELDS.items() if not isinstance(record.get(name), kind)]
    if missing:
        yield f"missing or of the wrong type: {', '.join(missing)}"
        return
    yield from _vocabulary(record)
    yield from _names(record)
    yield from _contacts(record)
    yield from _journey(record)


def _vocabulary(record: Record) -> Iterator[str]:
    if record["lang"] not in {language.value for language in Language if language is not Language.OTHER}:
        yield f"lang {record['lang']!r}"
    if record["kind"] not in {kind.value for kind in DocumentKind}:
        yield f"kind {record['kind']!r}"
    yield from (f"label {label!r}" for label in record["labels"] if label not in set(DocumentLabel))
    if record["kind"] == "news" and set(record["labels"]) - {"smuggling_report"}:
        yield "a news record carries smuggling_report or nothing"
    if record["kind"] == "ad" and "smuggling_report" in record["labels"]:
        yield "an ad can't be a smuggling_report"
    if not record["labels"] and (record["operators"] or record["operator_contacts"]):
        yield "a record without label names an operator or its contact points"
    if not re.fullmatch(r"[A-Z]{2}", record["country"]):
        yield f"country {record['country']!r}"
    if len(record["text"].split()) < 5:
        yield "the text is shorter than five words"


def _names(record: Record) -> Iterator[str]:
    whole = f"{record['title']}\n{record['text']}"
    forms: Counter[str] = Counter()
    for entity in [*record["operators"], *record["others"]]:
        name = entity.get("name")
        written = [name, *entity.get("aliases", [])]
        yield from (f"{form!r} does not stand in the text" for form in written if not form or form not in whole)
        forms.update({str(form) for form in written})
    yield from (f"{form!r} belongs to two entities" for form, times in forms.items() if times > 1)
    for entity in record["others"]:
        if entity.get("role") not in set(Role) - {Role.OPERATOR}:
            yield f"role {entity.get('role')!r} of {entity.get('name')!r}"


def _contacts(record: Record) -> Iterator[str]:
    for contact in record["operator_contacts"]:
        kind, value = contact.get("type"), str(contact.get("value", ""))
        if kind not in set(ContactType):
            yield f"contact type {kind!r}"
        elif kind in {ContactType.PHONE, ContactType.WHATSAPP}:
            yield from _number(value)
        elif kind in {ContactType.EMAIL, ContactType.URL} and not value.endswith(".example"):
            yield f"{value!r} does not end in .example"
        elif value != value.lower() or value.startswith("@"):
            yield f"{value!r} must be lower case without @"


def _number(value: str) -> Iterator[str]:
    try:
        parsed = phonenumbers.parse(value)
    except phonenumbers.NumberParseException as error:
        yield f"phone {value!r}: {error}"
        return
    if not phonenumbers.is_possible_number(parsed):
        yield f"phone {value!r} is not a possible number"
    if not _FICTIONAL.search(value):
        yield f"phone {value!r} is not of a fictional range"


def _journey(record: Record) -> Iterator[str]:
    whole = f"{record['title']}\n{record['text']}"
    yield from (f"route code {code!r}" for code in record["route"] if not re.fullmatch(r"[A-Z]{2}", str(code)))
    if any(a == b for a, b in zip(record["route"], record["route"][1:], strict=False)):
        yield "the route repeats a country next to itself"
    yield from (f"waypoint {name!r} does not stand in the text" for name in record["waypoints"] if name not in whole)
    for price in record["prices"]:
        if not isinstance(price.get("amount"), int | float) or not re.fullmatch(
            r"[A-Z]{3}", str(price.get("currency"))
        ):
            yield f"price {price!r}"


def main(paths: list[Path]) -> int:
    """Print the problems and the counts of these files."""
    ids: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    wrong = 0
    for path in paths:
        try:
            for number, record in read_records(path):
                ids[str(record.get("id"))] += 1
                found = list(problems(record))
                if ids[str(record.get("id"))] > 1:
                    found.append("this id was used before")
                wrong += bool(found)
                for problem in found:
                    print(f"{path.name} line {number} ({record.get('id')}): {problem}")
                counts[
                    f"{record.get('lang')} {record.get('kind')} {'+'.join(record.get('labels', [])) or 'clean'}"
                ] += 1
        except InputError as error:
            print(error.what)
            wrong += 1
    for name, count in sorted(counts.items()):
        print(f"{count:6} {name}")
    print(f"{sum(counts.values()):6} records, {wrong} with a problem")
    return 1 if wrong else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE.jsonl", help="all of models/data if none")
    sys.exit(main(parser.parse_args().files or sorted(DATA.glob("*.jsonl"))))
