"""The version of the rules: of everything here that decides what is read out of a text, but for learnt weights."""

RULES = "rules-16"
"""Part of the version of both readers. A new one makes every watch read again what it has read, in its next night:
raise it with whatever may change a reading. tests/nlp/test_rules_version.py fails where that was not considered."""
