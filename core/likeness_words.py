"""What is said of the likeness of two names (store.likeness.explain), for the catalogues."""

from __future__ import annotations

from core.languages import marked_text as N_

LIKENESS = (
    N_("“%s” is “%s”"),
    N_("“%s” is “%s”, a name that tells little"),
    N_("“%s” means the same as “%s”"),
    N_("“%s” is spelled like “%s”"),
    N_("“%s” is, run together, “%s”"),
    N_("“%s” is short for, or long for, “%s”"),
    N_("“%s” are initials of, or spelled out by, “%s”"),
    N_("no word met"),
    N_("words that are spelled alike, and each is a word of its own"),
    N_("each has words of its own: %s"),
    N_("more words on one side: %s"),
    N_("the same trade"),
    N_("the same place"),
    N_("all this together, and what is not there"),
    N_("other trades or places: %s"),
    N_("other places: %s"),
    N_("one may be a part of the other, or its friends: %s"),
    N_("words that tell two firms apart, as north and south do: %s"),
    N_("other numbers or letters of a series: %s"),
    N_("the words stand in another order"),
    N_("legal forms of one kind: %s"),
    N_("legal forms of other kinds: %s"),
    N_("a legal form on one side only: %s"),
    N_("short, a single word, or words that many firms bear"),
    N_("a rare name, written the same"),
)
