"""The search index, kept with the rows: whoever saves a text or a name tells it, in the same transaction, so that it
never has to be built anew. What asks it is store.search."""

from store.indexing.index import (
    forget_name,
    forget_text,
    is_in_a_name,
    remember_all,
    remember_name,
    remember_names,
    remember_text,
    with_names,
)
from store.indexing.tidying import tidy

__all__ = [
    "forget_name",
    "forget_text",
    "is_in_a_name",
    "remember_all",
    "remember_name",
    "remember_names",
    "remember_text",
    "tidy",
    "with_names",
]
