"""`almenara digest recipient`: who gets the digest, in which language and how much of it."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Annotated

import typer

from cli.arguments import Address, country_of, leg_of
from cli.common import AsJson, me, opened, print_json, print_table
from core.errors import InputError, NotFoundError, SettingsError
from core.languages import NAMES
from core.settings import Settings, load
from core.text import plain
from digest.render import mailbox
from store.outgoing import recipients
from store.outgoing.recipients import Recipient, Wishes
from store.session import Session

app = typer.Typer(help="Who gets the digest, and how much of it.", no_args_is_help=True)

Language = Annotated[str | None, typer.Option(help="es, en or pt.")]
Countries = Annotated[
    list[str] | None,
    typer.Option("--country", help="Only sources or routes with this country, as CL; repeatable."),
]
Legs = Annotated[list[str] | None, typer.Option("--leg", help="Only routes with this leg, as PE-BO; repeatable.")]
MinScore = Annotated[float | None, typer.Option(min=0, max=1, help="Only leads of this score and more.")]
Operators = Annotated[
    list[int] | None, typer.Option("--operator", help="Mail at once about this operator; repeatable.")
]


@app.command("add")
def add(
    address: Annotated[str, typer.Argument(help="user@host or 'Name <user@host>'.")],
    *,
    language: Language = None,
    country: Countries = None,
    leg: Legs = None,
    min_score: MinScore = None,
    operator: Operators = None,
) -> None:
    """Mail the digest to somebody. Clearances and chosen operators pass every filter.

    Example: almenara digest recipient add desk@your-office.example --language es --country CL --leg PE-BO
    """
    try:
        mailbox(address, "address")
    except SettingsError as error:
        raise InputError(f"{error.__cause__}.", remedy=error.remedy) from error
    if address != plain(address):
        raise InputError(f"{plain(address)!r}: an address has no line breaks.", remedy="Write user@host.")
    wishes = _wishes(Wishes(), language, country, leg, min_score=min_score, operator=operator)
    with opened(new=True) as database, database.transaction() as session:
        recipients.add(session, Recipient(address, wishes), who=me(), now=datetime.now(UTC))
    print(f"{address} gets the digest.")


@app.command("change")
def change(  # noqa: PLR0913 - one parameter a wish
    address: Address,
    *,
    language: Language = None,
    country: Countries = None,
    leg: Legs = None,
    min_score: MinScore = None,
    operator: Operators = None,
    everything: Annotated[bool, typer.Option("--everything", help="Drop all filters first.")] = False,
) -> None:
    """Give a recipient other wishes; what is not named stays.

    Example: almenara digest recipient change desk@your-office.example --min-score 0.8 --operator 7
    """
    settings = load()
    with opened(settings, new=True) as database, database.transaction() as session:
        before = _known(session, address, settings)
        start = Wishes(language=before.wishes.language) if everything else before.wishes
        wishes = _wishes(start, language, country, leg, min_score=min_score, operator=operator)
        _keep(session, replace(before, wishes=wishes))
    print(f"{before.mailbox}: {_told(wishes)}.")


@app.command("pause")
def pause(
    address: Address,
    resume: Annotated[bool, typer.Option("--resume", help="Mail them again, starting with what they missed.")] = False,
) -> None:
    """Stop mailing somebody, also a recipient of the settings. What they miss meanwhile can be mailed later (--resume).

    Example: almenara digest recipient pause desk@your-office.example
    """
    settings = load()
    with opened(settings, new=True) as database, database.transaction() as session:
        found = _known(session, address, settings)
        _keep(session, replace(found, paused=not resume))
    print(f"{found.mailbox} gets {'mail again' if resume else 'no more mail'}.")


@app.command("remove")
def remove(address: Address) -> None:
    """Take somebody off the list. A recipient of mail.recipients then gets everything: pause those.

    Example: almenara digest recipient remove desk@your-office.example
    """
    settings = load()
    with opened(settings) as database, database.transaction() as session:
        recipients.remove(session, address, who=me())
        still = recipients.find(session, address, settings.mail.recipients)
    print("Removed." + (" mail.recipients still names this mailbox: it gets everything." if still else ""))


@app.command("list")
def list_recipients(as_json: AsJson = False) -> None:
    """Who gets the digest, by the settings and by this list. Example: almenara digest recipient list"""
    settings = load()
    with opened(settings) as database, database.reading() as session:
        found = recipients.everybody(session, settings.mail.recipients)
    if as_json:
        for each in found:
            print_json(asdict(each) | {"wishes": each.wishes.kept(), "mailbox": each.mailbox})
        return
    rows = [
        (r.address, r.wishes.language, _told(r.wishes), "paused" if r.paused else "", "" if r.listed else "settings")
        for r in found
    ]
    print_table("Recipients of the digest", ("address", "language", "what", "paused", "from"), rows)


def _wishes(
    start: Wishes,
    language: str | None,
    country: list[str] | None,
    leg: list[str] | None,
    *,
    min_score: float | None,
    operator: list[int] | None,
) -> Wishes:
    if language is not None and language not in NAMES:
        raise InputError(f"--language {language}: mails are not written in it.", remedy="Use es, en or pt.")
    for option, values in (("--country", country), ("--leg", leg)):
        if values is not None and not all(each.strip() for each in values):
            raise InputError(
                f"{option} with nothing: no lead would pass.",
                remedy="Leave it out; `digest recipient change ADDRESS --everything` drops all filters.",
            )
    return Wishes(
        language=start.language if language is None else language,
        countries=start.countries if country is None else tuple(map(country_of, country)),
        legs=start.legs if leg is None else tuple(found for each in leg if (found := leg_of(each))),
        min_score=start.min_score if min_score is None else min_score,
        operators=start.operators if operator is None else tuple(operator),
    )


def _known(session: Session, address: str, settings: Settings) -> Recipient:
    found = recipients.find(session, address, settings.mail.recipients)
    if found is None:
        raise NotFoundError(f"{address} gets no digest.", remedy="`almenara digest recipient list` shows who does.")
    return found


def _keep(session: Session, recipient: Recipient) -> None:
    """A recipient of the settings gets a row of their own with their first wish."""
    put = recipients.change if recipient.listed else recipients.add
    put(session, recipient, who=me(), now=datetime.now(UTC))


def _told(wishes: Wishes) -> str:
    said = [*([f"in {', '.join(wishes.countries)}"] if wishes.countries else [])]
    said += [f"{start}→{end}" for start, end in wishes.legs]
    said += [f"score {wishes.min_score:g} and more"] if wishes.min_score else []
    said += [f"operator {each} at once" for each in wishes.operators]
    return "; ".join(said) or "everything"
