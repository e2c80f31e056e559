"""How likely two names are one firm's, explained. Pure. Start at `compare`."""

from store.likeness.compare import Comparison, compare, compare_if_same

__all__ = ["Comparison", "compare", "compare_if_same"]
