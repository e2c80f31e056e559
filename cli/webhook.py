"""`almenara webhook`: flags and decisions posted to other systems, signed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from cli.arguments import WebhookId
from cli.common import AsJson, AsObject, me, opened, print_json, print_table
from core.settings import load
from digest.posting import target
from digest.webhooks import deliver_due, try_out
from store.outgoing import webhooks

app = typer.Typer(help="Flags and decisions, posted to other systems and signed.", no_args_is_help=True)


@app.command("add")
def add(url: Annotated[str, typer.Argument(help="Where to, as https://host/path.")]) -> None:
    """Post new flags and decisions there from now on. The secret that signs them is shown this once.

    Example: almenara webhook add https://cases.your-office.example/almenara
    """
    settings = load()
    target(url, settings.webhooks)
    with opened(settings, new=True) as database, database.transaction() as session:
        hook = webhooks.add(session, url, who=me(), now=datetime.now(UTC))
    _show_secret(hook)


@app.command("renew")
def renew(webhook_id: WebhookId) -> None:
    """Give a webhook a new secret, shown this once; needed after a restore too, since backups hold none.

    Example: almenara webhook renew 1
    """
    with opened() as database, database.transaction() as session:
        hook = webhooks.renew(session, webhook_id, who=me())
    _show_secret(hook)


@app.command("list")
def list_webhooks(as_json: AsJson = False) -> None:
    """Where flags and decisions go, and how many events stand where. Example: almenara webhook list"""
    with opened() as database, database.reading() as session:
        found = webhooks.webhooks(session)
    if as_json:
        for w in found:
            about = {"webhook_id": w.webhook_id, "url": w.url, "added_by": w.added_by, "added_at": w.added_at}
            print_json(about | {"states": dict(w.states), "error": w.error, "has_secret": bool(w.secret)})
        return
    rows = [(w.webhook_id, w.url, w.added_by, f"{w.added_at:%Y-%m-%d}", _events(w), w.error) for w in found]
    print_table("Webhooks", ("webhook", "address", "added by", "on", "events", "not taken, because"), rows)


def _events(hook: webhooks.Webhook) -> str:
    return ", ".join(f"{number} {state}" for state, number in hook.states.items())


@app.command("remove")
def remove(webhook_id: WebhookId) -> None:
    """Post there no more. Example: almenara webhook remove 1"""
    with opened() as database, database.transaction() as session:
        webhooks.remove(session, webhook_id, who=me())
    print(f"Webhook {webhook_id} is gone.")


@app.command("test")
def test(webhook_id: WebhookId) -> None:
    """Post an event that tells of nothing, now. Exit status 1 where it was not taken.

    Example: almenara webhook test 1
    """
    settings = load()
    with opened(settings) as database:
        error = try_out(database, settings.webhooks, webhook_id, settings.mail.base_url, datetime.now(UTC))
    print(f"Not delivered: {error.removesuffix('.')}." if error else "Delivered.")
    if error:
        raise typer.Exit(1)


@app.command("deliver")
def deliver(
    again: Annotated[
        bool, typer.Option("--again", help="Also events that were given up, or wait for their next try.")
    ] = False,
    as_json: AsObject = False,
) -> None:
    """Post what is new and what is due; the night does this by itself. Exit status 1 where something was not taken.

    Example: almenara webhook deliver
    """
    settings = load()
    now = datetime.now(UTC)
    with opened(settings) as database:
        if again:
            with database.transaction() as session:
                webhooks.again(session, now)
        report = deliver_due(database, settings.webhooks, settings.mail.base_url, now)
    if as_json:
        print_json({"delivered": report.delivered, "trouble": report.trouble})
    else:
        print("\n".join(report.lines) or "Nothing is due.")
    if report.trouble:
        raise typer.Exit(1)


def _show_secret(hook: webhooks.Webhook) -> None:
    print(f"Webhook {hook.webhook_id}: {hook.url}")
    print(f"Secret:   {hook.secret}")
    print("It signs what is posted there (docs/WEBHOOKS.md), is kept in the database, and is not shown again.")
