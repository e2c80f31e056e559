"""Names that people sign with: two that look alike are one person's."""

from __future__ import annotations

import pytest

from core.persons import is_alike, look, mixed, unseen


@pytest.mark.parametrize(
    "other",
    [
        " beto  ÑANDÚ",
        "Beto Nandu",
        "Beto-Ñandú",
        "Beto Ñandú\u200b",
        "Beto Ñandu\u0323",
        "Beto\u3164Ñandú",
        "Вeto Ñandú",  # a Cyrillic В
        "Betο Ñandú",  # a Greek ο
        "ʙeto Ñandú",
        "𝐁eto Ñandú",
        "Bet0 Ñandú",
    ],
)
def test_what_no_eye_tells_apart_is_one(other: str) -> None:
    assert is_alike("Beto Ñandú", other)
    assert is_alike(other, "Beto Ñandú")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Beto Ñandú", "Beto Ñandú R"),
        ("Beto Ñandú", "Berta Ñandú"),
        ("Ian Paz", "Lan Paz"),
        ("Lia Paz", "Ila Paz"),
        ("Иван Петров", "Иван Павлов"),
        ("张伟", "章伟"),
    ],
)
def test_two_persons_stay_two(one: str, other: str) -> None:
    assert not is_alike(one, other)
    assert look(one) != look(other)


def test_letters_of_one_stroke_are_one() -> None:
    assert is_alike("Iván", "lván")
    assert is_alike("Alan 1", "AIan l")


def test_what_nobody_sees_is_named() -> None:
    hidden = "a\u200bb", "a\x07b", "a\u202eb", "a\u2800b", "a\u115fb", "a\ufe0fb", "a\ud800b"
    assert [unseen(each) for each in hidden] == [
        "U+200B", "U+0007", "U+202E", "U+2800", "U+115F", "U+FE0F", "U+D800",
    ]  # fmt: skip
    assert [unseen(each) for each in ("Ana María O’Neil", "Ana\u00a0Núñez\t", "Иван", "नेहा", "")] == [""] * 5


def test_letters_of_two_scripts_in_a_word_are_found() -> None:
    assert mixed("Ana Вeto") == "Вeto"
    assert [mixed(each) for each in ("Ana Петрова", "ＡNA", "D’Ávila 2.ª", "山田 太郎", "やまだタロウ")] == [""] * 5
