"""Profiles that are said, not linked: 'insta x.y', 'en Facebook como x', '@x' with the platform's word near or left out."""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re
from collections.abc import Iterator

from core.terms import ContactType
from nlp.reading import Reading
from nlp.wording.spreadsheets import FUNCTIONS

Found = Iterator[tuple[ContactType | None, str, int, int]]
"""Type (None: taken, but no contact point), value, offsets."""

_PLATFORMS = (
    (ContactType.TELEGRAM, r"telegram|telegran|tlgrm|telegrm|tele gram|tele|tg|tlg"),
    (ContactType.INSTAGRAM, r"instagram|instagran|insta|inst\.?|igram|ig"),
    (ContactType.TIKTOK, r"tiktok|tik tok|tik-tok|tk|tt"),
    (ContactType.FACEBOOK, r"facebook|facebok|face|fb|feis|feisbuk|messenger"),
)
_PROFILE_WORDS = r"perfil|profile|siguenos|siga"  # of Instagram where no platform is named
_WORDS = [
    (kind, re.compile(rf"\b(?:{words}{'|' + _PROFILE_WORDS if kind is ContactType.INSTAGRAM else ''})\b"))
    for kind, words in _PLATFORMS
]
_LINK = r"(?:\s+(?:es|is|e|canal|channel|usuario|user|contact|contacto|grupo|group|page|pagina|perfil|profile|handle|name|nombre)\b)?"
_NAMES = r"(?P<name>[a-z0-9_][a-z0-9_.]{2,31})"
_SAID = [
    (
        kind,
        re.compile(
            rf"\b(?:{words})(?:\b|(?<=\.)){_LINK}(?:(?P<as>\s+(?:como|as|usuario|user|handle|arroba|at))?(?:\s{{0,2}}[:=\-–/>→(]){{0,2}}\s{{0,2}})(?P<at>@\s?)?{_NAMES}"
        ),
    )
    for kind, words in _PLATFORMS
]
_SAID_BEFORE = [
    (
        kind,
        re.compile(
            rf"(?<![\w@.]){_NAMES},?\s(?:\(|(?:en|no|na|on|in|pelo|via|by|por|de|from)\s(?:el\s|mi\s|meu\s|my\s|the\s)?)(?:{words})\b"
        ),
    )
    for kind, words in _PLATFORMS
]
_RIGHT_BEHIND = [
    (kind, re.compile(rf"\s?\(?(?:en|no|na|on|in|pelo|via|by|por|de)\s(?:el\s|mi\s|meu\s|my\s|the\s)?(?:{words})\b"))
    for kind, words in _PLATFORMS
]
_NO_NAME = re.compile(r"(?:www|t\.me|wa\.me|https?|api)\b|.*\.(?:com|net|org|info|example|me)$|[\d.]+$")
_HANDLE = re.compile(rf"(?<![\w.@])@(?!(?:{FUNCTIONS}|suma|soma)\()\s?([a-z0-9_][a-z0-9_.]{{2,31}})")
_ASKING = re.compile(r"(?:nos|me|te|lo|la|se|us|mos|aqui|ente|mente|ndo)$")  # 'síguenos', 'follow us'
_CAMEL = re.compile(r"[A-Z][a-z]+[A-Z]\w*$")  # 'RutaSegura': no word of any language
_NEAR_TOP = 5_000  # characters in which a trade name is looked for
_REACH = 60  # characters between a platform's word and the handle
_DIRECT = re.compile(r"\b(?:dm|dms|md|direct|directo|inbox|story|stories|historia|historias|reels?|bio|pv|privado)\b")
_PLATFORM = re.compile("|".join(words for _, words in _PLATFORMS) + "|whatsapp")
_HASHTAG = re.compile(r"(?<!\w)#\w")


def said_profiles(reading: Reading) -> Found:
    """Names right behind or before the word of a platform; without '@' they must look like no word of the language."""
    for kind, pattern in _SAID:
        for match in pattern.finditer(reading.folded):
            name = _trimmed(match["name"])
            sure = bool(match["at"]) or (bool(match["as"]) and _small(reading, match.start("name"), name))
            sure = sure or (reading.is_ad and _ends_phrase(reading, match.start("name"), name))
            sure = sure or bool(_CAMEL.match(reading.text, match.start("name"), match.start("name") + len(name)))
            if _is_name(kind, name, sure=sure):
                yield kind, name, match.start("name"), match.start("name") + len(name)
    for kind, pattern in _SAID_BEFORE:
        for match in pattern.finditer(reading.folded):
            if _is_name(kind, _trimmed(match["name"]), sure=False):
                yield kind, _trimmed(match["name"]), match.start("name"), match.end("name")


def marked_profiles(reading: Reading) -> Found:
    """Every '@name' with a platform's word near; in adverts also without one, where its form tells the platform."""
    for written, start, end in at_handles(reading.folded):
        name = written.lstrip("@ ")
        if _is_place(reading, written, start):
            continue
        kind = _platform_near(reading.folded, start, end)
        if kind is None and reading.is_ad:
            kind = _likely_platform(reading.folded, name, start)
        if kind is not None:
            yield kind, name, start, start + len(written)


def _is_place(reading: Reading, written: str, start: int) -> bool:
    """'Blessing @ Havenly Care', '@ Cuenca': behind a space stands where somebody is, if it is written as a name is."""
    name = reading.text[start : start + len(written)].lstrip("@ \u00a0")
    return written[1:2].isspace() and name.istitle() and name.isalpha()


def at_handles(folded: str) -> Iterator[tuple[str, int, int]]:
    """Every '@name' without the full stop behind it, and where the match stands."""
    for match in _HANDLE.finditer(folded):
        name = _trimmed(match[1])
        yield folded[match.start() : match.start(1) + len(name)], match.start(), match.end()


def _trimmed(name: str) -> str:
    return name.strip(".")


def _is_name(kind: ContactType, name: str, *, sure: bool) -> bool:
    if (
        len(name) < 4
        or _NO_NAME.match(name)
        or _PLATFORM.fullmatch(name)
        or (kind is ContactType.TELEGRAM and "." in name)
    ):
        return False
    return sure or bool(re.search(r"[a-z].*[._\d]|_[a-z]", name))


def _ends_phrase(reading: Reading, start: int, name: str) -> bool:
    """'FB: captboy', 'fb /captboy' and names of the text run together ('telegram rutasegura') at the end of a phrase; not
    'Instagram: síguenos'."""
    if len(name) <= 5 or not _small(reading, start, name):
        return False
    before = reading.folded[max(0, start - 2) : start]
    if before.rstrip().endswith(":") or before == " /":
        return not _ASKING.search(name)
    return len(name) >= 8 and _is_run_together(reading.folded, name)


def _is_run_together(folded: str, name: str) -> bool:
    """Whether a name is words of the text without the spaces between them, perhaps with a country's two letters behind."""
    letters = re.sub(r"[\W_]", "", name)
    runs = (re.compile(r"[\W_]{0,3}".join(map(re.escape, each))) for each in (letters, letters[:-2]) if len(each) >= 8)
    return any(re.search(r"\w[\W_]+\w", found.group()) for run in runs for found in run.finditer(folded, 0, _NEAR_TOP))


def _small(reading: Reading, start: int, name: str) -> bool:
    """Whether a name is written in small letters and ends a phrase: not the first word of a trade name."""
    ends = re.match(r"\s?(?:$|[^\w\s]|\n|(?:y|e|o|ou|and|or)\b)", reading.folded[start + len(name) :][:5])
    return bool(ends) and reading.text[start : start + len(name)].islower()


def _platform_near(folded: str, start: int, end: int) -> ContactType | None:
    """The platform that is said right behind the handle ('@x no insta'), else whose word stands nearest before it in its
    line or the line above, or some words after it."""
    for kind, pattern in _RIGHT_BEHIND:
        if pattern.match(folded, end):
            return kind
    before = folded[max(0, start - _REACH) : start]
    best: tuple[int, ContactType] | None = None
    for kind, pattern in _WORDS:
        for match in pattern.finditer(before):
            if best is None or match.start() > best[0]:
                best = (match.start(), kind)
    if best:
        return best[1]
    after = folded[end : end + 24].split("\n", maxsplit=1)[0]
    return next((kind for kind, pattern in _WORDS if pattern.search(after)), None)


def _likely_platform(folded: str, name: str, start: int) -> ContactType:
    """By habit: hashtags go with TikTok, 'DM' and full stops with Instagram, the rest is Telegram's."""
    if len(_HASHTAG.findall(folded[:5000])) >= 2:
        return ContactType.TIKTOK
    direct = _DIRECT.search(folded[max(0, start - _REACH) : start])
    return ContactType.INSTAGRAM if direct or "." in name else ContactType.TELEGRAM
