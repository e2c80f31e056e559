"""`almenara operator`: the watchlist, and what people judge of who is who."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from cli import clearings, contact_points, corrections, person
from cli.arguments import InLanguage, OfStatus, OperatorId, OperatorIds, Who, country_of, language_of
from cli.common import (
    AsJson,
    AsObject,
    Limit,
    me,
    opened,
    print_json,
    print_table,
    tell_mended,
    viewing,
    within,
)
from cli.operator_tables import OPERATOR_COLUMNS, in_json, operator_row, print_operator, print_pairs
from cli.signing import signer
from core import languages
from core.errors import InputError
from core.settings import load
from core.terms import NameKind, Verdict
from core.text import plain
from store import search as memory
from store import views, watchlist
from store.clusters import members
from store.exchange.cautions import caution, needed
from store.identity import judge as judging
from store.identity import judgements, merging
from store.identity.pairs import pairs
from store.search import KnownFrom, Order
from store.session import Session

app = typer.Typer(help="Operators: the watchlist, and who is who.", no_args_is_help=True)
Offset = Annotated[int, typer.Option(min=0, help="How many to pass over first.")]
Why = Annotated[str, typer.Option(help="The reason; kept for good.")]
Seen = Annotated[int, typer.Option(help="Number of the newest judgement of the two that you have read.")]
SeenEach = Annotated[
    list[int] | None,
    typer.Option(
        "--seen", help="Number of a judgement of any two that you have read: of each two the newest; repeatable."
    ),
]


@app.command("list")
def list_operators(  # noqa: PLR0913 - one parameter a filter
    name: Annotated[str, typer.Option(help="Only with these words in a name, or this contact point.")] = "",
    *,
    status: OfStatus = None,
    country: Annotated[str, typer.Option(help="Only with this country among its routes and sources: CL.")] = "",
    sort: Annotated[Order, typer.Option(help="What comes first.")] = Order.LAST_SEEN,
    known_from: Annotated[KnownFrom | None, typer.Option("--from", help="Only whom this names.")] = None,
    limit: Limit = 100,
    offset: Offset = 0,
    as_json: AsJson = False,
) -> None:
    """Operators, last seen first unless told otherwise.

    Example: almenara operator list --status convicted --country PE --sort sources
    """
    if memory.only_signs(name):
        raise InputError(f"There is no word and no number in {name!r}.", remedy="Type words, names or phones.")
    chosen = memory.ListFilter(name.strip(), status, country_of(country), sort, known_from)
    settings = load()
    with viewing("operators", settings) as session:
        listed = memory.listed(session, chosen, limit=limit + 1, offset=offset, widest=None)
        changed = views.operators_changed(session, [each.operator_id for each in listed.operators] if as_json else [])
    found = within(listed.operators, limit)
    tell_mended(listed.mended)
    if as_json:
        for each in found:
            print_json(asdict(each) | {"caution": caution(each), "updated_at": changed[each.operator_id]})
        return
    rows = [operator_row(each, settings.nightly.zone) for each in found]
    print_table("The watchlist: leads, not findings", OPERATOR_COLUMNS, rows)


@app.command("show")
def show(operator_id: OperatorId, as_json: AsObject = False) -> None:
    """One operator in full: names, contact points, standing, routes and prices over time, mentions, judgements.

    In JSON as the API has it. Example: almenara operator show 3
    """
    settings = load()
    with viewing(f"operator {operator_id}", settings) as session:
        found = views.operator(session, operator_id)
        whole = in_json(session, found) if as_json else ""
    if as_json:
        print(whole)
        return
    print_operator(found, settings.nightly.zone)


@app.command("dossier")
def dossier(
    operator_id: OperatorId,
    out: Annotated[Path, typer.Option(help="The file to write; it must not be there yet.")],
    language: InLanguage = languages.DEFAULT,
) -> None:
    """All that is known of one operator as a PDF, with the digests of its evidence; on record as a view.

    The evidence is held against the archive; exit status 1 where some does not hold, which the PDF says, too.

    Example: almenara operator dossier 3 --out viveonline.pdf --language es
    """
    from web.dossier.dossier import gather, printed
    from web.dossier.words import Words
    from web.templating import templates

    tongue = language_of(language, "dossiers")
    if out.exists():
        raise InputError(f"{out} is there already.", remedy="Name another file.")
    settings = load()
    with viewing(f"operator {operator_id}", settings, form="dossier") as session:
        known = gather(session, operator_id, settings.archive_root)
    words = Words(templates(settings).env, settings.nightly.zone)
    with languages.speaking(tongue):
        content = printed(known, words, who=me(), moment=datetime.now(UTC), desk=settings.mail.base_url)
    try:
        out.write_bytes(content)
    except OSError as error:
        raise InputError(f"{out}: {error.strerror}.", remedy="Name a file in a folder that can be written.") from error
    print(f"{out}: {known.detail.summary.name}, {len(content):,} bytes.")
    if known.faults.documents or known.faults.log:
        sys.stderr.write(unsound(len(known.exhibits), len(known.faults.documents), known.faults.log))
        raise typer.Exit(1)


def unsound(listed: int, broken: int, log: Sequence[str]) -> str:
    """What of a dossier's evidence does not hold, and what of the custody log: either may be sound alone."""
    told = []
    if broken:
        told.append(f"of {listed} documents {broken} do not hold, or could not be read; it says which.")
    if log:
        more = f" (and {len(log) - 1} more)" if len(log) > 1 else ""
        told.append(f"the custody log does not hold: {plain(log[0])}{more}")
    told.append("`almenara evidence verify` looks at the whole archive.")
    return "".join(f"almenara: {line}\n" for line in told)


@app.command("pairs")
def list_pairs(limit: Limit = 50, as_json: AsJson = False) -> None:
    """Pairs of operators that may be one and wait for a person, with what speaks for it. A judged pair comes back only
    on new evidence. Example: almenara operator pairs"""
    with viewing("pairs of operators") as session:
        found = within(pairs(session, limit=limit + 1), limit)
        cautions = needed(session, {end for each in found for end in (each.left_id, each.right_id)})
    if as_json:
        for each in found:
            print_json(asdict(each) | {"cautions": [cautions.get(each.left_id, ""), cautions.get(each.right_id, "")]})
        return
    print_pairs(found, cautions)


@app.command("judge")
def judge(
    one: OperatorId,
    other: OperatorId,
    verdict: Annotated[Verdict, typer.Argument(help="What you hold the two to be.")],
    why: Why,
    who: Who = "",
    seen: Seen = 0,
) -> None:
    """Say of two operators: same, different or unsure; the judgement and what was known for it are kept for good.

    A slip that made two operators one is taken back by judging its two entries anew.

    Example: almenara operator judge 3 9 different --why "another town, another owner"
    """
    with opened() as database, database.transaction() as session:
        given = judging.judge(session, one, other, verdict, _signed(session, who, why), seen=seen)
        known = [what for _key, what in judgements.given(session, given).evidence]
        together = members(session, one)
    pieces = f"{len(known)} {'piece' if len(known) == 1 else 'pieces'} of evidence known"
    print(f"Operators {one} and {other}: {verdict.value} (judgement {given}, {pieces}).")
    for what in known:  # the pair comes back on what is not among these: whoever judged is to know what they are
        print(f"  known: {plain(what)}")
    if verdict is Verdict.SAME:
        print(f"Entries {', '.join(map(str, together))} are one.")


@app.command("merge")
def merge(operator_ids: OperatorIds, why: Why, who: Who = "", seen: SeenEach = None) -> None:
    """Say that all of these operators are one. Nothing is lost: `split` takes it back.

    What was judged of two of them before has to be read first: it is told, and overruled with a --seen for each.

    Example: almenara operator merge 3 9 --why "the same person, both names in one judgement"
    """
    with opened() as database, database.transaction() as session:
        cluster = merging.merge(session, operator_ids, _signed(session, who, why), seen=seen or ())
    print(f"Operators {', '.join(map(str, operator_ids))} are one: {cluster}.")


@app.command("split")
def split(
    operator_id: OperatorId,
    why: Why,
    who: Who = "",
    *,
    unsure: Annotated[bool, typer.Option("--unsure", help="Take back that they are one, and say no more.")] = False,
) -> None:
    """Take one entry out of the operator that it was merged into. Nothing is lost: `merge` takes it back.

    Example: almenara operator split 9 --why "its owner is somebody else"
    """
    with opened() as database, database.transaction() as session:
        others = judging.split(session, operator_id, _signed(session, who, why), unsure=unsure)
    print(f"Operator {operator_id} stands alone; {', '.join(map(str, others))} stay together.")


@app.command("name")
def name(
    operator_id: OperatorId,
    written: Annotated[str, typer.Argument(help="One of its names, as the entry has it.")],
    kind: Annotated[NameKind, typer.Argument(help="What kind of name it is.")],
) -> None:
    """Say what kind of name one is: name, alias, weak_alias, previous_name or handle.

    Example: almenara operator name 3 "Vive Paso Andino" previous_name
    """
    with opened() as database, database.transaction() as session:
        watchlist.set_kind(session, operator_id, written, kind, who=me())
    article = "an" if kind is NameKind.ALIAS else "a"
    print(f"Operator {operator_id}: {plain(written)} is {article} {kind.value.replace('_', ' ')}.")


app.command("person")(person.person)
app.command("clearings")(clearings.list_clearings)
app.command("decide")(clearings.decide)
app.command("correct")(corrections.correct)
app.command("contact-off")(contact_points.off)
app.command("contact-back")(contact_points.back)


def _signed(session: Session, who: str, why: str) -> judging.Signature:
    name, way = signer(session, who, load())
    return judging.Signature(name, why, datetime.now(UTC), way)
