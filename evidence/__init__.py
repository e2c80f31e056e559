"""The archive: every response byte for byte in WARC files, sealed, with a custody log that is hard to rewrite.

Rooms above write by `writer`, read by `reader`, and prove by `seal`, `verify`, `show` and `bundle`;
`vault` is a second place for what is sealed.
What is kept, and what the seals do and don't prove, is told in docs/EVIDENCE.md.
"""
