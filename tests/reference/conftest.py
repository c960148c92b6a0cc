"""Small networks whose values other software computed, and those values."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from graphlib.network import Network

FOLDER = Path(__file__).parents[2] / ".." / "shared" / "reference"


def _values(name: str) -> dict[str, Any]:
    """Load one file of reference values, or skip the test where it is absent."""
    path = FOLDER / f"{name}.json"
    if not path.exists():
        pytest.skip(f"reference values {name}.json are not on this machine")
    values: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return values


def _network(name: str) -> Network:
    """Build a reference network: ids are zero-padded, so that actor i stays at position i."""
    given = _values(f"input_{name}")
    ids = [f"{position:03d}" for position in range(given["n"])]
    actors = pd.DataFrame(
        {
            "id": ids,
            "name": given["names"],
            "sector": [given["sectors"][code] for code in given["sector"]],
        }
    )
    ties = pd.DataFrame([(ids[u], ids[v]) for u, v in given["edges"]], columns=["source", "target"])
    return Network.build(actors, ties)


@pytest.fixture(scope="session")
def reference() -> Callable[[str], dict[str, Any]]:
    """Give the loader of reference values: ``reference("python_karate")``."""
    return _values


@pytest.fixture(scope="session")
def karate() -> Network:
    """Zachary's karate club: 34 actors, 78 ties, two sectors."""
    return _network("karate")


@pytest.fixture(scope="session")
def lesmis() -> Network:
    """Les Miserables: 77 actors, 254 ties, six sectors."""
    return _network("lesmis")
