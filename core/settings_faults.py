"""What is wrong with settings, in words: which one, what was written, where it comes from, and what is meant."""

from __future__ import annotations

import json
import os
from difflib import get_close_matches

from core.errors import SettingsError, words_of_fault


def no_json(values: dict[str, object]) -> SettingsError:
    """For the variable whose list or table is no JSON; pydantic names no more than the part that it belongs to."""
    for name, written in os.environ.items():
        part, _, below = name.lower().removeprefix("almenara_").partition("__")
        known = values.get(part)
        known = known.get(below) if below and isinstance(known, dict) else known
        if name.upper().startswith("ALMENARA_") and isinstance(known, list | dict) and not _is_json(written):
            example = _listed(written.strip("[]'\" ")) if isinstance(known, list) else '{"name": "value"}'
            return SettingsError(f"{name} in the environment is no JSON.", remedy=f"Write JSON: {name}='{example}'.")
    return SettingsError("A list or table in the environment is no JSON.", remedy="Write JSON.")


def _is_json(written: str) -> bool:
    try:
        json.loads(written)
    except (ValueError, RecursionError):
        return False
    return True


def _listed(value: object) -> str:
    return json.dumps([str(value)], ensure_ascii=False)


def unknown(parts: tuple[str, ...], values: dict[str, object]) -> SettingsError:
    """For a name that is none, with the nearest that is: a misspelt one must not be passed over."""
    *above, last = parts
    known: object = values
    for part in above:
        known = known.get(part) if isinstance(known, dict) else None
    others = [name for name in known if name != last] if isinstance(known, dict) else []
    below = [f"{part}.{last}" for part, each in values.items() if isinstance(each, dict) and last in each]
    near = get_close_matches(last, others, n=1)
    meant = f"Did you mean {'.'.join((*above, near[0]))}? " if near else ""
    if above and last in values:
        meant = f"Write {last} above the first [part] of the file. "
    elif not above and below:
        meant = f"Did you mean {' or '.join(below)}? "
    return SettingsError(f"There is no setting {'.'.join(parts)}.", remedy=f"{meant}settings.toml has all of them.")


def unfit(parts: tuple[str, ...], kind: str, message: str, given: object, mine: dict[str, object]) -> SettingsError:
    """For a value that can't be used: which, and where it comes from.

    Args:
        parts, kind, message, given: of pydantic's complaint.
        mine: what one's own settings file says.
    """
    name = ".".join(parts) or "settings"
    said = words_of_fault(message)
    if kind == "tuple_type":
        said = f"a list is wanted: {_listed(given)}"
    elif kind in {"model_type", "model_attributes_type"}:
        said = f"it is a part with settings of its own: write [{name}], and below it a line for each of them"
    elif kind in _NO_SECRETS:
        said = f"{said}, not {given!r:.60}"
    return SettingsError(
        f"Setting {name}: {said}.", remedy=f"{_whence(parts, mine)}See settings.toml for what it means."
    )


_NO_SECRETS = {
    *("int_parsing", "int_type", "int_from_float", "float_parsing", "float_type", "bool_parsing", "bool_type"),
    *("less_than", "less_than_equal", "greater_than", "greater_than_equal", "literal_error"),
}
"""Complaints about numbers, choices and switches, whose values may be told."""


def _whence(parts: tuple[str, ...], mine: dict[str, object]) -> str:
    """Where a value was set: a variable wins over the file, and whoever mends the other changes nothing."""
    variables = {name.upper(): name for name in os.environ}
    for length in range(len(parts), 0, -1):
        wanted = f"ALMENARA_{'__'.join(parts[:length])}".upper()
        if wanted in variables:
            return f"It comes from {variables[wanted]} in the environment. "
    inside: object = mine
    for part in parts[:2]:
        inside = inside.get(part) if isinstance(inside, dict) else None
    return f"It stands in {os.environ['ALMENARA_SETTINGS']}. " if inside is not None else ""


def refuse_misspelt(values: dict[str, object]) -> None:
    """ALMENARA_MAIL_HOST would be passed over in silence: between a part and its setting stand two underscores."""
    parts = [name for name, value in values.items() if isinstance(value, dict)]
    for name in os.environ:
        for part in parts:
            begin = f"ALMENARA_{part.upper()}_"
            if name.upper().startswith(begin) and not name.upper().startswith(f"{begin}_"):
                raise SettingsError(
                    f"{name} in the environment sets nothing.", remedy=f"Write {begin}_{name[len(begin) :]}."
                )
        _refuse_unlike(name, values)


def _refuse_unlike(name: str, values: dict[str, object]) -> None:
    """ALMENARA_DATADIR would be passed over, and the command work on other data. Names like none of ours are left, but
    for those with two underscores, which mean a setting."""
    if not name.upper().startswith("ALMENARA_"):
        return
    said, nested, _below = name[len("ALMENARA_") :].lower().partition("__")
    if said in values or said == "settings":
        return
    near = get_close_matches(said, values, n=1, cutoff=0.6 if nested else 0.8)
    if near or nested:
        meant = f"Did you mean ALMENARA_{near[0].upper()}?" if near else "settings.toml has all settings."
        raise SettingsError(f"{name} in the environment sets nothing.", remedy=meant)
