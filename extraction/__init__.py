"""From a page's bytes to its main text, title, date, author and language; page objects correct single fields."""
