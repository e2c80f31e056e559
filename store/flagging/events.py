"""What comes to a flag, besides people's decisions: the words of its history."""

RAISED, COPY, REPRINT, REVISED = "raised", "copy", "reprint", "revised"

ADDS = "; adds "
"""What parts a copy, by its source and title, from what it adds."""
