"""One person's name hidden before its time, because they asked: in all that is kept, and in what comes later.

Titles, texts, sentences and what else was read have a bar for each of its letters (core.hidden_words), so that all else
keeps its place and the lead can be decided. It stands on: the pages in the archive, byte for byte, from which it can be
read again; addresses; and what people signed. Nobody who is on the watchlist can be hidden so.
"""

from store.hide_name.asking import Asked, asked
from store.hide_name.at_once import Done, hide_at_once
from store.hide_name.hiding import Found, Hidden, find, hide, lift, listed, register

__all__ = ["Asked", "Done", "Found", "Hidden", "asked", "find", "hide", "hide_at_once", "lift", "listed", "register"]
