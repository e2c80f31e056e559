"""How a command begins: it imports what it needs, and no more."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from core.settings import PROJECT_ROOT
from tests.cli.fresh import begin
from tests.cli.test_commands import almenara


def test_says_its_version(tmp_path: Path) -> None:
    assert almenara("--version", folder=tmp_path).stdout == f"almenara {version('almenara')}\n"


HEAVY = ("sqlalchemy", "alembic", "fastapi", "scrapy", "spacy", "transformers", "onnxruntime", "numpy")
"""Each takes longer to import than most commands take to answer."""


@pytest.mark.parametrize(
    ("words", "needs"),
    [
        (("--version",), set()),
        (("nonsense",), set()),
        (("analyse", "--help"), set()),
        (("run", "list"), {"sqlalchemy", "alembic", "numpy"}),
    ],
    ids=lambda each: " ".join(sorted(each)),
)
def test_a_command_waits_for_what_it_needs_alone(words: tuple[str, ...], needs: set[str], tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    begin(tmp_path / "data")
    script = f"""
import sys
from cli.main import run
sys.argv = ["almenara", *{words!r}]
try:
    run()
finally:
    print(*({{*{HEAVY!r}}} & {{*sys.modules}}), file=sys.stderr)
"""
    environment = os.environ | {"ALMENARA_DATA_DIR": str(tmp_path / "data")}
    asked = [sys.executable, "-c", script]
    done = subprocess.run(asked, cwd=PROJECT_ROOT, env=environment, capture_output=True, text=True, check=False)
    assert set(done.stderr.splitlines()[-1].split()) <= needs
