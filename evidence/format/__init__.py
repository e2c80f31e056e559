"""The bytes below the archive: gzip members, WARC records, HTTP blocks, and files that survive a power cut."""
