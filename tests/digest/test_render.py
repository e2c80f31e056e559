"""The mail as a person and a mail program read it."""

from __future__ import annotations

import email
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP, default
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import SettingsError
from core.nights import Digest, DigestClearing, DigestHit, DigestSearch, DigestStanding
from core.terms import LegalStatus
from digest.render import message_id, render
from tests.digest.samples import NIGHT, NOW, RECIPIENT, digest, line, mail_settings, operator


def read(message: EmailMessage) -> EmailMessage:
    """What arrives: out through the wire's form and back."""
    received = email.message_from_bytes(message.as_bytes(policy=SMTP), policy=default)
    assert isinstance(received, EmailMessage)
    return received


def bodies(of: Digest) -> tuple[str, str]:
    received = read(render(of, mail_settings(), now=NOW))
    text, html = received.get_body(("plain",)), received.get_body(("html",))
    assert text is not None
    assert html is not None
    return text.get_content(), html.get_content()


class Links(HTMLParser):
    """Tags and link targets of a page, as a browser would see them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.targets: list[str] = []
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.targets += [value or "" for name, value in attrs if name in ("href", "src")]


def test_headers_of_a_list_mail() -> None:
    received = read(render(digest(recipient=f"Fiscalía <{RECIPIENT}>"), mail_settings(), now=NOW))
    assert received["Subject"] == "Almenara, 23 Jan 2021: 1 new lead"
    assert received["To"].addresses[0].display_name == "Fiscalía"
    assert received["From"].addresses[0].addr_spec == "watch@almenara.example"
    assert received["List-Id"] == "Almenara digest <almenara.localhost>"
    assert received["Auto-Submitted"] == "auto-generated"
    assert received["Date"].datetime == NOW
    assert received["Message-ID"] == message_id(NIGHT, RECIPIENT, "almenara.localhost")
    assert received.get_content_type() == "multipart/alternative"


def test_message_id_is_of_night_mailbox_and_list() -> None:
    first = render(digest(), mail_settings(), now=NOW)["Message-ID"]
    later = render(digest(documents_read=3), mail_settings(), now=NOW.replace(hour=11))["Message-ID"]
    named = render(digest(recipient=f"Somebody <{RECIPIENT.upper()}>"), mail_settings(), now=NOW)["Message-ID"]
    assert first == later == named
    assert render(digest(recipient="b@fiscalia.example"), mail_settings(), now=NOW)["Message-ID"] != first
    assert render(digest(), mail_settings(list_id="other.example"), now=NOW)["Message-ID"] != first


def test_both_forms_say_who_why_and_where_to_look() -> None:
    for body in bodies(digest(operators=(operator(lines=(line(), line(flag_id=77))),))):
        assert "viveonline" in body.lower()
        assert "Vive Online" in body
        assert "+573000000017" in body
        assert "guaranteeing assistance" in body
        assert "http://127.0.0.1:8321/flags/1" in body
        assert "http://127.0.0.1:8321/flags/77" in body
        words = " ".join(body.split())
        assert "2 independent sources" in words
        assert "a lead, not a finding" in words
        assert "1,214 new or changed documents read" in words


def test_the_plain_form_fits_a_terminal() -> None:
    text, _ = bodies(digest(operators=(operator(lines=(line(title="palabra " * 60, reason="razón " * 90),)),)))
    assert max(len(row) for row in text.splitlines()) <= 72


def test_a_quiet_night_says_so() -> None:
    message = render(digest(operators=()), mail_settings(), now=NOW)
    assert message["Subject"].endswith("nothing new")
    for body in bodies(digest(operators=())):
        assert "Nothing new." in body
        assert "1,214 new or changed documents read" in body


def test_clearances_stand_apart_and_are_counted_apart() -> None:
    cleared = operator(operator_id=2, name="Turismo Andino", lines=(line(flag_id=9, is_clearance=True),))
    message = render(digest(operators=(cleared, operator())), mail_settings(), now=NOW)
    assert message["Subject"].endswith("1 new lead, 1 clearance")
    text, html = bodies(digest(operators=(cleared, operator())))
    for body in (text, html):
        before, after = body.split("CLEARANCES" if body is text else "Clearances")
        assert "Turismo Andino" not in before
        assert "Turismo Andino" in after
        assert "/flags/9" in after


def test_whom_a_document_clears_is_said_in_its_words_and_as_no_report_of_smuggling() -> None:
    words = "El tribunal absolvió a Turismo Andino."
    surely = DigestClearing("Turismo Andino", NIGHT, words, language="es")
    may_be = DigestClearing("Turismo Andina", NIGHT, words, is_unsure=True)
    clearance = line(flag_id=9, is_clearance=True, cleared=(surely, may_be))
    hit = DigestHit(5, 9, "Absuelven", "La Voz", NOW, cleared=(surely,))
    found = (DigestSearch("acquittals", "q=absuelven", (hit,), 0),)
    cleared = operator(operator_id=2, name="Turismo Andino", lines=(clearance,))
    for body in bodies(digest(operators=(cleared, operator(lines=(line(cleared=(surely,)),))), searches=found)):
        told = " ".join(body.split())
        before, after = told.split("CLEARANCES" if "CLEARANCES" in told else "Clearances</h2>")
        assert f"Clears Turismo Andino (23 Jan 2021): “{words}”" in before  # the lead clears somebody beside
        assert "Reports smuggling or trafficking" in before
        assert f"Clears Turismo Andino (23 Jan 2021): “{words}”" in after
        assert f"May clear Turismo Andina (23 Jan 2021): “{words}”" in after
        assert "Reports smuggling or trafficking" not in after
        assert "read 23 Jan 2021" in after.partition("acquittals")[2]
        assert words in after.partition("acquittals")[2]


def test_leads_without_a_name_come_last() -> None:
    nobody = operator(operator_id=None, name="", aliases=(), lines=(line(flag_id=5, score=0.99),))
    text, _ = bodies(digest(operators=(nobody, operator())))
    assert text.index("VIVEONLINE") < text.index("LEADS THAT NAME NOBODY") < text.index("/flags/5")


def test_sources_that_were_not_heard_are_named() -> None:
    quiet = digest(operators=(), sources_silent=(("pe_avisos", 3),), sources_failed=(("ec_diario", "robots 500"),))
    for body in bodies(quiet):
        words = " ".join(body.replace("<b>", "").replace("</b>", "").split())
        assert "Source pe_avisos silent for 3 nights" in words
        assert "Source ec_diario failed: robots 500" in words
        assert "Not every source was heard" in words


def test_a_source_that_gave_many_leads_is_said_first() -> None:
    for body in bodies(digest(sources_crowded=(("Avisos <b>", 156), ("El Diario", 20)))):
        words = " ".join(body.replace("<bdi>", "").replace("</bdi>", "").replace("&lt;b&gt;", "<b>").split())
        told = "Many leads came from one source: Avisos <b> (156 leads), El Diario (20 leads). One text told again"
        assert told in words
        assert words.index(told) < words.lower().index("viveonline")
    assert all("from one source" not in body for body in bodies(digest()))


def test_what_is_left_out_is_counted_and_linked() -> None:
    many = operator(
        aliases=tuple(f"Alias {n}" for n in range(20)),
        lines=tuple(line(flag_id=n, title="x" * 1_000_000) for n in range(1, 31)),
    )
    crowd = tuple(operator(operator_id=n, name=f"Operator {n}") for n in range(2, 300))
    for body in bodies(digest(operators=(many, *crowd))):
        words = " ".join(body.split())
        assert "and 8 more" in words
        assert "And 5 more leads of this night:" in words
        assert "And 99 more operators of this night:" in words
        assert "(and 999,800 more characters)" in words
        assert len(body) < 500_000


HOSTILE = [
    "<script>alert(1)</script>",
    "\" onmouseover=alert(1) '",
    "</style></title><img src=https://tracker.example/x>",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(1)",
    "Viajes\r\nBcc: all@press.example\r\n\r\nbody",
    "\u202eevitcetorp\u2066\u0000\ud800",
    "--==boundary==\n.\n",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_only_words(words: str) -> None:
    bad: dict[str, Any] = {"title": words, "reason": words, "source_id": words, "route": (words,)}
    hostile = digest(
        operators=(operator(name=words, aliases=(words,), contacts=(words,), lines=(line(**bad),)),),
        sources_failed=((words, words),),
        sources_silent=((words, 3),),
    )
    received = read(render(hostile, mail_settings(), now=NOW))
    assert received["Bcc"] is None
    assert [part.get_content_type() for part in received.iter_parts()] == ["text/plain", "text/html"]
    text, html = bodies(hostile)
    links = Links(html)
    assert not links.tags & {"script", "img", "iframe", "object", "form", "base", "link"}
    assert not {name for name in links.attributes if name.startswith("on")}
    assert all(target.startswith("http://127.0.0.1:8321/") for target in links.targets)
    assert not set(text + html) & set("\x00\u202e\u2066\ud800")


@given(st.text(max_size=80), st.text(max_size=80))
@settings(max_examples=40)
def test_any_words_travel(title: str, name: str) -> None:
    received = read(
        render(digest(operators=(operator(name=name, lines=(line(title=title),)),)), mail_settings(), now=NOW)
    )
    assert received["Subject"] == "Almenara, 23 Jan 2021: 1 new lead"
    assert len(list(received.iter_parts())) == 2


@pytest.mark.parametrize("recipient", ["", "nobody", "a@", "@b.example", "josé@correo.example", "a b@c.example"])
def test_an_address_that_is_none_is_refused(recipient: str) -> None:
    with pytest.raises(SettingsError, match=r"mail\.recipients"):
        render(digest(recipient=recipient), mail_settings(), now=NOW)


def test_no_header_can_be_smuggled_through_settings() -> None:
    message = render(digest(recipient=f'"X\r\nBcc: spy@press.example" <{RECIPIENT}>'), mail_settings(), now=NOW)
    assert read(message)["Bcc"] is None
    with pytest.raises(SettingsError, match="list_id"):
        render(digest(), mail_settings(list_id="a>\r\nBcc: x@y.example"), now=NOW)


@pytest.mark.parametrize(
    ("language", "subject", "why"),
    [
        ("en", "Almenara, 23 Jan 2021: 1 new lead, 1 lead with new evidence", "New evidence since an earlier mail."),
        ("es", "1 pista nueva, 1 pista con nuevos indicios", "Nuevos indicios desde un correo anterior."),
        ("pt", "1 pista nova, 1 pista com novos indícios", "Novos indícios desde uma mensagem anterior."),
    ],
)
def test_a_lead_that_was_told_before_is_not_called_new(language: str, subject: str, why: str) -> None:
    lines = (line(), line(flag_id=2, told_before=True))
    mail = render(digest(operators=(operator(lines=lines),), language=language), mail_settings(), now=NOW)
    assert subject in mail["Subject"]
    for kind in ("plain", "html"):
        shown = mail.get_body((kind,)).get_content()  # type: ignore[union-attr]
        assert " ".join(shown.split()).count(why) == 1


def test_what_saved_searches_found_is_counted_in_the_subject() -> None:
    """A blank stood before the comma: "1 new lead , 1 document for saved searches"."""
    searches = (DigestSearch("sol", "q=sol", (DigestHit(5, 9, "Sol", "La Voz", NOW),), 0),)
    some = render(digest(operators=(operator(lines=(line(),)),), searches=searches), mail_settings(), now=NOW)
    none = render(digest(operators=(), searches=searches), mail_settings(), now=NOW)
    assert some["Subject"].endswith(": 1 new lead, 1 document for saved searches")
    assert none["Subject"].endswith(": nothing new, 1 document for saved searches")


def test_a_document_that_two_saved_searches_found_is_counted_once() -> None:
    """Three searches that found one document made the subject say three documents."""
    hit = DigestHit(5, 9, "Sol", "La Voz", NOW)
    searches = tuple(DigestSearch(name, f"q={name}", (hit,), 0) for name in ("sol", "norte", "paso"))
    mail = render(digest(operators=(), searches=searches), mail_settings(), now=NOW)
    assert mail["Subject"].endswith(": nothing new, 1 document for saved searches")


def test_what_was_added_to_a_lead_is_said() -> None:
    added = ("La Voz: Caen; adds phone +573000000017, Ana <b> (charged)", "adds smuggling_offer", "adds A", "adds B")
    told = (line(flag_id=2, told_before=True, added=added),)
    text, html = bodies(digest(operators=(operator(lines=told),)))
    assert "What is new: adds offers passage; adds A; adds B and 1 more" in " ".join(text.split())
    assert "<b>" not in html
    text, html = bodies(digest(operators=(operator(lines=(line(told_before=True, added=added[:1]),)),), language="es"))
    said = "Qué hay de nuevo: La Voz: Caen; añade Teléfono +573000000017, Ana <b> (con cargos)"
    assert said in " ".join(text.split())
    assert "Ana &lt;b&gt;" in html


def test_a_lead_about_several_stands_in_full_once() -> None:
    """An arrest that named four was told four times over in one mail."""
    lead, other = line(title="Caen cuatro", route=("CO", "CL")), line(flag_id=99, title="Otra nota")
    lines = [(lead, other)[: key % 2 + 1] for key in range(4)]
    four = tuple(operator(operator_id=key, name=f"Kantuta {key}", lines=each) for key, each in enumerate(lines))
    text, html = bodies(digest(operators=four))
    for body, route in ((" ".join(text.split()), "Route: CO > CL"), (" ".join(html.split()), "Route: CO → CL")):
        assert body.count("Caen cuatro") == 4
        assert body.count("The same as above.") == 4  # three times of this lead, once of the other
        assert body.count(route) == 1
    assert sum(each.endswith(f"/flags/{lead.flag_id}") for each in text.splitlines()) == 4  # each leads to it
    assert "Lo mismo que arriba." in bodies(digest(operators=four, language="es"))[0]
    assert "O mesmo que acima." in bodies(digest(operators=four, language="pt"))[1]


def test_how_an_operator_stands_is_said() -> None:
    standing = DigestStanding(LegalStatus.CHARGED, date(2020, 3, 4), documents=7, independent_sources=1)
    text, html = bodies(digest(operators=(operator(standing=standing),)))
    told = "What sources say so far: charged, named since 4 Mar 2020, 7 documents, 1 independent source."
    assert told in " ".join(text.split())
    assert told in " ".join(html.split())
    for body in bodies(digest(operators=(operator(standing=standing),), language="pt")):
        assert "denunciado à Justiça" in " ".join(body.split())


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "named since 4 Mar 2020, 1 document, 1 independent source. Documents that clear it: 2."),
        (
            "es",
            "con menciones desde el 4 mar 2020, 1 documento, 1 fuente independiente. Documentos que lo exoneran: 2.",
        ),
        ("pt", "com menções desde 4 mar. 2020, 1 documento, 1 fonte independente. Documentos que o inocentam: 2."),
    ],
)
def test_who_clears_it_is_not_counted_among_who_accuses_it(code: str, said: str) -> None:
    """One document said 'under investigation' and two cleared the firm: the mail said so of 3 documents."""
    standing = DigestStanding(LegalStatus.UNDER_INVESTIGATION, date(2020, 3, 4), 1, 1, clearing_documents=2)
    for body in bodies(digest(operators=(operator(standing=standing),), language=code)):
        assert said in " ".join(body.split())


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "1 independent source. Not counted: 2 documents whose lead a person dismissed."),
        ("es", "1 fuente independiente. Sin contar 2 documentos cuya pista descartó una persona."),
        ("pt", "1 fonte independente. Sem contar 2 documentos cuja pista uma pessoa descartou."),
    ],
)
def test_who_comes_back_is_told_with_what_was_dismissed_of_it(code: str, said: str) -> None:
    """Twice dismissed, an advert came back at another price, and the mail told it as if nobody had looked before."""
    standing = DigestStanding(LegalStatus.ADVERTISED, date(2020, 3, 4), 1, 1, dismissed_documents=2)
    for body in bodies(digest(operators=(operator(standing=standing),), language=code)):
        assert said in " ".join(body.split())


def test_whom_a_source_clears_the_mail_does_not_leave_accused() -> None:
    standing = DigestStanding(LegalStatus.REPORTED, date(2020, 3, 4), 7, 2, date(2021, 1, 2), clearance_waits=True)
    text, html = bodies(digest(operators=(operator(standing=standing),)))
    for body in (text, html):
        assert "A source clears it (2 Jan 2021); nobody has decided on that yet." in " ".join(body.split())
    standing = DigestStanding(LegalStatus.REPORTED, date(2020, 3, 4), 7, 2, dismissed=True)
    for body in bodies(digest(operators=(operator(standing=standing),))):
        assert "2 independent sources. Every lead on it was dismissed." in " ".join(body.split())
