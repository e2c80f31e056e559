"""The graph around an operator as a drawing: columns by how many ties away, from left to right. Pure.

Kinds differ by shape, ties by their dashes, and every name stands to the right of its mark, that of the middle above
it, so that nothing lies over anything and grey suffices. The same graph is always drawn the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean
from typing import Any
from urllib.parse import quote

from core.languages import marked_text as N_
from core.languages import spoken
from digest.templating import contact

MOST = 50
"""Nodes that a drawing holds."""
LABEL = 26
"""Letters of a name that are drawn; the table has the rest."""
SCHEMES = {
    "light": {
        "ink": "#1e222a", "sheet": "#fffdf9", "tie": "#8b8577", "ember": "#923c14", "contact": "#eadcf6",
        "contact_ink": "#64358a", "price": "#d8edd3", "price_ink": "#2c6428",
    },
    "dark": {
        "ink": "#e8e5de", "sheet": "#1a1e25", "tie": "#7c8593", "ember": "#f2aa7c", "contact": "#402c53",
        "contact_ink": "#d5b6ef", "price": "#24401f", "price_ink": "#a5dc9b",
    },
}  # fmt: skip
"""The stylesheet's colours, for a picture that stands in an img: no stylesheet reaches into it."""
_COLUMN, _ROW, _MARGIN = 270, 34, 28
_SWEEPS = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """A node, in pixels; `shape` says what it is, `column` how many ties away it is."""

    key: str
    shape: str  # "operator", "contact" or "adverts"
    label: str
    short: str
    x: float
    y: float
    column: int
    address: str  # within the pages

    @property
    def name_at(self) -> tuple[float, float]:
        """Where its name begins: to the right; above where the ties of all others begin, the middle of the drawing."""
        return (self.x - 10, self.y - 16) if self.column == 0 else (self.x + 16, self.y + 5)


@dataclass(frozen=True, slots=True)
class Tie:
    """An edge: on what it stands, and in how many documents."""

    start: Mark
    end: Mark
    kind: str  # "uses", "advertised in", "named beside"
    documents: int
    path: str
    width: float


@dataclass(frozen=True, slots=True)
class Picture:
    """All that a template draws."""

    width: int
    height: int
    marks: tuple[Mark, ...]
    ties: tuple[Tie, ...]
    left_out: int  # nodes that have no room


Graph = Any
_SHAPES = {"operator": "operator", "contact point": "contact", "adverts of one template": "adverts"}


def drawn(graph: Graph, centre: str, *, texts: Mapping[int, int] | None = None, most: int = MOST) -> Picture:
    """The graph (store.network.graph) around the node `centre`; `texts` gives the address of each group's advert."""
    far = _distances(graph, centre)
    kept = sorted(far, key=lambda node: (far[node], -graph.degree(node), -_weight(graph, node), node))[:most]
    columns: dict[int, list[str]] = {}
    for node in kept:
        columns.setdefault(far[node], []).append(node)
    places = _placed(graph, columns)
    height = max(len(column) for column in columns.values()) * _ROW + 2 * _MARGIN
    marks = {
        node: _mark(graph, node, column, _y(row, len(columns[column]), height), texts or {})
        for node, (column, row) in places.items()
    }
    ties = [
        _tie(marks[one], marks[other], tie)
        for one, other, tie in graph.edges(data=True)
        if one in marks and other in marks
    ]
    return Picture(
        width=len(columns) * _COLUMN,
        height=height,
        marks=tuple(sorted(marks.values(), key=lambda mark: (mark.column, mark.y))),
        ties=tuple(sorted(ties, key=lambda tie: (tie.start.column, tie.start.y, tie.end.y, tie.end.key))),
        left_out=graph.number_of_nodes() - len(kept),
    )


def _distances(graph: Graph, centre: str) -> dict[str, int]:
    far, edge = {centre: 0}, [centre]
    while edge:
        near = sorted({other for node in edge for other in graph.adj[node]} - far.keys())
        far |= dict.fromkeys(near, far[edge[0]] + 1)
        edge = near
    return far


def _weight(graph: Graph, node: str) -> int:
    return sum(int(tie["documents"]) for tie in graph.adj[node].values())


def _placed(graph: Graph, columns: Mapping[int, list[str]]) -> dict[str, tuple[int, int]]:
    """Column and row of every node: rows near those of its neighbours, so that few lines cross."""
    rows = {node: row for column in columns.values() for row, node in enumerate(column)}
    order = sorted(columns)
    for sweep in range(_SWEEPS):
        for column in order if sweep % 2 == 0 else reversed(order):
            beside = column - 1 if sweep % 2 == 0 else column + 1
            known = set(columns.get(beside, ()))
            middle = {
                node: fmean([rows[other] / len(known) for other in graph.adj[node] if other in known] or [0.5])
                for node in columns[column]
            }
            if known:
                ranked = sorted(columns[column], key=lambda node: (middle[node], rows[node], node))
                rows |= {node: row for row, node in enumerate(ranked)}
    return {node: (column, rows[node]) for column, nodes in columns.items() for node in nodes}


def _y(row: int, rows: int, height: int) -> float:
    return (height - rows * _ROW) / 2 + (row + 0.5) * _ROW


def _mark(graph: Graph, node: str, column: int, y: float, texts: Mapping[int, int]) -> Mark:
    found = graph.nodes[node]
    label, shape = str(found["label"]), _SHAPES[found["kind"]]
    if shape == "contact":
        label = contact(label)
    elif shape == "adverts":  # the graph's own words, as files have them, are English
        label = spoken().text(N_("adverts like document %s")) % node.removeprefix("adverts ")
    return Mark(
        key=node,
        shape=shape,
        label=label,
        short=label if len(label) <= LABEL else f"{label[: LABEL - 1]}…",
        x=column * _COLUMN + _MARGIN,
        y=y,
        column=column,
        address=_address(node, str(found["label"]), shape, texts),
    )


def _address(node: str, label: str, shape: str, texts: Mapping[int, int]) -> str:
    if shape == "operator":
        return f"/operators/{node.removeprefix('operator ')}"
    if shape == "contact":
        return f"/search?q={quote(label.partition(' ')[2])}"
    text = texts.get(int(node.removeprefix("adverts ")))
    return f"/documents/{text}" if text is not None else ""


def _tie(one: Mark, other: Mark, tie: Mapping[str, Any]) -> Tie:
    start, end = sorted((one, other), key=lambda mark: (mark.column, mark.y, mark.key))
    if start.column == end.column:  # a bow to the left, clear of the names
        bend = start.x - min(24.0, 6 + abs(end.y - start.y) / 8)
        path = f"M{start.x:.1f},{start.y:.1f}C{bend:.1f},{start.y:.1f} {bend:.1f},{end.y:.1f} {end.x:.1f},{end.y:.1f}"
    else:
        middle = (start.x + end.x) / 2 + _COLUMN / 4
        path = (
            f"M{start.x:.1f},{start.y:.1f}C{middle:.1f},{start.y:.1f} {middle:.1f},{end.y:.1f} {end.x:.1f},{end.y:.1f}"
        )
    documents = int(tie["documents"])
    return Tie(start, end, str(tie["kind"]), documents, path, min(1.0 + 0.3 * documents, 2.8))
