"""Settings: defaults, a file of one's own, the environment; and what is refused, by name."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from core import settings
from core.errors import SettingsError
from tests.rights import somebody_else


def test_the_environment_wins_over_a_file_and_a_file_over_the_defaults(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nested values are merged, not replaced."""
    own = tmp_path / "own.toml"
    own.write_text('data_dir = "elsewhere"\n[mail]\nport = 2525\n[crawl]\nprocesses = 3\n', encoding="utf-8")
    monkeypatch.setenv("ALMENARA_SETTINGS", str(own))
    monkeypatch.setenv("ALMENARA_CRAWL__PROCESSES", "5")
    loaded = settings.load()
    assert loaded.data_dir == Path("elsewhere")
    assert loaded.mail.port == 2525
    assert loaded.mail.starttls is True
    assert loaded.crawl.processes == 5
    assert loaded.database.endswith("elsewhere/almenara.db")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("ALMENARA_CRAWL__PROCESSES", "0", "crawl.processes"),
        ("ALMENARA_NIGHTLY__TIMEZONE", "Mars/Olympus", "nightly.timezone"),
        ("ALMENARA_CRAWL__CONNECT_TO", '{"*.example": "loopback"}', "crawl.connect_to"),
        ("ALMENARA_LOG_FORMAT", "loud", "log_format"),
        ("ALMENARA_SOURCES_DIRS", "[]", "sources_dirs"),
        ("ALMENARA_MAIL__SENDER", "", "mail.sender: '' is no mail address: write user@host"),
        ("ALMENARA_MAIL__RECIPIENTS", '["ana@desk.example, b@desk.example"]', "is more than one mail address"),
        ("ALMENARA_MAIL__RECIPIENTS", '["ana@desk.example", "desk"]', "mail.recipients: 'desk' is no mail address"),
        ("ALMENARA_MAIL__KEEPERS", '["ana@büro.example"]', "mail.keepers"),
        ("ALMENARA_MAIL__LIST_ID", "Almenara list", "mail.list_id: 'Almenara list' is no host name"),
        ("ALMENARA_MAIL__LIST_ID", "", "mail.list_id: '' is no host name"),
        ("ALMENARA_MAIL__UNSUBSCRIBE", "desk@your-office.example", "mail.unsubscribe: .* can't stand in a mail"),
        ("ALMENARA_MAIL__BASE_URL", "watch.example", "mail.base_url: 'watch.example' is no address of the web"),
        ("ALMENARA_MAIL__BASE_URL", "https://watch.example/almenara", "mail.base_url: .* leads below a path"),
        ("ALMENARA_MAIL__BASE_URL", "https://watch.example/?a=1", "mail.base_url: .* leads below a path"),
        ("ALMENARA_NIGHTLY__HOUR", "25", "nightly.hour: .*23, not '25'.*ALMENARA_NIGHTLY__HOUR in the environment"),
        ("ALMENARA_WEB__ACCOUNTS", "yes", "web.accounts: .*'required', not 'yes'"),
        ("almenara_mail__port", "587x", "mail.port: .*, not '587x'.*almenara_mail__port in the environment"),
        ("ALMENARA_ARCHIVE__TIMESTAMP_URL", "ftp://ts.example", "archive.timestamp_url"),
        ("ALMENARA_MAIL__PASSWORD", "hush-hush", "mail: .*mail.password.* set mail.user"),
        ("ALMENARA_ARCHIVE__VAULT", "bucket/folder", "archive.vault: this is no such address"),
        ("ALMENARA_ARCHIVE__VAULT", "memory://vault", "archive.vault: this is no such address"),
        ("ALMENARA_ARCHIVE__VAULT", "file://mnt/vault", "archive.vault: this is no such address"),
        ("ALMENARA_ARCHIVE__VAULT", "ftp://ana:geheim@ftp.example/a", "archive.vault: an address with a name"),
        ("ALMENARA_ARCHIVE__VAULT", "az://kept/a?sig=geheim", "archive.vault: an address with a name"),
        ("ALMENARA_ARCHIVE__LOCAL_DAYS", "30", "name a vault, or set local_days to 0"),
        ("ALMENARA_ARCHIVE__LOCAL_DAYS", "999999", "archive.local_days: .* less than or equal to 36500"),
        ("ALMENARA_RETENTION__NAMES_DAYS", "999999", "retention.names_days: .* less than or equal to 36500"),
        ("ALMENARA_RETENTION__TEXTS_DAYS", "999999", "retention.texts_days: .* less than or equal to 36500"),
        ("ALMENARA_CRAWL__MAX_MINUTES", "inf", "crawl.max_minutes"),
        ("ALMENARA_MAIL__TIMEOUT_S", "1e300", "mail.timeout_s: .* less than or equal to 86400"),
        ("ALMENARA_WEB__SESSION_HOURS", "99999999999", "web.session_hours"),
        ("ALMENARA_RETENTION__ARCHIVE_DAYS", "30", "retention: .*archive_days = 30.*texts_days = 180.*180 or more"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    """The message names the setting and where it is explained."""
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=said) as error:
        settings.load()
    assert "settings.toml" in str(error.value)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        (
            "ALMENARA_MAIL__RECIPIENTS",
            "desk@your-office.example",
            r"""ALMENARA_MAIL__RECIPIENTS .*Write JSON: ALMENARA_MAIL__RECIPIENTS='\["desk@your-office.example"\]'""",
        ),
        (
            "ALMENARA_WEB__TRUSTED_PROXIES",
            "10.0.0.1",
            r"""Write JSON: ALMENARA_WEB__TRUSTED_PROXIES='\["10.0.0.1"\]'""",
        ),
        ("ALMENARA_CRAWL__CONNECT_TO", "{a", r"Write JSON: ALMENARA_CRAWL__CONNECT_TO='\{"),
        ("ALMENARA_MAIL", "{a", r"ALMENARA_MAIL in the environment"),
        ("ALMENARA_MAIL__RECIPIENTS", "[" * 50_000, r"ALMENARA_MAIL__RECIPIENTS in the environment is no JSON"),
        ("ALMENARA_CRAWL__CONTCAT", "x", r"no setting crawl\.contcat.*Did you mean crawl\.contact"),
        ("ALMENARA_MAIL_HOST", "smtp.example", "Write ALMENARA_MAIL__HOST"),
        ("ALMENARA_DATADIR", "elsewhere", "Did you mean ALMENARA_DATA_DIR"),
        ("ALMENARA_MIAL__HOST", "smtp.example", "Did you mean ALMENARA_MAIL"),
        ("ALMENARA_SMTP__HOST", "smtp.example", "ALMENARA_SMTP__HOST in the environment sets nothing"),
    ],
)
def test_slips_in_the_environment_are_said_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    """A list that is no JSON, a misspelt name, one underscore for two: none is passed over."""
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=said):
        settings.load()


@pytest.mark.parametrize(("archive", "texts"), [("180", "180"), ("0", "180"), ("30", "0"), ("400", "180")])
def test_the_archive_keeps_pages_no_shorter_than_their_texts(
    monkeypatch: pytest.MonkeyPatch, archive: str, texts: str
) -> None:
    monkeypatch.setenv("ALMENARA_RETENTION__ARCHIVE_DAYS", archive)
    monkeypatch.setenv("ALMENARA_RETENTION__TEXTS_DAYS", texts)
    assert settings.load().retention.archive_days == int(archive)


def test_a_misspelt_name_in_a_file_is_said_with_the_nearest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own.toml"
    own.write_text("[mail]\nrecipient = []\n", encoding="utf-8")
    monkeypatch.setenv("ALMENARA_SETTINGS", str(own))
    with pytest.raises(SettingsError, match=r"Did you mean mail\.recipients"):
        settings.load()


@pytest.mark.parametrize(
    "content", ["[crawl", "unknown = 1\n", "[mail]\nprot = 1\n", f"a = {'9' * 5000}\n", f"a = {'[' * 5000}\n"]
)
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    """Broken TOML and misspelt names are refused before anything is done."""
    own = tmp_path / "own.toml"
    own.write_text(content, encoding="utf-8")
    monkeypatch.setenv("ALMENARA_SETTINGS", str(own))
    with pytest.raises(SettingsError):
        settings.load()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[nightly]\nhour = 25\n", r"less than or equal to 23, not 25\. It stands in .*own\.toml\."),
        ('mail = "smtp.example"\n', r"Setting mail: it is a part .*write \[mail\]"),
        ('[mail]\ndata_dir = "/srv/watch"\n', r"no setting mail\.data_dir\. Write data_dir above the first \[part\]"),
        ("hour = 3\n", r"no setting hour\. Did you mean nightly\.hour\?"),
        (b'[mail]\nsender = "Fiscal\xeda <a@b.example>"\n', r"own\.toml is no UTF-8: .*Save it as UTF-8"),
    ],
)
def test_what_a_file_says_wrong_is_told_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | bytes, said: str
) -> None:
    """Where it stands, too: whoever mends the file while a variable of the environment wins changes nothing."""
    own = tmp_path / "own.toml"
    own.write_bytes(content if isinstance(content, bytes) else content.encode())
    monkeypatch.setenv("ALMENARA_SETTINGS", str(own))
    with pytest.raises(SettingsError, match=said):
        settings.load()


def test_a_file_that_may_not_be_read_is_told_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory() as above:
        Path(above).chmod(0o755)
        own = Path(above) / "own.toml"
        own.touch(mode=0)
        monkeypatch.setenv("ALMENARA_SETTINGS", str(own))
        with somebody_else(), pytest.raises(SettingsError, match=r"Permission denied\. Give whom the command runs as"):
            settings.load()


def test_a_file_with_a_mark_of_its_encoding_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own.toml"
    own.write_bytes(b'\xef\xbb\xbf[mail]\nhost = "smtp.example"\n')
    monkeypatch.setenv("ALMENARA_SETTINGS", str(own))
    assert settings.load().mail.host == "smtp.example"


def test_a_list_that_is_none_is_said_with_an_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[mail]\nrecipients = "ana@desk.example"\n', encoding="utf-8")
    monkeypatch.setenv("ALMENARA_SETTINGS", str(own))
    with pytest.raises(SettingsError, match=r'mail\.recipients: a list is wanted: \["ana@desk\.example"\]\.'):
        settings.load()


def test_a_folder_below_one_s_home_is_there_and_not_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`~/watch` made a folder named ~ where the command was called."""
    own = tmp_path / "own.toml"
    own.write_text(
        'data_dir = "~/watch"\nsources_dirs = ["~/sources"]\n[archive]\ndir="~/kept"\n[reading]\nmodel = "~/reader"\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("ALMENARA_SETTINGS", str(own))
    monkeypatch.setenv("HOME", str(tmp_path))
    loaded = settings.load()
    assert loaded.data_dir == tmp_path / "watch"
    assert loaded.source_folders == (tmp_path / "sources",)
    assert loaded.archive_root == tmp_path / "kept"
    assert loaded.reading.folder == tmp_path / "reader"
    monkeypatch.setenv("ALMENARA_DATA_DIR", "~no-such-user/watch")
    with pytest.raises(SettingsError, match="data_dir: '~no-such-user/watch'"):
        settings.load()


@pytest.mark.parametrize("name", ["ALMENARA_DATA_DIR", "ALMENARA_ARCHIVE__DIR"])
def test_an_address_is_no_folder(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """`s3://bucket/archive` made a folder `s3:` where the command was called."""
    monkeypatch.setenv(name, "s3://bucket/archive")
    with pytest.raises(SettingsError, match="is an address, not a folder: mount it"):
        settings.load()


def test_secrets_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """A password never reaches a log by way of the settings, or of what is wrong with them."""
    monkeypatch.setenv("ALMENARA_MAIL__PASSWORD", "hush-hush")
    with pytest.raises(SettingsError) as error:
        settings.load()
    assert "hush-hush" not in str(error.value)
    monkeypatch.setenv("ALMENARA_MAIL__USER", "watch")
    monkeypatch.setenv("ALMENARA_MAIL__PASSWORD", "hush-hush")
    assert "hush-hush" not in repr(settings.load())
