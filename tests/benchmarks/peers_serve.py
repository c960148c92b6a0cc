"""What every engine's process does: load a network, then time each measure it is asked for by name.

    python peers_<engine>.py FOLDER ANSWERS

One line in is the name of a measure, one line out is what came of it: ``seconds`` by the clock and
``busy`` ones of all cores together, or ``skipped`` with the reason, or ``error``. The values lie in
``ANSWERS/<measure>.f64``, as bytes.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from peers_inputs import Inputs

AT_LEAST, MOST_RUNS = 0.1, 100
"""A run is repeated until so many seconds or runs are spent, and the fastest counts."""


@dataclass(frozen=True)
class Measure:
    """How an engine measures something.

    ``run`` is timed: it takes the graph and the inputs. ``tidy`` is not: it turns what ``run`` gave
    into numbers in the order of actors or ties. ``graph`` names the attribute of the engine's
    graphs that it works on. ``unless`` gives the reason to leave it out, or nothing.
    """

    run: Callable[[Any, Inputs], Any]
    tidy: Callable[[Any, Inputs], Any] = lambda found, _inputs: found
    graph: str = "plain"
    unless: Callable[[Inputs], str] = lambda _inputs: ""


def cannot_sample(inputs: Inputs) -> str:
    """Leave out what the engine can only do from every actor where the others sample."""
    return "cannot start from a sample" if len(inputs.sources) else ""


def serve(graphs: Any, inputs: Inputs, measures: Mapping[str, Measure]) -> None:
    """Answer until there is no further line; what a library prints goes to the errors."""
    answers = Path(sys.argv[2])
    answers.mkdir(parents=True, exist_ok=True)
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    warnings.simplefilter("ignore")
    print(json.dumps({"ready": sorted(measures)}), file=out, flush=True)
    for line in sys.stdin:
        name = line.strip()
        try:
            answer = _answer(graphs, inputs, measures[name], answers / f"{name}.f64")
        except Exception as error:  # noqa: BLE001 - whatever an engine raises belongs into the table
            answer = {"error": f"{type(error).__name__}: {error}"[:200]}
        print(json.dumps(answer), file=out, flush=True)


def _answer(graphs: Any, inputs: Inputs, measure: Measure, values: Path) -> dict[str, Any]:
    """Time one measure and keep its values."""
    if reason := measure.unless(inputs):
        return {"skipped": reason}
    seconds: list[float] = []
    busy: list[float] = []
    while sum(seconds) < AT_LEAST and len(seconds) < MOST_RUNS:
        graph = getattr(graphs, measure.graph)
        if not seconds:
            gc.collect()
        start, start_busy = time.perf_counter(), time.process_time()
        found = measure.run(graph, inputs)
        busy.append(time.process_time() - start_busy)
        seconds.append(time.perf_counter() - start)
    np.atleast_1d(np.asarray(measure.tidy(found, inputs), np.float64)).tofile(values)
    return {"seconds": min(seconds), "busy": min(busy)}


def by_row(found: Mapping[tuple[int, int], float], inputs: Inputs) -> np.ndarray:
    """Put values by pair of ends into the order of the ties; 0 for a tie that is not there."""
    values = np.zeros(len(inputs.ties))
    for pair, value in found.items():
        values[inputs.rows[int(pair[0]), int(pair[1])]] = value
    return values


def marked(places: Any, size: int) -> np.ndarray:
    """Give 1 at these places and 0 elsewhere."""
    values = np.zeros(size)
    values[np.asarray(list(places), np.int64)] = 1
    return values


def first_members(labels: Any) -> np.ndarray:
    """Name each actor's part by its first member, so that parts compare whatever they are called."""
    _, firsts, inverse = np.unique(np.asarray(labels), return_index=True, return_inverse=True)
    return firsts[inverse].astype(float)


def labels_of(groups: Any, size: int) -> np.ndarray:
    """Give the number of each actor's group from groups of members."""
    labels = np.zeros(size, np.int64)
    for number, members in enumerate(groups):
        labels[list(members)] = number
    return labels
