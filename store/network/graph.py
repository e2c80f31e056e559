"""The graph around an operator: the contact points it shares, the adverts of one template, who is named beside it.

Nodes are operators (every cluster once), contact points and groups of adverts; an edge says what it stands on and in
how many documents. A contact point of many operators is shown and leads no further: a call shop, a newsroom.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import networkx as nx
from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from core.errors import InputError, NotFoundError
from core.text import plain
from evidence.format.files import replacing
from store.clusters import cluster_of, clusters_of, label, members_of
from store.exchange.cautions import caution
from store.flagging.refused import is_mention_over
from store.identity.meetings import SHARED_BY
from store.session import Session
from store.tables import AdvertGroupRow, OperatorContactRow, OperatorMentionRow, OperatorRow
from store.tables.base import chunks
from store.views.operator_lines import operator_lines

OPERATOR, CONTACT, ADVERTS = "operator", "contact point", "adverts of one template"
CROWD = 100
"""Operators behind one contact point that are looked at."""
Graph = Any


def around(session: Session, operator_id: int, *, steps: int = 2, widest: int | None = None) -> Graph:
    """The graph of an operator and of those that it is tied to, over so many ties.

    `widest` is for a drawing: from so many operators a step goes on, those that share something first, then by the
    documents that name them beside others; and once there are so many nodes, those who are only named beside them are
    left out.

    Raises:
        NotFoundError: there is no such operator.
    """
    if session.get(OperatorRow, operator_id) is None:
        raise NotFoundError(f"There is no operator {operator_id}.", remedy="`almenara operator list` shows them.")
    graph = nx.Graph()
    edge, near, seen = {cluster_of(session, operator_id)}, set[int](), set[int]()
    for _step in range(steps):
        _nodes(session, graph, edge - seen)
        fresh = sorted(edge - seen, key=lambda one: (one not in near, -graph.degree(_node(one), "documents"), one))
        seen |= edge
        edge = set()
        among = seen if widest is not None and graph.number_of_nodes() >= widest else None
        fresh = sorted(fresh[:widest])
        for chunk in chunks(fresh):
            tied, beside = _add(session, graph, chunk, among)
            near |= tied
            edge |= tied | beside
    _nodes(session, graph, edge - seen)
    return graph


def say_cautions(session: Session, graph: Graph) -> None:
    """Put on every operator of a graph what it is not to be read without, for whoever takes the graph elsewhere."""
    clusters = [int(node.removeprefix("operator ")) for node, kind in graph.nodes(data="kind") if kind == OPERATOR]
    for cluster, line in operator_lines(session, clusters).items():
        graph.nodes[_node(cluster)]["caution"] = caution(line)


def as_record(graph: Graph) -> dict[str, Any]:
    """The graph for a program: nodes and edges in networkx's node-link form."""
    return dict(nx.node_link_data(graph, edges="edges"))


def write(graph: Graph, path: Path) -> None:
    """Write the graph as GraphML or as node-link JSON, by the name's ending.

    Raises:
        InputError: another ending, or the file can't be written.
    """
    try:
        if path.suffix.lower() not in (".graphml", ".json"):
            raise InputError(f"{path}: not a form that is written.", remedy="Names end in .graphml or .json.")
        with replacing(path) as draft:
            if path.suffix.lower() == ".graphml":
                nx.write_graphml(graph, draft)
            else:
                draft.write_text(json.dumps(as_record(graph), ensure_ascii=False, indent=1), encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}.", remedy="Name a file in a folder that can be written.") from error


def _add(
    session: Session, graph: Graph, clusters: list[int], among: Collection[int] | None
) -> tuple[set[int], set[int]]:
    """Add operators with their ties. Returns the operators that share something with them, and those named beside."""
    of = members_of(session, clusters)
    _nodes(session, graph, clusters)
    tied = _contacts(session, graph, of) | _adverts(session, graph, of)
    beside = _beside(session, of, among)
    _nodes(session, graph, {other for _one, other in beside})
    for (one, other), stories in sorted(beside.items()):
        graph.add_edge(_node(one), _node(other), kind="named beside", documents=len(stories))
    return tied, {other for _one, other in beside}


def _node(cluster: int) -> str:
    return f"operator {cluster}"


def _nodes(session: Session, graph: Graph, clusters: Collection[int]) -> None:
    missing = sorted(cluster for cluster in clusters if _node(cluster) not in graph)
    for chunk in chunks(missing):
        some = OperatorRow.operator_id.in_(chunk)
        query = select(OperatorRow.operator_id, label()).where(some).order_by(OperatorRow.operator_id)
        for operator_id, name in session.execute(query):
            graph.add_node(_node(operator_id), kind=OPERATOR, label=plain(name))


def _contacts(session: Session, graph: Graph, of: Mapping[int, int]) -> set[int]:
    """Add contact points. Returns the operators that share one with few others."""
    rows = session.scalars(
        select(OperatorContactRow).where(OperatorContactRow.operator_id.in_(of)).order_by(OperatorContactRow.contact_id)
    ).all()
    users = _users(session, {row.channel for row in rows} - {""})
    tied: set[int] = set()
    for row in rows:
        node = plain(row.channel or f"{row.type}:{row.value}")
        if node not in graph:  # it keeps the name that the nearest operator gives it
            graph.add_node(node, kind=CONTACT, label=plain(f"{row.type} {row.value}"))
        graph.add_edge(_node(of[row.operator_id]), node, kind="uses", documents=row.documents)
        others = users.get(row.channel, set()) - {of[row.operator_id]}
        if len(others) < SHARED_BY:
            tied |= others
    return tied


def _users(session: Session, channels: Collection[str]) -> dict[str, set[int]]:
    """The operators behind each contact point; behind one of a crowd only some of them."""
    query = select(OperatorContactRow.channel, OperatorContactRow.operator_id).distinct()
    found: dict[str, set[int]] = {}
    ordered = sorted(channels)
    for chunk in chunks(ordered):
        some = OperatorContactRow.channel.in_(chunk)
        per_channel = select(OperatorContactRow.channel).where(some).group_by(OperatorContactRow.channel)
        crowded = session.scalars(per_channel.having(func.count() > CROWD)).all()
        parts = [query.where(OperatorContactRow.channel == each).limit(CROWD) for each in crowded]
        for part in (query.where(some, OperatorContactRow.channel.not_in(crowded)), *parts):
            for channel, operator_id in session.execute(part):
                found.setdefault(channel, set()).add(operator_id)
    of = clusters_of(session, {operator_id for users in found.values() for operator_id in users})
    return {channel: {of[operator_id] for operator_id in users} for channel, users in found.items()}


def _adverts(session: Session, graph: Graph, of: Mapping[int, int]) -> set[int]:
    """Add groups of adverts. Returns the operators that stand in them."""
    query = (
        select(AdvertGroupRow.first_id, OperatorMentionRow.operator_id, OperatorMentionRow.document_id)
        .join(OperatorMentionRow, OperatorMentionRow.document_id == AdvertGroupRow.document_id)
        .distinct()
    )
    mine: dict[tuple[int, int], set[int]] = {}
    for first, operator_id, document_id in session.execute(query.where(OperatorMentionRow.operator_id.in_(of))):
        mine.setdefault((first, of[operator_id]), set()).add(document_id)
    for (first, cluster), documents in sorted(mine.items()):
        node = f"adverts {first}"
        graph.add_node(node, kind=ADVERTS, label=f"adverts like document {first}")
        graph.add_edge(_node(cluster), node, kind="advertised in", documents=len(documents))
    firsts = {first for first, _cluster in mine}
    named = {operator_id for _f, operator_id, _d in session.execute(query.where(AdvertGroupRow.first_id.in_(firsts)))}
    return set(clusters_of(session, named).values())


def _beside(session: Session, of: Mapping[int, int], among: Collection[int] | None) -> dict[tuple[int, int], set[int]]:
    """The operators, of some or of all, that stand in the same stories, and in which."""
    mine, theirs = aliased(OperatorMentionRow), aliased(OperatorMentionRow)
    query = (
        select(mine.operator_id, theirs.operator_id, theirs.story_id)
        .join(mine, mine.story_id == theirs.story_id)
        .where(mine.operator_id.in_(of), theirs.operator_id != mine.operator_id)
        .where(~is_mention_over(mine), ~is_mention_over(theirs))
        .distinct()
    )
    if among is not None:
        # not a bare column: SQLite would look up each of them beside every mention, and not read who is in its story
        query = query.where((theirs.operator_id + 0).in_(members_of(session, among)))
    rows = session.execute(query).all()
    clusters = clusters_of(session, {other for _one, other, _story in rows})
    stories: dict[tuple[int, int], set[int]] = {}
    for one, other, story in rows:
        if of[one] != clusters[other]:
            stories.setdefault((of[one], clusters[other]), set()).add(story)
    return stories
