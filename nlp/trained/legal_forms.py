"""The legal forms behind firms' names, as written."""

from __future__ import annotations

import re

_ALONE = {
    True: re.compile(r"(?:Unipessoal,? ?)?(?:Lt?da|LT?DA|S\.?A\.?S?|S\.?R\.?L|S\.?L\.?U?|Unipessoal)\.?"),
    False: re.compile(r"Unipessoal\.?|(?:Unipessoal,? ?)?(?:Lda|LDA)\.?"),
}
"""In an advert, and in news, where 'S.L.' is also how a suspect is called. 'Sá' is a surname in both."""

LEGAL_FORM_BEHIND = re.compile(
    r",? (?:Unipessoal(?:,? Lda)?|Lda|Ltda?|CC|S\.?A\.?S?|S\.?L\.?U?|S\.?R\.?L|SpA|LLC|Inc|GmbH|SARL|E\.?I\.?R\.?L)\.?"
    r"(?!\w| ?(?:[Nn](?:o|ro|úm)?[.º°]? ?)?\d)"
)
"""Behind a name; 'CC 80.000.001' is an identity card."""

_WORD_AND_FORM = re.compile(
    r"[^\W\d_]+,? (?:Lt?da|LT?DA|EIRELI|Eireli|ME|EPP|S\.?A\.?S?|S/A|S\.?R\.?L|SpA|E\.?I\.?R\.?L|S\.?L)(?!\w)\.?"
)


def is_legal_form(text: str, *, is_ad: bool) -> bool:
    """Whether it is a firm's form and no more."""
    return _ALONE[is_ad].fullmatch(text) is not None


def is_end_of_a_firm(text: str, start: int, end: int) -> bool:
    """Whether one word stands there, and a form in it or behind it: 'Intercâmbio ME' of 'EXM Assessoria e Intercâmbio
    ME'."""
    found = _WORD_AND_FORM.match(text, start)
    return found is not None and found.end() >= end
