"""The services of docs/SERVER.md: what they call exists, systemd takes them, the scripts are sound."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from cli.main import app
from core.settings import DEFAULTS, PROJECT_ROOT, load

DEPLOY = PROJECT_ROOT / "deploy"
PROGRAM = "/opt/almenara/.venv/bin/almenara"
SERVICES = sorted(DEPLOY.glob("*.service"))
UNITS = sorted(path for path in DEPLOY.iterdir() if path.suffix in {".service", ".timer"})


@pytest.mark.parametrize("service", SERVICES, ids=lambda path: path.stem)
def test_a_service_calls_a_command_that_there_is(service: Path) -> None:
    (line,) = [line for line in service.read_text(encoding="utf-8").splitlines() if line.startswith("ExecStart=")]
    program, *words = shlex.split(line.removeprefix("ExecStart="))
    assert program == PROGRAM
    command: Any = get_command(app)
    while isinstance(command, TyperGroup):
        command = command.commands[words.pop(0)]
    command.make_context(service.stem, words)  # parses the rest, and runs nothing


def test_every_timer_starts_a_service_and_every_unit_is_told_of() -> None:
    told = (PROJECT_ROOT / "docs" / "SERVER.md").read_text(encoding="utf-8")
    services = {path.stem for path in SERVICES}
    timers = {path.stem for path in DEPLOY.glob("*.timer")}
    assert timers <= services
    for name in services:
        assert f"{name}.timer" in told if name in timers else f"{name}.service" in told


def test_what_takes_it_away_takes_all_that_was_installed() -> None:
    """docs/SERVER.md said nothing of it: units that are left start at the next boot, and names stay on the disk."""
    told = (PROJECT_ROOT / "docs" / "SERVER.md").read_text(encoding="utf-8").partition("## Handing it over")[2]
    script = (DEPLOY / "install.sh").read_text(encoding="utf-8")
    made = {path for path in re.findall(r"/(?:etc|usr|var|opt)/[\w./-]+", script) if "almenara" in path}
    gone = [path.rstrip("*'") for path in re.findall(r"/(?:etc|usr|var|opt)/[\w./*'-]+", told)]
    assert made
    assert [path for path in made if not any(path.startswith(each) for each in gone)] == []
    (line,) = (line for line in told.splitlines() if "disable --now" in line)
    units = {unit.stem if unit.suffix == ".service" else unit.name for unit in UNITS}
    started = {name for name in units if name.endswith(".timer") or f"{name}.timer" not in units}
    assert started == {word for word in line.split() if word.startswith("almenara")}
    assert "userdel almenara" in told


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    """With a program that is there, for systemd asks for it."""
    true = shutil.which("true") or "/bin/true"
    for unit in UNITS:
        content = unit.read_text(encoding="utf-8").replace(PROGRAM, true)
        (tmp_path / unit.name).write_text(content, encoding="utf-8")
    shutil.copytree(DEPLOY / "almenara-.service.d", tmp_path / "almenara-.service.d")
    names = [str(tmp_path / unit.name) for unit in UNITS]
    found = subprocess.run(["systemd-analyze", "verify", *names], capture_output=True, text=True, check=False)
    ours = [line for line in found.stderr.splitlines() if "almenara" in line]
    assert (found.returncode, ours) == (0, [])


@pytest.mark.parametrize("script", ["almenara", "install.sh"])
def test_a_script_can_be_read_by_any_shell(script: str) -> None:
    subprocess.run(["sh", "-n", str(DEPLOY / script)], check=True)


def test_the_command_of_a_server_has_what_its_services_have(tmp_path: Path) -> None:
    """All of almenara.env, as systemd reads it: what stands for a night stands for an ingest, too."""
    env = tmp_path / "almenara.env"
    env.write_text(
        "# RAY_ADDRESS=no\n;X=no\nAWS_ACCESS_KEY_ID=abc=1\r\n RAY_ADDRESS='auto' \n"
        'FSSPEC_S3_KEY="a $HOME b"\nnot a line\nNO-NAME=x\n1X=y\nA2 = x \r\n\tA3\t=\t"y z" \nA4=\n'
        'A5="no end\nA6=two\\ways\nA7=it\'s\nA8=\'a\\b\'\nA9="a" "b"\nexport B=1\nALMENARA_MAIL__PASSWORD=last',
        encoding="utf-8",
    )
    script = (DEPLOY / "almenara").read_text(encoding="utf-8")
    for there, here in (
        ("/etc/almenara/almenara.env", str(env)),
        ('[ "$(id -u)" -ne 0 ]', "false"),
        ("setpriv --reuid almenara --regid almenara --init-groups --", "env"),
        (PROGRAM, "env"),
    ):
        assert there in script
        script = script.replace(there, here)
    said = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path, env={
        "PATH": os.environ["PATH"], "SUDO_USER": "ana",
    })  # fmt: skip
    has = dict(line.partition("=")[::2] for line in said.stdout.splitlines())
    assert {name: has.get(name) for name in ("AWS_ACCESS_KEY_ID", "RAY_ADDRESS", "FSSPEC_S3_KEY")} == {
        "AWS_ACCESS_KEY_ID": "abc=1", "RAY_ADDRESS": "auto", "FSSPEC_S3_KEY": "a $HOME b",
    }  # fmt: skip
    assert (has["ALMENARA_MAIL__PASSWORD"], has["LOGNAME"]) == ("last", "ana")
    assert {name: has.get(name) for name in ("A2", "A3", "A4", "A7", "A8")} == {
        "A2": "x", "A3": "y z", "A4": "", "A7": "it's", "A8": "a\\b",
    }  # fmt: skip
    assert not {"X", "1X", "NO-NAME", "# RAY_ADDRESS", "A5", "A6", "A9", "B", "export B"} & has.keys()
    told = [line.removeprefix("almenara: line ").split()[0] for line in said.stderr.splitlines()]
    assert told == ["6", "7", "8", "12", "13", "16", "17"]
    assert "ways" not in said.stderr  # it may be a secret


def test_our_timers_keep_to_the_zone_of_the_settings_and_others_are_left_alone(tmp_path: Path) -> None:
    """The zone of almenara.env goes before that of settings.toml; run again, the same comes out."""
    units, etc = tmp_path / "units", tmp_path / "etc"
    units.mkdir()
    etc.mkdir()
    shutil.copy(DEPLOY / "settings.toml", etc)
    (etc / "almenara.env").write_text("ALMENARA_NIGHTLY__TIMEZONE = America/La_Paz\n", encoding="utf-8")
    theirs = units / "almenara-report.timer"
    theirs.write_text("[Timer]\nOnCalendar=hourly\n", encoding="utf-8")
    script = (DEPLOY / "install.sh").read_text(encoding="utf-8")
    script = script[script.index("# The timers keep") : script.index("systemctl daemon-reload")]
    for there, here in (
        ("/etc/systemd/system", str(units)),
        ("/etc/almenara", str(etc)),
        ('"$here/.venv/bin/python"', sys.executable),
        ("systemd-analyze", "true"),
    ):
        assert there in script
        script = script.replace(there, here)
    for _ in range(2):
        subprocess.run(["sh", "-euc", f"here={PROJECT_ROOT}; {script}"], check=True, cwd=PROJECT_ROOT)
    assert theirs.read_text(encoding="utf-8") == "[Timer]\nOnCalendar=hourly\n"
    for timer in DEPLOY.glob("*.timer"):
        lines = (units / timer.name).read_text(encoding="utf-8").splitlines()
        (ours,) = (line for line in timer.read_text(encoding="utf-8").splitlines() if line.startswith("OnCalendar="))
        assert [line for line in lines if line.startswith("OnCalendar=")] == [f"{ours} America/La_Paz"]


def test_what_was_cloned_under_a_narrow_umask_can_be_read_by_the_services(tmp_path: Path) -> None:
    """Under root's umask of 077 no service could open the program; what may hold names or secrets stays closed."""
    here = tmp_path / "almenara"
    script = (DEPLOY / "install.sh").read_text(encoding="utf-8")
    (opens,) = (line for line in script.splitlines() if "chmod go+rX" in line)
    for name in ("cli/main.py", "deploy/install.sh", "data/almenara.db", "build/x", ".git/config"):
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).touch()
    for path in (here, *here.rglob("*")):
        path.chmod(0o700 if path.is_dir() or path.suffix == ".sh" else 0o600)
    (here / "link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").touch(mode=0o600)
    subprocess.run(["sh", "-euc", opens], check=True, env={"PATH": os.environ["PATH"], "here": str(here)})
    modes = {str(path.relative_to(tmp_path)): path.stat().st_mode & 0o777 for path in tmp_path.rglob("*")}
    assert {name: oct(mode) for name, mode in modes.items() if mode & 0o077} == {
        "almenara": "0o755", "almenara/cli": "0o755", "almenara/cli/main.py": "0o644",
        "almenara/deploy": "0o755", "almenara/deploy/install.sh": "0o755",
    }  # fmt: skip
    assert "chmod g+r /etc/almenara/settings.toml" in script


def test_another_python_under_the_same_link_is_installed_for_anew(tmp_path: Path) -> None:
    """A newer Debian: .venv/bin/python runs, and finds nothing of what was installed for the one before."""
    before, now = "3.9", f"{sys.version_info.major}.{sys.version_info.minor}"
    (tmp_path / "lib" / f"python{before}").mkdir(parents=True)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").symlink_to(sys.executable)
    asked = ["make", "--dry-run", "-C", str(PROJECT_ROOT), "install", f"VENV={tmp_path}"]

    def would() -> str:
        return subprocess.run(asked, capture_output=True, text=True, check=True).stdout

    for name in (".installed", f".installed-{before}"):
        (tmp_path / name).touch()
    assert f"test -d {tmp_path}/lib/python{now} || python3 -m venv --clear {tmp_path}\n" in would()
    (tmp_path / f".installed-{now}").touch()
    assert "venv" not in would().replace(str(tmp_path), "")


def test_the_settings_of_a_server_are_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALMENARA_SETTINGS", str(DEPLOY / "settings.toml"))
    assert load().data_dir == Path("/var/lib/almenara")
    own = load().source_folders[-1]
    assert load().source_folders[0].is_dir()
    assert f" {own}\n" in (DEPLOY / "install.sh").read_text(encoding="utf-8")  # which makes it
    known = tomllib.loads(DEFAULTS.read_text(encoding="utf-8"))
    mine = tomllib.loads((DEPLOY / "settings.toml").read_text(encoding="utf-8"))
    assert mine.keys() <= known.keys()
