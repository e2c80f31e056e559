"""Who asks: a person who has signed in, a program with a token, somebody at an open desk, or nobody yet."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from store.accounts.records import Account, AccountRole, BrowserSession, Token


@dataclass(frozen=True, slots=True)
class Visitor:
    """One request's asker."""

    open_desk: bool = False  # nobody has to sign in here
    session: BrowserSession | None = None
    token: Token | None = None

    @property
    def account(self) -> Account | None:
        """Whose request it is, where that is known."""
        held = self.session or self.token
        return held.account if held is not None else None

    @property
    def may_read(self) -> bool:
        """Whether the pages are open."""
        account = self.account
        return self.open_desk if account is None else not (self.session is not None and account.must_change)

    @property
    def may_decide(self) -> bool:
        """Whether judgements are taken from here; templates hide their forms where they aren't."""
        account = self.account
        return self.may_read and (self.open_desk if account is None else account.role.decides)

    @property
    def may_administer(self) -> bool:
        """Whether accounts are managed from here."""
        account = self.account
        return self.may_read and self.session is not None and account is not None and account.role is AccountRole.ADMIN

    @property
    def may_hide(self) -> bool:
        """Whether names are hidden from here for who asks: by admins, and by whoever sits at an open desk."""
        return self.may_administer or (self.open_desk and self.account is None)


NOBODY = Visitor()


def visitor_of(request: Request) -> Visitor:
    """Who asks, as web.accounts.access found out; nobody where it was not asked."""
    found = getattr(request.state, "visitor", NOBODY)
    assert isinstance(found, Visitor)  # noqa: S101 - access put it there
    return found
