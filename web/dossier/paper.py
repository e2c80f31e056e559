"""The paper that a dossier is printed on: its font, head and foot of every page, headings, lines, tables. Every text
goes through `letters.shown`; no text is read as markup, and no link leads anywhere.

The same calls give the same bytes: the moment that stands in the file is the one it is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pymupdf_fonts
from fpdf import FPDF
from fpdf.enums import MethodReturnValue, TableBordersLayout
from fpdf.fonts import FontFace

from core.hidden_words import hidden_said
from core.languages import spoken
from web.dossier.letters import LONGEST, shown

FAMILY = "FiraGO"
_FONTS = {"": "figo", "B": "figbo"}
_PAGES = "\uf89e" * 3
"""Stands for the number of pages until it is known: a letter of nobody, which `shown` lets through from no text."""
_MARGIN, _LINE, _SIZE, _SMALL = 18.0, 4.9, 9.5, 8.0
_GREY, _BLACK, _RULE = 90, 20, 190
_ROW, _PADDING = 4.1, (0.7, 1.2)
_HEADING, _MOST = 11.5, 150.0  # millimetres of a heading, and that are kept free under one at most


@dataclass(frozen=True, slots=True)
class Imprint:
    """What stands on every page."""

    title: str
    printed: str  # by whom and when
    warning: str


class Paper(FPDF):
    """A4, in one font."""

    def __init__(self, imprint: Imprint, moment: datetime) -> None:
        super().__init__(format="A4")
        self.imprint = imprint
        self.waiting: tuple[str, float] = ("", 0.0)  # a heading, and what has to fit under it
        with TemporaryDirectory() as folder:
            for style, code in _FONTS.items():
                path = Path(folder) / f"{code}.ttf"
                path.write_bytes(pymupdf_fonts.myfont(code))
                self.add_font(FAMILY, style, path)
        self.known = frozenset(self.fonts[FAMILY.lower()].cmap)  # type: ignore[union-attr]
        self.c_margin = 0
        self.set_margins(_MARGIN, _MARGIN + 4, _MARGIN)
        self.set_auto_page_break(True, _MARGIN + 8)
        self.alias_nb_pages(_PAGES)
        self.set_creation_date(moment)
        self.set_lang(spoken().tag)
        self.set_title(self.shown(imprint.title))
        self.set_creator("Almenara")
        self.add_page()

    def shown(self, text: str, limit: int = LONGEST) -> str:
        """As print can show it."""
        return shown(hidden_said(text), self.known, limit=limit)

    def header(self) -> None:
        """Whose dossier this is."""
        self._ink(_SMALL, grey=True)
        self.set_y(9)
        self.cell(0, 4, self.shown(self.imprint.title, 90))
        self.set_draw_color(_RULE)
        self.line(_MARGIN, 14.5, self.w - _MARGIN, 14.5)
        self.set_y(_MARGIN + 4)

    def footer(self) -> None:
        """That a flag is a lead; who printed it, and when; which page of how many."""
        self.set_y(-20)
        self.set_draw_color(_RULE)
        self.line(_MARGIN, self.get_y(), self.w - _MARGIN, self.get_y())
        self.set_y(-18.5)
        self._ink(_SMALL, bold=True)
        self.multi_cell(0, 3.8, self.shown(self.imprint.warning), align="L", new_x="LMARGIN", new_y="NEXT")
        self._ink(_SMALL, grey=True)
        self.cell(self.epw - 24, 3.8, self.shown(self.imprint.printed, 200))
        self.cell(24, 3.8, f"{self.page_no()} / {_PAGES}", align="R")

    def heading(self, text: str, *, room: float = 0) -> None:
        """A section begins. It is printed together with what comes under it, so that it never stands alone at the foot
        of a page; `room` is what has to fit there at least, in millimetres."""
        self.waiting = (text, room)

    def begin(self, needed: float) -> None:
        """Something of so many millimetres comes: on a new page unless it fits, under the heading that waits for it."""
        (text, room), self.waiting = self.waiting, ("", 0.0)
        if self.will_page_break(max(needed, room) + (_HEADING if text else 0)):
            self.add_page()
        if not text:
            return
        self.ln(3.5)
        self.start_section(self.shown(text, 120))
        self._ink(13, bold=True)
        self.multi_cell(0, 6.5, self.shown(text, 120), align="L", new_x="LMARGIN", new_y="NEXT")
        self.ln(1)

    def says(self, text: str, *, bold: bool = False, quiet: bool = False, size: float = 0, indent: float = 0) -> None:
        """A paragraph."""
        size = size or (_SMALL if quiet else _SIZE)
        height = _LINE * size / _SIZE
        if bold or self.waiting[0]:
            self.begin(3 * height)  # what is bold stands over something, too
        self._ink(size, bold=bold, grey=quiet)
        self.set_x(_MARGIN + indent)
        self.multi_cell(self.epw - indent, height, self.shown(text), align="L", new_x="LMARGIN", new_y="NEXT")

    def tells(self, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
        """A table, its head on every page that it reaches and its first row under it."""
        first = [
            self._height(row, widths, bold=bold) for row, bold in ((head, True), *((row, False) for row in rows[:1]))
        ]
        self.begin(min(sum(first), _MOST))
        self._ink(_SMALL)
        self.set_draw_color(_RULE)
        bold = FontFace(emphasis="BOLD", fill_color=(238, 238, 238))
        layout = TableBordersLayout.HORIZONTAL_LINES
        with self.table(
            col_widths=tuple(widths), line_height=_ROW, text_align="LEFT", padding=_PADDING, headings_style=bold,
            borders_layout=layout, first_row_as_headings=True,
        ) as table:  # fmt: skip
            for row in (head, *rows):
                line = table.row()
                for cell in row:
                    line.cell(self.shown(cell))
        self.ln(1.5)

    def _height(self, row: Sequence[str], widths: Sequence[int], *, bold: bool) -> float:
        """Of a table's row."""
        self._ink(_SMALL, bold=bold)
        rooms = [self.epw * width / sum(widths) - 2 * _PADDING[1] for width in widths]
        tallest = 0.0
        for cell, room in zip(row, rooms, strict=True):
            height = self.multi_cell(room, _ROW, self.shown(cell), dry_run=True, output=MethodReturnValue.HEIGHT)
            assert isinstance(height, float | int)  # noqa: S101 - as was asked for
            tallest = max(tallest, height)
        return tallest + 2 * _PADDING[0]

    def _ink(self, size: float, *, bold: bool = False, grey: bool = False) -> None:
        self.set_font(FAMILY, "B" if bold else "", size)
        self.set_text_color(_GREY if grey else _BLACK)
