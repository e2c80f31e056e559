"""By which way something came that is on record under a person's name, as pages, reports and the terminal say it."""

from __future__ import annotations

from enum import StrEnum

from core.languages import marked_text as N_
from core.languages import spoken


class CameBy(StrEnum):
    """Kinds of ways."""

    ACCOUNT = "account"  # a page, where somebody had signed in
    PROGRAM = "program"  # with a token of somebody's account
    TERMINAL = "terminal"  # of this machine
    TYPED = "typed"  # a page of an open desk, where anybody types any name
    WATCH = "watch"  # the watch itself
    UNKNOWN = ""  # nobody noted it then


_WORDS = {
    CameBy.ACCOUNT: N_("with the account %(login)s"),
    CameBy.PROGRAM: N_("by a program, token %(token)s…"),
    CameBy.TERMINAL: N_("at a terminal, by its user %(user)s"),
    CameBy.TYPED: N_("name typed, without an account"),
    CameBy.UNKNOWN: N_("way not recorded"),
}
_WATCH = N_("the watch")
_TODAY = N_("today %(name)s")


def way_in_words(came_by: CameBy, *, today: str = "", login: str = "", token: str = "", caller: str = "") -> str:
    """As "today Ana Paz; at a terminal, by its user root"; "" of what the watch did by itself.

    Args:
        today: what the account is called now, where that is otherwise than it signed.
    """
    if came_by is CameBy.WATCH:
        return ""
    way = spoken().text(_WORDS[came_by]) % {"login": login, "token": token, "user": caller}
    return f"{spoken().text(_TODAY) % {'name': today}}; {way}" if today else way


def with_today(who: str, today: str) -> str:
    """As "Ana Núñez (today Ana Paz)"; the name alone where it is that of today ("")."""
    return f"{who} ({spoken().text(_TODAY) % {'name': today}})" if today else who


def signed_in_words(who: str, aside: str) -> str:
    """As "Ana Núñez (with the account ana)"; without an aside it is the watch itself."""
    return f"{who} ({aside})" if aside else spoken().text(_WATCH)
