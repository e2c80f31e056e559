"""A plain text file shown as a page of a site, and as an entry of its feed.

So a text that is no part of this repository can be crawled like the rest: `--extra HOST/PATH=FILE`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from pathlib import Path

from core.errors import InputError

_DATE_FORMS = ("%b %d, %Y", "%B %d, %Y", "%Y-%m-%d", "%d/%m/%Y")


@dataclass(frozen=True, slots=True)
class Extra:
    """One such page: a date as written (may be empty), a title, and paragraphs."""

    host: str
    path: str
    date_line: str
    published: date | None
    title: str
    paragraphs: tuple[str, ...]

    def fill(self, frame: str) -> str:
        """The page, in the frame of the site: `_extra.html` with {{title}}, {{day}} and {{paragraphs}}."""
        paragraphs = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in self.paragraphs)
        filled = frame.replace("{{title}}", escape(self.title)).replace("{{day}}", escape(self.date_line))
        return filled.replace("{{paragraphs}}", paragraphs)

    @property
    def entry(self) -> str:
        """An Atom entry for it."""
        address = escape(f"http://{self.host}{self.path}")
        published = f"<published>{self.published.isoformat()}T12:00:00Z</published>" if self.published else ""
        return (
            f'<entry><id>{address}</id><title>{escape(self.title)}</title><link href="{address}"/>'
            f"{published}<updated>{{{{date:-2d 12:00|iso}}}}</updated></entry>\n"
        )


def read_extra(argument: str) -> Extra:
    """Read what `HOST/PATH=FILE` names: first a short line with a date (or none), then the title, then paragraphs.

    Raises:
        InputError: not of that form, or a file that can't be read or is empty.
    """
    match = re.fullmatch(r"([\w.-]+)(/[^=]*)=(.+)", argument)
    if match is None:
        raise InputError(f"--extra {argument}: not HOST/PATH=FILE.", remedy="Such as sala-de-prensa.example/c/1=a.txt")
    try:
        text = Path(match[3]).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"--extra {argument}: {error}.", remedy="Name a text file in UTF-8.") from error
    blocks = [" ".join(block.split()) for block in re.split(r"\n\s*\n", text) if block.strip()]
    published = _written_date(blocks[0]) if blocks else None
    rest = blocks[1:] if published else blocks
    if not rest:
        raise InputError(f"--extra {argument}: the file is empty.", remedy="It needs a title and paragraphs.")
    return Extra(match[1], match[2], blocks[0] if published else "", published, rest[0], tuple(rest[1:]))


def _written_date(line: str) -> date | None:
    for form in _DATE_FORMS:
        try:
            return datetime.strptime(line.replace(".", "").strip(), form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
