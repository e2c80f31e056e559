"""Coded words and how the words around them drift. All texts are invented."""

from __future__ import annotations

import math
from collections import Counter
from datetime import date, timedelta

import pytest

from core.errors import InputError
from core.terms import Language
from nlp.wording import coded
from nlp.wording.coded import CodedWord, coded_pattern, coded_words
from nlp.wording.drift import DatedText, drift, log_likelihood
from nlp.wording.fold import fold

SINCE = date(2025, 1, 1)
WORDS = (
    CodedWord("coyote", ("coyotes",), Language.SPANISH, ("MX",), "who takes people", "press"),
    CodedWord("pollero", ("polleros",), Language.SPANISH, ("MX",), "who takes people", "press"),
    CodedWord("guía", (), Language.SPANISH, ("CO",), "who leads people", "press", common=True),
)


def texts(count: int, text: str, *, newer: bool, flagged: bool = True) -> list[DatedText]:
    """Some documents with the same words, a day apart."""
    first = SINCE if newer else SINCE - timedelta(days=count)
    return [DatedText(first + timedelta(days=number), text, flagged) for number in range(count)]


def test_the_list_is_well_formed() -> None:
    words = coded_words()
    assert len(words) >= 60
    assert {word.language for word in words} == {Language.SPANISH, Language.ENGLISH, Language.PORTUGUESE}
    for word in words:
        assert word.meaning
        assert word.source
        assert word.regions
        assert all(len(region) == 2 and region.isupper() for region in word.regions)
        assert len(set(word.folded)) == 1 + len(word.forms), word.word


def test_no_word_stands_twice_in_a_language() -> None:
    seen = Counter((word.language, form) for word in coded_words() for form in word.folded)
    assert [key for key, count in seen.items() if count > 1] == []


@pytest.mark.parametrize("word", ["coyote", "pollero", "trocha", "cai-cai", "coiote", "atravessador", "the jungle"])
def test_the_words_of_the_press_are_known(word: str) -> None:
    assert word in {each.word for each in coded_words()}


def test_an_entry_that_lacks_a_field_is_named() -> None:
    with pytest.raises(InputError, match=r"'coyote' lacks meaning, source"):
        coded._word({"word": "coyote", "language": "es", "regions": ["MX"]})


def test_forms_are_found_as_whole_words() -> None:
    found = coded_pattern(WORDS).findall(fold("Los Coyotes, un pollero y una guía; coyotera"))
    assert found == ["coyotes", "pollero", "guia"]


def test_log_likelihood_of_known_tables() -> None:
    assert log_likelihood(5, 10, 5, 10) == 0
    assert log_likelihood(0, 0, 5, 10) == 0
    assert log_likelihood(10, 10, 0, 10) == pytest.approx(40 * math.log(2))
    assert log_likelihood(8, 10, 2, 10) == pytest.approx(log_likelihood(2, 10, 8, 10))


def test_a_new_word_beside_coded_words_rises() -> None:
    documents = [
        *texts(20, "El coyote pide la contraclave azul en la terminal", newer=True),
        *texts(20, "El coyote espera en la terminal", newer=False),
    ]
    report = drift(documents, WORDS, since=SINCE)
    assert (report.newer, report.older) == (20, 20)
    phrases = {rise.phrase: rise for rise in report.rises}
    assert {"contraclave", "contraclave azul"} <= phrases.keys()
    assert (phrases["contraclave"].newer, phrases["contraclave"].older) == (20, 0)
    assert "terminal" not in phrases
    assert "coyote" not in phrases


def test_what_is_rare_far_off_or_unflagged_is_no_rise() -> None:
    far = "lejano " + "y " * 12 + "coyote"
    documents = [
        *texts(4, "El coyote trae contraclave", newer=True),
        *texts(20, far, newer=True),
        *texts(20, "El coyote sale de casa", newer=False),
        *texts(30, "Pide contraclave a la guía", newer=True),
        *texts(30, "Pide contraclave al coyote", newer=True, flagged=False),
    ]
    assert [rise.phrase for rise in drift(documents, WORDS, since=SINCE).rises] == []


def test_the_news_of_the_day_is_left_out() -> None:
    documents = [
        *texts(20, "El coyote y el huracán", newer=True),
        *texts(20, "El coyote y la lluvia", newer=False),
        *texts(20, "Un coyote huye del huracán", newer=True, flagged=False),
    ]
    assert drift(documents, WORDS, since=SINCE).rises == ()


def test_names_are_no_words_of_the_trade() -> None:
    """Twelve reports of one victim had her surname stand on the overview as a new word near coded words."""
    told = "El coyote golpeó a Rosa Amaru en la posta; llevaba contraclave. COYOTE: AMARU Y CONTRACLAVE"
    older = texts(20, "El coyote espera en la terminal", newer=False)
    for names, told_name in (((), False), (("Rosa Amaru",), True)):
        newer = [DatedText(each.day, each.text, each.flagged, names=names) for each in texts(20, told, newer=True)]
        phrases = {rise.phrase for rise in drift([*newer, *older], WORDS, since=SINCE).rises}
        assert "contraclave" in phrases
        assert not {"rosa", "rosa amaru", "golpeo rosa"} & phrases, told_name
        assert not {phrase for phrase in phrases if "amaru" in phrase}, told_name


@pytest.mark.parametrize("text", ["El coyote y la Sra. Amaru", "Coyote, Amaru", "de AMARU el coyote", "amaru coyote"])
def test_a_name_that_is_noted_is_passed_over_however_it_is_written(text: str) -> None:
    named = [DatedText(each.day, each.text, each.flagged, names=("Amaru",)) for each in texts(20, text, newer=True)]
    assert drift([*named, *texts(20, "Un coyote", newer=False)], WORDS, since=SINCE).rises == ()


def test_a_word_counts_that_a_sentence_begins_with_or_that_stands_in_small_letters_too() -> None:
    for text in (
        "Contraclave pide el coyote",
        "El coyote pide Contraclave, una contraclave",
        "PIDE CONTRACLAVE AL COYOTE",
    ):
        found = drift([*texts(20, text, newer=True), *texts(20, "Un coyote", newer=False)], WORDS, since=SINCE)
        assert "contraclave" in {rise.phrase for rise in found.rises}, text


def test_a_known_word_that_vanished_is_named() -> None:
    documents = [
        *texts(20, "Un coyote espera", newer=True),
        *texts(20, "Un coyote con un pollero", newer=False),
    ]
    assert drift(documents, WORDS, since=SINCE).vanished == ("pollero",)


def test_a_newer_period_too_small_to_tell_lets_no_word_vanish() -> None:
    documents = [*texts(1, "Un coyote", newer=True), *texts(20, "Un coyote", newer=False)]
    documents += texts(6, "Un pollero", newer=False)
    assert drift(documents, WORDS, since=SINCE).vanished == ()


def test_nothing_read_nothing_said() -> None:
    report = drift([], WORDS, since=SINCE)
    assert (report.newer, report.older, report.rises, report.vanished) == (0, 0, (), ())


def test_a_long_text_is_read_to_its_end() -> None:
    long = DatedText(SINCE, "coyote con guía " * 20_000 + "y un pollero", flagged=True)
    older = texts(10, "Un pollero", newer=False)
    assert drift([long, *texts(40, "Un coyote", newer=True), *older], WORDS, since=SINCE).vanished == ()
