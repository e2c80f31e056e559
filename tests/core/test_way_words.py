"""By which way something came, in words."""

from __future__ import annotations

import pytest

from core.languages import language, speaking
from core.way_words import CameBy, signed_in_words, way_in_words

KNOWN = {"login": "ana", "token": "alm_AbCdEf", "caller": "root"}


@pytest.mark.parametrize(
    ("came_by", "en", "es", "pt"),
    [
        (CameBy.ACCOUNT, "with the account ana", "con la cuenta ana", "com a conta ana"),
        (CameBy.PROGRAM, "by a program, token alm_AbCdEf…", "por un programa, credencial alm_AbCdEf…",
         "por um programa, credencial alm_AbCdEf…"),
        (CameBy.TERMINAL, "at a terminal, by its user root", "en un terminal, por su usuario root",
         "em um terminal, por seu usuário root"),
        (CameBy.TYPED, "name typed, without an account", "nombre escrito, sin cuenta", "nome digitado, sem conta"),
        (CameBy.UNKNOWN, "way not recorded", "no consta por qué vía", "não consta por qual via"),
        (CameBy.WATCH, "", "", ""),
    ],
)  # fmt: skip
def test_every_way_has_words_in_every_language(came_by: CameBy, en: str, es: str, pt: str) -> None:
    for code, said in (("en", en), ("es", es), ("pt", pt)):
        with speaking(language(code)):
            assert way_in_words(came_by, **KNOWN) == said


def test_the_name_of_today_stands_before_it() -> None:
    with speaking(language("es")):
        aside = way_in_words(CameBy.ACCOUNT, today="Ana Paz", login="ana")
        assert signed_in_words("Ana Núñez", aside) == "Ana Núñez (hoy Ana Paz; con la cuenta ana)"
        assert signed_in_words("almenara", "") == "la vigilancia"
