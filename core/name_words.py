"""Words of trade names along the routes that say what a firm is, not who: legal forms, trades, articles, commonplaces.

Legal forms stand in legal_forms.txt: those of the commercial codes of the route countries, and of the places beyond
where firms register. All words are lower case, without accents and dots: the shape that core.names works in.
"""

from __future__ import annotations

from importlib.resources import files


def _read_forms() -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for line in (files(__package__) / "legal_forms.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, forms = line.partition(":")
            found |= dict.fromkeys((tuple(each.split()) for each in forms.split("|")), name)
    return found


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FORM_CLASSES = _read_forms()
"""Words that only say in which form a firm is registered, as runs of words, with its class: shares, limited, partners,
state, members; plain where it says no more than that it is a firm."""

LEGAL_FORMS = frozenset(FORM_CLASSES)
LONGEST_FORM = max(map(len, LEGAL_FORMS))

ARTICLES = _words(
    "a al e de del do da dos das el en la las lo los o os as para por the and of to y und et "
    "aka alias apelidado apodado vulgo"
)
"""Words that join others, or say that a name follows."""

BEFORE_A_WORD = _words("al de del do da dos das el en la las lo los")
"""What follows one of these is a word: the end of 'Los Cuervos de la Sal' is salt, and no Lebanese company."""

TRADES = _words("""
agencia agencias agency agencies asesoria asesorias asesores assessoria bus buses canal channel compania companhia
company consultores consultoria consultora consulting contacto contato empresa empresas excursiones excursoes
grupo group groups internacional internacionales internacionais international logistica logistics migracion
migration oficial official ofc operador operadora organizacion pagina servicio servicios service services servicos
tour tours tourism tramite tramites transporte transportes transport transportation transportadora travel travels
traveling trip trips turismo turistica turisticas turistico turisticos viagem viagens viaje viajes viajero viajeros
visa visas vistos whatsapp telegram
""")
"""What a firm does; dropped where something else says who it is."""

COMMONPLACES = _words("""
america american americana americano amigo amigos andina andino andinos caravana chile city colombia destino
destinos directo expres expreso express facil familia fast feliz frontera fronteras border global go horizonte
latin latina latino latinos libre libertad mundial mundo mundos norte nuevo nueva nova novo paso pasos plus premium
pro rapido rapida ruta rutas safe segura seguro servi serv sin sol star sueno suenos sul sur sure total trans
tu tus union unido unidos usa vamos via vida vip world
""")
"""Words that so many firms use that they tell none apart; they stay in a name, and don't make it rare."""
