"""What passes triage and what stops, by what a page shows and by what the watchlist waits for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from resiliparse.parse.html import HTMLTree

from core.errors import SettingsError
from core.records import Document
from core.terms import DocumentKind, Language
from extraction.traps import START_TAG
from nlp.sieve import page as sieve
from nlp.sieve import weights
from nlp.sieve import words as hashing
from nlp.sieve.page import shown
from nlp.sieve.tongue import tongue
from nlp.sieve.watch import Watch
from nlp.sieve.words import SIZE, STEP, WINDOW, features, windows, words_of
from nlp.triage import Triage, triage_version
from tests.extraction.embedded.samples import next_script, nuxt_script, shell, state_script

OFFER = (
    "Viajes seguros a Chile sin pasaporte. Salimos cada noche de Desaguadero por la trocha, "
    "cruzamos la frontera con guía y te dejamos en Iquique. 250 dólares por persona, pagas la "
    "mitad al llegar. Escribe al +51 900 000 000, El Paisa."
)
REPORT = (
    "La fiscalía acusó a tres miembros de la banda Los Andinos por tráfico ilícito de migrantes. "
    "Según la policía, cobraban 400 dólares a cada venezolano para cruzar la frontera por pasos "
    "no habilitados desde Bolivia hasta Colchane."
)
ORDINARY = (
    "La comisión de la feria informó el martes que la muestra de artesanía abre sus puertas "
    "desde el mediodía, con música de la banda municipal y comida de la región hasta la noche. "
    "Los vecinos esperan buen tiempo para el domingo."
)
FLAT = (
    "Alquilo departamento de dos dormitorios, cocina equipada, cerca del parque y del mercado. No se aceptan mascotas."
)
MENU = "".join(f"<li><a href='/{n}'>Sección {n}</a></li>" for n in range(30))


def page(text: str, title: str = "Nota") -> bytes:
    """A page with a menu and a footer."""
    body = f"<nav><ul>{MENU}</ul></nav><h1>{title}</h1><p>{text}</p><footer>Todos los derechos reservados</footer>"
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode()


def test_words_are_folded_and_figures_left_out() -> None:
    assert words_of("¡Migración a 250 Dólares, ÑANDÚ!") == [b"migracion", b"a", b"dolares", b"nandu"]


def test_flags_money_and_pictures_become_words() -> None:
    flag, sign = "\U0001f1fb\U0001f1ea", "\U0001f6a4"
    assert words_of(f"De {flag} a Chile, 250 € o £ {sign}") == [
        *(b"de", b"flagsign", b"a", b"chile"),
        *(b"moneysign", b"o", b"moneysign", b"speedboat"),
    ]


def test_a_word_that_was_forgotten_is_hashed_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    words = words_of(REPORT)
    before = features(words)
    monkeypatch.setattr(hashing, "_REMEMBERED", 0)
    assert np.array_equal(features(words), before)
    assert np.array_equal(features(words), before)
    assert hashing._hashed.cache_info().currsize == len(set(words))


def test_every_word_of_a_long_text_is_in_a_window() -> None:
    words = [f"word{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}".encode() for n in range(2 * WINDOW + STEP // 3)]
    rows = features(words)
    assert set(np.unique(rows)) == set(np.concatenate(windows(rows)))
    assert all(len(window) <= 3 * WINDOW for window in windows(rows))


def test_a_text_without_words_is_judged_too() -> None:
    assert not Triage().text("", DocumentKind.NEWS).passes
    assert not Triage().page(b"\xff\xd8\x00\x01", DocumentKind.NEWS).passes


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("the man was at the border with his family", Language.ENGLISH),
        ("el hombre estaba en la frontera con su familia", Language.SPANISH),
        ("o homem estava na fronteira com a sua familia", Language.PORTUGUESE),
        ("", Language.SPANISH),
    ],
)
def test_the_language_is_told_by_the_commonest_words(text: str, language: Language) -> None:
    assert tongue(words_of(text)) is language


def test_a_page_shows_its_title_and_text_without_its_menu() -> None:
    text = shown(page(" ".join([ORDINARY] * 3), title="Feria &amp; m&uacute;sica")).text
    assert "Feria & música" in text
    assert "artesanía" in text
    assert "Sección 7" not in text
    assert "derechos" not in text


def test_a_page_that_is_all_menu_is_read_with_it() -> None:
    assert "Sección 7" in shown(page("Nada.")).text


def test_what_a_script_would_show_is_read_from_the_data_for_machines() -> None:
    body = f'<html><script type="application/ld+json">{{"articleBody": "{REPORT} {REPORT}"}}</script></html>'
    assert "tráfico ilícito de migrantes" in shown(body.encode()).text


@pytest.mark.parametrize("write", [next_script, nuxt_script, state_script])
def test_what_a_script_carries_is_read_where_the_page_shows_little(write: Callable[[object], str]) -> None:
    thing = {"title": "Nota", "body": f"<p>{OFFER}</p>", "seller": {"phone": "+51 900 000 041"}}
    bare = shell(write({"ad": thing}), title="Nota")
    assert OFFER in shown(bare).text
    assert Triage().page(bare, DocumentKind.AD).passes
    assert not Triage().page(shell("", title="Nota"), DocumentKind.AD).passes
    full = shell(write({"ad": thing}), title="Nota", inside=f"<p>{FLAT}</p>" * 15)
    assert OFFER not in shown(full).text


def test_strings_that_a_script_never_closes_are_read_to_the_end_once() -> None:
    """Each quote was tried to the end anew: 200 KB held a worker for a minute. benchmarks.long_pages times such."""
    carried = '{"a": "dos tres cuatro cinco seis", "b": ' + '"\\ \\' * 500_000
    page = f'<title>Hoy</title><p>uno</p><script id="__NEXT_DATA__">{carried}</script>'
    assert "dos tres cuatro cinco seis" in shown(page.encode()).text


def test_a_number_of_the_watchlist_that_a_script_carries_passes() -> None:
    watched = Triage(watch=Watch.of(["+51900000041"], []))
    thing = {"title": "Depto", "description": FLAT, "seller": {"phone": "+51 900 000 041"}}
    bare = shell(next_script({"ad": thing}), title="Depto")
    assert watched.page(bare, DocumentKind.AD).known
    assert not Triage().page(bare, DocumentKind.AD).known


def test_bytes_of_another_encoding_are_read() -> None:
    assert (
        "migración"
        in shown("<p>Oficina de migración</p>".encode("windows-1252"), "text/html; charset=windows-1252").text
    )


@pytest.mark.parametrize(("text", "kind"), [(OFFER, DocumentKind.AD), (REPORT, DocumentKind.NEWS)])
def test_what_speaks_of_the_subject_passes(text: str, kind: DocumentKind) -> None:
    triage = Triage()
    assert triage.text(text, kind).passes
    assert triage.page(page(text), kind).passes
    assert triage.page(page(f"{ORDINARY * 20}</p><p>{text}</p><p>{ORDINARY * 20}"), kind).passes


def test_more_words_of_news_must_come_nearer(tmp_path: Path) -> None:
    languages = (Language.SPANISH, Language.ENGLISH, Language.PORTUGUESE)
    least = {kind: dict.fromkeys(languages, -1.5) for kind in DocumentKind}
    weights.write(tmp_path, np.zeros(SIZE, dtype=np.float32), -1.0, least, least)
    triage, news = Triage(tmp_path), DocumentKind.NEWS
    assert triage.text("feria " * 100, news).passes  # no word weighs anything: the score is -1
    assert not triage.text("feria " * 400, news).passes
    assert triage.text("feria " * 400, DocumentKind.AD).passes
    assert triage.page(b"feria " * 400, news).passes  # a page has more words than its text
    assert not triage.page(b"feria " * 900, news).passes


def test_a_page_of_few_words_passes_sooner_and_its_text_no_sooner(tmp_path: Path) -> None:
    languages = (Language.SPANISH, Language.ENGLISH, Language.PORTUGUESE)
    least = {kind: dict.fromkeys(languages, 0.0) for kind in DocumentKind}
    weights.write(tmp_path, np.zeros(SIZE, dtype=np.float32), -1.0, least, least)
    triage, news = Triage(tmp_path), DocumentKind.NEWS
    assert triage.page(b"feria " * 150, news).passes
    assert not triage.page(b"feria " * 380, news).passes
    assert not triage.page(b"feria " * 60, news).passes
    assert not triage.page(b"feria " * 150, DocumentKind.AD).passes
    assert not triage.text("feria " * 150, news).passes


def test_news_whose_article_falls_short_of_what_its_text_needs_stops_as_a_page(tmp_path: Path) -> None:
    languages = (Language.SPANISH, Language.ENGLISH, Language.PORTUGUESE)
    least = {kind: dict.fromkeys(languages, -1.5) for kind in DocumentKind}
    weights.write(tmp_path, np.zeros(SIZE, dtype=np.float32), -1.0, least, least)
    triage, news, words = Triage(tmp_path), DocumentKind.NEWS, "feria de abril " * 100
    assert not triage.text(words, news).passes
    stopped = triage.page(page(words), news)
    assert (stopped.passes, stopped.score) == (False, -1.0)
    assert stopped.score < stopped.threshold
    assert triage.page(words.encode(), news).passes  # no article is to be seen: its text may be shorter
    assert triage.page(page("feria de abril " * 60), news).passes
    assert triage.page(page(words), DocumentKind.AD).passes
    watch = Watch.of([], ["Transportes Quebrada Ñandú"])
    assert Triage(tmp_path, watch).page(page(f"{words} Transportes Quebrada Nandú"), news).passes
    assert triage.page(page(f"{words} la lucha contra el tráfico de migrantes"), news).passes


def test_a_report_in_a_long_text_passes() -> None:
    told = f"{REPORT} Los migrantes viajaban escondidos en un camión, y el coyote huyó hacia la frontera."
    assert Triage().text(f"{ORDINARY * 8}\n{told}\n{ORDINARY * 8}", DocumentKind.NEWS).passes


@pytest.mark.parametrize(
    "said",
    [
        "a firm from Puerto Claro that is smuggling migrants by bus",
        "the fight against people smugglers",
        "se acordó perseguir el tráfico ilícito de migrantes",
        "os acusados de traficar migrantes e de contrabando de migrantes",
        "la lucha contra el contrabando de personas",
        "a luta contra o contrabando de pessoas",
        "the fight against the smuggling of people",
        "una firma que favorece la inmigración ilegal",
        "uma firma acusada de auxílio à imigração ilegal",
        "a firm accused of facilitating illegal immigration",
    ],
)
def test_what_names_the_deed_outright_passes_among_much_else(said: str, tmp_path: Path) -> None:
    languages = (Language.SPANISH, Language.ENGLISH, Language.PORTUGUESE)
    least = {kind: dict.fromkeys(languages, 5.0) for kind in DocumentKind}
    weights.write(tmp_path, np.zeros(SIZE, dtype=np.float32), 0.0, least, least)
    triage = Triage(tmp_path)
    told = f"{ORDINARY * 8}\n{said}.\n{ORDINARY * 8}"
    assert triage.text(told, DocumentKind.NEWS).passes
    assert triage.page(page(told), DocumentKind.NEWS).known
    assert not triage.text("Smuggled goods. Los migrantes de las aves.", DocumentKind.NEWS).passes
    for other in ("contrabando de cigarros", "contrabando de cigarros e imigração ilegal", "no entry, illegal parking"):
        assert not triage.text(other, DocumentKind.NEWS).passes


def test_many_pages_are_judged_as_each_alone() -> None:
    texts = [
        (REPORT, DocumentKind.NEWS),
        (ORDINARY, DocumentKind.NEWS),
        (OFFER, DocumentKind.AD),
        (FLAT, DocumentKind.AD),
    ]
    pages = [(page(text), kind, "text/html; charset=utf-8") for text, kind in texts]
    together = Triage().pages(pages)
    assert together == [Triage().page(*each) for each in pages]
    assert [verdict.passes for verdict in together] == [True, False, True, False]


@pytest.mark.parametrize(("text", "kind"), [(FLAT, DocumentKind.AD), (ORDINARY, DocumentKind.NEWS)])
def test_what_is_ordinary_stops(text: str, kind: DocumentKind) -> None:
    verdict = Triage().page(page(text), kind)
    assert not verdict.passes
    assert verdict.score < verdict.threshold


def test_a_document_is_judged_as_its_text() -> None:
    document = Document("1", DocumentKind.AD, "s", "PE", "https://avisos.example/1", "Viajes", OFFER, Language.SPANISH)
    assert Triage().document(document) == Triage().text(f"Viajes\n{OFFER}", DocumentKind.AD)


@pytest.mark.parametrize(
    ("contact", "written"),
    [
        ("+56900000000", "Llámame al (09) 0000-0000 hoy"),
        ("+51 900 000 001", "wa.me/51900000001"),
        ("ruta.segura", "síguenos: @Ruta.Segura"),
        ("paso@viajes.example", "Escribe a PASO@viajes.example."),
        ("rutanorte.example", "visita rutanorte.example"),
        ("bcp:1910000000017", "Depósito BCP 191-0000000-0-17"),
        ("iban:es8200000000000000000000", "IBAN ES82 0000 0000 0000 0000 0000"),
        ("yape:+51900000001", "Yape 900 000 001"),
        ("pix:paso@viagens.example", "Pix: paso@viagens.example"),
    ],
)
def test_a_contact_point_of_the_watchlist_passes_however_it_is_written(contact: str, written: str) -> None:
    watch, text = Watch.of([contact], []), f"{FLAT} {written}"
    assert watch.shown_in(text, words_of(text))
    assert Triage(watch=watch).text(text, DocumentKind.AD).passes
    assert watch.shown_in(FLAT, words_of(FLAT)) == ""


def test_an_address_at_a_provider_lets_no_other_pass() -> None:
    watch = Watch.of(["paso.seguro@correo.example"], [])
    told = f"{FLAT} Escribe a otra@correo.example"
    assert watch.shown_in(told, words_of(told)) == ""


def test_a_name_of_the_watchlist_passes_as_in_news_that_clears_it() -> None:
    watch = Watch.of([], ["Transportes Quebrada Ñandú S.A.C.", "Viajes", "Sol"])
    told = f"{ORDINARY} Habló el dueño de Transportes Quebrada Nandú."
    assert watch.shown_in(told, words_of(told)) == "transportes quebrada nandu"
    assert Triage(watch=watch).text(told, DocumentKind.NEWS).passes
    ordinary = f"{ORDINARY} Viajes al sol con transportes del valle."
    assert watch.shown_in(ordinary, words_of(ordinary)) == ""


def test_the_version_is_that_of_what_was_learnt(tmp_path: Path) -> None:
    thresholds = {
        kind: dict.fromkeys((Language.SPANISH, Language.ENGLISH, Language.PORTUGUESE), 0.0) for kind in DocumentKind
    }
    first = weights.write(tmp_path, np.zeros(SIZE, dtype=np.float32), -1.0, thresholds, thresholds)
    assert not Triage(tmp_path).text(OFFER, DocumentKind.AD).passes
    assert weights.write(tmp_path, np.ones(SIZE, dtype=np.float32), -1.0, thresholds, thresholds) != first
    assert triage_version(tmp_path) != triage_version()


def test_what_was_learnt_and_can_not_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "triage.json").write_text("{}")
    with pytest.raises(SettingsError, match="Restore it"):
        Triage(tmp_path)


def test_a_page_of_too_many_tags_is_not_searched_for_its_article(monkeypatch: pytest.MonkeyPatch) -> None:
    """That takes time by the square of how deep they lie, and all of it beyond a multiple of what people write."""
    asked: list[bool] = []
    plain = sieve._plain

    def counted(tree: object, without: list[str] | None, *, main: bool = False) -> str:
        asked.append(main)
        return plain(tree, without, main=main)

    monkeypatch.setattr(sieve, "_plain", counted)
    for depth, most in [(2_000, True), (6_000, False), (80_000, False)]:
        asked.clear()
        page = "<div>" * depth + f"<p>{REPORT}</p>"
        assert REPORT in " ".join(sieve.shown(page.encode()).text.split())
        assert any(asked) is most
    assert asked == []  # the last was not even parsed
    assert Triage().page(page.encode(), DocumentKind.NEWS).passes


def test_the_parser_sees_tens_of_thousands_of_attributes_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    class Parser:
        @staticmethod
        def parse(markup: str) -> HTMLTree:
            seen.append(max(tag.end() - tag.start() for tag in START_TAG.finditer(markup)))
            return HTMLTree.parse(markup)

    monkeypatch.setattr(sieve, "HTMLTree", Parser)
    swarm = " ".join(f"a{n}='>'" for n in range(40_000))
    assert "cruzar la frontera" in sieve.shown(f"<div {swarm}><p>{REPORT}</p></div>".encode()).text
    assert seen[0] < 70_000
