"""The press release that the project began with, served as a page and crawled, where it is present."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.settings import PROJECT_ROOT
from examples.extra import read_extra
from examples.website import Web
from tests.pipeline.conftest import World

SEED = PROJECT_ROOT.parent / "shared" / "data" / "seed" / "press-release.txt"


@pytest.mark.skipif(not SEED.exists(), reason="the seed press release is not part of the project")
def test_the_seed_gives_one_flag_with_one_operator(world: World) -> None:
    """ViveOnline and nobody else: no ministry, police body, minister or prosecutor."""
    world.model = "models/reader"
    shutil.rmtree(world.sources / "pe")
    extra = read_extra(f"sala-de-prensa.example/comunicados/seed={SEED}")
    world.web.web = Web(today=datetime.now(UTC).date(), extras=(extra,))
    result = world.run("nightly")
    assert result.returncode == 0, result.stderr.decode()
    lines = [json.loads(line) for line in world.run("flag", "list", "--json").stdout.splitlines()]
    (flag,) = [line for line in lines if Path(str(line["url"])).name == "seed"]
    assert [each["name"] for each in flag["operators"]] == ["ViveOnline"]
    assert flag["route"] == ["CO", "EC", "PE", "BO", "CL"]
    assert flag["labels"] == ["smuggling_report"]
