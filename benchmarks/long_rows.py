"""Whether hostile rows are read in step with their length: a text, a style or a page of one short piece over and over.

    python -m benchmarks.long_rows

Each piece is read at a length and at four times that length, by processor time. What takes four times as long is in
step; sixteen times is what a worker could be held by. Ends with 1 above eight times.
The same rows are read to their end, without a clock, by the tests of each reader.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial

from core.records import Document, Span
from core.terms import DocumentKind, Language
from extraction.hidden.page import take_hidden_words
from extraction.markup import parse
from extraction.walls import look
from nlp.contacts import find_contacts
from nlp.naming.occurrences import Occurrence
from nlp.naming.told_parts import tells_a_part
from nlp.payee.accounts import find_accounts
from nlp.pipeline import pipeline
from nlp.reading import Reading, joined, make_reading
from nlp.trained.befell import befell
from nlp.trained.place_lines import place_lines
from nlp.trained.rescued import is_rescued
from nlp.trained.shared_rides import shares_the_way
from nlp.trained.site_furniture import beside_the_advert, passers_by
from nlp.travel import find_travel
from nlp.wording.coded import coded_words
from nlp.wording.drift import DatedText, drift

LONGER = 4
MOST = 8.0
"""Times as long that a row of `LONGER` times the length may take."""
LEAST_S = 0.02
"""Seconds below which a clock tells nothing: they count as so many."""
_READ = 20_000  # characters of the shorter row

Work = Callable[[int], Callable[[], object]]
"""Of a length, what is timed at it; what has to be made first is made before."""


def main() -> None:
    """Print each row's times."""
    slow = [name for name, work in rows().items() if told(name, work) > MOST]
    if slow:
        sys.exit(f"More than {MOST:g} times as long at {LONGER} times the length: {', '.join(slow)}")


def rows() -> dict[str, Work]:
    """What is read, by name."""
    told = {
        f"accounts {piece!r}": partial(_accounts, piece) for piece in ("1", "0  ", "nequi ", "pix y o ", "alias a.b ")
    }
    notes = {f"told parts {note[:24]!r}": partial(_note, note) for note in _NOTES}
    walls = {
        f"walls {piece!r}": partial(_wall, piece) for piece in (b"<!--", b"<script>", b"<title ", b"<style></styl")
    }
    styles = {f"hidden {row(1)[:40]!r}": partial(_style, row) for row in _STYLES}
    board = {f"board {piece[:24]!r}": partial(_board, piece) for piece in _BOARD}
    rides = {f"shared rides {piece!r}": partial(_ride, piece) for piece in _RIDES}
    spared = {f"spared {piece!r}": partial(_spared, piece) for piece in _SPARED}
    return {**told, **notes, **walls, **styles, **board, **rides, **spared, "travel": _travel, "drift": _drift}


_NOTES = (
    "victima de la red de Arica de la Red Grande y de Los Zorzales ",
    "victima, victima y migrante, migrante y testigo, fiscal de Arica y Tacna, ",
    "presunta posible otra una de las victimas ",
    "(" * 40,
)
_BOARD = ("\n", "\n,", "x\n(", "comentarios\n", "comentarios\nana: x\n", "Tacna, Perú\n", "A-A, A · ", "Cód. 1 · ")
_RIDES = ("compartir ", "gastos ", "compartir a gastos nadie cobra ", "no de una ", "no hay coyotes ", "evitar a ")
_SPARED = (
    "guardias ",
    "obligaron a ",
    "los que cuidan ",
    "junto el dinero ",
    "rescataron entre ",
    "bajo amenazas ",
    "a seat, a passenger forced ",
)
_STYLES: tuple[Callable[[int], str], ...] = (
    lambda n: "<style>" + ".a .a " * n + "{display:none}</style>" + "<div class=a>" * 300 + "x",
    lambda n: "<style>" + "{" * n + "}" * n + "</style>",
    lambda n: "<style>" + "url(" * n + "</style><p style='background:" + "url(" * n + "'>x</p>",
    lambda n: "<style>.a .b .a .b .a .c{display:none}</style>" + "<i class='a b'>" * 200 + "<b class=c>x</b>" * n,
)


def _accounts(piece: str, length: int) -> Callable[[], object]:
    reading = _reading((piece * length)[:length] + " cuenta bcp pix 191-0000000-0-17")
    find_contacts(reading)  # what accounts are read beside
    return lambda: find_accounts(reading)


def _travel(length: int) -> Callable[[], object]:
    reading = _reading(("tres " * length)[:length] + ("entran a a a " * length)[:length] + ("1 " * length)[:length])
    return lambda: find_travel(reading, [Span(0, 4)])


def _board(piece: str, length: int) -> Callable[[], object]:
    reading = _reading((piece * length)[:length])
    return lambda: (beside_the_advert(reading), passers_by(reading, ()), place_lines(reading))


def _ride(piece: str, length: int) -> Callable[[], object]:
    folded = (piece * length)[:length]
    return lambda: shares_the_way(folded)


def _spared(piece: str, length: int) -> Callable[[], object]:
    """Somebody named again and again in one long sentence."""
    name = "Teo Juez "
    row = (piece * 4 + name) * (length // len(piece * 4 + name))
    reading = _reading(row)
    starts = range(len(piece) * 4, len(row), len(piece * 4 + name))
    places = [Occurrence(name.strip(), at, at + len(name) - 1, reading.sentence_index(at)) for at in starts]
    return lambda: (befell(reading, places), [is_rescued(reading, place) for place in places])


def _drift(length: int) -> Callable[[], object]:
    since, text = date(2025, 1, 1), ("coyote con guía " * length)[: 4 * length]
    return lambda: drift([DatedText(since, text, flagged=True)], coded_words(), since=since)


def _note(note: str, length: int) -> Callable[[], object]:
    return lambda: tells_a_part((note * length)[:length], "Juan Falso")


def _wall(piece: bytes, length: int) -> Callable[[], object]:
    page = (piece * length)[: 3 * length]
    return lambda: look(page)


def _style(row: Callable[[int], str], length: int) -> Callable[[], object]:
    page = row(length // 10).encode()
    return lambda: take_hidden_words(parse(page).tree)


def _reading(text: str) -> Reading:
    """Without the trained networks, which read passage by passage."""
    document = Document("d1", DocumentKind.AD, "test", "CO", "", "", text, Language.SPANISH)
    whole, body_start = joined(document)
    doc = pipeline(document.language)(whole)
    return make_reading(document, doc, language=document.language, body_start=body_start)


def told(name: str, work: Work) -> float:
    """How many times as long the longer row takes; a line of it is printed."""
    work(_READ // 100)()  # what is loaded at first
    short, long = _seconds(work(_READ)), _seconds(work(LONGER * _READ))
    times = max(long, LEAST_S) / max(short, LEAST_S)
    print(f"{name:<44} {short:8.3f} s {long:8.3f} s {times:6.1f} times", flush=True)
    return times


def _seconds(work: Callable[[], object]) -> float:
    """Once: readers remember what they have just read."""
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    main()
