"""The pages in three languages: whole catalogues, the browser's wish, the reader's choice."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from fastapi.testclient import TestClient

from core.reason_words import in_words
from core.settings import PROJECT_ROOT, Settings
from core.terms import FlagState
from store import flags, views
from store.session import Database
from tests.web.seed import NOW
from tests.web.stories import ADVERT
from tests.web.test_pages import PAGES, Page, read
from tests.web.test_pairs import fields
from web.languages import LOCALE, language, speaking
from web.templating import HERE, templates

KEYWORDS = DEFAULT_KEYWORDS | {"count": (2, 3), "N_": None}
TRANSLATED = ["es", "pt"]
ROOMS = tuple(str(PROJECT_ROOT / room) for room in ("core", "digest", "web"))
"""That speak to people in their own language."""


@pytest.fixture(scope="module")
def template() -> Catalog:
    """Every text of the pages."""
    methods, options = parse_mapping_cfg(io.StringIO((LOCALE / "babel.cfg").read_text(encoding="utf-8")))
    methods = [(str(PROJECT_ROOT / pattern), method) for pattern, method in methods]
    found = Catalog()
    own = [(pattern.removeprefix(f"{PROJECT_ROOT}/"), method) for pattern, method in methods]
    for _file, _line, message, _comments, context in extract_from_dir(
        str(PROJECT_ROOT), method_map=own, options_map=options, keywords=KEYWORDS,
        directory_filter=lambda path: path == str(PROJECT_ROOT) or path.startswith(ROOMS),
    ):  # fmt: skip
        found.add(message, context=context)
    return found


def holes(text: str) -> list[str]:
    return sorted(re.findall(r"%(?:\(\w+\))?[sd]", text))


def test_a_number_of_four_digits_has_no_point_in_spanish() -> None:
    """As the pages write it; "4.000" read as four to who knows other ways."""
    with (LOCALE / "es" / "LC_MESSAGES" / "almenara.po").open("rb") as lines:
        said = [each.string for each in read_po(lines)]
    assert not [each for each in said if re.search(r"\d\.\d{3}", each if isinstance(each, str) else " ".join(each))]


@pytest.mark.parametrize("code", TRANSLATED)
def test_nothing_is_left_untranslated(template: Catalog, code: str) -> None:
    with (LOCALE / code / "LC_MESSAGES" / "almenara.po").open("rb") as lines:
        catalogue = read_po(lines)
    assert len([message for message in template if message.id]) > 250
    for message in template:
        if not message.id:
            continue
        known = catalogue.get(message.id, context=message.context)
        assert known is not None, f"{code}: {message.id!r} is missing: add it to {LOCALE}"
        for original, said in zip(_each(message.id), _each(known.string), strict=True):
            assert said.strip(), (code, original)
            assert holes(original) == holes(said), (code, original)
    unused = [message.id for message in catalogue if message.id and template.get(message.id, message.context) is None]
    assert unused == []


def _each(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


@pytest.mark.parametrize(
    ("wish", "tag"),
    [
        ("es-CO,es;q=0.9,en;q=0.8", "es-419"), ("pt-BR", "pt-BR"), ("de,fr;q=0.5", "en"),
        ("en;q=0.2, pt;q=0.7", "pt-BR"),
        ("", "en"), ("es;q=zero", "en"), (";;,,=q", "en"),
    ],
)  # fmt: skip
def test_the_wish_of_the_browser(looker: TestClient, wish: str, tag: str) -> None:
    answer = looker.get("/", headers={"accept-language": wish})
    assert f'<html lang="{tag}">' in answer.text
    assert answer.headers["vary"] == "Cookie, Accept-Language"


def test_the_readers_choice_is_remembered(client: TestClient) -> None:
    answer = client.get("/language/pt?to=/operators%3Foffset%3D0", follow_redirects=False)
    assert answer.headers["location"] == "/operators?offset=0"
    assert "HttpOnly" in answer.headers["set-cookie"]
    page = client.get("/operators", headers={"accept-language": "es"}).text
    assert '<html lang="pt-BR">' in page
    assert "Operadores" in page
    assert client.get("/language/xx").status_code == 404


@pytest.mark.parametrize(
    ("code", "whole"), [("es", "desde el .+; visto por última vez el"), ("pt", "desde .+; visto pela última vez em")]
)
def test_a_sentence_is_translated_whole(looker: TestClient, code: str, whole: str) -> None:
    page = Page(looker.get("/operators/1", headers={"accept-language": code}).text)
    assert re.search(rf"1 \w+ independ\w+, {whole} \d.+\.", page.text)


@pytest.mark.parametrize(
    "to", ["https://other.example/", "//other.example/", "/\\other.example", "javascript:alert(1)"]
)
def test_the_way_back_stays_in_the_house(client: TestClient, to: str) -> None:
    answer = client.get("/language/es", params={"to": to}, follow_redirects=False)
    assert answer.headers["location"] == "/"


@pytest.mark.parametrize("path", [*PAGES, "/search?q=migrantes", "/nowhere"])
@pytest.mark.parametrize("code", TRANSLATED)
def test_pages_in_every_language(looker: TestClient, path: str, code: str) -> None:
    page = Page(looker.get(path, headers={"accept-language": code}).text)
    assert page.headings[0] == 1
    assert "Skip to the content" not in page.text


def test_a_form_that_was_not_taken_names_its_own_page(client: TestClient) -> None:
    for path, page in (
        ("/operators/1/clearings/999", "/operators/1"),
        ("/operators/1/split", "/operators/1"),
        ("/operators/1/statements/1", "/operators/1/statements/1"),
        ("/pairs/1/2/judgements", "/pairs/1/2"),
        ("/searches/3/forget", "/search"),
    ):
        assert f'/language/pt?to={page}"' in client.post(path, data={}).text, path
    kept = client.post("/searches", data={"query": "q=coyote&country=CL"})
    assert '/language/pt?to=/search%3Fq%3Dcoyote%26country%3DCL"' in kept.text


def test_dates_numbers_and_reasons(looker: TestClient, flag_ids: dict[str, int]) -> None:
    spanish = {"accept-language": "es"}
    assert "sábado, 23 de enero de 2021" in Page(looker.get("/", headers=spanish).text).text
    page = Page(looker.get(f"/flags/{flag_ids[ADVERT.title]}", headers=spanish).text).text
    said = "Viajes Sol Naciente: como anunciante; ruta CO→EC→PE→BO→CL"
    assert f"Aviso con señales de una oferta de tráfico de migrantes, en Avisos del Valle; {said}" in page
    assert "A favor: sin esto, el modelo estaría menos seguro" in page
    assert "+2.10" not in page
    assert "350 USD por persona" in page or "350 USD" in page


def test_every_count_is_written_as_the_language_does() -> None:
    """No column of numbers, no tally, prints a number as a program would."""
    found = [
        (path.name, line)
        for path in (HERE / "templates").glob("*.html")
        for line in re.findall(r'(?:class="num">|<dd>)\{\{[^}]*\}\}', path.read_text(encoding="utf-8"))
        if not re.search(r"\| number|gettext\(|[^a-z]_\(|m\.|\bwhat\b", line)
    ]
    assert found == []


def test_what_was_taken_back_is_said_in_the_readers_language(
    client: TestClient, database: Database, flag_ids: dict[str, int]
) -> None:
    """It was recorded in the language of who undid it, and stood so on a page in another for good."""
    action, spanish = f"/flags/{flag_ids[ADVERT.title]}/decisions", {"accept-language": "es"}
    client.headers.update(spanish)
    client.post(action, data=fields(client, action[:-10], action) | {"to": "confirmed", "why": "x", "who": "Ana"})
    undo = re.findall(r'<form class="undo".*?</form>', client.get(action[:-10]).text, re.S)[0]
    client.post(action, data=dict(re.findall(r'name="(\w+)" value="([^"]*)"', undo)) | {"who": "Ana"})
    page = read(client, action[:-10]).text
    assert "Se deshizo." in page
    assert "Taken back" not in page
    client.headers.update({"accept-language": "pt"})
    assert "Foi desfeito." in read(client, action[:-10]).text
    with database.transaction() as session:
        assert views.flag(session, flag_ids[ADVERT.title]).decisions[-1].why == "Taken back."
        given = {"who": "Ana", "why": "Se deshizo.", "expected_version": 3, "now": NOW}  # as it once was
        flags.decide(session, flag_ids[ADVERT.title], FlagState.NEEDS_MORE, **given)
    page = read(client, action[:-10]).text
    assert page.count("Foi desfeito.") == 2
    assert "Se deshizo." not in page


def test_who_started_a_night_is_said_in_words(looker: TestClient) -> None:
    page = Page(looker.get("/runs", headers={"accept-language": "es"}).text).text
    assert "Iniciada" in page
    assert "por el reloj" in page
    assert "scheduler" not in page


def test_what_is_not_known_stays_as_it_was_said() -> None:
    with speaking(language("pt")):
        assert in_words("Something else; route CO→EC") == "Something else; rota CO→EC"
        assert in_words("phone shared with 2 other documents") == "Telefone: aparece em outros documentos (2)"
        assert in_words("both use phone +573000000017") == "o mesmo ponto de contato: Telefone +573000000017"
        assert in_words("whatsapp shared with 1 other document").startswith("WhatsApp: ")
        assert in_words("named since 2021-01-20") == "com menções desde 20 de janeiro de 2021"
        assert "100 % segundo" in in_words("A %s: reported as cleared or impersonated in B 100 % segundo")


def test_what_is_left_out_of_a_name_is_said_in_the_readers_language(settings: Settings) -> None:
    with speaking(language("es")):
        shown = templates(settings).env.from_string("{{ name | name }}").render(name="x" * 2160)
    assert shown.endswith("xx… (y 2000 caracteres más)")


def test_every_language_is_shipped() -> None:
    assert [path.name for path in sorted(Path(LOCALE).iterdir()) if path.is_dir()] == TRANSLATED
