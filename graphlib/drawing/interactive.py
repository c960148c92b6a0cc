"""The network as marks and lines for the interactive view; the only user of pyvis."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from pyvis.network import Network as PyvisNetwork

from graphlib.drawing.colouring import Colouring, by_group, by_sector
from graphlib.drawing.legend import entries, radii
from graphlib.drawing.marks import LIMIT, Marks, marks
from graphlib.drawing.names import cluster_name, plain, short
from graphlib.drawing.palette import ACCENT, CROSS_TIE, INK, PAPER, TIE, Style
from graphlib.network import Network
from graphlib.translation import Translator, translator

__all__ = ["SIZES", "Scene", "scene", "standalone_html", "vis_library"]

SIZES = ("degree", "betweenness", "harmonic")
"""Measures that the marks can be sized by."""

_WORLD = 1000.0
_LABELLED = 30
_UNWANTED = re.compile(
    r"<link\b[^>]*https?:[^>]*>|<script\b[^>]*https?:[^>]*>\s*</script>|<center>\s*<h1>\s*</h1>\s*</center>",
    re.IGNORECASE | re.DOTALL,
)
"""What pyvis asks for from elsewhere, and its empty headings."""


@dataclass(frozen=True)
class Scene:
    """What the browser draws: plain types only, ready for JSON.

    Attributes
    ----------
    nodes, edges
        As vis-network takes them. A node carries the ``actor`` or the ``cluster`` it stands
        for; an edge carries its class ``k``: ``in``, ``x`` (across sectors), ``s`` (suggested)
        or ``b`` (bundle).
    options
        Of vis-network.
    legend
        Sectors or clusters (words, colour, shape path, count), kinds of line, and the scale of sizes.
    version
        Changes whenever anything above does.
    hidden_ties
        Ties left out because there were too many to draw.
    """

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    options: dict[str, Any]
    legend: dict[str, Any]
    version: str
    hidden_ties: int

    @property
    def is_condensed(self) -> bool:
        """Whether clusters stand as marks."""
        return any("cluster" in node for node in self.nodes)


def scene(
    network: Network,
    actors: pd.DataFrame,
    positions: npt.NDArray[np.float64],
    *,
    language: str = "en",
    visible: Collection[str] | None = None,
    ties: npt.NDArray[np.bool_] | None = None,
    size_by: str = "degree",
    opened: Sequence[int] = (),
    selected: str | None = None,
    suggestions: Iterable[tuple[str, str]] = (),
    cluster_names: Mapping[int, str] | None = None,
    group_colours: Mapping[int, int] | None = None,
    by: str = "sector",
    limit: int = LIMIT,
) -> Scene:
    """Prepare the interactive map.

    Parameters
    ----------
    network
        Whose actors and ties are drawn.
    actors
        One row an actor in network order, with ``degree``, ``cluster`` and the column
        ``size_by`` (as `analysis.analyse` gives them).
    positions
        From `layout.positions`.
    language
        Of legend and tooltips.
    visible, ties
        Ids of the actors and rows of ``network.pairs`` that a filter leaves; all by default.
    size_by
        Measure that marks are sized by, one of `SIZES`.
    opened
        Clusters shown member by member where the map is condensed.
    selected
        Stands for itself, with its contacts, even where its cluster is one mark.
    suggestions
        Pairs of ids to join with a dashed line.
    cluster_names
        Names of the clusters by number.
    group_colours
        Number of the colour of each cluster: with it colour and shape say the cluster.
    by
        Column that ties cross, and that otherwise gives colour and shape.
    limit
        More actors than this are condensed to clusters.

    Returns
    -------
    Scene
        At most about ``limit`` nodes. Cost: about 20 ms at 700 actors and 3,000 ties.
    """
    say = translator(language)
    shown = None if visible is None else np.asarray(network.ids.isin(list(visible)))
    membership, names = actors["cluster"].to_numpy(np.int64), dict(cluster_names or {})
    drawn = marks(
        network,
        positions=positions,
        membership=membership,
        shown=shown,
        ties=ties,
        opened=opened,
        singled=_singled(network, selected, limit),
        by=by,
        limit=limit,
    )
    colouring = (
        by_sector(network, say, by=by)
        if group_colours is None
        else by_group(membership, group_colours, names, say)
    )
    values = actors[size_by].fillna(0.0).to_numpy(np.float64)
    nodes = [
        *_actor_nodes(network, drawn, colouring, values, actors["degree"].to_numpy(), say),
        *_cluster_nodes(drawn, colouring, names, say),
    ]
    edges = [*_tie_edges(drawn), *_suggested_edges(network, drawn, suggestions)]
    view = _pyvis(nodes, edges, colouring.looks)
    kinds = {edge["k"] for edge in edges}
    legend = entries(drawn, colouring, values, size_by=size_by, kinds=kinds, say=say)
    return Scene(
        view.nodes, view.edges, view.options, legend, _version(nodes, edges, legend), drawn.hidden_ties
    )


def standalone_html(network: Network, drawn: Scene, *, language: str = "en", title: str = "") -> str:
    """Write the interactive map as one file that opens without a connection.

    Parameters
    ----------
    network
        Counted in the heading.
    drawn
        What `scene` gave.
    language
        Of the heading.
    title
        Name of the programme, shown as text.
    """
    say = translator(language)
    view = PyvisNetwork(height="86vh", width="100%", cdn_resources="in_line", bgcolor=PAPER)
    # pyvis would show tooltips as HTML if one held a link: names stay names without tooltips.
    view.nodes = [{key: value for key, value in node.items() if key not in _OURS} for node in drawn.nodes]
    view.edges = [dict(edge, color=_EDGE_COLOURS[edge["k"]]) for edge in drawn.edges]
    view.node_ids = [node["id"] for node in view.nodes]
    view.node_map = {node["id"]: node for node in view.nodes}
    view.options = drawn.options
    page = _UNWANTED.sub("", str(view.generate_html()))
    heading = say("map.picture.title", actors=len(network), ties=len(network.edges))
    items = " ".join(
        f'<span style="white-space:nowrap;margin-right:1.2em">'
        f'<svg width="16" height="16" viewBox="-1.5 -1.5 3 3" '
        f'aria-hidden="true"><path d="{item["path"]}" fill="{item["colour"]}"/></svg> {escape(item["word"])} '
        f"({escape(item['count'])})</span>"
        for item in drawn.legend["sectors"]
    )
    top = (
        f'<!DOCTYPE html><html lang="{escape(say.language)}"><title>{escape(plain(title) or heading)}</title>'
        f'<body style="margin:0 12px;font:15px system-ui,sans-serif;color:{INK}">'
        f'<h1 style="font-size:20px">{escape(plain(title))}</h1><p>{escape(heading)}</p><p>{items}</p>'
    )
    return top + page.removeprefix("<html>")


@lru_cache(maxsize=1)
def vis_library() -> str:
    """Give the source of the vis-network library that pyvis ships."""
    return (files("pyvis") / "lib" / "vis-9.1.2" / "vis-network.min.js").read_text(encoding="utf-8")


_OURS = {"actor", "cluster", "members", "mix", "name", "v", "title"}
_EDGE_COLOURS = {"in": TIE, "x": CROSS_TIE, "s": ACCENT, "b": TIE}


def _singled(network: Network, selected: str | None, limit: int) -> list[int]:
    """Give the positions of the selected actor and its contacts."""
    if selected is None or selected not in network.ids:
        return []
    place = int(network.ids.get_loc(selected))
    return [place, *network.graph.neighbors(place)[: limit // 4]]


def _pyvis(nodes: list[dict[str, Any]], edges: list[dict[str, Any]], looks: dict[str, Style]) -> PyvisNetwork:
    """Fill a pyvis network directly: its own methods look every tie up in a list."""
    view = PyvisNetwork(cdn_resources="in_line", bgcolor=PAPER)
    view.nodes, view.edges = nodes, edges
    view.node_ids = [node["id"] for node in nodes]
    view.node_map = {node["id"]: node for node in nodes}
    view.options = {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "interaction": {"hideEdgesOnDrag": len(edges) > 3000, "hideEdgesOnZoom": len(edges) > 3000,
                        "hover": True, "dragNodes": False, "tooltipDelay": 150, "multiselect": False,
                        "selectConnectedEdges": False},
        "edges": {"smooth": False, "width": 1, "color": {"inherit": False, "color": TIE}, "selectionWidth": 0,
                  "hoverWidth": 0},
        "nodes": {"borderWidth": 1, "borderWidthSelected": 1, "font": {"size": 22, "color": INK}},
        "groups": {
            look.key: {"shape": look.shape, "color": {"background": look.colour, "border": PAPER}}
            for look in looks.values()
        } | {"cluster": {"shape": "dot", "borderWidth": 2,
                         "color": {"background": "#F3F1F8", "border": CROSS_TIE}}},
    }  # fmt: skip
    return view


def _actor_nodes(
    network: Network,
    drawn: Marks,
    colouring: Colouring,
    values: npt.NDArray[np.float64],
    degree: npt.NDArray[np.int64],
    say: Translator,
) -> list[dict[str, Any]]:
    """Make one node for each actor that stands for itself."""
    sizes = radii(values[drawn.actors], float(values.max(initial=0.0)))
    labelled = set(np.argsort(-sizes, kind="stable")[:_LABELLED].tolist())
    ids, names = network.ids, network.actors["name"].tolist()
    nodes = []
    for mark, actor in enumerate(drawn.actors.tolist()):
        label = colouring.labels[actor]
        look = colouring.looks[label]
        name, word = plain(names[actor]), colouring.words[label]
        nodes.append(
            {
                "id": f"a{actor}",
                "actor": str(ids[actor]),
                "x": round(float(drawn.points[mark, 0]) * _WORLD, 1),
                "y": round(float(drawn.points[mark, 1]) * _WORLD, 1),
                "size": round(float(sizes[mark]) * look.scale, 1),
                "group": look.key,
                "label": short(names[actor]) if mark in labelled else "",
                "name": name,
                "title": f"{name}\n{word} · {say('map.contacts', count=int(degree[actor]))}",
            }
        )
    return nodes


def _cluster_nodes(
    drawn: Marks, colouring: Colouring, names: dict[int, str], say: Translator
) -> list[dict[str, Any]]:
    """Make one node for each cluster that stands as one mark, shared out by colour."""
    nodes = []
    for index, number in enumerate(drawn.clusters.tolist()):
        x, y = drawn.points[len(drawn.actors) + index].tolist()
        inside = np.flatnonzero(drawn.cluster_of == number).tolist()
        counts = Counter(colouring.labels[place] for place in inside)
        name, members = cluster_name(number, names, say), int(drawn.members[index])
        nodes.append(
            {
                "id": f"c{number}",
                "cluster": number,
                "members": say.number(members),
                "x": round(x * _WORLD, 1),
                "y": round(y * _WORLD, 1),
                "size": round(float(drawn.radii[index]) * _WORLD, 1),
                "group": "cluster",
                "label": name,
                "name": name,
                "mix": [
                    [look.colour, round(counts[label] / max(1, len(inside)), 4)]
                    for label, look in colouring.looks.items()
                    if counts[label]
                ],
                "title": f"{say('map.cluster', name=name, count=members)}\n{say('map.opens')}",
            }
        )
    return nodes


def _tie_edges(drawn: Marks) -> list[dict[str, Any]]:
    """Make one edge for each pair of marks that ties join."""
    ids = [f"a{actor}" for actor in drawn.actors.tolist()] + [
        f"c{number}" for number in drawn.clusters.tolist()
    ]
    largest = max(1, int(drawn.counts.max(initial=1)))
    edges = []
    for (u, v), count, crosses in zip(
        drawn.ties.tolist(), drawn.counts.tolist(), drawn.crosses.tolist(), strict=True
    ):
        edge: dict[str, Any] = {"id": f"{ids[u]}-{ids[v]}", "from": ids[u], "to": ids[v]}
        if max(u, v) >= len(drawn.actors):
            edge |= {"k": "b", "width": round(1 + 14 * (count / largest) ** 0.5, 1)}
        else:
            edge["k"] = "x" if crosses else "in"
        edges.append(edge)
    return edges


def _suggested_edges(
    network: Network, drawn: Marks, suggestions: Iterable[tuple[str, str]]
) -> list[dict[str, Any]]:
    """Make a dashed edge for each suggestion of which both ends stand for themselves."""
    shown = set(drawn.actors.tolist())
    edges = []
    for source, target in suggestions:
        u, v = network.ids.get_indexer([source, target]).tolist()
        if u in shown and v in shown:
            edges.append(
                {"id": f"s{u}-{v}", "from": f"a{u}", "to": f"a{v}", "k": "s", "dashes": True, "width": 2.5}
            )
    return edges


def _version(nodes: list[dict[str, Any]], edges: list[dict[str, Any]], legend: dict[str, Any]) -> str:
    """Digest what is drawn, so that the browser is sent it once."""
    text = json.dumps([nodes, edges, legend], ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
