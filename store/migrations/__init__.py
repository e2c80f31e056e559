"""How the schema came to be: Alembic's scripts, run by store.schema."""
