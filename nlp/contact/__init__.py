"""Contact points: numbers, links and handles as they are disguised, and whose they are."""
