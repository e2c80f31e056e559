"""The texts that benchmarks.campaigns fills in: invented, no line of them of a real advert. They sound like adverts and
teach nothing: no way, no price that is paid, no place where anybody waits."""

from __future__ import annotations

NAMES = ["Ruta Zorzal", "Kantuta Viajes", "Paso Zafiro", "Don Amaru", "Vizcacha Tours", "Rota Aurora", "El Quirquincho",
         "Tacuara Express", "Chinchilla SAS", "Expreso Yacaré", "Turquesa", "La Señora Tika"]  # fmt: skip
TOWNS = [
    "Arica",
    "Iquique",
    "Tacna",
    "Cúcuta",
    "Ipiales",
    "Desaguadero",
    "Assis Brasil",
    "Pacaraima",
    "Tumbes",
    "Oruro",
]
TEMPLATES = [
    "Viaja con {n} hasta {t} sin preocuparte por nada. Te recogemos en tu casa y te dejamos con tu familia. Precio {p} "
    "por persona, niños la mitad. Pregunta por los cupos de esta semana al {f}. Somos serios y respondemos siempre.",
    "Se ofrece acompañamiento desde {t} para quienes quieren llegar al sur. Grupos pequeños, conocemos el camino hace "
    "años, pagas {p} al llegar. Escribe a {n} por interno o llama {f} cualquier hora del día.",
    "Vaga de transporte com {n}: saímos de {t} toda sexta à noite, chegada garantida em dois dias. Só paga quando "
    "chegar, {p} cada um. Chama no zap {f}, falamos espanhol e crioulo também.",
    "Need to join your people up north? {n} leaves from {t} every weekend, meals included, no questions asked. Half "
    "now and half later, {p} total. Text {f} and we tell you where to wait.",
    "Asesoría {n}, cupos limitados saliendo de {t}. Nuestros clientes hablan por nosotros, mira las fotos de los que "
    "ya llegaron. Inversión de {p} todo incluido con hospedaje y comida. Reserva al {f} con la mitad.",
    "¿Tu familia sigue esperando allá? Con {n} la traes en cuatro días pasando por {t}. Trato familiar, sin cobrar por "
    "adelantado, {p} los adultos. Comunícate ya {f} y separa el cupo de tu mamá.",
    "Salidas diarias desde {t} en camioneta cerrada con {n}. Llevamos equipaje y mascotas. Valor del pasaje {p}, "
    "descuento a grupos de cinco. Información confidencial en el {f}, atendemos de madrugada.",
    "Atenção pessoal, {n} abriu nova turma com saída de {t} no dia quinze. Motorista experiente, parada para descanso, "
    "documento a gente resolve. Fica {p} e divide em duas vezes. Manda mensagem no {f}.",
    "Trabajo en el exterior con todo pagado por {n}: pasaje desde {t}, cuarto y comida, devuelves {p} con tu sueldo. "
    "No pedimos experiencia ni papeles, mujeres jóvenes preferible. Entrevista por llamada al {f}.",
    "Our team at {n} helps you settle abroad from {t}. Guides who grew up there, safe houses on the road, phone for "
    "your mother included. The whole trip is {p}, friends travel cheaper. Ask for the boss on {f}.",
    "Hermano, si estás en {t} y no sabes cómo seguir, {n} te orienta. Paso a paso, caminando poco, con gente de "
    "confianza. Colaboración {p} nada más. Guarda este número {f} y compártelo en tus grupos.",
    "Promoción de fin de año en {n}: dos por uno desde {t} hasta la capital. Bus cómodo con baño, película y merienda, "
    "te esperamos en el terminal. Cuesta {p} hasta agotar asientos. Llamadas y mensajes {f}.",
]


HELD_OUT_NAMES = [
    "Rumbo Calandria",
    "Chaski Tours",
    "Palo Santo Viajes",
    "Tío Guayacán",
    "Sol de Mburucuyá",
    "Jabiru Transfer",
    "La Comadre Yuyo",
    "Turismo Alerce",
    "Boa Garça",
    "Northern Heron",
    "Coatí SRL",
    "Expreso Retama",
]
HELD_OUT_TOWNS = [
    "Tulcán",
    "Puno",
    "Villazón",
    "Corumbá",
    "Antofagasta",
    "Maicao",
    "Guayaramerín",
    "Huaquillas",
    "Calama",
]
HELD_OUT = [
    "{n} te lleva con los tuyos.\n- Salimos de {t} lunes y jueves\n- Viajas sentado y con desayuno\n- Pagas {p} "
    "cuando estés con tu gente\nHacemos esto desde hace nueve años y nadie se ha quedado. Apunta el {f} y pregunta "
    "sin pena.",
    "Buenas noches grupo, les comparto el contacto de {n}, a mi prima la dejaron bien y rapidito saliendo de {t}. Le "
    "cobraron {p} y la trataron como reina. El número es {f}, digan que van de parte mía.",
    "Tem parente querendo vir? A {n} organiza tudo a partir de {t}, com acompanhante que fala sua língua. O combinado"
    " custa {p} e criança de colo não paga. Responde na hora pelo {f}, pode mandar áudio.",
    "{n} informa a su distinguida clientela que retomamos los viajes familiares desde {t}. Aceptamos transferencias, "
    "el saldo de {p} se cancela a la llegada. Por motivos de espacio llevar solo una mochila. Central de reservas "
    "{f}.",
    "No tienes visa y te la negaron dos veces? Tranquilo, {n} conoce otra manera de llegar desde {t}. Te asesoramos "
    "gratis y sin compromiso, la inversión es de {p}. Manda la palabra QUIERO al {f}.",
    "Looking for honest people to move with? {n} takes small groups out of {t} twice a month. We carry water, snacks "
    "and blankets for the little ones. It is {p} a head, nothing before you arrive. Message {f} after six.",
    "ATENCION PAISANOS ya salio la nueva fecha con {n}. Punto de encuentro en {t}, el señor que maneja es de "
    "confianza y conoce a todos. Quedan nueve puestos a {p}. Los que ya separaron confirmen al {f} porfa.",
    "Moça séria procura companhia para a viagem da {n}, partindo de {t} no fim do mês. Já fui e voltei com eles e "
    "recomendo de olhos fechados. A vaga está {p}, quem quiser chama no {f} que passo o contato do motorista.",
    "Cruza tranquilo con {n}. Cientos de clientes contentos nos respaldan y tenemos videos de cada llegada en {t}. "
    "Sin caminar, sin mojarte, sin esperar. Este mes {p} y te regalamos el chip del celular. Whatsapp {f}.",
    "Family reunion service by {n}: we bring grandparents, kids and pets from {t} to your front door. Ten years of "
    "happy customers, bilingual driver, updates every evening. Ask for the weekend rate of {p} at {f}.",
    "Se va a dormir con la duda o nos llama? {n} atiende a toda hora en {t}. Usted pone las ganas, nosotros ponemos "
    "el carro, la comida y el hospedaje. Todo por {p}, y si no llega le devolvemos hasta el último peso. Llame al "
    "{f}.",
    "Oi gente, aqui é da {n}. Abrimos lista de espera para quem está em {t} e quer seguir viagem ainda este mês. Leve"
    " roupa de frio e documento original. O valor é {p}, parcelamos no cartão. Dúvidas no {f} com a Neide.",
    "Amiga, amigo: si llevas semanas en {t} sin poder avanzar, escríbele a {n}. Son gente sencilla que ayuda a "
    "seguir, no dejan a nadie botado. Lo que piden son {p}, menos si vienes con bebé. Guarda el {f}.",
    "Vendo cupo que no voy a usar con {n}, salida confirmada desde {t} este viernes en la madrugada. Lo pagué a {p} y"
    " lo dejo a lo mismo, se puede cambiar de nombre. Urge, me escriben al {f} y coordinamos.",
]
