"""JSON lines in and out, and the reader on records of its own and on the seed."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.records import Document
from core.terms import DocumentKind, Language, Role
from nlp.records import BadRecord, read_records, to_document, to_json, to_record
from nlp.wording.fold import name_key
from tests.nlp.build import READER, make_document

_RECORDS = Path(__file__).with_name("records.jsonl")
_SEED = Path(__file__).parents[3] / "shared" / "data" / "seed" / "press-release.txt"
_GOOD = {
    "id": "a1",
    "kind": "ad",
    "country": "cl",
    "lang": "es",
    "title": "t",
    "text": "Sale bus",
    "published": "2025-03-01",
}


def test_a_good_record_becomes_a_document() -> None:
    (document,) = read_records([json.dumps(_GOOD)])
    assert isinstance(document, Document)
    assert (document.document_id, document.kind, document.country) == ("a1", DocumentKind.AD, "CL")
    assert document.published is not None
    assert document.published.tzinfo is not None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"id": None}, "id"),
        ({"text": "  "}, "text"),
        ({"text": 5}, "text"),
        ({"kind": "blog"}, "kind"),
        ({"country": "Chile"}, "country"),
        ({"published": "yesterday"}, "published"),
    ],
)
def test_a_bad_record_names_line_and_field_and_the_rest_goes_on(change: dict[str, object], field: str) -> None:
    lines = ["", json.dumps(_GOOD | change), json.dumps(_GOOD)]
    bad, good = read_records(lines)
    assert isinstance(bad, BadRecord)
    assert (bad.line, bad.field) == (2, field)
    assert f"line 2, field '{field}'" in str(bad)
    assert isinstance(good, Document)


def test_bytes_that_are_no_utf8_are_named_and_not_guessed() -> None:
    lines = (json.dumps(_GOOD, ensure_ascii=False) + "\n").replace("bus", "bús").encode("latin-1")
    bad, good = read_records([lines.decode("utf-8", "surrogateescape"), "\ufeff" + json.dumps(_GOOD)])
    assert isinstance(bad, BadRecord)
    assert (bad.line, "UTF-8" in bad.problem) == (1, True)
    assert isinstance(good, Document)


def test_nests_that_no_parser_holds_are_named() -> None:
    bad, good = read_records(["[" * 100_000, json.dumps(_GOOD)])
    assert isinstance(bad, BadRecord)
    assert isinstance(good, Document)


def test_a_number_of_more_digits_than_are_read_is_named_where_it_counts() -> None:
    """One such record ended the whole run in a traceback."""
    long = "9" * 5000
    other = f'{{"views": {long}, "rank": -{long}, {json.dumps(_GOOD)[1:]}'
    bad, good = read_records([f'{{"id": {long}, "kind": "ad", "text": "bus"}}', other])
    assert isinstance(bad, BadRecord)
    assert (bad.line, bad.field) == (1, "id")
    assert isinstance(good, Document)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["ad", "es", "2026-01-01"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(st.dictionaries(st.sampled_from([*_GOOD, "lang", "country", "url", "published", "title"]) | st.text(), _VALUES))
def test_any_record_is_a_document_or_a_complaint(record: dict[str, object]) -> None:
    (read,) = read_records([json.dumps({"id": "a", "kind": "ad", "lang": "es", "text": "bus"} | record)])
    assert isinstance(read, Document) or read.line == 1


def test_half_a_character_is_replaced_and_the_record_read() -> None:
    """As programs leave them that cut an emoji in two; no tokenizer and no output takes them."""
    (document,) = read_records(['{"id": "a", "kind": "ad", "lang": "es", "text": "Sale \\ud83d bus"}'])
    assert isinstance(document, Document)
    assert document.text == "Sale \ufffd bus"
    assert to_json(READER.analyse(document))


def test_a_line_that_is_no_json_is_named() -> None:
    bad, wrong = read_records(["{", "[1]"])
    assert isinstance(bad, BadRecord)
    assert isinstance(wrong, BadRecord)
    assert "not JSON" in str(bad)
    assert "object" in str(wrong)


@pytest.mark.parametrize(
    ("text", "language", "amount"),
    [
        ("Te llevamos a Chile por la trocha, sin pasaporte, en 6 cuotas de 500 USD", "es", 500),
        ("Levamos você ao Chile pela trocha, sem passaporte, 12x sem juros de R$ 999,90", "pt", 999.9),
        ("We take you to Chile by the trail, no passport, 4 payments of US$ 500", "en", 500),
    ],
)
def test_a_part_of_a_price_says_so(text: str, language: str, amount: float) -> None:
    (price,) = to_record(READER.analyse(make_document(text, language=language)))["prices"]
    assert (price["amount"], price["kind"]) == (amount, "instalment")


def test_what_is_written_can_be_read_and_explains_itself() -> None:
    analysis = READER.analyse(
        make_document("Te llevamos de Cúcuta a Lima por la trocha, sin pasaporte, 350 USD. WhatsApp 300 000 0017")
    )
    record = json.loads(to_json(analysis))
    assert record["labels"] == ["smuggling_offer"]
    assert record["operator_contacts"] == [{"type": "whatsapp", "value": "+573000000017"}]
    assert record["route"] == ["CO", "PE"]
    assert record["prices"] == [{"amount": 350, "currency": "USD"}]
    reasons = record["reasons"]["smuggling_offer"]
    assert {reason["element"] for reason in reasons} >= {"irregular", "evasion"}
    assert all(reason["phrase"] and reason["weight"] for reason in reasons)


def _counts(kind: str) -> tuple[Counter[str], list[str]]:
    """Right, wrong and missed labels and operators over the records of one kind, and authorities named as operator."""
    tally: Counter[str] = Counter()
    accused: list[str] = []
    for line in _RECORDS.read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        if gold["kind"] != kind:
            continue
        got = to_record(READER.analyse(to_document(gold)))
        _compare(tally, "label", set(gold["labels"]), set(got["labels"]))
        wanted, forms = _forms(gold), _forms(got)
        tally["operator right"] += sum(1 for keys in forms if any(keys & other for other in wanted))
        tally["operator missed"] += sum(1 for other in wanted if not any(keys & other for keys in forms))
        tally["operator wrong"] += sum(1 for keys in forms if not any(keys & other for other in wanted))
        protected = {
            name_key(o["name"]) for o in gold["others"] if o["role"] in {Role.AUTHORITY, Role.VICTIM, Role.MEDIA}
        }
        accused += [f"{gold['id']}: {keys}" for keys in forms if keys & protected]
    return tally, accused


def _forms(record: dict[str, Any]) -> list[set[str]]:
    return [{name_key(form) for form in (o["name"], *o["aliases"])} for o in record["operators"]]


def _compare(tally: Counter[str], what: str, gold: set[str], got: set[str]) -> None:
    tally[f"{what} right"] += len(gold & got)
    tally[f"{what} wrong"] += len(got - gold)
    tally[f"{what} missed"] += len(gold - got)


@pytest.mark.parametrize("kind", ["ad", "news"])
def test_the_records_written_for_development_are_read(kind: str) -> None:
    tally, accused = _counts(kind)
    assert accused == []
    for what in ("label", "operator"):
        right, wrong, missed = (tally[f"{what} {part}"] for part in ("right", "wrong", "missed"))
        assert 2 * right / (2 * right + wrong + missed) >= 0.95, (what, tally)


@pytest.mark.skipif(not _SEED.is_file(), reason="the seed lies beside the project only where it is developed")
def test_the_seed_gives_exactly_one_operator() -> None:
    document = Document(
        document_id="seed",
        kind=DocumentKind.NEWS,
        source_id="test",
        country="CL",
        url="https://prensa.example/seed",
        title="",
        text=_SEED.read_text(encoding="utf-8"),
        language=Language.ENGLISH,
    )
    analysis = READER.analyse(document)
    assert [label.value for label in analysis.labels] == ["smuggling_report"]
    assert [mention.name for mention in analysis.operators] == ["ViveOnline"]
    assert analysis.route.countries == ("CO", "EC", "PE", "BO", "CL")
