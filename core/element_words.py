"""What the elements that phrases speak for are called in the language that is being spoken."""

from __future__ import annotations

from core.languages import marked_text as N_
from core.languages import spoken

WORDS = {
    "passage": N_("passage"),
    "evasion": N_("evasion of controls"),
    "escort": N_("escort"),
    "sentence": N_("whole sentence"),
    "operator": N_("operator"),
    "event": N_("event"),
    "crime": N_("crime"),
    "policy": N_("policy"),
    "coded": N_("coded word"),
    "act": N_("deed"),
    "aid": N_("help"),
    "asking": N_("a question"),
    "campaign": N_("campaign"),
    "crew": N_("helpers wanted"),
    "fiction": N_("fiction"),
    "forged": N_("forged papers"),
    "goods": N_("goods"),
    "other_goods": N_("other goods"),
    "guarantee": N_("guarantee"),
    "hush": N_("secrecy"),
    "irregular": N_("beside the posts"),
    "people_cargo": N_("people as cargo"),
    "per_head": N_("pay a head"),
    "lure_advance": N_("fare advanced by the employer"),
    "lure_away": N_("far away, the work left open"),
    "lure_debt": N_("debt taken from the pay"),
    "lure_passport": N_("passport kept"),
    "lure_pay": N_("pay far above the trade"),
    "lure_secret": N_("the family is not to know"),
    "lure_target": N_("girls, young women or minors wanted"),
    "lure_urgency": N_("no time to check"),
    "papers": N_("papers"),
    "sure_outcome": N_("sure outcome"),
    "back_door": N_("back door"),
    "arrival_payment": N_("payment on arrival"),
    "lawful_advice": N_("lawful advice"),
    "lawful_job": N_("lawful job"),
    "lawful_travel": N_("lawful travel"),
}


def element_in_words(element: str) -> str:
    """As "evasion of controls"; its own name where it has no words."""
    return spoken().text(WORDS[element]) if element in WORDS else element.replace("_", " ")
