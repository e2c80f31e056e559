"""Persons on the watchlist whom nothing accuses any more (store.flagging.dismissals.is_over): after a time their names
and contact points are taken off it, and out of what is kept of them. Entries that are known by a contact point alone go
likewise, for it is somebody's.

The entry stays, nameless, with what was decided on it; so nobody is found by it and it is in no export. It goes no
sooner than the last text that named it could: from a text that is kept a newer reader would list them anew, without the
dismissal; where the readers of today no longer read them there, a text may stay for others. Who is cleared stays, for
others may have the accusation still.
"""

from store.forgotten.due import due, hold
from store.forgotten.entry import forget, forget_details

__all__ = ["due", "forget", "forget_details", "hold"]
