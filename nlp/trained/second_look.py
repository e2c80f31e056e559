"""A second look at the countries that may lie on the way: what the heads thought, and what they could not see.

The heads judge a country by the words at its places. Here it is weighed against the rest: the stops that lie in it, the
other countries of the text, what journeys join (`ways.py`) and what the rules read. A logistic regression over these
figures, learnt by `models.train_ways` from texts that the network did not learn from, gives a new probability.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.errors import SettingsError
from nlp.gazetteer.cities import key_of, towns
from nlp.gazetteer.places import places_by_name
from nlp.reading import Reading
from nlp.trained.candidates import HOME, NAMED, PLACES, TOWN, Candidate, touches
from nlp.trained.heads import Floats, probability
from nlp.trained.ways import Ways
from nlp.wording.fold import fold

_LIKELY = 0.15  # another country is thought of from this probability
_SURE = 0.5
_RIVAL = 0.3  # a country of this probability has as good a claim to a town
_MOST = 4.0  # logarithms beyond tell nothing more
_LEAST = -3.0


@dataclass(frozen=True, slots=True)
class Seen:
    """The figures of one country; what each is worth is learnt."""

    judged: float  # the logit that the heads gave
    places: float  # how often it is spoken of
    named: float  # by name or flag
    town: float  # by a town of its own
    home: float  # where the text was published
    best_stop: float  # probability of the likeliest stop in it
    second_stop: float
    listed_stop: float  # the same, of stops that the gazetteer of the routes lists
    own_stop: float  # the same, of stops to which no other likely country has a claim
    stops: float  # how many may lie in it
    together: float  # how well it goes with the other likely countries (Ways.together)
    fits: float  # how well it fits between them (Ways.gain)
    rules: float  # whether the rules put it on the way


FIGURES = tuple(field.name for field in fields(Seen))


@dataclass(frozen=True, slots=True)
class SecondLook:
    """What the figures are worth, and from which probability a country is on the way."""

    weights: NDArray[np.float64]  # one for each of FIGURES
    shift: float
    least: float  # 0..1
    words: float  # for Ways.in_order
    ways: float

    def probabilities(self, seen: NDArray[np.float64]) -> NDArray[np.float64]:
        """(n,) for n countries; `seen`: (n, FIGURES)."""
        logits: NDArray[np.float64] = seen @ self.weights + self.shift
        return 1 / (1 + np.exp(-np.clip(logits, -60, 60)))


def look_again(
    reading: Reading,
    stops: Sequence[Candidate],
    countries: Sequence[Candidate],
    judged: tuple[Floats, Floats],
    ways: Ways,
    by_rules: Collection[str],
) -> NDArray[np.float64]:
    """The figures of each country, (n, FIGURES). `judged`: the logits of stops and countries; `by_rules`: codes."""
    stop_shares = [probability(row[0]) for row in judged[0]]
    shares = {country.key: probability(row[0]) for country, row in zip(countries, judged[1], strict=True)}
    along = {country.key: float(row[1]) for country, row in zip(countries, judged[1], strict=True)}
    rows = []
    for country, row in zip(countries, judged[1], strict=True):
        others = {code: share for code, share in shares.items() if code != country.key}
        mine = [(stop, share) for stop, share in zip(stops, stop_shares, strict=True) if touches(country, stop)]
        written = [(reading.text[slice(*stop.spots[0])], share) for stop, share in mine]
        best = sorted((share for _, share in mine), reverse=True)
        sure = sorted((code for code, share in others.items() if share >= _SURE), key=along.__getitem__)
        seen = Seen(
            judged=float(row[0]),
            places=country.features[PLACES],
            named=country.features[NAMED],
            town=country.features[TOWN],
            home=country.features[HOME],
            best_stop=best[0] if best else 0.0,
            second_stop=best[1] if len(best) > 1 else 0.0,
            listed_stop=max((share for name, share in written if fold(name) in places_by_name()), default=0.0),
            own_stop=max((share for name, share in written if not _claimed(name, others)), default=0.0),
            stops=float(len(mine)),
            together=_together(country.key, others, ways),
            fits=ways.gain(country.key, sure) if sure else 0.0,
            rules=float(country.key in by_rules),
        )
        rows.append(tuple(asdict(seen).values()))
    return np.array(rows, dtype=np.float64).reshape(-1, len(FIGURES))


def _claimed(name: str, others: dict[str, float]) -> bool:
    """Whether a town of that name lies in another country that is likely on the way."""
    return any(others.get(code, 0.0) >= _RIVAL for code in towns().get(key_of(name), {}))


def _together(country: str, others: dict[str, float], ways: Ways) -> float:
    likely = {code: share for code, share in others.items() if share >= _LIKELY}
    summed = sum(share * min(max(ways.together(country, code), _LEAST), _MOST) for code, share in likely.items())
    return summed / sum(likely.values()) if likely else 0.0


def read_second_look(folder: Path) -> SecondLook:
    """What was learnt, beside the model in a folder; SettingsError where it can't be read."""
    path = folder / "ways.json"
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        weights = np.array([float(content["weights"][name]) for name in FIGURES])
        return SecondLook(weights, *(float(content[name]) for name in ("shift", "least", "words", "ways")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SettingsError(
            f"{path} can't be read: {error}.",
            remedy="Restore it from the release, or make it: python -m models.train_ways FOLDER.",
        ) from error
