"""Who is who: people judge pairs (judge), identity is computed from that (clusters), the machine proposes (pairs)."""
