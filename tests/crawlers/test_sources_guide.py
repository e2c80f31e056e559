"""The guide to sources is true: its example can be read, and it explains every field there is."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from core.terms import DocumentKind
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
from extraction.extract import extract

AD = DocumentKind.AD
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
    example, channel = map(yaml.safe_load, re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL))
    source = Source.model_validate(example)
    assert len(source.discover) == 3
    assert re.search(source.include[0], "https://www.diariodelnorte.example/policial/2025/11/24/nota")
    own = {"hosts": ["canais.example"], "home": "https://canais.example/s/rota_aguia", "kind": "classifieds"}
    source = Source.model_validate(example | own | channel)
    assert re.search(source.include[0], "https://canais.example/rota_aguia/17")
    page = b"""<html><head><meta charset="utf-8"><title>Telegram: View @rota_aguia</title><meta property="og:title"
        content="Rota Aguia"><meta property="og:description" content="Sem visto, 18 mil.&#10;Zap (33) 90000-0071">
        </head><body><a href="tg://resolve?domain=rota_aguia">View in Telegram</a><p>Join us.</p></body></html>"""
    read = extract(page, url="https://canais.example/rota_aguia/17", selectors=source.manner.selectors, kind=AD)
    assert (read.title, read.text) == ("Rota Aguia", "Sem visto, 18 mil.\nZap (33) 90000-0071")


def test_every_field_is_explained() -> None:
    table = GUIDE.partition("## Field by field")[2]
    names = [name for model in MODELS for name in model.model_fields]
    assert [name for name in names if not re.search(rf"`{name}[`:]", table)] == []
