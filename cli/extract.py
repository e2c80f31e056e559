"""`almenara extract`: main text, title, date and language of saved pages."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from cli.common import print_json
from core.errors import InputError
from core.settings import load
from crawlers.hosts import Hosts
from crawlers.source import read_catalogue


def extract(
    paths: Annotated[list[Path], typer.Argument(help="HTML files.")],
    url: Annotated[str, typer.Option(help="The address that the page was saved from.")] = "",
) -> None:
    """Print one JSON line a page: path, url, title, text, published, language.

    Pages of publishers that the catalogue knows are read as their source's file wants it, all others generically.
    A page that can't be read is named on standard error, the others go on, and the exit status is 1.

    Example: almenara extract saved/*.html
    """
    from extraction.files import extract_file

    hosts = Hosts(read_catalogue(load().source_folders))
    failed = False
    for path in paths:
        try:
            page = extract_file(path, url, manner_of=hosts.manner_of)
        except InputError as error:
            sys.stderr.write(f"almenara: {error}\n")
            failed = True
            continue
        print_json(
            {
                "path": str(path),
                "url": page.url,
                "title": page.title,
                "text": page.text,
                "published": page.published.isoformat().replace("+00:00", "Z") if page.published else None,
                "language": page.language.value,
            }
        )
    if failed:
        raise typer.Exit(1)
