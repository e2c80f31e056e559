"""Titles in a mail are read aloud by the voice of their own language."""

from __future__ import annotations

import re

from digest.render import render_html
from tests.digest.samples import digest, line, mail_settings, operator


def test_titles_of_a_mail_stand_in_their_language() -> None:
    told = digest(operators=(operator(lines=(line(language="es"), line(flag_id=2, title="", language="es"))),))
    html = render_html(told, mail_settings())
    assert '<bdi lang="es">Ministro anuncia' in html
    assert re.search(r"<a href=[^>]*flags/2[^>]*>Without a title</a>", html)


def test_one_document_and_one_lead_are_told_of_as_one() -> None:
    for code, read, left in (
        ("es", "Lectura de 1 documento nuevo o cambiado.", "No hubo lugar para 1 pista más: lo que falta va"),
        ("pt", "Leitura de 1 documento novo ou alterado.", "Não houve espaço para 1 pista a mais: o que falta vai"),
    ):
        html = render_html(digest(documents_read=1, waiting=1, language=code), mail_settings())
        assert read in html
        assert left in html
