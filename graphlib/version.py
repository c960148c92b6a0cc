"""The version of Passerelle, and of what its figures depend on."""

from __future__ import annotations

from importlib.metadata import version

__all__ = ["__version__", "versions"]

__version__ = "0.1.0"


def versions() -> dict[str, str]:
    """Name the version of the product and of each package that computes its figures."""
    packages = ("igraph", "numba", "numpy", "pandas", "scipy")
    return {"passerelle": __version__, **{name: version(name) for name in packages}}
