"""Where addresses come from: pure parsers of feeds, sitemaps and listing pages. Bytes in, addresses out, no network."""
