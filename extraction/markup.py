"""From bytes to a tree: which characters they are, and which elements those make, however broken the page is.

Servers and pages misname their encoding daily. The order of trust: byte order mark, then whether the bytes are valid
UTF-8 (text of another encoding hardly ever is by chance), then the header, then the page's own <meta>, then a guess.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlComment, HtmlElement, HTMLParser, HtmlProcessingInstruction, document_fromstring
from resiliparse.parse.encoding import detect_encoding, map_encoding_to_html5

from core.errors import InputError
from extraction.traps import flattened, without_swarms, words_alone

MAX_BYTES = 32 * 2**20
"""The largest body that is read; the crawl's own limit lies below it."""

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_NOT_TEXT = (
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"RIFF",
    b"\x00\x00\x00",
    b"MZ",
)
_META_CHARSET = re.compile(rb"""<meta\b[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""")
_HEADER_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,400}\?>")
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_MARKUP = re.compile(r"<(?:!doctype|html|head|body|title|meta|div|p|article|table|a|span|br|h[1-6]|ul|section)\b", re.I)
_ANY_TAG = re.compile(r"<!--|</?[a-z][a-z0-9]{0,15}(?:\s[^<>]{0,200})?/?>", re.IGNORECASE)
_MOJIBAKE = re.compile("Ã[\u0080-¿¡-ÿ€-™]|â€[œ\u009d™“”˜¦]|Â[¿¡«»°ºª]")

_PLAIN_ELEMENTS = etree.ElementDefaultClassLookup(
    element=HtmlElement, comment=HtmlComment, pi=HtmlProcessingInstruction
)
"""No classes of their own for forms: lxml asks Python for the class of every element that is touched, else nobody."""


@dataclass(frozen=True, slots=True)
class Markup:
    """A page as characters and as a tree. `tree` is the <html> element; `plain` says that there was no markup."""

    tree: HtmlElement
    encoding: str
    plain: bool
    size: int  # characters


def parse(body: bytes, *, content_type: str = "", name: str = "the page") -> Markup:
    """The tree of a page; an empty body gives an empty tree.

    Raises:
        InputError: the bytes are no text (an image, a PDF, an archive), or too many.
    """
    if len(body) > MAX_BYTES:
        raise InputError(f"{name}: {len(body):,} bytes are too many for a page.", remedy=f"At most {MAX_BYTES:,}.")
    start = body[:8]
    if any(start.startswith(magic) for magic in _NOT_TEXT) and not start.startswith(_BOMS[1][0]):
        raise InputError(f"{name}: this is no web page but binary data.", remedy="Give the HTML of a page.")
    characters, encoding = decode(body, content_type)
    characters = _XML_DECLARATION.sub("", characters.replace("\x00", ""))
    kept = _UNREADABLE.sub("", characters)
    if len(body) > 64 and characters.count("\ufffd") + len(characters) - len(kept) > len(characters) // 4:
        raise InputError(f"{name}: this is no text in any known encoding.", remedy="Give the HTML of a page.")
    characters = kept
    plain = not _MARKUP.search(characters, 0, 200_000)
    if plain and "text/plain" not in content_type.lower():
        plain = not _ANY_TAG.search(characters, 0, 200_000)
    return Markup(_plain_tree(characters) if plain else _tree(characters), encoding, plain, len(characters))


def decode(body: bytes, content_type: str = "") -> tuple[str, str]:
    """The characters of a body and the encoding that was used. Never raises: what doesn't fit becomes U+FFFD."""
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(encoding, "replace"), encoding
    wide = _utf16_without_bom(body)
    if wide:
        return body.decode(wide, "replace"), wide
    try:
        return _mended(body.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        pass
    encoding = _declared(body, content_type)
    if encoding == "utf-8":  # it is not valid UTF-8: a few broken characters, or a wrong label
        attempt = body.decode("utf-8", "replace")
        if attempt.count("\ufffd") * 20 < sum(byte > 127 for byte in body):
            return attempt, "utf-8"
        encoding = ""
    encoding = encoding or detect_encoding(body) or "windows-1252"
    try:
        return body.decode(encoding, "replace"), encoding
    except LookupError:
        return body.decode("windows-1252", "replace"), "windows-1252"


def _utf16_without_bom(body: bytes) -> str:
    head = body[:400]
    if len(head) < 4 or head.count(0) < len(head) // 3:
        return ""
    return "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"


def _declared(body: bytes, content_type: str) -> str:
    stated = (_HEADER_CHARSET.search(content_type), _META_CHARSET.search(body, 0, 65536), _XML_CHARSET.match(body))
    for found in stated:
        if found is None:
            continue
        label = found[1].decode("ascii", "ignore") if isinstance(found[1], bytes) else found[1]
        name = map_encoding_to_html5(label.lower(), fallback_utf8=False)
        if name and not name.startswith("utf-16"):  # readable as bytes, so it was no UTF-16
            return str(name)
    return ""


def _mended(characters: str) -> str:
    """Undo UTF-8 that was read as windows-1252 and encoded again ("Ã©" for "é"), where that is what happened."""
    broken = len(_MOJIBAKE.findall(characters))
    if broken < 3:
        return characters
    pieces = re.split(r"((?:[\u0080-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]){2,})", characters)
    mended = "".join(_mended_run(piece) for piece in pieces)
    return mended if len(_MOJIBAKE.findall(mended)) * 4 < broken else characters


def _mended_run(run: str) -> str:
    if not run or run.isascii():
        return run
    try:
        return bytes(_as_byte(character) for character in run).decode("utf-8")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return run


def _as_byte(character: str) -> int:
    """The byte that windows-1252 writes for a character; its five holes stand for themselves."""
    return ord(character) if ord(character) < 256 else character.encode("windows-1252")[0]


def _tree(characters: str) -> HtmlElement:
    """The tree of a page. The parser leaves a page where elements lie too deep: it is flattened then, and where that
    does not help, read as what stands between its tags."""
    characters = without_swarms(characters)
    tree, is_whole = _parsed(characters)
    if not is_whole:
        tree, is_whole = _parsed(flattened(characters))
    return tree if is_whole else _plain_tree(words_alone(characters))


def _parsed(characters: str) -> tuple[HtmlElement, bool]:
    """The tree, and whether the parser came to the end of the page."""
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(_PLAIN_ELEMENTS)
    try:
        tree = document_fromstring(characters.encode("utf-8"), parser=parser, ensure_head_body=False)
    except (etree.ParserError, etree.XMLSyntaxError):  # no element at all
        return _plain_tree(""), True
    last = parser.error_log.last_error
    is_whole = last is None or last.type != etree.ErrorTypes.ERR_RESOURCE_LIMIT
    if tree.tag != "html":
        root = HtmlElement()
        root.tag = "html"
        root.append(tree)
        return root, is_whole
    return tree, is_whole


def _plain_tree(characters: str) -> HtmlElement:
    """A text without markup, one <p> a paragraph."""
    root = document_fromstring("<html><body></body></html>")
    for paragraph in re.split(r"\r\n|\r|\n", characters):
        if paragraph.strip():
            element = etree.SubElement(root[0], "p")
            element.text = paragraph.strip()
    return root
