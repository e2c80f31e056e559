"""The trained reader behind the door: it judges, marks, explains, and survives what the web may hold."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import SettingsError
from core.records import Analysis, Route
from core.terms import ContactOwner, ContactType, DocumentLabel, Role
from nlp.opening import open_reader
from nlp.pipeline import read_words
from nlp.records import to_record
from nlp.trained.encoder import Encoder
from nlp.trained.entities import entities_of
from nlp.trained.heads import Judge
from nlp.trained.journey import places_of
from nlp.trained.reader import MODEL, TrainedReader
from nlp.trained.spans import tagged_spans
from tests.nlp.build import make_document

OFFER = (
    "Te llevamos de Cúcuta a Santiago sin pasaporte por la trocha, nosotros arreglamos cada frontera. "
    "350 USD por persona, pagas al llegar. WhatsApp +57 300 000 0017"
)


@pytest.fixture(scope="module")
def reader() -> TrainedReader:
    return TrainedReader()


def test_an_offer_is_flagged_with_its_price_and_number(reader: TrainedReader) -> None:
    analysis = reader.analyse(make_document(OFFER))
    assert DocumentLabel.SMUGGLING_OFFER in analysis.labels
    assert [(float(price.amount), price.currency) for price in analysis.prices] == [(350.0, "USD")]
    assert [contact.value for contact in analysis.operator_contacts] == ["+573000000017"]


def test_accounts_are_printed_beside_what_is_scored(reader: TrainedReader) -> None:
    """The guide of annotation knows no accounts; a name in which one is kept is nobody's lead."""
    paid = "Depósito a la cuenta BCP 191-0000000-0-17 o Yape 900 000 011 a nombre de Ana Quispe"
    plain, told = (reader.analyse(make_document(text)) for text in (OFFER, f"{OFFER}\n{paid}"))
    assert to_record(told)["payee_accounts"] == ["bcp:1910000000017", "yape:+51900000011"]
    assert to_record(told)["operator_contacts"] == to_record(plain)["operator_contacts"]
    assert to_record(plain)["payee_accounts"] == []
    assert "Ana Quispe" not in [mention.name for mention in told.operators]


def test_a_collection_in_an_advert_that_offers_is_nobodys(reader: TrainedReader) -> None:
    asked = "DONACIONES para el albergue:\ncuenta Bancolombia 031-000000-17"
    found = reader.analyse(make_document(f"Somos Ruta Lince. {OFFER}\n{asked}"))
    assert [m.name for m in found.operators] == ["Ruta Lince"]
    assert [c.owner for c in found.contacts if c.type is ContactType.ACCOUNT] == [ContactOwner.OTHER]


def test_whom_news_lets_go_at_its_end_is_no_lead(reader: TrainedReader) -> None:
    held = (
        "La policía detuvo en marzo a Teo Marbán Quiroz, presunto cabecilla de una red que llevaba venezolanos sin "
        "papeles a través de la frontera por 300 dólares. La fiscalía imputó a Teo Marbán Quiroz por tráfico de "
        "migrantes."
    )
    assert [m.name for m in reader.analyse(make_document(held, kind="news")).operators] == ["Teo Marbán Quiroz"]
    let_go = f"{held}\n\nUn peritaje confirmó que las firmas no le pertenecen. La jueza resolvió a su favor."
    found = reader.analyse(make_document(let_go, kind="news"))
    assert not found.operators
    assert [m.name for m in found.mentions if m.cleared] == ["Teo Marbán Quiroz"]


def test_an_advert_does_not_acquit_who_signs_it(reader: TrainedReader) -> None:
    acquitted = "Somos Ruta Lince. El tribunal absolvió a Ruta Lince, sobreseída de todos los cargos."
    analysis = reader.analyse(make_document(f"{acquitted} {OFFER}", kind="ad"))
    assert not analysis.clears
    assert [contact.value for contact in analysis.operator_contacts] == ["+573000000017"]
    assert "Ruta Lince" not in [mention.name for mention in analysis.operators]  # who knows: a person looks


@pytest.mark.parametrize("body", ["Save the Children", "Fundación Scalabrini", "El Universo", "Turbus", "Cruz Roja"])
def test_an_advert_under_a_well_known_name_leaves_its_number_and_not_the_name(reader: TrainedReader, body: str) -> None:
    """Who frames a relief body, a paper or a coach line must not get it listed."""
    for text in (f"Somos {body}. {OFFER}", f"{OFFER} {body}"):
        analysis = reader.analyse(make_document(text, kind="ad"))
        assert DocumentLabel.SMUGGLING_OFFER in analysis.labels
        assert [contact.value for contact in analysis.operator_contacts] == ["+573000000017"]
        assert [mention.name for mention in analysis.operators] == []


@pytest.mark.parametrize("skims", [False, True])
def test_an_offer_behind_thousands_of_words_of_other_wares_is_flagged(skims: bool) -> None:
    wares = "Vendo bicicleta en buen estado. Heladera usada, funciona. Clases de guitarra los martes. " * 120
    reader = TrainedReader(skims=skims)
    assert reader.analyse(make_document(wares, kind="ad")).labels == ()
    hidden = reader.analyse(make_document(f"{wares}{OFFER} {wares}", kind="ad"))
    assert DocumentLabel.SMUGGLING_OFFER in hidden.labels
    assert any("trocha" in signal.phrase for signal in hidden.signals)


@pytest.mark.parametrize(
    ("text", "kind", "language"),
    [
        ("Vendo bicicleta en buen estado, poco uso, entrego en el centro.", "ad", "es"),
        ("The council voted on Tuesday to repair the bridge before winter.", "news", "en"),
        ("A receita leva farinha, ovos e um copo de leite; asse por meia hora.", "news", "pt"),
    ],
)
def test_ordinary_texts_carry_nothing(reader: TrainedReader, text: str, kind: str, language: str) -> None:
    analysis = reader.analyse(make_document(text, kind=kind, language=language))
    assert analysis.labels == ()
    assert analysis.operators == ()
    assert analysis.operator_contacts == ()


def test_of_what_is_nearly_flagged_journey_and_price_are_read_and_nobody_is_named(reader: TrainedReader) -> None:
    shipped = reader.calibration
    out_of_reach = {
        kind: {label: replace(curve, threshold=1.1) for label, curve in curves.items()}
        for kind, curves in shipped.curves.items()
    }
    stricter = TrainedReader()
    stricter.calibration = replace(shipped, curves=out_of_reach)
    stricter.second = None  # both together would flag it
    analysis = stricter.analyse(make_document(OFFER))
    assert analysis.labels == ()
    assert analysis.route.countries == reader.analyse(make_document(OFFER)).route.countries != ()
    assert [(float(price.amount), price.currency) for price in analysis.prices] == [(350.0, "USD")]
    assert analysis.operators == ()
    assert analysis.operator_contacts == ()


def test_without_its_reasons_the_reader_is_less_sure(reader: TrainedReader) -> None:
    full = reader.analyse(make_document(OFFER))
    carrying = [s for s in full.signals if s.label is DocumentLabel.SMUGGLING_OFFER and s.weight > 0.3]
    assert carrying
    for signal in carrying:
        assert " ".join(OFFER[signal.span.start : signal.span.end].split()) == signal.phrase
        without = OFFER[: signal.span.start] + " " + OFFER[signal.span.end :]
        assert score(reader.analyse(make_document(without))) < score(full)


def score(analysis: Analysis) -> float:
    return analysis.scores[DocumentLabel.SMUGGLING_OFFER]


def test_papers_that_are_sold_in_a_country_are_no_journey(
    reader: TrainedReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers = "Cédulas y licencias con registro real. Entrega en España en 5 días, 2.500 euros, mitad al recibir."
    seen: list[str] = ["ES"]
    monkeypatch.setattr(type(reader.journeys), "route", lambda *_given: Route(tuple(seen)))
    document = make_document(papers, country="ES")
    assert reader.analyse(document).labels == (DocumentLabel.DOCUMENT_FRAUD_OFFER,)
    assert reader.analyse(document).route.countries == ()
    seen.append("FR")
    assert reader.analyse(document).route.countries == ("ES", "FR")


def test_papers_that_are_sold_at_a_stop_have_a_journey(reader: TrainedReader, monkeypatch: pytest.MonkeyPatch) -> None:
    papers = "Cédulas y licencias con registro real. Entrega en Irún en 5 días, 2.500 euros, mitad al recibir."
    stops: list[str] = []
    monkeypatch.setattr(type(reader.journeys), "route", lambda *_given: Route(("ES",), tuple(stops)))
    document = make_document(papers, country="ES")
    assert reader.analyse(document).labels == (DocumentLabel.DOCUMENT_FRAUD_OFFER,)
    assert reader.analyse(document).route == Route()
    stops.append("Irún")
    assert reader.analyse(document).route.countries == ("ES",)
    assert reader.analyse(document).route.waypoints == ("Irún",)


def test_the_same_text_reads_the_same(reader: TrainedReader) -> None:
    assert reader.analyse(make_document(OFFER)) == reader.analyse(make_document(OFFER))


def test_the_end_of_a_long_text_is_read_too(reader: TrainedReader) -> None:
    filler = "El mercado abrió temprano y los vecinos compraron pan, queso y fruta de temporada. " * 60
    answers = reader.encoder.answer([(make_document("x").kind, filler + "\n" + OFFER)])
    assert answers[0].offsets[-1][1] >= len(filler) + len(OFFER) - 1


def test_a_passage_that_stands_twice_is_read_once(reader: TrainedReader, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, ...]] = []
    run = reader.encoder._run

    def counted(group: list[tuple[int, ...]]) -> object:
        asked.extend(group)
        return run(group)

    monkeypatch.setattr(reader.encoder, "_run", counted)
    kind = make_document("x").kind
    first, other, again = reader.encoder.answer([(kind, OFFER), (kind, "Vendo bicicleta."), (kind, OFFER)])
    assert len(asked) == 2
    assert first.labels.tolist() == again.labels.tolist() != other.labels.tolist()
    assert first.offsets == again.offsets


@pytest.mark.parametrize("text", [".", "😀" * 300, "\u202eabc\u0000 def", "a" * 5000, "<script>x</script> " * 50])
def test_hostile_texts_are_survived(reader: TrainedReader, text: str) -> None:
    for kind in ("ad", "news"):
        analysis = reader.analyse(make_document(text, kind=kind))
        assert all(0.0 <= value <= 1.0 for value in analysis.scores.values())
        assert all(m.role is not Role.OPERATOR for m in analysis.mentions) or analysis.labels


def test_a_text_without_a_word_for_people_moved_needs_a_journey_and_a_sure_label(reader: TrainedReader) -> None:
    told = "Cinco hombres fueron condenados por llevar a veinte personas de {} a Iquique, por 300 dólares cada una."
    label, kept = DocumentLabel.SMUGGLING_REPORT, {}
    for start in ("Oruro", "Antofagasta"):
        reading = read_words(make_document(told.format(start), kind="news", country="CL"))
        (answer,) = reader._answers([reading])
        entities = entities_of(reading.doc)
        places = places_of(reading, Judge(reader.heads, answer), tagged_spans(answer, reading.text), entities)
        kept[start] = [reader._grounded(reading, (label,), {label: score}, places) for score in (0.9, 0.99)]
    assert kept == {"Oruro": [(), (label,)], "Antofagasta": [(), ()]}


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"no trained model"):
        Encoder(tmp_path)


def test_the_setting_opens_one_or_the_other() -> None:
    assert open_reader(0.5, None).version.startswith("almenara-rules")
    assert open_reader(0.5, MODEL).version.startswith("almenara-reader-")
