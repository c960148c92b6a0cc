"""Time networkit, on all cores as ours; see `peers_serve`."""

from __future__ import annotations

import sys
from functools import cached_property
from pathlib import Path
from typing import Any

sys.path[:] = [entry for entry in sys.path if entry not in ("", str(Path(__file__).parents[2]))]

import networkit as nk  # noqa: E402
import numpy as np  # noqa: E402
from peers_inputs import Inputs  # noqa: E402
from peers_serve import Measure, cannot_sample, first_members, marked, serve  # noqa: E402


class Graphs:
    """The network as networkit has it, its ties numbered."""

    def __init__(self, inputs: Inputs) -> None:
        self._inputs = inputs

    @cached_property
    def plain(self) -> nk.Graph:
        """Without direction and length."""
        return self._filled(self._inputs.ties)

    @cached_property
    def lengths(self) -> nk.Graph:
        """Without direction, a tie's weight being its length."""
        return self._filled(self._inputs.ties, weighted=True)

    @cached_property
    def directed(self) -> nk.Graph:
        """With direction."""
        return self._filled(self._inputs.arcs, directed=True)

    @cached_property
    def directed_lengths(self) -> nk.Graph:
        """With direction, a tie's weight being its length."""
        return self._filled(self._inputs.arcs, directed=True, weighted=True)

    @cached_property
    def grouped(self) -> tuple[nk.Graph, nk.Partition]:
        """The plain graph and its sectors."""
        sectors = nk.Partition(data=self._inputs.sector.tolist())
        sectors.setUpperBound(int(self._inputs.sector.max()) + 1)
        return self.plain, sectors

    def _filled(self, ends: np.ndarray, **options: bool) -> nk.Graph:
        """Build the graph."""
        data = (self._inputs.length, (ends[:, 0].astype(np.uint64), ends[:, 1].astype(np.uint64)))
        return nk.GraphFromCoo(data, self._inputs.actors, edgesIndexed=True, **options)


def ran(algorithm: Any) -> Any:
    """Run it."""
    algorithm.run()
    return algorithm


def betweenness(graph: nk.Graph, inputs: Inputs) -> list[float]:
    """Measure the actors, from as many sampled sources as the others."""
    if len(inputs.sources):
        return ran(nk.centrality.EstimateBetweenness(graph, len(inputs.sources), False, True)).scores()
    return ran(nk.centrality.Betweenness(graph, normalized=False)).scores()


def betweenness_ties(graph: nk.Graph, _inputs: Inputs) -> tuple[nk.Graph, list[float], list[float]]:
    """Measure actors and ties at once."""
    found = ran(nk.centrality.Betweenness(graph, normalized=False, computeEdgeCentrality=True))
    return graph, found.scores(), found.edgeScores()


def halved(found: list[float], _inputs: Inputs) -> np.ndarray:
    """Count each pair once: without direction networkit finds it from either end."""
    return np.asarray(found) / 2


def in_order(graph: nk.Graph, scores: list[float], inputs: Inputs) -> np.ndarray:
    """Put values by number of tie into the order of the ties."""
    return np.array([scores[graph.edgeId(int(u), int(v))] for u, v in inputs.ties])


def harmonic(graph: nk.Graph, _inputs: Inputs) -> list[float]:
    """Add up inverse distances."""
    return ran(nk.centrality.HarmonicCloseness(graph, normalized=False)).scores()


def nearness(found: list[float], inputs: Inputs) -> np.ndarray:
    """Divide the sums of inverse distances by the number of others."""
    return np.asarray(found) / (inputs.actors - 1)


def mean_distance(graph: nk.Graph, inputs: Inputs) -> float:
    """Average all distances over the pairs that a path joins."""
    distances = ran(nk.distance.APSP(graph)).getDistances(asarray=True)
    is_joined = distances < inputs.actors
    return float(distances[is_joined].sum() / (is_joined.sum() - inputs.actors))


def one_table(inputs: Inputs) -> str:
    """Leave out what holds a figure for every two actors where they are many."""
    return "holds all distances at once" if inputs.actors > 10_000 else ""


def parts_of_two(graph: nk.Graph, _inputs: Inputs) -> nk.components.BiconnectedComponents:
    """Find the parts that no single actor breaks: articulation points stand in several."""
    return ran(nk.components.BiconnectedComponents(graph))


def articulation_points(graph: nk.Graph, inputs: Inputs) -> list[int]:
    """Read the articulation points off these parts."""
    found = parts_of_two(graph, inputs)
    return [place for place in range(inputs.actors) if len(found.getComponentsOfNode(place)) > 1]


def bridges(graph: nk.Graph, inputs: Inputs) -> list[int]:
    """Read the bridges off these parts: those of two actors."""
    found = parts_of_two(graph, inputs).getComponents()
    return [inputs.rows[tuple(part)] for part in found if len(part) == 2]


def local_bridges(graph: nk.Graph, _inputs: Inputs) -> tuple[nk.Graph, list[float]]:
    """Count the triangles of each tie."""
    return graph, ran(nk.sparsification.TriangleEdgeScore(graph)).scores()


def clusters(graph: nk.Graph, runs: int) -> tuple[nk.Graph, list[nk.Partition]]:
    """Find clusters by its parallel Louvain method, so often."""
    nk.engineering.setSeed(1, False)
    return graph, [ran(nk.community.PLM(graph)).getPartition() for _ in range(runs)]


def modularity(graph: nk.Graph, partition: nk.Partition) -> float:
    """Measure how modular a partition is."""
    return nk.community.Modularity().getQuality(partition, graph)


def most_modular(found: tuple[nk.Graph, list[nk.Partition]], _inputs: Inputs) -> float:
    """Give the best modularity of the runs."""
    return max(modularity(found[0], run) for run in found[1])


MEASURES = {
    "betweenness": Measure(betweenness, halved),
    "betweenness_ties": Measure(
        betweenness_ties,
        lambda f, inputs: np.concatenate(
            [halved(f[1], inputs), halved(in_order(f[0], f[2], inputs), inputs)]
        ),
        unless=cannot_sample,
    ),
    "betweenness_strength": Measure(betweenness, halved, graph="lengths"),
    "betweenness_directed": Measure(betweenness, graph="directed"),
    "betweenness_directed_strength": Measure(betweenness, graph="directed_lengths"),
    "harmonic": Measure(harmonic, nearness),
    "harmonic_strength": Measure(harmonic, nearness, graph="lengths"),
    "harmonic_directed": Measure(harmonic, nearness, graph="directed"),
    "mean_distance": Measure(mean_distance, unless=one_table),
    "components": Measure(
        lambda g, _: ran(nk.components.ConnectedComponents(g)),
        lambda found, _: first_members(found.getPartition().getVector()),
    ),
    "articulation_points": Measure(articulation_points, lambda found, inputs: marked(found, inputs.actors)),
    "bridges": Measure(bridges, lambda found, inputs: marked(found, len(inputs.ties))),
    "local_bridges": Measure(local_bridges, lambda found, inputs: in_order(*found, inputs) == 0),
    "clusters": Measure(lambda g, _: clusters(g, 1), most_modular),
    "clusters_runs": Measure(lambda g, inputs: clusters(g, inputs.runs), most_modular),
    "modularity": Measure(lambda g, _: modularity(*g), graph="grouped"),
    "assortativity": Measure(
        lambda g, _: ran(nk.correlation.Assortativity(*g)).getCoefficient(), graph="grouped"
    ),
    "density": Measure(lambda g, _: nk.graphtools.density(g)),
}

if __name__ == "__main__":
    given = Inputs.read(Path(sys.argv[1]))
    serve(Graphs(given), given, MEASURES)
