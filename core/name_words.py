"""Words of trade names along the routes that say what a firm is, not who: legal forms, trades, articles, commonplaces.

Legal forms are those of the commercial codes of AR, BO, BR, CL, CO, CR, DO, EC, ES, GB, GT, HN, HT, MX, PA, PE, PT, US
and VE. All words are lower case, without accents and dots: the shape that core.names works in.
"""

from __future__ import annotations


def _forms(text: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(line.split()) for line in text.strip().splitlines())


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LEGAL_FORMS = _forms("""
sa
sas
saic
sacif
saci
sac
saa
saca
sau
sab
sab de cv
sa de cv
sapi de cv
sas de cv
s de rl
s de rl de cv
srl
srl de cv
scrl
sc
scs
sca
src
spa
eirl
eireli
eu
ei
epp
mei
ltda
ltda me
limitada
cia ltda
compania limitada
y compania
y cia
e cia
e companhia
ca
lda
unipessoal lda
unipessoal
sl
slu
sll
slne
sarl
inc
incorporated
corp
corporation
co
and co
company
llc
llp
lp
ltd
limited
plc
pllc
sociedad anonima
sociedad anonima cerrada
sociedad anonima de capital variable
sociedad por acciones
sociedad por acciones simplificada
sociedad de responsabilidad limitada
sociedad limitada
sociedade anonima
sociedade limitada
compania anonima
empresa individual de responsabilidad limitada
empresa unipersonal
""")
"""Endings that only say in which form a firm is registered, as runs of words."""

ARTICLES = _words(
    "a al e de del do da dos das el en la las lo los o os as para por the and of to y und et "
    "aka alias apelidado apodado vulgo"
)
"""Words that join others, or say that a name follows."""

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
