"""The numbers of papers, of firms and of files, which have the form of telephones: CPF, CNPJ, RUT, NIT, RUC, CUIT, DNI.

They are told by the word before them, by how they are grouped, or by their check digits.
"""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from stdnum.br import cnpj, cpf
from stdnum.cl import rut

from core.terms import Language
from nlp.contact.numbering import local
from nlp.contact.phone_words import TELEPHONE
from nlp.reading import Reading

_NOT_A_NUMBER = re.compile(
    r"(?:\b(?:rut|dni|rg|ci|c\.i|cedula|cpf|cnpj|nit|ruc|rif|curp|nie|nif|id|expediente|causa|folio|radicado|rol|rit|ruc|ley|lei|"
    r"law|decreto|oficio|km|cep|cp|placa|placas|matricula|registro|rnt|oab|licencia|licenca|ref|codigo|code|guia|vuelo|flight|voo|case|docket|"
    r"resolucion|pasaporte|passaporte|passport|(?<!no )cuenta|(?<!nao )conta|account|iban|cbu|clabe|lote|serie|sku|isbn|issn|modelo|processo|inscricao|inquerito"
    r"|bi|b\.i|nuit|nin|bvn|ssn|ine|dpi|dui|tin|trn|national insurance|social security|identity|identificacion|identificacao|cartao de cidadao|titulo|identity card|id card|driver'?s licen[cs]e|carnet"
    r"|ni(?= (?:number|no\b)))(?: de (?:ciudadania|identidad|identidade|extranjeria|cidadao|cidadania))?(?: card)?(?:[\s:,]{1,2}(?:numeros?|num|nro|number|no|n\.?o|n)\b)?"
    r"|[$€£][sd]?|\b(?:us|usd|cop|clp|pen|mxn|brl|eur|aoa|akz|kz|mzn|ngn|ghs|ves|xof|xaf|gyd|jmd|ttd|gbp))[\s.:#°ºn-]{0,5}$"
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
_PAPER = (
    r"rut|dni|r\.?g|c\.?i|c\.?c|cedula|cpf|cnpj|nit|ruc|rif|curp|nie|nif|cuit|cuil|rfc|cadastur|pis|pasep|nis|cnh|renavam|creci|crea|antt|embratur|usdot|rne|c?rnm|rnt|nuit|nin|bvn|ssn|ein|tin|trn|ine|dpi|dui|"
    r"licencia|licenca|pasaporte|passaporte|passport|carnet|(?:cedula|carnet|cartao|carteira|tarjeta|documento|registro) (?:de|do|nacional de) (?:ciudadania|identidad|identidade|extranjeria|cidadao|turismo|conducir|motorista|trabalho)|"
    r"matricula mercantil|national insurance|social security|identificacion|identificacao|identity card|id card|driver'?s licen[cs]e"
)
_SAYS = (
    r"(?:[ \t:,(]{1,2}(?:de (?:ciudadania|identidad|identidade|extranjeria|conducir|cidadao)|(?:numeros?|num|nro|number|no|n\.?o|n)\b\.?|e|es|is|card|sob o|bajo el|con el|"
    r"d[oa] (?:titular|empresa|firma|agencia)|del titular|de la (?:empresa|agencia)|empresa|titular)(?!\w)){0,3}(?:[ \t:#°º)\-]|:\n){1,5}"
)
_FIGURES = r"(?:[a-z]{1,2}[.\-]?)?\d+(?:[.\-]\d+)*"
_OF_PAPER = re.compile(rf"(?<!\w)(?P<paper>{_PAPER}){_SAYS}(?P<number>{_FIGURES})(?!\w)")
_GOES_ON = re.compile(r"[ \xa0]\d+(?:[.\-/]\d+)*(?!\w)")
_FEWEST = 7  # digits of such a number; fewer go on behind a blank: 'DNI 31 234 567'

_FREE, _ENDS = r"(?<!\w)(?<!\d[.,/\-])(?<!\+)", r"(?!\w)(?![.\-/]\d)"
_GROUPED = re.compile(
    rf"{_FREE}(?:\d{{2}}[. ]?\d{{3}}[. ]?\d{{3}} ?/ ?\d{{4}} ?- ?\d{{2}}"  # CNPJ
    r"|\d{3}\.\d{3}\.\d{3}-\d{2}"  # CPF
    r"|\d{3}\.\d{5}\.\d{2}-\d"  # PIS
    r"|\d{2}\.\d{6}\.\d{2}\.\d{4}-\d"  # CADASTUR
    r"|\d{7}-\d{2}\.\d{4}\.\d\.\d{2}\.\d{4}|\d{5}\.\d{6}/\d{4}-\d{2}"  # files of Brazil's courts and offices
    rf"){_ENDS}"
)
_GROUPED_LOOSELY = re.compile(
    rf"{_FREE}(?:\d{{1,2}}\.\d{{3}}\.\d{{3}}-[\dkx]"  # RUT, RG, cédula of Uruguay
    r"|[89]\d{2}\.\d{3}\.\d{3}-\d"  # NIT
    r"|(?:2[03-7]|3[034])-\d{8}-\d"  # CUIT
    r"|[vejpg]-?\d{1,2}\.?\d{3}\.?\d{3}(?:-?\d)?"  # RIF
    rf"){_ENDS}"
)
"""Unless a word of the telephone stands right before."""
_BARE = re.compile(rf"{_FREE}(?P<digits>\d{{11}}|\d{{14}}|\d{{7,8}}-[\dk]){_ENDS}")


def papers(reading: Reading) -> Iterator[tuple[int, int]]:
    """Offsets of the numbers of papers and firms in the reading's text, in no order."""
    folded = reading.folded
    for match in _GROUPED.finditer(folded):
        yield match.span()
    for match in _GROUPED_LOOSELY.finditer(folded):
        if not TELEPHONE.search(folded[max(0, match.start() - 48) : match.start()]):
            yield match.span()
    for match in _BARE.finditer(folded):
        if _has_check_digits(reading, match["digits"]):
            yield match.span()
    for match in _OF_PAPER.finditer(folded):
        before = folded[max(0, match.start() - 80) : match.end("paper")]
        if not (reading.is_ad and _is_not_needed(reading, before, len(before) - len(match["paper"]))):
            yield match.start("number"), _end(folded, match)


def _end(folded: str, match: re.Match[str]) -> int:
    """Where a number ends that stands behind the word for its paper."""
    end, digits = match.end("number"), _digits(match["number"])
    while digits < _FEWEST and (more := _GOES_ON.match(folded, end)):
        end, digits = more.end(), digits + _digits(more.group())
    return end


def _digits(written: str) -> int:
    return sum(character.isdigit() for character in written)


def _has_check_digits(reading: Reading, written: str) -> bool:
    """Whether figures that nothing tells of are a paper's of that country by their own check digits."""
    country = reading.document.country
    if "-" in written:
        return country == "CL" and bool(rut.is_valid(written))
    if country != "BR" and not (not country and reading.language is Language.PORTUGUESE):
        return False
    is_valid: Callable[[str], bool] = cpf.is_valid if len(written) == 11 else cnpj.is_valid
    return is_valid(written) and local(written, ("BR",), mobile_only=False) is None


def is_number_of_paper(reading: Reading, before: str) -> bool:
    """Whether the words before a number give it to a paper, a file, a sum or an account. `before`: up to 80 of them."""
    paper = _NOT_A_NUMBER.search(before, max(0, len(before) - 48))
    if paper is None:
        return False
    if not reading.is_ad or _IDENTITY.match(paper.group()) is None:
        return True
    alone = not before[: paper.start()].rpartition("\n")[2].strip()
    ends_list = "\n" in paper.group() and ":" not in paper.group() and not alone
    return not ends_list and not _is_not_needed(
        reading, before, paper.start()
    )  # 'Precisa RG e CPF', below it a telephone


def _is_not_needed(reading: Reading, before: str, start: int) -> bool:
    """Whether the paper whose word begins at `start` is one that nobody needs, or that the advert offers."""
    denied = reading.language is not Language.PORTUGUESE and _NO_PAPER_AT_ALL.search(before, 0, start)
    return bool(denied or _NO_PAPER.search(before, 0, start))
