"""What a bundle says of itself: README.txt, which tells how to check it by standard tools, in the language that is
being spoken; where that isn't English, README.en.txt does so, too. Their words stand in bundle_readme.*.txt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from string import Template

from core.languages import spoken
from core.records import Capture
from core.text import plain
from evidence.brought import of_others, taken_in
from evidence.format.chain import stamp, tool
from evidence.recorded import whole_group

TEXTS = Path(__file__).parent


def readmes(
    root: Path,
    captures: Sequence[Capture],
    responses: Mapping[str, str],
    suffixes: Sequence[str],
    *,
    actor: str,
    moment: datetime,
) -> dict[str, str]:
    """The files of a bundle that tell how to verify it, by their names.

    Args:
        root: the archive.
        captures: what goes along.
        responses: which record of the bundle is which capture's response.
        suffixes: how the names of its records end (.warc.gz, .warc).
        actor: who hands it on.
        moment: when it is made.
    """
    code = spoken().code
    names = {"README.txt": code} if code == "en" else {"README.txt": code, "README.en.txt": "en"}
    found = {}
    for name, language in names.items():
        beside, about = _brought(language)
        listed = "\n".join(_listed(root, capture, responses, beside) for capture in captures)
        listed += f"\n\n{about}" if any(of_others(capture.warc_file) for capture in captures) else ""
        found[name] = _readme(listed, suffixes, plain(actor), moment, language=language)
    return found


def _brought(language: str) -> tuple[str, str]:
    """What is said of a capture from a file of others: beside it, with the day as $day, and below them all."""
    text = (TEXTS / f"bundle_brought.{language}.txt").read_text(encoding="utf-8")
    beside, _, end = text.partition("\n\n")
    return beside, end.rstrip("\n")


def _listed(root: Path, capture: Capture, responses: Mapping[str, str], brought: str) -> str:
    """A capture as the README tells it apart: when, from where, which record, its digest. Time and address in the very
    letters of the record, so that they can be compared: a file of others may write the same moment in another way, and
    an address that we know by its canonical form."""
    group = whole_group(root, capture)
    lines = [f"  {group.answer.headers['warc-date'].strip('<> ')}  {group.url}", f"    {capture.capture_id}"]
    if when := taken_in(root, capture.warc_file):
        lines.insert(1, "    " + Template(brought).substitute(day=stamp(when)))
    return "\n".join([*lines, f"    {responses[capture.capture_id]}", f"    sha256:{capture.payload_sha256}"])


def _readme(listed: str, suffixes: Sequence[str], actor: str, moment: datetime, *, language: str) -> str:
    path = TEXTS / f"bundle_readme.{language}.txt"
    extracts = [f"extract{suffix}" for suffix in suffixes]
    return Template(path.read_text(encoding="utf-8")).substitute(
        made=stamp(moment),
        actor=actor,
        tool=tool(),
        captures=listed,
        compare="\n".join(f"cat records/*{suffix} | cmp - extract{suffix}" for suffix in suffixes),
        extract=", ".join(extracts),
        extracted=f"{', '.join(extracts):20} ",
        extracts=" ".join(extracts),
        read="; ".join(f"{'gunzip -c' if name.endswith('.gz') else 'cat'} {name} | less" for name in extracts),
    )
