"""The demo empties nothing that isn't its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.demo import MARK, _empty
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
