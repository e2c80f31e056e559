"""What a text must speak of before it can carry a label: a word for the moving or the exploiting of people.

The trained reader knows the tone of crime reports well, and takes a bribe or a rape told in that tone for one of ours now
and then; easy cash for work at home sounds to it like the hiring of drivers. The words are no ground of a flag: they
only keep texts out that have not one of them, unless both networks are sure (`second_opinion`).
"""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re

from core.terms import DocumentKind, DocumentLabel
from nlp.gazetteer.places import country_of_demonym

_SUBJECT = re.compile(
    r"\b(?:e?migra\w+|e?migre\w*|inmigra\w+|imigra\w+|immigra\w+|refugi?e?e?\w+|desplazad\w+|indocument\w+|undocumented|(?:forma|manera|maneira|situacion|situacao|entrada|ingreso|ingresso|paso|pasos|passagem|cruce|via|vias|estancia|permanencia) irregular\w*|irregular (?:entry|entries|crossing|crossings|stay)|irregularmente|sin papeles|sem papeis|ilegales|illegals|illegal (?:alien|entry|entrant|cross|border|stay|work|migra|immigra)\w*|aliens?|clandestin\w+|polizon\w*|stowaway\w*"
    r"|smuggl\w+|traffick\w+|trafic\w+ (?:\w+ )?(?:de |of )?(?:personas|pessoas|people|humans?|humanos|mujeres|mulheres|menores|ninos|criancas|seres)|(?:por|de|la|delito de) trata|trata de (?:personas|blancas|mujeres|seres|menores|ninas)|tratante\w*|coyotes?|coyoter[oa]s?|coiotes?|coioteir[oa]s?|polleros?|coiotagem|jalador\w*|trocher[oa]s?|snakeheads?|chapador\w*|pasador\w*|passador\w*|atravessador\w*|chamer\w+|lancher\w+|patrones? de (?:la )?(?:lancha|patera)"
    r"|pasaportes?|passaportes?|passports?|lanchas?|voadeiras?|pirag\w+|pirog\w+|catrai\w+|chalanas?|cobra(?:ba|ban|va|vam)|owed"
    r"|pateras?|cayucos?|balsa\w*|dingh\w+|small boats?|yola\w*|botes?|naufrag\w+|shipwreck\w*|border\w*|fronter\w+|fronteir\w+|trochas?|(?:channel|river|sea) crossings?|cross(?:ed|es|ing)? (?:\w+ ){0,3}(?:channel|river|sea|mediterranean|strait|line|ocean|atlantic|jungle)|cruz(?:ar|aron|aban|o|ou|aram)|travessia\w*|travesia\w*|desert\w*|desiertos?|selva|jungle|otro lado|outro lado|other side|(?:brings?|bringing|brought|takes?|taking|took) \w+ (?:across|over|through) the"
    r"|visas?|vistos? (?:de|para|fals\w+|humanitari\w+|frauda\w+|american\w+|schengen|gold)|vistos|asylum|asilo|extranjer\w+|estrangeir\w+|foreign (?:nationals?|workers?|women|students?|citizens?|labou?r)|foreigners?|deport\w+|cedulas? fals\w+|(?:permisos?|carta|cartao|titulos?|autorizac\w+|autorizacao|tarjetas?|visto) de residencia|residence permits?|matrimoni\w+ (?:de conveniencia|fals\w+|blanc\w+)|sham marriage\w*|bodas? fals\w+|casamento\w* (?:fals\w+|branc\w+)|nacionalid\w+|citizenship|green cards?|(?:licen[cs]e|licen[cs]ed) to sponsor|sponsor(?:ship)? licen[cs]es?|certificates? of sponsorship|care ?workers?|work permits?|permisos? de trabajo|autorizac\w+ de (?:trabajo|trabalho)|autorizacao de trabalho"
    r"|alicia\w+|tallere?s? textil\w*|cartas?[- ](?:de )?(?:convite|invitacion)|invitation letters?|permisos? (?:apocrif|fals|migrat)\w+|(?:documento|papel|carimbo|sello)\w* (?:apocrif|fals)\w+"
    r"|(?:tentar|tentou|tentava\w*|intentar|intento|intentaba\w*) (?:entrar|ingresar|llegar|chegar)|(?:trying|tried|attempt\w*) to (?:enter|reach)|sef|aima|inm"
    r"|bodas|weddings|casamentos|noivas|novias|matrimonios|brides|consul\w*|embajadas?|embaixadas?|embass(?:y|ies)"
    r"|por cabeza|por cabeca|per head|a head|a seat|por persona|por pessoa|per person|cada pasajero|cada viajero|pasajer[oa]s|viajer[oa]s|passageir[oa]s|viajantes|passengers|travell?ers|each of them"
    r"|canarias|canary islands|lampedusa|melilla|tapon del darien|darien gap|mayotte|necocli|capurgana|tapachula|nouadhibou"
    r"|esclav\w+|escrav\w+|slave\w*|slavery|servitude|servidumbre|servidao|trabajo forzado|trabalho forcado|forced labou?r|prostitu\w+|(?:sex|sexual) (?:work\w*|trade|exploit\w+|slav\w+)|explotacion|explotad\w+|exploracao|explorad\w+|exploit\w+|debt bondage|reclut\w+|recrut\w+|recruit\w+|taller\w* clandestin\w+|oficina de costura)\b"
)

_PLURAL = re.compile(r"\b[a-z]{3,}s\b")
_ONE = re.compile(r"\b(?:cada|each|every|una?|uma?|an?) (?=([a-z]{4,})\b)")
_MOVING = re.compile(
    r"\b(?:chofer\w*|conductor\w*|condutor\w*|drivers?|drives?|driving|vehicles?|veh?iculos?|motorista\w*|pilot\w*|skipper\w*|capitan\w*|patron\w*|timonel|lanch\w+|bote\w*|barco\w*|boats?|canoa\w*|carros?|camioneta\w*|gomm?on[ei]s?|dhows?|carrinha\w*|autos?|vans?|trucks?|trailers?|lorr(?:y|ies)|moto\w*"
    r"|gui[ae]s?|guiding|senderos?|trilhas?|trails?|veredas?|monte|mato|rio|river|pasajer\w+|passageir\w+|passengers?|gente|pessoal|paisan\w+|viajer\w+|viajantes?|travell?ers?|walkers?|caminantes?"
    r"|alojar\w*|hosped\w+|albergu\w*|hosts?|hosting|casas?|houses?|cuartos?|quartos?|rooms?|grupos?|groups?|traslad\w+|transport\w+|transfer(?:s|ir|encia de (?:personas|gente))?|cruz\w+|cruce\w*|cross\w*|otro lado|outro lado|other side|pickups?|delegad\w+|sub-?agent\w*|subagent\w*|vigias?|lookouts?|spotters?)\b"
)


def speaks_of_people_moved(folded: str) -> bool:
    """Whether a folded text has a word for people on the move, for borders and their papers, or for exploitation, or
    speaks of people by their country ('catorce cubanos', 'cada venezolano')."""
    if _SUBJECT.search(folded) is not None:
        return True
    return any(map(_is_people, (*_PLURAL.findall(folded), *_ONE.findall(folded))))


def _is_people(word: str) -> bool:
    """'haitianos', 'Syrians'; not the people of the United States, of whom any news speaks."""
    return country_of_demonym(word) not in {None, "US"}


def without_ground(kind: DocumentKind, folded: str) -> frozenset[DocumentLabel]:
    """The labels that a folded text of a kind has no word for: a report in news, the hiring of helpers in an advert."""
    if speaks_of_people_moved(folded):
        return frozenset()
    if kind is DocumentKind.NEWS:
        return frozenset({DocumentLabel.SMUGGLING_REPORT})
    return frozenset() if _MOVING.search(folded) else frozenset({DocumentLabel.FACILITATOR_RECRUITMENT})
