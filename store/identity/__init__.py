"""Who is who: people judge pairs (judge), identity comes of that (store.clusters), the machine proposes (pairs)."""
