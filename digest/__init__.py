"""The digest: composed from the memory, rendered as mail, sent through the outbox."""
