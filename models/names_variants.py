"""Other ways in which a text might stand: names swapped, case and accents lost, Portuguese made Spanish-like.

No Spanish news with marked names may train weights that are shipped. A Portuguese sentence whose small words and
endings are turned into Spanish ones, with Spanish names in it, stands in: no good Spanish, but its names are set as
there.
"""

# ruff: noqa: E501, SIM905  a list of words is one line
from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

from core.terms import Language
from models.augment import apply_edits, bare, lower, upper
from models.names_corpora import UNSURE, Sample
from models.names_records import town_names

_SPANISH = dict(
    pair.split(":")
    for pair in (
        "o:el a:la os:los as:las um:un uma:una uns:unos umas:unas do:del da:de_la dos:de_los das:de_las no:en_el na:en_la "
        "nos:en_los nas:en_las ao:al aos:a_los à:a_la às:a_las pelo:por_el pela:por_la pelos:por_los pelas:por_las em:en "
        "com:con sem:sin e:y ou:o mas:pero não:no sim:sí que:que se:si por:por para:para até:hasta entre:entre sobre:sobre "
        "desde:desde segundo:según contra:contra durante:durante depois:después antes:antes quando:cuando onde:donde "
        "como:como porque:porque também:también já:ya ainda:aún mais:más menos:menos muito:muy muita:mucha muitos:muchos "
        "muitas:muchas todo:todo todos:todos tudo:todo nada:nada ontem:ayer hoje:hoy amanhã:mañana agora:ahora aqui:aquí "
        "ali:allí lá:allá assim:así só:sólo apenas:apenas este:este esta:esta estes:estos estas:estas esse:ese essa:esa "
        "isto:esto isso:eso aquele:aquel aquela:aquella deste:de_este desta:de_esta neste:en_este nesta:en_esta nesse:en_ese "
        "dele:de_él dela:de_ella ele:él ela:ella eles:ellos elas:ellas eu:yo você:usted nós:nosotros meu:mi minha:mi seu:su "
        "sua:su seus:sus suas:sus é:es são:son foi:fue foram:fueron era:era eram:eran está:está estão:están tem:tiene "
        "têm:tienen tinha:tenía teve:tuvo há:hay ser:ser ter:tener estar:estar fazer:hacer fez:hizo disse:dijo diz:dice "
        "dizem:dicen afirmou:afirmó vai:va vão:van deve:debe devem:deben pode:puede podem:pueden quer:quiere ano:año anos:años "
        "dia:día dias:días mês:mes semana:semana homem:hombre mulher:mujer pessoas:personas governo:gobierno "
        "presidente:presidente ministro:ministro cidade:ciudad país:país países:países polícia:policía empresa:empresa "
        "empresas:empresas jogo:partido equipa:equipo equipe:equipo time:equipo escola:escuela rua:calle casa:casa "
        "trabalho:trabajo lei:ley rei:rey dois:dos duas:dos três:tres quatro:cuatro sete:siete oito:ocho nove:nueve dez:diez "
        "cem:cien mil:mil milhões:millones primeiro:primer primeira:primera segunda:segunda último:último última:última "
        "novo:nuevo nova:nueva novos:nuevos grande:gran maior:mayor melhor:mejor outro:otro outra:otra outros:otros "
        "outras:otras mesmo:mismo mesma:misma cada:cada qual:cual quem:quien parte:parte vez:vez vezes:veces bem:bien "
        "mal:mal lado:lado fim:fin início:inicio ex-presidente:expresidente filho:hijo filha:hija pai:padre mãe:madre "
        "jornal:diario tribunal:tribunal juiz:juez associação:asociación banco:banco partido:partido instituto:instituto "
        "conselho:consejo câmara:cámara universidade:universidad federação:federación ministério:ministerio "
        "secretaria:secretaría são:san santo:santo federal:federal nacional:nacional república:república estado:estado"
    ).split()
)
_ENDINGS = (
    ("ções", "ciones"),
    ("sões", "siones"),
    ("ção", "ción"),
    ("são", "sión"),
    ("dade", "dad"),
    ("dades", "dades"),
    ("agem", "aje"),
    ("agens", "ajes"),
    ("ência", "encia"),
    ("ância", "ancia"),
    ("eiro", "ero"),
    ("eira", "era"),
    ("ário", "ario"),
    ("ável", "able"),
    ("ível", "ible"),
    ("ou", "ó"),
    ("eu", "ió"),
    ("iu", "ió"),
    ("ava", "aba"),
    ("avam", "aban"),
    ("aram", "aron"),
    ("eram", "ieron"),
    ("iram", "ieron"),
    ("am", "an"),
    ("em", "en"),
    ("m", "n"),
)


class Variants:
    """Makes variants. `pool`: the samples whose names may be borrowed; the same seed makes the same variants."""

    def __init__(self, pool: list[Sample], seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311  not for secrets
        names: dict[tuple[Language, str, int], set[str]] = defaultdict(set)
        for sample in pool:
            for span in sample.spans:
                words = sample.text[span.start : span.end].split()
                if span.kind != UNSURE and words[0][0].isupper() and not words[-1].isupper():
                    names[sample.language, span.kind, len(words)].add(" ".join(words))
        self.names = {key: sorted(forms) for key, forms in names.items()}
        self.towns: dict[Language, list[str]] = {
            language: town_names(language) for language in Language if language is not Language.OTHER
        }

    def vary(self, sample: Sample) -> Sample:
        """One variant: every second one has names swapped, some are written as in haste."""
        if self.random.random() < 0.5:
            sample = self.swapped(sample, 0.6)
        change = self._spelling(news=sample.news)
        return replace(sample, text=change(sample.text))

    def swapped(self, sample: Sample, share: float) -> Sample:
        """A share of the names of a text exchanged for others of their kind, all places of a name alike."""
        chosen: dict[str, str] = {}
        edits = []
        for span in sample.spans:
            form = sample.text[span.start : span.end]
            if span.kind != UNSURE and form not in chosen:
                chosen[form] = self._other(sample.language, span.kind, form) if self.random.random() < share else form
            edits.append((span.start, span.end, chosen.get(form, form)))
        text, spans = apply_edits(sample.text, list(sample.spans), edits)
        return replace(sample, text=text, spans=tuple(spans))

    def _other(self, language: Language, kind: str, form: str) -> str:
        """Another name of the kind and about the length, written large or small as this one."""
        if kind == "LOC" and self.random.random() < 0.7:
            names = self.towns[language]
        else:
            names = self.names.get((language, kind, len(form.split())), [form])
        name = self.random.choice(names)
        if form.isupper() and len(form) > 5:
            return upper(name)
        return lower(name) if form.islower() else name

    def spanish(self, sample: Sample) -> Sample:
        """A Portuguese text with Spanish small words, endings and names."""
        edits = []
        for match in re.finditer(r"[^\W\d_]+(?:-[^\W\d_]+)*", sample.text):
            inside = next((s for s in sample.spans if s.start <= match.start() < s.end), None)
            word = match.group()
            new = _spanish(word) if inside is None or word.islower() else word
            if new != word:
                edits.append((match.start(), match.end(), new))
        text, spans = apply_edits(sample.text, list(sample.spans), edits)
        kept = tuple(span for span in spans if span.start < span.end)
        return self.swapped(Sample(text, Language.SPANISH, kept, sample.news), 0.8)

    def _spelling(self, *, news: bool) -> Callable[[str], str]:
        """A spelling that keeps every character in its place."""
        draw = self.random.random()
        limits = ((0.03, lower), (0.07, upper), (0.14, bare)) if news else ((0.12, lower), (0.20, upper), (0.36, bare))
        return next((change for limit, change in limits if draw < limit), str)


def _spanish(word: str) -> str:
    """One word of ordinary text. Capitalised ones keep their capital."""
    small = word.lower()
    new = _SPANISH.get(small, "").replace("_", " ")
    if not new:
        ending = next((pair for pair in _ENDINGS if small.endswith(pair[0]) and len(small) > len(pair[0]) + 2), None)
        new = small[: -len(ending[0])] + ending[1] if ending else small
        new = new.replace("ç", "z").replace("nh", "ñ").replace("lh", "j").replace("ã", "a").replace("ê", "e")
    if word.isupper() and len(word) > 1:
        return new.upper()
    return new[:1].upper() + new[1:] if word[0].isupper() else new
