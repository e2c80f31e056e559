"""The ears: sources as data, discovery, and a crawl that ends at the archive."""
