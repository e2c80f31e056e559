"""What is fetched: the one generic spider, and the ledger of every address it found."""
