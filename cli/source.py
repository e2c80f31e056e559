"""`almenara source`: the catalogue, and whether its publishers answer as their files say."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
import yaml

from cli.arguments import country_of
from cli.common import AsJson, print_json, print_table
from core.errors import InputError, SourceError
from core.settings import load
from core.text import plain
from crawlers.source import Source, read_catalogue

NOBODYS = "XX"
"""The country of a draft whose site did not tell; as good as any other for a crawl, and a hole in every filter."""

app = typer.Typer(help="Sources: a YAML file each, no Python needed.", no_args_is_help=True)


@app.command("list")
def list_sources(
    country: Annotated[str, typer.Option(help="Only this country (ISO 3166-1 alpha-2).")] = "",
    as_json: AsJson = False,
) -> None:
    """The catalogue. Exit status 1 where a file can't be read; the others are listed all the same.

    Example: almenara source list --country CL
    """
    wanted = country_of(country)
    broken: dict[str, SourceError] = {}
    catalogue = read_catalogue(load().source_folders, broken=broken)
    found = [s for s in catalogue.values() if wanted in {"", s.country}]
    if as_json:
        for source in found:
            print_json(source.model_dump(mode="json"))
    else:
        _print_catalogue(found)
    if broken:
        sys.stderr.writelines(f"almenara: {plain(str(error))}\n" for error in broken.values())
        raise typer.Exit(1)


def _print_catalogue(found: Sequence[Source]) -> None:
    rows = [
        (s.id, s.country, s.kind, " ".join(s.languages), s.name, s.rights.checked or "never", s.reason) for s in found
    ]
    columns = ("id", "country", "kind", "languages", "name", "rights checked", "disabled because")
    print_table(f"{len(found)} sources, {sum(s.enabled for s in found)} enabled", columns, rows)


@app.command("check")
def check(
    ids: Annotated[list[str] | None, typer.Argument(help="Sources by id; all enabled ones if none is named.")] = None,
    as_json: AsJson = False,
) -> None:
    """Ask publishers: robots.txt, the feed or listing, one article. Exit status 1 where one fails.

    Example: almenara source check cl_cooperativa
    """
    from crawlers.check import check as check_source

    settings = load()
    broken: dict[str, SourceError] = {}
    catalogue = read_catalogue(settings.source_folders, broken=broken)
    faults = {name: error for name, error in broken.items() if not ids or name in ids}
    named = [each for each in ids or () if each not in faults]
    wanted = [_named(catalogue, each) for each in named] if ids else [s for s in catalogue.values() if s.enabled]
    if not wanted and not faults:
        places = ", ".join(map(str, settings.source_folders))
        raise InputError(
            f"No source is enabled in {places}: nobody was asked.",
            remedy="Name one, also a draft: `almenara source check ID`; or enable one.",
        )
    rows: list[tuple[object, ...]] = [(name, "file", "", "FAILS", str(error)) for name, error in faults.items()]
    ok = not faults
    for source in wanted:
        if source.country == NOBODYS:
            rows.append((source.id, "file", "", "FAILS", "country XX is none: write its two letters, and in the id"))
            ok = False
        try:
            result = check_source(source, settings.crawl)
        except SourceError as error:
            rows.append((source.id, "", "", "FAILS", str(error)))
            ok = False
            continue
        ok = ok and result.ok
        rows += [(source.id, look.step, look.subject, "ok" if look.ok else "FAILS", look.what) for look in result.looks]
    columns = ("source", "step", "address", "state", "what")
    if as_json:
        for row in rows:
            print_json(dict(zip(columns, row, strict=True)))
    else:
        print_table("Sources, asked now", columns, rows)
    if not ok:
        raise typer.Exit(1)


@app.command("new")
def new(
    url: Annotated[str, typer.Argument(help="The site, as https://www.diario.example/")],
    folder: Annotated[
        Path | None, typer.Option(help="Where the file goes.", show_default="the last of sources_dirs")
    ] = None,
) -> None:
    """Look at a site, find its feeds and sitemaps, and write the source's first draft for you to read and mend.

    Example: almenara source new https://www.example.org/
    """
    from crawlers.propose import propose

    settings = load()
    text = propose(url, settings.crawl)
    source_id = str(yaml.safe_load(text)["id"])
    path = (folder or settings.source_folders[-1]) / source_id[:2] / f"{source_id}.yml"
    if path.exists():
        raise InputError(f"{path} exists already.", remedy="Mend that file, or move it away first.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"{path}: {error.strerror}.",
            remedy="Name a folder that can be written: with --folder, or as the last of sources_dirs.",
        ) from error
    print(f"{path}\n\n{text}")
    print(f"Read it, and the publisher's robots.txt and terms; then: almenara source check {source_id}")


def _named(catalogue: dict[str, Source], source_id: str) -> Source:
    if source_id not in catalogue:
        raise InputError(f"There is no source {source_id!r}.", remedy="See `almenara source list`.")
    return catalogue[source_id]
