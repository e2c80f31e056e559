"""What does not hold of a custody log, in the language of whoever reads it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from core.error_words import said_again
from core.errors import InputError
from core.languages import language, speaking
from core.settings import PROJECT_ROOT
from evidence import custody
from evidence.custody import LOG, CustodyLog
from evidence.vault.place import Vault


def messages() -> Iterator[str]:
    """Every message of a finding on the log, with 7 for what stands in its holes."""
    for path, wanted in (("evidence/custody.py", "Finding"), ("evidence/format/chain.py", "tested")):
        for node in ast.walk(ast.parse((PROJECT_ROOT / path).read_text(encoding="utf-8"))):
            told: list[ast.expr] = []
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == wanted:
                told = node.args[2:]
            if isinstance(node, ast.FunctionDef) and node.name == wanted:
                pairs = (each.value for each in ast.walk(node) if isinstance(each, ast.Return))
                told = [pair.elts[0] for pair in pairs if isinstance(pair, ast.Tuple)]
            if (
                isinstance(node, ast.Assign)
                and isinstance(node.targets[0], ast.Name)
                and node.targets[0].id == "message"
            ):
                told = [node.value]
            for each in told:
                yield filled(each)


def errors() -> Iterator[tuple[str, str]]:
    """What the log and its seals raise, and the remedy, likewise."""
    remedies = {"_REMEDY": custody._REMEDY}
    for path in ("evidence/custody.py", "evidence/seal.py"):
        for node in ast.walk(ast.parse((PROJECT_ROOT / path).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "EvidenceError":
                (told,), (remedy,) = node.args, node.keywords
                yield filled(told), remedies.get(ast.unparse(remedy.value)) or filled(remedy.value)


def filled(told: ast.expr) -> str:
    parts = told.values if isinstance(told, ast.JoinedStr) else [told]
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in parts)


@pytest.mark.parametrize("code", ["es", "pt"])
def test_every_error_of_the_custody_log_can_be_said_in_every_language(code: str) -> None:
    found = list(errors())
    assert len(found) == 11
    with speaking(language(code)):
        for what, remedy in found:
            said = said_again(f"{what} {remedy}")
            assert what.removeprefix("7") not in said
            assert remedy not in said


@pytest.mark.parametrize("code", ["es", "pt"])
def test_every_finding_on_the_custody_log_can_be_said_in_every_language(code: str) -> None:
    found = {f"{LOG} line 7: {each}" for each in messages() if each not in ("", "7")}
    assert len(found) == 8
    with speaking(language(code)):
        for each in found:
            assert "custody.jsonl, l" in said_again(each)
            assert said_again(each).partition(": ")[2] != each.partition(": ")[2]


def test_a_log_that_lost_its_end_is_told_of_in_spanish(tmp_path: Path) -> None:
    log = CustodyLog(tmp_path)
    for subject in ("a", "b"):
        log.append("sealed", "almenara", subject, {})
    log.path.write_bytes(log.path.read_bytes().split(b"\n")[0] + b"\n")
    (finding,) = log.verify()
    with speaking(language("es")):
        said = said_again(f"{finding.subject}: {finding.message}")
    assert said == "custody.jsonl: entradas del final que faltan: 1"


def test_a_head_that_cannot_be_read_is_told_of_in_portuguese(tmp_path: Path) -> None:
    log = CustodyLog(tmp_path)
    log.append("sealed", "almenara", "a", {})
    (tmp_path / "custody.head").write_bytes(b"{")
    (finding,) = log.verify()
    with speaking(language("pt")):
        said = said_again(f"{finding.subject}: {finding.message}")
    assert "não pode ser lido. Execute `almenara evidence verify`, deixe" in said


def test_a_vault_that_is_not_reached_is_told_of_on_pages(tmp_path: Path) -> None:
    with pytest.raises(InputError) as absent, speaking(language("es")):
        Vault((tmp_path / "absent").as_uri())
    with speaking(language("es")):
        assert said_again(str(absent.value)).endswith("no es una carpeta. Móntela o créela: no se crea sola.")
        told = "s3://b/a can't be read: timed out. See that it is reached from here, and that this machine may read and"
        assert said_again(f"{told} write there.").startswith("No se puede leer s3://b/a: timed out. Compruebe que")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "by Ana on 1 Dec 2026, 15:16: one phone, 2026-02-31 11:11 UTC (judgement 4)."),
        ("es", "lo decidió Ana el 1 dic 2026, 15:16: one phone, 2026-02-31 11:11 UTC (decisión 4)."),
        ("pt", "foi Ana em 1 dez. 2026, 15:16: one phone, 2026-02-31 11:11 UTC (decisão 4)."),
    ],
)
def test_a_moment_is_told_by_the_clock_of_the_page(code: str, said: str) -> None:
    """It stood there in UTC, above the line that says which zone all times of the page are of."""
    told = "Operators 3 and 9 were judged same by Ana on 2026-12-01 18:16 UTC: one phone, 2026-02-31 11:11 UTC"
    with speaking(language(code)):
        assert said_again(f"{told} (judgement 4).", ZoneInfo("America/Santiago")).endswith(said)
        assert "2026-12-01 18:16 UTC" in said_again(f"{told} (judgement 4).")
