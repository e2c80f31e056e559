"""What comes to a flag, besides people's decisions: the words of its history."""

RAISED, COPY, REPRINT, REVISED = "raised", "copy", "reprint", "revised"

ADDED = "adds "
"""Before what an event adds to a flag."""
ADDS = f"; {ADDED}"
"""The same where a copy, by its source and title, stands before it."""
