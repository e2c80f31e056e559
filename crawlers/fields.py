"""Kinds of values in a source's file, each checked when the file is read, so that a slip is found by day."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Annotated

from cssselect.parser import SelectorError
from parsel.csstranslator import HTMLTranslator
from pydantic import AfterValidator, Field, HttpUrl, ValidationError

from core.errors import words_of_fault
from crawlers.hosts import host_name


def _web_address(value: str) -> str:
    HttpUrl(value)
    return value


def _selector(value: str) -> str:
    if "::" in value:
        raise ValueError(f"{value!r}: select the elements, such as a.item; text and href are read by themselves")
    try:
        HTMLTranslator().css_to_xpath(value)
    except SelectorError as error:
        raise ValueError(f"no CSS selector: {value!r}: {error}") from error
    return value


def _pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"no regular expression: {value!r}: {error}") from error
    return value


Address = Annotated[str, AfterValidator(_web_address)]
Host = Annotated[str, AfterValidator(host_name)]
Css = Annotated[str, Field(min_length=1), AfterValidator(_selector)]
Pattern = Annotated[str, Field(min_length=1), AfterValidator(_pattern)]


def _is_past(day: date) -> date:
    if day > datetime.now(UTC).date() + timedelta(days=1):  # somewhere it is tomorrow already
        raise ValueError(f"{day} is still to come; write the day on which somebody looked")
    return day


PastDay = Annotated[date, AfterValidator(_is_past)]
"""A day on which something was done."""


def faults_of(error: ValidationError) -> str:
    """What is wrong with a source's fields, the first five. A list that is short for one of its parts is wrong is no
    fault of its own."""
    found = error.errors()
    parts = [e["loc"] for e in found if e["type"] != "too_short"]
    own = [e for e in found if e["type"] != "too_short" or not any(p[: len(e["loc"])] == e["loc"] for p in parts)]
    return "; ".join(f"{'.'.join(map(str, e['loc'])) or 'source'}: {words_of_fault(e['msg'])}" for e in own[:5])
