"""What the main text is made of: blocks in reading order, what each of them is, and which of them are the article."""
