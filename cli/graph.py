"""`almenara graph`: what ties an operator to others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.arguments import OperatorId
from cli.common import AsObject, print_json, print_table, viewing


def graph(
    operator_id: OperatorId,
    target: Annotated[Path | None, typer.Option(help="Also write it: .graphml or .json")] = None,
    steps: Annotated[int, typer.Option(min=1, max=4, help="Over how many ties.")] = 2,
    as_json: AsObject = False,
) -> None:
    """Contact points, adverts of one template and co-mentions that tie an operator to others; nodes and edges in JSON.

    Example: almenara graph 3 --target zorzal.graphml
    """
    from store.network import graph as graphs

    with viewing(f"operator {operator_id}") as session:
        found = graphs.around(session, operator_id, steps=steps)
        graphs.say_cautions(session, found)
    if target is not None:
        graphs.write(found, target)
    if as_json:
        print_json(graphs.as_record(found))
        return
    label = found.nodes(data="label")
    rows = [(label[a], tie["kind"], label[b], tie["documents"]) for a, b, tie in found.edges(data=True)]
    print_table(f"Around operator {operator_id}", ("one", "tie", "other", "documents"), rows)
    cautions = [(node, label[node], said) for node, said in found.nodes(data="caution") if said]
    print_table("Not to be read without", ("operator", "name", "caution"), cautions)
    if target is not None:
        print(target)
