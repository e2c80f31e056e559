"""What a program is told where the framework alone refuses it: what is wrong, with the value that was sent, and what to
do. It is in English, and answered as JSON: no browser takes it for a page."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from fastapi import Request

from core.errors import words_of_fault
from core.text import plain, shortened

CONTRACT = "/api/v1/openapi.json"
SEND_JSON = "Send JSON, with the header Content-Type: application/json."
_ASK = f"{CONTRACT} has what each address takes."
_LONGEST, _MOST = 60, 10
"""Letters of a value, and faults of one request, that are told."""


def refused(request: Request, status: int, said: str, allowed: str) -> tuple[str, str]:
    """What is wrong and what to do where no route answers; `allowed`: the methods that the address takes."""
    place = shortened(plain(request.url.path), _LONGEST)
    if status == 404:
        return f"Nothing has the address {place}.", f"{CONTRACT} has all that there are."
    if status == 405:
        return f"{place} is there, but not for {shortened(plain(request.method), 20)}.", f"Ask with {allowed}."
    return said, SEND_JSON if status == 400 else ""


def allowed(request: Request) -> str:
    """The methods that an address takes by the contract; "" where it has none. The framework names those of the first
    of its routes alone."""
    paths: dict[str, Any] = request.app.openapi()["paths"]
    path = getattr(request.scope.get("route"), "path_format", request.url.path)
    return ", ".join(map(str.upper, paths.get(path, {})))


def unreadable(faults: Sequence[Mapping[str, Any]], *, is_json: bool) -> tuple[str, str]:
    """What of a request can't be read, and what to do. `is_json`: it says that it is, so that what stands in it may be
    told back; of a form nothing is, for it may be secret."""
    if any(tuple(fault["loc"]) == ("body",) for fault in faults) and not is_json:
        return _told(faults, is_json=is_json), SEND_JSON
    if faults and faults[0]["type"] == "json_invalid":
        at, why = faults[0]["loc"][-1], plain(str(faults[0].get("ctx", {}).get("error", "")))
        return f"What was sent is no JSON, from character {at} on: {why}.", "Mend it, then send it again."
    return _told(faults, is_json=is_json) or "The request can't be read.", _ASK


def _told(faults: Sequence[Mapping[str, Any]], *, is_json: bool) -> str:
    shown = ("query", "path", "body") if is_json else ("query", "path")
    return told([_within(fault, shown) for fault in faults])


def _within(fault: Mapping[str, Any], shown: Collection[str]) -> Mapping[str, Any]:
    """A fault by its name within the address or the body; of other places than these without the value."""
    place, *names = fault["loc"]
    return {**fault, "loc": names or [place]} | ({} if place in shown else {"input": None})


def told(faults: Sequence[Mapping[str, Any]]) -> str:
    """What is wrong with which part, by pydantic's word, with the values themselves, cut short."""
    named = [f"{_name(fault)}{_why(fault)}{_sent(fault)}" for fault in faults[:_MOST]]
    more = len(faults) - len(named)
    return "; ".join([*named, *([f"and {more:,} more"] if more else [])])


def _name(fault: Mapping[str, Any]) -> str:
    """Of what is wrong: its place in what was sent, where a key may be anything; "" where the whole is wrong."""
    name = shortened(plain(".".join(map(str, fault["loc"]))), _LONGEST)
    return f"{name}: " if name else ""


def _why(fault: Mapping[str, Any]) -> str:
    """A check of ours may name the value itself."""
    return shortened(plain(words_of_fault(fault["msg"])), 300)


def _sent(fault: Mapping[str, Any]) -> str:
    """The value itself, where it is one: not all that stands around what is missing."""
    value = fault.get("input")
    is_one = isinstance(value, str | int | float) and fault["type"] != "missing"
    return f" (sent: {shortened(plain(str(value)), _LONGEST)!r})" if is_one else ""
