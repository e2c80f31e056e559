"""Ecos del Norte, the invented daily of the demo: its byline says "Por la redacción" and "Actualizado hace 3 horas".

The author stands in an attribute of the byline, the date in a script of the site's own making.
"""

from __future__ import annotations

import json
from datetime import datetime
from functools import cached_property

from extraction.headline import clean_name
from extraction.pages.base import PageObject


class ArticlePage(PageObject):
    """An article of Ecos del Norte."""

    @cached_property
    def _nota(self) -> dict[str, object]:
        script = next(self.elements("script#nota-meta"), None)
        try:
            found = json.loads(script.text_content()) if script is not None else {}
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    @cached_property
    def published(self) -> datetime | None:
        return self.moment(str(self._nota.get("fecha_publicacion") or "")) or self.dated[0]

    @cached_property
    def author(self) -> str:
        signed = next(self.elements(".firma[data-autor]"), None)
        name = clean_name(signed.get("data-autor") or "") if signed is not None else ""
        return name or super().author

    @cached_property
    def section(self) -> str:
        return str(self._nota.get("seccion") or "") or super().section
