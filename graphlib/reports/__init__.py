"""Files to hand on: reports for people, open formats for programs.

Importing this package enters every format into `graphlib.snapshot.WRITERS`.
"""

from graphlib.reports.html import html
from graphlib.reports.open_formats import (
    convert,
    losses,
    map_bytes,
    network_bytes,
    report_csv,
    write_folder,
)
from graphlib.reports.workbook import workbook
from graphlib.snapshot import Snapshot, Writer, register

__all__ = [
    "convert",
    "html",
    "losses",
    "map_bytes",
    "network_bytes",
    "report_csv",
    "workbook",
    "write_folder",
]

_FOR_PUBLIC = ["id", "cluster", "cluster_confidence"]


def _map_of(ending: str) -> Writer:
    """Make what writes the network of a snapshot, with its measures, in an open format."""

    def write(snapshot: Snapshot) -> bytes:
        """Write what the snapshot's audience may see."""
        measures = snapshot.analysis.actors[_FOR_PUBLIC] if snapshot.is_public else snapshot.analysis.actors
        return map_bytes(snapshot.network, ending, measures=measures, only_known=snapshot.is_public)

    return write


register("html", html)
register("xlsx", workbook)
for _ending in ("graphml", "gexf", "json"):
    register(_ending, _map_of(_ending))
