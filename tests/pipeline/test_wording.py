"""What rose near coded words is counted by the night and stands on the overview with an example."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from pipeline.wording import count_again
from store import analyses, flags, linking, views
from store.session import Database
from tests.store.make import NOON, analysis, capture, mention, register, save


def _flagged(database: Database, number: int, words: str, days: int) -> int:
    seen = NOON + timedelta(days=days)
    own = " ".join(f"asunto{number}x{place}" for place in range(40))  # no two texts are one story
    with database.transaction() as session:
        saved = save(session, capture(number, at=seen), f"El coyote {words}. {own}")
        analyses.save(session, analysis(saved.revision_id, [mention(f"Operador {number}")]))
        linking.link(session, saved.revision_id, threshold=0.8)
        flags.raise_flag(session, saved.revision_id, None, seen)
    return saved.revision_id


def test_a_rise_is_kept_and_counted_again(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'almenara.db'}")
    database.upgrade()
    with database.transaction() as session:
        register(session, "cl_voz")
    for number in range(1, 13):
        _flagged(database, number, "cobra por la trocha", 0)
    newest = [_flagged(database, number, "ofrece zarzamora segura a Rosa Amaru", 200) for number in range(20, 32)]
    now = NOON + timedelta(days=201)
    assert count_again(database, now) == count_again(database, now) > 0
    with database.reading() as session:
        found = {term.phrase: term for term in views.rising_terms(session)}
    assert (found["zarzamora"].newer, found["zarzamora"].older) == (12, 0)
    assert found["zarzamora"].revision_id in newest
    assert "cobra" not in found
    assert not [phrase for phrase in found if "amaru" in phrase]
    assert count_again(database, now + timedelta(days=400)) == 0
    database.close()
