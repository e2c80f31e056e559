"""The pieces that a text is cut into for the encoder, by the rules of a model's tokenizer.json.

The library `tokenizers` does it by itself: nothing of transformers is loaded where texts are only read.
"""

from __future__ import annotations

from pathlib import Path

from tokenizers import Tokenizer

from core.errors import SettingsError


class Pieces:
    """A vocabulary with its rules. `first` and `last` begin and end what the encoder is given."""

    def __init__(self, folder: Path) -> None:
        """`folder`: holds tokenizer.json."""
        path = folder / "tokenizer.json"
        if not path.is_file():
            raise SettingsError(f"There is no tokenizer.json in {folder}.", remedy="Name the folder of a whole model.")
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self.first = self._id("<s>")
        self.last = self._id("</s>")
        self.unknown = self._id("<unk>")

    def cut(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        """Ids of a text's pieces, and where each stands in it."""
        encoded = self._tokenizer.encode(text, add_special_tokens=False)
        return encoded.ids, encoded.offsets

    def _id(self, token: str) -> int:
        number = self._tokenizer.token_to_id(token)
        if number is None:
            raise SettingsError(f"The vocabulary lacks {token}.", remedy="Export the model again (models/README.md).")
        return int(number)
