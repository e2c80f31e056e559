"""Which countries go out with an operator. An entry gathers those of its routes and of the sources that speak of it, by
which linking goes; but that an advert stands on a Colombian site says nothing of where its operator is."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from store.tables import OperatorRow


def countries_of(rows: Iterable[OperatorRow], routes: Collection[tuple[str, tuple[str, ...]]]) -> tuple[str, ...]:
    """Those of its routes, and those of entries that lists brought, sorted."""
    of_lists = {country for row in rows if row.seed_key for country in row.countries}
    return tuple(sorted(of_lists | {country for countries, _stops in routes for country in countries.split()}))
