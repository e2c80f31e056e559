"""Rates of pages as tables, and the ratios of rates that were measured in the same minutes, round by round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Rate:
    """Pages a second, by processor time and by the clock; ms a page as far as the text, and to read what passes; the
    most memory of a process, MiB; seconds to load."""

    name: str
    by_cpu: float
    by_clock: float
    text_ms: float = 0.0
    reading_ms: float = 0.0
    peak_mib: float = 0
    loading_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Round:
    """The cascade, and beside it what others made of the same pages in the same minutes."""

    parsing: Rate
    trafilatura: Rate
    cascade: Rate


def print_rounds(whole: Sequence[Rate], rounds: Sequence[Round]) -> float | None:
    """The median of each figure as a table, and the ratios with their spread. `whole`: the uncascaded, or nothing.
    Returns how many times the uncascaded the cascade reads."""
    every = [[one.parsing, one.trafilatura, one.cascade] for one in rounds]
    middle = [_middle(rates) for rates in zip(*every, strict=True)]
    print_table([*middle[:2], *whole, middle[2]])
    print(f"\nThe cascade beside the others, the median of {len(rounds)} rounds (lowest to highest):")
    pairs = [(one.cascade, one.trafilatura, one.parsing) for one in rounds]
    print_ratio("beside trafilatura (2 wanted)", [ours.by_cpu / other.by_cpu for ours, other, _ in pairs])
    print_ratio("beside parsing (0.1 wanted)", [ours.by_cpu / other.by_cpu for ours, _, other in pairs])
    for other in whole:
        print_ratio("beside the uncascaded (10 wanted)", [ours.by_cpu / other.by_cpu for ours, _, _ in pairs])
    print_ratio("as far as the stored text, beside trafilatura", [1000 / o.text_ms / t.by_cpu for o, t, _ in pairs])
    print_ratio("as far as the stored text, beside parsing", [1000 / o.text_ms / p.by_cpu for o, _, p in pairs])
    return min((median(o.by_cpu / other.by_cpu for o, _, _ in pairs) for other in whole), default=None)


def print_pairs(pairs: Sequence[tuple[Rate, Rate]]) -> None:
    """One process and two workers, round by round: the median of each figure, and of the ratios by the clock."""
    print_table([_middle(rates) for rates in zip(*pairs, strict=True)])
    print(f"\nTwo processes beside one, by the clock, the median of {len(pairs)} rounds (lowest to highest):")
    print_ratio("two beside one (1.8 wanted)", [two.by_clock / one.by_clock for one, two in pairs])


def _middle(rates: Sequence[Rate]) -> Rate:
    """The median of each figure."""
    figures = (astuple(rate)[1:] for rate in rates)
    return Rate(rates[0].name, *map(median, zip(*figures, strict=True)))


def print_ratio(what: str, ratios: Sequence[float]) -> None:
    """The median, the lowest and the highest."""
    print(f"{what}: {median(ratios):.3f} ({min(ratios):.3f} to {max(ratios):.3f})")


def print_table(rates: Sequence[Rate]) -> None:
    """A row for each."""
    print("\n| what | pages/s and core | by the clock | ms to the text | ms to read | peak MiB | loading, s |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for rate in rates:
        parts = f"{rate.text_ms:.1f} | {rate.reading_ms:.1f} | {rate.peak_mib:.0f} | {rate.loading_s:.0f}"
        parts = parts if rate.peak_mib else " | | |"
        print(f"| {rate.name} | {rate.by_cpu:.1f} | {rate.by_clock:.1f} | {parts} |")
