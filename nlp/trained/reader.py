"""The trained reader, behind the same door as the rules; the setting reading.model chooses it.

spaCy carries the text (tokens, sentences, places, entities); one trained encoder judges the document and marks its
words; our own rules read what has a form of its own (numbers, sums of money) and the model says whose it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from core.records import Analysis, ContactPoint, Document, Mention, Price, Route, Signal
from core.terms import ContactOwner, DocumentLabel, Role
from nlp.contact.owners import with_owners
from nlp.naming.children import without_children
from nlp.naming.clearance import may_clear
from nlp.naming.let_go import without_let_go
from nlp.payee.payees import with_accounts, without_holders
from nlp.pipeline import read_words
from nlp.reading import READ_AHEAD, Reading
from nlp.signals import find_hits
from nlp.trained.accused import with_accused
from nlp.trained.calibration import read_calibration, version_of
from nlp.trained.candidates import contact_candidates, price_candidates
from nlp.trained.encoder import Answer, encoder
from nlp.trained.entities import entities_of
from nlp.trained.explain import signals_for
from nlp.trained.glance import HOPELESS, LONG, Glance
from nlp.trained.heads import Heads, Judge, Judging, TwoJudges, probability
from nlp.trained.journey import A_JOURNEY, Journeys, Places, places_of
from nlp.trained.names import advertiser_by_handle, advertiser_by_rules, find_named
from nlp.trained.notices import Spot, in_a_notice
from nlp.trained.others_offers import no_leads, nobodys, stands_in, told_of_others, without
from nlp.trained.own_doing import by_own_deeds
from nlp.trained.second_opinion import agreed_labels, may_agree, second_opinion
from nlp.trained.shared_rides import of_sharers
from nlp.trained.site_furniture import beside_the_advert, others_numbers, passers_by, without_passers_by
from nlp.trained.spans import Tagged, tagged_spans, with_entities
from nlp.trained.stories import told_among_others, with_stories, without_bystanders
from nlp.trained.subject import without_ground
from nlp.trained.title_names import named_by_title
from nlp.travel import with_travel
from nlp.wording.fold import name_key

MODEL = Path(__file__).parents[2] / "models" / "reader"
_SURELY = 0.97
"""Countries on the way, and how sure the label, which speak for themselves where a text has no word for people moved:
by the countries alone a fourth of a district attorney's releases on murders and rapes came through."""
_LEAST_CONTACT, _LEAST_PRICE = 0.5, 0.3  # how sure the heads must be that a number is the operator's, a sum a price


class TrainedReader:
    """Reads documents. The same document and model always give the same analysis."""

    def __init__(self, folder: Path = MODEL, *, explains: bool = True, skims: bool = False, threads: int = 0) -> None:
        """`folder`: a trained model. `explains`: whether the words that carried a label are sought; it takes time.

        `skims`: whether long texts in which there is plainly nothing are left after a glance. `threads`: how many
        cores the network may take; 0 for all.
        """
        self.encoder = encoder(folder, threads)
        self.heads = Heads(folder)
        self.journeys = Journeys(folder)
        self.calibration = read_calibration(folder)
        self.explains = explains
        self.second = second_opinion(folder, threads)
        self.haste = Glance(self.calibration) if skims else None

    @property
    def version(self) -> str:
        """Name and version of what reads; a new one makes the pipeline read every document again."""
        return version_of(
            self.calibration, skims=self.haste is not None, second=self.second.calibration if self.second else None
        )

    def analyse(self, document: Document) -> Analysis:
        """Read one document."""
        return next(self.analyse_many([document]))

    def analyse_many(self, documents: Iterable[Document]) -> Iterator[Analysis]:
        """Read documents in their order, some at a time."""
        rest = iter(documents)
        while group := tuple(islice(rest, READ_AHEAD)):
            readings = [read_words(document) for document in group]
            for reading, answer in zip(readings, self._answers(readings), strict=True):
                found = with_accused(self._alone, reading, self._column(reading, answer))
                yield replace(found, mentions=without_let_go(reading, found.mentions))

    def _answers(self, readings: Sequence[Reading]) -> list[Answer]:
        """What the network says of each text; to clear somebody, a text is read to its end."""
        texts = [(reading.document.kind, reading.text) for reading in readings]
        if self.haste is None:
            return self.encoder.answer(texts)
        whole = [n for n, reading in enumerate(readings) if len(reading.text) >= LONG and may_clear(reading)]
        skimmed = [n for n in range(len(texts)) if n not in whole]
        answers = dict(zip(whole, self.encoder.answer([texts[n] for n in whole]), strict=True))
        answers |= zip(skimmed, self.encoder.skim([texts[n] for n in skimmed], self.haste), strict=True)
        return [answers[n] for n in range(len(texts))]

    def _column(self, reading: Reading, answer: Answer) -> Analysis:
        """The analysis of a text; of news that tells of more than one thing, story by story."""
        found = self._analysis(reading, answer)
        if reading.is_ad or max(found.scores.values()) < HOPELESS:
            return found
        kind = reading.document.kind
        if not (found.labels and self.calibration.given(kind, self.calibration.scores(kind, answer.labels))):
            stories = told_among_others(self.encoder, self.calibration, reading)
            told = with_stories(found, reading, ((self._analysis(alone, said), spot) for alone, said, spot in stories))
            if not found.labels or told is not found:
                return told
        return without_bystanders(self.encoder, self.calibration, reading, found)

    def _alone(self, reading: Reading) -> Analysis:
        """What is found in a text of its own."""
        return self._analysis(reading, *self.encoder.answer([(reading.document.kind, reading.text)]))

    def _analysis(self, reading: Reading, answer: Answer) -> Analysis:
        kind = reading.document.kind
        answer, notice = in_a_notice(self.encoder, self.calibration, reading, answer)
        scores = self.calibration.scores(kind, answer.labels)
        labels = self.calibration.given(kind, scores)
        tagged = tagged_spans(answer, reading.text)
        judge: Judging = Judge(self.heads, answer)
        # Names and places matter where somebody is suspected, or nearly; elsewhere the time is saved.
        is_near = max(scores.values()) >= HOPELESS
        entities = entities_of(reading.doc) if is_near else []
        places = places_of(reading, judge, tagged, entities) if is_near else None
        if labels and places is not None:
            labels = self._grounded(reading, labels, scores, places)
        given, doubts, asked, journeys, refused = labels, None, judge, self.journeys, dict[DocumentLabel, float]()
        lacking = without_ground(kind, reading.folded) if is_near else frozenset(scores)
        if self.second is not None and (labels or may_agree(reading, scores, lacking=lacking)):
            second_scores, doubts = self.second.of(reading, skims=self.haste is not None and not labels)
            labels, scores, refused = agreed_labels(kind, labels, scores, second_scores, lacking=lacking)
            asked, journeys = TwoJudges(judge, doubts), self.second.journeys
            places = places_of(reading, asked, tagged, entities)
        labels = of_sharers(reading, labels)
        theirs = told_of_others(reading, tagged) if labels and reading.is_ad else []
        if theirs:
            labels = tuple(label for label in self._labels_of_the_rest(reading, theirs) if label in labels)
        firms = [(start, end) for start, end, label in entities if label == "ORG"]
        if labels:
            tagged = with_entities(answer, [(s, e) for s, e, label in entities if label != "LOC"], tagged)
        mentions = find_named(reading, judge, tagged, labelled=bool(labels), firms=firms, second=doubts)
        if labels and not given and not reading.is_ad:
            mentions = tuple(by_own_deeds(reading, mentions))
        if notice:
            mentions = tuple(_of_the_notice(reading, notice, mention) for mention in mentions)
        contacts = _contacts(reading, asked, mentions, labelled=bool(labels), notice=notice)
        if labels and reading.is_ad:
            beside = beside_the_advert(reading)
            mentions = tuple(without_passers_by(reading, beside, mentions))
            contacts = tuple(others_numbers(reading, [*beside, *passers_by(reading, mentions)], contacts))
            mentions = advertiser_by_handle(reading, contacts, mentions)
            mentions = mentions if notice else advertiser_by_rules(reading, contacts, named_by_title(reading, mentions))
        mentions = without_children(reading, without_holders(reading, mentions))
        contacts = with_accounts(reading, contacts, mentions, labelled=bool(labels), within=notice or None)
        if theirs:
            contacts = tuple(nobodys(reading, theirs, contacts))
            mentions = tuple(no_leads(reading, theirs, mentions))
        return Analysis(
            document_id=reading.document.document_id,
            language=reading.language,
            labels=labels,
            scores=scores,
            mentions=mentions,
            contacts=contacts,
            route=_route(reading, journeys, places, labels) if places else Route(),
            prices=_prices(reading, asked) if is_near else (),
            signals=self._signals(reading, answer, labels, tagged),
            reader=self.version,
            refused=refused,
        )

    def _grounded(
        self,
        reading: Reading,
        labels: tuple[DocumentLabel, ...],
        scores: Mapping[DocumentLabel, float],
        places: Places,
    ) -> tuple[DocumentLabel, ...]:
        """The labels for which the text has a word, or of which the model is sure and tells a journey."""
        lacking = without_ground(reading.document.kind, reading.folded).intersection(labels)
        if not lacking:
            return labels
        is_journey = places.crossed >= A_JOURNEY and self.journeys.is_told(reading, places)
        return tuple(each for each in labels if each not in lacking or (is_journey and scores[each] >= _SURELY))

    def _labels_of_the_rest(self, reading: Reading, theirs: Sequence[Spot]) -> tuple[DocumentLabel, ...]:
        """What an advert offers by itself, and not by what it tells of others."""
        kind, rest = reading.document.kind, without(reading, theirs)
        if not rest:
            return ()
        (answer,) = self.encoder.answer([(kind, rest)])
        return self.calibration.given(kind, self.calibration.scores(kind, answer.labels))

    def _signals(
        self, reading: Reading, answer: Answer, labels: tuple[DocumentLabel, ...], tagged: list[Tagged]
    ) -> tuple[Signal, ...]:
        if not (labels and self.explains):
            return ()
        return signals_for(self.encoder, reading, labels, find_hits(reading), tagged, answer=answer)


def _route(reading: Reading, journeys: Journeys, places: Places, labels: tuple[DocumentLabel, ...]) -> Route:
    """The journey. Whoever sells papers alone and names no stop sells them in a country, which is none."""
    route = journeys.route(reading, places)
    is_short = len(route.countries) < A_JOURNEY and not route.waypoints
    if labels == (DocumentLabel.DOCUMENT_FRAUD_OFFER,) and is_short:
        return Route()
    return with_travel(reading, route)


def _of_the_notice(reading: Reading, notice: Spot, mention: Mention) -> Mention:
    """Whoever signs another notice of the same board offers nothing."""
    if mention.role is not Role.OPERATOR or any(stands_in(reading, [notice], span) for span in mention.spans):
        return mention
    return replace(mention, role=Role.OTHER, status=None)


def _contacts(
    reading: Reading, judge: Judging, mentions: tuple[Mention, ...], *, labelled: bool, notice: Spot | None = None
) -> tuple[ContactPoint, ...]:
    """The contact points with their owners: the operator's only where the heads say so, with a label given.

    `notice`: of a board the only part that offers.
    """
    found = contact_candidates(reading)
    points, places = [point for _, point, _ in found], [place for _, _, place in found]
    keys = frozenset(name_key(form) for m in mentions if m.role is Role.OPERATOR for form in (m.name, *m.aliases))
    owned = with_owners(points, places, reading, labelled=labelled, operator_keys=keys)
    logits = judge.logits([candidate for candidate, _, _ in found])
    result = []
    for point, row in zip(owned, logits, strict=True):
        marked = labelled and probability(row[0]) >= _LEAST_CONTACT
        marked = marked and (notice is None or stands_in(reading, [notice], point.span))
        other = ContactOwner.OTHER if point.owner is ContactOwner.OPERATOR else point.owner
        result.append(replace(point, owner=ContactOwner.OPERATOR if marked else other))
    return tuple(result)


def _prices(reading: Reading, judge: Judging) -> tuple[Price, ...]:
    """The sums asked for passage, papers or placement; each amount and currency once."""
    found = price_candidates(reading)
    logits = judge.logits([candidate for candidate, _ in found])
    return tuple(price for (_, price), row in zip(found, logits, strict=True) if probability(row[0]) >= _LEAST_PRICE)
