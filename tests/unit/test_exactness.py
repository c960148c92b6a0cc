"""What is exact and what is estimated is said from the code's own thresholds."""

from __future__ import annotations

import inspect
import string

import pandas as pd
import pytest

from graphlib.centrality import betweenness
from graphlib.clusters import clusters
from graphlib.cohesion import mean_distance
from graphlib.exactness import footings, thresholds
from graphlib.homophily import mixing, silos
from graphlib.network import Network
from graphlib.translation import catalogue


def ring(actors: int, sectors: int = 2) -> Network:
    """Build a ring of actors whose sectors take turns."""
    ids = [f"a{number:05}" for number in range(actors)]
    return Network.build(
        pd.DataFrame({"id": ids, "name": ids, "sector": [f"s{n % sectors}" for n in range(actors)]}),
        pd.DataFrame({"source": ids, "target": [*ids[1:], ids[0]]}),
    )


def here(network: Network) -> list[str]:
    """Say what each row rests on in a network."""
    return [footing.here.text("en") for footing in footings(network)]


def test_a_small_network_is_measured_exactly_but_for_what_is_compared_with_chance():
    network = ring(12)
    assert here(network) == [
        *["Exact"] * 5,
        "Up to 200 draws",
        "100 orders",
        "999 deals",
        "200 rewired networks",
        "20 searches, up to 99 networks to compare",
    ]
    assert betweenness(network).samples is None
    assert set(silos(network)["permutations"]) == {999}
    assert set(mixing(network)["rewirings"]) == {200}
    assert clusters(network).runs == 20


def test_above_their_sizes_figures_rest_on_samples():
    assert here(ring(5_000))[1] == "Exact"
    assert here(ring(5_001))[1:5] == [
        "From 2,048 organisations",
        "Exact",
        "Exact",
        "Narrowed down from samples",
    ]
    large = here(ring(30_001))
    assert large[2:4] == ["From 4,096 organisations", "From 1,024 organisations"]
    assert large[-1] == "8 searches, up to 19 networks to compare"


def test_many_sectors_need_more_deals():
    network = ring(120, sectors=40)
    assert here(network)[-3] == "1,599 deals"
    assert set(silos(network)["permutations"]) == {1_599}


@pytest.mark.parametrize("actors", [0, 1])
def test_without_ties_or_sectors_there_is_nothing_to_compare(actors):
    ids = ["a"][:actors]
    said = here(Network.build(pd.DataFrame({"id": ids, "name": ids}, dtype="str")))
    assert said[-3:] == ["Fewer than two sectors are known"] * 2 + ["There are no ties"]


def test_one_sample_size_stands_for_reach_and_distance():
    assert inspect.signature(mean_distance).parameters["samples"].default == thresholds()["reach_samples"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_threshold_that_a_text_quotes_is_there_and_none_is_quoted_by_nobody(language):
    texts = [
        template
        for key, template in catalogue(language).items()
        if key.startswith("methods.") and key.rpartition(".")[2] in ("text", "rule")
    ]
    quoted = {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}
    assert quoted == set(thresholds())
