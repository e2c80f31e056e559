"""Who is meant: the names and contact points of a document against the watchlist, explained. Start at `link`."""

from store.linking.ahead import compare_ahead
from store.linking.candidates import look_up
from store.linking.linker import link, link_each
from store.place import days_in

__all__ = ["compare_ahead", "days_in", "link", "link_each", "look_up"]
