"""Invented documents with what a reader would find in them, by the words themselves. All names are fictional."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal

from core.records import Analysis, ContactPoint, Mention, Price, Route, Signal, Span
from core.terms import ContactOwner, ContactType, DocumentKind, DocumentLabel, Language, LegalStatus, Role


@dataclass
class Story:
    """One invented document with what a reader would find in it, by the words themselves."""

    source_id: str
    title: str
    text: str
    labels: tuple[DocumentLabel, ...]
    operators: tuple[tuple[str, tuple[str, ...]], ...] = ()
    others: tuple[tuple[str, Role], ...] = ()
    cleared: tuple[str, ...] = ()
    phones: tuple[tuple[str, str], ...] = ()  # as written, E.164
    signals: tuple[tuple[str, str, float], ...] = ()  # element, phrase, weight
    places: tuple[str, ...] = ()
    route: tuple[str, ...] = ()
    price: tuple[str, int, str] | None = None  # as written, amount, currency
    status: LegalStatus | None = LegalStatus.REPORTED
    kind: DocumentKind = DocumentKind.NEWS
    score: float = 0.93
    same_as: str = ""  # the story it is a copy of
    path: str = ""  # of its address, where another version stands there; its own otherwise
    published: datetime = field(default=datetime(2021, 1, 22, 18, 30, tzinfo=UTC))

    @property
    def label(self) -> DocumentLabel:
        return self.labels[0]


def span_of(story: Story, words: str) -> Span:
    """Where these words stand, in the text or else in the title."""
    start = story.text.find(words)
    if start >= 0:
        return Span(start, start + len(words))
    start = story.title.index(words)
    return Span(start, start + len(words), in_title=True)


def spans_of(story: Story, *forms: str) -> tuple[Span, ...]:
    """Every place where one of these forms stands."""
    found = []
    for where, in_title in ((story.title, True), (story.text, False)):
        for form in forms:
            start = where.find(form)
            while start >= 0:
                found.append(Span(start, start + len(form), in_title))
                start = where.find(form, start + 1)
    return tuple(found)


def sentence_with(story: Story, words: str) -> str:
    """The sentence of the text that holds these words."""
    return next((s.strip() + "." for s in story.text.split(".") if words in s), story.title)


def reading_of(story: Story, revision_id: int) -> Analysis:
    """What the reader would have found."""
    mentions = [
        Mention(
            name,
            aliases,
            Role.OPERATOR,
            0.91,
            sentence_with(story, name),
            spans_of(story, name, *aliases),
            status=story.status,
        )
        for name, aliases in story.operators
    ]
    mentions += [
        Mention(
            name,
            (),
            Role.VICTIM,
            0.9,
            sentence_with(story, name),
            spans_of(story, name),
            status=LegalStatus.CLEARED,
            cleared=True,
        )
        for name in story.cleared
    ]
    mentions += [
        Mention(name, (), role, 0.9, sentence_with(story, name), spans_of(story, name)) for name, role in story.others
    ]
    price = story.price
    return Analysis(
        document_id=str(revision_id),
        language=Language.SPANISH,
        labels=story.labels,
        scores=dict.fromkeys(DocumentLabel, 0.04) | dict.fromkeys(story.labels, story.score),
        mentions=tuple(mentions),
        contacts=tuple(
            ContactPoint(ContactType.WHATSAPP, value, ContactOwner.OPERATOR, written, span_of(story, written))
            for written, value in story.phones
        ),
        route=Route(story.route, story.places, tuple(span_of(story, place) for place in story.places)),
        prices=(Price(Decimal(price[1]), price[2], span_of(story, price[0]), per_person=True),) if price else (),
        signals=tuple(
            Signal(
                story.label if story.labels else DocumentLabel.SMUGGLING_OFFER,
                element,
                phrase,
                weight,
                span_of(story, phrase),
            )
            for element, phrase, weight in story.signals
        ),
        reader="rules 1",
    )


REPORT = Story(
    "cl_bitacora",
    "Canciller anuncia ofensiva contra el tráfico ilícito de migrantes",
    "El ministro anunció una ofensiva internacional contra quienes lucran con la necesidad ajena.\n"
    "Según los reportes de prensa, la empresa colombiana ViveOnline, también anunciada como Vive Online, traslada "
    "migrantes por Ecuador, Perú y Bolivia hasta Chile, y garantiza asistencia en cada frontera para eludir a la "
    "policía.\nLos viajeros salen de Cúcuta, pasan Rumichaca y Huaquillas y entran por Colchane.\n"
    "La Fiscalía Nacional pidió colaboración a sus pares de la región. La empresa negó los cargos.",
    (DocumentLabel.SMUGGLING_REPORT,),
    operators=(("ViveOnline", ("Vive Online",)),),
    others=(("Fiscalía Nacional", Role.AUTHORITY),),
    signals=(
        ("passage", "traslada migrantes", 1.4),
        ("evasion", "eludir a la policía", 1.8),
        ("benefit", "lucran con la necesidad", 0.6),
        ("denial", "negó los cargos", -0.4),
    ),
    places=("Cúcuta", "Rumichaca", "Huaquillas", "Colchane"),
    route=("CO", "EC", "PE", "BO", "CL"),
)
COPY = Story(
    "pe_frontera",
    "Cancillería chilena anuncia ofensiva contra tráfico de migrantes",
    REPORT.text,
    REPORT.labels,
    operators=REPORT.operators,
    signals=REPORT.signals,
    route=REPORT.route,
    same_as=REPORT.title,
)
ADVERT = Story(
    "co_avisos",
    "Viajes a Chile por tierra, salida todos los lunes",
    "🌎 Viajes Sol Naciente te lleva a Chile sin pasaporte y sin sello. Salimos de Ipiales, cruzamos por Huaquillas y "
    "Desaguadero con nuestros asesores en cada frontera.\nPrecio 350 USD por persona, pagas al llegar. Cupos "
    "limitados para mujeres y niños.\nEscribe al WhatsApp 300 000 00 21, no llames.",
    (DocumentLabel.SMUGGLING_OFFER,),
    operators=(("Viajes Sol Naciente", ()),),
    phones=(("300 000 00 21", "+573000000021"),),
    signals=(
        ("evasion", "sin pasaporte y sin sello", 2.1),
        ("escort", "asesores en cada frontera", 1.2),
        ("payment", "pagas al llegar", 0.8),
        ("lawful", "Cupos limitados", -0.2),
    ),
    places=("Ipiales", "Huaquillas", "Desaguadero"),
    route=("CO", "EC", "PE", "BO", "CL"),
    price=("350 USD", 350, "USD"),
    status=LegalStatus.ADVERTISED,
    kind=DocumentKind.AD,
    score=0.88,
)
NAMELESS = Story(
    "cl_bitacora",
    "Rescatan a doce migrantes abandonados en el altiplano",
    "Carabineros encontró a doce personas cerca de Colchane. Relataron que un conductor las dejó en la noche tras "
    "cobrarles por el cruce. La policía busca al conductor.",
    (DocumentLabel.SMUGGLING_REPORT,),
    others=(("Carabineros", Role.AUTHORITY),),
    signals=(("passage", "cobrarles por el cruce", 1.1),),
    places=("Colchane",),
    route=("BO", "CL"),
    score=0.71,
)
ACCUSED = Story(
    "pe_frontera",
    "Denuncian a Turismo Pampa Clara por traslados nocturnos",
    "Vecinos denuncian que Turismo Pampa Clara mueve personas de noche por la pampa hacia la frontera.",
    (DocumentLabel.SMUGGLING_REPORT,),
    operators=(("Turismo Pampa Clara", ()),),
    signals=(("passage", "mueve personas de noche", 1.0),),
    route=("PE", "CL"),
    score=0.66,
)
CLEARED = Story(
    "cl_bitacora",
    "Tribunal absuelve a Turismo Pampa Clara: suplantaron su nombre",
    "El tribunal absolvió a Turismo Pampa Clara. Una banda sin identificar había usado su nombre y su logotipo.",
    (DocumentLabel.SMUGGLING_REPORT,),
    cleared=("Turismo Pampa Clara",),
    signals=(("passage", "Una banda sin identificar", 0.5),),
    score=0.58,
)
BROUGHT = replace(ADVERT, source_id="ingested", title=f"{ADVERT.title}, de otros")
"""Of no source: its file lies where WARC files of others do."""
EARLIER = (ACCUSED,)
TONIGHT = (REPORT, COPY, ADVERT, NAMELESS, CLEARED)
