"""`almenara compare`: how likely the two names of each row are one operator's, with every reason."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from typing import Annotated, TextIO

import typer

from cli.analyse import lines_of
from cli.common import print_json
from core.errors import InputError
from core.text import neutralised, was_no_utf8, with_separator

COLUMNS = ("score", "same", "met", "for", "against")


def compare(
    file: Annotated[str, typer.Argument(metavar="PAIRS.csv", help="CSV with name1 and name2; - is standard input.")],
    as_csv: Annotated[bool, typer.Option("--csv", help="The rows again, with columns added, for a sheet.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON line a row; so it is without --csv too.")] = False,
) -> None:
    """Score the two names of each row, 0 to 1, and say which words met, what counted how much, and what spoke against.

    `same` says whether the score reaches the shipped threshold. Weights are log-odds: they and `start` add up to the
    score. A name alone proves nobody guilty, and a generic one not even a link. A row without two names is named on
    standard error, the others go on, and the exit status is 1. Other columns are passed over.

    Example: almenara compare pairs.csv > scored.jsonl
    """
    from store.likeness import compare as compare_names
    from store.likeness.explain import to_record

    if as_csv and as_json:
        raise InputError("--csv and --json exclude each other.", remedy="Give one of them.")
    failed = False
    with lines_of(file, "names in CSV") as lines:
        writer = _writer() if as_csv else None
        for number, one, other in _rows(file, lines):
            fault = "a name is missing. Fill in name1 and name2" if not one or not other else ""
            if fault or was_no_utf8(one + other):
                sys.stderr.write(
                    f"almenara: {file}, line {number}: {fault or 'not UTF-8. Save it in that encoding'}.\n"
                )
                failed = True
                continue
            record = to_record(compare_names(one, other))
            if writer is None:
                print_json(record)
            else:
                writer.writerow([_cell(each) for each in _columns(record)])
    if failed:
        raise typer.Exit(1)


def _rows(file: str, lines: TextIO) -> Iterator[tuple[int, str, str]]:
    again, separator = with_separator(lines)
    reader = csv.DictReader(again, delimiter=separator)
    try:
        names = [name.strip().lstrip("\ufeff").lower() for name in reader.fieldnames or ()]
        if not {"name1", "name2"} <= set(names):
            raise InputError(f"{file}: no columns name1 and name2.", remedy="Begin with a line `name1,name2`.")
        reader.fieldnames = names
        for row in reader:
            yield reader.line_num, (row["name1"] or "").strip(), (row["name2"] or "").strip()
    except csv.Error as error:
        raise InputError(f"{file}, line {reader.line_num}: {error}.", remedy="Save it as CSV in UTF-8.") from error


def _writer() -> csv.writer:  # type: ignore[valid-type]
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("name1", "name2", *COLUMNS))
    return writer


def _columns(record: dict[str, object]) -> Iterator[object]:
    for name in ("name1", "name2", *COLUMNS):
        value = record[name]
        if isinstance(value, list):
            value = "; ".join(f"{each['what']} ({each['weight']:+})" for each in value)
        yield value


def _cell(value: object) -> object:
    return neutralised(value) if isinstance(value, str) else value
