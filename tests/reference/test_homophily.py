"""Coleman's index and random-walk controversy against values that others computed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from graphlib import homophily
from graphlib.network import Network

Reference = Callable[[str], dict[str, Any]]


def directed(sizes: dict[str, int], choices: dict[tuple[str, str], int]) -> Network:
    """Make a directed network with so many choices from one group to another."""
    ids = {group: [f"{group}{i:02d}" for i in range(size)] for group, size in sizes.items()}
    rows = [
        pair
        for (chooser, chosen), count in choices.items()
        for pair in [(a, b) for a in ids[chooser] for b in ids[chosen] if a != b][:count]
    ]
    actors = pd.DataFrame([(i, group) for group in ids for i in ids[group]], columns=["id", "sector"])
    return Network.build(actors, pd.DataFrame(rows, columns=["source", "target"]).assign(directed=True))


def test_coleman_of_his_own_example() -> None:
    # Coleman (1958): 60 boys and 40 girls; he rounds to 0.375 and 0.167, the formula gives what
    # netseg's own tests give.
    choices = {("boys", "boys"): 45, ("boys", "girls"): 15, ("girls", "boys"): 20, ("girls", "girls"): 20}
    table = homophily.coleman(directed({"boys": 60, "girls": 40}, choices)).set_index("group")
    assert table["ties_out"].to_dict() == {"boys": 60, "girls": 40}
    assert table["coleman"].to_dict() == pytest.approx({"boys": 0.38125, "girls": 0.175}, rel=0, abs=1e-12)


def test_coleman_of_a_ring_of_pairs() -> None:
    # Pairs of three colours in a ring, from netseg's own tests.
    ids = [f"{i}" for i in range(6)]
    ring = Network.build(
        pd.DataFrame({"id": ids, "sector": ["1", "1", "2", "2", "3", "3"]}),
        pd.DataFrame({"source": ids, "target": ids[1:] + ids[:1], "directed": True}),
    )
    assert homophily.coleman(ring)["coleman"].tolist() == pytest.approx([0.375] * 3)


def test_coleman_of_undirected_ties_counts_each_both_ways() -> None:
    # A grid of 5 x 6 in two colours (Echenique and Fryer 2007); values from netseg's manual.
    colours = np.array([list(row) for row in ["222222", "112212", "112212", "111122", "222222"]])
    ids = np.array([[f"{row}{column}" for column in range(6)] for row in range(5)])
    ties = [
        *zip(ids[:, :-1].flat, ids[:, 1:].flat, strict=True),
        *zip(ids[:-1].flat, ids[1:].flat, strict=True),
    ]
    grid = Network.build(
        pd.DataFrame({"id": ids.ravel(), "sector": colours.ravel()}),
        pd.DataFrame(ties, columns=["source", "target"]),
    )
    found = homophily.coleman(grid).set_index("group")["coleman"]
    assert found.to_dict() == pytest.approx({"1": 0.3337838, "2": 0.1918033}, abs=5e-8)


@pytest.mark.parametrize("place", range(3))
def test_controversy(karate: Network, place: int, reference: Reference) -> None:
    values = reference("python_karate")["rwc"][place]
    row = homophily.controversy(karate, k=values["k"]).iloc[0]
    assert row["k"] == values["k"]
    assert row["controversy"] == pytest.approx(values["rwc"], rel=0, abs=1e-9)
    assert row["stay_a"] == pytest.approx(values["start_cond"]["P_XX"], rel=0, abs=1e-9)
    assert 1 - row["stay_b"] == pytest.approx(values["start_cond"]["P_YX"], rel=0, abs=1e-9)
