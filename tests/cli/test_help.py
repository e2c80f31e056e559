"""Help, completion and output as a terminal and a program get them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from cli.main import app
from core.settings import PROJECT_ROOT
from tests.cli.fresh import begin
from tests.test_house import commands

COMMANDS = commands(get_command(app))


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_gives_an_example(words: tuple[str, ...]) -> None:
    shown = " ".join(CliRunner().invoke(app, [*words, "--help"], env={"COLUMNS": "200"}).output.split())
    assert "Example: " in shown
    assert f"almenara {' '.join(words)}" in shown.split("Example: ", maxsplit=1)[1]


TELLING = ("list", "show", "pairs", "drift", "verify", "check", "send", "deliver", "retry", "ingest", "purge", "backup",
           "restore", "import", "search", "sql", "compare", "nightly", "graph")  # fmt: skip


def test_what_a_program_might_read_speaks_json_too() -> None:
    telling = [words for words in COMMANDS if words[-1] in TELLING]
    assert len(telling) > 25
    for words in telling:
        assert "--json" in CliRunner().invoke(app, [*words, "--help"], env={"COLUMNS": "200"}).output, words


OBJECTS = {"audit verify", "db backup", "db check", "db restore", "digest send", "evidence show", "evidence verify",
           "flag show", "graph", "operator show", "purge", "run retry", "terms drift", "watchlist check",
           "watchlist export", "watchlist import", "webhook deliver"}  # fmt: skip


def test_help_says_whether_json_is_one_object_or_lines() -> None:
    """`operator show --json` said lines, and printed an object."""
    told = {}
    for words in COMMANDS:
        command = get_command(app)
        for word in words:
            command = command.commands[word]
        told |= {" ".join(words): each.help for each in command.params if "--json" in each.opts}
    objects = {name for name, said in told.items() if said == "One JSON object on one line, for programs."}
    assert objects == OBJECTS
    assert {said for name, said in told.items() if name not in objects} == {"JSON lines, for programs."}


def test_words_are_completed() -> None:
    def completed(line: str) -> list[str]:
        asked = {"_ALMENARA_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
        return CliRunner().invoke(app, prog_name="almenara", env=asked).output.split()

    assert completed("almenara dig") == ["digest"]
    assert completed("almenara digest re") == ["returned", "resend", "recipient"]
    assert "--language" in completed("almenara digest recipient add --l")


def test_a_pipe_gets_no_colour(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in ("FORCE_COLOR", "PY_COLORS")}
    environment |= {"ALMENARA_DATA_DIR": str(tmp_path), "PYTHONPATH": str(PROJECT_ROOT), "TERM": "xterm-256color"}
    begin(tmp_path)
    for words in (["--help"], ["run", "list"], ["digest", "recipient", "list"]):
        command = [sys.executable, "-m", "cli.main", *words]
        result = subprocess.run(command, cwd=PROJECT_ROOT, env=environment, capture_output=True, check=True)
        assert result.stdout
        assert b"\x1b" not in result.stdout + result.stderr


def test_a_paragraph_of_help_ends_its_lines_where_the_terminal_does() -> None:
    shown = CliRunner().invoke(app, ["explain", "--help"], env={"COLUMNS": "220"}).output
    assert "share theirs. With --json it is a line a document" in " ".join(shown.split())
    (line,) = [line for line in shown.splitlines() if "longer the bar" in line]
    assert "the less sure the reader is without them (or the surer, where they spoke against)." in line
