"""Which program wrote something: for WARC headers, the custody log and the user agent."""

from __future__ import annotations

from importlib.metadata import version

SOFTWARE = f"almenara/{version('almenara')}"
"""Name and version, as HTTP and WARC write them."""
