"""The map as a still picture: one SVG that needs nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from html import escape

import numpy as np
import numpy.typing as npt
import pandas as pd

from graphlib.clusters import clusters as found_clusters
from graphlib.drawing.labels import Label, placed
from graphlib.drawing.layout import positions as laid_out
from graphlib.drawing.legend import strip
from graphlib.drawing.marks import Marks, marks
from graphlib.drawing.names import cluster_name, plain, sector_word, short
from graphlib.drawing.palette import ACCENT, CROSS_TIE, INK, PAPER, TIE, Style, styles
from graphlib.network import Network
from graphlib.sectors import UNKNOWN
from graphlib.translation import Translator, translator

__all__ = ["svg"]

_CONDENSED_ABOVE = 2500
_FONT = "system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif"


@dataclass(frozen=True)
class _Canvas:
    """Everything that the parts of the picture need to know."""

    network: Network
    say: Translator
    looks: dict[str, Style]
    sectors: list[str]
    drawn: Marks
    x: npt.NDArray[np.float64]
    y: npt.NDArray[np.float64]
    radius: npt.NDArray[np.float64]
    names: Mapping[int, str]
    highlight: frozenset[str]
    prefix: str


def svg(
    network: Network,
    *,
    positions: npt.NDArray[np.float64] | None = None,
    by: str = "sector",
    clusters: pd.Series | None = None,
    cluster_names: Mapping[int, str] | None = None,
    language: str = "en",
    width: int = 1200,
    height: int = 800,
    highlight: Collection[str] = (),
    suggestions: Iterable[tuple[str, str]] = (),
    labels: int = 30,
    shown: npt.NDArray[np.bool_] | None = None,
    ties: npt.NDArray[np.bool_] | None = None,
    prefix: str = "map",
) -> str:
    """Draw who is connected to whom, as a file that prints and opens anywhere.

    Above 2,500 actors clusters stand as one mark each, with their ties in bundles.

    Parameters
    ----------
    network
        Read as undirected; marks are larger the more contacts an actor has.
    positions
        From `layout.positions`; laid out here when ``None``.
    by
        Column that gives colour and shape.
    clusters, cluster_names
        Cluster of each actor (0 for none) and the clusters' names; used above 2,500 actors,
        and found here when ``None``.
    language
        Of the legend, the title and the description for screen readers.
    width, height
        In pixels, legend included.
    highlight
        Ids of actors that are ringed and always named.
    suggestions
        Pairs of ids, drawn as dashed lines.
    labels
        How many of the best connected are named, as far as names do not overlap.
    shown, ties
        Which actors and which rows of ``network.pairs`` are drawn; all by default.
    prefix
        Begins every id inside the file: must differ between two pictures on one page.

    Returns
    -------
    str
        SVG without scripts, links or anything from elsewhere; the same input gives the same
        text. Cost: below 0.1 s at 2,000 actors.
    """
    say = translator(language)
    if positions is None:
        positions = laid_out(network)
    membership = _membership(network, clusters, shown)
    drawn = marks(
        network, positions=positions, membership=membership, shown=shown, ties=ties, by=by,
        limit=_CONDENSED_ABOVE, tie_limit=12_000,
    )  # fmt: skip
    sectors = network.actors[by].fillna(UNKNOWN).astype("str").tolist()
    looks = styles(sectors)
    notes = _notes(network, drawn, say)
    legend = strip(say, looks, Counter(sectors), notes=notes, width=width, has_suggestions=bool(suggestions))
    x, y, radius = _placed(network, drawn, width, height - legend.height)
    canvas = _Canvas(
        network, say, looks, sectors, drawn, x, y, radius, cluster_names or {}, frozenset(highlight), prefix
    )
    body = [
        *_tie_layer(canvas),
        *_suggestion_layer(canvas, suggestions),
        *_mark_layer(canvas),
        *_label_layer(canvas, labels, width, height - legend.height),
        f'<g transform="translate(0 {height - legend.height})">{legend.markup}</g>',
    ]
    return "".join([*_head(canvas, width, height), *body, "</svg>\n"])


def _membership(
    network: Network, clusters: pd.Series | None, shown: npt.NDArray[np.bool_] | None
) -> npt.NDArray[np.int64] | None:
    """Give the clusters where the map has to be condensed."""
    count = len(network) if shown is None else int(shown.sum())
    if count <= _CONDENSED_ABOVE:
        return None
    found = found_clusters(network).membership if clusters is None else clusters
    return np.asarray(found.to_numpy(), np.int64)


def _notes(network: Network, drawn: Marks, say: Translator) -> list[str]:
    """Say what sizes mean, and which ties are left out."""
    notes = [say("map.size.clusters" if drawn.is_condensed else "map.size.contacts")]
    if drawn.hidden_ties:
        count = len(network.edges)
        notes.append(say("map.ties.strongest", shown=count - drawn.hidden_ties, all=count))
    return notes


def _placed(
    network: Network, drawn: Marks, width: int, height: int
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Fit the marks into the frame; give x, y and radius in pixels."""
    if not len(drawn.points):
        return np.empty(0), np.empty(0), np.empty(0)
    low, high = drawn.points.min(axis=0), drawn.points.max(axis=0)
    extent = np.maximum(high - low, 1e-9)
    scale = float(min((width - 90) / extent[0], (height - 70) / extent[1], width / 1.6))
    centre = (low + high) / 2
    x = (drawn.points[:, 0] - centre[0]) * scale + width / 2
    y = (drawn.points[:, 1] - centre[1]) * scale + height / 2
    degree = np.bincount(network.edges.ravel(), minlength=len(network))[drawn.actors]
    largest = float(np.clip(320 / np.sqrt(max(1, len(drawn.actors))), 9, 18))
    radius = largest * (0.27 + 0.73 * np.sqrt(degree / max(1, int(degree.max(initial=1)))))
    return x, y, np.concatenate([radius, drawn.radii * scale])


def _head(canvas: _Canvas, width: int, height: int) -> list[str]:
    """Open the picture: title and description for screen readers, shapes, background."""
    say, network = canvas.say, canvas.network
    counts = Counter(canvas.sectors)
    sectors = ", ".join(f"{sector_word(name, say)} {say.number(counts[name])}" for name in canvas.looks)
    title = say("map.picture.title", actors=len(network), ties=len(network.edges))
    text = say("map.picture.description", sectors=sectors)
    shapes = "".join(
        f'<path id="{canvas.prefix}-{place}" d="{look.path}" fill="{look.colour}"/>'
        for place, look in enumerate(canvas.looks.values())
    )
    return [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
            f'height="{height}" role="img" aria-labelledby="{canvas.prefix}-title {canvas.prefix}-desc" '
            f'font-family="{_FONT}" font-size="12" fill="{INK}">'
        ),
        f'<title id="{canvas.prefix}-title">{_safe(title)}</title>',
        f'<desc id="{canvas.prefix}-desc">{_safe(text)}</desc><defs>{shapes}</defs>',
        f'<rect width="{width}" height="{height}" fill="{PAPER}"/>',
    ]


def _tie_layer(canvas: _Canvas) -> list[str]:
    """Draw the ties: inside sectors first, across sectors darker on top, bundles by their width."""
    drawn, parts = canvas.drawn, []
    single = (drawn.ties < len(drawn.actors)).all(axis=1)
    fade = float(np.clip(12 / np.sqrt(len(drawn.ties) + 1), 0.22, 0.8))
    for crosses, colour in ((False, TIE), (True, CROSS_TIE)):
        path = _lines(canvas, drawn.ties[single & (drawn.crosses == crosses)])
        if path:
            parts.append(
                f'<path d="{path}" stroke="{colour}" stroke-width=".8" '
                f'stroke-opacity="{fade:.2f}" fill="none"/>'
            )
    largest = max(1, int(drawn.counts.max(initial=1)))
    for row in np.flatnonzero(~single):
        thick = 0.6 + 9 * float(np.sqrt(drawn.counts[row] / largest))
        parts.append(
            f'<path d="{_lines(canvas, drawn.ties[row : row + 1])}" stroke="{TIE}" '
            f'stroke-width="{thick:.1f}" stroke-opacity=".55"/>'
        )
    return parts


def _lines(canvas: _Canvas, pairs: npt.NDArray[np.int64]) -> str:
    """Write straight lines between marks as one path."""
    x, y = canvas.x, canvas.y
    return "".join(f"M{x[u]:.0f} {y[u]:.0f}L{x[v]:.0f} {y[v]:.0f}" for u, v in pairs.tolist())


def _suggestion_layer(canvas: _Canvas, suggestions: Iterable[tuple[str, str]]) -> list[str]:
    """Draw suggested ties as dashed lines in the accent."""
    ends = [(canvas.network.ids.get_indexer([u, v])).tolist() for u, v in suggestions]
    mark = _mark_of(canvas)
    pairs = [
        (mark[u], mark[v]) for u, v in ends if mark.get(u, -1) != mark.get(v, -1) and u in mark and v in mark
    ]
    if not pairs:
        return []
    path = _lines(canvas, np.asarray(pairs, np.int64))
    return [f'<path d="{path}" stroke="{ACCENT}" stroke-width="1.8" stroke-dasharray="6 4" fill="none"/>']


def _mark_of(canvas: _Canvas) -> dict[int, int]:
    """Find the mark of each actor shown: its own, else its cluster's."""
    drawn = canvas.drawn
    place = {int(number): len(drawn.actors) + index for index, number in enumerate(drawn.clusters)}
    found = {
        actor: place[int(number)]
        for actor, number in enumerate(drawn.cluster_of.tolist())
        if int(number) in place
    }
    return {**found, **{int(actor): mark for mark, actor in enumerate(drawn.actors)}}


def _mark_layer(canvas: _Canvas) -> list[str]:
    """Draw the actors by colour and shape, and the clusters as rings of their sectors."""
    order = {name: place for place, name in enumerate(canvas.looks)}
    names, ids = canvas.network.actors["name"].tolist(), canvas.network.ids
    parts = ['<g stroke="#fff" stroke-width=".12">']
    for mark, actor in enumerate(canvas.drawn.actors.tolist()):
        sector = canvas.sectors[actor]
        size = canvas.radius[mark] * canvas.looks[sector].scale
        if str(ids[actor]) in canvas.highlight:
            parts.append(_ring(canvas.x[mark], canvas.y[mark], size + 4))
        parts.append(
            f'<use href="#{canvas.prefix}-{order[sector]}" transform="translate({canvas.x[mark]:.1f} '
            f'{canvas.y[mark]:.1f})scale({size:.1f})">'
            f"<title>{_safe(plain(names[actor], limit=120))}</title></use>"
        )
    parts.append("</g>")
    return parts + [_cluster_mark(canvas, index) for index in range(len(canvas.drawn.clusters))]


def _ring(x: float, y: float, radius: float) -> str:
    """Draw the ring of a highlighted actor."""
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="none" '
        f'stroke="{ACCENT}" stroke-width="2.5"/>'
    )


def _cluster_mark(canvas: _Canvas, index: int) -> str:
    """Draw a cluster: a disc with its size, in a ring shared out among the sectors of its members."""
    drawn, mark = canvas.drawn, len(canvas.drawn.actors) + index
    x, y, radius = canvas.x[mark], canvas.y[mark], canvas.radius[mark]
    inside = np.flatnonzero(drawn.cluster_of == drawn.clusters[index])
    counts = Counter(canvas.sectors[place] for place in inside.tolist())
    around, start, parts = 2 * np.pi * radius, 0.0, []
    for name, look in canvas.looks.items():
        part = around * counts[name] / max(1, len(inside))
        parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="none" '
            f'stroke="{look.colour}" stroke-width="5" '
            f'stroke-dasharray="{part:.1f} {around - part:.1f}" stroke-dashoffset="{-start:.1f}"/>'
            if part
            else ""
        )
        start += part
    name = cluster_name(int(drawn.clusters[index]), dict(canvas.names), canvas.say)
    text = canvas.say("map.cluster", name=name, count=int(drawn.members[index]))
    return (
        f'<g><title>{_safe(text)}</title><circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{PAPER}"/>'
        f'{"".join(parts)}<text x="{x:.1f}" y="{y + 4:.1f}" text-anchor="middle" font-weight="600">'
        f"{_safe(canvas.say.number(int(drawn.members[index])))}</text></g>"
    )


def _label_layer(canvas: _Canvas, labels: int, width: int, height: int) -> list[str]:
    """Name the clusters, the highlighted and the best connected, where names do not overlap."""
    wanted = [*_cluster_labels(canvas), *_actor_labels(canvas, labels)]
    halo = f'fill="{INK}" stroke="#fff" stroke-width="3" stroke-linejoin="round" paint-order="stroke"'
    texts = [
        f'<text x="{label.x:.1f}" y="{label.y:.1f}" text-anchor="{label.anchor}"'
        f' font-weight="{600 if label.is_strong else 400}">{_safe(label.text)}</text>'
        for label in placed(wanted, width=width, height=height)
    ]
    return [f"<g {halo}>", *texts, "</g>"] if texts else []


def _cluster_labels(canvas: _Canvas) -> list[Label]:
    """Label every cluster, the largest first."""
    drawn, names = canvas.drawn, dict(canvas.names)
    order = np.argsort(-drawn.members, kind="stable").tolist()
    return [
        Label(
            cluster_name(int(drawn.clusters[index]), names, canvas.say),
            float(canvas.x[len(drawn.actors) + index]),
            float(canvas.y[len(drawn.actors) + index]),
            float(canvas.radius[len(drawn.actors) + index]) + 3,
            is_strong=True,
        )
        for index in order
    ]


def _actor_labels(canvas: _Canvas, labels: int) -> list[Label]:
    """Label the highlighted actors, then the best connected."""
    ids, names = canvas.network.ids, canvas.network.actors["name"].tolist()
    actors = canvas.drawn.actors.tolist()
    first = [mark for mark, actor in enumerate(actors) if str(ids[actor]) in canvas.highlight]
    order = np.argsort(-canvas.radius[: len(actors)], kind="stable").tolist()
    rest = [mark for mark in order if mark not in set(first)][: max(0, labels - len(first))]
    return [
        Label(
            short(names[actors[mark]], limit=30),
            float(canvas.x[mark]),
            float(canvas.y[mark]),
            float(canvas.radius[mark]),
            is_strong=mark in set(first),
        )
        for mark in [*first, *rest]
    ]


def _safe(text: str) -> str:
    """Escape text for XML."""
    return escape(plain(text, limit=4000), quote=True)
