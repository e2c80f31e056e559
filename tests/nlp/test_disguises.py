"""Numbers and profiles as adverts of our writers hid them, and what only looks like one."""

from __future__ import annotations

import pytest

from tests.nlp.test_contacts import found


@pytest.mark.parametrize(
    ("text", "country", "point"),
    [
        ("Asesora Keila: tres0cero 000 00 1 siete", "CO", ("phone", "+573000000017")),
        ("wsp nueve000-00-17", "HN", ("whatsapp", "+50490000017")),
        ("zap 96 9oooo oo1 três", "BR", ("whatsapp", "+5596900000013")),
        ("marka cinco cinco, seis ceros, diecisiete", "MX", ("phone", "+525500000017")),
        ("el Primo 📞 0-4-1-4 ⭐ 0-0-0 ⭐ 0-0-1-7", "VE", ("phone", "+584140000017")),
        ("9 0 0 punto 0 0 0 punto 0 1 7", "PE", ("phone", "+51900000017")),
        ("al Wasap ⑨⓪⓪ ⓪⓪⓪ ⓪①⑦", "PE", ("whatsapp", "+51900000017")),
        ("text Docs oh seven seven double oh, nine hundred, one four two", "GB", ("phone", "+447700900142")),
        ("8O9-555-OI44, Moreno el de la Playa", "DO", ("phone", "+18095550144")),
        ("07OO OOO O17 wsap", "KE", ("whatsapp", "+254700000017")),
        ("07700 900 017 wtsapp only", "GB", ("whatsapp", "+447700900017")),
        ("809 555 0117 solo wassa", "DO", ("whatsapp", "+18095550117")),
        ("55 0000 0017 (guats)", "MX", ("whatsapp", "+525500000017")),
        ("txt 'fishing' to Uncle Walleye, five one four 000 0017", "CA", ("phone", "+15140000017")),
        ("Hablar con Ti Jan La Ruta, 809 555 0117", "DO", ("phone", "+18095550117")),
        ("11 90000-0017 (não é WhatsApp, é ligação)", "BR", ("phone", "+5511900000017")),
        ("Chama no zap 11 90000-0017", "BR", ("whatsapp", "+5511900000017")),
    ],
)
def test_a_number_is_read_through_its_disguise(text: str, country: str, point: tuple[str, str]) -> None:
    assert found(text, country) == {point}


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("Agência Maresia, inst. maresia.tour.gv", ("instagram", "maresia.tour.gv")),
        ("Kito Bazas. Facebook /kitobazasviagens", ("facebook", "kitobazasviagens")),
        ("FB: /puenteiberico. Hablamos", ("facebook", "puenteiberico")),
        ("Coordinator of Retou Lakay: telegram retoulakay", ("telegram", "retoulakay")),
        ("FB sakuraheartph or come by. Sakura Heart Matching", ("facebook", "sakuraheartph")),
        ("add me on insta (beni.removalz)", ("instagram", "beni.removalz")),
        ("o perfil TugaExpress_AO, no TikTok", ("tiktok", "tugaexpress_ao")),
    ],
)
def test_a_profile_is_read_through_its_disguise(text: str, point: tuple[str, str]) -> None:
    assert found(text) == {point}


@pytest.mark.parametrize(
    "text",
    [
        "Escríbenos por Facebook Marketplace. Marketplace es gratis",
        "Facebook / Instagram / TikTok",
        "Búscanos en Facebook transportes. Transportes y mudanzas",
        "Llama una vez, dos veces, siete ceros de fiado",
    ],
)
def test_what_only_looks_like_one_is_none(text: str) -> None:
    assert found(text) == set()
