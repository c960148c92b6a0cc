"""Time Passerelle's measures; see `peers_serve`.

The network's pairs, edges, arcs and groups are there before the clock starts, as the graph is for
every other engine; what a measure builds beyond them counts, and each run has a network of its own
so that nothing is found ready from the run before.
"""

from __future__ import annotations

import copy
import sys
from functools import cached_property
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parent)]

import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
from peers_inputs import Inputs  # noqa: E402
from peers_serve import Measure, by_row, first_members, serve  # noqa: E402

import graphlib as gl  # noqa: E402
from graphlib.clusters import partition  # noqa: E402
from graphlib.generators import random_network  # noqa: E402


class Networks:
    """The network of the inputs, read without and with direction."""

    def __init__(self, inputs: Inputs) -> None:
        self._inputs = inputs

    @property
    def plain(self) -> gl.Network:
        """A new network whose ties have no direction."""
        return copy.copy(self._undirected)

    @property
    def directed(self) -> gl.Network:
        """A new network whose ties lead one way."""
        return copy.copy(self._directed)

    @cached_property
    def ground(self) -> partition.Ground:
        """The network as clusters are sought on it, as the graph is there for every other engine."""
        return partition.network_ground(self._undirected, "none", ())[1]

    @cached_property
    def _undirected(self) -> gl.Network:
        return self._built(self._inputs.ties, is_directed=False)

    @cached_property
    def _directed(self) -> gl.Network:
        return self._built(self._inputs.arcs, is_directed=True)

    def _built(self, ends: np.ndarray, *, is_directed: bool) -> gl.Network:
        """Build a network and all that counts as loaded."""
        names = np.array([f"{place:07}" for place in range(self._inputs.actors)])
        actors = pd.DataFrame({"id": names, "sector": [f"s{code}" for code in self._inputs.sector]})
        ties = pd.DataFrame(
            {
                "source": names[ends[:, 0]],
                "target": names[ends[:, 1]],
                "weight": self._inputs.strength,
                "directed": is_directed,
            }
        )
        network = gl.Network.build(actors, ties)
        assert np.array_equal(network.edges, self._inputs.ties)
        assert len(network.arcs.source) == len(ends) * (1 if is_directed else 2)
        network.groups()
        return network


def rows(table: pd.DataFrame, inputs: Inputs) -> np.ndarray:
    """Mark the ties that stand in a table."""
    ends = zip(table["source"].astype(int), table["target"].astype(int), strict=True)
    return by_row(dict.fromkeys(ends, 1.0), inputs)


def actors_and_ties(found: gl.Betweenness, _inputs: Inputs) -> np.ndarray:
    """Put the values of actors before those of ties."""
    return np.concatenate([found.actors, found.ties])


def actors_only(found: gl.Betweenness, _inputs: Inputs) -> np.ndarray:
    """Give the values of actors."""
    return found.actors.to_numpy()


MEASURES = {
    "betweenness": Measure(lambda g, _: gl.betweenness(g), actors_only),
    "betweenness_ties": Measure(lambda g, _: gl.betweenness(g), actors_and_ties),
    "betweenness_strength": Measure(lambda g, _: gl.betweenness(g, weight="strength"), actors_only),
    "betweenness_directed": Measure(
        lambda g, _: gl.betweenness(g, directed=True), actors_only, graph="directed"
    ),
    "betweenness_directed_strength": Measure(
        lambda g, _: gl.betweenness(g, directed=True, weight="strength"), actors_only, graph="directed"
    ),
    "harmonic": Measure(lambda g, _: gl.harmonic(g)),
    "harmonic_strength": Measure(lambda g, _: gl.harmonic(g, weight="strength")),
    "harmonic_directed": Measure(lambda g, _: gl.harmonic(g, directed=True), graph="directed"),
    "mean_distance": Measure(lambda g, _: gl.mean_distance(g).value),
    "components": Measure(lambda g, _: gl.components(g), lambda found, _: first_members(found)),
    "articulation_points": Measure(
        lambda g, _: gl.parts_if_removed(g), lambda found, _: (found.to_numpy() > 1).astype(float)
    ),
    "articulation_points_table": Measure(lambda g, _: gl.articulation_points(g), lambda found, _: len(found)),
    "bridges": Measure(lambda g, _: gl.bridges(g), rows),
    "local_bridges": Measure(lambda g, _: gl.local_bridges(g)),
    "constraint": Measure(lambda g, _: gl.constraint(g)),
    "constraint_strength": Measure(lambda g, _: gl.constraint(g, weight="strength")),
    "effective_size": Measure(lambda g, _: gl.effective_size(g)),
    "clusters": Measure(
        lambda on, _: (on, partition.leiden(on, 1, 1.0)),
        lambda found, _: partition.quality(*found),
        graph="ground",
    ),
    "clusters_runs": Measure(
        lambda on, inputs: (on, [partition.leiden(on, seed, 1.0) for seed in range(inputs.runs)]),
        lambda found, _: max(partition.quality(found[0], run) for run in found[1]),
        graph="ground",
    ),
    "clusters_measure": Measure(lambda g, _: gl.clusters(g), lambda found, _: found.modularity),
    "modularity": Measure(lambda g, _: gl.modularity(g)),
    "assortativity": Measure(lambda g, _: gl.assortativity(g)),
    "density": Measure(lambda g, _: gl.density(g)),
}


def warm_up() -> None:
    """Load the compiled loops by measuring a small network, with and without sampling."""
    small = random_network(200, 600)
    ends = small.edges[:, ::-1].astype(np.int32)
    inputs = Inputs(200, small.edges, np.ones(600), np.arange(600) % 2, np.arange(200) % 3, ends[:0, 0])
    networks = Networks(inputs)
    for measure in MEASURES.values():
        try:
            measure.run(getattr(networks, measure.graph), inputs)
        except Exception:  # noqa: BLE001, S112 - what fails here fails again, and is told, when it is timed
            continue


if __name__ == "__main__":
    given = Inputs.read(Path(sys.argv[1]))
    warm_up()
    serve(Networks(given), given, MEASURES)
