"""Is the watch awake? What whoever keeps it, or a monitor, asks every morning."""
