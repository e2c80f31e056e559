"""From bytes to a tree: which characters they are, and which elements those make, however broken the page is.

Servers and pages misname their encoding daily. The order of trust: byte order mark, then whether the bytes are valid
UTF-8 (text of another encoding hardly ever is by chance), then the header, then the page's own <meta>, then a guess.
What that gives is held against the others where it has signs within its words that no writer set there.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

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
_MOST_DECLARED = 4  # encodings of one page that are tried
_FAR = "\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\uf8ff\uff00-\uffdc"  # of East Asia, and letters of nobody
_WRONG = re.compile(f"[\ufffd{_FAR}]|(?<=[a-z])[\u0370-\u1fff]|[\u0370-\u1fff](?=[a-z])", re.IGNORECASE)
_ACCENTED = "ÁÀÂÃÄÇÉÈÊËÍÏÑÓÔÕÖÚÜáàâãäçéèêëíïñóôõöúü"
_STRANGE = re.compile(rf"{_MOJIBAKE.pattern}|[{_ACCENTED}]{{3,}}|[^\x00-\x7f\xa0¡ª«\xad°·º»¿{_ACCENTED}‘’“”–—…•€]")

_PLAIN_ELEMENTS = etree.ElementDefaultClassLookup(
    element=HtmlElement, comment=HtmlComment, pi=HtmlProcessingInstruction
)
"""No classes of their own for forms: lxml asks Python for the class of every element that is touched, else nobody."""


@dataclass(frozen=True, slots=True)
class Markup:
    """A page as characters and as a tree. `tree` is the <html> element; `plain` says that there was no markup."""

    tree: HtmlElement
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
    characters = decode(body, content_type)
    characters = _XML_DECLARATION.sub("", characters.replace("\x00", ""))
    kept = _UNREADABLE.sub("", characters)
    if len(body) > 64 and characters.count("\ufffd") + len(characters) - len(kept) > len(characters) // 4:
        raise InputError(f"{name}: this is no text in any known encoding.", remedy="Give the HTML of a page.")
    characters = kept
    plain = not _MARKUP.search(characters, 0, 200_000)
    if plain and "text/plain" not in content_type.lower():
        plain = not _ANY_TAG.search(characters, 0, 200_000)
    return Markup(_plain_tree(characters) if plain else _tree(characters), plain, len(characters))


def decode(body: bytes, content_type: str = "") -> str:
    """The characters of a body. Never raises: what doesn't fit becomes U+FFFD."""
    bom, wide = next(((bom, name) for bom, name in _BOMS if body.startswith(bom)), (b"", ""))
    body = body[len(bom) :]
    wide = wide.removeprefix("utf-8") or _utf16_without_bom(body)
    if wide:
        return _best(_mended(body.decode(wide, "replace")), body, content_type)
    try:
        return _mended(body.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    encoding = next(_declared(body, content_type), "")
    if encoding == "utf-8":  # it is not valid UTF-8: a few broken characters, or a wrong label
        attempt = body.decode("utf-8", "replace")
        if attempt.count("\ufffd") * 20 < sum(byte > 127 for byte in body):
            return body.decode("utf-8", _BYTE_BY_BYTE)
        encoding = ""
    encoding = encoding or detect_encoding(body) or "windows-1252"
    try:
        return _best(_mended(body.decode(encoding, "replace")), body, content_type)
    except LookupError:
        return _mended(body.decode("windows-1252", "replace"))


def _best(characters: str, body: bytes, content_type: str) -> str:
    """What was decoded, unless signs stand within its words that no writer set there and another encoding has less than
    half as many: a wrong label makes another name of every name with an accent, and each would be somebody else."""
    if not _WRONG.search(characters):
        return characters
    least = _strange(characters)
    bare = body.replace(b"\x00", b"")
    for other in dict.fromkeys((*islice(_declared(body, content_type), _MOST_DECLARED), "utf-8", "windows-1252")):
        try:
            attempt = _mended(bare.decode(other, "replace"))
        except LookupError:
            continue
        strange = _strange(attempt)
        if 2 * strange < least:
            characters, least = attempt, strange
    return characters


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """What is no UTF-8 in a page of it was mostly pasted from elsewhere; what is cut off at the end is no letter."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    if error.reason == "unexpected end of data":
        return "\ufffd", error.end
    return error.object[error.start : error.end].decode("windows-1252", "replace"), error.end


_BYTE_BY_BYTE = "almenara-windows-1252"
codecs.register_error(_BYTE_BY_BYTE, _as_windows_1252)


def _strange(characters: str) -> int:
    """Signs that texts in Spanish, Portuguese and English hardly have."""
    return sum(len(found) for found in _STRANGE.findall(characters))


def _utf16_without_bom(body: bytes) -> str:
    head = body[:400]
    if len(head) < 4 or head.count(0) < len(head) // 3:
        return ""
    return "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"


def _declared(body: bytes, content_type: str) -> Iterator[str]:
    """The encodings that are stated, the one to trust most first."""
    metas = _META_CHARSET.finditer(body, 0, 65536)
    for found in (_HEADER_CHARSET.search(content_type), *islice(metas, _MOST_DECLARED), _XML_CHARSET.match(body)):
        if found is None:
            continue
        label = found[1].decode("ascii", "ignore") if isinstance(found[1], bytes) else found[1]
        name = map_encoding_to_html5(label.lower(), fallback_utf8=False)
        if name and not name.startswith("utf-16"):  # readable as bytes, so it was no UTF-16
            yield str(name)


def _mended(characters: str) -> str:
    """Undo UTF-8 that was read as windows-1252 and encoded again ("Ã©" for "é"), where that is what happened."""
    # Single characters are sought first: a search for the euro takes a tenth of that for two together.
    if not ("Ã" in characters or "Â" in characters or ("€" in characters and "â€" in characters)):
        return characters
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
