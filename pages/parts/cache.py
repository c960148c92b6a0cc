"""What is kept between two clicks: the only module that touches Streamlit's caches.

Results are shared by all who look at the same network and never changed; each is keyed by the
network's fingerprint and by what was asked.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

from graphlib.engine import Engine
from graphlib.network import Network
from graphlib.readers import read_network
from graphlib.storage import Workspace, open_workspace

__all__ = ["briefly", "drafts", "engine", "example", "once", "reading_engine", "version", "workspace"]

Result = TypeVar("Result")


@st.cache_resource(show_spinner=False)
def workspace() -> Workspace:
    """Open the workspace once for the whole process."""
    return open_workspace()


@st.cache_resource(show_spinner=False)
def engine() -> Engine:
    """Start the engine once for the whole process."""
    return Engine()


@st.cache_resource(show_spinner=False, max_entries=8)
def example(folder: str) -> Network:
    """Read an invented example."""
    return read_network(folder)


@st.cache_resource(show_spinner=False, max_entries=8)
def version(number: int) -> Network:
    """Load a stored version; versions never change."""
    return workspace().load(number)


@st.cache_resource(show_spinner=False)
def reading_engine() -> Engine:
    """Start the engine that reads uploaded files; what it read holds the files, so little is kept."""
    return Engine(keep=4)


@st.cache_resource(show_spinner=False)
def drafts() -> dict[str, object]:
    """Hold the imports under way by their secret names, so that a reload does not lose the files."""
    return {}


def once(function: Callable[..., Result], network: Network, *args: Any) -> Result:  # noqa: ANN401
    """Call ``function(network, *args)`` once for each content of the network and arguments."""
    name = f"{function.__module__}.{function.__qualname__}"
    result: Result = _once(name, network.fingerprint, args, function, network)
    return result


@st.cache_resource(show_spinner=False, max_entries=64)
def _once(
    name: str, fingerprint: str, args: tuple[Any, ...], _function: Callable[..., Any], _network: Network
) -> Any:  # noqa: ANN401
    """Keep a result under the name of its function, the fingerprint and the arguments."""
    return _function(_network, *args)


def briefly(function: Callable[..., Result], networks: tuple[Network, ...], *args: Any) -> Result:  # noqa: ANN401
    """Call ``function(*networks, *args)`` as `once` does, where the result is as large as a network.

    Of such results only the last few are kept.
    """
    name = f"{function.__module__}.{function.__qualname__}"
    # The fingerprint leaves the cap out where nothing is attended; what is made of the network may not.
    contents = tuple((network.fingerprint, network.event_cap) for network in networks)
    result: Result = _briefly(name, contents, args, function, networks)
    return result


@st.cache_resource(show_spinner=False, max_entries=12)
def _briefly(
    name: str,
    contents: tuple[tuple[str, int], ...],
    args: tuple[Any, ...],
    _function: Callable[..., Any],
    _networks: tuple[Network, ...],
) -> Any:  # noqa: ANN401
    """Keep a result under the name of its function, the contents of the networks and the arguments."""
    return _function(*_networks, *args)
