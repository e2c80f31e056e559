"""From bytes to characters and a tree: encodings that are named wrongly or not at all, and bytes that are no page."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import InputError
from extraction.markup import MAX_BYTES, decode, parse

WORDS = "Año nuevo: la policía detuvo a señores en Iquique, según información del Ministerio"

XHTML = '<?xml version="1.0" encoding="iso-8859-1"?><html xmlns="http://www.w3.org/1999/xhtml"><p>año</p></html>'


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (WORDS.encode(), ""),
        (WORDS.encode(), "text/html; charset=iso-8859-1"),
        (b"\xef\xbb\xbf" + WORDS.encode(), "text/html; charset=latin1"),
        (WORDS.encode("utf-16"), ""),
        (WORDS.encode("utf-16-le"), "text/html"),
        (WORDS.encode("cp1252"), "text/html; charset=windows-1252"),
        (WORDS.encode("cp1252"), "text/html; charset=utf-8"),
        (WORDS.encode("cp1252"), "text/html; charset=klingon"),
        (WORDS.encode("latin-1"), ""),
        (WORDS.encode("iso8859-15"), 'text/html; charset="ISO-8859-15"'),
        (WORDS.encode().decode("cp1252", "replace").replace("\ufffd", "").encode(), ""),
    ],
    ids=[
        "utf-8",
        "header-lies",
        "bom",
        "utf-16",
        "utf-16-bare",
        "header",
        "utf-8-lies",
        "unknown",
        "guess",
        "quoted",
        "twice",
    ],
)
def test_the_words_come_through(body: bytes, content_type: str) -> None:
    assert decode(body, content_type) == WORDS


NAMED = "<p>Detuvieron a Ramón Falsedo Pérez y a doña Ñusta Peña, dijo la Fiscalía. «El año pasado, también»</p>"
SHIFT_JIS = '<meta charset="shift_jis"><meta charset="utf-8">'


def with_nuls(body: bytes) -> bytes:
    """A NUL behind each byte, as UTF-16 would have it."""
    return b"".join(bytes([byte, 0]) for byte in body)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ((SHIFT_JIS + NAMED).encode("cp1252"), ""),
        (NAMED.encode("cp1252"), "text/html; charset=shift_jis"),
        (NAMED.encode("cp1252"), "text/html; charset=gb2312"),
        (NAMED.encode("cp1252"), "text/html; charset=big5"),
        (NAMED.encode("cp1252"), "text/html; charset=koi8-r"),
        (b"\xff\xfe" + NAMED.encode(), ""),
        (b"\xfe\xff" + NAMED.encode("cp1252"), ""),
        (b"\xef\xbb\xbf" + NAMED.encode("cp1252"), ""),
        (with_nuls(NAMED.encode()), ""),
        (with_nuls(b" " * 300) + NAMED.encode(), ""),
        (NAMED.encode() + b" \xff", "text/html; charset=windows-1252"),
        (f"<meta charset=utf-8>{NAMED * 20}".encode() + NAMED.encode("cp1252"), ""),
    ],
    ids=[
        *("two-metas", "shift-jis", "gb2312", "big5", "koi8", "false-bom", "false-bom-be", "false-bom-8"),
        *("nuls", "nuls-first", "one-byte", "pasted"),
    ],
)
def test_a_wrong_label_makes_no_second_name(body: bytes, content_type: str) -> None:
    characters = decode(body, content_type).replace("\x00", "")
    assert NAMED in characters
    assert set(re.findall(r"Ram\S*n Falsedo P\S*rez", characters)) == {"Ramón Falsedo Pérez"}


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("これは日本語の文章です。Aさんが東京で逮捕された。", "shift_jis"),
        ("警方在边境逮捕了三名男子，他们涉嫌用WeChat偷运移民。", "gb18030"),
        ("警方在邊境逮捕了三名男子，他們涉嫌用LINE偷運移民。", "big5"),
        ("경찰은 국경에서 SNS로 이민자를 밀입국시킨 혐의로 세 명을 체포했다.", "euc-kr"),
        ("Полиция задержала трёх мужчин, IT-специалистов, на границе.", "windows-1251"),
        ("Łódź: żółć gęślą jaźń, powiedział rzecznik straży granicznej", "iso-8859-2"),
    ],
)
def test_what_is_labelled_rightly_is_read_as_it_is_labelled(text: str, encoding: str) -> None:
    assert decode((text * 5).encode(encoding), f"text/html; charset={encoding}") == text * 5


def test_a_meta_element_names_the_encoding() -> None:
    page = f'<html><head><meta charset="iso-8859-2"></head><body><p>{"Łódź żółć " * 5}</p></body></html>'
    assert "Łódź" in parse(page.encode("iso-8859-2")).tree.text_content()


def test_a_page_cut_in_the_middle_of_a_character_stays_utf_8() -> None:
    body = f'<html><head><meta charset="utf-8"></head><body>{WORDS * 9} ñ'.encode()[:-1]
    assert WORDS in parse(body).tree.text_content()


@pytest.mark.parametrize("body", [b"%PDF-1.7\n%...", b"\x89PNG\r\n\x1a\n....", b"\x00" * 500, b"\x00\x01\x02\xff" * 90])
def test_what_is_no_page_says_so_and_names_it(body: bytes) -> None:
    with pytest.raises(InputError, match=r"saved/a\.html"):
        parse(body, name="saved/a.html")


def test_too_large_a_body_is_refused() -> None:
    with pytest.raises(InputError, match="too many"):
        parse(b"a" * (MAX_BYTES + 1))


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"", ""),
        (b"<!-- nothing -->", ""),
        (b"<p>uno<p>dos", "unodos"),
        (b"u\x00n\x00o <b>d\x00os</b>", "uno dos"),
        (b"<html><frameset><frame src=a></frameset></html>", ""),
        (XHTML.encode("latin-1"), "año"),
    ],
)
def test_broken_pages_are_trees(body: bytes, text: str) -> None:
    tree = parse(body).tree
    assert tree.tag == "html"
    assert tree.text_content() == text


def test_text_without_markup_is_paragraphs() -> None:
    markup = parse("Primera línea.\r\n\r\nSegunda: 1 < 2 & 3.".encode(), content_type="text/plain")
    assert markup.plain
    assert [p.text for p in markup.tree.iter("p")] == ["Primera línea.", "Segunda: 1 < 2 & 3."]


@given(st.binary(max_size=400), st.text(max_size=30))
def test_any_bytes_give_a_tree_or_an_input_error(body: bytes, content_type: str) -> None:
    try:
        markup = parse(body, content_type=content_type)
    except InputError:
        return
    assert markup.tree.tag == "html"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=200))
def test_utf_8_is_read_as_it_is(text: str) -> None:
    if "Ã" in text or "â" in text or "Â" in text or text.startswith("\ufeff"):
        return
    assert decode(b"." + text.encode()) == "." + text


@pytest.mark.parametrize("apart", [" {}", "/{}", " {}='>'", '{}=""', ' " {}'])
def test_thousands_of_attributes_are_not_compared_with_one_another(apart: str) -> None:
    """libxml2 would, and 600,000 of them hold a worker for many minutes."""
    swarm = "".join(apart.format(f"a{n:05}") for n in range(12_000))
    tree = parse(f"<html><body><p class=x>uno</p><p {swarm}>dos</p></body></html>".encode()).tree
    assert [(element.text, len(element.attrib)) for element in tree.iter("p")] == [("uno", 1), ("dos", 0)]


@pytest.mark.parametrize("value", [f"data:image/png;base64,{'AAAA' * 20_000}", "a b > c " * 10_000])
def test_a_long_value_is_kept(value: str) -> None:
    tree = parse(f'<html><body><img alt="x" src="{value}"><p>uno</p></body></html>'.encode()).tree
    assert tree.find(".//img").get("src") == value
