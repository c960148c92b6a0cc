"""What every plan must keep to, on any small network."""

import itertools
from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from graphlib.distances import cross_pairs, cross_sector_reach
from graphlib.introductions import introductions
from graphlib.network import Network

SECTORS = ("company", "public body", "community", "unknown")
few = settings(max_examples=30, deadline=None)


@st.composite
def networks(draw):
    """Draw a network with at least two known sectors."""
    sectors = draw(st.lists(st.sampled_from(SECTORS), min_size=4, max_size=16))
    ids = [f"a{place:02}" for place in range(len(sectors))]
    pairs = list(itertools.combinations(ids, 2))
    ties = draw(st.lists(st.sampled_from(pairs), min_size=3, max_size=3 * len(ids), unique=True))
    staff = draw(st.lists(st.booleans(), min_size=len(ids), max_size=len(ids)))
    network = Network.build(
        pd.DataFrame({"id": ids, "sector": sectors, "secretariat": staff}),
        pd.DataFrame(ties, columns=["source", "target"]),
    )
    assume(cross_pairs(network.groups()) > 0)
    return network


def reach_after(network, table):
    """Measure the reach across sectors with the suggested ties in place."""
    ties = pd.concat([network.stated_ties, table[["source", "target"]]])
    return cross_sector_reach(Network.build(network.actors, ties)).value


@few
@given(networks(), st.sampled_from([1, 2, 3, None]), st.booleans(), st.sampled_from(["likelihood", "none"]))
def test_rules_hold_and_promises_are_kept(network, cap, require_contact, weight):
    barred = [network.ids[0], (network.ids[1], network.ids[2])]
    plan = introductions(
        network, cap=cap, require_contact=require_contact, weight=weight, exclude=barred, top=12
    )
    table = plan.table
    actors = network.actors.set_index("id")
    linked = set(zip(network.pairs["source"], network.pairs["target"], strict=True))
    neighbours = {name: {b if a == name else a for a, b in linked if name in (a, b)} for name in network.ids}
    for row in table.itertuples():
        assert row.source < row.target
        assert (row.source, row.target) not in linked | {tuple(barred[1])}
        assert barred[0] not in (row.source, row.target, row.introducer)
        assert "unknown" not in (row.source_sector, row.target_sector)
        assert row.source_sector != row.target_sector
        assert not actors.loc[[row.source, row.target], "secretariat"].any()
        if isinstance(row.introducer, str):
            assert row.introducer in neighbours[row.source] & neighbours[row.target]
        else:
            assert not require_contact
    assert not table.duplicated(["source", "target"]).any()
    loads = Counter([*table["source"], *table["target"]]), Counter(table["introducer"].dropna())
    assert cap is None or all(count <= cap for load in loads for count in load.values())
    if len(table):
        assert reach_after(network, table) == pytest.approx(table["cumulative_reach"].iloc[-1], abs=1e-9)


@few
@given(networks(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(network, random):
    actors, ties = network.actors, network.stated_ties
    places = list(range(len(actors))), list(range(len(ties)))
    random.shuffle(places[0])
    random.shuffle(places[1])
    shuffled = Network.build(actors.iloc[places[0]], ties.iloc[places[1]])
    one, other = introductions(network), introductions(shuffled)
    pd.testing.assert_frame_equal(one.table, other.table, check_exact=True)
    pd.testing.assert_frame_equal(one.without_introducer, other.without_introducer, check_exact=True)
    assert [[r.code for r in row] for row in one.evidence] == [
        [r.code for r in row] for row in other.evidence
    ]


@few
@given(networks())
def test_the_first_choice_is_the_best_of_all_candidates(network):
    plan = introductions(network, cap=None, require_contact=False, weight="none", top=1)
    codes = network.groups().codes
    staff = network.actors["secretariat"].to_numpy()
    linked = {tuple(edge) for edge in network.edges.tolist()}
    values = []
    free = [place for place in range(len(network)) if codes[place] >= 0 and not staff[place]]
    for u, v in itertools.combinations(free, 2):
        if codes[u] != codes[v] and (u, v) not in linked:
            pair = pd.DataFrame({"source": [network.ids[u]], "target": [network.ids[v]]})
            values.append(reach_after(network, pair) - plan.base_reach)
    assert len(plan.table) == min(1, len(values))
    if values:
        assert plan.table["reach_gain"].iloc[0] == pytest.approx(np.max(values), abs=1e-9)
