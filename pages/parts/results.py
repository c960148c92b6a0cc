"""What the pages show of a network: computed once, in the engine, with progress where it is long."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from graphlib.analysis import Analysis, analyse
from graphlib.drawing import layout
from graphlib.introductions import Plan, introductions
from graphlib.network import Network
from pages.parts import cache, groups, waiting

__all__ = ["analysis", "analysis_meanwhile", "meanwhile", "plan", "positions"]

Result = TypeVar("Result")


def analysis(network: Network, *, by: str = "sector") -> Analysis:
    """Give all measures of a network; groups found bear the reader's names and keep the reader's pins."""
    return groups.named(_long(analyse, network, f"{by} {groups.pins_mark()}", by=by, pinned=groups.pins()))


def analysis_meanwhile(network: Network) -> Analysis | None:
    """Give all measures of a network that a page sets beside its own; ``None`` while they are not there."""
    return meanwhile(
        analyse, network, f"sector {groups.pins_mark()}", network, by="sector", pinned=groups.pins()
    )


def plan(network: Network, *, top: int = 50, cap: int | None = 3, exclude: tuple[str, ...] = ()) -> Plan:
    """Give the introductions of a network, none of them with an organisation in ``exclude``."""
    found = analysis(network).found
    # Groups that repeated searches do not agree on are no reason to introduce anybody.
    membership = found.membership if found.is_reliable else None
    name = repr((top, cap, exclude, groups.pins_mark()))
    return _long(introductions, network, name, top=top, cap=cap, exclude=exclude, membership=membership)


def meanwhile(
    function: Callable[..., Result],
    network: Network,
    name: str,
    *args: Any,  # noqa: ANN401
    **options: Any,  # noqa: ANN401
) -> Result | None:
    """Run a computation about a network once for each content and ``name``; the page goes on without it."""
    work = f"{function.__name__} {name}"
    return waiting.meanwhile(cache.engine(), network.fingerprint, work, function, *args, **options)


def positions(network: Network) -> npt.NDArray[np.float64]:
    """Give the places of the actors on the map."""
    return cache.once(layout.positions, network)


def _long(function: Callable[..., Result], network: Network, name: str, **options: Any) -> Result:  # noqa: ANN401
    """Run a computation in the engine, once for each content and ``name``, which says the options."""
    work = f"{function.__name__} {name}"
    return waiting.result(cache.engine(), network.fingerprint, work, function, network, **options)
