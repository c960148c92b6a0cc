"""Passerelle: who holds a network of stakeholders together, where its silos are, whom to introduce.

The whole job in five lines::

    import graphlib as gl
    network = gl.read_network("data/event_programme")
    brokers = gl.brokers(network)                       # a DataFrame, one row an actor
    plan = gl.introductions(network, top=20, cap=3)     # ranked, with introducer and reasons
    gl.snapshot(network, plan).save("committee.html")

Public names are loaded from their modules when first used, so that importing the package is cheap.

The standard library has a module of this name too. From the project's root this package comes
first, so it hands on `TopologicalSorter` and `CycleError` to whatever needs the standard one.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
import sysconfig
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphlib.network import Network as Network

__all__ = ["CycleError", "Network", "TopologicalSorter"]

_HOME = {
    "Network": "network",
}
"""The module that each public name comes from."""


def _standard_module() -> ModuleType:
    """Load the standard library's module of this name by its path, under another name."""
    path = Path(sysconfig.get_path("stdlib")) / "graphlib.py"
    spec = importlib.util.spec_from_file_location("_standard_graphlib", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"The standard library's graphlib is not at {path}.")
    module = sys.modules.setdefault(spec.name, importlib.util.module_from_spec(spec))
    spec.loader.exec_module(module)
    return module


_standard = _standard_module()
CycleError = _standard.CycleError
TopologicalSorter = _standard.TopologicalSorter


def __getattr__(name: str) -> object:
    """Load a public name from its module when it is first asked for."""
    if name not in _HOME:
        raise AttributeError(f"module 'graphlib' has no attribute {name!r}")
    value = getattr(importlib.import_module(f"graphlib.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)
