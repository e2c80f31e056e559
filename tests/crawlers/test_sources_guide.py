"""The guide to sources is true: its example can be read, and it explains every field there is."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from crawlers.source import (
    DetailSelectors,
    Expectation,
    FeedDiscovery,
    ListingDiscovery,
    Politeness,
    Rights,
    SitemapDiscovery,
    Source,
)

MODELS = (
    Source,
    FeedDiscovery,
    SitemapDiscovery,
    ListingDiscovery,
    DetailSelectors,
    Expectation,
    Politeness,
    Rights,
)
GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "SOURCES.md").read_text(encoding="utf-8")


def test_the_example_is_a_source() -> None:
    [example] = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
    source = Source.model_validate(yaml.safe_load(example))
    assert len(source.discover) == 3
    assert re.search(source.include[0], "https://www.diariodelnorte.example/policial/2025/11/24/nota")


def test_every_field_is_explained() -> None:
    table = GUIDE.partition("## Field by field")[2]
    names = [name for model in MODELS for name in model.model_fields]
    assert [name for name in names if not re.search(rf"`{name}[`:]", table)] == []
