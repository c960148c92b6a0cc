"""The introductions that are asked for, and the network that they are made of."""

from __future__ import annotations

from graphlib.introductions import Plan
from graphlib.network import Network
from pages.parts import results
from pages.parts.introductions.asking import Asked

__all__ = ["plan"]


def plan(network: Network, asked: Asked) -> Plan:
    """Give the introductions that are asked for."""
    found = asked.wishes
    return results.plan(
        network,
        top=found.top,
        cap=found.cap,
        by=asked.by,
        toward=asked.toward,
        ours=asked.ours,
        only_introduced=found.only_introduced,
        exclude=tuple(sorted(found.never)),
    )
