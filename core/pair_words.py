"""New pairs of operators that may be one, in the language that is being spoken: the first page and the mail say the
same."""

from __future__ import annotations

from core.languages import marked_text as N_
from core.languages import spoken
from core.nights import NewPairs


def new_pairs(met: NewPairs) -> str:
    """'2 new pairs of operators may be one; 1 pair that was judged comes back on new evidence; 5 in all wait for a
    judgement.'"""
    told = []
    if met.new:
        told.append(spoken().count(met.new, "new pair of operators may be one", "new pairs of operators may be one"))
    if met.back:
        told.append(
            spoken().count(
                met.back,
                "pair that was judged comes back on new evidence",
                "pairs that were judged come back on new evidence",
            )
        )
    said = {"met": "; ".join(told), "number": spoken().number(met.waiting)}
    if met.is_more:
        return spoken().text(N_("%(met)s; more than %(number)s wait for a judgement in all.")) % said
    return spoken().text(N_("%(met)s; %(number)s in all wait for a judgement.")) % said
