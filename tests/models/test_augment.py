"""Variants of texts: whatever is changed, every span still stands on its own words."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from core.terms import Role
from models.align import align, without_overlaps
from models.augment import Augmenter, apply_edits, bare, beginning, beside, lower, upper
from models.examples import Example, Labelled
from models.targets import NOBODY
from nlp.trained.tags import ROLES
from nlp.wording.fold import fold

RECORD: dict[str, Any] = {
    "id": "t-es-ad-001",
    "lang": "es",
    "kind": "ad",
    "country": "CO",
    "writer": "t",
    "scenario": "t-one",
    "title": "Rutas Calandria",
    "text": "Rutas Calandria te lleva de Cúcuta a Lima sin papeles por Rumichaca. Pregunta por Nubia Tarazona: "
    "+57 300 000 0011, 200 dólares por persona. WhatsApp también.",
    "labels": ["smuggling_offer"],
    "operators": [{"name": "Rutas Calandria", "aliases": ["Nubia Tarazona"]}],
    "others": [{"name": "WhatsApp", "role": "other"}],
    "operator_contacts": [{"type": "phone", "value": "+573000000011"}],
    "route": ["CO", "EC", "PE"],
    "waypoints": ["Cúcuta", "Rumichaca", "Lima"],
    "prices": [{"amount": 200, "currency": "USD"}],
}


def test_everything_that_is_labelled_is_found_in_the_text() -> None:
    example = align(RECORD)
    found = {(span.kind, example.text[span.start : span.end]) for span in example.spans}
    assert {
        ("operator", "Rutas Calandria"),
        ("operator", "Nubia Tarazona"),
        ("other", "WhatsApp"),
        ("waypoint", "Cúcuta"),
        ("waypoint", "Rumichaca"),
        ("waypoint", "Lima"),
        ("price", "200 dólares"),
    } <= found
    assert any(kind == "contact" and "300 000 0011" in words for kind, words in found)


def test_stops_and_countries_carry_their_place_on_the_way() -> None:
    targets = align(RECORD).targets
    stops = {t.candidate.key: t.order for t in targets if t.candidate.family == "stop" and t.answer}
    assert sorted(stops, key=lambda key: stops[key] or 0) == RECORD["waypoints"]
    countries = {t.candidate.key: t.order for t in targets if t.candidate.family == "country" and t.answer}
    assert sorted(countries, key=lambda code: countries[code] or 0) == RECORD["route"]


def test_names_are_asked_about_with_their_roles() -> None:
    asked = {t.candidate.key: t.answer for t in align(RECORD).targets if t.candidate.family == "name"}
    assert asked["Rutas Calandria"] == ROLES.index(Role.OPERATOR)
    assert asked["WhatsApp"] == ROLES.index(Role.OTHER)
    assert asked["Lima"] == NOBODY


ALIGNED = align(RECORD)


@given(st.integers(0, 10_000))
def test_a_variant_keeps_every_span_on_its_words(seed: int) -> None:
    example = ALIGNED
    other = Example(
        RECORD | {"id": "o"}, "Viajes Ñandú y Berta Solís Roca", (Labelled(0, 12, "operator", form="Viajes Ñandú"),)
    )
    varied = Augmenter([example, other], seed).vary(example)
    assert [t.answer for t in varied.targets] == [t.answer for t in example.targets]
    for target in varied.targets:
        assert all(0 <= start < end <= len(varied.text) for start, end in target.candidate.spots)
    assert [span.kind for span in varied.spans] == [span.kind for span in example.spans]
    kept = {"waypoint", "price", "contact"}
    for before, after in zip(example.spans, varied.spans, strict=True):
        assert 0 <= after.start < after.end <= len(varied.text)
        if before.kind in kept:
            words = example.text[before.start : before.end]
            assert fold(varied.text[after.start : after.end]) == fold(words)


@given(st.text(max_size=60))
def test_spellings_keep_every_character_in_its_place(text: str) -> None:
    for change in (lower, upper, bare, fold):
        assert len(change(text)) == len(text)


@given(st.text(alphabet="ab ñ", min_size=12, max_size=40), st.text(max_size=5), st.integers(0, 5), st.integers(0, 4))
def test_edits_move_the_spans_after_them(text: str, new: str, start: int, length: int) -> None:
    span = Labelled(start + length, len(text), "price")
    changed, (moved,) = apply_edits(text, [span], [(start, start + length, new)])
    assert changed[moved.start : moved.end] == text[span.start : span.end]


def test_of_overlapping_spans_the_longest_stays() -> None:
    spans = [Labelled(0, 4, "operator"), Labelled(0, 9, "operator"), Labelled(12, 15, "price")]
    assert without_overlaps(spans) == [spans[1], spans[2]]


HARMLESS = RECORD | {
    "id": "t-es-ad-002",
    "title": "",
    "text": "Clases de guitarra con Elvio Tarragó, martes y jueves.",
    "labels": [],
    "operators": [],
    "others": [{"name": "Elvio Tarragó", "role": "other"}],
    "operator_contacts": [],
    "route": [],
    "waypoints": [],
    "prices": [],
}


def test_an_advert_on_a_board_keeps_its_labels_spans_and_candidates() -> None:
    offer, harmless = align(RECORD), align(HARMLESS)
    board = beside(beside(offer, harmless, is_first=False), harmless, is_first=True)
    assert board.text == f"{harmless.text}\n{offer.text}\n{harmless.text}"
    assert board.record is RECORD
    words = [(span.kind, board.text[span.start : span.end]) for span in board.spans]
    assert words.count(("other", "Elvio Tarragó")) == 2
    assert ("operator", "Rutas Calandria") in words
    assert [span.start for span in board.spans] == sorted(span.start for span in board.spans)
    for before, after in zip(offer.targets, board.targets, strict=True):
        spots = [[example.text[slice(*spot)] for spot in target.candidate.spots] for example, target in
                 ((offer, before), (board, after))]  # fmt: skip
        assert spots[0] == spots[1]


def test_every_labelled_advert_may_come_on_a_board() -> None:
    augmenter = Augmenter([align(RECORD), align(HARMLESS)], seed=3)
    grown = [augmenter.vary(align(RECORD)).text for _ in range(60)]
    assert any("guitarra" in text.lower() for text in grown)
    assert any("guitarra" not in text.lower() for text in grown)


def test_the_beginning_of_a_text_ends_with_a_sentence_and_keeps_its_spans_in_place() -> None:
    sentence = "Rutas Calandria te lleva de Cúcuta a Lima por Rumichaca, dice el aviso que circula en la terminal."
    example = align(RECORD | {"title": "", "text": " ".join([sentence] * 8)})
    brief = beginning(example)
    assert brief is not None
    assert brief.text == " ".join([sentence] * 4)
    assert brief.targets == ()
    assert {brief.text[span.start : span.end] for span in brief.spans if span.kind == "operator"} == {"Rutas Calandria"}
    assert beginning(align(RECORD | {"title": "", "text": "Rutas Calandria, Nubia Tarazona, " * 20})) is None


def test_news_may_come_in_a_column_of_briefs_with_its_own_label() -> None:
    report = align(RECORD | {"kind": "news", "labels": ["smuggling_report"]})
    text = "El municipio de Altavista inauguró el martes la nueva plaza del barrio, dijo el concejal Elvio Tarragó."
    augmenter = Augmenter([report, align(HARMLESS | {"kind": "news", "text": text})], seed=3)
    varied = [augmenter.vary(report) for _ in range(60)]
    columns = [each for each in varied if "plaza" in each.text.lower()]
    assert 5 < len(columns) < 30
    assert all(each.record["labels"] == ["smuggling_report"] for each in columns)
    assert {each.text.lower().index("plaza") < 100 for each in columns} == {True, False}
