"""How a mail stands, and what a note of one tells. An outbox moves them; views, searches and a purge ask for them."""

from __future__ import annotations

IMMEDIATE, DIGEST = "immediate", "digest:"
"""How the kind of a mail begins that went out before the digest, and a digest's key, in `mail_key`."""

QUEUED, SENDING, SENT, FAILED, UNCERTAIN, DEAD = "queued", "sending", "sent", "failed", "uncertain", "dead"
DROPPED = "dropped"

GIVEN_UP = (DEAD, DROPPED)
"""Mails that told nobody anything: what they were to tell of is told by the next."""

TAKEN_BACK = 0
"""The evidence version that a mail is noted with which told that a lead is withdrawn: it covers nothing of it."""
