"""How a journey is made: modes, hours and path, each with the words that say it. All texts are invented."""

from __future__ import annotations

import pytest

from core.records import Document, Route, Span
from core.terms import DocumentKind, Language, PathKind, TravelMode
from nlp.pipeline import pipeline
from nlp.reading import Reading, joined, make_reading
from nlp.travel import Travel, find_travel, with_travel


def read(text: str, *, kind: str = "ad", language: str = "es", title: str = "") -> Reading:
    """A reading without the trained model, which these rules don't need."""
    document = Document("d1", DocumentKind(kind), "test", "CO", "", title, text, Language(language))
    whole, body_start = joined(document)
    doc = pipeline(document.language)(whole)
    return make_reading(document, doc, language=document.language, body_start=body_start)


def travel(text: str, *stops: str, kind: str = "ad", language: str = "es") -> Travel:
    """What is read of the journey through `stops`; the start of the text where none is named."""
    reading = read(text, kind=kind, language=language)
    spans = [reading.span(reading.text.index(stop), reading.text.index(stop) + len(stop)) for stop in stops]
    return find_travel(reading, spans or [Span(0, 1)])


def said(text: str, span: Span) -> str:
    return text[span.start : span.end]


@pytest.mark.parametrize(
    ("text", "language", "modes"),
    [
        ("Bus hasta Pisiga, caminata corta y camioneta a Iquique", "es", ["bus", "foot", "car"]),
        ("We fly you to Managua, then by truck and by boat", "en", ["plane", "truck", "boat"]),
        ("Ônibus até Assis Brasil, a pé pela ponte, voadeira no rio", "pt", ["bus", "foot", "boat"]),
        ("Viajaban en La Bestia y en un tren de carga", "es", ["train"]),
        ("Escondidos en un tráiler que subió al ferry", "es", ["truck", "ship"]),
        ("Directo, sin caminar, nada de lanchas, todo en carro", "es", ["car"]),
        ("Sem caminhada, tudo de avião", "pt", ["plane"]),
        ("A patrol boat stopped them; the police car came later", "en", []),
        ("Los vio una lancha de la Armada", "es", []),
        ("Te llevamos hasta tu destino", "es", []),
        ("Iban en un camión y un autocar", "es", ["truck", "bus"]),
        ("Iam num camião e num autocarro", "pt", ["truck", "bus"]),
        ("They rode in a lorry and a coach", "en", ["truck", "bus"]),
        ("en jeep y luego en un furgón", "es", ["car", "truck"]),
        ("dois jipes e um furgão", "pt", ["car", "truck"]),
        ("En moto, y de noche en una semirrígida", "es", ["motorcycle", "boat"]),
        ("De moto, e de noite numa semirrígida", "pt", ["motorcycle", "boat"]),
        ("By motorbike, and at night by RHIB", "en", ["motorcycle", "boat"]),
        ("un pesquero y un dhow", "es", ["ship", "boat"]),
        ("uma traineira e um dhow", "pt", ["ship", "boat"]),
        ("a trawler and a go-fast boat", "en", ["ship", "boat"]),
        ("They hired drivers to ferry migrants by car from Nogales to Phoenix", "en", ["car"]),
        ("a driver who would ferry them north", "en", []),
        ("then the ferry to Puerto Montt", "en", ["ship"]),
        ("De machimbombo até Maputo", "pt", ["bus"]),
        ("Num chapa até Ressano Garcia", "pt", ["bus"]),
        ("Um candongueiro até Luvo", "pt", ["bus"]),
        ("dos motos de agua", "es", ["boat"]),
        ("bajo un techo de chapa", "es", []),
        ("o motorista esperou", "pt", []),
    ],
)
def test_modes_in_the_order_of_the_text(text: str, language: str, modes: list[str]) -> None:
    assert [ride.mode.value for ride in travel(text, language=language).rides] == modes


@pytest.mark.parametrize(
    ("text", "language", "hours"),
    [
        ("Llegas en 36 horas", "es", 36),
        ("El viaje dura tres días", "es", 72),
        ("They walked two nights in the desert", "en", 24),
        ("Uma semana de viagem por terra", "pt", 168),
        ("Viaje de 36 a 48 horas", "es", 48),
        ("Caminata de dos días y medio por la selva", "es", 60),
        ("Travesía de media hora en lancha", "es", 0.5),
        ("a half-hour walk, then half an hour by car, a trip of 3 hrs", "en", 3),
        ("Duas horas de caminhada e seis horas de ônibus", "pt", 6),
        ("Son 3 h y media de travesía", "es", 3.5),
        ("It takes a couple of days on the route", "en", 48),
        ("It takes a week to cross", "en", 168),
    ],
)
def test_hours_of_the_journey(text: str, language: str, hours: float) -> None:
    found = travel(text, language=language).duration
    assert found is not None
    assert found.hours == pytest.approx(hours)


def test_a_time_without_a_number_stays_as_written() -> None:
    found = travel("Caminan varios días por la selva").duration
    assert found is not None
    assert (found.written, found.hours) == ("varios días", None)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Salió hace tres días y no llega", "es"),
        ("Salida 17h de la terminal", "es"),
        ("Salida 21:00 hrs", "es"),
        ("Atención 24 horas, viajes a Lima", "es"),
        ("Two trips a week to the border", "en"),
        ("Pasó nueve días encerrada tras llegar", "es"),
        ("Llegas sin caminar 7 días", "es"),
        ("La Armada demoró anoche la lancha que cruzaba", "es"),
        ("El plazo es de tres días", "es"),
    ],
)
def test_other_times_are_not_the_journeys(text: str, language: str) -> None:
    assert travel(text, language=language).duration is None


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Pasamos por la trocha", "es", "por la trocha"),
        ("Todo el viaje sin sello", "es", "sin sello"),
        ("Cruce sin pasar por migración", "es", "sin pasar por migración"),
        ("Passa fora do posto, à noite", "pt", "fora do posto"),
        ("Entra sem carimbo", "pt", "sem carimbo"),
        ("They crossed between ports of entry", "en", "between ports of entry"),
        ("The van went around, avoiding the checkpoint", "en", "avoiding the checkpoint"),
        ("Una patera con 40 personas", "es", "patera"),
        ("The boat landed them on a beach", "en", "landed them on a beach"),
        ("Ingresaron por pasos no habilitados", "es", "por pasos no habilitados"),
        ("Llega a Iquique sin pasar por un control", "es", "sin pasar por un control"),
        ("Te pasa el asesor, nada de policías", "es", "nada de policías"),
        ("They walked up Roxham Road", "en", "Roxham Road"),
    ],
)
def test_beside_the_posts(text: str, language: str, words: str) -> None:
    path = travel(text, language=language).path
    assert path is not None
    assert path.kind is PathKind.IRREGULAR
    assert said(text, path.span) == words


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Cruzan por el puente internacional", "es", "por el puente internacional"),
        ("Te sellan el pasaporte en la frontera", "es", "Te sellan el pasaporte"),
        ("Todos passam pela imigração", "pt", "passam pela imigração"),
        ("Passports are stamped, then the bus goes on", "en", "stamped"),
        ("Bus con sello, nada de trochas", "es", "con sello"),
    ],
)
def test_through_the_posts(text: str, language: str, words: str) -> None:
    path = travel(text, language=language).path
    assert path is not None
    assert path.kind is PathKind.OFFICIAL
    assert said(text, path.span) == words


def test_a_trail_beside_a_post_is_beside_it() -> None:
    found = travel("Bajan en Rumichaca y siguen por la trocha").path
    assert found is not None
    assert found.kind is PathKind.IRREGULAR


@pytest.mark.parametrize(
    "text",
    [
        "Parada en Rumichaca",
        "La policía del puente internacional de Rumichaca",
        "Iban escondidos bajo sacos de quinua y en Rumichaca pasaron por migración",
    ],
)
def test_a_post_that_is_named_or_passed_in_hiding_was_not_gone_through(text: str) -> None:
    assert travel(text, "Rumichaca").path is None


def test_a_carriers_rule_says_nothing_of_its_path() -> None:
    assert travel("Sin sello no se aborda el bus").path is None


def test_nothing_said_nothing_read() -> None:
    assert travel("Te llevamos de Cúcuta a Lima") == Travel()
    assert find_travel(read("Bus por la trocha en 3 horas de viaje"), []) == Travel()


def test_a_report_is_read_where_its_route_is_told() -> None:
    text = (
        "El presidente viajó en avión durante dos días. Llegó a una feria. Habló de trenes. "
        "Los migrantes iban en camión de Tapachula a Puebla."
    )
    found = travel(text, "Tapachula", kind="news")
    assert [ride.mode for ride in found.rides] == [TravelMode.TRUCK]
    assert found.duration is None


def test_spans_in_the_title_are_the_titles() -> None:
    reading = read("Cupos limitados.", title="En bus por la trocha hasta Lima")
    found = find_travel(reading, [Span(0, 2, in_title=True)])
    assert [ride.span for ride in found.rides] == [Span(3, 6, in_title=True)]


def test_the_route_takes_what_was_read() -> None:
    reading = read("De Cúcuta a Lima en bus, 36 horas de viaje, por la trocha")
    route = with_travel(reading, Route(("CO", "PE"), ("Cúcuta", "Lima"), (Span(3, 9),)))
    assert (route.countries, route.modes, route.duration_hours, route.path) == (
        ("CO", "PE"),
        ("bus",),
        36.0,
        "irregular",
    )
    assert with_travel(reading, Route()) == Route()


def test_long_rows_are_read_to_their_end() -> None:
    reading = read("tres " * 4000 + "entran a a a " * 2000 + "1 " * 4000 + "en bus hasta Arica")
    arica = reading.text.index("Arica")
    assert [ride.mode for ride in find_travel(reading, [Span(arica, arica + 5)]).rides] == [TravelMode.BUS]
