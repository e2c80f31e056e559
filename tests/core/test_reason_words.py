"""The English reasons of the machine, said again in another language; what has no known form stays as it is."""

from __future__ import annotations

import re

import pytest

from core.languages import language, speaking
from core.reason_words import in_words
from store.likeness.compare import compare
from store.likeness.explain import START, met, signals


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("same countries: BO, CL", "los mismos países: BO, CL"),
        ("Los Cuervos: same countries: BO, CL", "Los Cuervos: los mismos países: BO, CL"),
        (
            "Luna: “Luna Llena” resembles “LUNA LLENA SPA” (0.96: “luna” is “luna”; “llena” is spelled like “lena”), "
            "a name that tells little; no country in common",
            "Luna: “Luna Llena” se parece a “LUNA LLENA SPA” (0.96: “luna” es “luna”; “llena” se escribe como “lena”), "
            "un nombre que dice poco; ningún país en común",
        ),
        (
            "Report in La Voz of smuggling or trafficking; Los Cuervos, Tarugo: reported as charged; Expreso Luna: "
            "reported as operator; Valle Claro: reported as cleared or impersonated",
            "Noticia de tráfico de migrantes o trata de personas, en La Voz; Los Cuervos, Tarugo: con cargos, según la "
            "fuente; Expreso Luna: como operador, según la fuente; Valle Claro: con exoneración o suplantación, "
            "según la fuente",
        ),
        (
            "Paredes: the same nickname: El Flaco; same places: Colchane, Iquique; few bear this name of a person",
            "Paredes: el mismo apodo: El Flaco; mismos lugares: Colchane, Iquique; pocos llevan este nombre de persona",
        ),
        (
            "each name has a telling word that the other lacks: norte / livre",
            "cada nombre tiene una palabra distintiva que le falta al otro: norte / livre",
        ),
        ("same phone +573000000017", "el mismo punto de contacto: Teléfono +573000000017"),
        (
            "both use account clabe:002010077777777771",
            "el mismo punto de contacto: Cuenta de cobro clabe:002010077777777771",
        ),
        ("account shared with 2 other documents", "Cuenta de cobro: aparece en otros documentos (2)"),
        ("listing: nothing found in it (3)", "lista de artículos: no se halló nada (3)"),
        ("feed: it ends in its middle (1)", "canal de noticias: termina a la mitad (1)"),
        ("HTTP 429: the site refused 5 times in a row", "HTTP 429: el sitio rechazó 5 peticiones seguidas"),
        ("timed out (2)", "tardó demasiado (2)"),
        ("whatsapp shared with 2 other documents", "WhatsApp: aparece en otros documentos (2)"),
        ("Ec Andes: Title 3; adds Kantuta", "Ec Andes: Title 3; añade Kantuta"),
        ("something (new", "something (new"),
        ("somebody: says %s; (more", "somebody: says %s; (more"),
        ("", ""),
    ],
)
def test_reasons_in_spanish(reason: str, said: str) -> None:
    with speaking(language("es")):
        assert in_words(reason) == said
    assert in_words(reason) == reason.replace("whatsapp", "WhatsApp")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "adds Kantuta, reports smuggling or trafficking"),
        ("pt", "acrescenta Kantuta, relata contrabando de migrantes ou tráfico de pessoas"),
    ],
)
def test_labels_that_were_added_are_said_in_words(code: str, said: str) -> None:
    with speaking(language(code)):
        assert in_words("adds Kantuta, smuggling_report") == said


def test_contact_points_and_standings_that_were_added_are_said_in_words() -> None:
    with speaking(language("es")):
        said = in_words("adds phone +573000000017, Vive Online (charged), telegram vive.online")
    assert said == "añade Teléfono +573000000017, Vive Online (con cargos), Telegram vive.online"


def test_days_are_said_as_people_do() -> None:
    for written in ("named since 2021-01-20", "on the watchlist since 2021-01-20"):  # the second in flags of before
        said = in_words(f"Los Cuervos: reported as charged; {written}")
        assert said == "Los Cuervos: reported as charged; named since 20 January 2021"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "Los Cuervos, Tarugo: named since 20 January 2021"),
        ("es", "Los Cuervos, Tarugo: con menciones desde el 20 de enero de 2021"),
        ("pt", "Los Cuervos, Tarugo: com menções desde 20 de janeiro de 2021"),
    ],
)
def test_who_is_known_since_a_day_is_said_as_people_do(code: str, said: str) -> None:
    with speaking(language(code)):
        assert in_words("Los Cuervos, Tarugo: named since 2021-01-20") == said
        assert in_words("Los Cuervos, Tarugo: on the watchlist since 2021-01-20") == said
        assert in_words("Los Cuervos: named since 2021-99-99").endswith(" named since 2021-99-99")


@pytest.mark.parametrize(
    ("reason", "english", "portuguese"),
    [
        (
            "Reported as charged with smuggling in La Voz; route CO→EC",
            "Report in La Voz of smuggling or trafficking; route CO→EC",
            "Notícia de contrabando de migrantes ou tráfico de pessoas, em La Voz; rota CO→EC",
        ),
        (
            "Report of smuggling that names no operator in La Voz",
            "Report in La Voz of smuggling or trafficking that names no operator",
            "Notícia de contrabando de migrantes ou tráfico de pessoas que não nomeia operador, em La Voz",
        ),
    ],
)
def test_flags_of_before_call_nobody_what_one_of_them_is(reason: str, english: str, portuguese: str) -> None:
    assert in_words(reason) == english
    with speaking(language("pt")):
        assert in_words(reason) == portuguese


@pytest.mark.parametrize("code", ["en", "es", "pt"])
def test_a_day_that_there_is_not_breaks_no_page(code: str) -> None:
    """A headline that joined a flag: 'Boletín; named since 2021-99-99'."""
    with speaking(language(code)):
        assert in_words("Boletín; named since 2021-99-99") == "Boletín; named since 2021-99-99"


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("no word met", "nenhuma palavra coincide"),
        ("words met: “on” is “on”; “viajes” is spelled like “viagens”", None),
        ("words met: “viajes” means the same as “viagens”", "palavras que coincidem: “viajes” significa o mesmo que"),
        ("words met, and none that says who: “a” is “b”", "palavras que coincidem, e nenhuma que diga quem é: “a” é"),
        ("words met: “a” is “b”, and none that says who", "palavras que coincidem, e nenhuma que diga quem é: “a” é"),
        (
            "words met: no word met, and none that says who",
            "palavras que coincidem, e nenhuma que diga quem é: nenhuma palavra",
        ),
    ],
)
def test_how_two_words_met_is_said_again_too(reason: str, said: str | None) -> None:
    """A page in Portuguese said 'no word met' between its own words."""
    with speaking(language("pt")):
        told = in_words(reason)
    assert said is None or told.startswith(said)
    assert not re.search(r"\b(?:met|word|spelled|means|says)\b", told)


@pytest.mark.parametrize("code", ["es", "pt"])
def test_nothing_of_a_likeness_stays_english(code: str) -> None:
    """All that is said of pairs that meet in every way, or in none."""
    pairs = [
        ("Vive On Line S.A.S.", "Viveonline Viajes Ltda"), ("Rutas del Sur", "Rotas do Norte"), ("Kantuta", "Zorzal"),
        ("Agencia de Viajes", "Agência de Viagens"), ("J. P. Tours", "Juan Pablo Tours"), ("Paso 1", "Paso 2"),
        ("Transp. Quebrada", "Transportes Quebrado"), ("Sol Viajes", "Viajes Sol"),
    ]  # fmt: skip
    with speaking(language(code)):
        told = [(each.what, in_words(each.what)) for one in pairs for each in signals(compare(*one))]
        told += [(met(compare(*one)), in_words(met(compare(*one)))) for one in pairs]
    assert [what for what, said in told if what == said and what != START] == []
    assert not [said for _what, said in told if re.search(r"\b(?:no word|met|spelled|means|says who)\b", said)]
