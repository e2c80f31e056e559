"""The house's own words as a dossier says them: what the pages' macros say, without their markup."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from jinja2 import Environment
from markupsafe import Markup

from core.days import local
from core.languages import marked_text as N_
from core.languages import spoken
from store.flagging.refused import Refusal
from store.flagging.withdrawn import Withdrawal
from store.views import OperatorSummary, StatusLine
from web.dossier.paper import Paper


@dataclass(frozen=True, slots=True)
class Words:
    """The names of values and days, in the language that is being spoken."""

    environment: Environment  # of the pages
    zone: ZoneInfo  # of the nights

    def say(self, macro: str, value: str) -> str:
        """The name of a value, by the macro (`legal`, `contact`, `name_kind`, ...) that the pages use for it."""
        found: Callable[[str], Markup] = getattr(self.environment.get_template("macros.html").module, macro)
        return found(value).striptags()

    def cautions(self, operator: OperatorSummary) -> list[str]:
        """That no lead on an operator stands any more, and that a source clears it which does not stand as cleared;
        nothing where neither is so."""
        module = self.environment.get_template("macros.html").module
        said = (module.dismissed(operator), module.clearing(operator))  # type: ignore[attr-defined]
        return [words for each in said if (words := str(each.striptags()))]

    def stands(self, operator: OperatorSummary) -> str:
        """That an operator stands as cleared, or what `cautions` say of it; "" where neither is so."""
        told: Callable[[OperatorSummary], Markup]
        told = self.environment.get_template("macros.html").module.stands  # type: ignore[attr-defined]
        return str(told(operator).striptags())

    def named(self, operator: OperatorSummary) -> str:
        """In how many documents it is named, and how many of them count no more."""
        named: Callable[[OperatorSummary], Markup]
        named = self.environment.get_template("macros.html").module.named  # type: ignore[attr-defined]
        return str(named(operator).striptags())

    def refused(self, by: Refusal | None, withdrawal: Withdrawal | None) -> str:
        """That a person dismissed what is told: who, and when; or that the reader of today no longer reads it; "" where
        neither is so."""
        refused: Callable[[Refusal | None, Withdrawal | None], Markup]
        refused = self.environment.get_template("macros.html").module.refused  # type: ignore[attr-defined]
        return str(refused(by, withdrawal).striptags())

    def lowered(self, line: StatusLine) -> str:
        """As what a statement stands that a person corrected, who, and when; "" where it stands as it was read."""
        lowered: Callable[[StatusLine], Markup]
        lowered = self.environment.get_template("macros.html").module.lowered  # type: ignore[attr-defined]
        return " ".join(lowered(line).striptags().split())

    def brought(self, warc_file: str) -> str:
        """That it is from a file of others, and not from a visit of ours; "" where it is from one."""
        return str(self.environment.filters["brought"](warc_file))

    def taken_away(self, warc_file: str) -> str:
        """That its archived page was taken away, and when; "" where it is there."""
        gone: datetime | None = self.environment.filters["taken_away"](warc_file)
        said = translated("Its archived page was taken away on %(day)s, when its time was over.")
        return said % {"day": self.day(gone)} if gone is not None else ""

    def day(self, when: datetime) -> str:
        """The day of a moment."""
        return spoken().short_day(local(when, self.zone))

    def moment(self, when: datetime) -> str:
        """Its day and time."""
        return spoken().moment(when.astimezone(self.zone))


def translated(message: str) -> str:
    """The message in the language that is being spoken. Imported as _, which marks it for the catalogues, but for calls
    within f-strings: Python 3.11 hides those."""
    return spoken().text(message)


def newest(paper: Paper, shown: int, total: int) -> None:
    """Say where there are more than are listed."""
    if total > shown:
        text = translated(_MORE)
        paper.says(text % {"shown": spoken().number(shown), "total": spoken().number(total)}, quiet=True)


_MORE = N_("These are the newest %(shown)s of %(total)s.")
