"""How flags come to be and move: grounds (what a document asks for), reasons (the one line), decisions (people's)."""
