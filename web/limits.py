"""How much people may write; beside the pages, so that forms and what they are sent to say the same."""

LONGEST_WHY = 4000
"""Characters of a reason."""
