"""The command line: one module a noun, each command a few lines over a function of the rooms below."""
