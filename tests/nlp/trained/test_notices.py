"""A notice that offers among others that do not: found, and nobody else of the board accused for it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.terms import ContactOwner, DocumentLabel, Role
from nlp.trained.notices import notices
from nlp.trained.reader import TrainedReader
from tests.nlp.build import make_document

HARMLESS = (
    "Vendo bicicleta rodado 26, poco uso, retira por Villa Crespo.",
    "Heladera usada, enfría bien, 80 mil.",
    "Clases de guitarra, martes y jueves, profesor Elvio Tarragó, 11 0000 0031.",
    "Se alquila pieza a señorita sola, con baño.",
    "Fletes Rosales y mudanzas, camioneta grande, presupuesto sin cargo.",
    "Perdí un perro marrón por el parque, responde a Toto.",
    "Costurera: arreglos, cierres, ruedos.",
)
OFFER = (
    "Te llevamos de Cúcuta a Santiago sin pasaporte por la trocha, nosotros arreglamos cada frontera. "
    "350 USD por persona, pagas al llegar. WhatsApp +57 300 000 0017"
)


@pytest.fixture(scope="module")
def reader() -> TrainedReader:
    return TrainedReader()


@pytest.mark.parametrize("boards", [1, 20])
def test_an_offer_among_other_notices_is_flagged_for_itself_alone(reader: TrainedReader, boards: int) -> None:
    others = "\n".join(HARMLESS * boards)
    analysis = reader.analyse(make_document(f"{others}\n{OFFER}\n{others}", kind="ad"))
    assert DocumentLabel.SMUGGLING_OFFER in analysis.labels
    assert [contact.value for contact in analysis.operator_contacts] == ["+573000000017"]
    assert not [mention.name for mention in analysis.mentions if mention.role is Role.OPERATOR]
    assert all(c.owner is not ContactOwner.OPERATOR for c in analysis.contacts if c.value.startswith("+54"))
    assert any("trocha" in signal.phrase and signal.weight > 0 for signal in analysis.signals)


def test_a_board_without_an_offer_is_not_flagged(reader: TrainedReader) -> None:
    assert reader.analyse(make_document("\n".join(HARMLESS * 9), kind="ad")).labels == ()


def test_a_long_line_is_taken_apart_where_its_sentences_end() -> None:
    sentence = "Se ofrece jardinero con herramientas propias y referencias de años... "
    found = [sentence * 3] * 3
    assert [("".join(found))[start:end] for start, end in notices("".join(found))] == found
    assert notices("." * 1_000) == [(0, 1_000)]


@given(st.text(alphabet=st.sampled_from("ab .!?\n"), max_size=2_000))
def test_notices_stand_apart_and_in_the_text(text: str) -> None:
    found = notices(text)
    assert all(0 <= start < end <= len(text) and "\n" not in text[start:end] for start, end in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
