"""`almenara serve`: the investigators' pages."""

from __future__ import annotations

from core.settings import load
from pipeline.reporter import configure_logging
from store.session import Database


def serve() -> None:
    """Serve the pages on this machine (settings: web.host, web.port) until interrupted.

    Example: almenara serve, then open http://127.0.0.1:8321/
    """
    from web.app import serve as serve_pages

    settings = load()
    configure_logging(settings)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database)
    database.upgrade()
    database.close()
    serve_pages(settings)
