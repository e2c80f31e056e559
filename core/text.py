"""Text that strangers wrote, made safe to put into a line, a header or a page.

Escaping for HTML is the templates' work; this module deals with what escaping leaves in place: control characters,
bidirectional overrides that make a line read backwards, invisible characters, lone surrogates that no encoder takes,
and noncharacters, of which no XML takes all. `plain` drops them (mail, headers, terminals, files); `visible` puts one
replacement character in the place of most, so that offsets into the text stay true (a document as it was seen).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

_JOINERS = frozenset("\u200c\u200d")  # they spell words in Persian and Hindi, and build emoji
_LINE_BREAKS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
_REORDERING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_REPLACEMENT = "\ufffd"
_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_NO_CHARACTERS = {*range(0xFDD0, 0xFDF0), *(last - off for last in range(0xFFFF, 0x110000, 0x10000) for off in (0, 1))}
_FORMULA = tuple("=+-@\t\r\n'|%＝＋－＠")
"""What begins a formula, in full width as well, and what begins what is neutralised."""
_ESCAPED = re.compile("[\udc80-\udcff]")
_TOWER = re.compile(f"(?<={_MARK}{{4}}){_MARK}+")  # no language stacks more than four; towers bury the lines above


def plain(text: str, *, keep_lines: bool = False) -> str:
    """`text` without control, format, bidirectional and non-characters, without towers of accents; blanks become one.

    Line breaks of every kind become a space, or "\\n" where `keep_lines`. The result holds no CR, and no LF unless
    `keep_lines`: it can be put into a mail header.
    """
    kept = text.replace("\r\n", "\n").translate(_PLAIN_LINES if keep_lines else _PLAIN)
    kept = re.sub(r"[^\S\n]+", " ", kept)
    return re.sub(r" ?\n ?", "\n", _TOWER.sub("", kept)).strip()


def visible(text: str) -> str:
    """`text` with control and reordering characters and towers of accents replaced by U+FFFD; offsets stay true.

    Line feeds and tabs stay, and so do invisible characters that move nothing (soft hyphens, joiners). Carriage
    returns become spaces.
    """
    return _TOWER.sub(lambda tower: _REPLACEMENT * len(tower.group()), text.translate(_VISIBLE))


_ASCII = bytes(range(128))


def without_accents(text: str) -> str:
    """`text` without the marks that stand on its letters, and styled letters as plain ones: 'Ñandú' -> 'Nandu'.

    What is made of it is kept in databases (fingerprints, words of the index, keys of lists): it stays as it is.
    """
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    # the few that there are, each taken out at once: to ask letter by letter takes four times as long
    far = decomposed.encode(errors="surrogatepass").translate(None, _ASCII).decode(errors="surrogatepass")
    for mark in filter(unicodedata.combining, set(far)):
        decomposed = decomposed.replace(mark, "")
    return decomposed


def shortened(text: str, limit: int) -> str:
    """`text`, cut after `limit` characters with the number of those left out: nothing is shortened silently."""
    if len(text) <= limit:
        return text
    return f"{text[:limit].rstrip()}… (and {len(text) - limit:,} more characters)"


def sentence(text: str) -> str:
    """`text` with a full stop, where it has no end of its own: another sentence may stand behind it."""
    return text if not text or text[-1] in ".!?…" else f"{text}."


def stop(text: str) -> str:
    """The full stop that `sentence` puts behind `text`; "" where it has an end of its own."""
    return sentence(f" {text}")[len(f" {text}") :]


def within(label: str) -> str:
    """A label as it stands within a sentence: its first letter small, and what is a name in it as it is ("denunciado à
    Justiça")."""
    return label[:1].lower() + label[1:]


def with_separator(lines: Iterable[str]) -> tuple[Iterator[str], str]:
    """The lines of CSV again, and what parts their cells: a comma, or the semicolon that spreadsheets write where the
    comma stands in numbers, as in Spanish and Portuguese."""
    rest = iter(lines)
    first = next(rest, "")
    return chain([first], rest), ";" if first.count(";") > first.count(",") else ","


def neutralised(cell: str) -> str:
    """A cell that no spreadsheet computes: an apostrophe stands before what would begin a formula."""
    return f"'{cell}" if cell[:1] in _FORMULA else cell


def as_meant(cell: str) -> str:
    """Without the apostrophe of `neutralised`."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _FORMULA else cell


class _Table(dict[int, str]):
    """A translation table that is worked out character by character, once each: texts may be megabytes long."""

    def __init__(self, translate: Callable[[str], str]) -> None:
        super().__init__()
        self._translate = translate

    def __missing__(self, code: int) -> str:
        return self.setdefault(code, self._translate(chr(code)))


def _plain_character(character: str) -> str:
    if character in _LINE_BREAKS or character == "\t":
        return " "
    hides = unicodedata.category(character) in ("Cc", "Cf", "Cs") and character not in _JOINERS
    return "" if hides or ord(character) in _NO_CHARACTERS else character


def _visible_character(character: str) -> str:
    if character in "\n\t":
        return character
    if character == "\r":
        return " "
    hides = character in _LINE_BREAKS or character in _REORDERING or unicodedata.category(character) in ("Cc", "Cs")
    return _REPLACEMENT if hides else character


_PLAIN = _Table(_plain_character)
_PLAIN_LINES = _Table(lambda character: "\n" if character in _LINE_BREAKS else _plain_character(character))
_VISIBLE = _Table(_visible_character)


def was_no_utf8(text: str) -> bool:
    """Whether bytes stood there that are no UTF-8, where it was decoded with `surrogateescape` (PEP 383)."""
    return _ESCAPED.search(text) is not None


def looks_like(line: str) -> str:
    """What encoding the first line that is no UTF-8 seems to be in, for a message; decoded as for `was_no_utf8`."""
    if line.startswith(("\udcff\udcfe", "\udcfe\udcff")) or "\0" in line:
        return "UTF-16"
    return "Latin-1 or Windows-1252"


def counted(things: int | Sequence[object], name: str) -> str:
    """'1 mail', '2 mails'."""
    number = things if isinstance(things, int) else len(things)
    return f"{number} {name}{'' if number == 1 else 's'}"
