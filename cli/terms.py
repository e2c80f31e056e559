"""`almenara terms`: the coded words of the trade, and how the words around them drift."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer

from cli.common import AsJson, AsObject, print_json, print_table, viewing
from core.terms import Language
from store import views

app = typer.Typer(help="Coded words: what they mean, who reports them, how they drift.", no_args_is_help=True)


@app.command("list")
def list_terms(
    lang: Annotated[Language | None, typer.Option(help="Only words of this language.")] = None,
    as_json: AsJson = False,
) -> None:
    """The coded words with meaning and source; alone none proves anything. Example: almenara terms list --lang es"""
    from nlp.wording.coded import coded_words

    found = [word for word in coded_words() if lang in {None, word.language}]
    if as_json:
        for word in found:
            print_json(asdict(word))
        return
    rows = [(w.word, ", ".join(w.forms), w.language, " ".join(w.regions), w.meaning, w.source) for w in found]
    print_table(f"{len(found)} coded words", ("word", "forms", "language", "regions", "meaning", "source"), rows)


@app.command("drift")
def drift(
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First day of the newer period.")] = None,
    as_json: AsObject = False,
) -> None:
    """What stands near coded words in flagged texts more often than before, names left out; and which of them vanished.

    Without a day the last 90 days are compared with all before. Example: almenara terms drift --since 2025-01-01
    """
    from nlp.wording.coded import coded_words
    from nlp.wording.drift import DatedText
    from nlp.wording.drift import drift as compare
    from pipeline.wording import NEWER

    first = since.date() if since else (datetime.now(UTC) - NEWER).date()
    with viewing("texts with coded words") as session:
        documents = (
            DatedText(each.day, each.text, each.flagged, each.revision_id, each.names)
            for each in views.texts(session, quiet_since=first)
        )
        report = compare(documents, coded_words(), since=first)
    if as_json:
        print_json(asdict(report))
        return
    title = f"Since {first}: {report.newer} flagged texts with a coded word; before: {report.older}"
    rows = [(rise.phrase, rise.newer, rise.older, rise.ratio, rise.example) for rise in report.rises]
    print_table(title, ("near coded words", "texts since", "texts before", "log-likelihood", "such a text"), rows)
    if report.vanished:
        print(f"No longer seen: {', '.join(report.vanished)}.")
