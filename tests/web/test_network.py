"""The drawing of a network: always the same, nothing over anything, bounded."""

from __future__ import annotations

from xml.etree import ElementTree

import networkx as nx
from fastapi.testclient import TestClient

from core.terms import ContactType
from store import watchlist
from store.session import Database
from store.watchlist import Sighting
from tests.web.seed import NOW
from web.languages import language, speaking
from web.maps.network import MOST, drawn


def graph(others: int) -> nx.Graph:
    """Operator 1, a phone for each of the others, and one story with operator 2."""
    made = nx.Graph()
    made.add_node("operator 1", kind="operator", label="Kantuta Viajes")
    for number in range(2, others + 2):
        made.add_node(f"tel:{number}", kind="contact point", label=f"phone +57300000{number:04d}")
        made.add_node(f"operator {number}", kind="operator", label=f"Operator {number}")
        made.add_edge("operator 1", f"tel:{number}", kind="uses", documents=number)
        made.add_edge(f"operator {number}", f"tel:{number}", kind="uses", documents=1)
    made.add_node("adverts 7", kind="adverts of one template", label="adverts like document 7")
    made.add_edge("operator 1", "adverts 7", kind="advertised in", documents=2)
    made.add_edge("operator 1", "operator 2", kind="named beside", documents=3)
    return made


def test_columns_are_ties_away_and_nothing_lies_over_anything() -> None:
    picture = drawn(graph(6), "operator 1", texts={7: 70})
    places = {mark.key: mark for mark in picture.marks}
    assert len(places) == 14
    assert len({(mark.x, mark.y) for mark in picture.marks}) == 14
    assert (places["operator 1"].column, places["tel:3"].column, places["operator 3"].column) == (0, 1, 2)
    assert places["operator 2"].column == 1  # a story names both
    assert places["adverts 7"].address == "/documents/70"
    assert places["tel:3"].address == "/search?q=%2B573000000003"
    assert {mark.shape for mark in picture.marks} == {"operator", "contact", "adverts"}
    assert all(0 < mark.y < picture.height and 0 < mark.x < picture.width for mark in picture.marks)
    assert all(tie.start.column <= tie.end.column for tie in picture.ties)


def test_marks_speak_the_readers_language() -> None:
    with speaking(language("pt")):
        labels = {mark.label for mark in drawn(graph(2), "operator 1").marks}
    assert {"anúncios como o documento 7", "Telefone +573000000002"} <= labels


def test_a_large_graph_says_what_it_leaves_out() -> None:
    picture = drawn(graph(100), "operator 1")
    assert (len(picture.marks), picture.left_out) == (MOST, 202 - MOST)
    assert "operator 1" in {mark.key for mark in picture.marks}


def test_the_order_of_a_graph_changes_nothing() -> None:
    made = graph(20)
    turned = nx.Graph()
    turned.add_nodes_from(reversed(list(made.nodes(data=True))))
    turned.add_edges_from(reversed(list(made.edges(data=True))))
    assert drawn(made, "operator 1") == drawn(turned, "operator 1")


def test_the_picture_on_the_operators_page_holds_only_words(client: TestClient, database: Database) -> None:
    hostile = "Viajes <script>alert(1)</script> \"x' \u202e & \x07"
    with database.transaction() as session:
        sighting = Sighting(NOW, NOW, counts=False)
        watchlist.add_contacts(session, 3, [(ContactType.TELEGRAM, hostile)], sighting)
    page = client.get("/operators/3").text
    assert 'src="/operators/3/network.svg"' in page
    assert 'href="/operators/3/network"' in page
    for scheme in ("light", "dark"):
        answer = client.get("/operators/3/network.svg", params={"scheme": scheme})
        assert answer.headers["content-type"] == "image/svg+xml"
        drawing = ElementTree.fromstring(answer.text)
        assert {each.tag.rpartition("}")[2] for each in drawing.iter()} <= {"svg", "path", "circle", "rect", "text"}
        assert any("Viajes" in (each.text or "") for each in drawing.iter())
    assert client.get("/operators/3/network.svg?scheme=red").status_code == 422
    assert client.get("/operators/999/network.svg").status_code == 404
    assert "network.svg" not in client.get("/operators/1").text  # nothing to draw
