"""Kinds of values in a source's file, each checked when the file is read, so that a slip is found by day."""

from __future__ import annotations

import re
from typing import Annotated

from cssselect.parser import SelectorError
from parsel.csstranslator import HTMLTranslator
from pydantic import AfterValidator, Field, HttpUrl

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
