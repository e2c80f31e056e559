"""Letters and numbers: folding that keeps offsets, numbers written out, phrases compiled to patterns."""
