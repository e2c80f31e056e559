"""Commands as a person types them: output that programs can read, errors that say what to do, exit statuses."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import app
from core.errors import InputError
from core.settings import PROJECT_ROOT
from crawlers.check import Look, SourceCheck
from tests.cli.fresh import begin
from tests.pipeline.brought import warc

PAGE = """<!doctype html><html lang="es"><head><title>Cae banda en la frontera</title>
<link rel="canonical" href="https://diario.example/nota/1"></head><body><nav>Portada Deportes</nav>
<article><h1>Cae banda en la frontera</h1>
<p>La policía detuvo el martes a cuatro personas que trasladaban migrantes por pasos no habilitados, informó la
fiscalía regional en un comunicado difundido por la tarde en la capital.</p>
<p>Según la investigación, el grupo cobraba por persona y operaba desde hacía dos años en ambos lados de la
frontera, con la ayuda de choferes contratados para viajar de noche.</p></article></body></html>"""


SOURCE = """
id: xx_diario
name: Diario
publisher: Diario
kind: news
country: XX
languages: [es]
home: https://diario.example/
hosts: [diario.example]
discover: [{feed: https://diario.example/feed}]
detail: {without: "article > p:last-child"}
expect: {min: 0, max: 10}
rights: {robots: allowed, terms: invented, checked: null}
"""


def almenara(
    *words: str, stdin: str = "", folder: Path, sources: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command with a folder of its own for data; with other sources than the catalogue's where some are given."""
    own = {"ALMENARA_SOURCES_DIRS": json.dumps([str(sources)])} if sources is not None else {}
    return subprocess.run(
        [sys.executable, "-m", "cli.main", *words],
        cwd=PROJECT_ROOT,
        env=os.environ | {"ALMENARA_DATA_DIR": str(folder / "data")} | own,
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        timeout=600,
        check=False,
    )


def test_extract_prints_one_line_a_page_and_names_what_cannot_be_read(tmp_path: Path) -> None:
    """One bad file stops no other."""
    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    result = almenara("extract", str(page), str(tmp_path / "missing.html"), folder=tmp_path)
    assert result.returncode == 1
    assert "missing.html" in result.stderr
    (line,) = map(json.loads, result.stdout.splitlines())
    assert set(line) == {"path", "url", "title", "text", "published", "language"}
    assert (line["url"], line["title"], line["language"]) == (
        "https://diario.example/nota/1",
        "Cae banda en la frontera",
        "es",
    )
    assert "pasos no habilitados" in line["text"]
    assert "Deportes" not in line["text"]


def test_extract_reads_a_known_publisher_as_its_source_says(tmp_path: Path) -> None:
    """What the source's file takes out of a night's pages stays out of a saved one, too."""
    sources = tmp_path / "sources" / "xx"
    sources.mkdir(parents=True)
    (sources / "xx_diario.yml").write_text(SOURCE, encoding="utf-8")
    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    (line,) = map(
        json.loads, almenara("extract", str(page), folder=tmp_path, sources=tmp_path / "sources").stdout.splitlines()
    )
    assert "pasos no habilitados" in line["text"]
    assert "choferes contratados" not in line["text"]


def test_extract_leaves_out_what_may_be_of_a_source_whose_file_is_broken(tmp_path: Path) -> None:
    """The others are read."""
    sources, theirs, other = tmp_path / "sources", tmp_path / "theirs.html", tmp_path / "other.html"
    sources.mkdir()
    (sources / "xx_diario.yml").write_text(SOURCE.replace("news", "misspelt"), encoding="utf-8")
    (sources / "xx_otro.yml").write_text(SOURCE.replace("diario", "otro"), encoding="utf-8")
    theirs.write_text(PAGE, encoding="utf-8")
    other.write_text(PAGE.replace("diario.example", "otro.example"), encoding="utf-8")
    result = almenara("extract", str(theirs), str(other), folder=tmp_path, sources=sources)
    assert result.returncode == 1
    assert [json.loads(line)["path"] for line in result.stdout.splitlines()] == [str(other)]
    assert "xx_diario.yml: kind: " in result.stderr
    assert "theirs.html: https://diario.example/nota/1 may be of a source whose file is broken" in result.stderr


def test_run_retry_goes_on_without_a_source_whose_file_is_broken(tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "xx_diario.yml").write_text(SOURCE, encoding="utf-8")
    (sources / "xx_otro.yml").write_text("id: [", encoding="utf-8")
    begin(tmp_path / "data")
    result = almenara("run", "retry", folder=tmp_path, sources=sources)
    assert result.returncode == 1
    assert result.stdout.strip().endswith("0 tried again, 0 still set aside, 0 flags raised or changed.")
    assert "xx_otro.yml: no readable YAML" in result.stderr


def test_ingest_leaves_out_what_may_be_of_a_source_whose_file_is_broken(tmp_path: Path) -> None:
    """It is counted, and the same file is asked for again."""
    sources, brought = tmp_path / "sources", tmp_path / "brought.warc.gz"
    sources.mkdir()
    (sources / "xx_diario.yml").write_text(SOURCE, encoding="utf-8")
    (sources / "xx_avisos.yml").write_text("hosts: [avisos.example, diario.example]", encoding="utf-8")
    brought.write_bytes(warc(range(1, 4)))
    words = ("ingest", str(brought), "--no-read", "--json")
    broken = almenara(*words, folder=tmp_path, sources=sources)
    assert broken.returncode == 1
    assert "xx_avisos.yml: " in broken.stderr
    assert "left out: 3. Mend it; ingest again." in broken.stderr
    (sources / "xx_avisos.yml").unlink()
    mended = almenara(*words, folder=tmp_path, sources=sources)
    assert mended.returncode == 0, mended.stderr
    assert json.loads(mended.stdout)["outcomes"] == {"stopped": 3}  # by triage: a fair


def test_explain_ends_with_1_after_a_bad_record(tmp_path: Path) -> None:
    good = {"id": "a", "kind": "news", "lang": "en", "country": "US", "title": "Council meets", "text": "It met."}
    result = almenara("explain", "-", stdin=f"{{\n{json.dumps(good)}", folder=tmp_path)
    assert result.returncode == 1
    assert "line 1" in result.stderr
    assert "Council meets" in result.stdout
    for_programs = almenara("explain", "-", "--json", stdin=json.dumps(good), folder=tmp_path)
    assert json.loads(for_programs.stdout) == json.loads(
        almenara("analyse", "-", stdin=json.dumps(good), folder=tmp_path).stdout
    )


def test_analyse_reads_standard_input_and_goes_on_after_a_bad_record(tmp_path: Path) -> None:
    """The bad one is named by line and field."""
    good = {"id": "a", "kind": "news", "lang": "en", "country": "US", "title": "Council meets", "text": "It met."}
    lines = "\n".join(
        [json.dumps(good), '{"id": "b", "kind": "leaflet", "text": "x"}', "{", json.dumps(good | {"id": "c"})]
    )
    result = almenara("analyse", "-", stdin=lines, folder=tmp_path)
    assert result.returncode == 1
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["a", "c"]
    assert "line 2" in result.stderr
    assert "kind" in result.stderr
    assert "line 3" in result.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("evidence", "show", "77"), "no flag 77"),
        (("flag", "decide", "77", "dismissed", "--version", "1", "--why", "a coach line"), "no flag 77"),
        (("run", "show", "77"), "no run 77"),
        (("ingest", "nothing.warc.gz"), "nothing.warc.gz"),
        (("analyse", "nothing.jsonl"), "nothing.jsonl"),
        (("source", "check", "xx_nobody"), "source list"),
        (("digest", "preview"), "almenara nightly"),
        (("status", "--hours", "1e300"), "Invalid value for '--hours'"),
        (("run", "show", "99999999999999999999"), "larger than the database can hold"),
        (("operator", "list", "--limit", "-1"), "--limit"),
        (("audit", "show", "--limit", "0"), "--limit"),
        (("sql",), "UTF-8"),
        (("user", "add", "ana", "--name", "Ana"), "UTF-8"),
        (("watchlist", "import", "nothing.csv"), "nothing.csv: No such file or directory. "),
        (("watchlist", "export", "x.csv", "--yente"), "yente reads FollowTheMoney alone. Name a file"),
        (("source", "list", "--country", "Chile"), "Write two letters"),
        (("source", "list", "--country", "UK"), "no country's code"),
        (("digest", "recipient", "add", "a@b.example", "--leg", "SP-PT"), "no leg of a route"),
        (("search", "x", "--since", "2026-02-01", "--until", "2026-01-01"), "is before --since"),
        (("search", " "), "asks nothing"),
        (("digest", "recipient", "add", "nonsense"), "'nonsense' is no mail address"),
        (("digest", "recipient", "add", "a@b.example, c@d.example"), "is more than one mail address"),
    ],
)
def test_what_cannot_be_done_is_said_with_the_remedy(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    """Exit status 2, one line, no traceback."""
    begin(tmp_path / "data")
    result = almenara(*words, stdin="\udcff\udcfe", folder=tmp_path)
    assert result.returncode == 2
    assert said in result.stderr
    assert "Setting" not in result.stderr
    assert "Traceback" not in result.stderr


def test_the_catalogue_is_listed_for_people_and_for_programs(tmp_path: Path) -> None:
    """A table, or JSON lines."""
    table = almenara("source", "list", "--country", "cl", folder=tmp_path)
    assert table.returncode == 0
    assert "cl_" in table.stdout
    assert "co_" not in table.stdout
    lines = [json.loads(line) for line in almenara("source", "list", "--json", folder=tmp_path).stdout.splitlines()]
    assert len(lines) >= 80


def test_a_slip_in_one_file_hides_no_other_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every faulty file is named, the others are listed."""
    catalogue = PROJECT_ROOT / "examples" / "sources"
    monkeypatch.setenv("ALMENARA_SOURCES_DIRS", json.dumps([str(catalogue), str(tmp_path / "own")]))
    (tmp_path / "own").mkdir()
    for name in ("cl_one", "cl_two"):
        (tmp_path / "own" / f"{name}.yml").write_text("id: [", encoding="utf-8")
    for form in ((), ("--json",)):
        listed = almenara("source", "list", *form, folder=tmp_path)
        assert (listed.returncode, "pe_portal_cordillera" in listed.stdout) == (1, True)
        assert [f"{name}.yml: no readable YAML" in listed.stderr for name in ("cl_one", "cl_two")] == [True, True]
    checked = almenara("source", "check", "cl_one", "--json", folder=tmp_path)
    assert (checked.returncode, json.loads(checked.stdout)["state"]) == (1, "FAILS")


def test_a_draft_that_cannot_be_written_names_the_remedies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a server the program's own folder is root's."""
    monkeypatch.setattr("crawlers.propose.propose", lambda _url, _settings: "id: cl_diario\n")
    (tmp_path / "file").touch()
    result = CliRunner().invoke(app, ["source", "new", "https://diario.example/", "--folder", str(tmp_path / "file")])
    assert isinstance(result.exception, InputError)
    assert "--folder, or as the last of sources_dirs" in str(result.exception)
    made = CliRunner().invoke(app, ["source", "new", "https://diario.example/", "--folder", str(tmp_path / "own")])
    assert made.exit_code == 0
    assert (tmp_path / "own" / "cl" / "cl_diario.yml").is_file()


def test_a_check_of_nothing_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A draft is disabled: to check all of a folder of drafts asked nobody, and passed."""
    monkeypatch.setenv("ALMENARA_SOURCES_DIRS", json.dumps([str(tmp_path)]))
    result = CliRunner().invoke(app, ["source", "check"])
    assert isinstance(result.exception, InputError)
    assert "nobody was asked" in str(result.exception)
    assert str(tmp_path) in str(result.exception)


def test_a_draft_without_a_country_does_not_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing else asks for it, and its leads would be of no country."""
    text = (PROJECT_ROOT / "examples" / "sources" / "pe" / "pe_portal_cordillera.yml").read_text(encoding="utf-8")
    draft = text.replace("country: PE", "country: XX").replace("id: pe_", "id: xx_")
    (tmp_path / "xx_portal_cordillera.yml").write_text(draft, encoding="utf-8")
    monkeypatch.setenv("ALMENARA_SOURCES_DIRS", json.dumps([str(tmp_path)]))
    well = (Look("robots", "http://portal-cordillera.example/robots.txt", ok=True, what="read"),)
    monkeypatch.setattr("crawlers.check.check", lambda source, _crawl: SourceCheck(source.id, well, 1, "", None))
    result = CliRunner().invoke(app, ["source", "check", "--json"])
    assert result.exit_code == 1
    assert "country XX is none" in result.output
