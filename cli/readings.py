"""What was read out of a document beside its labels, as the terminal tells it: of a flag, and of a text to explain."""

from __future__ import annotations

from collections.abc import Iterable

from cli.common import print_table
from core.records import Analysis, Price, Signal
from core.terms import ContactOwner, PriceKind


def readings(analysis: Analysis) -> list[tuple[str, str]]:
    """What and its value, in the order of a flag's page: the journey, sums, contact points."""
    route = analysis.route
    found = [("stops", " > ".join(route.waypoints)), ("travels by", ", ".join(route.modes))]
    if route.duration_hours is not None:
        found.append(("takes", f"{route.duration_hours:g} hours, the journey or its longest leg"))
    found.append(("border", f"{route.path}, by the document's own words" if route.path else ""))
    found += [("price", priced(price)) for price in analysis.prices]
    for contact in analysis.contacts:
        owner = "" if contact.owner is ContactOwner.OPERATOR else f"{contact.owner}'s "
        found.append((f"{owner}{contact.type}", contact.value))
    return [(what, value) for what, value in found if value]


_BAR = 10
"""Letters of the longest bar."""
_FOR = "What spoke for each label: the longer the bar, the less sure is the reader without these words"
_AGAINST = "What spoke against each label: the longer the bar, the surer is the reader without these words"


def print_reasons(signals: Iterable[Signal]) -> None:
    """What spoke for each label, and what against it, heaviest first: a table each, where there is anything. A weight
    is told as a bar beside those of the others, for as a figure it was taken for a part of the label's score."""
    heaviest = sorted(signals, key=lambda signal: (signal.label, -abs(signal.weight)))
    most = max((abs(signal.weight) for signal in heaviest), default=0.0) or 1.0
    for title, wanted in ((_FOR, True), (_AGAINST, False)):
        rows = [
            (s.label, "■" * max(1, round(_BAR * abs(s.weight) / most)), s.element, s.phrase)
            for s in heaviest
            if (s.weight > 0) == wanted
        ]
        if rows:
            print_table(title, ("label", "counts", "element", "words"), rows)


def priced(price: Price) -> str:
    """A sum, whom it is asked of, and which part of a price it is."""
    said = (f"{price.amount} {price.currency}", "a person" if price.per_person else "")
    part = "" if price.kind is PriceKind.FULL else f"({price.kind})"
    return " ".join(word for word in (*said, part) if word)
