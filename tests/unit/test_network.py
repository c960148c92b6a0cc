"""The data object: derived ties, merged pairs, fingerprint, groups, and that nothing changes it."""

from __future__ import annotations

import pandas as pd
import pytest

from graphlib.errors import InputError, UnknownNameError
from graphlib.network import Network

ACTORS = pd.DataFrame(
    {
        "id": ["c", "a", "b", "d"],
        "sector": ["company", "company", "public body", None],
        "name": ["C", "A", None, "D"],
    }
)


def test_actors_are_sorted_and_an_actor_without_name_is_called_by_its_id():
    network = Network.build(ACTORS)
    assert network.actors["id"].tolist() == ["a", "b", "c", "d"]
    assert network.actors["name"].tolist() == ["A", "b", "C", "D"]
    assert network.actors["sector"].tolist() == ["company", "public body", "company", "unknown"]


def test_weight_of_shared_events_is_the_sum_of_one_over_size_minus_one():
    # Newman (2001): an event of two gives 1, an event of three gives 1/2 to each of its pairs.
    rows = [("a", "e1"), ("b", "e1"), ("a", "e2"), ("b", "e2"), ("c", "e2"), ("d", "e3")]
    taken = pd.DataFrame(rows, columns=["actor_id", "event_id"])
    events = pd.DataFrame({"event_id": ["e1", "e2", "e3"], "start": ["2024-01-01", "2023-05-01", None]})
    pairs = Network.build(ACTORS, None, events, taken).pairs.set_index(["source", "target"])
    assert pairs["weight"].to_dict() == {("a", "b"): 1.5, ("a", "c"): 0.5, ("b", "c"): 0.5}
    assert pairs.loc[("a", "b"), ["since", "latest", "shared_events"]].tolist() == [
        "2023-05-01",
        "2024-01-01",
        2,
    ]


def test_an_event_above_the_cap_makes_no_ties():
    taken = pd.DataFrame({"actor_id": list("abcd"), "event_id": ["e"] * 4})
    events = pd.DataFrame({"event_id": ["e"]})
    assert len(Network.build(ACTORS, None, events, taken, event_cap=4).pairs) == 6
    assert len(Network.build(ACTORS, None, events, taken, event_cap=3).pairs) == 0


def test_two_roles_in_one_event_count_as_one_participation():
    taken = pd.DataFrame(
        {"actor_id": ["a", "a", "b"], "event_id": ["e"] * 3, "role": ["speaker", "host", None]}
    )
    network = Network.build(ACTORS, None, pd.DataFrame({"event_id": ["e"]}), taken)
    assert network.pairs["weight"].tolist() == [1.0]
    assert network.event_sizes.tolist() == [2]


def test_the_pair_exists_from_the_day_on_which_both_had_come():
    taken = pd.DataFrame(
        {"actor_id": ["a", "b"], "event_id": ["e", "e"], "date": ["2024-01-01", "2024-03-01"]}
    )
    pairs = Network.build(ACTORS, None, pd.DataFrame({"event_id": ["e"]}), taken).pairs
    assert pairs["since"].tolist() == ["2024-03-01"]


def test_parallel_ties_merge_into_one_pair():
    ties = pd.DataFrame(
        {
            "source": ["b", "a", "a"],
            "target": ["a", "b", "c"],
            "kind": ["grant", "contract", "grant"],
            "weight": [2.0, 3.0, 1.0],
            "since": ["2024-01-01", "2022-01-01", None],
            "directed": [True, False, True],
        }
    )
    pairs = Network.build(ACTORS, ties).pairs
    assert pairs[["source", "target"]].to_numpy().tolist() == [["a", "b"], ["a", "c"]]
    assert pairs["kind"].tolist() == ["contract;grant", "grant"]
    assert pairs["weight"].tolist() == [5.0, 1.0]
    assert pairs["since"].iloc[0] == "2022-01-01"
    assert pairs["latest"].iloc[0] == "2024-01-01"
    assert pairs["is_directed"].tolist() == [False, True]


def test_graph_has_one_edge_a_pair_in_the_same_order():
    ties = pd.DataFrame({"source": ["d", "b", "b"], "target": ["a", "a", "c"], "weight": [1.0, 2.0, 3.0]})
    network = Network.build(ACTORS, ties)
    assert network.graph.get_edgelist() == [tuple(edge) for edge in network.edges.tolist()]
    assert network.graph.es["weight"] == network.pairs["weight"].tolist()


def test_fingerprint_ignores_the_order_of_rows_columns_and_ends_of_undirected_ties():
    ties = pd.DataFrame({"source": ["a", "b"], "target": ["b", "c"], "weight": [1.0, 2.0]})
    other = ties.iloc[::-1].rename(columns={"source": "target", "target": "source"})
    shuffled = ACTORS.iloc[::-1][["sector", "name", "id"]]
    assert Network.build(ACTORS, ties).fingerprint == Network.build(shuffled, other).fingerprint


@pytest.mark.parametrize("column", ["weight", "directed", "kind"])
def test_fingerprint_tells_other_content(column):
    ties = pd.DataFrame(
        {"source": ["a"], "target": ["b"], "weight": [1.0], "directed": [False], "kind": ["x"]}
    )
    other = ties.assign(**{column: {"weight": 2.0, "directed": True, "kind": "y"}[column]})
    assert Network.build(ACTORS, ties).fingerprint != Network.build(ACTORS, other).fingerprint


def test_changing_a_handed_out_table_leaves_the_network_as_it_was():
    network = Network.build(ACTORS)
    table = network.actors
    table.loc[0, "name"] = "changed"
    table["more"] = 1
    assert network.actors["name"].iloc[0] == "A"
    assert "more" not in network.actors


def test_a_network_cannot_be_changed():
    network = Network.build(ACTORS)
    with pytest.raises(AttributeError):
        network.event_cap = 5


def test_unknown_sectors_belong_to_no_group():
    groups = Network.build(ACTORS).groups()
    assert groups.names == ("company", "public body")
    assert groups.codes.tolist() == [0, 1, 0, -1]
    assert groups.sizes.tolist() == [2, 1]


def test_asking_for_a_column_that_is_not_there_names_the_nearest():
    with pytest.raises(UnknownNameError, match=r"There is no column 'sectr'\. Did you mean 'sector'\?"):
        Network.build(ACTORS).groups("sectr")


def test_further_columns_are_kept():
    network = Network.build(ACTORS.assign(budget=[1, 2, 3, 4], note=["x", None, None, None]))
    assert network.actors["budget"].tolist() == [2.0, 3.0, 1.0, 4.0]
    assert network.actors["note"].tolist()[2] == "x"


def test_without_takes_actors_with_their_ties_and_participations():
    ties = pd.DataFrame({"source": ["a", "b"], "target": ["b", "c"]})
    taken = pd.DataFrame({"actor_id": ["a", "b"], "event_id": ["e", "e"]})
    network = Network.build(ACTORS, ties, pd.DataFrame({"event_id": ["e"]}), taken).without(["a"])
    assert network.actors["id"].tolist() == ["b", "c", "d"]
    assert network.pairs[["source", "target"]].to_numpy().tolist() == [["b", "c"]]
    assert network.participations["actor_id"].tolist() == ["b"]


def test_building_names_every_fault_at_once():
    ties = pd.DataFrame({"source": ["a", "zz"], "target": ["a", "b"], "weight": [1.0, -1.0]})
    with pytest.raises(InputError) as caught:
        Network.build(pd.concat([ACTORS, ACTORS.head(1)]), ties)
    assert len(caught.value.problems) >= 4


def test_a_network_without_any_actor_is_a_network():
    network = Network.build(pd.DataFrame({"id": []}))
    assert len(network) == 0
    assert len(network.pairs) == 0
    assert network.graph.vcount() == 0
    assert network.latest_date is None


def test_latest_date_is_the_last_one_named_anywhere():
    ties = pd.DataFrame({"source": ["a"], "target": ["b"], "since": ["2024-01-01"], "until": ["2025-02-01"]})
    assert Network.build(ACTORS, ties).latest_date == "2025-02-01"


def test_arcs_lead_one_way_for_directed_ties_and_both_ways_for_others():
    network = Network.build(
        pd.DataFrame({"id": ["a", "b", "c", "d"]}),
        pd.DataFrame(
            {
                "source": ["b", "a", "c", "b"],
                "target": ["a", "b", "b", "a"],
                "weight": [2.0, 3.0, 5.0, 7.0],
                "directed": [True, True, False, True],
            }
        ),
        None,
        pd.DataFrame({"actor_id": ["a", "c", "d"], "event_id": ["e", "e", "e"]}),
    )
    arcs = network.arcs
    rows = list(zip(arcs.source, arcs.target, arcs.weight, arcs.tie, strict=True))
    assert rows == [
        (0, 1, 3.0, 0), (0, 2, 0.5, 1), (0, 3, 0.5, 2),
        (1, 0, 9.0, 0), (1, 2, 5.0, 3),
        (2, 0, 0.5, 1), (2, 1, 5.0, 3), (2, 3, 0.5, 4),
        (3, 0, 0.5, 2), (3, 2, 0.5, 4),
    ]  # fmt: skip
    ends = network.pairs.loc[arcs.tie, ["source", "target"]].to_numpy().tolist()
    assert [sorted(("abcd"[u], "abcd"[v])) for u, v, *_ in rows] == ends


def test_a_network_without_ties_has_no_arcs():
    assert len(Network.build(pd.DataFrame({"id": ["a", "b"]})).arcs) == 0
    assert len(Network.build(pd.DataFrame({"id": []})).arcs) == 0


def test_the_first_theme_of_a_list_is_the_group():
    actors = pd.DataFrame({"id": ["a", "b", "c", "d"], "themes": ["energy; water", "water", None, ";"]})
    groups = Network.build(actors).groups("themes")
    assert groups.names == ("energy", "water")
    assert groups.codes.tolist() == [0, 1, -1, -1]


def test_a_label_is_one_more_column_by_id_and_the_network_stays_as_it_was():
    network = Network.build(pd.DataFrame({"id": ["a", "b", "c"]}), None)
    labelled = network.labelled("cluster", pd.Series(["2", "1"], index=["c", "a"]))
    assert labelled.groups("cluster").codes.tolist() == [0, -1, 1]
    assert "cluster" not in network.actors
    assert labelled.fingerprint != network.fingerprint


@pytest.mark.parametrize("ids", [[], ["a", "b"]])
def test_a_column_of_lists_without_any_entry_is_no_group(ids: list[str]) -> None:
    groups = Network.build(pd.DataFrame({"id": ids}, dtype="str")).groups("themes")
    assert groups.names == ()
    assert groups.codes.tolist() == [-1] * len(ids)
