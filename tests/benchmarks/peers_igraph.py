"""Time igraph; see `peers_serve`."""

from __future__ import annotations

import random
import sys
from functools import cached_property
from pathlib import Path
from typing import Any

sys.path[:] = [entry for entry in sys.path if entry not in ("", str(Path(__file__).parents[2]))]

import igraph  # noqa: E402
import numpy as np  # noqa: E402
from peers_inputs import Inputs  # noqa: E402
from peers_serve import Measure, first_members, marked, serve  # noqa: E402


class Graphs:
    """The network as igraph has it."""

    def __init__(self, inputs: Inputs) -> None:
        self._inputs = inputs

    @cached_property
    def plain(self) -> igraph.Graph:
        """Without direction; ties have ``strength`` and ``length``, actors ``sector``."""
        return self._filled(self._inputs.ties, is_directed=False)

    @cached_property
    def directed(self) -> igraph.Graph:
        """With direction."""
        return self._filled(self._inputs.arcs, is_directed=True)

    def _filled(self, ends: np.ndarray, *, is_directed: bool) -> igraph.Graph:
        """Build the graph with its attributes."""
        graph = igraph.Graph(n=self._inputs.actors, edges=ends.tolist(), directed=is_directed)
        graph.es["strength"] = self._inputs.strength.tolist()
        graph.es["length"] = self._inputs.length.tolist()
        graph.vs["sector"] = self._inputs.sector.tolist()
        return graph


def betweenness(graph: igraph.Graph, inputs: Inputs, length: str | None = None) -> list[float]:
    """Measure the actors, from the sampled sources where there are."""
    return graph.betweenness(weights=length, **_sources(inputs))


def betweenness_ties(graph: igraph.Graph, inputs: Inputs) -> tuple[list[float], list[float]]:
    """Measure actors and ties."""
    return graph.betweenness(**_sources(inputs)), graph.edge_betweenness(**_sources(inputs))


def _sources(inputs: Inputs) -> dict[str, Any]:
    """Name the sampled sources; without them igraph takes another, faster way."""
    return {"sources": inputs.sources.tolist()} if len(inputs.sources) else {}


def scaled(found: list[float], inputs: Inputs) -> np.ndarray:
    """Scale a sample up to all sources."""
    return np.asarray(found) * (inputs.actors / len(inputs.sources) if len(inputs.sources) else 1)


def clusters(graph: igraph.Graph, runs: int) -> list[igraph.VertexClustering]:
    """Find clusters by Leiden, so often; it takes its chance from Python."""
    random.seed(1)
    return [graph.community_leiden("modularity", n_iterations=2) for _ in range(runs)]


def most_modular(found: list[igraph.VertexClustering], _inputs: Inputs) -> float:
    """Give the best modularity of the runs."""
    return max(run.modularity for run in found)


MEASURES = {
    "betweenness": Measure(betweenness, scaled),
    "betweenness_ties": Measure(
        betweenness_ties,
        lambda found, inputs: np.concatenate([scaled(found[0], inputs), scaled(found[1], inputs)]),
    ),
    "betweenness_strength": Measure(lambda g, inputs: betweenness(g, inputs, "length"), scaled),
    "betweenness_directed": Measure(betweenness, scaled, graph="directed"),
    "betweenness_directed_strength": Measure(
        lambda g, inputs: betweenness(g, inputs, "length"), scaled, graph="directed"
    ),
    "harmonic": Measure(lambda g, _: g.harmonic_centrality()),
    "harmonic_strength": Measure(lambda g, _: g.harmonic_centrality(weights="length")),
    "harmonic_directed": Measure(lambda g, _: g.harmonic_centrality(mode="out"), graph="directed"),
    "mean_distance": Measure(lambda g, _: g.average_path_length(unconn=True)),
    "components": Measure(
        lambda g, _: g.connected_components(), lambda found, _: first_members(found.membership)
    ),
    "articulation_points": Measure(
        lambda g, _: g.articulation_points(), lambda found, inputs: marked(found, inputs.actors)
    ),
    "bridges": Measure(lambda g, _: g.bridges(), lambda found, inputs: marked(found, len(inputs.ties))),
    "constraint": Measure(lambda g, _: g.constraint()),
    "constraint_strength": Measure(lambda g, _: g.constraint(weights="strength")),
    "clusters": Measure(lambda g, _: clusters(g, 1), most_modular),
    "clusters_runs": Measure(lambda g, inputs: clusters(g, inputs.runs), most_modular),
    "modularity": Measure(lambda g, _: g.modularity(g.vs["sector"])),
    "assortativity": Measure(lambda g, _: g.assortativity_nominal("sector", directed=False)),
    "density": Measure(lambda g, _: g.density()),
}

if __name__ == "__main__":
    given = Inputs.read(Path(sys.argv[1]))
    serve(Graphs(given), given, MEASURES)
