"""What says that a sum is asked of each traveller."""

from __future__ import annotations

import re

_ONE = (
    r"persona|pessoa|person|individuo|individual|head|cabeza|cabeca|i?n?migrante|migrant|immigrant|emigrante|pasajer[oa]|passageir[oa]|"
    r"passenger|viajer[oa]|viajante|travell?er|cliente?|c/u|cupo|puesto|plaza|asiento|lugar|vaga|assento|seat|spot|adult[oa]?"
)
PER_PERSON = re.compile(
    rf"\b(?:por|per|x|cada|each|a|an) ?(?:{_ONE})\b|\bp/ ?(?:{_ONE})\b|\bc/u\b|\beach\b|\bapiece\b|"
    r"\bcada (?:un[oa]?|uma?)\b|"
    r"(?:\d|\$|€|£|\b[a-z]{3}|\bdolares|\bdollars|\beuros?|\breais|\bpesos) ?(?:pp|p/p|p\.p\.)(?!\w)"
)
"""Around a sum, over folded text: 'por persona', 'a cada um', 'apiece', '900 USD pp'."""
