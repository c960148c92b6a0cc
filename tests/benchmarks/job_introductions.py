"""One run in a process of its own: NETWORK WAY OUT.json; WAY is one of `introductions_ways`, plan or free."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parent)]

import introductions_ways as ways  # noqa: E402
import numpy as np  # noqa: E402
from introductions_networks import network_of  # noqa: E402

from graphlib.introductions import introductions  # noqa: E402

TOPS = (10, 50)


def shares(name: str, way: str) -> dict[str, object]:
    """Time one way to pick pairs and measure what its first 10 and 50 gain."""
    network = network_of(name)
    today = ways.reached(network, np.empty((0, 2), np.int64))
    start = time.perf_counter()
    pairs = ways.WAYS[way](network, max(TOPS))
    seconds = time.perf_counter() - start
    gains = [ways.reached(network, pairs[:top]) - today for top in TOPS]
    return {"actors": len(network), "ties": len(network.edges), "seconds": seconds, "gains": gains}


def plan(name: str, way: str) -> dict[str, object]:
    """Time the whole plan: likelihood, distances, far pairs, candidates, choice, reasons."""
    network = network_of(name)
    given = {"require_contact": False, "weight": "none"} if way == "free" else {}
    start = time.perf_counter()
    made = introductions(network, top=50, **given)
    seconds = time.perf_counter() - start
    table = made.table
    picked = [network.ids.get_indexer(table[end].to_numpy()).tolist() for end in ("source", "target")]
    return {
        "actors": len(network),
        "ties": len(network.edges),
        "seconds": seconds,
        "expected": float(table["expected_gain"].sum()),
        "gain": float(table["reach_gain"].sum()),
        "rows": len(table),
        "exact": made.is_exact,
        "pairs": list(zip(*picked, strict=True)),
    }


name, way, out = sys.argv[1:4]
result = plan(name, way) if way in ("plan", "free") else shares(name, way)
unit = 1024 * 1024 if sys.platform == "darwin" else 1024
result["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
Path(out).write_text(json.dumps(result), encoding="utf-8")
