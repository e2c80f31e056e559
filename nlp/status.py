"""What a document says publicly of an operator: investigated, charged, convicted. Said by the source, never concluded."""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re
from collections.abc import Sequence

from core.terms import LegalStatus
from nlp.reading import Reading

_LADDER: tuple[tuple[LegalStatus, re.Pattern[str]], ...] = (
    (
        LegalStatus.CONVICTED,
        re.compile(
            r"\b(?:conden[aou]\w*|sentenciad\w+|sentenci[oa]\b|sentenced|convicted|found guilty|pleaded guilty|pled guilty|guilty of|declarad\w+ culpable|se declaro culpable|years in prison|"
            r"anos de (?:prision|carcel|presidio|prisao|reclusao|pena privativa))\b"
        ),
    ),
    (
        LegalStatus.CHARGED,
        re.compile(
            r"\b(?:imput\w+|formaliz\w+|charged with|were charged|was charged|charges against|indict\w+|procesad\w+|acusad\w+|acuso|acusaron|denunciad[oa]s? (?:pelo|pela|por (?:el|la)? ?(?:mpf|mp|ministerio|fiscalia))|indiciad\w+|vinculad\w+ a proceso|"
            r"prision preventiva|prisao preventiva|on trial|stands? trial|a juicio|juicio oral|reus?|arraigned|remanded|a plea|judicializ\w+|extradit\w+)\b"
        ),
    ),
    (
        LegalStatus.UNDER_INVESTIGATION,
        re.compile(
            r"\b(?:investig\w+|indag\w+|inquerito|deten\w+|detuv\w+|arrest\w*|captur\w*|pres[oa]s?|prendeu|prenderam|allan\w+|raid\w*|desarticul\w+|desmantel\w+|dismantl\w+|aprehen\w+|sospechos\w+|suspect\w*|suspeit\w+|buscad\w+|wanted|probe|custody)\b"
        ),
    ),
)


def read_status(reading: Reading, starts: Sequence[int], *, in_ad: bool) -> tuple[LegalStatus, str]:
    """The strongest word of the sentences that name the operator (at `starts`), and the first sentence that says it;
    "" where none does. An advert says only that it advertises."""
    if in_ad:
        return LegalStatus.ADVERTISED, ""
    for status, pattern in _LADDER:
        for start in starts:
            if pattern.search(reading.folded_sentence(start)):
                return status, reading.sentence(start)
    return LegalStatus.REPORTED, ""
