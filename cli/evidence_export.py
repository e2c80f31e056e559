"""`almenara evidence export`: a bundle for others."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from cli.arguments import InLanguage, language_of
from cli.common import me, viewing
from core.errors import InputError
from core.languages import DEFAULT, speaking
from core.settings import load
from digest.bundle import Evidence, bundle, evidence_of, evidence_of_capture, evidence_of_document
from evidence.vault.place import laid_elsewhere
from store.session import Session
from store.views import COPIES


def export(
    flag_id: Annotated[int | None, typer.Argument(help="A flag: with every text behind it.")] = None,
    document: Annotated[int | None, typer.Option(help="One text, by the number that the pages give it.")] = None,
    capture: Annotated[str, typer.Option(help="One capture, by its record's id (urn:uuid:...).")] = "",
    is_all: Annotated[bool, typer.Option("--all", help="Every copy of the flag's story, however many.")] = False,
    target: Annotated[
        str, typer.Option(help="A .zip file, or a folder for any other name; s3://… and the like for a .zip elsewhere.")
    ] = "",
    language: InLanguage = DEFAULT,
) -> None:
    """Write evidence as a bundle that verifies on another machine with standard tools: of a flag every version of its
    document and of the copies of its story, or one document, or one capture. Its report and README are in --language;
    the README is in English, too.

    Example: almenara evidence export 3 --target flag-3.zip --language es
    """
    tongue = language_of(language, "bundles")
    settings = load()
    root = settings.archive_root
    asked: list[tuple[str, Callable[[Session], Evidence]]] = []
    if flag_id is not None:
        number, copies = flag_id, None if is_all else COPIES
        asked.append((f"flag {number}", lambda session: evidence_of(session, number, root, copies=copies)))
    if document is not None:
        one = document
        asked.append((f"document {one}", lambda session: evidence_of_document(session, one, root)))
    if capture:
        asked.append((f"capture {capture}", lambda session: evidence_of_capture(session, capture, root)))
    if len(asked) != 1:
        raise InputError("What shall be exported?", remedy="Name a flag, or --document, or --capture: one of them.")
    subject, gathered = asked[0]
    with viewing(subject, settings) as session:
        evidence = gathered(session)
    if evidence.left_out:
        sys.stderr.write(f"almenara: {evidence.left_out} versions of copies are left out; --all takes them along.\n")
    if evidence.taken_away:
        sys.stderr.write(
            f"almenara: a purge took the archived pages of {evidence.taken_away} versions; they are left out.\n"
        )
    name = re.sub(r"[^\w-]", "-", subject.replace("urn:uuid:", ""))
    target = target or f"{name}.zip"
    with speaking(tongue):
        if "://" not in target:
            print(bundle(evidence, root, Path(target), actor=me()))
            return
        with laid_elsewhere(target) as here:
            bundle(evidence, root, here, actor=me())
    print(target)
