"""The parts of triage: what a page shows, its words as numbers, their weights, and what the watchlist waits for."""
