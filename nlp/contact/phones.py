"""Telephone and WhatsApp numbers of a document, in E.164 with the right country.

Form is not enough: prices, dates, identity numbers and case numbers have it too. A number without a calling code needs a
word or a sign of the telephone near it, or stands in an advert and has the form of a mobile number.
"""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from core.records import ContactPoint
from core.terms import ContactOwner, ContactType, Language
from nlp.contact.digits import NumberRun, Unit, number_runs
from nlp.contact.numbering import international, is_mobile, local, unmistakable
from nlp.gazetteer.places import Place
from nlp.reading import Reading

_WHATSAPP_WORDS = r"whats\w*|wh?ats|watsapp?|wass?app?|wassa|wasap|wasa|wsapp?|wssapp?|wtsapp?|wtspp?|wts|wuass?app?|guass?app?|guats|guatsapp?|wsp|wpp|wapp|wa|zapp?|zapzap"
"""As it is written; 'was' is an English word."""
_CUE = re.compile(
    rf"(?:\b(?:{_WHATSAPP_WORDS}|"
    r"tel|tels|telf|tlf|tfno|fono|fone|phone|phones|telefono|telefonos|telefone|telefones|telephone|telephones|cel|celular|celulares|movil|fixo|fijo|landline|telemovel|telemoveis|telem|tlm|mobiles?|cells?|cellphones?|"
    r"moviles|what|wp|llam\w*|mar[ck]\w+|liga\w*|ligu\w*|call|calling|"
    r"text|sms|contact\w*|contat\w*|escrib\w*|escreva\w*|info|informes|informacoes|informacion|numero|numeros|number|"
    r"numbers|linea|linha|line|hotline|helpline|mensaje|mensajes|message|msg|dial|disque|interno|inbox|reservas|consultas|comunic\w*|fale|chama|chame|viber|signal|telegram|imo)\b|"
    r"[\u260e\U0001f4de\U0001f4f1\U0001f4f2\U0001f919\U0001f4ac])"
)
_ASKED_FOR = re.compile(r"\b(?:txt|ring|link|ask|pregunt\w+|habl(?:ar|e|a|en)|fal(?:ar|e|a)|agreg\w+)\b")
"""How an advert sends people to somebody, whose number follows, whole."""
_WHATSAPP = re.compile(rf"\b(?:{_WHATSAPP_WORDS})\b")
_DENIED = re.compile(r"\b(?:(?:nao|not|sem|sin)(?: (?:e|es|tem|is|por|no))?|no (?:es|tiene|tengo|por|por el)) $")
_NOT_A_NUMBER = re.compile(
    r"(?:\b(?:rut|dni|rg|ci|c\.i|cedula|cpf|cnpj|nit|ruc|rif|curp|nie|nif|id|expediente|causa|folio|radicado|rol|rit|ruc|ley|lei|"
    r"law|decreto|oficio|km|cep|cp|placa|placas|matricula|registro|rnt|oab|licencia|licenca|ref|codigo|code|guia|vuelo|flight|voo|case|docket|"
    r"resolucion|pasaporte|passaporte|passport|(?<!no )cuenta|(?<!nao )conta|account|iban|cbu|clabe|lote|serie|sku|isbn|issn|modelo|processo|inscricao|inquerito"
    r"|bi|b\.i|nuit|nin|bvn|ssn|ine|dpi|dui|tin|trn|national insurance|social security|identity|identificacion|identificacao|cartao de cidadao|titulo|identity card|id card|driver'?s licen[cs]e|carnet"
    r"|ni(?= (?:number|no\b)))(?: de (?:ciudadania|identidad|identidade|extranjeria|cidadao|cidadania))?(?: card)?(?:[\s:,]{1,2}(?:numeros?|num|nro|number|no|n\.?o|n)\b)?"
    r"|[$€£]|\b(?:us|usd|cop|clp|pen|mxn|brl|eur|aoa|akz|kz|mzn|ngn|ghs|ves|xof|xaf|gyd|jmd|ttd|gbp))[\s.:#°ºn-]{0,5}$"
)
_MONEY_AFTER = re.compile(
    r"^\s{0,2}(?:de )?(?:%|€|pesos|dolares|dollars|soles|reais|euros|usd|cop|clp|mxn|millones|millon|milhoes|million|km|kg|m2|mts"
    r"|kwanzas?|akz|kz|aoa|metica(?:l|is)|mzn|nairas?|ngn|cedis?|ghs|bolivares|bs(?!\.? ?as\b)|ves|guaranies|guaranis|quetzales|lempiras|colones|cordobas|gourdes|bolivianos|balboas"
    r"|dirhams?|dirhames|dinar(?:s|es)?|francos?|francs?|cfa|fcfa|xof|xaf|rands?|shillings?|xelins|chelines|birr|libras|pounds|gbp|rupias|rupees|takas?|yuan(?:es|s)?|iuanes|escudos|cve|dobras|dalasis?|liras)\b"
)
_NO_PAPER = re.compile(
    r"\b(?:sin|sem|without|ni|nem|no (?:te |le |les |se |you |pedimos|need|necesit\w+|hace falta|requier\w+|importa)(?:piden?|exig\w+|pid\w+)?|nao (?:te |se |precis\w+|ped\w+|exig\w+)(?:pedem?|exig\w+)?|(?:don['’]t|do not) need)(?: (?:ni|nem|or|o|ou|el|la|tu|su|seu|sua|your|an?|any|un|una|um|uma|de|of|[\w]+,)){0,4} ?$"
    r"|\b(?:sac(?:amos|o|a)|tramit\w+|tir(?:amos|o)|emit\w+|conseg\w+|gestion\w+|hacemos|fazemos|arregl\w+|arranj\w+|vend\w+|ofrec\w+|get you|we (?:make|get|sell|arrange)|we['’]ll get)(?: (?:el|la|tu|su|te|o|a|seu|sua|your|an?|the|un|una|um|uma)){0,3} $"
    r"|\b(?:sol[oa]|solamente|so|apenas|only|just|basta|alcanza)(?: (?:con|com|with))?(?: (?:el|la|tu|su|o|a|seu|sua|teu|tua|your|an?|the)){0,2} $"
)
"""Before a paper in an advert: one that is not asked for, or is offered, or all that is needed, and bears no number."""
_NO_PAPER_AT_ALL = re.compile(r"\bno $")  # Portuguese 'no' is 'in the'
_IDENTITY = re.compile(
    r"(?:dni|rg|ci|c\.i|cedula|cpf|curp|nie|nif|id|licencia|licenca|pasaporte|passaporte|passport|bi|b\.i|nin|ssn|ine|dpi|dui|national insurance|social security|identity|identificacion|identificacao|cartao de cidadao|titulo|driver|carnet)\b"
)
_TELEPHONE = re.compile(
    rf"(?:\b(?:{_WHATSAPP_WORDS}|tel|tels|telf|tlf|telefonos?|telefones?)\b|\b(?:phones?|celular(?:es)?|cel|movil|telemovel|mobile|cell) ?[:.#]|[\u260e\U0001f4de\U0001f4f1\U0001f4f2])[\s.:#°º-]{{0,5}}$"
)
"""Right before figures these say that they are a telephone's, whatever stands behind; a 'celular' without a colon may be sold."""
_DATE = re.compile(
    r"\b(?:(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2])[/.-](?:19|20)?\d{2}|(?:19|20)\d{2}[/.-](?:0?[1-9]|1[0-2])[/.-](?:0?[1-9]|[12]\d|3[01]))\b"
)
_THOUSANDS = re.compile(r"^\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{2})?$")
_YEARS = re.compile(r"^(?:19|20)\d{2}\s*[-–/]\s*(?:19|20)\d{2}$")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_FREE = "0800"
"""A line without charge wherever Spanish or Portuguese is spoken; in Nigeria a telephone's."""
_CUE_REACH = 60
_LONGEST_ROW = 60  # units; longer rows of figures are tables or made to keep a reader busy
_MOST_UNITS = 15  # E.164 has at most 15 digits


def find_phones(reading: Reading, taken: list[tuple[int, int]]) -> Iterator[ContactPoint]:
    """Every number with its type; `taken` are offsets of links and addresses, whose figures are no numbers."""
    common = _regions(reading)
    covered = bytearray(len(reading.text))
    for start, end in taken:
        covered[start:end] = b"\1" * (end - start)
    for run in number_runs(reading.text, reading.folded):
        if len(run.units) <= _LONGEST_ROW and not any(covered[run.start : run.end]):
            yield from _numbers_of(run, reading, common)


def _regions(reading: Reading) -> tuple[str, ...]:
    """Countries to read a local number by: the document's own, then those it names, most often first."""
    named: Counter[str] = Counter()
    for span in reading.doc.spans["places"]:
        places: tuple[Place, ...] = span._.places
        if len(places) == 1 and not places[0].common:
            named.update(places[0].countries)
    return tuple(dict.fromkeys([reading.document.country, *(code for code, _ in named.most_common())]))


def _numbers_of(run: NumberRun, reading: Reading, regions: tuple[str, ...]) -> Iterator[ContactPoint]:
    """The numbers in a run, longest first from the left: '300 000 0017 / 300 000 0018' holds two."""
    index = 0
    while index < len(run.units):
        for end in range(min(len(run.units), index + _MOST_UNITS), index, -1):
            group = run.units[index:end]
            value = _value(group, run, reading, regions, plus=run.plus and index == 0)
            if value:
                start = run.start if index == 0 else group[0].start
                yield _point(value, (start, group[-1].end), reading)
                index = end
                break
        else:
            index += 1


def _value(
    group: tuple[Unit, ...], run: NumberRun, reading: Reading, regions: tuple[str, ...], *, plus: bool
) -> str | None:
    digits = "".join(unit.digits for unit in group)
    if not 7 <= len(digits) <= 15:
        return None
    start, end = group[0].start, group[-1].end
    if plus:
        return international(digits, surely=True)
    cue = _has_cue(reading, start, end)
    if _looks_otherwise(reading, start, end, cue=cue):
        return None
    if digits.startswith("00") and (value := international(digits[2:], surely=True)):
        return value
    if not cue and not reading.is_ad:
        return None
    whole = len(group) == len(run.units) and reading.is_ad and _ASKED_FOR.search(_line_before(reading, start))
    near = _country_before(reading, start)
    own = reading.document.country
    home = (near, own) if near else (own,)
    return (
        local(digits, home, mobile_only=not (cue or whole))
        or international(digits, surely=False)
        or local(digits, [code for code in regions if code not in home], mobile_only=True)
        or (None if digits.startswith(_FREE) and reading.language is not Language.ENGLISH else unmistakable(digits))
    )


def _looks_otherwise(reading: Reading, start: int, end: int, *, cue: bool) -> bool:
    """Whether the figures are a date, a sum of money, a span of years or the number of a thing."""
    written = reading.text[start:end]
    before, after = reading.folded[max(0, start - 80) : start], reading.folded[end : end + 16]
    paper = _NOT_A_NUMBER.search(before, max(0, len(before) - 48))
    if paper and not (reading.is_ad and _bears_no_number(reading, before, paper)):
        return True
    if _MONEY_AFTER.match(after) and not _TELEPHONE.search(before):
        return True
    if _DATE.fullmatch(written) or _YEARS.match(written) or (not cue and _DATE.search(written)):
        return True
    return not cue and bool(_THOUSANDS.match(written))


def _bears_no_number(reading: Reading, before: str, paper: re.Match[str]) -> bool:
    """Whether a paper of identity is one that nobody needs, or that the advert offers."""
    if _IDENTITY.match(paper.group()) is None:
        return False
    denied = reading.language is not Language.PORTUGUESE and _NO_PAPER_AT_ALL.search(before, 0, paper.start())
    return bool(denied or _NO_PAPER.search(before, 0, paper.start()))


def _line_before(reading: Reading, start: int) -> str:
    begin = max(0, start - _CUE_REACH, reading.folded.rfind("\n", 0, start) + 1)
    return reading.folded[begin:start]


def _has_cue(reading: Reading, start: int, end: int) -> bool:
    """A word or sign of the telephone in the same line just before, at the end of the line above, or just after."""
    if _CUE.search(_line_before(reading, start)):
        return True
    above = reading.folded[max(0, start - 30) : start].rstrip()
    after = reading.folded[end : end + 24].split("\n")[0]
    return bool(re.search(_CUE.pattern + r"\W*$", above) or _CUE.search(after))


def _country_before(reading: Reading, start: int) -> str | None:
    """The country that a flag or a name right before the number gives it: 'Perú: 900 000 012'."""
    begin = max(0, start - 25, reading.text.rfind("\n", 0, start) + 1)
    flags = _FLAG.findall(reading.text[begin:start])
    if flags:
        return "".join(chr(ord(c) - 0x1F1E6 + ord("A")) for c in flags[-1])
    near = [s for s in reading.doc.spans["places"] if begin <= s.start_char and s.end_char <= start]
    if near and re.fullmatch(r"[\s:()\-–.]*", reading.text[near[-1].end_char : start]):
        place: Place = near[-1]._.places[0]
        return place.countries[0] if place.kind == "country" else None
    return None


def _says_whatsapp(words: str) -> bool:
    """Whether the words beside a number give it as one of WhatsApp: not 'não é zap, é ligação'."""
    return any(not _DENIED.search(words, 0, found.start()) for found in _WHATSAPP.finditer(words))


def _point(value: str, place: tuple[int, int], reading: Reading) -> ContactPoint:
    start, end = place
    if reading.text[start - 1 : start] == "(" and ")" in reading.text[start:end]:
        start -= 1  # '(11) 90000-0031' is shown as it is written
    line_before = re.split(r"\d{5,}", _line_before(reading, start))[-1]
    after = reading.folded[end : end + 24].split("\n")[0]
    after = re.split(r"\d|\b(?:tel|cel|llam)", after)[0]
    whatsapp = (_says_whatsapp(line_before) or _says_whatsapp(after)) and is_mobile(value)
    return ContactPoint(
        type=ContactType.WHATSAPP if whatsapp else ContactType.PHONE,
        value=value,
        owner=ContactOwner.OTHER,
        as_written=reading.text[start:end],
        span=reading.span(start, end),
    )
