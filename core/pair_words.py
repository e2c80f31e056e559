"""New pairs of operators that may be one, in the language that is being spoken: the first page and the mail say the
same."""

from __future__ import annotations

from core.languages import marked_text as N_
from core.languages import spoken


def new_pairs(new: int, waiting: int, *, is_more: bool) -> str:
    """'2 new pairs of operators may be one; 5 pairs wait for a judgement in all.'"""
    met = spoken().count(new, "new pair of operators may be one", "new pairs of operators may be one")
    number = spoken().number(waiting)
    if is_more:
        return spoken().text(N_("%(met)s; more than %(number)s wait for a judgement in all.")) % _said(met, number)
    return spoken().text(N_("%(met)s; %(number)s in all wait for a judgement.")) % _said(met, number)


def _said(met: str, number: str) -> dict[str, str]:
    return {"met": met, "number": number}
