"""What a question in SQL may say: read word by word, before any database sees it.

SQLite asks us at every table that a question touches; PostgreSQL does not, and has functions that run SQL given as text
or read the server's files. So a question may use the functions of a list and no other, however it would call them
(`(value).function` is a call), names no schema and no catalogue of the server, and is written without the spellings in
which a name can hide or which one of the databases reads otherwise than we do.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass

from core.errors import InputError
from store.sql_views import PREFIX

REMEDY = "Ask the views: `almenara sql --views` lists them, docs/SQL.md explains them."
STARTS = frozenset({"select", "with", "values", "explain"})

_BY_KIND = {
    "windows": (
        "any_value array_agg avg bool_and bool_or count cume_dist dense_rank every first_value group_concat "
        "grouping json_agg json_group_array json_group_object json_object_agg jsonb_agg jsonb_object_agg lag "
        "last_value lead max min mode nth_value ntile percent_rank percentile_cont percentile_disc rank row_number "
        "stddev string_agg sum total variance"
    ),
    "texts": (
        "ascii btrim char char_length chr concat concat_ws format glob initcap instr left length like lower lpad "
        "ltrim md5 normalize overlay position printf regexp_count regexp_like regexp_match regexp_matches "
        "regexp_replace regexp_split_to_array regexp_split_to_table regexp_substr replace reverse right rpad rtrim "
        "split_part starts_with string_to_array strpos substr substring translate trim unicode upper"
    ),
    "days": (
        "age date date_part date_trunc datetime extract julianday make_date make_interval now strftime time "
        "timediff timestamp to_char to_date to_timestamp unixepoch"
    ),
    "numbers": (
        "abs ceil ceiling decimal exp floor generate_series greatest least ln log mod numeric pi power random "
        "round sign sqrt to_number trunc varchar width_bucket"
    ),
    "kinds": "cast coalesce ifnull iif nullif typeof",
    "lists": (
        "array_length array_position array_to_string cardinality json json_array json_array_elements "
        "json_array_elements_text json_array_length json_build_array json_build_object json_each json_each_text "
        "json_extract json_object json_tree json_type json_typeof json_valid jsonb_array_elements "
        "jsonb_array_elements_text jsonb_array_length jsonb_build_object jsonb_each jsonb_typeof row_to_json "
        "to_json to_jsonb unnest"
    ),
}
FUNCTIONS = frozenset(name for names in _BY_KIND.values() for name in names.split())
"""Every function that a question may use, in either database; docs/SQL.md lists them."""

_BEFORE_A_BRACKET = (
    "all and any array as between by case cube distinct else except exists explain filter from group having ilike in "
    "intersect is join lateral limit materialized not offset on or over recursive rollup row rows select sets similar "
    "some then to union using values when where with"
)
_KEYWORDS = frozenset(_BEFORE_A_BRACKET.split())
"""Words of the language that a bracket may follow."""

_CATALOGUE = ("pg_", "sqlite_", "pragma_")
_LOOKING_UP = (
    "information_schema regclass regcollation regconfig regdictionary regnamespace regoper regoperator regproc "
    "regprocedure regrole regtype"
)
_OF_CATALOGUES = frozenset(_LOOKING_UP.split())
"""A catalogue, and the types that look a text up in one."""

_TOKEN = re.compile(
    r"""(?P<void>[ \t\n\f]+|--[^\r\n]*|/\*.*?\*/)   # no other space: to PostgreSQL it is a letter
    | (?P<text>'(?:[^']|'')*')
    | (?P<quoted>"(?:[^"]|"")*")
    | (?P<word>[^\W\d]\w*)
    | (?P<sign>.)""",
    re.X | re.S,
)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # word, quoted, text, sign
    said: str  # as it stands, in small letters

    @property
    def name(self) -> str:
        """What it names, if it is a name."""
        return self.said[1:-1].replace('""', '"') if self.kind == "quoted" else self.said

    @property
    def is_name(self) -> bool:
        """Whether it may name a table, a column, a function."""
        return self.kind in {"word", "quoted"}


def check(question: str, hidden: Set[str], schemas: Set[str] = frozenset(), *, has_arrays: bool = True) -> str:
    """Let a question through that asks the views alone; returns its first word.

    Where the database has no arrays, [ begins a name, and what stands in it is read otherwise than we do.

    Raises:
        InputError: it is no question, or names what lies beneath the views (`hidden`, by name, or by a schema), a
            function that is not in the list, or is written so that a name could hide in it.
    """
    tokens = _tokens(question.replace("\r\n", "\n"))
    if not tokens or tokens[0].said not in STARTS:
        raise InputError("Only questions can be put: SELECT, WITH, VALUES or EXPLAIN.", remedy=REMEDY)
    for place, token in enumerate(tokens):
        if token.is_name:
            before = tokens[place - 1].said if place else ""
            after = tokens[place + 1].said if place + 1 < len(tokens) else ""
            _check_name(token.name, before, after, hidden, schemas)
            _check_view(token.name, [each.said for each in tokens[place + 1 : place + 3]])
            if after == "(" and before != "as" and not _may_be_called(tokens, place):
                raise InputError(
                    f"{token.name} is no function that a question may use.",
                    remedy="docs/SQL.md lists those; before a list of columns write AS: AS v (a, b).",
                )
        elif token.kind == "sign":
            _check_sign(token.said, tokens[place - 1].said if place else "", has_arrays=has_arrays)
    return tokens[0].said


def _check_name(name: str, before: str, after: str, hidden: Set[str], schemas: Set[str]) -> None:
    is_naming = before in {"as", "by"}  # `AS flags`, `ORDER BY flags`: a name of a column, which reads no table
    if name in hidden and not is_naming:
        raise InputError(f"{name} is a table beneath the views, whose form may change.", remedy=REMEDY)
    if name.startswith(_CATALOGUE) or name in _OF_CATALOGUES or (name in schemas and after == "."):
        raise InputError(f"{name} is the database's own and no view.", remedy=REMEDY)


def _check_view(name: str, following: list[str]) -> None:
    """Refuse WITH to name something like a view: SQLite would tell us that the view read what it reads."""
    is_named = following[:1] == ["("] or following in (["as", "("], ["as", "not"], ["as", "materialized"])
    if name.startswith(PREFIX) and is_named:
        raise InputError(f"{name} is a name of views.", remedy=f"Choose a name that does not begin with {PREFIX}.")


def _check_sign(sign: str, before: str, *, has_arrays: bool) -> None:
    """Refuse what hides a call: PostgreSQL takes ('a').f and a[1].f for f('a'), SQLite takes [f]('a')."""
    if before + sign in {").", "].", "]("} or (sign == "[" and not has_arrays):
        raise InputError(
            f"{(before if sign != '[' else '') + sign} is not taken in a question.",
            remedy="Write a column as table.column, and a name with spaces in it within double quotes.",
        )


def _tokens(question: str) -> list[_Token]:
    """The words, names and signs of a question, without its comments.

    Raises:
        InputError: a quote is not closed, or names or texts are spelt by escapes.
    """
    found: list[_Token] = []
    for match in _TOKEN.finditer(question):
        kind, said, at = match.lastgroup or "", match[0].lower(), match.start()
        if kind == "sign" and said in {"'", '"'}:
            raise InputError("A quote is not closed.", remedy="Write a quote within a text twice: 'O''Higgins'.")
        if kind == "sign" and (said in {"$", "`"} or not said.isascii() or not said.isprintable()):
            raise _escapes(repr(said)[1:-1])
        if "/*" in said[2:] and said.startswith("/*"):
            raise _escapes("/* within /*")
        if kind in {"text", "quoted"} and _has_escapes(found, question[max(at - 2, 0) : at].lower()):
            raise _escapes("E or U& before a quote")
        if kind != "void":
            found.append(_Token(kind, said))
    return found


def _has_escapes(found: list[_Token], before: str) -> bool:
    """Whether what stands right before a quote gives its letters another meaning: E'…', U&"…"."""
    words = [each.said for each in found[-2:]]
    return (words[-1:] == ["e"] and before.endswith("e")) or (words == ["u", "&"] and before == "u&")


def _escapes(what: str) -> InputError:
    return InputError(f"{what} is not taken in a question.", remedy="Write texts as 'text' and names as they are.")


def _may_be_called(tokens: list[_Token], place: int) -> bool:
    """Whether a bracket may follow this word: a function of the list, a word of the language, or WITH's own name."""
    token = tokens[place]
    if token.name in FUNCTIONS or (token.kind == "word" and token.said in _KEYWORDS):
        return True
    if tokens[place - 1].said not in {"with", "recursive", ","}:
        return False
    end = next((at for at in range(place, len(tokens)) if tokens[at].said == ")"), len(tokens))
    is_list = all(each.is_name or each.said == "," for each in tokens[place + 2 : end])
    following = [each.said for each in tokens[end + 1 : end + 7] if each.said not in {"not", "materialized"}]
    return is_list and following[:2] == ["as", "("] and _is_no_list_of_columns(following[2:])


def _is_no_list_of_columns(words: list[str]) -> bool:
    """Whether a bracket that begins so holds a question: f(a) AS (values text) calls f, and says what it gives."""
    return words[:1] in (["select"], ["with"]) or words[:2] == ["values", "("]
