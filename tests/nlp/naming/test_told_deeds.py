"""Notes that speak of somebody accused, or of what others did, say no part of theirs. All of it is invented."""

from __future__ import annotations

import pytest

from nlp.naming.told_parts import tells_a_part

SPANISH = """
Fiscal pidió ocho años de prisión | Fiscal pide ocho años | FISCAL PIDE OCHO AÑOS | Fiscal del caso pidió ocho años |
Fiscal de Arica lo acusó de tráfico de migrantes | Fiscal de Arica: 'dirigía la red' | Fiscal de Arica, 12/03/2024 |
Fiscalía de Arica lo formalizó | FISCAL DE ARICA ACUSA | Juez decretó prisión preventiva |
Juez de garantía decretó prisión preventiva | JUEZ DE GARANTIA DECRETO PRISION PREVENTIVA |
Juez De Garantía Decretó Prisión Preventiva | Jueza de Tacna dictó sentencia | Jueza dictó sentencia |
Jueces del tribunal lo condenaron | juez de la causa lo dejó libre bajo fianza | Policía lo detuvo en Arica |
Policía Nacional: comunicado 12 | Policía de Investigaciones detuvo a la líder | Policía busca a su hermano |
policía acusado de cobrar a coyotes | ex policía, jefe de la banda | Policía retirado, cabecilla de la red |
Policías le incautaron tres buses | se hace pasar por policía | falso fiscal | falsa víctima que captaba a otras |
Funcionario policial lo detuvo | Carabineros lo detuvo con 12 migrantes | Agente de viajes | agente de la red en Tacna |
Agente encubierto le compró dos cupos | abogado de la red | Abogado de los acusados | abogado, tramita visas falsas |
Abogado de las víctimas pidió la pena máxima | Periodista lo entrevistó en la cárcel |
Periodistas lo vinculan a la red | Testigo lo reconoció en rueda | Testigo: lo vio conducir el bus |
Testigos lo señalan como guía | Testigo protegido lo nombró | Víctimas lo reconocieron |
Víctima lo identificó por foto | Víctimas de la red lo reconocieron | Víctima: pagó 500 dólares |
Víctima de trata declaró en su contra | victimario | víctima y victimario | Víctimas: 12 |
Víctimas venezolanas le pagaron 300 dólares | Víctima convertida en captadora | Es víctima de un robo |
Es víctima de extorsión y cobraba a migrantes | Fue víctima de trata antes de captar a otras |
era víctima de la red hasta que pasó a dirigirla | trasladaba a niños sin papeles | menores de edad hallados en su bus |
Menor de edad lo acusa | Niños rescatados de su casa | niños viajaban en el maletero |
Niña de 9 años murió en su camión | El Niño | La Jueza | El Fiscal | alias El Niño | menor de edad; conducía la lancha |
menor de edad, conductor | cobraba a migrantes | Migrantes le pagaban por Nequi |
Migrante detenido por conducir el bus | migrante venezolano acusado de cobrar a otros |
Migrante venezolano. Condenado en 2023 | Migrantes abandonados por él en el desierto |
Migrantes retenidos en su hostal lo denunciaron | migrantes retenidos en su hostal |
Refugiado; detenido por traslado de personas | Rescataron a 12 migrantes de su bodega |
Rescatadas en su casa 12 mujeres | Rescatados doce migrantes que llevaba | rescatados por Carabineros doce migrantes |
Rescatada en su casa una menor | Rescatista voluntario | retenido por la PDI | detenido en Arica |
liberado bajo fianza | liberada por el juez | desplazaba a familias por la trocha |
Desplazado a Lima para captar clientes | Alcalde lo denunció | Ministro lo nombró en conferencia |
Capitán de la lancha | Comandante de la banda | jefe de la red | promotora de viajes | Delegado de la red en Arica |
Guía de migrantes | guía; víctimas lo reconocieron | Mujer migrante lo denunció | mujer, 34 años |
Joven captaba a migrantes | hermano de la víctima | su esposa es víctima de trata | no es víctima |
sin víctimas identificadas | Condenado; 15 víctimas rescatadas | Acusado por la fiscal del caso |
Fiscal y policía lo buscan | Fiscal solicitó orden de captura | Fiscal del caso: líder de la red |
Fiscal: "captaba a migrantes por TikTok" | Fiscal de la Nación abrió investigación en su contra |
Fiscalía pide 10 años | Fiscal Soto pidió prisión | Fiscal Ana Falsa lo acusa | fiscal le imputa tráfico de migrantes |
Fiscal regional confirmó su detención | Fiscal solicita ampliación de la detención | fiscal en su contra |
Juez Soto lo condenó | Juez lo sentenció a 5 años | juez de turno ordenó su captura |
Juez de control vinculó a proceso | Juez rechazó su recurso | Juez federal de Texas lo condenó |
juez de garantía, prisión preventiva | Policía de Perú emitió alerta | policía halló a 12 migrantes en su casa |
Policía Federal, operación Zorzal | policías corruptos le daban paso | Policía y fiscal allanaron su casa |
Policía detenida por cobrar a migrantes | policía, detenido en 2023 | Policía municipal detenido por tráfico |
Agente de la PDI lo identificó | Agente de migración detenido por cobrar | Funcionario de migración acusado de cohecho |
Funcionaria de aduana lo ayudaba | oficial de policía lo detuvo | Oficial de Carabineros encontró el bus |
Militares lo detuvieron en Colchane | militar en retiro que dirige la banda | Carabineros rescató a 9 migrantes |
Guardia costera interceptó su lancha | Ministro de Seguridad lo mencionó | Inspector Soto dirigió el operativo |
Alcalde de Colchane lo señaló | Cónsul falso | Embajada lo denunció | Sacerdote lo denunció |
activista lo acusa de estafa | pastor y operador | ONG lo denunció | Prensa lo vincula con la red |
Prensa: 'rey de las visas' | Periodista y coyote | Periodista de El Faro lo entrevistó |
Testigo protegido lo ubica en Tapachula | testigo en su contra | testigos de la fiscalía lo reconocieron |
Testigo dice que cobraba 500 dólares | denunciante pagó por Yape | Denunciantes dicen que no cumplió |
víctima dice que le pagó | Víctimas dicen que las llevó a Iquique | víctimas fueron halladas en su casa |
Víctimas en tres países | Víctimas menores de edad en su bus | víctimas, testigos y fiscal lo acusan |
Víctimas de trata rescatadas de su local | víctima mortal en su viaje | Víctima lo denunció en la PDI |
víctima de la red y luego captadora | víctima de su propia red | Es víctima de una campaña, dice su abogado |
es víctima de una confusión, según su defensa | Dice ser víctima de trata | Alega ser migrante | Se declaró refugiado |
migrante que cobraba a otros | Migrante que conducía la lancha | Migrante y guía | migrantes en su camión |
migrantes de Haití lo acusan | Migrantes haitianos le pagaban | migrantes por 500 dólares |
Migrantes a 500 dólares por persona | migrantes y dinero hallados en su auto | Refugiados sirios lo nombran |
refugiada, hoy coyote | Desplazados le pagaron | solicitante de asilo acusado de guiar |
Grupo de migrantes hallado en su casa | grupo de migrantes lo denunció | familia de migrantes le pagó |
Familia lo denuncia | mujeres migrantes lo denunciaron | mujer rescatada lo acusa | niños rescatados lo reconocieron |
Niños migrantes viajaban solos en su bus | niña lo reconoció | menor de 15 años lo acusa |
menor infractor, guía de migrantes | menores viajaban con él | Adolescente conducía la lancha |
adolescente de 17 años que guiaba a migrantes | bebé murió en el viaje | rescatada lo acusó |
Rescatado con sus cómplices | rescatados 12 haitianos | Rescatados de su camión | Secuestrado por sus propios socios |
secuestradas en su finca | secuestrador | rescata migrantes por dinero | rehenes en su casa |
sobrevivientes lo señalan | sobreviviente del naufragio acusado de pilotar | Sobrevivientes del naufragio lo nombran |
Hallado con 15 víctimas | captado por cámaras | Captada en video cobrando | desaparecido desde la orden de captura |
34 años, venezolano | 15 años de prisión | 12 víctimas | Venezolano | ciudadano venezolano | mujer | hombre de 34 años |
ofendida por la sentencia | Agraviados lo denunciaron | agraviado pagó 300 dólares | se considera víctima |
estado: prófugo | Cargo: tráfico de migrantes | Cargo: capitán | status: wanted | Rol: guía |
Rol: captadora de víctimas | Profesión: chofer | alias 'El Juez' | dice ser periodista | Abogada | Presunto coyote |
Presunto líder; víctimas lo nombran | Presunta captadora de víctimas | posible guía de migrantes | la líder de la red |
el chofer del bus | Una de las captadoras | Es fiscalizado por la aduana | es buscado por la fiscalía |
fue detenido con migrantes | Fue rescatado y luego detenido | Es migrante y cobraba a otros
"""
PORTUGUESE = """
Promotor pediu oito anos de prisão | Promotora de justiça denunciou o casal | Juiz decretou prisão preventiva |
juíza federal condenou o motorista | Delegado indiciou o coiote | Delegado de polícia disse que ele era o chefe |
Polícia Federal prendeu em Pacaraima | Polícia Federal: operação de 2023 |
policial afastado, suspeito de cobrar propina | Vítimas o reconheceram | Vítima pagou 3 mil reais |
Vítimas da rede pagaram por Pix | Migrantes pagavam 500 dólares | crianças viajavam no porta-malas |
Menino de 9 anos morreu no barco | levava crianças sem documentos | Jornalista o entrevistou |
Testemunha viu o carro dele | Testemunhas apontam o coiote | advogado do grupo criminoso |
Advogado da família pediu justiça | resgatadas doze mulheres na casa dele | não é vítima |
cobrava de migrantes haitianos | Promotor do MP pediu prisão | Promotoria denunciou | promotor de eventos |
promotora de vendas | Procurador pediu a condenação | procurado pela Interpol | procurada pela polícia |
Juíza decretou a prisão | juiz de Boa Vista soltou o casal | juiz manteve a prisão | Delegado disse que ele fugiu |
delegado da PF afirmou | delegada pediu a prisão | Policiais encontraram 12 migrantes |
policial militar preso por escoltar coiotes | Policial rodoviário recebia propina | polícia apreendeu o carro |
agente da PF infiltrado comprou a viagem | Agente de turismo | advogada presa com o grupo | advogado nega |
Advogada do casal diz que são inocentes | Jornalista denunciou o esquema | jornal diz que ele chefiava |
Testemunha o viu no barco | testemunha contou que pagou | Vítima contou que pagou 3 mil |
vítimas eram levadas para Lethem | vítimas resgatadas em sua casa | vítima resgatada o acusa |
é vítima de perseguição, diz a defesa | migrantes eram levados de barco | Migrantes venezuelanos pagavam a ele |
migrante preso por guiar outros | migrantes haitianos em seu carro | imigrante ilegal, motorista |
mulher migrante o acusa | criança morreu no barco | crianças resgatadas o reconheceram | menina disse que ele a levou |
menor apreendido com drogas | adolescente dirigia o carro | refugiado sírio preso | resgatou 12 pessoas |
resgatados do caminhão dele | Resgatadas pela PF 12 mulheres | sobreviventes o apontaram | deslocava famílias |
e chefe da rede | É procurado pelo juiz de Boa Vista
"""
ENGLISH = """
convicted; 15 victims rescued | 15 victims rescued | Victims rescued in Arica | 12 migrants rescued from his lorry |
Migrants paid him 500 USD | Migrants rescued from his truck | migrant smuggler | Migrant smuggling ring leader |
child smuggler | child of the leader | rescued migrants named her as driver | Rescued migrants from his house |
rescued 12 people from the sea, then charged them | Victims identified him | Victim told police that he drove |
Victim named her | victims paid 2,000 USD each | not a victim | former victim, later recruiter |
Was a victim of trafficking and later recruited others | victim of a robbery |
Victim of trafficking. Later convicted of recruiting | Witness saw him at the border |
Witnesses place him at the crossing | Judge jailed him for six years | Judge in Arica Orders Prison for Smuggler |
Judge in Arica orders prison | JUDGE JAILS SMUGGLER | Prosecutor asked for eight years |
Prosecutors in Texas charged him | prosecutors say he led the ring | Police arrested him in Tapachula |
Police officer accused of taking bribes | Police officers found 12 people in his van | former police officer |
Border Patrol agents stopped his van | posed as an immigration officer | travel agent | Lawyer for the ring |
his lawyer denies it | Lawyer for the victims asked for prison | Reporter named him |
Journalists linked him to the ring | Minor role in the ring | Children were found in his van |
Girl of 9 died on his boat | boys drove the boats | a 34-year-old man | a 34-year-old driver |
17-year-old driver of the boat | Refugee from Syria. Convicted of smuggling in 2021 |
Asylum seekers paid him through hawala | minister's brother | mayor of the town took a share |
Mayor of Arica denounced him | charged in the district court of Arica | wanted by the prosecutor in Arica |
Prosecutor says he led the ring | prosecutor: 'the boss' | Prosecutors: he charged 500 dollars |
Prosecutor in the case asked for prison | federal prosecutors charged her in 2023 | Judge denied bail |
judge set bail at 5,000 | Judge of the case sentenced her | Judges convicted him | Police rescued 12 victims |
Police: driver fled | police seized his boat | police informant | police looking for him |
Police in Tapachula arrested her | police officer, on trial for smuggling | Police Chief Names Smuggler |
Border agent bribed | border patrol stopped his van | customs officer on his payroll |
Immigration officer arrested for selling visas | immigration consultant | immigration lawyer charged with fraud |
mayor accused | Minister named him | sheriff arrested him | Detective bought a seat | Journalist exposed him |
journalist in Arica named her | reporter bought a place on the boat | press names him | press officer of the ring |
NGO says he overcharged | NGO reported him | aid worker saw him | Witness says he paid | witness and driver |
witnesses heard him | Victim says she paid | victims say they paid | victims found in his house |
Victims from his village | Victims rescued | victim support fraud | Victims of his ring | victim turned recruiter |
a victim identified her | The victims named her | is a victim of mistaken identity |
was the victim of a rival gang and charged 500 | claims to be a victim | migrants held in his house |
migrants from Haiti paid her | migrant workers recruiter | Migrant workers recruited abroad | migrant boat pilot |
migrant transport | migrant who drove the boat | refugee turned smuggler | refugee camp recruiter |
refugees paid 900 euros | Asylum seeker jailed for steering boat | a group of migrants found in his van |
rescued from his boat 12 migrants | Rescued 15 victims | rescued with the crew, then arrested | rescue boat operator |
kidnapped migrants for ransom | Kidnapped two families | trafficked women to Chile |
Trafficked by night across the river | smuggled migrants | smuggled children across the river | Smuggled by boat |
exploited migrants | children at 300 dollars | child trafficking | Child trafficker | minor offences |
minors smuggled in his van | girl named him | boys from the village drove | babysitter | baby smuggling ring |
teenage driver | teen smuggler | 15 years in prison | women and children in his lorry |
survivors of the wreck named him | hostages held in his house | hostage taker | role: driver of migrants |
alleged smuggler of migrants | suspected of moving migrants | one of the drivers | The driver |
was rescued from the sea and then charged
"""


@pytest.mark.parametrize("note", [" ".join(n.split()) for n in f"{SPANISH}|{PORTUGUESE}|{ENGLISH}".split("|")])
def test_a_note_that_tells_more_is_not_taken_for_a_part(note: str) -> None:
    assert not tells_a_part(note, "Juan Falso")


@pytest.mark.parametrize(
    "note",
    [
        "Víctimas de Juan Falso lo reconocieron",
        "Testigo vio a Juan Falso",
        "Fiscal: Juan Falso es el líder",
        "Migrantes y Juan Falso iban en el bus",
        "Juan Falso: víctimas lo reconocieron",
        "Juan Falso, detenido con 12 migrantes",
        "O delegado do Ministério Público é Zoe Nadie",
        "",
        " \n\n",
    ],
)
def test_the_own_name_alone_makes_none(note: str) -> None:
    assert not tells_a_part(note, "Juan Falso")


@pytest.mark.parametrize(
    "note",
    [
        "victima de la red de Arica de la Red Grande y de Los Zorzales " * 200,
        "victima, victima y migrante, migrante y testigo, fiscal de Arica y Tacna, " * 200 + "lo vio",
        "fiscal regional nacional federal penal criminal civil militar " * 200,
        "presunta posible otra una de las victimas " * 200,
        "(" * 20_000,
    ],
)
def test_long_notes_are_read_to_their_end(note: str) -> None:
    assert not tells_a_part(note, "Juan Falso")
