"""`almenara search`: the words of every archived text and the names of operators."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from cli.arguments import InState, OfKind, OfLabel, OfStatus, Since, Until, country_of, days_of, leg_of
from cli.common import AsJson, print_json, print_table, tell_mended, viewing, within
from cli.operator_tables import standing
from core.days import written
from core.errors import InputError
from core.settings import load
from core.text import plain
from store import search as memory
from store.exchange.cautions import caution
from store.search import SearchFilter


def search(  # noqa: PLR0913 - one parameter a filter
    words: Annotated[
        list[str] | None, typer.Argument(help='Words, "phrases", phones; -word leaves out (after --).')
    ] = None,
    *,
    country: Annotated[str, typer.Option(help="Country of the source, as CL.")] = "",
    leg: Annotated[str, typer.Option(help="A leg of the route, as PE-BO.")] = "",
    since: Since = None,
    until: Until = None,
    kind: OfKind = None,
    label: OfLabel = None,
    state: InState = None,
    status: OfStatus = None,
    versions: Annotated[bool, typer.Option(help="Also texts that the page no longer shows.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=5000, help="How many of each at the most.")] = 25,
    as_json: AsJson = False,
) -> None:
    """Operators, and documents, those that were read last first. Example: almenara search viveonline --leg PE-BO"""
    settings = load()
    zone = settings.nightly.zone
    typed = " ".join(words or ())
    first, last = days_of(since, until)
    chosen = SearchFilter(
        country=country_of(country),
        leg=leg_of(leg),
        since=first,
        until=last,
        source_kind=kind,
        label=label,
        state=state,
        status=status,
        versions=versions,
        zone=zone,
    )
    if not typed.strip() and chosen == SearchFilter():
        raise InputError("This search asks nothing.", remedy="Type words or choose filters.")
    if memory.only_signs(typed):
        raise InputError(f"There is no word and no number in {typed!r}.", remedy="Type words, names or phones.")
    with viewing("search", settings) as session:
        asked = memory.understand(session, typed)
        people = memory.find_operators(session, asked, chosen, typed=typed, limit=limit + 1)
        texts = memory.find_documents(session, asked, chosen, limit=limit + 1)
    operators, hits = within(people, limit, what="operators"), within(texts, limit, "newest", "documents")
    tell_mended(asked.mended)
    if as_json:
        for each in operators:
            print_json({"what": "operator"} | asdict(each) | {"caution": caution(each)})
        for hit in hits:
            print_json({"what": "document"} | asdict(hit))
        return
    for word, letters in memory.borrowed(typed).items():
        said = ", ".join(f"{letter} ({script})" for letter, script in letters.items())
        print(f"{word} has letters of another script among Latin ones: {said}.")
    lines = [(o.operator_id, o.name, standing(o), " ".join(o.countries), written(o.last_seen, zone)) for o in operators]
    papers = [
        (
            h.revision_id,
            written(h.published, zone) if h.published else "",
            written(h.first_seen, zone),
            h.title,
            h.source_id,
            h.flag_id,
            h.state,
            h.url,
        )
        for h in hits
    ]
    print_table("Operators: leads, not findings", ("operator", "name", "said", "countries", "last seen"), lines)
    columns = ("document", "published", "read", "title", "source", "flag", "state", "address")
    print_table("Documents: what was read last stands first", columns, papers)
    for hit in hits:
        _print_clears(hit)


def _print_clears(hit: memory.DocumentHit) -> None:
    """Whom a document clears, so that nobody reads it as an accusation of them."""
    for line in hit.cleared:
        if line.counts:
            says = "may clear" if line.is_unsure else "clears"
            print(f"Document {hit.revision_id} {says} {plain(line.name)} ({line.on}): {plain(line.sentence)}")
