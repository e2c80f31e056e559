"""Full-text search over documents and the names of operators, however they are spelt. Start here."""

from store.search.addresses import address_alone
from store.search.asking import Asked, only_signs, understand
from store.search.borrowed import borrowed
from store.search.documents import count_documents, find_documents
from store.search.excerpt import excerpt, marked
from store.search.listing import (
    EVERYBODY,
    RANKED,
    WIDEST,
    KnownFrom,
    ListFilter,
    Listing,
    Order,
    chosen_ids,
    listed,
)
from store.search.operators import find_operators
from store.search.records import DocumentHit, SearchFilter
from store.search.whole import text

__all__ = [
    "EVERYBODY",
    "RANKED",
    "WIDEST",
    "Asked",
    "DocumentHit",
    "KnownFrom",
    "ListFilter",
    "Listing",
    "Order",
    "SearchFilter",
    "address_alone",
    "borrowed",
    "chosen_ids",
    "count_documents",
    "excerpt",
    "find_documents",
    "find_operators",
    "listed",
    "marked",
    "only_signs",
    "text",
    "understand",
]
