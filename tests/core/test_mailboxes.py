"""Which mail addresses are taken, and as whose."""

from __future__ import annotations

import pytest

from core.mailboxes import address_of, mailbox_of


@pytest.mark.parametrize(
    "written",
    ["ana@desk.example", "Ana <ana@desk.example>", '"Rojas, Ana" <ana@desk.example>', "ana@desk.example (Ana, Lima)"],
)
def test_one_address(written: str) -> None:
    assert address_of(written).addr_spec == mailbox_of(written) == "ana@desk.example"


@pytest.mark.parametrize(
    "written",
    [
        "ana@desk.example, ben@desk.example",
        "ana@desk.example; ben@desk.example",
        "Ana <ana@desk.example>, Ben <ben@desk.example>",
        "team: ana@desk.example, ben@desk.example;",
        "Rojas, Ana <ana@desk.example>",
    ],
)
def test_two_addresses_in_one_are_refused(written: str) -> None:
    """Only the first of them got mail."""
    with pytest.raises(ValueError, match="more than one mail address"):
        address_of(written)
