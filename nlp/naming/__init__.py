"""Names: the words that introduce them, the forms that are one name, and who signs an advert."""
