"""`almenara serve`: the investigators' pages."""

from __future__ import annotations

import sys

from core.settings import load
from pipeline.reporter import configure_logging
from store.accounts import people
from store.session import Database


def serve() -> None:
    """Serve the pages (settings: web.host, web.port, web.accounts) until interrupted.

    Example: almenara serve, then open http://127.0.0.1:8321/
    """
    from web.app import serve as serve_pages

    settings = load()
    configure_logging(settings)
    settings.make_data_dir()
    database = Database(settings.database)
    database.upgrade()
    if settings.web.signed_in:
        with database.reading() as session:
            lonely = not people.admins(session)
        if lonely:
            sys.stderr.write(
                'Nobody can manage accounts yet: almenara user add LOGIN --name "NAME" --role admin --mine\n'
            )
    database.close()
    serve_pages(settings)
