"""Evidence put together for people, and a bundle to hand on: every text behind a flag, one document, or one capture."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from core.errors import EvidenceError
from digest.exhibits import Evidence, Exhibit, page
from evidence.bundle import export
from evidence.show import CaptureShown, describe
from store import captures, views
from store.session import Session
from store.views.operator_lines import operator_lines

__all__ = ["Evidence", "bundle", "evidence_of", "evidence_of_capture", "evidence_of_document", "report", "shown_now"]


def evidence_of(session: Session, flag_id: int, archive: Path, *, copies: int | None = views.COPIES) -> Evidence:
    """What was seen for a flag: every version of its document, and of copies of its story as many as are wanted (None:
    all), those first that carried the flag. Of versions that a purge took out of the archive, that alone on which the
    flag stands.

    Raises:
        NotFoundError: there is no such flag.
    """
    flag = views.flag(session, flag_id, copies=copies, uncovered=True)  # evidence is whole
    texts = [views.version(session, line.revision_id, flag_id=flag_id) for line in (*flag.revisions, *flag.copies)]
    exhibits = [
        Exhibit(text.line.capture, shown_now(session, archive, text.line, flag_id), text, stands)
        for text, stands in zip(texts, views.named_lines(session, texts), strict=True)
    ]
    stands_on = flag.capture.capture_id
    held = [each for each in exhibits if each.shown.removed is None or each.capture.capture_id == stands_on]
    named = [operator_id for operator_id, _name in flag.summary.operators]
    lines = operator_lines(session, named)
    return Evidence(
        tuple(held),
        datetime.now(UTC),
        flag,
        flag.more_copies,
        taken_away=len(exhibits) - len(held),
        named=tuple(lines[operator_id] for operator_id in named if operator_id in lines),
    )


def evidence_of_document(session: Session, revision_id: int, archive: Path) -> Evidence:
    """What was seen of one version of a document, by the number that the pages call it by.

    Raises:
        NotFoundError: there is no such version.
    """
    text = views.version(session, revision_id)
    return _alone(session, archive, text)


def evidence_of_capture(session: Session, capture_id: str, archive: Path) -> Evidence:
    """One capture, with the text that it brought where it brought one.

    Raises:
        NotFoundError: there is no such capture.
    """
    capture = captures.get(session, capture_id)
    text = views.version_of(session, capture_id)
    if text is None:
        return Evidence((Exhibit(capture, describe(archive, capture)),), datetime.now(UTC))
    return _alone(session, archive, text)


def _alone(session: Session, archive: Path, text: views.VersionText) -> Evidence:
    (stands,) = views.named_lines(session, [text])
    exhibit = Exhibit(text.line.capture, shown_now(session, archive, text.line), text, stands)
    return Evidence((exhibit,), datetime.now(UTC))


def shown_now(session: Session, archive: Path, line: views.VersionLine, flag_id: int | None = None) -> CaptureShown:
    """The capture of a version beside what the archive holds of it now; the words that were read off it, and those that
    were quoted of them, are held against each other, too."""
    shown = describe(archive, line.capture)
    return replace(shown, faults=(*shown.faults, *views.word_faults(session, line.revision_id, flag_id=flag_id)))


def bundle(evidence: Evidence, archive: Path, target: Path, *, actor: str) -> Path:
    """Write evidence so that it can be checked on another machine; see evidence.bundle.

    `actor`: who hands it on, for the custody log and the README.

    Raises:
        EvidenceError: the archive no longer holds what was sealed, the database what was read, or the target can't be
            written.
    """
    for each in evidence.exhibits:
        if each.shown.faults:
            raise EvidenceError(
                f"{each.capture.url} ({each.capture.capture_id}) can't go into a bundle: {' '.join(each.shown.faults)}",
                remedy="Run `almenara evidence verify` and `almenara db check`, and mend what they find.",
            )
    held = list({each.capture.capture_id: each.capture for each in evidence.exhibits}.values())
    return export(archive, held, report_html=report(evidence), target=target, actor=actor)


def report(evidence: Evidence) -> str:
    """The readable page of a bundle, in the language that is being spoken."""
    return page(evidence)
