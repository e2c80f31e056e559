"""The graph around an operator: the contact points it shares, the adverts of one template, who is named beside it.

Nodes are operators (every cluster once), contact points and groups of adverts; an edge says what it stands on and in
how many documents. A contact point of many operators is shown and leads no further: a call shop, a newsroom.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from core.errors import InputError, NotFoundError
from core.text import plain
from store.identity.clusters import clusters_of, members
from store.identity.evidence import SHARED_BY
from store.session import Session
from store.tables import AdvertGroupRow, OperatorContactRow, OperatorMentionRow, OperatorRow

OPERATOR, CONTACT, ADVERTS = "operator", "contact point", "adverts of one template"
Graph = Any


def around(session: Session, operator_id: int, *, steps: int = 2) -> Graph:
    """The graph of an operator and of those that it is tied to, over so many ties.

    Raises:
        NotFoundError: there is no such operator.
    """
    if session.get(OperatorRow, operator_id) is None:
        raise NotFoundError(f"There is no operator {operator_id}.", remedy="`almenara operator list` shows them.")
    graph = nx.Graph()
    edge, seen = {members(session, operator_id)[0]}, set[int]()
    for _step in range(steps):
        reached: set[int] = set()
        for one in sorted(edge - seen):
            reached |= _add(session, graph, one)
        seen |= edge
        edge = reached
    for one in edge - seen:
        _node(session, graph, one)
    return graph


def write(graph: Graph, path: Path) -> None:
    """Write the graph as GraphML or as node-link JSON, by the name's ending.

    Raises:
        InputError: another ending, or the file can't be written.
    """
    try:
        if path.suffix.lower() == ".graphml":
            nx.write_graphml(graph, path)
        elif path.suffix.lower() == ".json":
            text = json.dumps(nx.node_link_data(graph, edges="edges"), ensure_ascii=False, indent=1)
            path.write_text(text, encoding="utf-8")
        else:
            raise InputError(f"{path}: not a form that is written.", remedy="Names end in .graphml or .json.")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}.", remedy="Name a file in a folder that can be written.") from error


def _add(session: Session, graph: Graph, cluster: int) -> set[int]:
    """Add an operator with its ties. Returns the operators that it is tied to."""
    entries = members(session, cluster)
    mine = _node(session, graph, cluster)
    tied: set[int] = set()
    for kind, node, label, documents, others in _ties(session, entries):
        graph.add_node(node, kind=kind, label=plain(label))
        graph.add_edge(mine, node, kind="uses" if kind == CONTACT else "advertised in", documents=documents)
        clusters = set(clusters_of(session, others).values()) - {cluster}
        if kind == ADVERTS or len(clusters) < SHARED_BY:
            tied |= clusters
    for other, documents in _beside(session, entries).items():
        graph.add_edge(mine, _node(session, graph, other), kind="named beside", documents=documents)
        tied.add(other)
    return tied


def _node(session: Session, graph: Graph, cluster: int) -> str:
    node = f"operator {cluster}"
    graph.add_node(node, kind=OPERATOR, label=plain(session.get_one(OperatorRow, cluster).name))
    return node


def _ties(session: Session, entries: list[int]) -> Iterator[tuple[str, str, str, int, set[int]]]:
    """Kind, node, label, documents, and the entries that are tied to it."""
    query = select(OperatorContactRow).where(OperatorContactRow.operator_id.in_(entries))
    for row in session.scalars(query.order_by(OperatorContactRow.contact_id)).all():
        users = select(OperatorContactRow.operator_id).where(OperatorContactRow.channel == row.channel).distinct()
        others = set(session.scalars(users.limit(100))) if row.channel else set[int]()
        node = row.channel or f"{row.type}:{row.value}"
        yield CONTACT, node, f"{row.type} {row.value}", row.documents, others
    mine = (
        select(AdvertGroupRow.first_id, func.count(OperatorMentionRow.document_id.distinct()))
        .join(OperatorMentionRow, OperatorMentionRow.document_id == AdvertGroupRow.document_id)
        .where(OperatorMentionRow.operator_id.in_(entries))
        .group_by(AdvertGroupRow.first_id)
        .order_by(AdvertGroupRow.first_id)
    )
    for first, documents in session.execute(mine).all():
        named = (
            select(OperatorMentionRow.operator_id)
            .join(AdvertGroupRow, AdvertGroupRow.document_id == OperatorMentionRow.document_id)
            .where(AdvertGroupRow.first_id == first)
        )
        yield ADVERTS, f"adverts {first}", f"adverts like document {first}", documents, set(session.scalars(named))


def _beside(session: Session, entries: list[int]) -> dict[int, int]:
    """The operators that stand in the same stories, and in how many."""
    mine, theirs = aliased(OperatorMentionRow), aliased(OperatorMentionRow)
    query = (
        select(theirs.operator_id, theirs.story_id)
        .join(mine, mine.story_id == theirs.story_id)
        .where(mine.operator_id.in_(entries), theirs.operator_id.not_in(entries))
        .distinct()
    )
    rows = session.execute(query).all()
    of = clusters_of(session, {operator_id for operator_id, _story in rows})
    stories: dict[int, set[int]] = {}
    for operator_id, story in rows:
        stories.setdefault(of[operator_id], set()).add(story)
    return {cluster: len(found) for cluster, found in sorted(stories.items())}
