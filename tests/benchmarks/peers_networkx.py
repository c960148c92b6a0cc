"""Time networkx; see `peers_serve`."""

from __future__ import annotations

import sys
from functools import cached_property
from pathlib import Path

sys.path[:] = [entry for entry in sys.path if entry not in ("", str(Path(__file__).parents[2]))]

import networkx as nx  # noqa: E402
import numpy as np  # noqa: E402
from peers_inputs import Inputs  # noqa: E402
from peers_serve import Measure, by_row, first_members, labels_of, marked, serve  # noqa: E402


class Graphs:
    """The network as networkx has it."""

    def __init__(self, inputs: Inputs) -> None:
        self._inputs = inputs

    @cached_property
    def plain(self) -> nx.Graph:
        """Without direction; ties have ``strength`` and ``length``, actors ``sector``."""
        return self._filled(nx.Graph(), self._inputs.ties)

    @cached_property
    def directed(self) -> nx.DiGraph:
        """With direction."""
        return self._filled(nx.DiGraph(), self._inputs.arcs)

    @cached_property
    def turned(self) -> nx.DiGraph:
        """With direction turned round: networkx measures nearness along the ties that come in."""
        return self.directed.reverse()

    def _filled(self, graph: nx.Graph, ends: np.ndarray) -> nx.Graph:
        """Add actors and ties."""
        for place, sector in enumerate(self._inputs.sector.tolist()):
            graph.add_node(place, sector=sector)
        for (u, v), strength, length in zip(
            ends.tolist(), self._inputs.strength.tolist(), self._inputs.length.tolist(), strict=True
        ):
            graph.add_edge(u, v, strength=strength, length=length)
        return graph


def betweenness(graph: nx.Graph, inputs: Inputs, length: str | None = None) -> dict[int, float]:
    """Measure the actors, from as many sampled sources as the others."""
    return nx.betweenness_centrality(
        graph, k=len(inputs.sources) or None, seed=1, weight=length, normalized=False
    )


def betweenness_ties(graph: nx.Graph, inputs: Inputs) -> tuple[dict, dict]:
    """Measure actors and ties."""
    ties = nx.edge_betweenness_centrality(graph, k=len(inputs.sources) or None, seed=1, normalized=False)
    return betweenness(graph, inputs), ties


def mean_distance(graph: nx.Graph, _inputs: Inputs) -> float:
    """Average over the pairs that a path joins: its own function refuses networks in several parts."""
    total = count = 0
    for _, lengths in nx.all_pairs_shortest_path_length(graph):
        total += sum(lengths.values())
        count += len(lengths) - 1
    return total / count


def by_actor(found: dict[int, float], inputs: Inputs) -> np.ndarray:
    """Put values into the order of actors."""
    return np.array([found[place] for place in range(inputs.actors)])


def nearness(found: dict[int, float], inputs: Inputs) -> np.ndarray:
    """Divide the sums of inverse distances by the number of others."""
    return by_actor(found, inputs) / (inputs.actors - 1)


def clusters(graph: nx.Graph, runs: int) -> tuple[nx.Graph, list[list[set[int]]]]:
    """Find clusters by Louvain, so often."""
    return graph, [nx.community.louvain_communities(graph, weight=None, seed=seed) for seed in range(runs)]


def most_modular(found: tuple[nx.Graph, list[list[set[int]]]], _inputs: Inputs) -> float:
    """Give the best modularity of the runs."""
    return max(nx.community.modularity(found[0], run, weight=None) for run in found[1])


def sectors(graph: nx.Graph) -> list[set[int]]:
    """Gather the actors of each sector."""
    found: dict[int, set[int]] = {}
    for place, sector in graph.nodes(data="sector"):
        found.setdefault(sector, set()).add(place)
    return list(found.values())


MEASURES = {
    "betweenness": Measure(betweenness, by_actor),
    "betweenness_ties": Measure(
        betweenness_ties,
        lambda found, inputs: np.concatenate([by_actor(found[0], inputs), by_row(found[1], inputs)]),
    ),
    "betweenness_strength": Measure(lambda g, inputs: betweenness(g, inputs, "length"), by_actor),
    "betweenness_directed": Measure(betweenness, by_actor, graph="directed"),
    "betweenness_directed_strength": Measure(
        lambda g, inputs: betweenness(g, inputs, "length"), by_actor, graph="directed"
    ),
    "harmonic": Measure(lambda g, _: nx.harmonic_centrality(g), nearness),
    "harmonic_strength": Measure(lambda g, _: nx.harmonic_centrality(g, distance="length"), nearness),
    "harmonic_directed": Measure(lambda g, _: nx.harmonic_centrality(g), nearness, graph="turned"),
    "mean_distance": Measure(mean_distance),
    "components": Measure(
        lambda g, _: list(nx.connected_components(g)),
        lambda found, inputs: first_members(labels_of(found, inputs.actors)),
    ),
    "articulation_points": Measure(
        lambda g, _: list(nx.articulation_points(g)), lambda found, inputs: marked(found, inputs.actors)
    ),
    "bridges": Measure(
        lambda g, _: list(nx.bridges(g)), lambda found, inputs: by_row(dict.fromkeys(found, 1.0), inputs)
    ),
    "local_bridges": Measure(
        lambda g, _: list(nx.local_bridges(g, with_span=False)),
        lambda found, inputs: by_row(dict.fromkeys(found, 1.0), inputs),
    ),
    "constraint": Measure(lambda g, _: nx.constraint(g), by_actor),
    "constraint_strength": Measure(lambda g, _: nx.constraint(g, weight="strength"), by_actor),
    "effective_size": Measure(lambda g, _: nx.effective_size(g), by_actor),
    "clusters": Measure(lambda g, _: clusters(g, 1), most_modular),
    "clusters_runs": Measure(lambda g, inputs: clusters(g, inputs.runs), most_modular),
    "modularity": Measure(lambda g, _: nx.community.modularity(g, sectors(g), weight=None)),
    "assortativity": Measure(lambda g, _: nx.attribute_assortativity_coefficient(g, "sector")),
    "density": Measure(lambda g, _: nx.density(g)),
}

if __name__ == "__main__":
    given = Inputs.read(Path(sys.argv[1]))
    serve(Graphs(given), given, MEASURES)
