"""The watchlist to others and from others: entries (what goes out), ftm and sheets (in which form), incoming (back)."""
