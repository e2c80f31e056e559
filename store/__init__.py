"""The memory: documents, operators, flags, decisions, runs and mails. The only home of SQLAlchemy."""
