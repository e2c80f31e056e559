"""How bytes are fetched: guarded addresses, exact wire capture, and manners towards publishers."""
