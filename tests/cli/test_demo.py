"""The demo empties nothing that isn't its own, and writes nowhere else."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cli.demo import DATA_DIR, MARK, STARTED, _empty, _go_by_own_settings, _moments, _place, _settings
from core.errors import InputError


@pytest.mark.parametrize("name", ["settings.toml", "thesis.txt", ".hidden"])
def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path, name: str) -> None:
    """A project's root, which has a settings.toml of its own, above all."""
    (tmp_path / name).write_text("precious", encoding="utf-8")
    with pytest.raises(InputError, match="something else"):
        _empty(tmp_path)
    assert (tmp_path / name).read_text(encoding="utf-8") == "precious"


def test_its_own_folder_is_made_anew_and_a_file_is_refused(tmp_path: Path) -> None:
    """Run twice, the second demo begins from nothing."""
    folder = tmp_path / "demo"
    _empty(folder)
    (folder / "almenara.db").write_text("old", encoding="utf-8")
    _empty(folder)
    assert [path.name for path in folder.iterdir()] == [MARK]
    with pytest.raises(InputError, match="is a file"):
        _empty(folder / MARK)


def test_invented_operators_go_into_no_database_of_a_watch_and_to_none_of_its_recipients(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a server, whose environment has the watch's settings, the demo wrote into its database and its archive."""
    watch = {
        "ALMENARA_DATABASE_URL": f"sqlite:///{tmp_path}/watch.db",
        "ALMENARA_DATA_DIR": str(tmp_path / "watch"),
        "ALMENARA_MAIL__HOST": "mail.example",
        "ALMENARA_MAIL__RECIPIENTS": '["ana@desk.example"]',
    }
    for name in [name for name in os.environ if name.startswith("ALMENARA_")]:
        monkeypatch.delenv(name)
    for name, value in (watch | {STARTED: "1"}).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("ALMENARA_SETTINGS", "")  # as it was, once the test is over
    _go_by_own_settings()
    told = capsys.readouterr().err
    settings = _settings(tmp_path, 1, 2)
    assert (settings.data_dir, settings.mail.port, os.environ[STARTED]) == (tmp_path, 2, "1")
    for name, value in watch.items():
        assert name in told
        assert value not in settings.model_dump_json()
    monkeypatch.delenv(STARTED)
    os.environ.pop("ALMENARA_SETTINGS", None)
    _go_by_own_settings()
    assert capsys.readouterr().err == ""


def test_it_keeps_its_data_where_all_data_are_said_to_lie_and_apart_from_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever set ALMENARA_DATA_DIR got the demo into data/demo of the folder in which they stood."""
    for name in [name for name in os.environ if name.startswith("ALMENARA_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    assert _place(None) == tmp_path / "data" / "demo"
    watch = tmp_path / "watch"
    monkeypatch.setenv(DATA_DIR, str(watch))
    place = _place(None)
    assert place == watch / "demo"
    assert watch.stat().st_mode & 0o077 == 0
    assert _place(Path("here")) == tmp_path / "here"
    (watch / "almenara.db").write_text("the watch's", encoding="utf-8")
    _empty(place)
    _empty(place)
    assert (watch / "almenara.db").read_text(encoding="utf-8") == "the watch's"
    monkeypatch.setenv(DATA_DIR, str(place))
    assert _place(None) == place  # whoever looked at the demo so, and runs it again
    _go_by_own_settings(place)
    told = capsys.readouterr().err
    assert f"of {DATA_DIR} it takes where its own folder lies, {place}. Unset it for the commands" in told
    assert "passes over" not in told


def test_what_it_takes_and_what_it_passes_over_are_told_apart(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in os.environ if name.startswith("ALMENARA_")]:
        monkeypatch.delenv(name)
    for name in (DATA_DIR, "ALMENARA_MAIL__HOST"):
        monkeypatch.setenv(name, "x")
    _go_by_own_settings(Path("/x/demo"))
    told = capsys.readouterr().err
    assert f"passes over ALMENARA_MAIL__HOST; of {DATA_DIR} it takes where its own folder lies, /x/demo." in told
    assert "Unset them for" in told


def test_an_address_is_no_folder_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DATA_DIR, "s3://bucket/data")
    with pytest.raises(InputError, match="no folder of this machine"):
        _place(None)


def test_no_night_lies_in_the_future() -> None:
    """A flag of the second was raised tomorrow, and confirmed today."""
    now = datetime(2026, 12, 1, 18, tzinfo=UTC)
    assert _moments(2, now) == [datetime(2026, 11, 30, 18, tzinfo=UTC), now]
    assert _moments(1, now) == [now]
