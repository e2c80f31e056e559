"""Mail can be sent though the settings as a whole can't be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import SettingsError
from core.settings import load
from core.settings_rescue import mail_settings

MAIL = '[mail]\nhost = "smtp.example"\nkeepers = ["luz@fiscalia.example"]\nport = 2525\n'


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One's own settings file."""
    file = tmp_path / "settings.toml"
    monkeypatch.setenv("ALMENARA_SETTINGS", str(file))
    return file


@pytest.mark.parametrize(
    "written",
    [
        f'{MAIL}[crawl]\ncontact = "mailto:watch@almenara.example\ndelay_s = 2\n',  # a quote is missing
        f'data_dir = data\n[engine]\nworkers = "two"\n{MAIL}',
        f"{MAIL}recipents = []\n[web]\nport = 1\n",
        f'{MAIL}starttls = "perhaps"\n',
        f"{MAIL}[crawl]\ncontact = 'Ñandú'\n[mail\n",
    ],
)
def test_what_is_wrong_elsewhere_keeps_no_mail_from_going_out(own: Path, written: str) -> None:
    own.write_text(written, encoding="latin-1")
    with pytest.raises(SettingsError):
        load()
    found = mail_settings()
    assert found is not None
    assert (found.host, found.port, found.keepers) == ("smtp.example", 2525, ("luz@fiscalia.example",))
    assert found.starttls


def test_the_environment_wins_and_a_file_that_is_not_there_says_nothing(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = mail_settings()
    assert nothing is not None
    assert nothing.keepers == ()
    own.write_text(f"{MAIL}[crawl\n", encoding="utf-8")
    monkeypatch.setenv("ALMENARA_MAIL__HOST", "other.example")
    found = mail_settings()
    assert found is not None
    assert (found.host, found.port) == ("other.example", 2525)
    monkeypatch.setenv("ALMENARA_MAIL__KEEPERS", "luz@fiscalia.example")  # no JSON
    assert mail_settings() is None


def test_where_all_is_well_it_says_what_the_settings_say(own: Path) -> None:
    own.write_text(MAIL, encoding="utf-8")
    assert mail_settings() == load().mail
