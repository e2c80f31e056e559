"""Names that officers had hidden for persons who asked: known by digests alone, and barred in whatever comes later
(`arriving`). What hides them in all that is kept already is store.hide_name."""
