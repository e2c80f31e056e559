"""Operators that are known from elsewhere: what a list tells of one (`seed`), how tables say it (`rows`, `cells`,
`joined`), and how it gets into the watchlist (`loading`, `keys`, `standing`, `record`)."""
