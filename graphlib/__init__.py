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
    from graphlib.analysis import Analysis as Analysis
    from graphlib.analysis import analyse as analyse
    from graphlib.analysis import brokers as brokers
    from graphlib.errors import GraphlibError as GraphlibError
    from graphlib.errors import InputError as InputError
    from graphlib.errors import Problem as Problem
    from graphlib.network import Network as Network

__all__ = [
    "Analysis",
    "CycleError",
    "GraphlibError",
    "InputError",
    "Network",
    "Problem",
    "TopologicalSorter",
    "analyse",
    "brokers",
]

_HOMES = {
    "analysis": ("Analysis", "analyse", "brokers"),
    "errors": ("GraphlibError", "InputError", "Problem"),
    "network": ("Network",),
}
_HOME = {name: f"graphlib.{module}" for module, names in _HOMES.items() for name in names}
"""The module that each public name comes from."""


class _Package(ModuleType):
    """The package itself, whose public functions may bear the name of the module they come from."""

    def __getattr__(self, name: str) -> object:
        """Load a public name from its module when it is first asked for."""
        if name not in _HOME:
            raise AttributeError(f"module 'graphlib' has no attribute {name!r}")
        value: object = getattr(importlib.import_module(_HOME[name]), name)
        super().__setattr__(name, value)
        return value

    def __setattr__(self, name: str, value: object) -> None:
        """Keep ``graphlib.snapshot`` the function when the import system binds the module."""
        if not (isinstance(value, ModuleType) and name in _HOME):
            super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        """List the public names."""
        return sorted(__all__)


def _standard_module() -> ModuleType:
    """Load the standard library's module of this name by its path, under another name."""
    path = Path(sysconfig.get_path("stdlib")) / "graphlib.py"
    spec = importlib.util.spec_from_file_location("_standard_graphlib", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"The standard library's graphlib is not at {path}.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_standard = _standard_module()
CycleError = _standard.CycleError
TopologicalSorter = _standard.TopologicalSorter
sys.modules[__name__].__class__ = _Package
