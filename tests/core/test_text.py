"""Text that strangers wrote: what may pass, what is dropped, and that offsets hold."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import as_meant, looks_like, neutralised, plain, sentence, shortened, visible, within, without_accents

anything = st.text(alphabet=st.characters(), max_size=200)  # surrogates included


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Viajes\r\nBcc: all@press.example", "Viajes Bcc: all@press.example"),
        ("abc\u202egnp.exe", "abcgnp.exe"),
        ("pass\u200bport\u00ad", "passport"),
        ("a\x00b\x1b[31mc", "ab[31mc"),
        ("one\u2028two\u2029three\x85four", "one two three four"),
        ("  many \t blanks ", "many blanks"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("Zor\uffffz\ufffea\ufdd0l\U0010ffff", "Zorzal"),
        ("niño, coração 👩‍👧", "niño, coração 👩‍👧"),
    ],
)
def test_plain(written: str, read: str) -> None:
    assert plain(written) == read


@given(st.text(max_size=20) | st.sampled_from(["＝1+1", "＋1", "－1", "＠SUM(1)", "'=1", "=1"]))
def test_what_is_neutralised_computes_nothing_and_comes_back(cell: str) -> None:
    """A watchlist's CSV left what begins in full width, which spreadsheets of East Asia compute."""
    safe = neutralised(cell)
    assert safe[:1] not in tuple("=+-@\t\r＝＋－＠")
    assert as_meant(safe) == cell


def test_plain_keeps_paragraphs_when_asked() -> None:
    assert plain("one \r\n two\x00\nthree", keep_lines=True) == "one\ntwo\nthree"


@given(anything)
def test_plain_fits_a_header(text: str) -> None:
    result = plain(text)
    result.encode("utf-8")
    assert "\n" not in result
    assert not [c for c in result if unicodedata.category(c) in ("Cc", "Cf", "Cs") and c not in "\u200c\u200d"]
    assert plain(result) == result


@given(anything)
def test_visible_keeps_every_offset(text: str) -> None:
    result = visible(text)
    assert len(result) == len(text)
    result.encode("utf-8")
    assert not set(result) & set("\x00\r\x1b\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u200f\u200e")
    changed = [a for a, b in zip(text, result, strict=True) if a != b]
    assert not any(character.isalnum() for character in changed)


def test_visible_leaves_a_mark_where_something_was_hidden() -> None:
    assert visible("a\u202eb") == "a\ufffdb"


def test_towers_of_accents_are_taken_down() -> None:
    tower = "Z" + "\u0301\u0489" * 300 + "!"
    assert plain(tower) == "Z" + "\u0301\u0489" * 2 + "!"
    assert visible(tower) == "Z" + "\u0301\u0489" * 2 + "\ufffd" * 596 + "!"
    assert plain("Việt Nam, ñandú") == "Việt Nam, ñandú"


@pytest.mark.parametrize(
    ("written", "bare"),
    [("Ñandú", "Nandu"), ("n\u0303", "n"), ("coração", "coracao"), ("𝐓𝐫𝐨𝐜𝐡𝐚 ﬁ", "Trocha fi"), ("ø Ł ß", "ø Ł ß")],
)
def test_accents_go(written: str, bare: str) -> None:
    assert without_accents(written) == bare


@given(anything)
def test_without_accents_stays_what_databases_hold(text: str) -> None:
    """Fingerprints, words of the index and keys of lists are made of it, and kept."""
    decomposed = unicodedata.normalize("NFKD", text)
    assert without_accents(text) == "".join(c for c in decomposed if not unicodedata.combining(c))
    assert without_accents(without_accents(text)) == without_accents(text)


def test_shortening_says_how_much() -> None:
    assert shortened("short", 10) == "short"
    assert shortened("x" * 1010, 10) == "x" * 10 + "… (and 1,000 more characters)"


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("latin-1", "Latin-1 or Windows-1252"),
        ("cp1252", "Latin-1 or Windows-1252"),
    ],
)
def test_what_encoding_bytes_look_like(encoding: str, told: str) -> None:
    assert looks_like("name1,año".encode(encoding).decode("utf-8", "surrogateescape")) == told


def test_a_sentence_ends_once() -> None:
    assert [sentence(each) for each in ("timed out", "It ended.", "Why?", "cut…", "")] == [
        "timed out.",
        "It ended.",
        "Why?",
        "cut…",
        "",
    ]


def test_a_label_within_a_sentence_keeps_its_names() -> None:
    assert [within(each) for each in ("Denunciado \u00e0 Justi\u00e7a", "Charged", "")] == [
        "denunciado \u00e0 Justi\u00e7a",
        "charged",
        "",
    ]
