"""The reader: a Document goes in, an Analysis comes out. `nlp.analyse.Reader` is the one door."""
