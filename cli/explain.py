"""`almenara explain`: one document with its words marked, and why it would be flagged, on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from cli.arguments import Names, lines_of
from cli.common import AsJson, print_table, viewing
from cli.readings import print_reasons, readings
from core.records import Analysis, Document
from core.scores import shown
from core.settings import load
from core.text import visible
from web.highlight import MarkKind, marks, pieces

if TYPE_CHECKING:
    from nlp.records import BadRecord

_DIGITS = 300  # of the number of a flag; one of thousands is none that Python reads
_STYLES = {
    MarkKind.OPERATOR: "bold red",
    MarkKind.CLEARED: "bold green",
    MarkKind.CONTACT: "bold magenta",
    MarkKind.PRICE: "bold yellow",
    MarkKind.SIGNAL: "underline",
    MarkKind.AGAINST: "dim",
    MarkKind.ROUTE: "cyan",
    MarkKind.NAMED: "italic",
}


def explain(
    document: Annotated[str, typer.Argument(help="JSON lines (- for standard input), or the number of a flag.")],
    record: Annotated[str, typer.Option("--id", help="Only the record of this id.")] = "",
    names: Names = False,
    as_json: AsJson = False,
) -> None:
    """Show what the reader sees in a document: its words marked, its labels, and what carried each of them.

    What carried a label was found by taking words out and reading again: the longer the bar, the less sure the reader
    is without them (or the surer, where they spoke against). Phrases of the rules that say the same share theirs.
    With --json it is a line a document, as `almenara analyse` prints it; a `weight` there is in log-odds, and no part
    of the score. A label needs two networks: where the second does not agree to what the first would give, it is said
    (`refused`). A record that can't be used is named on standard error, and the exit status is 1.

    Example: almenara explain documents.jsonl --id ad-17
    """
    from nlp.opening import AnyReader, open_reader
    from nlp.records import BadRecord, to_json

    reading = load().reading
    reader: AnyReader | None = None  # opened for the first document: a file that is not there is said at once
    shown, bad = 0, False
    for each in _documents(document, names=names):
        if isinstance(each, BadRecord):
            sys.stderr.write(f"almenara: {document}: {each}\n")
            bad = True
        elif record in {"", each.document_id}:
            reader = reader or open_reader(reading.threshold, reading.folder)
            text, analysis = _shown(each, reader.analyse(each), whole=names or not _is_flag(document))
            print(to_json(analysis), flush=True) if as_json else show(text, analysis)
            shown += 1
    if not shown:
        sys.stderr.write(f"almenara: {document}: no record to explain{f' of id {record!r}' if record else ''}.\n")
    if bad or not shown:
        raise typer.Exit(1)


def _documents(given: str, *, names: bool) -> Iterator[Document | BadRecord]:
    from nlp.records import read_records

    if _is_flag(given):
        from store import views

        with viewing(f"flag {given}", names=names) as session:
            yield views.flag(session, int(given), uncovered=True).document  # read whole, and shown as it may be
        return
    with lines_of(given) as lines:
        yield from read_records(lines)


def _is_flag(given: str) -> bool:
    return given.isdecimal() and len(given) <= _DIGITS


def _shown(document: Document, analysis: Analysis, *, whole: bool) -> tuple[Document, Analysis]:
    """As it is shown: of a file whole, of a flag without the names of bystanders."""
    from store.covering import covered

    told = covered(document, analysis)
    return (document, analysis) if whole else (told.document, told.analysis)


def show(document: Document, analysis: Analysis) -> None:
    """Print a document with its words marked, its labels, and why it has them."""
    console = Console()
    marked = marks(analysis)
    for text, in_title in ((document.title, True), (document.text, False)):
        line = Text()
        for piece in pieces(text, marked, in_title=in_title):
            line.append(visible(piece.text), style=_STYLES[piece.kinds[0]] if piece.kinds else "")
        console.print(line, style="bold" if in_title else "")
    scores = ", ".join(f"{label} {shown(score)}" for label, score in analysis.scores.items() if score > 0)
    console.print(f"\nLabels: {', '.join(analysis.labels) or 'none'}   ({scores})", highlight=False)
    for label, score in analysis.refused.items():
        console.print(
            f"The second opinion does not agree to {label}, which the reader itself gives {shown(score)}. "
            "Both have to.",
            highlight=False,
        )
    _tables(analysis)


def _tables(analysis: Analysis) -> None:
    print_reasons(analysis.signals)
    if analysis.mentions:
        names = [(m.role, shown(m.score), m.name, ", ".join(m.aliases), m.sentence) for m in analysis.mentions]
        print_table("Who is named", ("part", "sure", "name", "other forms", "sentence"), names)
    route = [("route", " > ".join(analysis.route.countries))] if analysis.route.countries else []
    print_table("What else was read", ("what", "value"), [*route, *readings(analysis)])
