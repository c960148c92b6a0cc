"""The package's public names, and the standard library's module whose name it bears."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import graphlib

ROOT = Path(__file__).parents[2]


def run(code: str) -> str:
    """Run code in a fresh interpreter at the project's root."""
    command = [sys.executable, "-W", "error", "-c", code]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def test_the_tests_see_this_package() -> None:
    assert Path(graphlib.__file__).parent == ROOT / "graphlib"


def test_the_standard_names_still_work() -> None:
    sorter = graphlib.TopologicalSorter({"b": {"a"}})
    assert list(sorter.static_order()) == ["a", "b"]
    with pytest.raises(graphlib.CycleError):
        list(graphlib.TopologicalSorter({"a": {"b"}, "b": {"a"}}).static_order())
    assert issubclass(graphlib.CycleError, ValueError)


@pytest.mark.parametrize("name", sorted(graphlib.__all__))
def test_every_public_name_is_there_and_is_no_module(name: str) -> None:
    assert not isinstance(getattr(graphlib, name), ModuleType)
    assert name in dir(graphlib)


def test_every_lazy_name_is_public() -> None:
    assert set(graphlib._HOME) == set(graphlib.__all__) - {"CycleError", "TopologicalSorter"}


def test_a_function_named_as_its_module_stays_the_function() -> None:
    code = """
import graphlib, importlib, pickle
for name in ("clusters", "introductions", "snapshot"):
    module = importlib.import_module(f"graphlib.{name}")
    function = getattr(graphlib, name)
    again = pickle.loads(pickle.dumps(function))
    print(callable(function), getattr(module, name) is function, again is function)
"""
    assert run(code).split() == ["True"] * 9


def test_a_snapshot_from_the_package_knows_its_formats() -> None:
    code = "import graphlib; graphlib.snapshot; from graphlib.snapshot import WRITERS; print(*WRITERS)"
    assert "html" in run(code).split()


def test_an_unknown_name_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        graphlib.nonsense  # noqa: B018


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = "{'numba', 'pandas', 'igraph', 'networkx', 'streamlit', 'scipy', 'numpy'}"
    assert run(f"import sys, graphlib; print(sorted({heavy} & set(sys.modules)))") == "[]"
