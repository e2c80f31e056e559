"""Short notes that say of somebody that they are one who is never listed. All of it is invented."""

from __future__ import annotations

import pytest

from nlp.naming.told_parts import ends_in_a_part, tells_a_part

SPANISH = """
Víctimas de la red | Víctima de trata de personas | Víctima de la red Zorzal | VÍCTIMA DE TRATA |
Presuntas víctimas de tráfico de migrantes | Posible víctima | Probable víctima de explotación sexual |
es víctima de trata | Era víctima de tráfico de migrantes, según su madre |
Ana Falsa es víctima de la red de los Zorzales | No es operadora, es víctima de trata | una de las víctimas |
Otra víctima del coyote | Víctima 3 | víctima y testigo | Víctima de trata; declaró ante la fiscalía en mayo |
sobreviviente de trata | rehén de la banda | migrantes retenidos | Migrante venezolana |
migrante haitiano rescatado en Tapachula | Grupo de migrantes haitianos | familia de migrantes | mujer migrante |
mujeres rescatadas | mujer rescatada por la PDI en Iquique | rescatada por Carabineros | Fue rescatado por la policía |
rescatadas por Carabineros | joven secuestrada por la red | desplazado | desplazada por la violencia |
solicitantes de asilo | Solicitante de refugio, venezolano | refugiada siria | menor de edad | menor de edad, 15 años |
menor de 15 años | menores no acompañados | Menor migrante | niño, 9 años | niña de 9 años rescatada | los niños |
adolescente migrante, 16 años | bebé de 8 meses | testigo | Testigo protegido | testigo del caso |
Testigo clave en el juicio | denunciante | Fiscal | Fiscal del caso | fiscal regional de Arica | FISCAL DE ARICA |
Fiscal Regional de Arica y Parinacota | Fiscal especializado en trata de personas | Fiscal a cargo del caso |
Juez de garantía | jueza | Jueza de Garantía de Arica | Jueces del tribunal | Ministro del Interior |
Alcaldesa de Colchane | abogado de las víctimas | Abogada de la familia | abogados de los migrantes |
abogada de derechos humanos | policía de investigaciones (PDI) | Policía Nacional | policías | agente de migración |
Oficial de Carabineros | funcionaria de la aduana | Funcionario de Migración | Carabinero | guardia fronterizo |
Director regional de migraciones | periodista | fotoperiodista | corresponsal en Tapachula | activista |
defensora de derechos humanos | voluntaria de la Cruz Roja | trabajadora social | Rol: víctima | Profesión: fiscal |
(víctima) | Presunta víctima de trata de personas con fines de explotación sexual | víctima directa |
víctima de estafa | víctima colombiana de trata | víctima fatal | víctima menor de edad | Víctima extranjera |
Víctimas menores de edad | mujer víctima de trata | hombre migrante | inmigrante | Migrantes | migrantes desaparecidos |
migrante fallecido en el desierto | migrante secuestrado por la banda | niños, niñas y adolescentes | niño y niña |
menor de edad venezolana | menor de edad no acompañado | Menor, 14 años | adolescente de 16 años | una niña de 7 años |
Niña migrante de 7 años | Testigo de la fiscalía | testigo presencial | testigos | Denunciante del caso | fiscala |
Fiscal adjunta | Fiscal jefe de Iquique | Fiscal de la causa | fiscal que investiga el caso | fiscal anticorrupción |
Fiscal Nacional | Juez de control | juez federal | Juez de instrucción | jueza del caso |
magistrada de la Corte Suprema | abogado querellante | abogada defensora de migrantes | abogado de una de las víctimas |
policía municipal | subcomisario de la PDI | comisaria de la PDI | sargento de Carabineros | capitán de Carabineros |
inspector de la PDI | detective de la PDI | agente del INM | agente de la Patrulla Fronteriza | funcionario público |
funcionario de la PDI | empleada del consulado | cónsul de Colombia en Arica | gobernador de Tarapacá | senadora |
diputado | concejal de Arica | vocero de la fiscalía | reportero gráfico | reportera de televisión | Editor del diario |
sacerdote | trabajador humanitario | rescatado del mar | Autoridad | Albergue para migrantes |
sobrevivientes del naufragio | Desplazadas por el conflicto | podría ser víctima de trata | Considerada víctima |
Parte agraviada | niños víctimas de trata | Niña (9) | niñas, 9 y 11 años | Víctima/testigo
"""
PORTUGUESE = """
vítima de tráfico de pessoas | Vítimas da rede | é vítima de exploração sexual | possível vítima | mulher resgatada |
migrantes venezuelanos | menina de 12 anos | Menino, 9 anos | criança | crianças migrantes | menor de idade, 14 anos |
refugiado sírio | Solicitante de refúgio | deslocada | testemunha do caso | testemunha protegida | jornalista |
promotora de justiça | Promotor de Justiça de Roraima | procurador da República | advogada da família |
advogado das vítimas | delegado de polícia | Delegada da Polícia Federal | policial militar |
agente da Polícia Federal | juíza federal | juiz do caso | resgatada pela Polícia Federal |
foi resgatada pela PRF em Pacaraima | sobrevivente do tráfico de pessoas | vítima de trabalho escravo | vítima fatal |
suposta vítima | Vítima menor de idade | mulher migrante venezuelana | migrante resgatado | migrantes resgatados |
menina venezuelana | criança de 5 anos | criança desacompanhada | menor desacompanhado | adolescente de 15 anos |
Testemunha de acusação | procuradora da República em Boa Vista | procurador do caso | promotor do caso |
Promotor de Justiça | juíza do caso | Juiz federal de Boa Vista | desembargadora | delegado da Polícia Federal |
delegada do caso | policial rodoviário federal | agente da PF | escrivão de polícia | advogada das vítimas |
advogado de uma das vítimas | defensora pública | vereadora | prefeito de Pacaraima | deputada federal | repórter |
repórter do jornal | assistente social | missionária | resgatado do barco | servidora pública
"""
ENGLISH = """
victim | child victim | Possible victim | apparent victim of trafficking | Alleged victim of the ring |
is a victim of human trafficking | She was a victim of smuggling | one of the victims | Victim No. 2 |
trafficking victim | rescued migrants | Kidnapped migrant | a Venezuelan migrant | migrant woman, 24 |
refugee from Syria | Afghan refugees | asylum seeker | group of migrants | unaccompanied minor | a 12-year-old girl |
boy, 9 years old | 12-year-old boy | Girl aged 9 | the children | rescued by police | Was rescued by the coast guard |
woman rescued by police in Arica | witness for the prosecution | protected witness | Witness B | journalist |
reporter for the Herald | Prosecutor in the case | federal prosecutor | state attorney | Judge | judge in Arica |
Chilean judge | lawyer for the victims | human rights lawyer | the family's lawyer | police officer |
Border Patrol agent | immigration officer | Mayor of Arica | aid worker | volunteer at the shelter | presumed victim |
suspected victim of trafficking | Victim of human smuggling | victims of the ring | Underage victim | teenage victim |
female victim, 19 | minor victim | the victim | the victims | human trafficking victim | survivor of trafficking |
rescued victim | rescued child | Migrant from Venezuela | migrants from Haiti | Honduran migrant, 19 |
stranded migrants | undocumented migrant | migrant family | a family of migrants | a group of Haitian migrants |
refugee family | kidnapping victim | hostage | a minor | minor, 15 | a 9-year-old boy | 9 year old boy |
15 year old girl | baby | infant | teenage girl | key witness | eyewitness | complainant | investigative journalist |
local reporter | photojournalist | correspondent in Mexico City | US attorney | assistant U.S. attorney |
district attorney | prosecutor | lead prosecutor | federal judge | judge in the case | magistrate | victims' lawyer |
attorney for the victim | lawyer for the family | police detective | customs officer | ICE agent | FBI agent |
border guard | sheriff's deputy | coast guard officer | government official | senator | state governor | NGO worker |
social worker | human rights activist | may be a victim | Displaced families | Status: victim | victims, witnesses
"""


@pytest.mark.parametrize("note", [" ".join(n.split()) for n in f"{SPANISH}|{PORTUGUESE}|{ENGLISH}".split("|")])
def test_a_note_that_says_nothing_but_the_part_is_told(note: str) -> None:
    assert tells_a_part(note, "Ana Falsa")


@pytest.mark.parametrize(
    "note",
    [
        "told by phone\nwitness of the case",
        "Ana Falsa, víctima de trata",
        "Ana Falsa: Fiscal de Arica",
        "La víctima, Ana Falsa, de 27 años, perdió el conocimiento",
        "Fiscal Ana Falsa pidió ocho años",
        "Jornalista Ana Falsa cobriu o caso",
    ],
)
def test_it_may_stand_on_any_line_and_beside_the_own_name(note: str) -> None:
    assert tells_a_part(note, "Ana Falsa")
    assert not tells_a_part(
        note.replace("Ana Falsa", "Zoe Nadie").replace("told by phone\nwitness", "Zorzal"), "Ana Falsa"
    )


@pytest.mark.parametrize(
    "name",
    [
        "Dr. Juan Perez, fiscal",
        "Perez, Juan (juez)",
        "Perez, Juan (Juez de Garantía)",
        "Ana Falsa, Fiscal Regional de Arica",
        "Ana Falsa, jueza",
        "Ana Falsa - periodista",
        "Ana Falsa [testigo protegida]",
        "Ana Falsa (migrante)",
        "Ana Falsa, promotora de justiça",
        "Ana Falsa, delegada de polícia",
        "John Falso, federal prosecutor",
        "John Falso (police officer)",
    ],
)
def test_a_name_may_end_in_it(name: str) -> None:
    assert ends_in_a_part(name)


@pytest.mark.parametrize(
    "name",
    [
        "Juan Rescatista",
        "Rescatista, Juan",
        "Perez, Marina",
        "Soto, Ana Guardia",
        "Soto, Ana (La Jueza)",
        "Soto, Ana (alias El Fiscal)",
        "Soto, Juan (Niño)",
        "Soto, Juan, guía",
        "Soto, Juan (coyote)",
        "Zorzal Tours, Arica",
        "Transportes Zorzal - Viajes a Chile",
        "Fiscal y Asociados",
        "Zorzal (ex policía)",
        "",
    ],
)
def test_other_endings_are_no_part(name: str) -> None:
    assert not ends_in_a_part(name)
