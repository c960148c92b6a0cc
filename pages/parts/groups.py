"""What the reader calls the groups found, and which of them stay together: kept with the programme."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

from graphlib.analysis import Analysis
from graphlib.clusters import Carried, ClusterMemory, carried_over, cluster_name, pinned, pinned_sets, renamed
from graphlib.network import Network
from pages.parts import cache, messages, session

__all__ = ["is_whole", "mark", "named", "names", "pin", "pins", "pins_mark", "rename"]

_CARRIED = ["given_name", "label_kind", "label_value", "best_connected_name", "key", "colour", "is_pinned"]


def named(analysis: Analysis) -> Analysis:
    """Call the groups found what they were called before, and remember those of the whole network.

    A part of the network, such as one day, is named by what is remembered and changes nothing of it:
    whoever looks back at an earlier day must not lose names and colours.
    """
    memory = _memory()

    def carried(network: Network, _remembered: str) -> Carried:
        """Carry the names over; what is remembered stands in the key as text."""
        return carried_over(network, analysis.found, memory)

    found: Carried = cache.once(carried, analysis.network, _text(memory))
    if is_whole(analysis.network) and found.memory != memory:
        _keep(found.memory)
    table = analysis.clusters.drop(columns=[name for name in _CARRIED if name in analysis.clusters])
    return replace(analysis, clusters=table.join(found.table.set_index("cluster")[_CARRIED], on="cluster"))


def names(analysis: Analysis) -> dict[int, str]:
    """Name the groups found by their number, each another name, in the reader's language."""
    rows, language = analysis.clusters.to_dict("records"), session.language()
    said = messages.distinct(cluster_name(row, language) for row in rows)
    return {int(row["cluster"]): name for row, name in zip(rows, said, strict=True)}


def mark(analysis: Analysis) -> str:
    """Tell apart what is called or kept together differently, for what is kept between two clicks."""
    return _digest(analysis.clusters.to_csv(index=False) + repr(pins()))


def is_whole(network: Network) -> bool:
    """Tell whether this is all of the open network: names and pins are changed there alone."""
    return network.fingerprint == session.network().fingerprint


def pins() -> tuple[tuple[str, ...], ...]:
    """List the sets of organisations that the reader keeps together."""
    return pinned_sets(_memory())


def pins_mark() -> str:
    """Tell apart what is kept together, in a few letters; nothing where nobody is."""
    kept = pins()
    return _digest(repr(kept)) if kept else ""


def rename(key: str, name: str) -> None:
    """Give a group found the reader's own name; a blank one gives it back the name that explains it."""
    _keep(renamed(_memory(), key, name))


def pin(key: str, *, stays: bool) -> None:
    """Keep the organisations of a group together from now on, or let them go."""
    _keep(pinned(_memory(), key, stays=stays))


def _memory() -> ClusterMemory:
    """Give what is remembered of the groups of the open programme."""
    plain = session.state(_key(), None) if session.is_example() else session.workspace().setting(_key())
    return ClusterMemory.from_plain(plain)


def _keep(memory: ClusterMemory) -> None:
    """Remember the groups: with a stored programme, or until the browser leaves an example."""
    if session.is_example():
        session.keep(_key(), memory.as_plain())
    else:
        session.workspace().set_setting(_key(), memory.as_plain())


def _key() -> str:
    """Name the setting that keeps the groups of the open programme."""
    return f"groups_found:{session.network_key()}"


def _text(memory: ClusterMemory) -> str:
    """Write what is remembered in a few letters."""
    return _digest(json.dumps(memory.as_plain()))


def _digest(text: str) -> str:
    """Give the start of a text's checksum."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
