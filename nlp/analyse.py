"""The door of the rules: a Document in, an Analysis out. Here they are put in their order; each has its own module.

The trained reader (`nlp.trained.reader`) has a door of the same form; `nlp.opening` says which of the two reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from core.records import Analysis, ContactPoint, Document, Mention, Route
from core.terms import ContactType, DocumentLabel, Role
from nlp.classifier import RuleClassifier
from nlp.contact.numbering import country_of_number
from nlp.contact.owners import with_owners
from nlp.contacts import find_contacts
from nlp.naming.advertiser import find_advertisers
from nlp.naming.children import without_children
from nlp.naming.let_go import without_let_go
from nlp.payee.payees import with_accounts, without_holders
from nlp.pipeline import read_words
from nlp.prices import find_prices
from nlp.reading import Reading
from nlp.roles import find_mentions
from nlp.route import find_route
from nlp.signals import Hit, as_signals, find_hits
from nlp.stops import NOWHERE, STANDS, find_stops
from nlp.wording.fold import fold, name_key

_OFFERS = frozenset(DocumentLabel) - {DocumentLabel.SMUGGLING_REPORT}


class Reader:
    """Reads documents. Deterministic: the same document and threshold always give the same analysis."""

    def __init__(self, threshold: float) -> None:
        """`threshold` (0..1): a label is given where its score reaches it."""
        self.threshold = threshold
        self.classifier = RuleClassifier()

    @property
    def version(self) -> str:
        """Name and version of what reads; a new one makes the pipeline read every document again."""
        return f"almenara-{self.classifier.version}@{self.threshold:g}"

    def analyse(self, document: Document) -> Analysis:
        """Read one document."""
        reading = read_words(document)
        hits = find_hits(reading)
        scores = self._scores(reading, hits)
        labels = tuple(label for label in DocumentLabel if scores[label] >= self.threshold)
        points, places = find_contacts(reading)
        found = self._mentions(reading, hits, points, scores)
        mentions = without_let_go(reading, without_children(reading, without_holders(reading, found)))
        tells = _names_somebody(reading, labels)
        contacts = with_owners(points, places, reading, labelled=tells, operator_keys=_operator_keys(mentions))
        contacts = with_accounts(reading, contacts, mentions, labelled=tells)
        travels = bool(labels) or (reading.is_ad and any(hit.element == "passage" for hit in hits))
        lures = DocumentLabel.TRAFFICKING_LURE in labels
        return Analysis(
            document_id=document.document_id,
            language=reading.language,
            labels=labels,
            scores=scores,
            mentions=mentions,
            contacts=contacts,
            route=find_route(reading, hits, leaves=_left_country(document, points) if lures else None)
            if travels
            else Route(),
            prices=find_prices(reading, pays=_promised_pay(labels)) if labels else (),
            signals=as_signals(hits, reading),
            reader=self.version,
        )

    def score(self, document: Document) -> float:
        """The highest score of any label, as `analyse` would give it, at a third of its cost."""
        reading = read_words(document)
        return max(self._scores(reading, find_hits(reading)).values())

    def analyse_many(self, documents: Iterable[Document]) -> Iterator[Analysis]:
        """Read documents one after another, in their order."""
        for document in documents:
            yield self.analyse(document)

    def _scores(self, reading: Reading, hits: list[Hit]) -> dict[DocumentLabel, float]:
        return dict(self.classifier.scores(reading, hits, journey=_tells_a_journey(reading)))

    def _mentions(
        self, reading: Reading, hits: list[Hit], points: list[ContactPoint], scores: Mapping[DocumentLabel, float]
    ) -> tuple[Mention, ...]:
        """In an advert that offers: its advertiser; in a report: names with roles; elsewhere nobody is an operator."""
        is_report = scores[DocumentLabel.SMUGGLING_REPORT] >= self.threshold
        others = find_mentions(reading, hits, is_report=is_report)
        offer = max(scores[label] for label in _OFFERS)
        if offer < self.threshold:
            return others
        advertisers = find_advertisers(reading, points, score=offer)
        keys = {fold(form) for mention in advertisers for form in (mention.name, *mention.aliases)}
        rest = (m for m in others if m.role is not Role.OPERATOR and not keys & {fold(f) for f in (m.name, *m.aliases)})
        return (*advertisers, *rest)


def _tells_a_journey(reading: Reading) -> bool:
    """Whether an advert puts two places or more on a way."""
    if not reading.is_ad or len(reading.doc.spans["places"]) < 2:
        return False
    return len({stop.place.name for stop in find_stops(reading) if stop.rank not in {NOWHERE, STANDS}}) > 1


def _promised_pay(labels: tuple[DocumentLabel, ...]) -> str:
    """To whom an advert that sells nothing promises pay: hands of the operation ("crew") or those it lures ("lure")."""
    if DocumentLabel.SMUGGLING_OFFER in labels or DocumentLabel.DOCUMENT_FRAUD_OFFER in labels:
        return ""
    return (
        "crew"
        if DocumentLabel.FACILITATOR_RECRUITMENT in labels
        else "lure" * (DocumentLabel.TRAFFICKING_LURE in labels)
    )


def _left_country(document: Document, points: list[ContactPoint]) -> str:
    """Where those who answer an advert live: by its number, else by its source."""
    numbers = [p.value for p in points if p.type in {ContactType.PHONE, ContactType.WHATSAPP}]
    return (country_of_number(numbers[0]) if numbers else None) or document.country


def _names_somebody(reading: Reading, labels: tuple[DocumentLabel, ...]) -> bool:
    """Whether this document may give an operator's contact point: an advert that offers, news that reports."""
    return bool(_OFFERS & set(labels)) if reading.is_ad else DocumentLabel.SMUGGLING_REPORT in labels


def _operator_keys(mentions: Iterable[Mention]) -> frozenset[str]:
    return frozenset(name_key(form) for m in mentions if m.role is Role.OPERATOR for form in (m.name, *m.aliases))
