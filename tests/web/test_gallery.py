"""Every page as people see it: light, dark, on a phone, at 200 % zoom, in three languages; empty, too, and refusing.

Where ALMENARA_SCREENSHOTS names a folder, a picture of each is kept there (tests/web/gallery.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from core.settings import Settings
from core.terms import LegalStatus
from store import views
from store.flagging import corrections, removals
from store.session import Database
from tests.web.browser import served
from tests.web.conftest import settings_in
from tests.web.gallery import Look, hang, looking, looks, visit
from tests.web.seed import NOW, Night
from tests.web.stories import ADVERT, CLEARED, REPORT
from tests.web.test_access import findings
from tests.web.test_covering import hold

pytestmark = pytest.mark.browser


@pytest.fixture
def empty_origin(tmp_path: Path) -> Iterator[str]:
    """A desk on its first morning."""
    settings = settings_in(tmp_path / "empty")
    settings.data_dir.mkdir(parents=True)
    database = Database(settings.database)
    database.upgrade()
    database.close()
    with served(settings) as address:
        yield address


@looks
def test_every_page(browser: Browser, origin: str, flag_ids: dict[str, int], look: Look) -> None:
    pages = {
        "tonight": "/",
        "tonight-all": "/?since=all",
        "flag-report": f"/flags/{flag_ids[REPORT.title]}",
        "flag-advert": f"/flags/{flag_ids[ADVERT.title]}",
        "flag-clearance": f"/flags/{flag_ids[CLEARED.title]}",
        "evidence": f"/flags/{flag_ids[ADVERT.title]}/evidence",
        "operator": "/operators/2",
        "operators": "/operators",
        "network": "/operators/2/network",
        "pairs": "/pairs",
        "pair": "/pairs/2/3",
        "search": "/search",
        "search-found": "/search?q=migrantes&country=CL",
        "search-nothing": "/search?q=xyzzyplugh",
        "overview": "/overview",
        "guide": "/guide",
        "runs": "/runs",
        "run": "/runs/4",
        "sources": "/sources",
        "source": "/sources/ec_prensa",
        "document": "/documents/1",
        "card": "/reconcile/preview?id=2",
        "error-404": "/flags/999",
        "error-404-address": "/nowhere",
        "error-422": "/search?since=yesterday",
    }
    found: list[str] = []
    with looking(browser, origin, look) as seen:
        visit(seen, look, pages, each=lambda page: found.extend(findings(page)))
    assert found == []  # axe-core, in every language


@looks
def test_an_empty_watch(browser: Browser, empty_origin: str, look: Look) -> None:
    names = ("tonight", "operators", "pairs", "search", "overview", "runs", "sources")
    with looking(browser, empty_origin, look) as seen:
        visit(seen, look, {f"empty-{name}": "/" if name == "tonight" else f"/{name}" for name in names})


@looks
def test_what_people_corrected(
    browser: Browser, settings: Settings, database: Database, flag_ids: dict[str, int], look: Look
) -> None:
    """Beside what was read: of an advert that it accuses nobody, of a report that it says less."""
    named = {"flag-not-accused": flag_ids[ADVERT.title], "flag-less": flag_ids[REPORT.title]}
    with database.transaction() as session:
        for flag_id, to in zip(named.values(), (None, LegalStatus.ADVERTISED), strict=True):
            ((_operator, statement),) = views.statements_of_flag(session, flag_id).items()
            corrections.correct(session, statement, to, who="Ana", why="read it", expected_version=0, now=NOW)
    found: list[str] = []
    with served(settings) as address, looking(browser, address, look) as seen:
        pages = {name: f"/flags/{flag_id}" for name, flag_id in named.items()}
        visit(seen, look, pages, each=lambda page: found.extend(findings(page)))
    assert found == []


@looks
def test_names_that_are_covered(browser: Browser, settings: Settings, database: Database, look: Look) -> None:
    flag_id, revision_id, _operator = hold(database, Night(database, settings.archive_root))
    with served(settings) as address, looking(browser, address, look) as seen:
        visit(seen, look, {"names-covered": f"/flags/{flag_id}", "names-document": f"/documents/{revision_id}"})
        seen.page.locator("#asker").fill("Ana")
        seen.page.locator("form[action*='/names'] button").click()
        expect(seen.page.locator(".prose")).to_contain_text("Juana Ñusta Tika")
        hang(seen, "names-shown", look)


@looks
def test_what_people_took_off(browser: Browser, settings: Settings, database: Database, look: Look) -> None:
    """The page of a contact point, and what is told once it is off."""
    with database.reading() as session:
        there = views.lately_seen(session, limit=9)
        ((key, line),) = [(key, line) for key in there for line in views.operator(session, key).contacts]
    found: list[str] = []
    with served(settings) as address, looking(browser, address, look) as seen:
        pages = {"contact": f"/operators/{key}/contacts/{line.contact_id}"}
        visit(seen, look, pages, each=lambda page: found.extend(findings(page)))
        with database.transaction() as session:
            done = removals.take_off(session, key, line.type, line.value, who="Ana", why="hers", now=NOW)
        pages = {"contact-off": f"/operators/{key}/removals/{done}", "operator-contact-off": f"/operators/{key}"}
        visit(seen, look, pages, each=lambda page: found.extend(findings(page)))
    assert found == []
