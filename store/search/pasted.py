"""Links to accounts as they are pasted: what is meant is the account, or the number, and not the site."""

from __future__ import annotations

import re

_SITES = r"(?:t|telegram)\.me|instagram\.com|instagr\.am|(?:facebook|fb)\.com|fb\.me|tiktok\.com"
_PROFILE = re.compile(
    rf"(?<![\w.])(?:https?://)?(?:www\.|m\.)?(?:{_SITES})/(?:s/|groups/|pages/)?@?([\w.]{{2,60}})/?(?:\?\S*)?(?!\S)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\w.])(?:https?://)?(?:www\.)?wa\.me/\+?(\d{7,15})/?(?:\?\S*)?(?!\S)", re.IGNORECASE)


def accounts_alone(typed: str) -> str:
    """What was typed, each link to a profile or a WhatsApp number as the name or the number that it leads to."""
    return _NUMBER.sub(r"+\1", _PROFILE.sub(r"\1", typed))
