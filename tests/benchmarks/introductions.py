"""Hold the choice of introductions against plainer ways, and time it.

    python tests/benchmarks/introductions.py [share] [speed] [large] [--limit 900]

``share``: what share of plain greedy's gain in reach the first 10 and 50 pairs of each way bring,
without cap, and on karate and Les Miserables whether ours equals an exhaustive search's. ``speed``:
50 introductions, cap 3, from a network read to the plan, with and without the need of a contact.
``large``: there, where all distances cannot be kept, whether ours beats the degree product under
the same cap, on actors drawn apart from those that the choice went by. Each run has a process of
its own; what stands in the tables is its time without imports, and its highest memory.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT), str(HERE)]

import numpy as np  # noqa: E402
from introductions_networks import SHARED, network_of  # noqa: E402

from graphlib.distances import INVERSE, UNIT, adjacency_from, cross_pairs, distances_from  # noqa: E402
from graphlib.network import Network  # noqa: E402

SMALL = ("karate", "lesmis", "slice 692", "FTS 716", "EuroSiS 1,285", "SC5 3,606")
WAYS = (
    "random",
    "degree product",
    "Adamic-Adar",
    "effective resistance",
    "common contact only",
    "distance 3 at most",
    "ours, narrowed",
    "ours",
)
TIMED = (
    "slice 692",
    "hubs 3,000",
    "SC5 3,606",
    "hubs 10,000",
    "H2020 26,850",
    "hubs 100,000",
    "random 100,000",
)
LARGE = ("hubs 10,000", "random 10,000", "hubs 100,000", "random 100,000")
RESISTANCE_UP_TO = 1_500
HELD_OUT = 2_048


def run(name: str, way: str, limit: float) -> dict[str, Any] | None:
    """Run one way on one network in its own process; ``None`` where it takes too long."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.json"
        command = [sys.executable, str(HERE / "job_introductions.py"), name, way, str(out)]
        try:
            subprocess.run(command, cwd=ROOT, timeout=limit, check=True)
        except subprocess.TimeoutExpired:
            return None
        result: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return result


def shares(limit: float) -> None:
    """Print the share of greedy's gain of each way on each network, with times."""
    print("\nShare of greedy's gain, k = 10 / 50, and seconds\n")
    print("| way | " + " | ".join(SMALL) + " |")
    print("|---|" + "---:|" * len(SMALL))
    best = {name: run(name, "ours", limit) for name in SMALL}
    for way in WAYS:
        cells = []
        for name in SMALL:
            greedy = best[name]
            is_costly = way == "effective resistance" and greedy and greedy["actors"] > RESISTANCE_UP_TO
            found = None if is_costly else greedy if way == "ours" else run(name, way, limit)
            cells.append(_share(found, greedy))
        print(f"| {way} | " + " | ".join(cells) + " |", flush=True)
    for name in ("karate", "lesmis"):
        kept = json.loads((SHARED / "reference" / f"greedy_exact_{name}.json").read_text(encoding="utf-8"))
        found = best[name]
        if found:
            ratio = found["gains"][1] / (kept["curve"][49] - kept["E_x"])
            print(f"\n{name}: ours / exhaustive search, 50 pairs: {ratio:.6f}")


def _share(found: dict[str, Any] | None, greedy: dict[str, Any] | None) -> str:
    """Write one cell."""
    if not found or not greedy:
        return "–"
    ten, fifty = (one / other for one, other in zip(found["gains"], greedy["gains"], strict=True))
    return f"{ten:.2f}/{fifty:.2f} ({found['seconds']:.1f} s)"


def speed(limit: float) -> None:
    """Print seconds and memory of whole plans."""
    print("\n| network | ties | contact | exact | seconds | MB | rows | gain x 1e5 |")
    print("|---|---:|---|---|---:|---:|---:|---:|")
    for name in TIMED:
        for way, need in (("plan", "needed"), ("free", "not needed")):
            made = run(name, way, limit)
            if made is None:
                print(f"| {name} | | {need} | | > {limit:.0f} | | | |", flush=True)
                continue
            print(
                f"| {name} | {made['ties']:,} | {need} | {'yes' if made['exact'] else 'no'} "
                f"| {made['seconds']:.1f} | {made['megabytes']:,.0f} | {made['rows']} "
                f"| {1e5 * made['gain']:.2f} |",
                flush=True,
            )


def large(limit: float) -> None:
    """Print gains on held-out sources beside the degree product under the same cap."""
    print("\n| network | ours x 1e5 | degree product x 1e5 | ratio | held-out sources | seconds |")
    print("|---|---:|---:|---:|---:|---:|")
    for name in LARGE:
        made = run(name, "free", limit)
        if made is None:
            continue
        network = network_of(name)
        random = np.random.default_rng(20_000)
        sources = np.sort(random.choice(len(network), min(HELD_OUT, len(network)), replace=False))
        plain = degree_product(network, 50, 3)
        today, ours, theirs = (
            reach_from(network, pairs, sources) for pairs in ([], [tuple(p) for p in made["pairs"]], plain)
        )
        ratio = (ours - today) / (theirs - today)
        print(
            f"| {name} | {1e5 * (ours - today):.2f} | {1e5 * (theirs - today):.2f} | {ratio:.2f} "
            f"| {len(sources):,} | {made['seconds']:.1f} |",
            flush=True,
        )


def degree_product(network: Network, top: int, cap: int) -> list[tuple[int, int]]:
    """Take unlinked pairs across sectors by the product of their degrees, under the cap."""
    degree = np.bincount(network.edges.ravel(), minlength=len(network))
    codes = network.groups().codes
    first = np.argsort(-degree, kind="stable")[: 20 * top]
    u, v = (ends.ravel() for ends in np.meshgrid(first, first, indexing="ij"))
    linked = {tuple(edge) for edge in network.edges.tolist()}
    is_right = (u < v) & (codes[u] != codes[v]) & (codes[u] >= 0) & (codes[v] >= 0)
    u, v = u[is_right], v[is_right]
    load = np.zeros(len(network), int)
    pairs: list[tuple[int, int]] = []
    for place in np.argsort(-(degree[u] * degree[v]), kind="stable"):
        pair = (int(u[place]), int(v[place]))
        if len(pairs) < top and pair not in linked and max(load[list(pair)]) < cap:
            load[list(pair)] += 1
            pairs.append(pair)
    return pairs


def reach_from(network: Network, pairs: list[tuple[int, int]], sources: np.ndarray) -> float:
    """Estimate the reach across sectors with some ties added, from some sources."""
    added = np.sort(np.asarray(pairs, np.int32).reshape(-1, 2), axis=1)
    near = adjacency_from(len(network), np.unique(np.concatenate([network.edges, added]), axis=0))
    groups = network.groups()
    total = 0
    for start in range(0, len(sources), 64):
        part = sources[start : start + 64]
        rows = INVERSE[distances_from(near, part)]
        across = (groups.codes[part][:, None] != groups.codes) & (groups.codes >= 0)
        total += int(rows[across & (groups.codes[part] >= 0)[:, None]].sum())
    return total / UNIT * len(network) / len(sources) / (2 * cross_pairs(groups))


def main() -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parts = {"share": shares, "speed": speed, "large": large}
    parser.add_argument("parts", nargs="*", choices=[*parts, []], default=list(parts))
    parser.add_argument("--limit", type=float, default=900, help="seconds given to each run")
    options = parser.parse_args()
    if not SHARED.is_dir():
        parser.exit(1, f"The real networks are not on this machine ({SHARED}).\n")
    for part in options.parts:
        parts[part](options.limit)


if __name__ == "__main__":
    main()
