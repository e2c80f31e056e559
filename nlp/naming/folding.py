"""Forms of one name within a document: spellings, handles, legal forms, surnames, acronyms, aliases."""

from __future__ import annotations

import re
from functools import lru_cache

from nlp.naming.junk import can_name
from nlp.naming.lexicon import AUTHORITY, TRADE_WORD
from nlp.naming.shape import is_person, words_of
from nlp.wording.fold import fold, name_key

_LEAST_KEY = 5
_LEAST_PART = 8  # letters of a handle that are no chance
_DOTTED = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)+")  # 'primosdelvalle.rgv', 'nonnagemma.example'


@lru_cache(maxsize=50_000)
def same_name(one: str, other: str) -> bool:
    """Whether two forms may be one name: equal keys, one inside the other, a surname, an acronym, a handle."""
    first, second = name_key(one), name_key(other)
    if not first or not second:
        return False
    if first == second:
        return True
    if "@" in one or "@" in other:
        return _is_handle_of(one, other) or _names_the_same(one, other)
    if (_DOTTED.fullmatch(one) or _DOTTED.fullmatch(other)) and _names_the_same(one, other):
        return True
    if ("_" in one) != ("_" in other):
        return _tells_the_same(*((one, other) if "_" in one else (other, one)))
    either = ((one, other), (other, one))
    return _is_turned(one, other) or any(
        alike(*pair) for alike in (_is_part, _is_acronym, _is_numbered) for pair in either
    )


def _is_handle_of(one: str, other: str) -> bool:
    short, long = sorted((name_key(one), name_key(other)), key=len)
    if len(short) < _LEAST_KEY or AUTHORITY.search(fold(one)) or AUTHORITY.search(fold(other)):
        return False
    plain = other if "@" in one else one
    distinctive = [w for w in words_of(plain) if len(w) >= 4 and not TRADE_WORD.fullmatch(w)]
    handle = name_key(one if "@" in one else other)
    return short in long or (bool(distinctive) and all(word in handle for word in distinctive))


def _names_the_same(one: str, other: str) -> bool:
    """'primosdelvalle.rgv' of 'Los Primos del Valle': a long part of the handle or domain is the name run together.

    One word of it is not enough: 'alejandro.mora' is not Alejandro Pinto.
    """
    handle, plain = (one, other) if "@" in one or _DOTTED.fullmatch(one) else (other, one)
    if AUTHORITY.search(fold(plain)):
        return False
    key, known = name_key(plain), words_of(plain)
    parts = (part for part in re.findall(r"[a-z]+", fold(handle)) if len(part) >= _LEAST_PART)
    return any(part in key and not any(part in word for word in known) for part in parts)


def _tells_the_same(handle: str, plain: str) -> bool:
    """'viajes_zafiro' of 'PasoZafiro', 'nelo_rotas_br' of 'Prof. Nelo': what the handle says beside its trade is in the
    name, a short word as a word of it."""
    telling = [word for word in fold(handle).split("_") if len(word) >= 3 and not TRADE_WORD.fullmatch(word)]
    key, known = name_key(plain), words_of(plain)
    return bool(telling) and all(word in known if len(word) < _LEAST_KEY else word in key for word in telling)


def _is_numbered(one: str, other: str) -> bool:
    """'casafortuna88' of 'Casa Fortuna': a handle that had to be told from others of the name."""
    bare = one.rstrip("0123456789")
    return bare != one and " " not in one and len(bare) >= _LEAST_KEY and name_key(bare) == name_key(other)


def _is_part(short: str, long: str) -> bool:
    """'Espinosa' of 'Héctor Espinosa', 'ViveOnline' of 'Vive Online Viajes': the first or last words of the longer."""
    few, many = words_of(short), words_of(long)
    if not few or len(few) >= len(many) or AUTHORITY.search(fold(short)) or AUTHORITY.search(fold(long)):
        joined = name_key(long).startswith(name_key(short)) and len(name_key(short)) >= 8
        return joined and not AUTHORITY.search(fold(long)) and len(few) < len(many)
    if all(TRADE_WORD.fullmatch(word) or len(word) < 3 for word in few):
        return False
    at = many[: len(few)] == few or many[-len(few) :] == few
    if len(few) == 1:
        inner = few[0] in many[1:] and not any(TRADE_WORD.fullmatch(w) for w in many)
        return (at or inner) and len(few[0]) >= 4
    core = _without_trade(many)
    return at or core[: len(few)] == few or core[-len(few) :] == few


def _is_turned(one: str, other: str) -> bool:
    """'Assessoria Sol Poente' and 'Sol Poente Assessoria': the same words, the trade at another end."""
    first, second = words_of(one), words_of(other)
    core = _without_trade(first)
    return bool(core) and core != first and core == _without_trade(second) and sorted(first) == sorted(second)


def _without_trade(words: tuple[str, ...]) -> tuple[str, ...]:
    """'agencia estrella coral eventos' -> 'estrella coral'."""
    telling = [place for place, word in enumerate(words) if not TRADE_WORD.fullmatch(word)]
    return words[telling[0] : telling[-1] + 1] if telling else ()


def _is_acronym(short: str, long: str) -> bool:
    letters = re.sub(r"[^A-Z]", "", short)
    if len(letters) < 3 or letters != re.sub(r"[\W_]", "", short):
        return False
    return letters.lower() == "".join(word[0] for word in words_of(long))


def fold_forms(names: list[str], *, linked: list[tuple[str, str]]) -> list[list[str]]:
    """Group forms of one name, by first appearance; `linked` pairs are one by the text ('X, alias Y'). What can be no
    name is left out."""
    names = [name for name in names if can_name(name)]
    groups: list[list[str]] = []
    for name in sorted(dict.fromkeys(names), key=lambda n: -len(words_of(n))):
        homes = [group for group in groups if any(same_name(name, form) for form in group)]
        home = homes[0] if homes else None
        if home is not None and not any(map(is_person, home)):
            home = next((group for group in homes if _is_surname(name, group)), home)
        if home is None:
            groups.append([name])
        else:
            home.append(name)
    for one, other in linked:
        _join(groups, one, other)
    order = {name: index for index, name in enumerate(names)}
    for group in groups:
        group.sort(key=lambda form: order.get(form, len(names)))
    return sorted(groups, key=lambda group: order.get(group[0], len(names)))


def _is_surname(name: str, group: list[str]) -> bool:
    """'Prates' is Valdecir Nogueira Prates sooner than his firm, Prates & Moura."""
    (word, *more) = words_of(name) or ("",)
    return not more and any(is_person(form) and words_of(form)[-1:] == (word,) for form in group)


def _join(groups: list[list[str]], one: str, other: str) -> None:
    first = next((group for group in groups if one in group), None)
    second = next((group for group in groups if other in group), None)
    if first is not None and second is not None and first is not second:
        first.extend(second)
        groups.remove(second)


def fullest(forms: list[str]) -> str:
    """The form that names most fully: most words, handles and shouted forms last."""
    return max(forms, key=lambda form: ("@" not in form, len(words_of(form)), not form.isupper(), len(form)))
