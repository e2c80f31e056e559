"""Links to accounts as they are pasted: what is meant is the account, or the number, and not the site."""

from __future__ import annotations

import re

_SITES = r"(?:t|telegram)\.me|instagram\.com|instagr\.am|(?:facebook|fb)\.com|fb\.me|tiktok\.com"
_PROFILE = re.compile(
    rf"(?<![\w.])(?:https?://)?(?:www\.|m\.)?(?:{_SITES})/(?:s/|groups/|pages/)?@?([\w.]{{2,60}})/?(?:\?\S*)?(?!\S)",
    re.IGNORECASE,
)
_BEHIND_NUMBER = re.compile(r"((?:wa\.me/|whatsapp\.com/send/?\?phone=)\+?\d{7,15})[/?&]\S*", re.IGNORECASE)
"""What a link says besides, a greeting mostly; `phones.LABEL` knows the link before the number."""


def accounts_alone(typed: str) -> str:
    """What was typed, each link to a profile as the name that it leads to, and one to a WhatsApp number without what
    stands behind that."""
    return _BEHIND_NUMBER.sub(r"\1", _PROFILE.sub(r"\1", typed))
