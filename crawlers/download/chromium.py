"""Whether a browser is at hand for the sources that need one, and what to install where it isn't."""

from __future__ import annotations

import shutil
from importlib.util import find_spec

from core.errors import SourceError, install

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def find_chromium(source_id: str) -> str:
    """The path of the system's Chromium.

    Raises:
        SourceError: the extra `js` or the browser isn't installed; names the source, and says how to.
    """
    if find_spec("scrapy_playwright") is None:
        raise SourceError(
            f"{source_id} needs JavaScript, and scrapy-playwright isn't installed.",
            remedy=f"{install('js')}. Or set javascript: false.",
        )
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    if found is None:
        raise SourceError(
            f"{source_id} needs JavaScript, and no Chromium is installed.",
            remedy="Install it: apt install chromium. Or set javascript: false.",
        )
    return found
