"""An operator under a name that nobody knew is new evidence; another spelling, or what was dismissed, is not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from core.languages import language, speaking
from core.reason_words import in_words
from core.terms import DocumentKind, FlagState
from store import flags, views
from store.session import Database, Session
from tests.store.make import NOON, OFFER, analysis, capture, mention, phone, read, save

ADVERT = " ".join(f"palabra{number} de la salida de los jueves" for number in range(40))
NUMBER = phone("+573000000017")
LATER = NOON + timedelta(hours=1)


def _advert(session: Session, number: int, *names: str, path: str = "", text: str = ADVERT) -> views.FlagSummary:
    """An advert of one wording and one number, at an address of its own; the first name is the fullest form."""
    shot = capture(number, source_id="co_avisos", path=path, at=LATER if path else NOON)
    saved = save(session, shot, text, kind=DocumentKind.AD, title=f"Aviso {number}")
    said = [mention(*names)] if names else []
    flag_id = read(session, analysis(saved.revision_id, said, [NUMBER], labels=(OFFER,)), now=LATER) or 0
    return views.flag(session, flag_id).summary


def _decide(session: Session, flag: views.FlagSummary, to: FlagState) -> None:
    flags.decide(session, flag.flag_id, to, who="ana", why="seen", expected_version=flag.version, now=LATER)


def _added(session: Session, flag: views.FlagSummary) -> Sequence[str]:
    return [event.details.partition("; ")[2] for event in views.flag(session, flag.flag_id).events][1:]


def test_who_advertises_under_another_name_is_told(database: Database) -> None:
    """An agency renamed itself in the same words over the same number, and the mail said that nothing was new."""
    with database.transaction() as session:
        first = _advert(session, 1, "Ruta Zorzal Viajes", "Ruta Zorzal")
        _decide(session, first, FlagState.CONFIRMED)
        renamed = _advert(session, 2, "Expreso Kantuta", "Kantuta")
        assert (renamed.flag_id, renamed.new_evidence) == (first.flag_id, True)
        assert [key for key, _name in renamed.operators] == [1]  # one entry: they share wording and number
        again = _advert(session, 3, "Expreso Kantuta")
        edited = _advert(session, 2, "Expreso Kantuta", path="2", text=f"{ADVERT} y dos cupos")
        assert again.evidence_version == edited.evidence_version == renamed.evidence_version == 2  # told once
        assert _added(session, first) == ["adds name Expreso Kantuta", "", ""]
        assert renamed.new_since == ("co_avisos: Aviso 2; adds name Expreso Kantuta",)


def test_another_spelling_of_a_known_name_is_not(database: Database) -> None:
    with database.transaction() as session:
        first = _advert(session, 1, "Ruta Zorzal Viajes")
        for number, name in enumerate(("RUTAZORZAL", "Viajes Ruta Zorsal", "Ruta Zorzal"), start=2):
            assert _advert(session, number, name).evidence_version == first.evidence_version


def test_a_name_alone_brings_nothing_back_that_was_dismissed(database: Database) -> None:
    with database.transaction() as session:
        _decide(session, _advert(session, 1, "Ruta Zorzal"), FlagState.DISMISSED)
        assert not _advert(session, 2, "Expreso Kantuta").new_evidence


def test_the_first_name_of_who_had_none_is_told_as_who_they_are(database: Database) -> None:
    with database.transaction() as session:
        nameless = _advert(session, 1)
        assert "name " not in "".join(_added(session, nameless))
        named = _advert(session, 2, "Ruta Zorzal")
        assert [name for _id, name in named.operators] == ["Ruta Zorzal"]


def test_the_line_says_it_in_words() -> None:
    said = []
    for code in ("en", "es", "pt"):
        with speaking(language(code)):
            said.append(in_words("Avisos: Viaje; adds name Expreso Kantuta, phone +573000000029"))
    assert said == [
        "Avisos: Viaje; adds the name Expreso Kantuta, Phone +573000000029",
        "Avisos: Viaje; añade el nombre Expreso Kantuta, Teléfono +573000000029",
        "Avisos: Viaje; acrescenta o nome Expreso Kantuta, Telefone +573000000029",
    ]
