"""Fingerprints: the same everywhere and always; copies meet, others don't."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.fingerprint import SIZE, bands, fingerprint
from store.texts import similarity

PARAGRAPHS = [
    "La fiscalía de Tarapacá formalizó a cuatro personas por el traslado de familias por pasos no habilitados.",
    "Según la investigación, la banda captaba a sus clientes en redes sociales y cobraba en dólares.",
    "Los viajes partían en Cúcuta, seguían por Ecuador y Perú y terminaban en terminales de buses de Santiago.",
    "Un testigo relató que los choferes retenían los documentos hasta que los parientes pagaban el saldo.",
    "La audiencia continuará el lunes, cuando la defensa presentará a sus peritos y pedirá la libertad de uno.",
    "La policía halló en las casas allanadas teléfonos, cuadernos con nombres y dinero de cinco países distintos.",
]
STORY = "\n".join(PARAGRAPHS)
OTHER = (
    "El municipio de Pica abrirá el sábado su feria costumbrista con treinta productores de limones y mangos.\n"
    "Habrá música en vivo, talleres para niños y un concurso de repostería que premiará a los tres mejores postres.\n"
    "Los organizadores esperan a unas dos mil personas y recomiendan llegar temprano por el calor del mediodía."
)
AD = "Viajes seguros de Cúcuta a Santiago, todo incluido, sin sellar. Salidas lunes. Escríbenos +57 300 000 0041"
GOLDEN = fingerprint(STORY)[:4]


def meet(a: str, b: str) -> bool:
    return bool(set(bands(fingerprint(a))) & set(bands(fingerprint(b))))


@pytest.mark.parametrize(
    "copy",
    [
        STORY + "\n(Agencia Norte)",
        "SANTIAGO (Agencia Norte).- " + STORY,
        "Formalizan a cuatro por el tráfico de migrantes\n" + STORY,
        "\n".join([*PARAGRAPHS[:-1], "La policía encontró además vehículos con patentes adulteradas."]),
        STORY.upper(),
        STORY.replace("á", "a").replace("í", "i").replace("ó", "o").replace(",", " ;"),
    ],
)
def test_copies_of_a_story_meet(copy: str) -> None:
    assert similarity(fingerprint(STORY), fingerprint(copy)) >= 0.7
    assert meet(STORY, copy)


def test_other_stories_do_not() -> None:
    assert similarity(fingerprint(STORY), fingerprint(OTHER)) < 0.1
    assert not meet(STORY, OTHER)
    assert not meet(OTHER, AD)


def test_adverts_of_a_few_words_are_told_apart() -> None:
    assert similarity(fingerprint(AD), fingerprint(AD + "!!")) == 1
    assert similarity(fingerprint(AD), fingerprint("Vendo heladera usada, buen estado, retiro en domicilio")) < 0.1


def test_no_words_no_fingerprint() -> None:
    assert fingerprint(" ... \n") == ()
    assert bands(()) == ()
    assert similarity((), fingerprint(STORY)) == 0


def test_the_same_in_another_process() -> None:
    code = "import sys; from extraction.fingerprint import fingerprint; print(fingerprint(sys.stdin.read())[:4])"
    done = subprocess.run([sys.executable, "-c", code], input=STORY, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(GOLDEN)


def test_the_same_as_when_it_was_first_stored() -> None:
    assert fingerprint("viajes a Chile sin papeles")[:3] == (1158034212, 2289098937, 450083208)


@given(st.text(max_size=300))
def test_shape(text: str) -> None:
    found = fingerprint(text)
    assert len(found) in (0, SIZE)
    assert all(0 <= value < 2**32 for value in found)
    assert all(-(2**63) <= key < 2**63 for key in bands(found))
    assert not found or similarity(found, found) == 1


@given(st.sets(st.integers(0, 400), min_size=30, max_size=80), st.sets(st.integers(0, 400), min_size=30, max_size=80))
def test_the_estimate_is_near_the_truth(a: set[int], b: set[int]) -> None:
    # words so far apart that shingles are exactly those of each run of one word three times
    def text(numbers: set[int]) -> str:
        return " ".join(f"x{n} y{n} z{n}" for n in sorted(numbers))

    def shingles(numbers: set[int]) -> set[tuple[str, ...]]:
        words = text(numbers).split()
        return {tuple(words[i : i + 3]) for i in range(len(words) - 2)}

    truth = len(shingles(a) & shingles(b)) / len(shingles(a) | shingles(b))
    assert abs(similarity(fingerprint(text(a)), fingerprint(text(b))) - truth) < 0.3
