"""Words by which a report tells an operator's standing: investigated, charged, convicted; and what only sounds so.

Charged is whom a prosecutor, or in England the police, brings before a court. Whom Brazil's police *indicia* is not: no
*denúncia* was brought. Whoever is held before there is one is under investigation, too (Portuguese: *prisão preventiva*,
*arguido*), and so is the noun *imputado*, by which Spanish law calls every suspect (Chile's Código Procesal Penal, art. 7;
Spain says *investigado* since 2015): its verb, *formalizar* and *procesar* tell of a charge.
"""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re

from core.terms import LegalStatus

_SAID = r"(?: (?!(?:not|never|nor|no|nao|nunca|nem|jamas|ni|to|whether|may|might|could|would|will|can|que|who|which)\b)[\w'’-]+)"
_FEE = (
    r"(?:us ?)?[$£€]|\d[\d.,]* (?:dollars|euros|pounds|pesos|usd)|(?:an?|the) (?:\w+ )?(?:fee|price|toll|sum|fortune)\b"
)
_NO_FEE = rf"(?! (?:{_FEE}|(?:them|him|her|migrants|passengers|people|families|each)(?: \w+){{0,2}} (?:{_FEE})))(?![^.;,]{{0,50}}[$£€]\d)"
_NO_PRICE = r"(?! (?:us\b|[$£€\d]|an?\b|about\b|between\b|more\b|up\b|extra\b|per\b|(?:for|by) (?:the |each |every |an? |their |his |her )?(?:seat|trip|journey|crossing|passage|place|ride|fare|food|transport|person|head|kilo)))"
_MAY_CHARGE = r"police|prosecut\w+|authorit\w+|officers|officials|detectives|investigators|agents|cps|crown(?: prosecution service)?|grand jury|attorney'?s? office|justice department|doj|nca|border force|rcmp|feds|the state|magistrates?|court"
_IN_ENGLISH = (
    rf"charged with|(?:were|was|been|being|is|are|stands?)(?: (?:also|each|both|all|later|formally|jointly|already|since|now|recently))? charged{_NO_PRICE}|(?:{_MAY_CHARGE}){_SAID}{{0,4}}? charg(?:ed|es|ing){_NO_FEE}(?= \w)"
    r"|charg(?:ed|es|ing) (?:[\w.'’-]+,? ){1,8}?with (?=\w+ing\b|smuggl|traffick|conspir|assist|facilit|forg|fraud|immigration|people|human|migrant|alien|two|three|four|five|\d|offences|offenses|crimes)|charged (?:over|under|in connection|in relation|for (?:smuggl|traffick|ferry|transport)|for (?:his|her|their) (?:role|part))"
    r"|charges against|fac(?:e|es|ed|ing)(?: [\w-]+){0,3} (?:charges?|counts?)|accuse[sd]|indict\w+|on trial|stands? trial|arraigned|remanded|a plea"
)
_A_COURT = r"(?:juez|jueza|juzgados?|magistrad[oa]|tribunal|justicia|sala|camara|corte)"
_IN_SPANISH = (
    r"(?:formul|present|imput|enfrent|afront|radic)\w+(?: \w+){0,2}? cargos|cargos (?:en )?contra|(?:fue|fueron|han? sido|sea|sean|siendo|result(?:o|aron)|qued(?:o|aron)) imputad[oa]s?|imputad[oa]s? (?:por|de|como|ante)|imput(?:o|a|an|ar|aron|aba|aban)|imputacion(?:es)?"
    rf"|formaliz(?!ar(?:a|an|ia\w*)\b)\w+(?! (?:la |una )?(?:investigacion|denuncia|queja|demanda|solicitud|acuerdo|convenio|matrimonio))|procesad\w+|(?:dict|orden|confirm)\w+ (?:el )?procesamiento|auto de procesamiento|{_A_COURT}{_SAID}{{0,6}}? proceso a(?= \w)|vincul\w+ a proceso"
    r"|(?:solicit|pid|requir|formul)\w+ (?:la |el )?(?:elevacion a juicio|requerimiento de elevacion)|acusad\w+|acuso|acusaron|prision preventiva|a juicio(?! del?\b)|juicio oral|judicializ\w+|extradit\w+|reus?|denunciad[oa]s? por (?:el |la )?(?:ministerio|fiscalia)"
)
_MP = r"(?:mp[a-z]{0,2}|ministerio publico|promotori?a?\w*|procurador\w*|gaeco)"
_IN_PORTUGUESE = (
    rf"denunciad[oa]s? (?:a justica|(?:pel[oa]|por) (?:\w+ )?{_MP})|{_MP}{_SAID}{{0,4}}? denunci(?:ou|aram)|(?:mpf|ministerio publico federal) denuncia|(?:oferec|apresent|receb|aceit)\w+(?: \w+)? denuncia contra|denuncia contra [^.;]{{1,60}}? (?:foi )?(?:oferecida|recebida|aceita)"
    r"|(?:virou|viraram|tornou-se|tornaram-se|[oa]s?) res?(?= (?:por|n[ao]|em|pel[oa]))|acusou|acusaram|deduz\w+ (?:a )?acusac\w+|indiciad[oa]s?(?: \w+){0,2} (?:n[ao]|pel[ao]|por uma?) (?:corte|tribunal|grande juri|juri)|pronunciad[oa]s? (?:por|pel[oa])"
)
LADDER: tuple[tuple[LegalStatus, re.Pattern[str]], ...] = (
    (
        LegalStatus.CONVICTED,
        re.compile(
            r"\b(?:conden[aou]\w*|sentenciad\w+|sentenci[oa]\b|sentenced|convicted|found guilty|plead(?:s|ed) guilty|pled guilty|guilty of|declarad\w+ culpable|se declaro culpable|(?:years|months) in (?:prison|jail)|years['’]? (?:of )?imprisonment|jailed for(?= (?:life|\w+ (?:years?|months?)|\w+-))|"
            r"anos de (?:prision|carcel|presidio|prisao|reclusao|cadeia|pena privativa))\b"
        ),
    ),
    (
        LegalStatus.CHARGED,
        re.compile(rf"\b(?:{_IN_ENGLISH}|{_IN_SPANISH}|{_IN_PORTUGUESE})\b"),
    ),
    (
        LegalStatus.UNDER_INVESTIGATION,
        re.compile(
            r"\b(?:investig\w+|indag\w+|inquerito|deten\w+|detuv\w+|detid\w+|detev\w+|detiver\w+|detain\w*|(?<!migrants )(?<!victims )(?<!hostages )(?<!trial )(?<!hearing )(?<!meeting )(?:was|were|been|being|is|are) held|held (?:in custody|on remand|on suspicion|without bail|by (?:the )?police)|arguid\w+|"
            r"indiciad\w+|indicio?u|indiciar\w*|indiciamentos?|imput\w+|prisao (?:preventiva|temporaria)|"
            r"arrest\w*|captur\w*|pres[oa]s?|prendeu|prenderam|apres(?:o|aron|ad[oa]s?)|encarcel\w+|jailed|confes\w+|procurad[oa]s? p(?:ela|elo|or)|allan\w+|raid\w*|desarticul\w+|desmantel\w+|dismantl\w+|aprehen\w+|sospechos\w+|suspect\w*|suspeit\w+|buscad\w+|wanted(?! to\b)|probe|custody)\b"
        ),
    ),
)
_NOT = r"\b(?:nao|not|never|nunca|jama?is|nem|sem|sin|yet to be|without{no})(?! (?:solo|solamente|so|only|apenas|somente|just)\b)(?: \w+){{0,2}} $"
_TAKEN_BACK = r"|\b(?:s[ie][nm] que (?:\w+ ){1,3}|(?:desestim|retir|levant|archiv|anul|rechaz|drop|dismiss|withdr)\w+ (?:los |the |all )?)$"
UNSAID = re.compile(_NOT.format(no="|no") + r"|n['’]t (?:\w+ ){0,2}$" + _TAKEN_BACK)
UNSAID_IN_PORTUGUESE = re.compile(_NOT.format(no="") + _TAKEN_BACK)
"""'Nunca fue condenado', 'was not charged'; Portuguese 'no' is 'in the'."""
MAY_BE = re.compile(
    r"\b(?:to|will|would|could|may|might|should|can|cannot)(?: \w+)? be(?: \w+)? $|\b(?:whether to|plans? to|expected to|likely to|decide to|could|may|might|will|wants? to|hopes? to|seeks? to)(?: (?:also|now|soon|formally))? $"
    r"|\b(?:ser(?:a|an|ao|ia\w*)|pod(?:er|r)\w*|pued\w+|pod(?:e|em)|deb(?:er)?\w+|dev(?:e|er)\w*|esper\w+|busc\w+|pretend\w+|planea\w*|v(?:a|an) a|vai|vao|a ser|por ser|pid\w+|pedir\w*|ped(?:e|em|iu|iram)|solicit\w+|requer\w*)(?: (?!(?:y|e|and|pero|mas)\b)\w+){0,2} $"
)
"""Before a charge that nobody brought yet: 'será imputado', 'could be charged', 'solicitó prisión preventiva'."""
TRIED = re.compile(r"on trial|stands? trial|a juicio|juicio oral|extradit")
"""Who will be tried was charged before."""
TELLS_OF_IT = re.compile(
    r"(?:indictments?|imputacion(?:es)?)(?: (?:also|tambien))? (?:ties|tied|links|linked|connects|mentions|mentioned|describes|described|details|cites|cited|vincul\w+|relacion\w+|mencion\w+|describ\w+|detall\w+|cit(?:a|o)) "
)
"""'Indictment ties X to a route': whom a charge against others speaks of is not charged."""
_PEOPLE = r"(?:migrantes?|migrants?|victimas?|vitimas?|victims?|pasajer[oa]s?|passageir[oa]s?|passengers?|vecin[oa]s?|vizinh[oa]s?|neighbou?rs?|familiares|familias?|family|families|relatives|parientes|parentes|padres|pais|parents|madres?|maes?|mothers?|sobrevivientes?|sobreviventes?|survivors?|residents?|moradores|usuari[oa]s?|denunciantes?|ong|ngo|clientes?|customers?|trabajadores|trabalhador[ae]s|workers?)"
ACCUSED_BY_PEOPLE = re.compile(
    rf"(?:acusad\w+|accused)(?: [\w-]+){{0,5}}? (?:por|pel[oa]s?|by)(?: \w+){{0,2}}? {_PEOPLE}\b"
)
PEOPLE_ACCUSE = re.compile(rf"\b{_PEOPLE}{_SAID}{{0,3}} $")
"""Whom migrants, victims or neighbours accuse nobody charged, in the passive and in the active."""
