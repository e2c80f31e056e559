"""A bundle for others: the records of some captures with everything that another machine needs to check them.

Records, manifests and custody entries are copied byte for byte; `SHA256SUMS` is for `sha256sum -c`; README.txt
tells the way by standard tools (evidence/bundle_readme.py). Of log entries that concern other files, or bundles that
others took, only the links of the chain go along, so that a bundle gives nothing away about either.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from core.errors import EvidenceError, words_of
from core.records import Capture
from evidence.bundle_readme import readmes
from evidence.custody import CustodyLog
from evidence.format import files
from evidence.format.chain import Entry, canonical, utc_now
from evidence.format.grouping import read_group
from evidence.format.members import is_gzip
from evidence.seal import MANIFEST_SUFFIX, TIMESTAMPED, Piece, manifest_path, read_manifest
from evidence.show import describe
from evidence.vault.carried import CARRIED, CARRYING

EXPORTED = "exported"
_NAMED = 3
"""What is wrong with the log that an error tells of; `almenara evidence verify` tells all."""
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # the times that matter stand in the log


def export(
    root: Path,
    captures: Capture | Sequence[Capture],
    *,
    report_html: str,
    target: Path,
    actor: str = "almenara",
    now: datetime | None = None,
) -> Path:
    """Write a bundle and note the export in the custody log.

    Args:
        captures: one or several; their files must be sealed.
        report_html: what people read, a whole HTML page; put in as it is.
        target: a .zip file, all of it in one folder of its name, or a folder (for any other name) that doesn't exist
            yet or is empty.
        actor: who hands it on, as the custody log and the README note it.

    Returns:
        `target`.

    Raises:
        EvidenceError: a file isn't sealed, a record isn't what was recorded or sealed, the custody log isn't as it was
            written from the first entry about these files on, or the target can't be written.
    """
    wanted = [captures] if isinstance(captures, Capture) else list(captures)
    _check(root, wanted, target)
    names = {capture.warc_file for capture in wanted}
    chain = _chain(root, names)
    moment = now or utc_now()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".bundle-") as scratch:
            folder = Path(scratch) / "bundle"
            folder.mkdir()
            suffixes, responses = _write_records(folder, root, wanted)
            _write_custody(folder, root, chain, names)
            (folder / "report.html").write_text(report_html, encoding="utf-8")
            for name, text in readmes(root, wanted, responses, suffixes, actor=actor, moment=moment).items():
                (folder / name).write_text(text, encoding="utf-8")
            said = {"target": target.name, "sums_sha256": _write_sums(folder)}
            made = folder
            if target.suffix == ".zip":
                made = _packed(folder, target.stem)
                said["zip_sha256"] = files.sha256_of(made)
            _note(root, wanted, said, actor=actor, now=moment)  # first: no export that the log doesn't know
            made.rename(target)
    except OSError as error:
        raise EvidenceError(
            f"{target}: can't be written: {words_of(error)}.", remedy="Name another folder, or make room on that disk."
        ) from error
    return target


def exports_of(log: CustodyLog, capture: Capture) -> list[Entry]:
    """Which bundles of a capture were made, oldest first. Of each, `details["sums_sha256"]` is the SHA-256 of the file
    SHA256SUMS within it, and `details["zip_sha256"]` that of the zip itself, where it was one and that was noted."""
    exported = (entry for entry in log.entries() if entry.action == EXPORTED)
    return [
        entry
        for entry in exported
        if isinstance(captures := entry.details.get("captures"), list) and capture.capture_id in captures
    ]


def _check(root: Path, captures: list[Capture], target: Path) -> None:
    if not captures:
        raise EvidenceError("No capture to export.", remedy="Name at least one.")
    if target.exists() and (not target.is_dir() or target.suffix == ".zip" or any(target.iterdir())):
        raise EvidenceError(f"{target} exists already.", remedy="Name another target, or remove it.")
    for capture in captures:
        shown = describe(root, capture)
        if shown.faults:
            raise EvidenceError(
                f"{capture.url} ({capture.capture_id}) can't go into a bundle: {' '.join(shown.faults)}",
                remedy="Run `almenara evidence verify` and mend what it finds.",
            )
        if shown.removed is not None:
            raise EvidenceError(
                f"{capture.url} ({capture.capture_id}) was taken out of the archive, in order, on "
                f"{shown.removed.at:%Y-%m-%d}.",
                remedy="What is left is its digest, and the file's manifest in the archive.",
            )


def _write_records(folder: Path, root: Path, captures: list[Capture]) -> tuple[list[str], dict[str, str]]:
    """Copy the captures' records one by one, and as one file; the suffixes in use, and which record is which capture's
    response."""
    (folder / "records").mkdir()
    (folder / "manifests").mkdir()
    suffixes: list[str] = []
    responses: dict[str, str] = {}
    number = 0
    for name in sorted({capture.warc_file for capture in captures}):
        path = files.inside(root, name)
        suffix = ".warc.gz" if is_gzip(path) else ".warc"
        suffixes += [suffix] if suffix not in suffixes else []
        flat = name.replace("/", "__") + MANIFEST_SUFFIX
        shutil.copyfile(manifest_path(path), folder / "manifests" / flat)
        here = [capture for capture in captures if capture.warc_file == name]
        with path.open("rb") as file, (folder / f"extract{suffix}").open("ab") as extract:
            for piece in _pieces(root, path, here):
                number += 1
                file.seek(piece.offset)
                content = file.read(piece.length)
                record = f"records/{number:04d}-{piece.kind}{suffix}"
                (folder / record).write_bytes(content)
                extract.write(content)
                responses |= {one.capture_id: record for one in here if one.warc_offset == piece.offset}
    return suffixes, responses


def _pieces(root: Path, path: Path, captures: list[Capture]) -> list[Piece]:
    """What of one file goes along: its warcinfo, and the groups of the captures; in the order of the file."""
    groups = [read_group(root, capture) for capture in captures]
    spans = [(group.start, group.answer.offset + group.answer.length) for group in groups]
    chosen: dict[int, Piece] = {}
    for place, piece in enumerate(read_manifest(path)):
        inside = any(start <= piece.offset < end for start, end in spans)
        if inside or (place == 0 and piece.kind == "warcinfo"):
            chosen.setdefault(piece.offset, piece)
    return [chosen[offset] for offset in sorted(chosen)]


def _chain(root: Path, names: set[str]) -> list[Entry]:
    """The log from the first entry about these files to the newest, as it was written: others hold a bundle against it,
    and against nothing else."""
    log = CustodyLog(root)
    entries = list(log.entries())
    first = next(number for number, entry in enumerate(entries) if entry.subject in names)
    found = log.verify(since=sum(len(entry.line) + 1 for entry in entries[:first]))
    if found:
        told = "; ".join(f"{each.subject}: {each.message}" for each in found[:_NAMED])
        raise EvidenceError(
            f"The custody log does not hold: {told}.",
            remedy="Run `almenara evidence verify`, keep the folder as it is, and restore the log from a backup.",
        )
    return entries[first:]


def _write_custody(folder: Path, root: Path, chain: list[Entry], names: set[str]) -> None:
    stamps = [entry for entry in chain if entry.action == TIMESTAMPED]
    # Who took other bundles of the same file, and where else it lies, is nobody's business who gets this one: of that
    # only the links go along.
    private = (EXPORTED, CARRYING, CARRIED)
    concerned = [e for e in chain if e.action == TIMESTAMPED or (e.subject in names and e.action not in private)]
    (folder / "custody.jsonl").write_bytes(b"".join(entry.line + b"\n" for entry in concerned))
    (folder / "custody-links.jsonl").write_bytes(b"".join(map(_link_line, chain)))
    for entry in stamps:
        (folder / "timestamps").mkdir(exist_ok=True)
        source = files.inside(root, str(entry.details["file"]))
        shutil.copyfile(source, folder / "timestamps" / source.name)


def _link_line(entry: Entry) -> bytes:
    link = {"sequence": entry.sequence, "previous": entry.previous}
    return canonical(link | {"content_sha256": entry.content_sha256, "hash": entry.hash}) + b"\n"


def _write_sums(folder: Path) -> str:
    """Write SHA256SUMS; its own SHA-256."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = (f"{files.sha256_of(path)}  {path.relative_to(folder).as_posix()}\n" for path in paths)
    content = "".join(lines).encode()
    (folder / "SHA256SUMS").write_bytes(content)
    return hashlib.sha256(content).hexdigest()


def _note(root: Path, captures: list[Capture], said: dict[str, str], *, actor: str, now: datetime) -> None:
    log = CustodyLog(root)
    for name in sorted({capture.warc_file for capture in captures}):
        ids = [capture.capture_id for capture in captures if capture.warc_file == name]
        log.append(EXPORTED, actor, name, {"captures": ids, **said}, now=now)


def _packed(folder: Path, name: str) -> Path:
    """The folder as a zip beside it, all of it below a folder of this name."""
    packed = folder.with_name("bundle.zip")
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(f"{name}/{path.relative_to(folder).as_posix()}", _ZIP_DATE)
                archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return packed
