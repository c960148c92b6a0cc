"""Tell how time and memory of the whole analysis grow with the network, and from where it samples.

    python tests/benchmarks/growth.py [--sizes 692 5000 26850 100000 200000] [--limit 3600]

Each network is measured by `graphlib.analyse` in a process of its own; reading or making it is timed
apart, imports are not timed. Memory is the highest resident set of that process, reading included.
Before them one small network is measured, so that the compiled loops lie in the cache as they do from
the second start on. 692 and 26,850 actors are real, the others are made and have no pattern.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from peers_networks import SIZES, is_there, network_of

from graphlib.analysis import analyse

SMALL = min(SIZES)


def work(size: int) -> dict[str, Any]:
    """Measure the network of so many actors, and say what that took."""
    start = time.perf_counter()
    network = network_of(size)
    ties = len(network.edges)
    loaded = time.perf_counter()
    summary = analyse(network).summary
    return {
        "actors": len(network),
        "ties": ties,
        "reading": loaded - start,
        "seconds": time.perf_counter() - loaded,
        "megabytes": _megabytes(),
        "samples": {
            name.removesuffix("_samples"): int(count)
            for name, count in summary.items()
            if name.endswith("_samples") and count is not None
        },
    }


def _megabytes() -> float:
    """Give the highest resident set of this process: what the system itself wrote down where it does."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def run(size: int, limit: float) -> dict[str, Any] | str:
    """Measure one network in its own process; give the reason where nothing came of it."""
    command = [sys.executable, __file__, "--work", str(size)]
    try:
        done = subprocess.run(command, timeout=limit, check=False, capture_output=True, text=True)
    except subprocess.TimeoutExpired:
        return f"stopped after {limit:,.0f} s"
    said = (done.stdout if done.returncode == 0 else done.stderr).strip().splitlines() or ["nothing said"]
    found: dict[str, Any] | str = json.loads(said[-1]) if done.returncode == 0 else f"failed: {said[-1]}"
    return found


def row(size: int, found: dict[str, Any] | str) -> str:
    """Write one row of the table."""
    if isinstance(found, str):
        return f"| {size:,} | – | – | {found} | – | – |"
    sampled = ", ".join(
        f"{name.replace('_', ' ')} from {count:,}" for name, count in found["samples"].items()
    )
    figures = f"{found['reading']:.1f} s | {found['seconds']:.1f} s | {found['megabytes']:,.0f} MB"
    return f"| {found['actors']:,} | {found['ties']:,} | {figures} | {sampled or 'nothing'} |"


def main() -> None:
    """Measure the networks asked for and print Markdown."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", choices=SIZES, default=SIZES)
    parser.add_argument("--limit", type=float, default=3600, help="seconds given to each network")
    parser.add_argument("--work", type=int, choices=SIZES, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.work:
        print(json.dumps(work(asked.work)))
        return
    run(SMALL if is_there(SMALL) else 5_000, asked.limit)
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores\n")
    print("| actors | ties | reading or making | all measures | memory | sampled |")
    print("|---:|---:|---:|---:|---:|---|")
    for size in asked.sizes:
        if is_there(size):
            print(row(size, run(size, asked.limit)), flush=True)
        else:
            print(f"The network of {size:,} actors is not on this machine.", file=sys.stderr)


if __name__ == "__main__":
    main()
