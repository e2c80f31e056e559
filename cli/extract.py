"""`almenara extract`: main text, title, date and language of saved pages."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from cli.common import print_json
from core.errors import InputError, SourceError
from core.settings import load
from core.text import plain
from crawlers.whose_page import Hosts
from extraction.fields import Manner


def extract(
    paths: Annotated[list[Path], typer.Argument(help="HTML files.")],
    url: Annotated[str, typer.Option(help="The address that the page was saved from.")] = "",
) -> None:
    """Print one JSON line a page: path, url, title, text, published, language.

    Pages of publishers in the catalogue are read as their source's file says, all others generically. A page that can't
    be read is named on standard error, and the others are read; the exit status is then 1. So it is where a source's
    file can't be read: what may be a page of that source is left out.

    Example: almenara extract saved/*.html
    """
    from extraction.files import extract_file
    from pipeline.origins import Unread, readable

    folders = load().source_folders
    broken: dict[str, SourceError] = {}
    hosts = Hosts(readable(folders, broken))
    unread = Unread.of(folders, broken)

    def manner_of(url: str) -> Manner:
        if url and unread.may_have(url, hosts.source_of(url)):
            raise InputError(f"{url} may be of a source whose file is broken.", remedy="Mend that first.")
        return hosts.manner_of(url)

    sys.stderr.writelines(f"almenara: {plain(str(error))}\n" for error in broken.values())
    failed = bool(broken)
    for path in paths:
        try:
            page = extract_file(path, url, manner_of=manner_of)
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
                "published": page.published,
                "language": page.language.value,
            }
        )
    if failed:
        raise typer.Exit(1)
