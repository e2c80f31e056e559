"""What the API tells of contact points that a person took off an operator."""

from __future__ import annotations

from datetime import datetime

from core.terms import ContactType
from web import schemas


class Removal(schemas.Signed):
    """That a person took a contact point off an operator (`is_off`), or gave it back. Which one is not told: it may be
    a victim's."""

    removal_id: int
    type: ContactType
    is_off: bool
    why: str
    decided_at: datetime
