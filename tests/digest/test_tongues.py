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
