"""What went wrong, in the language that is being spoken.

Errors are raised in English, with the input's own names in them. Here they are known by their form and said again; one
of another form stays as it is.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, tzinfo

from core.evidence_faults import EVIDENCE
from core.languages import Language, spoken
from core.languages import marked_text as N_

_SAID = (
    N_("There is no flag %s."),
    N_("There is no operator %s."),
    N_("Reconcile the row again."),
    N_("There is no run %s."),
    N_("There is no source %s."),
    N_("There is no document %s."),
    N_("Document %s is none of flag %s."),
    N_("Operators %s and %s: more was found than you have read."),
    N_("Read it, then say it again."),
    N_("The flag's page lists them."),
    N_("There is no account %s."),
    N_("There is no token %s of this account."),
    N_("The search finds them."),
    N_("This desk has no accounts."),
    N_('Set web.accounts = "required" for them.'),
    N_("The pages do not speak %s."),
    N_("They speak es, en and pt."),
    N_("A search can't be had as %s."),
    N_("Ask for search.csv or search.xlsx."),
    # evidence that does not hold
    *EVIDENCE,
    # a custody log that is not as it was written
    N_("custody.jsonl line %s"),
    N_("%s: is no entry"),
    N_("%s: says it is entry %s: entries were taken out, put in or moved"),
    N_("%s: doesn't link to the entry before it"),
    N_("%s: was edited: its content and its hashes don't agree"),
    N_("%s: isn't the entry that custody.head knows"),
    N_("%s: %s of the last entries are gone"),
    N_("%s: knows %s entries, the log has %s"),
    N_("%s: the last %s bytes are no whole line: a kill while writing; the next entry cuts them"),
    N_("%s: not readable. %s"),
    N_("%s: edited. %s"),
    N_("%s: line %s is no entry. %s"),
    N_("%s: the entry that seals %s can't be read. %s"),
    N_("%s: the entry on %s (%s) can't be read. %s"),
    N_("%s is missing. %s"),
    N_("%s is shorter than its head says. %s"),
    N_("%s goes on past its head. %s"),
    N_("%s: no finished WARC file. %s"),
    N_("%s was sealed with other content. %s"),
    N_("Close or recover it first."),
    N_("Restore it from a backup."),
    N_("Run `almenara evidence verify`, and restore the log from a backup."),
    N_("Run `almenara evidence verify`, keep the folder as it is, and restore the log from a backup."),
    # what lists clear
    N_("There is no clearing %s of this operator."),
    N_("There is no clearing %s."),
    N_("Clearing %s has changed since you saw it: %s."),
    N_("Clearing %s has no version %s: it is at %s."),
    N_("Clearing %s: %s proposed to confirm it, and can't be the second person too."),
    N_("Clearing %s: %s proposed to confirm it as %s, and can't be the second person too."),
    N_("Clearing %s: a decision needs a name."),
    N_("Clearing %s: a dismissal needs a reason."),
    N_("Clearing %s: to leave it as it is needs a reason."),
    N_("Clearing %s is %s and can't become %s."),
    # what sources say of a standing
    N_("There is no statement %s of this operator."),
    N_("There is no statement %s."),
    N_("Statement %s has changed since you saw it: %s."),
    N_("Statement %s has no version %s: it is at %s."),
    N_("Statement %s: a decision needs a name."),
    N_("Statement %s: a correction needs a reason."),
    N_("Statement %s was read as %s and can't stand as %s: people add nothing to what a source says."),
    N_("Statement %s stands so already."),
    N_("Operator %s has %s on the watchlist, so nothing was hidden."),
    N_("%s is one word: everywhere it is many people's name."),
    N_("Give the whole name; or hide one word in one document alone."),
    N_("%s is no name and no number."),
    N_("Give a word of two letters, or six digits, at least."),
    N_("There is no hidden name %s."),
    N_("Operator %s: a decision needs a name."),
    N_("Operator %s: a decision needs a reason."),
    N_("Operator %s: %s is what the watch itself signs with."),
    N_("Operator %s has no contact point %s."),
    N_("Operator %s has changed since you saw it: %s took this contact point off."),
    N_("There is no removal %s."),
    N_("Removal %s was taken back since you saw it: %s gave the contact point back."),
    N_("Entry %s is known by this contact point alone: without it nobody would be left."),
    N_("Dismiss its leads, or correct what its documents say of it."),
    N_("Choose something else, or leave it as it is."),
    # decisions
    N_("Flag %s has changed since you saw it: %s."),
    N_("%s made it %s"),
    N_("%s proposed to confirm it"),
    N_("new evidence came in"),
    N_("a copy or new evidence came in"),
    N_("Flag %s has no version %s: it is at %s."),
    N_("Name the version that you read."),
    N_("Flag %s: %s proposed to confirm it, and can't be the second person too."),
    N_("Somebody else has to confirm it."),
    N_("Flag %s: %s proposed to confirm it as %s, and can't be the second person too."),
    N_("Somebody else has to confirm it, as their own user of this machine or at the desk."),
    N_("Flag %s: a decision needs a name."),
    N_("Flag %s: %s is what the watch itself signs with."),
    N_("Clearing %s: %s is what the watch itself signs with."),
    N_("Statement %s: %s is what the watch itself signs with."),
    N_("Operator %s: %s is what the watch itself signs with."),
    N_("Say who decides."),
    N_("Flag %s: a dismissal needs a reason."),
    N_("Flag %s: to leave it as it is needs a reason."),
    N_("Say why."),
    N_("Flag %s is %s and can't become %s."),
    N_("Allowed: %s."),
    N_("Read it again, then decide."),
    # judgements
    N_("Operators %s and %s are one, and no pair."),
    N_("Operator %s shows its entries, and who judged so."),
    N_("Operators %s and %s are one by earlier judgements (entries %s)."),
    N_("Operator %s stands alone: there is nothing to split."),
    N_("Operator %s is named twice."),
    N_("A judgement is about two."),
    N_("Operator %s: a judgement needs a name and a reason."),
    N_("Operator %s alone can't be merged."),
    N_("Name the operators that it is."),
    N_("Read it; to decide after it, say that you have seen judgement %s."),
    N_("Say who, and why."),
    N_("Operators %s and %s were judged %s by %s on %s UTC: %s (judgement %s)."),
    # saved searches
    N_("This address gets no digest, so nothing was saved."),
    N_("Name the address that your digest goes to, or none."),
    N_("%s has a search by the name %s already."),
    N_("Give it another name."),
    N_("%s has no saved search %s."),
    N_("This search asks nothing."),
    N_("Type words or choose filters, then save it."),
    N_("A saved search needs an owner."),
    N_("Say your name."),
    N_("A saved search needs a name."),
    N_("Give it one of at most %s letters."),
    N_("%s searches are saved already."),
    N_("Forget one first."),
    N_("%s is not the address of %s."),
    N_("This search can't be read."),
    N_("Search again, then save it."),
    # accounts
    N_("A token needs a name and a scope."),
    N_("Scopes: %s."),
    N_("A token can't live for %s days."),
    N_("1 to %s."),
    N_("%s is a reader and decides nothing."),
    N_("Leave the scope decide out."),
    N_("%s has a second factor."),
    N_("Take it away first."),
    N_("Login %s can't be used."),
    N_("2 to 64 of a-z, 0-9, and . _ @ + - after the first."),
    N_("Account %s: a name of 2 to 120 letters is needed."),
    N_("It stands beside decisions."),
    N_("Account %s: the name has a character that nobody sees (%s)."),
    N_("It stands beside decisions: type it anew, with letters and spaces alone."),
    N_("Account %s: %s has letters of another script among Latin ones."),
    N_("It stands beside decisions: type it anew, in one script."),
    N_("%s (%s) is there already."),
    N_("Take another login and name."),
    N_("The name %s looks like that of %s (%s)."),
    N_("The name %s looks like the login of %s (%s)."),
    N_("Account %s: a name has no brackets and no semicolon."),
    N_("It stands beside decisions: what pages say of it there is in brackets."),
    N_("The login %s looks like the name of %s (%s)."),
    N_("%s was the name of %s (%s), who signed decisions with it."),
    N_("Nobody else can have it: take another name."),
    N_("Account %s: %s is no person's name here: pages and log say %s where no person acts."),
    N_("%s has signed something here, and without this account."),
    N_("It would pass for this person's: take another name."),
    N_("It stands beside decisions: write it so that nobody takes one for the other."),
    N_("%s is the last admin."),
    N_("Make somebody else admin first."),
    N_("%s is no mail address."),
    N_("Write user@host."),
)
_WORDS = {
    "new": N_("New"), "in_review": N_("In review"), "confirmed": N_("Confirmed"), "dismissed": N_("Dismissed"),
    "needs_more": N_("Needs more"), "same": N_("Same"), "different": N_("Different"), "unsure": N_("Unsure"),
    "advertised": N_("Advertised"), "reported": N_("Reported"), "under_investigation": N_("Under investigation"),
    "charged": N_("Charged"), "convicted": N_("Convicted"), "cleared": N_("Cleared"),
    "no accusation": N_("No accusation"), "read": N_("look"), "export": N_("export"), "decide": N_("decide"),
}  # fmt: skip
_FORM = "%Y-%m-%d %H:%M UTC"
_MOMENT = re.compile(r"\b\d{4}-\d\d-\d\d \d\d:\d\d UTC\b")
"""A moment as an error tells it."""
_FORMS = [(re.compile(re.escape(each).replace("%s", "(.*?)"), re.S), each) for each in _SAID]


def said_again(message: str, zone: tzinfo | None = None) -> str:
    """The message in the language that is being spoken: by the catalogue, or by its form; else as it is. Moments in it
    are told in `zone` where one is given, as whatever stands around them."""
    language = spoken()
    known = language.text(message) if message else ""
    said = known if known != message else _by_form(language, message)
    return said if zone is None else _MOMENT.sub(lambda found: _in_zone(language, found[0], zone), said)


def _in_zone(language: Language, moment: str, zone: tzinfo) -> str:
    try:
        return language.moment(datetime.strptime(moment, _FORM).replace(tzinfo=UTC).astimezone(zone))
    except ValueError:  # somebody's own words, which tell no moment
        return moment


def _by_form(language: Language, message: str) -> str:
    if language.code == "en":
        return message
    for form, original in _FORMS:
        if found := form.fullmatch(message):
            parts = tuple(_part(language, part) for part in found.groups())
            return language.text(original) % parts if parts else language.text(original)
    return message


def _part(language: Language, part: str) -> str:
    words = part.split(", ")
    if all(word in _WORDS for word in words):
        return ", ".join(language.text(_WORDS[word]).lower() for word in words)
    return _by_form(language, part)
