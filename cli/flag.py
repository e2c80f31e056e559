"""`almenara flag`: the leads, and what a person decides about them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from cli.arguments import FlagId, Names, Who, country_of
from cli.common import AsJson, AsObject, Limit, opened, print_table, viewing, within
from cli.flag_tables import cleared_by, print_flag
from cli.operator_tables import standing
from cli.signing import signer
from core.days import beginning
from core.scores import shown
from core.settings import load
from core.terms import DocumentKind, DocumentLabel, FlagKind, FlagState
from store import flags, views
from store.views.operator_lines import operator_lines

app = typer.Typer(help="Flags: leads for a person to decide on.", no_args_is_help=True)
COLUMNS = (
    "flag",
    "kind",
    "state",
    "score",
    "operators",
    "route",
    "independent sources",
    "title",
    "source",
    "address",
    "new since decided",
)


@app.command("list")
def list_flags(  # noqa: PLR0913 - one parameter a filter
    state: Annotated[FlagState | None, typer.Option(help="Only flags in this state.")] = None,
    *,
    kind: Annotated[FlagKind | None, typer.Option(help="Only leads, or only clearances.")] = None,
    document_kind: Annotated[DocumentKind | None, typer.Option(help="Only of reports (news), or of adverts.")] = None,
    label: Annotated[DocumentLabel | None, typer.Option(help="Only flags with this label.")] = None,
    country: Annotated[str, typer.Option(help="Only from sources of this country: CL.")] = "",
    source: Annotated[str, typer.Option(help="Only from this source: `almenara source list`.")] = "",
    operator: Annotated[int | None, typer.Option(help="Only those that name this operator.")] = None,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Raised or changed by evidence from this day on.")
    ] = None,
    proposed: Annotated[bool, typer.Option("--proposed", help="Only those that wait for a second person.")] = False,
    limit: Limit = 1000,
    as_json: AsJson = False,
) -> None:
    """Flags, newest first, with how each operator stands; the filters, and the JSON, are those of the API.

    Example: almenara flag list --state new --country CL
    """
    settings = load()
    chosen = views.FlagFilter(
        states=(state,) if state else (),
        kinds=(kind,) if kind else (),
        document_kind=document_kind,
        labels=(label,) if label else (),
        country=country_of(country),
        source_id=source,
        operator_id=operator,
        since=beginning(since.date(), settings.nightly.zone) if since else None,
        proposed=proposed,
    )
    with viewing("flags", settings) as session:
        views.check_filter(session, chosen)
        found = within(views.flags(session, chosen, limit=limit + 1), limit, "newest")
        lines = operator_lines(session, {operator_id for each in found for operator_id, _name in each.operators})
    if as_json:
        from web.answers import flag_line  # it takes a second to import

        for each in found:
            print(flag_line(each, lines).model_dump_json())
        return
    rows = [
        (
            f.flag_id,
            f.kind,
            f"{f.state} (proposed by {f.proposer})" if f.proposed_by else f"{f.state}{_mark(f)}",
            shown(f.score),
            ", ".join(_named(lines[operator_id]) for operator_id, _name in f.operators),
            "→".join(f.route),
            f.independent_sources,
            f.title,
            f.source_id,
            f.url,
            "; ".join(f.new_since),
        )
        for f in found
    ]
    print_table("Flags: leads, not findings", COLUMNS, rows)


def _named(operator: views.OperatorSummary) -> str:
    """An operator with its number, and how it stands."""
    stands = standing(operator)
    return f"{operator.operator_id} {operator.name}{stands and f': {stands}'}"


def _mark(flag: views.FlagSummary) -> str:
    return " (withdrawn)" if flag.withdrawn else ""


@app.command("show")
def show(
    flag_id: FlagId,
    *,
    names: Names = False,
    as_json: AsObject = False,
) -> None:
    """One flag as its page has it: who, why, in which words, by which evidence, what was decided, and what may be.

    In JSON as the API has it. Example: almenara flag show 3
    """
    settings = load()
    with viewing(f"flag {flag_id}", settings, names=names) as session:
        found = views.flag(session, flag_id, uncovered=names)
        lines = operator_lines(session, [operator_id for operator_id, _name in found.summary.operators])
    if not as_json:
        named = [lines[operator_id] for operator_id, _name in found.summary.operators]
        print_flag(found, named, settings.archive_root)
        return
    from web.answers import flag_in_full  # it takes a second to import

    print(flag_in_full(found, lines, settings.archive_root).model_dump_json())


@app.command("decide")
def decide(
    flag_id: FlagId,
    to: Annotated[FlagState, typer.Argument(help="The state that it is to have.")],
    version: Annotated[int, typer.Option(help="The version that `almenara flag show` printed: what you have seen.")],
    why: Annotated[str, typer.Option(help="The reason; kept for good.")],
    who: Who = "",
) -> None:
    """Move a flag: confirmed, dismissed, needs_more or in_review; the reason is kept for good. What evidence or another
    person has changed since you looked is refused. Where evidence came since it was decided, it may be given the state
    that it has: what came was seen, and it stays so.

    Example: almenara flag decide 3 dismissed --version 1 --why "a licensed coach line"
    """
    settings = load()
    with opened(settings) as database, database.transaction() as session:
        seen = views.flag(session, flag_id).summary
        name, way = signer(session, who, settings)
        flags.decide(
            session,
            flag_id,
            to=to,
            who=name,
            way=way,
            why=why,
            expected_version=version,
            now=datetime.now(UTC),
            four_eyes=settings.review.four_eyes,
            accounts=settings.web.signed_in,
        )
        after = views.flag(session, flag_id)
    second = "; a second person has to confirm it" if after.decisions[-1].proposes else ""
    made = f"{seen.state.value} -> {after.summary.state.value}{second}"
    if after.decisions[-1].stays:
        made = f"{seen.state.value} stays; what came since was seen"
    print(f"Flag {flag_id}: {made}.")
    if seen.kind is FlagKind.CLEARANCE and to is FlagState.CONFIRMED:
        print("\n".join(cleared_by(after)))
