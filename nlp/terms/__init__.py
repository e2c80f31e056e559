"""Phrases by language and by element of the Protocol (YAML), each element with its reason."""
