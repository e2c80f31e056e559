"""What comes to a flag, besides people's decisions: the words of its history."""

RAISED, COPY, REPRINT, REVISED = "raised", "copy", "reprint", "revised"
