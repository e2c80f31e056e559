"""What stands around a text on a page, of our own making: menus, headlines of other stories, footers, cookie notices.

None of it is a firm's or a paper's. Some headlines touch the subject, as a section about crime does on any day: they
must neither carry a page through triage nor drown what stands beside them.
"""

# ruff: noqa: E501  a list of headlines is one line
from __future__ import annotations

MENU = {
    "es": "Inicio|Portada|Nacional|Mundo|Economía|Deportes|Sucesos|Opinión|Cultura|Tecnología|Clima|Horóscopo|Clasificados|Empleos|Inmuebles|Autos|Servicios|Contacto|Publicar aviso|Mi cuenta|Suscripción|Política|Educación|Salud|Espectáculos|Turismo",
    "en": "Home|News|World|Business|Sport|Crime|Opinion|Culture|Technology|Weather|Lifestyle|Classifieds|Jobs|Property|Cars|Services|Contact us|Post an ad|My account|Subscribe|Politics|Education|Health|Entertainment|Travel|Podcasts",
    "pt": "Início|Capa|Brasil|Mundo|Economia|Esportes|Polícia|Opinião|Cultura|Tecnologia|Tempo|Horóscopo|Classificados|Empregos|Imóveis|Carros|Serviços|Contato|Anunciar|Minha conta|Assine|Política|Educação|Saúde|Entretenimento|Turismo",
}
STORIES = {
    "es": "El precio del pan sube otra vez en la capital|La selección empata en un partido sin goles|Detienen a dos hombres por robar un camión de gaseosas|Lluvias fuertes para el fin de semana en el sur|El congreso debate la reforma de pensiones|Diez recetas fáciles para cocinar con lentejas|Un incendio destruye una bodega en el puerto|El alcalde anuncia nuevas ciclovías|Policía decomisa droga en un terminal de buses|Condenan a un exalcalde por malversación|Abren el registro para becas universitarias|Hallan un cuerpo en la orilla del río|El dólar cierra a la baja|Migrantes reciben vacunas en un albergue|Cierran el paso fronterizo por nieve|Murió un querido actor de telenovelas|Cómo renovar el pasaporte por internet|Una banda robaba cables de cobre|Festival de cine reúne a directores jóvenes|Maestros anuncian paro de dos días",
    "en": "Bread prices rise again in the capital|National side held to a goalless draw|Two men held over stolen lorry of soft drinks|Heavy rain expected in the south this weekend|Parliament debates pension reform|Ten easy lentil recipes|Fire destroys warehouse at the port|Mayor announces new cycle lanes|Police seize drugs at bus station|Former councillor sentenced for embezzlement|Scholarship applications open on Monday|Body found on river bank|Pound closes lower|Migrants offered vaccines at shelter|Snow closes mountain border crossing|Much loved soap actor dies aged 81|How to renew your passport online|Gang stole copper cable from railway|Film festival brings young directors together|Teachers announce two day strike",
    "pt": "Preço do pão sobe de novo na capital|Seleção empata sem gols em amistoso|Dois homens são presos por roubar caminhão de refrigerantes|Chuva forte no fim de semana no sul|Congresso debate reforma da previdência|Dez receitas fáceis com lentilha|Incêndio destrói galpão no porto|Prefeito anuncia novas ciclovias|Polícia apreende drogas em rodoviária|Ex-vereador é condenado por desvio|Inscrições para bolsas abrem na segunda|Corpo é achado na margem do rio|Dólar fecha em queda|Migrantes recebem vacinas em abrigo|Neve fecha passagem na fronteira|Morre ator querido de novelas|Como renovar o passaporte pela internet|Quadrilha furtava cabos de cobre|Festival de cinema reúne jovens diretores|Professores anunciam greve de dois dias",
}
FOOT = {
    "es": "Todos los derechos reservados|Política de privacidad|Términos y condiciones|Publicidad|Quiénes somos|Trabaja con nosotros|Mapa del sitio|Prohibida la reproducción total o parcial sin autorización escrita|Síguenos en redes sociales|Suscríbete a nuestro boletín y recibe las noticias cada mañana",
    "en": "All rights reserved|Privacy policy|Terms and conditions|Advertise with us|About us|Careers|Site map|No part of this site may be reproduced without written permission|Follow us on social media|Sign up for our newsletter and get the news every morning",
    "pt": "Todos os direitos reservados|Política de privacidade|Termos e condições|Publicidade|Quem somos|Trabalhe conosco|Mapa do site|Proibida a reprodução total ou parcial sem autorização por escrito|Siga-nos nas redes sociais|Assine nossa newsletter e receba as notícias toda manhã",
}
AROUND = {
    "es": "Compartir|Imprimir|Por Redacción|Hace 3 horas|Publicado el 14 de marzo|Lectura de 4 minutos|Comentarios (12)|Usamos cookies propias y de terceros para mejorar tu experiencia. Al seguir navegando aceptas su uso.|Consejos de seguridad: nunca pagues por adelantado; reúnete en un lugar público.|Reportar este aviso|Ver teléfono|Avisos similares|Anunciante desde 2019|Inicia sesión para comentar|Te puede interesar|Visitas: 482",
    "en": "Share|Print|By staff reporter|3 hours ago|Published 14 March|4 minute read|Comments (12)|We use our own and third party cookies to improve your experience. By continuing you accept their use.|Safety tips: never pay in advance; meet in a public place.|Report this ad|Show phone number|Similar ads|Member since 2019|Log in to comment|You may also like|Views: 482",
    "pt": "Compartilhar|Imprimir|Da Redação|Há 3 horas|Publicado em 14 de março|4 minutos de leitura|Comentários (12)|Usamos cookies próprios e de terceiros para melhorar sua experiência. Ao continuar você aceita o uso.|Dicas de segurança: nunca pague adiantado; encontre-se em local público.|Denunciar este anúncio|Ver telefone|Anúncios parecidos|Anunciante desde 2019|Entre para comentar|Você também pode gostar|Visitas: 482",
}
