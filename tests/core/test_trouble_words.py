"""Why a page or a source could not be had: every reason that crawls and nights keep is known in every language."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from core.languages import language, speaking
from core.reason_words import in_words
from core.settings import PROJECT_ROOT
from crawlers.download.reasons import _REASONS
from crawlers.spiders.frontier import EXCLUDED
from extraction.walls import WALL

ROOMS = ("crawlers/spiders", "crawlers/download", "crawlers/run.py", "crawlers/limits.py", "crawlers/journal.py")
ROOMS += ("pipeline/intake.py", "pipeline/ledger.py", "pipeline/crawls.py", "pipeline/engines", "digest/compose.py")
ROOMS += ("evidence/format/http.py", "extraction/walls.py")
TELLING = {"Dismissed", "UndecodableError", "_Closed", "Died"}, {"settle", "settle_rest", "note", "stop", "write"}
"""Classes and methods that are given a reason."""
RETURNING = {
    "refusal",
    "suspicion",
    "_objection",
    "_mismatch",
    "_failure",
    "_reason",
    "_wait",
    "_result",
    "_kept",
    "_why",
}
RETURNING |= {"_end", "wall_of", "describe"}
CONSTANTS = {
    "KNOWN",
    "SAME_PAGE",
    "PAGE_LIMIT",
    "NO_ROOM",
    "EXCLUDED",
    "OTHER_HOST",
    "PRIVATE",
    "TOO_LARGE",
    "FORBIDDEN",
}
CONSTANTS |= {"NO_DISCOVERY", "NO_SOURCE", "ALIKE", "ALL_NEW", "SAME_BYTES", "FRONT_PAGE", "TAKEN_DOWN"}
NO_REASONS = {"done", "failed", "skipped", "not_modified", "listing", "feed", "sitemap", "unknown", "error", ""}
NO_REASONS |= {"HTTP x", "x", "x: x"}  # the same in every language
HOLES = {"{WALL}": WALL, "{EXCLUDED}": EXCLUDED}


def kept() -> Iterator[str]:
    """Every reason in the code, with x for what stands in its holes."""
    places = [PROJECT_ROOT / each for each in ROOMS]
    for path in [file for place in places for file in (place.rglob("*.py") if place.is_dir() else [place])]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                function = node.func
                name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
                if name in TELLING[isinstance(function, ast.Attribute)]:
                    yield from (said for each in node.args for said in written(each))
            if isinstance(node, ast.FunctionDef) and node.name in RETURNING:
                for each in ast.walk(node):
                    if isinstance(each, ast.Return) and each.value is not None:
                        yield from written(each.value)
            if (
                isinstance(node, ast.Assign)
                and isinstance(node.targets[0], ast.Name)
                and node.targets[0].id in CONSTANTS
            ):
                yield from written(node.value)
    yield from (reason for _, reason in _REASONS)


def written(told: ast.expr) -> Iterator[str]:
    """The texts of an argument, of both ends of a choice, of a tuple."""
    if isinstance(told, ast.JoinedStr):
        yield "".join(
            str(part.value) if isinstance(part, ast.Constant) else HOLES.get(ast.unparse(part), "x")
            for part in told.values
        )
    elif isinstance(told, ast.Constant) and isinstance(told.value, str):
        yield told.value
    elif isinstance(told, ast.IfExp):
        yield from (*written(told.body), *written(told.orelse))
    elif isinstance(told, ast.BoolOp):
        yield from (said for each in told.values for said in written(each))
    elif isinstance(told, ast.Tuple):
        yield from (said for each in told.elts for said in written(each))


@pytest.mark.parametrize("code", ["es", "pt"])
def test_every_reason_of_a_crawl_or_a_night_can_be_said_in_every_language(code: str) -> None:
    found = {reason.removeprefix("x: ") for reason in kept()} - NO_REASONS
    assert len(found) > 60
    with speaking(language(code)):
        assert sorted(each for each in found if in_words(each) == each) == []


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("robots.txt answered 500 (3)", "robots.txt respondió 500 (3)"),
        ("robots.txt answered 500, three times", "robots.txt answered 500, three times"),
        (
            "feed: robots.txt not readable: timed out (2)",
            "canal de noticias: robots.txt no se pudo leer: tardó demasiado (2)",
        ),
        ("redirect to another host (4); known (7)", "redirección a: otro servidor (4); conocida (7)"),
        ("wall: Cloudflare (2)", "barrera en lugar de la página: Cloudflare (2)"),
        ("set aside: its worker crashed (signal 11) (1)", "apartada: el proceso que la leía se cayó (señal 11) (1)"),
        ("unknown content encoding 'x y'", "codificación de contenido desconocida: 'x y'"),
    ],
)
def test_a_reason_is_said_whole_or_not_at_all(reason: str, said: str) -> None:
    with speaking(language("es")):
        assert in_words(reason) == said
    assert in_words(reason) == reason
