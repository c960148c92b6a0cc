"""The best introductions one by one, as an independent exhaustive search found them."""

import pandas as pd
import pytest

from graphlib.distances import cross_sector_reach
from graphlib.introductions import introductions
from graphlib.network import Network


@pytest.mark.parametrize("name", ["karate", "lesmis"])
def test_the_greedy_choice_reaches_what_the_exhaustive_one_reached(name, reference, request):
    network = request.getfixturevalue(name)
    expected = reference(f"greedy_exact_{name}")
    plan = introductions(network, top=50, cap=None, require_contact=False, weight="none")
    assert plan.base_reach == pytest.approx(expected["E_x"], abs=1e-9)
    assert plan.table["cumulative_reach"].tolist() == pytest.approx(expected["curve"], abs=1e-9)


@pytest.mark.parametrize("name", ["karate", "lesmis"])
def test_promises_hold_on_the_changed_network(name, request):
    network = request.getfixturevalue(name)
    plan = introductions(network, top=20)
    assert len(plan.table) >= 15
    for row in plan.table.itertuples():
        added = plan.table[["source", "target"]].iloc[: row.rank]
        changed = Network.build(network.actors, pd.concat([network.stated_ties, added]))
        assert cross_sector_reach(changed).value == pytest.approx(row.cumulative_reach, abs=1e-9)
    assert plan.table["reach_gain"].sum() == pytest.approx(
        plan.table["cumulative_reach"].iloc[-1] - plan.base_reach, abs=1e-9
    )


def test_candidates_narrowed_beforehand_lose_little_on_a_real_network(shared_data):
    # Climate programme, 3,606 organisations: the measure is the sum of likelihood times gain.
    frames = {
        name: pd.read_csv(shared_data / "cordis-themes" / "SC5" / f"{name}.csv.gz", dtype="str")
        for name in ("actors", "events", "participations")
    }
    network = Network.build(frames["actors"], None, frames["events"], frames["participations"])
    exact = introductions(network, exact_up_to=4000)
    narrowed = introductions(network, exact_up_to=1000)
    assert exact.is_exact
    assert not narrowed.is_exact
    worth = [(plan.table["likelihood"] * plan.table["reach_gain"]).sum() for plan in (narrowed, exact)]
    assert worth[0] >= 0.95 * worth[1]
