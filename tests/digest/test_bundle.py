"""What a bundle of a flag holds: every text behind it, told apart; and bundles of one document or one capture."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from core.languages import language, speaking
from core.terms import FlagKind, LegalStatus, Role
from digest.bundle import Evidence, bundle, evidence_of, evidence_of_capture, evidence_of_document, report
from evidence.reader import read_pages
from store import views
from store.flagging import corrections
from store.session import Database
from tests.web.seed import NIGHT, NOW, Night
from tests.web.stories import CLEARED, COPY, REPORT

EDITED = replace(REPORT, title="Canciller corrige", text=REPORT.text + "\nCorrección.", path="20210123-0")
DAY = timedelta(days=1)


@pytest.fixture
def flag_id(database: Database, tmp_path: Path) -> int:
    """A story, its copy, and the night after it another version of the first."""
    night = Night(database, tmp_path / "archive")
    night.hold([REPORT, COPY], ledger=False)
    night.hold([EDITED], night=NIGHT + DAY, now=NOW + DAY, ledger=False)
    assert night.flags[REPORT.title] == night.flags[EDITED.title] == night.flags[COPY.title]
    return night.flags[REPORT.title]


def gathered(database: Database, flag_id: int, archive: Path, copies: int | None = None) -> Evidence:
    with database.reading() as session:
        return evidence_of(session, flag_id, archive, copies=copies)


def test_a_bundle_holds_every_version_and_every_copy(database: Database, flag_id: int, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    evidence = gathered(database, flag_id, archive)
    assert evidence.main.text is not None
    assert evidence.main.text.document.title == EDITED.title
    assert [each.text.document.title for each in evidence.exhibits if each.text] == [
        REPORT.title, EDITED.title, COPY.title,
    ]  # fmt: skip
    folder = bundle(evidence, archive, tmp_path / "out", actor="ana")
    checked = subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=folder, check=False)
    assert checked.returncode == 0
    held = {page.capture.capture_id: page.body.decode() for page in read_pages(folder / "extract.warc.gz")}
    assert [REPORT.title in held[each.capture.capture_id] for each in evidence.exhibits] == [True, False, False]
    told, readme = (folder / "report.html").read_text(), (folder / "README.txt").read_text()
    for each in evidence.exhibits:
        assert each.capture.payload_sha256 in told
        assert f"sha256:{each.capture.payload_sha256}" in readme
        assert each.capture.capture_id in told
        assert f"{each.capture.fetched_at:%Y-%m-%dT%H:%M}" in told
    assert "The same story in Diario Frontera, version 1" in told
    assert told.count("carried the flag") == 3
    assert "left out" not in told.lower()


def test_what_is_left_out_is_said(database: Database, flag_id: int, tmp_path: Path) -> None:
    evidence = gathered(database, flag_id, tmp_path / "archive", copies=0)
    assert (len(evidence.exhibits), evidence.left_out) == (2, 1)
    assert f"1 version. They can be had as well: `almenara evidence export {flag_id} --all`" in report(evidence)


def test_a_document_or_a_capture_alone(database: Database, flag_id: int, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    first = gathered(database, flag_id, archive).exhibits[0]
    assert first.text is not None
    with database.reading() as session:
        one = evidence_of_document(session, first.text.line.revision_id, archive)
        same = evidence_of_capture(session, first.capture.capture_id, archive)
    for evidence, name in ((one, "one"), (same, "same")):
        folder = bundle(evidence, archive, tmp_path / name, actor="ana")
        (page,) = read_pages(folder / "extract.warc.gz")
        assert page.capture.capture_id == first.capture.capture_id
        told = (folder / "report.html").read_text()
        assert f"Evidence: document {first.text.line.revision_id}" in told
        assert EDITED.title not in told


def test_the_report_names_everybody_with_their_part(database: Database, tmp_path: Path) -> None:
    night = Night(database, tmp_path / "archive")
    story = replace(
        CLEARED,
        operators=(("Banda Sur", ()),),
        others=(("Carabineros", Role.AUTHORITY),),
        text=f"{CLEARED.text} Carabineros: Banda Sur.",
        status=LegalStatus.CHARGED,
    )
    night.hold([story], ledger=False)
    with database.reading() as session:
        (lead,) = (flag.flag_id for flag in views.flags(session) if flag.kind is FlagKind.LEAD)
    with speaking(language("es")):
        told = report(gathered(database, lead, tmp_path / "archive"))
    parts = [
        "Banda Sur: Operador (pista), con cargos",
        "Turismo Pampa Clara: Exonerado o suplantado, dice",
        "Carabineros: Autor",
    ]
    assert sorted(parts, key=told.index) == parts


def test_the_report_speaks_one_language(database: Database, flag_id: int, tmp_path: Path) -> None:
    evidence = gathered(database, flag_id, tmp_path / "archive")
    with speaking(language("es")):
        told = report(evidence)
    assert "(elusión" in told or "evasión" in told or "eludir" in told
    assert "evasion" not in told
    assert told.index("A favor: sin esto, el modelo estaría menos seguro") < told.index("En contra: sin esto")
    assert not any(figure in told for figure in ("(+1", "(−0"))  # which were taken for parts of the score


@pytest.mark.parametrize("spoken", ["en", "es", "pt"])
def test_a_name_that_ends_with_a_stop_ends_its_sentence(database: Database, tmp_path: Path, spoken: str) -> None:
    """'By a person's word it does not accuse: Quimera Norte S.A.S..' stood in the report."""
    name, night = "Quimera Norte S.A.S.", Night(database, tmp_path / "archive")
    night.hold([replace(REPORT, title="Otra", operators=((name, ()),), text=f"{REPORT.text} Fue {name}")])
    with database.transaction() as session:
        (line,) = views.operator(session, views.flag(session, 1).summary.operators[0][0]).statuses
        corrections.correct(
            session, line.statement_id, None, who="Ana B.", why="Es de otra S.A.S.", expected_version=0, now=NOW
        )
    with speaking(language(spoken)):
        told = re.sub(r"<[^>]+>", "", report(gathered(database, 1, tmp_path / "archive")))
    assert f": {name}" in " ".join(told.split())
    assert ".." not in told
