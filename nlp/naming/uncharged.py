"""Whom prosecutors or the police will not charge, in whatever words they say so: 'descartó acusar a X', 'decided not to charge X'."""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re

from nlp.naming.defendants import OF_MOVING_PEOPLE

_STATE = r"(?:fiscal\w*|mpf?|ministerio publico|fgr|juez\w*|tribunal\w*|cort[ei]|promotor\w*|procurador\w*|juiz\w*|justica|pf|policia\w*|delegad\w+|prosecut\w+|crown|cps|dpp|district attorney\w*|attorney general|(?:da|attorney)['’]s office|police|judges?|grand jury)"
_TO_CHARGE = r"(?:acusar|imputar|procesar|formalizar|encausar|indiciar|processar|denunciar|llevar a juicio|levar a julgamento|charge|prosecute|indict)"
_LEFT = (
    r"(?:descart(?:o|aron|ou|aram|ado)|(?:se )?(?:neg(?:o|aron)|rehus(?:o|aron)) a|rehus(?:o|aron)|recus(?:ou|aram)(?:-se)?(?: a)?|(?:decid|resolv|opt|acord|dispus|prefir|prefer)\w+(?: por)? (?:no|nao)|desist(?:io|ieron|iu|iram) de)"
    rf" {_TO_CHARGE}(?: penalmente| criminalmente)?"
    rf"|(?:no|nao) (?:acusar|imputar|procesar|indiciar|denunciar|processar)(?:a|an|ao|iam?)(?: penalmente)?"
    r"|rul(?:ed|es) out (?:charging|prosecuting|indicting|(?:any |criminal )*(?:charges|a prosecution|an indictment)(?: against| of| for)?)"
    rf"|(?:decid\w+|chos\w+|elected|opted) not to {_TO_CHARGE}|decided against (?:charging|prosecuting|indicting)"
)
_UNCHARGED = re.compile(
    rf"\b{_STATE}\b(?:(?!\b(?:defen[cs]e|defensa|defesa|abogad\w+|advogad\w+|lawyers?|not|nao|no|nunca|never|que)\b)[^.;]){{0,60}}? (?:{_LEFT})"
    r"(?: (?:al?|ao|el|la|l[ao]s|os?|as?|the|senora?|senhora?|mr|mrs|ms|un|una|um|uma))*(?: (?!a\b|y\b|e\b|and\b|por\b|de\b|for\b|with\b)[\w-]+){0,2} [\"'«“‘]?$"
)
_NOT_AT_ALL = re.compile(
    rf"[\"'»”]?(?:\s*\([^)]{{0,30}}\))?(?:, (?:de )?\d{{1,2}}(?: (?:anos|years old))?,?)?(?:\s*(?:[.:)]|$)|, (?![^.]{{0,160}}\b(?:juicio|juri|trial|trafic|smuggl|contraband|acus|accus|charg|imput|proces|indict|indici|conden|convict|cargos|pres[oa]\b|pero|mas\b|but))|,? (?:(?:por|for|with|de|pelo crime de|por el delito de|of) {OF_MOVING_PEOPLE}\b(?![^.]{{0,140}}\b(?:pero|mas|but|aunque|embora|though|yet|sino|still|until|hasta|ate)\b)|(?:por|for) (?:falta|ausencia|insuficiencia|lack|want) (?:de|of)\b))"
)
"""Behind the name: nothing else, or the deed itself, or what was wanting. Any other word may leave one charge of two, one
court, or the charging of somebody of his ('Denholm's clerk')."""


def is_left_uncharged(before: str, after: str) -> bool:
    """Whether who prosecutes says, in the folded words `before` a name, that its bearer will not be charged, and those
    `after` it leave no other charge."""
    return _UNCHARGED.search(before) is not None and _NOT_AT_ALL.match(after) is not None
