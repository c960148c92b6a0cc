"""Parts held apart and pairs that depend on one actor, against removal with networkx."""

import itertools
from collections import Counter

import networkx as nx
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from graphlib import bridging
from graphlib.network import Network

few = settings(max_examples=60, deadline=None)


@st.composite
def networks(draw, *, least=0, most=16):
    """Draw a network with few ties, so that much hangs on single actors."""
    sectors = draw(st.lists(st.sampled_from(["company", "media", "unknown"]), min_size=least, max_size=most))
    pairs = list(itertools.combinations(range(len(sectors)), 2))
    ties = draw(st.lists(st.sampled_from(pairs), max_size=len(sectors) + 4)) if pairs else []
    ids = [f"a{place:02}" for place in range(len(sectors))]
    return Network.build(
        pd.DataFrame({"id": ids, "sector": sectors}, dtype="str"),
        pd.DataFrame([(ids[u], ids[v]) for u, v in ties], columns=["source", "target"]),
    )


def as_networkx(network):
    """Give the same network to networkx, actors as ids."""
    graph = nx.Graph(list(zip(network.pairs["source"], network.pairs["target"], strict=True)))
    graph.add_nodes_from(network.ids)
    return graph


def joined_pairs(graph):
    """Count the pairs that a path joins."""
    return sum(len(part) * (len(part) - 1) // 2 for part in nx.connected_components(graph))


def described(graph, sectors, part):
    """Give a part's number of actors, best-connected actor, main sector and its number."""
    known = Counter(sectors[name] for name in part if sectors[name] != "unknown")
    main, count = min(known.items(), key=lambda item: (-item[1], item[0]), default=("?", 0))
    return len(part), min(part, key=lambda name: (-graph.degree(name), name)), main, count


@few
@given(networks())
def test_pairs_depend_on_the_actor_that_parts_them(network):
    graph = as_networkx(network)
    for name, pairs in bridging.dependent_pairs(network).items():
        others = len(nx.node_connected_component(graph, name)) - 1
        without = graph.copy()
        without.remove_node(name)
        assert pairs == joined_pairs(graph) - others - joined_pairs(without)


@few
@given(networks())
def test_the_parts_are_those_that_removal_leaves(network):
    graph = as_networkx(network)
    sectors = network.actors.set_index("id")["sector"].fillna("unknown").to_dict()
    table = bridging.held_apart(network).fillna({"main_sector": "?"})
    assert list(dict.fromkeys(table["id"])) == bridging.articulation_points(network)["id"].tolist()
    for name, rows in table.groupby("id"):
        without = graph.copy()
        without.remove_node(name)
        near = nx.node_connected_component(graph, name)
        members = bridging.members_held_apart(network, name)
        parts = [set(members.index[members == number]) for number in rows["part"]]
        assert {name} | set().union(*parts) == near
        expected = {frozenset(part) for part in nx.connected_components(without) if part <= near}
        assert set(map(frozenset, parts)) == expected
        columns = ["actors", "best_connected", "main_sector", "main_sector_actors"]
        found = list(rows[columns].itertuples(index=False, name=None))
        assert found == [described(graph, sectors, part) for part in parts]
        assert found == sorted(found, key=lambda part: -part[0])


@few
@given(networks())
def test_the_sides_of_a_bridge_are_those_that_removal_leaves(network):
    graph = as_networkx(network)
    sectors = network.actors.set_index("id")["sector"].fillna("unknown").to_dict()
    table = bridging.bridges(network).fillna({"smaller_main_sector": "?", "larger_main_sector": "?"})
    for row in table.to_dict("records"):
        without = graph.copy()
        without.remove_edge(row["source"], row["target"])
        other = row["target"] if row["smaller_end"] == row["source"] else row["source"]
        for side, end in (("smaller", row["smaller_end"]), ("larger", other)):
            found = tuple(
                row[f"{side}_{column}"]
                for column in ("side", "best_connected", "main_sector", "main_sector_actors")
            )
            assert found == described(graph, sectors, nx.node_connected_component(without, end))
        assert row["dependent_pairs"] == joined_pairs(graph) - joined_pairs(without)


@few
@given(networks(), st.data())
def test_in_a_member_series_an_ordinary_actor_leaves_one_part(network, data):
    if len(network):
        name = data.draw(st.sampled_from(list(network.ids)))
        members = bridging.members_held_apart(network, name)
        assert members.max() == bridging.parts_if_removed(network)[name]
        assert members[name] == 0
