"""The main text of a page: blocks in reading order, what each of them is, and which of them are the article."""
