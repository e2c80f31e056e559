"""The shipped recogniser of names: it loads, finds plain names in three languages and survives hostile texts."""

from __future__ import annotations

import json

import pytest
import spacy
from spacy.tokens import Doc

from core.errors import InputError
from core.terms import Language
from nlp.pipeline import pipeline
from nlp.trained import entities
from nlp.trained.entities import FOLDER, LABELS, Entities, recogniser

ES, EN, PT = Language.SPANISH, Language.ENGLISH, Language.PORTUGUESE


def read(text: str, language: Language) -> Doc:
    """The text with its names, read alone."""
    nlp = pipeline(language)
    return Entities(nlp.vocab)(nlp.make_doc(text))


def found(text: str, language: Language) -> set[tuple[str, str]]:
    """The names of a text with their kinds."""
    return {(ent.text, ent.label_) for ent in read(text, language).ents}


PLAIN = [
    (ES, "La detenida, Marcela Quiñones, vivía en Bogotá, informó la Policía Nacional.", "Marcela Quiñones", "PER"),
    (ES, "La Fiscalía General acusó a los dos hermanos en la ciudad de Tapachula.", "Fiscalía General", "ORG"),
    (ES, "El grupo salía de Cúcuta y llegaba a Lima en cinco días.", "Lima", "LOC"),
    (EN, "Officers said that Daniel Whitcombe was arrested in El Paso on Monday.", "Daniel Whitcombe", "PER"),
    (EN, "The case was handed to the Home Office last week.", "Home Office", "ORG"),
    (EN, "They were driven from Houston to a house in Chicago.", "Chicago", "LOC"),
    (PT, "Segundo a Polícia Federal, João Batista Moreira foi preso em Belém.", "João Batista Moreira", "PER"),
    (PT, "Segundo a Polícia Federal, João Batista Moreira foi preso em Belém.", "Polícia Federal", "ORG"),
    (PT, "O ônibus saiu de Manaus com destino a São Paulo.", "São Paulo", "LOC"),
]


@pytest.mark.parametrize(("language", "text", "name", "kind"), PLAIN)
def test_plain_names_are_found(language: Language, text: str, name: str, kind: str) -> None:
    """What nobody would miss."""
    assert (name, kind) in found(text, language)


HOSTILE = {
    "empty": "",
    "blank": " \n\n\t ",
    "emoji": "🚌✈️🙏🔥✅📲💯🌎👉⭐🇨🇱🇺🇸👨‍👩‍👧‍👦",
    "right to left": "\u202eهذا نص عربي 123 \u202c שלום עולם",
    "combining": "Z̸̛͎a̷l̶g̴o " * 50,
    "null": "a\x00b \ud7ff \ufffd Juan\u200bPérez",
    "one word": "A" * 3_000,
    "names only": "Juan Pérez " * 4_546,
}


@pytest.mark.parametrize("language", [ES, EN, PT])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_texts_are_survived(text: str, language: Language) -> None:
    """Nothing raises; every name lies inside of the text and says one of our kinds."""
    doc = read(text, language)
    assert doc.text == text
    assert all(ent.label_ in LABELS and ent.text.strip() == ent.text != "" for ent in doc.ents)


def test_a_word_without_end_is_survived() -> None:
    """As one token: how long the tokenizer takes over it is not the recogniser's matter."""
    nlp = pipeline(PT)
    doc = Doc(nlp.vocab, words=["A" * 50_000, "Juan"])
    assert Entities(nlp.vocab)(doc) is doc


def test_the_same_text_gives_the_same_names() -> None:
    """Twice, and with other texts read in between, and under the vocabulary of another pipeline."""
    text = PLAIN[0][1]
    first = [(e.start_char, e.end_char, e.label_) for e in read(text, ES).ents]
    read("Someone else, John Smith of Acme Ltd, in Dover.", EN)
    assert [(e.start_char, e.end_char, e.label_) for e in read(text, ES).ents] == first != []


def test_long_texts_are_read_in_pieces_to_the_same_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut at line breaks, no name is lost: lines far from the cuts read alike."""
    text = "\n".join([PLAIN[0][1], PLAIN[2][1]] * 40)
    whole = [(e.start_char, e.end_char, e.label_) for e in read(text, ES).ents]
    monkeypatch.setattr(entities, "_MOST_TOKENS", 120)
    pieces = [(e.start_char, e.end_char, e.label_) for e in read(text, ES).ents]
    assert len(set(whole) ^ set(pieces)) <= len(whole) // 10
    assert len(whole) >= 120


def test_the_component_joins_a_pipeline() -> None:
    """By name, as any other."""
    nlp = spacy.blank("es")
    nlp.add_pipe("entities")
    assert nlp.pipe_names == ["entities"]
    assert isinstance(nlp("La señora María López vive en Quito.").ents, tuple)


def test_missing_weights_are_named(tmp_path: object) -> None:
    """The error says what to do."""
    with pytest.raises(InputError, match="train_names"):
        recogniser(tmp_path)  # type: ignore[arg-type]


def test_the_folder_says_what_it_is() -> None:
    """Licence and sources travel with the weights, and they are small; no words of the corpora come with them."""
    meta = json.loads((FOLDER / "meta.json").read_text(encoding="utf-8"))
    assert meta["license"]
    assert len(meta["sources"]) == 4
    assert (FOLDER / "MODEL_CARD.md").is_file()
    assert sum(path.stat().st_size for path in FOLDER.rglob("*")) < 12e6
    assert len(json.loads((FOLDER / "vocab" / "strings.json").read_text(encoding="utf-8"))) < 1_000
