"""Files to hand on: reports for people, open formats for programs.

Importing this package enters every format into `graphlib.snapshot.WRITERS`.
"""

from graphlib.reports.html import html
from graphlib.reports.open_formats import convert, graphml, node_link, report_csv, write_folder
from graphlib.reports.workbook import workbook
from graphlib.snapshot import Snapshot, register

__all__ = ["convert", "graphml", "html", "node_link", "report_csv", "workbook", "write_folder"]

_FOR_PUBLIC = ["id", "cluster", "cluster_confidence"]


def _graphml_of(snapshot: Snapshot) -> bytes:
    """Write the network of a snapshot, with its measures, as GraphML."""
    measures = snapshot.analysis.actors[_FOR_PUBLIC] if snapshot.is_public else snapshot.analysis.actors
    return graphml(snapshot.network, measures=measures, only_known=snapshot.is_public)


def _json_of(snapshot: Snapshot) -> bytes:
    """Write the network of a snapshot, with its measures, as node-link JSON."""
    measures = snapshot.analysis.actors[_FOR_PUBLIC] if snapshot.is_public else snapshot.analysis.actors
    return node_link(snapshot.network, measures=measures, only_known=snapshot.is_public)


register("html", html)
register("xlsx", workbook)
register("graphml", _graphml_of)
register("json", _json_of)
