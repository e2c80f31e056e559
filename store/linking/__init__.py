"""Who is meant: the names and contact points of a document against the watchlist, explained. Start at `link`."""

from store.linking.linker import link, look_up

__all__ = ["link", "look_up"]
