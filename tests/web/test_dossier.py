"""The dossier of an operator, read back out of its PDF: what it must say on every page, hostile text in print, the same
bytes for the same knowledge, who may have it, and that it is on record."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from pypdf import PdfReader
from sqlalchemy import text

from core.settings import Settings
from core.terms import FlagState, LegalStatus, Verdict
from evidence.custody import LOG, CustodyLog
from store import audit, flags, views
from store.accounts.renaming import rename
from store.flagging import clearings, corrections
from store.identity import judge
from store.identity.judge import Signature
from store.seeds import loading
from store.seeds.seed import Seed
from store.seeds.standing import note_clearings
from store.session import Database
from store.ways import Way
from tests.store.accounts.make import ADMIN, account
from tests.web.conftest import ORIGIN
from tests.web.seed import NIGHT, NOW, Night
from tests.web.stories import ADVERT, CLEARED, REPORT
from web.app import create_app
from web.dossier.letters import shown
from web.dossier.paper import Imprint, Paper

NAME = "Viajes Sol Naciente"
LATIN = {ord(letter) for letter in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ áéñ{}<>"}


def pages(answer_content: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(answer_content)).pages]


def test_a_dossier_says_what_is_known_and_by_which_evidence(looker: TestClient, flag_ids: dict[str, int]) -> None:
    flag = looker.get(f"/api/v1/flags/{flag_ids[ADVERT.title]}").json()
    operator_id = flag["operators"][0]["operator_id"]
    answer = looker.get(f"/operators/{operator_id}/dossier.pdf")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert f'filename="almenara-operator-{operator_id}.pdf"' in answer.headers["content-disposition"]
    found = pages(answer.content)
    for number, page in enumerate(found, start=1):
        assert "A flag is a lead, not a finding." in page
        assert "Printed by somebody at the desk on" in page
        assert f"{number} / {len(found)}" in page
        assert page.startswith(f"Almenara: {NAME}")
    assert f"At the desk: http://127.0.0.1:8321/operators/{operator_id}" in found[0]
    text = " ".join(found)
    for part in ("What sources say of its standing", "Names", "Contact points", "Routes", "Prices", "Timeline",
                 "Documents and their evidence", "Flags", "Decisions on these flags",
                 "Decisions on identity"):  # fmt: skip
        assert part in text, part
    assert "+573000000021" in text
    assert "CO → EC → PE → BO → CL" in text
    assert ADVERT.title in text
    assert flag["evidence"]["payload_sha256"] in text.replace(" ", "")
    assert flag["evidence"]["capture_id"] in text
    assert f'href="/operators/{operator_id}/dossier.pdf"' in looker.get(f"/operators/{operator_id}").text


@pytest.mark.parametrize(
    ("language", "warning", "heading"),
    [
        ("es", "Una alerta es una pista, no una conclusión.", "Documentos y su evidencia"),
        ("pt", "Um alerta é uma pista, não uma conclusão.", "Documentos e suas evidências"),
    ],
)
def test_it_speaks_the_reader_s_language(looker: TestClient, language: str, warning: str, heading: str) -> None:
    answer = looker.get("/operators/1/dossier.pdf", headers={"accept-language": language})
    found = pages(answer.content)
    assert all(warning in page for page in found)
    assert heading in " ".join(found)
    assert "Documents" not in " ".join(found)
    assert "somebody" not in " ".join(found)


def test_a_program_has_it_too_and_nobody_without_the_scope(looker: TestClient) -> None:
    answer = looker.get("/api/v1/operators/1/dossier.pdf")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert looker.get("/api/v1/operators/9999/dossier.pdf").json()["detail"] == "There is no operator 9999."
    assert looker.get("/operators/9999/dossier.pdf").status_code == 404


def test_the_same_knowledge_gives_the_same_bytes(settings: Settings) -> None:
    with TestClient(create_app(settings, clock=lambda: NOW), base_url=ORIGIN) as client:
        first, second = (client.get("/operators/1/dossier.pdf").content for _ in range(2))
    with TestClient(create_app(settings, clock=lambda: NOW + timedelta(minutes=1)), base_url=ORIGIN) as client:
        later = client.get("/operators/1/dossier.pdf").content
    assert first == second != later


def test_what_clears_somebody_is_said_first_and_stands_among_the_evidence(
    client: TestClient, database: Database, flag_ids: dict[str, int]
) -> None:
    flag = client.get(f"/api/v1/flags/{flag_ids[CLEARED.title]}").json()
    address = f"/operators/{flag['operators'][0]['operator_id']}/dossier.pdf"
    found = " ".join(pages(client.get(address).content))
    assert "Highest standing that sources give: Reported" in found
    assert "Sources say that it was cleared (22 Jan 2021); whether it stands so, a person decides." in found
    evidence = found[found.index("Documents and their evidence") :]
    assert CLEARED.title in evidence
    assert flag["evidence"]["payload_sha256"] in evidence.replace(" ", "")
    assert "named as Turismo Pampa Clara: El tribunal absolvió a Turismo Pampa Clara." in evidence
    with database.transaction() as session:
        flags.decide(
            session, flag["flag_id"], FlagState.CONFIRMED, who="Ana Núñez", why="Read it", expected_version=1, now=NOW
        )
    found = " ".join(pages(client.get(address).content))
    assert "Cleared, as sources say and a person confirmed." in found
    assert "Highest standing" not in found


def test_what_people_decided_on_its_flags_is_printed_with_who_when_and_why(
    client: TestClient, database: Database, flag_ids: dict[str, int]
) -> None:
    flag_id = flag_ids[ADVERT.title]
    operator_id = client.get(f"/api/v1/flags/{flag_id}").json()["operators"][0]["operator_id"]
    address = f"/operators/{operator_id}/dossier.pdf"
    assert "Decisions on these flags Nobody has decided" in " ".join(pages(client.get(address).content))
    said = ((FlagState.IN_REVIEW, "Looks <b>odd</b>", 1), (FlagState.DISMISSED, "A licensed coach firm.", 2))
    with database.transaction() as session:
        for state, why, version in said:
            flags.decide(session, flag_id, state, who="Ana Núñez", why=why, expected_version=version, now=NOW)
    found = " ".join(pages(client.get(address).content))
    decided = found[found.index("Decisions on these flags") : found.index("Decisions on identity")]
    assert f"Flag {flag_id}: In review; Ana Núñez (way not recorded), 23 Jan 2021" in decided
    assert f"Flag {flag_id}: Dismissed; Ana Núñez (way not recorded), 23 Jan 2021" in decided
    assert decided.index("Looks <b>odd</b>") < decided.index("A licensed coach firm.")
    spoken = " ".join(pages(client.get(address, headers={"accept-language": "pt"}).content))
    assert "Decisões sobre estes alertas" in spoken
    assert "Decisões sobre identidade" in spoken


@pytest.mark.parametrize(
    ("code", "account_of", "terminal", "unknown"),
    [
        ("en", "with the account ana", "at a terminal, by its user root", "today Ana Roa; way not recorded"),
        ("es", "con la cuenta ana", "en un terminal, por su usuario root", "hoy Ana Roa; no consta por qué vía"),
        ("pt", "com a conta ana", "em um terminal, por seu usuário root", "hoje Ana Roa; não consta por qual via"),
    ],
)
def test_by_which_way_a_decision_came_is_printed(
    client: TestClient,
    database: Database,
    flag_ids: dict[str, int],
    code: str,
    account_of: str,
    terminal: str,
    unknown: str,
) -> None:
    """On paper a person's decision looked like that of whoever sat at the terminal."""
    flag_id = flag_ids[REPORT.title]
    (one, *_), (other, *_) = (
        client.get(f"/api/v1/flags/{n}").json()["operators"] for n in (flag_id, flag_ids[ADVERT.title])
    )
    ends = one["operator_id"], other["operator_id"]
    signed = {"who": "Ana Núñez", "why": "seen", "now": NOW}
    with database.transaction() as session:
        ana = account(session)
        flags.decide(session, flag_id, FlagState.IN_REVIEW, expected_version=1, **signed)  # type: ignore[arg-type]
        way = Way(login="ana", path="/pairs")
        judge.judge(session, *ends, Verdict.UNSURE, Signature("Ana Núñez", "one phone", NOW, way))
        number = views.statements_of_flag(session, flag_id)[ends[0]]
        given = {"expected_version": 0, "way": Way(caller="root"), **signed, "why": "a namesake of Tacna"}
        corrections.correct(session, number, None, **given)  # type: ignore[arg-type]
        rename(session, ana.account_id, "Ana Roa", ADMIN)
    answer = client.get(f"/operators/{ends[0]}/dossier.pdf", headers={"accept-language": code})
    found = " ".join(pages(answer.content))
    today = unknown.partition(";")[0]
    assert f"; Ana Núñez ({unknown}), 2" in found  # the flag's decision
    assert f"; Ana Núñez ({today}; {account_of}), 2" in found  # the judgement
    assert f" Ana Núñez ({terminal}), 2" in found  # the correction
    assert "a namesake of Tacna" in found  # and why


def test_an_operator_of_a_list_is_told_as_its_page_tells_it(client: TestClient, database: Database) -> None:
    charged = Seed("x-1", "Ruta Zorzal", status=LegalStatus.CHARGED, said_on=NOW.date())
    cleared = Seed("x-1", "Ruta Zorzal", said_on=NOW.date(), note="another firm")
    with database.transaction() as session:
        loading.load(session, [charged], NOW)
        note_clearings(session, [cleared], NOW, by="")
        (line,) = views.waiting_clearings(session, limit=9)
        clearings.decide(
            session, line.clearing_id, FlagState.DISMISSED,
            who="Ana Núñez", why="Another tax number.", expected_version=0, now=NOW,
        )  # fmt: skip
    found = " ".join(pages(client.get(f"/operators/{line.operator_id}/dossier.pdf").content))
    assert "From a list that was read in: no document names it yet." in found
    assert "Named in 0" not in found
    assert "Charged: A list that was read in, 23 Jan 2021" in found
    assert "Charged, says A list that was read in" in found
    decided = found[found.index("Cleared by lists") :]
    assert "A list that was read in, 23 Jan 2021: Dismissed another firm" in decided
    assert "Dismissed; Ana Núñez (way not recorded), 23 Jan 2021" in decided
    assert "Another tax number." in decided


def test_it_is_on_record(client: TestClient, database: Database) -> None:
    client.get("/operators/1/dossier.pdf")
    with database.reading() as session:
        newest = audit.entries(session, limit=1)[0]
    assert (newest.action, newest.subject) == ("viewed", "operator 1")
    assert newest.details == {"path": "/operators/1/dossier.pdf"}


def test_hostile_text_is_only_text_in_print(client: TestClient, database: Database, night: Night) -> None:
    name = "Rutas \u202eograL\u202c 😀 {nb} <b>Sur</b>"
    words = f"{name} traslada migrantes sin papeles " + "ñ\u0301\u0302\u0303\u0304\u0305\u0306" + "x" * 400
    story = replace(
        REPORT,
        title="**Título** \ufffe \x07 javascript:alert(1)",
        text=words,
        operators=((name, ()),),
        others=(),
        signals=(("passage", "traslada migrantes", 1.4),),
        places=(),
    )
    night.hold([story], night=NIGHT + timedelta(days=1), now=NOW + timedelta(days=1))
    operator_id = max(each.operator_id for each in _operators(database))
    answer = client.get(f"/operators/{operator_id}/dossier.pdf")
    assert answer.status_code == 200
    text = " ".join(pages(answer.content))
    assert "[U+202E]" in text
    assert "[U+1F600] {nb}" in text
    assert "{nb} <b>Sur</b>" in text
    assert "[U+FFFE]" in text
    for page in PdfReader(io.BytesIO(answer.content)).pages:
        assert "/Annots" not in page  # no link leads out
    assert not any(key in answer.content for key in (b"/JavaScript", b"/JS", b"/Launch", b"/URI"))


def test_a_merged_operator_leads_to_its_own_and_tells_who_judged(client: TestClient, database: Database) -> None:
    signature = Signature("Ana <b>", "one phone, one owner", NOW)
    with database.transaction() as session:
        judge.judge(session, 1, 2, Verdict.SAME, signature, seen=0)
    assert client.get("/operators/2/dossier.pdf", follow_redirects=False).headers["location"] == (
        "/operators/1/dossier.pdf"
    )
    text = " ".join(pages(client.get("/operators/2/dossier.pdf").content))
    assert "Ana <b>" in text
    assert "one phone, one owner" in text
    assert "One by a person’s decision" in text


def test_what_print_can_t_show_stands_as_its_code() -> None:
    assert shown("año\u202e \u3042", LATIN) == "año[U+202E] [U+3042]"
    assert shown("a\u00a0b\nc\td", LATIN) == "a b c d"
    assert shown("cafe\u0301", LATIN) == "café"
    assert shown("\ud800\x00\uf89e", LATIN) == "[U+D800 U+0000 U+F89E]"
    assert shown("a" * 700, LATIN | {ord(x) for x in "…(),0123456789"}).endswith("more characters)")


def test_emoji_stand_as_their_codes_and_figures_stay_figures() -> None:
    """What is read is what was written: two adverts with other emoji read alike, and a run of them was one word."""
    known = LATIN | {ord(x) for x in "[]+0123456789→★"}
    assert shown("✈️🌎 VIAJE A CHILE", known) == "[U+2708 U+FE0F U+1F30E] VIAJE A CHILE"
    assert shown("😀 😀 salida 👨‍👩‍👧 hoy", known) == (
        "[U+1F600] [U+1F600] salida [U+1F468 U+200D U+1F469 U+200D U+1F467] hoy"
    )
    assert shown("🔥🔥🔥👋🏽hola✅", known) == "[U+1F525 ×3 U+1F44B U+1F3FD]hola[U+2705]"
    assert shown("🇨🇱🇧🇴 paso", known) == "[CL][BO] paso"
    assert shown("+57 3️⃣0️⃣0 ➊", known) == "+57 300 [U+278A]"  # whoever dials has to see every figure
    assert shown("🅰 🚍", known) == "[U+1F170] [U+1F68D]"
    assert shown("★ a → b ✈", known) == "★ a → b [U+2708]"
    assert shown("a\ufe0fb\u200dc", LATIN) == "a[U+FE0F]b[U+200D]c"


def test_a_heading_never_stands_alone_at_the_foot_of_a_page() -> None:
    paper = Paper(Imprint("Almenara: x", "P", "A flag is a lead, not a finding."), NOW)
    for number in range(60):
        for _line in range(number % 7):
            paper.says("filler")
        paper.heading(f"Section {number}!")
        if number % 3:
            paper.tells(
                ["Independent sources of it", "b"], [[f"first {number}! " + "long " * 40, "y"], ["z", "z"]], [10, 40]
            )
        else:
            paper.says(f"first {number}!")
            paper.says(f"who {number}!", bold=True)
            paper.says(f"words {number}!")
    whole = pages(bytes(paper.output()))
    assert len(whole) > 10
    for number in range(60):
        (page,) = [page for page in whole if f"Section {number}!" in page]
        assert f"first {number}!" in page
        assert number % 3 or [each for each in whole if f"who {number}! words {number}!" in each]


def test_long_names_and_many_pages_keep_their_head_and_foot() -> None:
    paper = Paper(Imprint("N" * 500, "P" * 500, "A flag is a lead, not a finding."), NOW)
    paper.tells(["a", "b"], [["x" * 3000, "y"]] * 30, [10, 10])
    for page in PdfReader(io.BytesIO(bytes(paper.output()))).pages:
        assert "A flag is a lead, not a finding." in page.extract_text()


def _operators(database: Database) -> list[views.OperatorSummary]:
    with database.reading() as session:
        return views.operators(session)


SAYS = {
    "en": ("of 1, 1 do not hold.", "Does not hold: The record's bytes aren't those that were sealed."),
    "es": ("de 1, no se sostienen 1.", "No se sostiene: Los bytes del registro no son los que se sellaron."),
    "pt": ("de 1, 1 não se sustentam.", "Não se sustenta: Os bytes do registro não são os que foram selados."),
}


def test_what_does_not_hold_is_said_beside_its_digests(
    settings: Settings, client: TestClient, flag_ids: dict[str, int]
) -> None:
    flag = client.get(f"/api/v1/flags/{flag_ids[ADVERT.title]}").json()
    address = f"/operators/{flag['operators'][0]['operator_id']}/dossier.pdf"
    found = " ".join(pages(client.get(address).content))
    assert "They were held against the archive when this was printed: all hold." in found
    assert "does not hold" not in found
    file = settings.archive_root / flag["evidence"]["warc_file"]
    held = bytearray(file.read_bytes())
    held[flag["evidence"]["warc_offset"] + flag["evidence"]["warc_length"] - 3] ^= 1
    file.write_bytes(held)
    for language, said in SAYS.items():
        found = " ".join(pages(client.get(address, headers={"accept-language": language}).content))
        for part in said:
            assert part in found, part
    file.unlink()
    found = " ".join(pages(client.get(address).content)).replace(" ", "")
    assert "Evidencethatdoesnothold,orcouldnotberead:1document." in found
    assert "ismissingfromthearchive." in found


def test_an_edited_text_and_an_edited_log_are_said(settings: Settings, client: TestClient, database: Database) -> None:
    with database.transaction() as session:
        session.execute(text("UPDATE revisions SET text = text || ' and more'"))
    log = settings.archive_root / LOG
    log.write_bytes(log.read_bytes().replace(b'"actor":"nightly"', b'"actor":"nobody1"', 1))
    found = " ".join(pages(client.get("/operators/1/dossier.pdf").content))
    assert "Title and text in the database aren't those that were read off the page" in found
    assert f"The custody log does not hold: {LOG} line 1" in found


@pytest.mark.parametrize("how", ["altered", "cut"])
def test_a_log_that_alone_does_not_hold_is_said_at_once(settings: Settings, client: TestClient, how: str) -> None:
    """Page one was silent, and 'all hold' stood before what is wrong with the log."""
    log = settings.archive_root / LOG
    lines = log.read_bytes().splitlines(keepends=True)
    CustodyLog(settings.archive_root).append("exported", "desk", "a bundle", {})  # which is cut away again
    altered = [lines[0].replace(b'"actor":"', b'"actor":"no', 1), *lines[1:]]
    log.write_bytes(b"".join(altered if how == "altered" else lines))
    first, *more = pages(client.get("/operators/1/dossier.pdf").content)
    assert "The custody log does not hold: custody." in first
    evidence = " ".join([first, *more]).partition("Documents and their evidence")[2]
    assert "0 do not hold. The custody log does not hold:" in evidence
    assert "all hold" not in evidence


def test_a_flag_whose_title_was_purged_stands_in_the_timeline(client: TestClient, database: Database) -> None:
    """It was 'Alerta , El Diario' there, and an empty line on the page."""
    with database.transaction() as session:
        session.execute(text("UPDATE revisions SET title = '', purged_at = '2021-03-01 00:00:00.000000'"))
    wish = {"Accept-Language": "es"}
    printed = " ".join(pages(client.get("/operators/1/dossier.pdf", headers=wish).content))
    days = printed.partition("Línea de tiempo")[2].partition("Documentos y su evidencia")[0]
    assert "Alerta: El título y el texto se eliminaron, " in days
    page = client.get("/operators/1", headers=wish).text
    assert "<bdi></bdi></li>" not in page
