"""Persons on the watchlist whom nothing accuses any more (store.flagging.dismissals.is_over): after a time their names
and contact points are taken off it, and out of what is kept of them. Entries that are known by a contact point alone go
likewise, for it is somebody's.

The entry stays, nameless, with what was decided on it; so nobody is found by it and it is in no export. It goes no
sooner than the last text that named it could: from a text that is kept a newer reader would list them anew, without the
dismissal. A text may stay for others where the readers of today no longer read them there, or where a person corrected
all that it says of them: then it is remembered at which place of the text they stand, and nobody is listed who is read
there, until the text goes, too (store.linking.forgotten_places). Who is cleared stays, for others may have the
accusation still.
"""

from store.forgotten.due import due, hold
from store.forgotten.entry import forget, forget_details

__all__ = ["due", "forget", "forget_details", "hold"]
