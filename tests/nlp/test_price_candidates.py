"""Sums of money: how they are written, whose currency is meant, figures that leave it out, figures that are none."""

from __future__ import annotations

import pytest

from nlp.price.read import read_prices, sums
from tests.nlp.readings import reading_of


def read(text: str, *, country: str = "CO", language: str = "es", kind: str = "ad") -> list[tuple[float, str]]:
    """Amounts and currencies in a text."""
    reading = reading_of(text, country=country, language=language, kind=kind)
    return [(float(amount), currency) for amount, currency, _, _ in sums(reading)]


@pytest.mark.parametrize(
    ("text", "country", "language", "expected"),
    [
        ("350 USD por persona", "CO", "es", [(350, "USD")]),
        ("Precio 1.200.000 pesos", "CO", "es", [(1200000, "COP")]),
        ("Precio $ 450.000", "CL", "es", [(450000, "CLP")]),
        ("Precio $350", "EC", "es", [(350, "USD")]),
        ("Precio $350", "CO", "es", [(350, "USD")]),
        ("they paid $2,800 each", "CL", "en", [(2800, "USD")]),
        ("$280,000 all in", "JM", "en", [(280000, "JMD")]),
        ("US$ 1,500 todo incluido", "PE", "es", [(1500, "USD")]),
        ("son 300 $us nomás", "BO", "es", [(300, "USD")]),
        ("800 dls por adulto", "MX", "es", [(800, "USD")]),
        ("10 dolaritos", "PE", "es", [(10, "USD")]),
        ("R$ 3.000 a vista", "BR", "pt", [(3000, "BRL")]),
        ("R$25mil", "BR", "pt", [(25000, "BRL")]),
        ("60 mil reais", "BR", "pt", [(60000, "BRL")]),
        ("USD 3,5 mil", "AO", "pt", [(3500, "USD")]),
        ("3 mil e 500 euros", "PT", "pt", [(3500, "EUR")]),
        ("mil dólares", "VE", "es", [(1000, "USD")]),
        ("dos mil quinientos dólares", "VE", "es", [(2500, "USD")]),
        ("4 mil 200 dólares", "CU", "es", [(4200, "USD")]),
        ("half a million naira", "NG", "en", [(500000, "NGN")]),
        ("one and a half million naira", "NG", "en", [(1500000, "NGN")]),
        ("₦3.5 million", "NG", "en", [(3500000, "NGN")]),
        ("38 lakh rupees total", "IN", "en", [(3800000, "INR")]),
        ("Rs 8 lakh was taken", "IN", "en", [(800000, "INR")]),
        ("150 lucas", "CL", "es", [(150000, "CLP")]),
        ("2 palos", "AR", "es", [(2000000, "ARS")]),
        ("un palo y medio", "AR", "es", [(1500000, "ARS")]),
        ("S/ 380", "PE", "es", [(380, "PEN")]),
        ("Gs. 390.000", "PY", "es", [(390000, "PYG")]),
        ("45.000 Kz o dossier", "AO", "pt", [(45000, "AOA")]),
        ("600.000 francos CFA", "ES", "es", [(600000, "XOF")]),
        ("550 contos", "CV", "pt", [(550000, "CVE")]),
        ("residente 800$00", "CV", "pt", [(800, "CVE")]),
        ("Q9mil el DPI", "GT", "es", [(9000, "GTQ")]),
        ("₡40,000 a passport", "CR", "en", [(40000, "CRC")]),
        ("J$280,000", "JM", "en", [(280000, "JMD")]),
        ("7 milhões de kz", "AO", "pt", [(7000000, "AOA")]),
        ("100 mil pesos", "VE", "es", [(100000, "COP")]),
        ("9 mil pesos", "PY", "es", [(9000, "ARS")]),
        ("600 €", "ES", "es", [(600, "EUR")]),
        ("1.200€", "ES", "es", [(1200, "EUR")]),
        ("€1 200", "FR", "en", [(1200, "EUR")]),
        ("£6,000 a head", "GB", "en", [(6000, "GBP")]),
        ("5k US cash", "BS", "en", [(5000, "USD")]),
        ("1500 dólares de Trinidad", "VE", "es", [(1500, "TTD")]),
        ("1500 dólares de Trinidad e Tobago", "BR", "pt", [(1500, "TTD")]),
        ("2000 dólares de Bahamas a Miami", "CU", "es", [(2000, "USD")]),
        ("2000 dólares de Trinidad hasta Güiria", "VE", "es", [(2000, "USD")]),
        ("2000 dólares da Guiana ao Brasil", "BR", "pt", [(2000, "USD")]),
        ("2000 dólares de Jamaica para cruzar", "CU", "es", [(2000, "JMD")]),
        ("1,500 Trinidad dollars", "GB", "en", [(1500, "TTD")]),
        ("90.000 dólares jamaicanos", "CU", "es", [(90000, "JMD")]),
        ("90.000 dólares jamaicanos", "BR", "pt", [(90000, "JMD")]),
        ("90,000 Jamaican dollars", "GB", "en", [(90000, "JMD")]),
        ("200.000 dólares guyaneses", "VE", "es", [(200000, "GYD")]),
        ("200.000 dólares guianenses", "BR", "pt", [(200000, "GYD")]),
        ("200,000 Guyanese dollars", "US", "en", [(200000, "GYD")]),
        ("60 contos", "MZ", "pt", [(60000, "MZN")]),
        ("60 contos", "AO", "pt", [(60000, "AOA")]),
        ("60 contos", "BR", "pt", [(60, "BRL")]),
        ("U$ 15 mil", "BR", "pt", [(15000, "USD")]),
        ("U$15.000", "BR", "pt", [(15000, "USD")]),
        ("R$ 60 mil ou U$ 12 mil", "BR", "pt", [(60000, "BRL"), (12000, "USD")]),
        ("R$ 60 mil U$ 12 mil", "BR", "pt", [(60000, "BRL"), (12000, "USD")]),
        ("15 mil U$", "BR", "pt", [(15000, "USD")]),
        ("u$s 500 por persona", "AR", "es", [(500, "USD")]),
        ("U$S 500", "UY", "es", [(500, "USD")]),
        ("U$D 500", "AR", "es", [(500, "USD")]),
        ("u$ 500", "AR", "es", [(500, "USD")]),
        ("U.S.$ 500", "BR", "pt", [(500, "USD")]),
        ("U$ 500 each", "GB", "en", [(500, "USD")]),
        ("U$U 9000", "UY", "es", [(9000, "UYU")]),
        ("RS 700 por cabeça", "BR", "pt", [(700, "BRL")]),
        ("essa noite rs. 500 bolivianos", "BR", "pt", [(500, "BOB")]),
        ("700 rúpias", "BR", "pt", [(700, "INR")]),
        ("R$ 38 mil um pacote", "BR", "pt", [(38000, "BRL")]),
        ("R$ 12 mil dos patrões", "BR", "pt", [(12000, "BRL")]),
        ("US$ 6 mil dos US$ 13 mil combinados", "BR", "pt", [(6000, "USD"), (13000, "USD")]),
        ("R$ 6 mil dos R$ 13 mil combinados", "BR", "pt", [(6000, "BRL"), (13000, "BRL")]),
        ("R$ 12 mil e quinhentos", "BR", "pt", [(12500, "BRL")]),
    ],
)
def test_sums_with_a_currency(text: str, country: str, language: str, expected: list[tuple[int, str]]) -> None:
    assert read(text, country=country, language=language) == expected


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("entre 300 y 500 dólares", "CO", [(300, "USD"), (500, "USD")]),
        ("150 o 200 USD", "CO", [(150, "USD"), (200, "USD")]),
        ("15 o 20 mil pesos", "MX", [(15000, "MXN"), (20000, "MXN")]),
        ("entre dos mil y tres mil dólares", "MX", [(2000, "USD"), (3000, "USD")]),
        ("entre 350 e 600 contos", "CV", [(350000, "CVE"), (600000, "CVE")]),
        ("200 dólares al salir y 150 dólares al llegar", "CO", [(200, "USD"), (150, "USD")]),
        ("320 dólares adultos, niños 150.", "PA", [(320, "USD"), (150, "USD")]),
        ("5k US or 6 if paid from home", "BS", [(5000, "USD"), (6000, "USD")]),
        ("$280.000 por persona, niños 150.", "CO", [(280000, "COP"), (150000, "COP")]),
        ("700 euro, 300 agora e 400 la", "BR", [(700, "EUR"), (300, "EUR"), (400, "EUR")]),
        ("cobro 110 mil todo", "GT", [(110000, "GTQ")]),
        ("7500 todo o por tramos", "CU", [(7500, "USD")]),
        ("60 mil por niño", "MX", [(60000, "MXN")]),
    ],
)
def test_sums_that_share_or_leave_out_the_currency(text: str, country: str, expected: list[tuple[int, str]]) -> None:
    assert read(text, country=country) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Nacido el 12/03/1988 y detenido el 30 de mayo de 2021, a las 8 pm",
        "Tiene 34 años, mide 180 cm y vive en la calle 45, a 300 km de la frontera",
        "La Ley 1453 de 2011, artículo 188, y el expediente 2023-0045",
        "Llame al 300 000 0017 o al +57 300 000 00 18, zap (11) 90000-0017",
        "Chicas de 18 a 25, 4 días, 200 personas, 30% de descuento",
        "WhatsApp nueve cuatro cero cero cero cero cero uno siete",
        "Horario de 9 a 18, bus 402, vuelo 617",
    ],
)
def test_other_figures_are_no_sums(text: str) -> None:
    assert read(text, country="CL") == []


def test_news_take_a_figure_without_currency_only_beside_a_sum() -> None:
    assert read("Murieron 130 en el mar, 200 se salvaron.", kind="news") == []
    assert read("La tarifa: 70 dólares desde Ipiales; 130 si seguían.", kind="news") == [(70, "USD"), (130, "USD")]


def test_every_sum_has_its_own_place() -> None:
    reading = reading_of("Cuesta US$ 300 a 500 por persona", title="Viajes")
    found = [reading.text[start:end] for _, _, start, end in sums(reading)]
    assert found == ["US$ 300", "500"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("350 USD por persona", "es"), ("350 USD por pessoa", "pt"), ("350 USD per person", "en"),
        ("350 USD a cada uno", "es"), ("350 USD a cada um", "pt"), ("350 USD each", "en"),
        ("cada una pagó 350 USD", "es"), ("cada uma pagou 350 USD", "pt"), ("they paid 350 USD apiece", "en"),
        ("350 USD por migrante", "es"), ("350 USD por imigrante", "pt"), ("350 USD per immigrant", "en"),
        ("350 USD por puesto", "es"), ("350 USD por lugar", "pt"), ("350 USD a seat", "en"),
        ("350 USD por viajero", "es"), ("350 USD por viajante", "pt"), ("350 USD per traveller", "en"),
        ("350 USD pp", "es"), ("350 euros pp", "pt"), ("350 dollars pp", "en"),
    ],
)  # fmt: skip
def test_per_person_is_noticed(text: str, language: str) -> None:
    ((price, _),) = read_prices(reading_of(text, language=language))
    assert price.per_person


@pytest.mark.parametrize(
    ("text", "language"), [("350 USD en total", "es"), ("350 USD pelo grupo", "pt"), ("350 USD for the family", "en")]
)
def test_a_sum_for_all_is_not_per_person(text: str, language: str) -> None:
    ((price, _),) = read_prices(reading_of(text, language=language))
    assert not price.per_person


@pytest.mark.parametrize(
    ("text", "language", "parts"),
    [
        (
            "Cobran 800 dólares por persona, anticipo de 100 dólares y el resto en dos cuotas de 350.", "es",
            [(800, True, "full"), (100, False, "deposit"), (350, False, "instalment")],
        ),
        (
            "Precio total 3000 USD: 1000 USD de anticipo y 2000 USD al llegar", "es",
            [(3000, False, "full"), (1000, False, "deposit"), (2000, False, "balance")],
        ),
        (
            "Pagaron 2.000 dólares por adelantado y otros 3.000 dólares", "es",
            [(2000, False, "deposit"), (3000, False, "balance")],
        ),
        ("Separa tu cupo con 200 USD, total 1500 USD", "es", [(200, False, "deposit"), (1500, False, "full")]),
        (
            "R$ 5000 por pessoa, entrada de R$ 1000 e 10x de R$ 400", "pt",
            [(5000, True, "full"), (1000, False, "deposit"), (400, False, "instalment")],
        ),
        (
            "Sinal de R$ 500 e o restante, R$ 1500, na chegada", "pt",
            [(500, False, "deposit"), (1500, False, "balance")],
        ),
        ("You pay $500 down and $4500 on arrival", "en", [(500, False, "deposit"), (4500, False, "balance")]),
        ("$500 deposit, full price $5000 each", "en", [(500, False, "deposit"), (5000, True, "full")]),
        ("Se paga al llegar: 1500 USD al llegar", "es", [(1500, False, "full")]),
        ("Entrada por Tijuana 5000 USD", "es", [(5000, False, "full")]),
        ("de 300 a 500 USD por persona", "es", [(300, True, "full"), (500, True, "full")]),
        ("Sin anticipo, 4000 dolares por persona", "es", [(4000, True, "full")]),
        ("sin deposito 4000 dolares", "es", [(4000, False, "full")]),
        ("No pedimos anticipo: 4000 dolares", "es", [(4000, False, "full")]),
        ("no deposit, $4000 each", "en", [(4000, True, "full")]),
        ("Sem entrada, R$ 4000", "pt", [(4000, False, "full")]),
        ("R$ 4000: paga no sinal R$ 500", "pt", [(4000, False, "full"), (500, False, "deposit")]),
        ("No hay cupo sin anticipo de 500 dolares", "es", [(500, False, "deposit")]),
        ("Precio inicial 3000 dolares", "es", [(3000, False, "full")]),
        ("Pago inicial de 300 dolares, total 3000", "es", [(300, False, "deposit"), (3000, False, "full")]),
        ("visa de entrada 4000 dolares", "es", [(4000, False, "full")]),
        ("3000 dolares, 500 de entrada", "es", [(3000, False, "full"), (500, False, "deposit")]),
        ("Cero anticipo: 3000 dolares", "es", [(3000, False, "full")]),
        ("Nada de anticipo, 3000 dolares", "es", [(3000, False, "full")]),
        ("Sin necesidad de anticipo 3000 dolares", "es", [(3000, False, "full")]),
        ("Nunca pedimos anticipo 3000 dolares", "es", [(3000, False, "full")]),
        ("Zero entrada, R$ 4000", "pt", [(4000, False, "full")]),
        ("Sem precisar de entrada, R$ 4000", "pt", [(4000, False, "full")]),
        ("We never ask a deposit: $3000", "en", [(3000, False, "full")]),
        ("We don't ask for a deposit: $3000", "en", [(3000, False, "full")]),
        ("Reserva tu cupo: 3000 dolares", "es", [(3000, False, "full")]),
        ("Reserva tu cupo con 300 dolares", "es", [(300, False, "deposit")]),
        ("3000 dolares por deposito bancario", "es", [(3000, False, "full")]),
        ("Primero 300 dolares por deposito", "es", [(300, False, "deposit")]),
        ("Vale 80 USD.\nEscriba ya", "es", [(80, False, "full")]),
        ("Vale 80 USD.\n", "es", [(80, False, "full")]),
        ("12x R$ 999", "pt", [(999, False, "instalment")]),
        ("em até 12 vezes de R$ 999", "pt", [(999, False, "instalment")]),
        ("4 parcelas iguais de U$ 500", "pt", [(500, False, "instalment")]),
        ("10 mensalidades de R$ 300", "pt", [(300, False, "instalment")]),
        ("en 6 cuotas de 500 dolares", "es", [(500, False, "instalment")]),
        ("12 cuotas sin interés de 500 USD", "es", [(500, False, "instalment")]),
        ("4 equal payments of $500", "en", [(500, False, "instalment")]),
        ("2 monthly instalments interest-free of $500", "en", [(500, False, "instalment")]),
        ("R$ 8.990 em 10x sem juros", "pt", [(8990, False, "full")]),
    ],
)  # fmt: skip
def test_a_part_of_a_price_is_told_apart(text: str, language: str, parts: list[tuple[int, bool, str]]) -> None:
    found = [(int(p.amount), p.per_person, p.kind.value) for p, _ in read_prices(reading_of(text, language=language))]
    assert found == parts
