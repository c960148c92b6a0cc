"""The main job as one would write it with networkx, pandas and pyvis alone: PATH OUT.html STEPS.jsonl.

What is made easier for it: above 5,000 actors betweenness and harmonic closeness are sampled from
512 actors; only the 300 candidates of highest likelihood are tried for each introduction; no
introducer, no reasons, no list of far pairs, no confidence and no names of clusters.
"""

from __future__ import annotations

import itertools
import random
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
sys.path[:] = [entry for entry in sys.path if entry not in ("", str(Path(__file__).parents[2]))]

import networkx as nx  # noqa: E402
import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
from pyvis.network import Network as Drawing  # noqa: E402
from steps import Log  # noqa: E402

EVENT_CAP, EXACT_UP_TO, SAMPLES = 30, 5000, 512
PERMUTATIONS, CLUSTER_RUNS = 999, 20
INTRODUCTIONS, CAP, TRIED = 50, 3, 300


def table(folder: Path, name: str) -> pd.DataFrame:
    """Read one table, packed or not."""
    path = next(p for p in (folder / f"{name}.csv", folder / f"{name}.csv.gz") if p.exists())
    return pd.read_csv(path, dtype=str)


def build(folder: Path) -> nx.Graph:
    """Join those who shared an event, with weight 1 / (size - 1)."""
    graph = nx.Graph()
    for row in table(folder, "actors").itertuples():
        graph.add_node(row.id, name=row.name, sector=row.sector if isinstance(row.sector, str) else "unknown")
    rows = table(folder, "participations").drop_duplicates(["actor_id", "event_id"])
    for _, came in rows.groupby("event_id")["actor_id"]:
        if 1 < len(came) <= EVENT_CAP:
            for one, other in itertools.combinations(sorted(came), 2):
                weight = graph.get_edge_data(one, other, {"weight": 0.0})["weight"]
                graph.add_edge(one, other, weight=weight + 1 / (len(came) - 1))
    return graph


def harmonic(graph: nx.Graph, sources: list[str] | None) -> dict[str, float]:
    """Measure nearness, from sampled sources where they are given."""
    return nx.harmonic_centrality(graph, sources=sources)


def parts_if_removed(graph: nx.Graph, points: list[str]) -> dict[str, int]:
    """Count the parts that are left without each articulation point."""
    found = {}
    for point in points:
        rest = graph.copy()
        rest.remove_node(point)
        found[point] = nx.number_connected_components(rest)
    return found


def ei_index(graph: nx.Graph) -> tuple[float, float]:
    """Measure the E-I index and its chance under random labels."""
    place = {actor: number for number, actor in enumerate(graph)}
    ends = np.array([(place[one], place[other]) for one, other in graph.edges])
    _, codes = np.unique([graph.nodes[actor]["sector"] for actor in graph], return_inverse=True)
    random_labels = np.random.default_rng(1)

    def measure(labels: np.ndarray) -> float:
        outside = (labels[ends[:, 0]] != labels[ends[:, 1]]).mean()
        return 2 * outside - 1

    observed = measure(codes)
    lower = sum(measure(random_labels.permutation(codes)) <= observed for _ in range(PERMUTATIONS))
    return observed, (1 + lower) / (PERMUTATIONS + 1)


def rewired_z(graph: nx.Graph) -> pd.Series:
    """Compare the mixing of sectors with that of networks of the same degrees, as many as ours takes."""
    ties = graph.number_of_edges()
    other = nx.Graph(graph.edges)
    nx.set_node_attributes(other, nx.get_node_attributes(graph, "sector"), "sector")

    def counts() -> pd.Series:
        mixing = nx.attribute_mixing_dict(other, "sector")
        return pd.Series({(one, two): ties for one, row in mixing.items() for two, ties in row.items()})

    observed, drawn = counts(), []
    nx.double_edge_swap(other, nswap=10 * ties, max_tries=100 * ties, seed=1)
    for seed in range(int(np.clip(12_000_000 // ties, 20, 200))):
        nx.double_edge_swap(other, nswap=ties, max_tries=100 * ties, seed=seed)
        drawn.append(counts())
    frame = pd.DataFrame(drawn).fillna(0)
    return (observed - frame.mean()) / frame.std()


def roles(graph: nx.Graph) -> dict[str, list[int]]:
    """Count the five roles of each broker over its open pairs of contacts."""
    sector = nx.get_node_attributes(graph, "sector")
    found = {}
    for broker in graph:
        counts = [0] * 5
        for one, other in itertools.permutations(graph[broker], 2):
            if not graph.has_edge(one, other):
                start, own, end = sector[one], sector[broker], sector[other]
                if start == end:
                    counts[0 if start == own else 1] += 1
                else:
                    counts[2 if start == own else 3 if own == end else 4] += 1
        found[broker] = counts
    return found


def places(graph: nx.Graph, groups: list[set[str]]) -> dict[str, tuple[float, float]]:
    """Measure how each actor's ties spread over the groups found, and its standing in its own."""
    group = {actor: number for number, members in enumerate(groups) for actor in members}
    inside = {actor: sum(group[other] == group[actor] for other in graph[actor]) for actor in graph}
    found = {}
    for members in groups:
        values = [inside[actor] for actor in members]
        mean, spread = np.mean(values), np.std(values)
        for actor in members:
            shares = pd.Series([group[other] for other in graph[actor]]).value_counts(normalize=True)
            found[actor] = (1 - float((shares**2).sum()), (inside[actor] - mean) / spread if spread else 0.0)
    return found


def agreement(graph: nx.Graph, runs: list[list[set[str]]]) -> float:
    """Measure how alike the runs are: the mean adjusted Rand index of all pairs of them."""
    labels = [
        pd.Series({actor: number for number, members in enumerate(run) for actor in members}).loc[list(graph)]
        for run in runs
    ]

    def pairs(counts: pd.Series) -> float:
        return float((counts * (counts - 1) / 2).sum())

    values = []
    for one, other in itertools.combinations(labels, 2):
        both = pairs(pd.Series(pd.crosstab(one, other).to_numpy().ravel()))
        rows, columns = pairs(one.value_counts()), pairs(other.value_counts())
        chance = rows * columns / (len(graph) * (len(graph) - 1) / 2)
        values.append((both - chance) / ((rows + columns) / 2 - chance))
    return float(np.mean(values))


def nearness(graph: nx.Graph, sources: list[str]) -> tuple[float, float]:
    """Measure the mean distance and how near the other sectors are."""
    sector = nx.get_node_attributes(graph, "sector")
    total = reached = near = across = 0.0
    for source in sources:
        lengths = nx.single_source_shortest_path_length(graph, source)
        total += sum(lengths.values())
        reached += len(lengths) - 1
        near += sum(1 / steps for target, steps in lengths.items() if sector[target] != sector[source])
        across += sum(sector[target] != sector[source] for target in graph)
    return total / reached, near / across


def candidates(graph: nx.Graph) -> list[tuple[float, str, str]]:
    """List cross-sector pairs with a common contact, likeliest first."""
    sector = nx.get_node_attributes(graph, "sector")
    pairs = {
        (min(one, other), max(one, other))
        for contact in graph
        for one, other in itertools.combinations(graph[contact], 2)
        if sector[one] != sector[other] and not graph.has_edge(one, other)
    }
    scored = [(score, one, other) for one, other, score in nx.resource_allocation_index(graph, pairs)]
    return sorted(scored, key=lambda item: (-item[0], item[1:]))


def distances(graph: nx.Graph) -> np.ndarray:
    """Give all distances as one matrix."""
    place = {actor: number for number, actor in enumerate(graph)}
    matrix = np.full((len(graph), len(graph)), np.inf)
    for source, reached in nx.all_pairs_shortest_path_length(graph):
        for target, steps in reached.items():
            matrix[place[source], place[target]] = steps
    return matrix


def gain(matrix: np.ndarray, across: np.ndarray, u: int, v: int) -> float:
    """Measure how much nearer sectors come by a tie, over the pairs whose way it shortens."""
    near_u = np.flatnonzero(matrix[:, u] + 1 < matrix[:, v])
    near_v = np.flatnonzero(matrix[:, v] + 1 < matrix[:, u])
    before = matrix[np.ix_(near_u, near_v)]
    after = matrix[near_u, u][:, None] + 1 + matrix[near_v, v][None, :]
    shorter = (after < before) & across[np.ix_(near_u, near_v)]
    return float((1 / after[shorter] - 1 / before[shorter]).sum())


def introductions(graph: nx.Graph) -> list[tuple[str, str, float]]:
    """Pick pairs one by one by likelihood times gain, measured anew after each pick."""
    place = {actor: number for number, actor in enumerate(graph)}
    labels = np.array([graph.nodes[actor]["sector"] for actor in graph])
    across = labels[:, None] != labels[None, :]
    matrix, left = distances(graph), candidates(graph)
    used: dict[str, int] = {}
    picked = []
    while len(picked) < INTRODUCTIONS and left:
        values = [
            score * gain(matrix, across, place[one], place[other]) for score, one, other in left[:TRIED]
        ]
        best = left[int(np.argmax(values))]
        picked.append((best[1], best[2], max(values)))
        u, v = place[best[1]], place[best[2]]
        through = np.minimum(matrix[:, [u]] + 1 + matrix[[v], :], matrix[:, [v]] + 1 + matrix[[u], :])
        matrix = np.minimum(matrix, through)
        for actor in best[1:]:
            used[actor] = used.get(actor, 0) + 1
        left = [item for item in left if item != best and all(used.get(a, 0) < CAP for a in item[1:])]
    return picked


def page(graph: nx.Graph, tables: list[pd.DataFrame], out: str) -> None:
    """Write tables and a drawing into one page."""
    drawing = Drawing(cdn_resources="in_line")
    for actor, (x, y) in nx.spring_layout(graph, seed=1).items():
        drawing.add_node(
            actor, label=graph.nodes[actor]["name"], x=float(x) * 1000, y=float(y) * 1000, physics=False
        )
    for one, other in graph.edges:
        drawing.add_edge(one, other)
    body = "".join(frame.to_html() for frame in tables)
    Path(out).write_text(drawing.generate_html().replace("</body>", body + "</body>"), encoding="utf-8")


def main() -> None:
    """Do the whole job."""
    folder, out, log = Path(sys.argv[1]), sys.argv[2], Log(Path(sys.argv[3]))
    with log.step("read"):
        graph = build(folder)
        log.facts(actors=len(graph), ties=graph.number_of_edges())
    large = len(graph) > EXACT_UP_TO
    sample = random.Random(1).sample(list(graph), SAMPLES) if large else None  # noqa: S311
    columns = {"degree": dict(graph.degree), "strength": dict(graph.degree(weight="weight"))}
    with log.step("articulation points and bridges"):
        points, ties = list(nx.articulation_points(graph)), list(nx.bridges(graph))
        columns["parts"] = parts_if_removed(graph, points)
        local = list(nx.local_bridges(graph, with_span=False))
    with log.step("E-I index and mixing"):
        summary = dict(zip(("ei", "p"), ei_index(graph), strict=True))
        summary["assortativity"] = nx.attribute_assortativity_coefficient(graph, "sector")
        mixing = pd.DataFrame(nx.attribute_mixing_dict(graph, "sector"))
    with log.step("mixing against rewired networks"):
        z = rewired_z(graph)
    with log.step("clusters"):
        runs = [
            nx.community.louvain_communities(graph, weight=None, seed=seed) for seed in range(CLUSTER_RUNS)
        ]
        summary |= {"clusters": len(runs[0]), "agreement": agreement(graph, runs)}
    with log.step("roles and places of brokers"):
        columns["roles"], columns["places"] = roles(graph), places(graph, runs[0])
    with log.step("distances"):
        summary["distance"], summary["reach"] = nearness(graph, sample or list(graph))
    with log.step("harmonic closeness"):
        columns["harmonic"] = harmonic(graph, sample)
    with log.step("betweenness"):
        columns["betweenness"] = nx.betweenness_centrality(
            graph, k=sample and SAMPLES, seed=1, normalized=False
        )
        tie_betweenness = nx.edge_betweenness_centrality(
            graph, k=sample and SAMPLES, seed=1, normalized=False
        )
    with log.step("constraint and effective size"):
        columns["constraint"] = nx.constraint(graph)
        columns["effective_size"] = nx.effective_size(graph, nodes=list(graph))
    with log.step("introductions"):
        picked = introductions(graph)
    with log.step("HTML"):
        summary |= {"bridges": len(ties), "local": len(local), "tie": max(tie_betweenness.values())}
        page(
            graph,
            [
                pd.DataFrame(columns),
                mixing,
                z.to_frame(),
                pd.DataFrame(picked),
                pd.Series(summary).to_frame(),
            ],
            out,
        )


main()
