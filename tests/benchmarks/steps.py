"""Keep the time of each step and the memory so far, so that a stopped job still tells."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Log:
    """Writes one line a step into a file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._write({})

    def _write(self, entry: dict[str, object]) -> None:
        unit = 1024 * 1024 if sys.platform == "darwin" else 1024
        entry["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(entry) + "\n")

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time a step."""
        start = time.perf_counter()
        yield
        self._write({"step": name, "seconds": time.perf_counter() - start})

    def facts(self, **values: float) -> None:
        """Keep figures about the network."""
        self._write({"facts": values})
