"""Time each measure beside the peers that have it, in one run, and compare what they find.

    python tests/benchmarks/measures.py [--sizes 692 5000 26850] [--only betweenness harmonic]
        [--repeat 3] [--limit 120] [--json] [--peers FOLDER]

Every engine runs in a process of its own with the network loaded; loading is not counted, only the
measure. For ours loaded means a `graphlib.Network` whose pairs, edges, arcs and groups are there; its
tables, with names and further columns, count. "Clusters, one run" and "all runs" (20, 8 above 10,000
actors) are the searches alone in every engine, Leiden in ours and igraph, Louvain in the others; the
modularity reached stands beside. "Clusters as measured" is all that `graphlib.clusters` does besides:
scan, agreement, consensus, comparison with chance, names. No peer does that.

The engines take turns, so that what else the machine does falls on all of them, and the fastest of
the repeats counts. Ours and networkit use all cores, the others one; "busy" sets the seconds of all
cores in proportion, which says more where other work goes on. 692 and 26,850 actors are real,
5,000 and more than 26,850 are made. Peers are asked up to 26,850 actors; above 5,000 betweenness
starts from as many sampled actors in every engine that can. By strength, paths whose lengths differ in
the last digit alone are equally long for ours and igraph, and different for the others.

networkit and graphology are put into a folder outside the project when they are not there yet.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import math
import os
import platform
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from peers_engine import Engine, Outcome
from peers_networks import SIZES, inputs_of, is_there
from peers_packages import FOLDER, GRAPHOLOGY, NETWORKIT, commands

PEERS = ("networkx", "igraph", "networkit", "graphology")
MEASURES = {
    "betweenness": "betweenness of actors (ours: of ties too)",
    "betweenness_ties": "betweenness of actors and ties",
    "betweenness_strength": "betweenness, length = 1/strength",
    "betweenness_directed": "betweenness, directed",
    "betweenness_directed_strength": "betweenness, directed, 1/strength",
    "harmonic": "harmonic closeness",
    "harmonic_strength": "harmonic closeness, 1/strength",
    "harmonic_directed": "harmonic closeness, directed",
    "mean_distance": "mean distance",
    "components": "components",
    "articulation_points": "articulation points",
    "articulation_points_table": "articulation points, with what each holds apart",
    "bridges": "bridges",
    "local_bridges": "local bridges",
    "constraint": "constraint",
    "constraint_strength": "constraint by strength",
    "effective_size": "effective size",
    "clusters": "clusters, one run (modularity)",
    "clusters_runs": "clusters, all runs (modularity)",
    "clusters_measure": "clusters as measured (modularity)",
    "modularity": "modularity by sector",
    "assortativity": "assortativity by sector",
    "density": "density",
}
CLUSTERS = {"clusters", "clusters_runs", "clusters_measure"}
SAMPLED = {name for name in MEASURES if name.startswith("betweenness")}
OURS_ALONE_FROM, OURS_LIMIT = 50_000, 3_600
LONG, WORTH_A_RATIO, ALIKE, SLOWER = 20.0, 0.001, 1e-9, 1.2
"""Seconds after which nothing is repeated; seconds below which times are not set in proportion;
largest difference that counts as none; proportion from which ours counts as slower."""


@dataclass(frozen=True)
class Row:
    """One measure at one size: what each engine did, and how far its values are from ours."""

    measure: str
    size: int
    seconds: dict[str, float]
    busy: dict[str, float]
    states: dict[str, str]
    reasons: dict[str, str]
    likeness: dict[str, float]

    def best(self, times: dict[str, float]) -> str | None:
        """The fastest peer that finished, by the clock or by busy time."""
        done = [name for name in PEERS if self.states.get(name) == "done"]
        return min(done, key=times.__getitem__, default=None)

    def ratio(self, times: dict[str, float]) -> float:
        """Time of the best peer over ours; NaN where either is missing or both are next to nothing."""
        best = self.best(times)
        if best is None or self.states["ours"] != "done":
            return math.nan
        return times[best] / times["ours"] if max(times[best], times["ours"]) >= WORTH_A_RATIO else math.nan


def timed(engines: list[Engine], measure: str, repeat: int) -> dict[str, Outcome]:
    """Ask the engines in turns and keep each one's fastest answer."""
    best: dict[str, Outcome] = {}
    for _ in range(repeat):
        for engine in engines:
            before = best.get(engine.name)
            if before and (before.state != "done" or before.seconds > LONG):
                continue
            outcome = engine.ask(measure)
            best[engine.name] = faster(before, outcome)
    return best


def faster(before: Outcome | None, now: Outcome) -> Outcome:
    """Keep the less of either time; the values do not change from run to run."""
    if before is None or now.state != "done":
        return before or now
    return replace(now, seconds=min(before.seconds, now.seconds), busy=min(before.busy, now.busy))


def likeness(measure: str, ours: Outcome, theirs: Outcome, *, is_sampled: bool) -> float:
    """Compare values: the modularity theirs reached, a correlation of samples, or the largest difference.

    Differences are relative to the largest of our values where that is above 1; actors without a
    value on one side alone make it infinite.
    """
    if theirs.values is None or (ours.values is None and measure not in CLUSTERS):
        return math.nan
    if measure in CLUSTERS:
        return float(theirs.values[0])
    mine, other = ours.values, theirs.values
    assert mine is not None
    if mine.shape != other.shape or not np.array_equal(np.isnan(mine), np.isnan(other)):
        return math.inf
    mine, other = mine[~np.isnan(mine)], other[~np.isnan(other)]
    if is_sampled:
        return float(np.corrcoef(mine, other)[0, 1])
    return float(np.abs(mine - other).max(initial=0) / max(1.0, np.abs(mine).max(initial=0)))


def row(measure: str, size: int, outcomes: dict[str, Outcome]) -> Row:
    """Gather what the engines did."""
    ours, is_sampled = outcomes["ours"], measure in SAMPLED and size > 5_000
    return Row(
        measure,
        size,
        {name: outcome.seconds for name, outcome in outcomes.items()},
        {name: outcome.busy for name, outcome in outcomes.items()},
        {name: outcome.state for name, outcome in outcomes.items()},
        {name: outcome.reason for name, outcome in outcomes.items() if outcome.reason},
        {
            name: likeness(measure, ours, outcome, is_sampled=is_sampled)
            for name, outcome in outcomes.items()
            if outcome.state == "done" and (name != "ours" or measure in CLUSTERS)
        },
    )


def seconds(found: Row, name: str) -> str:
    """Write a time as the table shows it, with the modularity reached where clusters were found."""
    state = found.states.get(name, "missing")
    if state == "stopped":
        return f"> {found.seconds[name]:,.0f} s"
    if state != "done":
        return "–" if state == "missing" else state
    value = found.seconds[name]
    written = (
        f"{value:,.1f} s" if value >= 10 else f"{value:.2f} s" if value >= 1 else f"{value * 1000:.3g} ms"
    )
    return f"{written} ({found.likeness[name]:.4f})" if found.measure in CLUSTERS else written


def sameness(found: Row) -> str:
    """Say whether the peers found the same."""
    if found.measure in CLUSTERS or not found.likeness or found.states["ours"] != "done":
        return "–"
    if found.measure in SAMPLED and found.size > 5_000:
        return "samples; r = " + ", ".join(f"{value:.3f} {name}" for name, value in found.likeness.items())
    apart = [f"{name} {value:.1g}" for name, value in found.likeness.items() if not value <= ALIKE]
    return "not: " + ", ".join(apart) if apart else f"yes ({max(found.likeness.values()):.0e})"


def line(found: Row) -> str:
    """Write one row of the table."""
    ratios = [proportion(found, times) for times in (found.seconds, found.busy)]
    times = [seconds(found, name) for name in ("ours", *PEERS)]
    cells = [MEASURES[found.measure], f"{found.size:,}", *times, *ratios, sameness(found)]
    return "| " + " | ".join(cells) + " |"


def proportion(found: Row, times: dict[str, float]) -> str:
    """Write how much longer the best peer takes, and which it is."""
    ratio = found.ratio(times)
    return "–" if math.isnan(ratio) else f"{ratio:,.2f} ({found.best(times)})"


def remarks(rows: Iterable[Row], missing: dict[str, str]) -> list[str]:
    """Say where ours is slower, what was left out and why."""
    said = [f"- {name} is left out: {reason}" for name, reason in missing.items()]
    for found in rows:
        what = f"{MEASURES[found.measure]}, {found.size:,}"
        ratio, best = found.ratio(found.seconds), found.best(found.seconds)
        if ratio < 1 / SLOWER:
            times = f"{seconds(found, 'ours')} against {seconds(found, best or '')}"
            said.append(f"- slower than {best} by {1 / ratio:.2f} times: {what}, {times}")
        said += [f"- {name} {found.states[name]}, {what}: {why}" for name, why in found.reasons.items()]
    return said


def versions(missing: Iterable[str]) -> str:
    """Say what is compared, on what."""
    there = {name: f"{name} {importlib.metadata.version(name)}" for name in ("networkx", "igraph")}
    there |= {"networkit": NETWORKIT.replace("==", " "), "graphology": GRAPHOLOGY[0].replace("@", " ")}
    named = [version for name, version in there.items() if name not in missing]
    machine = f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores"
    return f"{machine}; {', '.join(named)}"


def options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", choices=SIZES, default=[692, 5_000, 26_850])
    parser.add_argument("--only", nargs="+", choices=list(MEASURES), default=list(MEASURES))
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--limit", type=float, default=120, help="seconds given to a peer for each measure")
    parser.add_argument("--json", action="store_true", help="print one object a row instead of a table")
    parser.add_argument("--peers", type=Path, default=FOLDER, help="where networkit and graphology are")
    return parser.parse_args()


def measured(size: int, asked: argparse.Namespace, found: tuple[dict, dict]) -> Iterable[Row]:
    """Time the measures asked for at one size."""
    started, paths = found
    with tempfile.TemporaryDirectory() as folder:
        inputs_of(size).save(Path(folder))
        engines = [
            Engine(name, command, paths, Path(folder), limit=OURS_LIMIT if name == "ours" else asked.limit)
            for name, command in started.items()
            if name == "ours" or size < OURS_ALONE_FROM
        ]
        try:
            for measure in asked.only:
                yield row(measure, size, timed(engines, measure, asked.repeat))
        finally:
            for engine in engines:
                engine.stop()


def main() -> None:
    """Time what is asked for and print it as it comes."""
    asked = options()
    *found, missing = commands(asked.peers)
    rows: list[Row] = []
    if not asked.json:
        print(f"{versions(missing)}; a peer is stopped after {asked.limit:,.0f} s\n")
        print("| measure | actors | ours | networkx | igraph | networkit | graphology "
              "| best peer / ours | the same, busy | same result |")  # fmt: skip
        print("|---|" + "---:|" * 8 + "---|")
    for size in asked.sizes:
        if not is_there(size):
            print(f"The network of {size:,} actors is not on this machine.", file=sys.stderr)
            continue
        for one in measured(size, asked, (found[0], found[1])):
            rows.append(one)
            print(json.dumps(asdict(one)) if asked.json else line(one), flush=True)
    if not asked.json:
        print("\n".join(["", *remarks(rows, missing)]))


if __name__ == "__main__":
    main()
