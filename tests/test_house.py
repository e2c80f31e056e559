"""The rules of the house, as tests: documented settings and commands exist, words that do not belong stay out."""

from __future__ import annotations

import re
import subprocess
import tomllib

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from cli.main import app
from core.settings import DEFAULTS, PROJECT_ROOT, Settings

DOCUMENTS = sorted(PROJECT_ROOT.glob("*.md")) + sorted((PROJECT_ROOT / "docs").glob("*.md"))


def test_every_setting_has_a_default_and_a_comment() -> None:
    """settings.toml is the one place where settings are explained."""
    text = DEFAULTS.read_text(encoding="utf-8")
    values = tomllib.loads(text)
    assert set(values) == set(Settings.model_fields)
    for name, value in values.items():
        if isinstance(value, dict):
            assert set(value) == set(Settings.model_fields[name].annotation.model_fields)  # type: ignore[union-attr]
    assert text.count("#") >= len(Settings.model_fields)


def commands(command: object, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Every command as the words that call it."""
    below = getattr(command, "commands", None)
    if below is None:
        return [path]
    return [words for name, each in below.items() for words in commands(each, (*path, name))]


@pytest.mark.parametrize("words", commands(get_command(app)), ids=" ".join)
def test_every_command_explains_itself(words: tuple[str, ...]) -> None:
    """Help is there, and says how to call it."""
    result = CliRunner().invoke(app, [*words, "--help"])
    assert result.exit_code == 0
    assert len(result.output) > 80


def test_every_command_that_is_written_about_exists() -> None:
    """README and docs name no command that is not there."""
    known = {" ".join(words[:n]) for words in commands(get_command(app)) for n in range(1, len(words) + 1)}
    nouns = {name.split()[0] for name in known}
    for path in DOCUMENTS:
        for found in re.findall(r"almenara ((?:[a-z]+)(?: [a-z]+(?:-[a-z]+)*)?)", path.read_text(encoding="utf-8")):
            noun = found.split()[0]
            if noun in nouns:
                assert found in known or noun in known, f"{path.name}: almenara {found}"


def test_no_test_measures_speed() -> None:
    """A busy machine would fail it: `make bench` does, as a ratio within one run. (A wait that is kept has a least.)"""
    clock = re.compile(r"\b(?:perf_counter|process_time|thread_time|timeit)")
    tests = (path for path in (PROJECT_ROOT / "tests").rglob("*.py") if path.name != "test_house.py")
    assert [str(path) for path in tests if clock.search(path.read_text(encoding="utf-8"))] == []


def test_extras_are_installed_from_this_folder_with_the_locked_versions() -> None:
    """A package of our name in a public index would be somebody else's: no text sends anybody there."""
    listed = ("git", "grep", "-lIE", r"install[^.]*almenara\[|`almenara\[", "--", ":!tests")
    assert subprocess.run(listed, cwd=PROJECT_ROOT, capture_output=True, text=True, check=False).stdout == ""
    locked = re.findall(
        r"^([a-z0-9._-]+==.*?) \\$", (PROJECT_ROOT / "requirements-dev.txt").read_text(encoding="utf-8"), re.M
    )
    assert (PROJECT_ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines() == [
        each
        for each in locked
        if not each.startswith("python-dateutil==")  # the Makefile says why
    ]
    known = tomllib.loads((PROJECT_ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    calls = ("git", "grep", "-hoE", r"install\('[a-z0-9]+'\)", "--", "*.py", ":!tests")
    code = subprocess.run(calls, cwd=PROJECT_ROOT, capture_output=True, text=True, check=True).stdout
    named = re.findall(r"'(\w+)'", code)
    assert named
    assert set(named) <= set(known["project"]["optional-dependencies"])


def test_files_stay_small() -> None:
    """A room with a file of more than 250 lines creaks."""
    files = subprocess.run(
        ["git", "ls-files", "*.py"], cwd=PROJECT_ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    long = {
        name: lines
        for name in files
        if not name.startswith(("tests/", "store/migrations/versions/"))
        and (lines := len((PROJECT_ROOT / name).read_text(encoding="utf-8").splitlines())) > 250
    }
    assert not long
