"""The invented small web that the demo and the tests crawl: see README.md in this folder."""
