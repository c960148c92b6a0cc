"""The network view: draws a scene in the browser and reports what was clicked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from graphlib.drawing.interactive import Scene, vis_library
from graphlib.translation import Translator
from pages.parts import session

__all__ = ["Click", "after", "clicked", "mount", "payload", "read_click"]

_FOLDER = Path(__file__).parent
_LOADED = "\nexport default function () { globalThis.dispatchEvent(new Event('passerelle:library')); }\n"
_HTML = """
<section class="map" data-testid="network-map">
  <div class="stage"><div class="canvas" tabindex="0" role="application"></div>
  <div class="tools"><button type="button" class="in"></button><button type="button" class="out"></button
  ><button type="button" class="fit"></button></div></div>
  <div class="legend" role="group"></div>
</section>
"""

# The library is a component of its own: its message never changes, so that Streamlit sends its
# half a megabyte once instead of with every click.
_library = st.components.v2.component("passerelle.library", js=vis_library() + _LOADED)
_map = st.components.v2.component(
    "passerelle.map",
    html=_HTML,
    css=(_FOLDER / "map.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "map.js").read_text(encoding="utf-8"),
)


@dataclass(frozen=True)
class Click:
    """What was clicked: an actor, a cluster, or neither."""

    actor: str | None = None
    cluster: int | None = None


def mount(scene: Scene, *, key: str, selected: str | None, memory: str, on_click: Callable[[], None]) -> None:
    """Show a scene.

    Parameters
    ----------
    scene
        What is drawn; sent only when the browser does not have it yet.
    key
        Name of the view on its page; `clicked` reads its clicks.
    selected
        Actor that stands out, with its ties.
    memory
        The camera is kept as long as this stays the same: the network's fingerprint.
    on_click
        Called before the page runs again after a click.
    """
    data = payload(scene, have=_reported(key).get("have"), selected=selected, memory=memory)
    data["texts"] = _texts(session.translator(), len(scene.nodes))
    _map(key=f"page:{key}", data=data, on_clicked_change=on_click, on_have_change=lambda: None)
    _library(key=f"page:{key}:library")


def clicked(key: str) -> Click | None:
    """Give what was clicked in a view, if this run began with a click."""
    return read_click(_reported(key).get("clicked"))


def read_click(value: object) -> Click | None:
    """Understand what the browser reports; anything odd is no click."""
    if not isinstance(value, Mapping):
        return None
    actor, cluster = value.get("actor"), value.get("cluster")
    if isinstance(actor, str):
        return Click(actor=actor)
    if isinstance(cluster, int) and not isinstance(cluster, bool):
        return Click(cluster=cluster)
    return Click()


def after(
    click: Click | None, *, selected: str | None, opened: tuple[int, ...]
) -> tuple[str | None, tuple[int, ...]]:
    """Give what is selected and which clusters are open after a click.

    Parameters
    ----------
    click
        An actor becomes the selected one; a cluster opens, in front of those opened before;
        the empty ground lets the selection go.
    selected, opened
        As they were.
    """
    if click is None:
        return selected, opened
    if click.cluster is None:
        return click.actor, opened
    return selected, (click.cluster, *(number for number in opened if number != click.cluster))


def payload(scene: Scene, *, have: object, selected: str | None, memory: str) -> dict[str, Any]:
    """Pack what the browser needs: marks and lines only where it does not have this version."""
    data: dict[str, Any] = {"version": scene.version, "selected": selected, "memory": memory}
    if have != scene.version:
        data["scene"] = {
            "nodes": scene.nodes,
            "edges": scene.edges,
            "options": scene.options,
            "legend": scene.legend,
        }
    return data


def _reported(key: str) -> Mapping[str, object]:
    """Give what the browser has reported so far."""
    reported = session.state(key, None)
    return reported if isinstance(reported, Mapping) else {}


def _texts(t: Translator, count: int) -> dict[str, str]:
    """Word the view's own controls."""
    names = ("zoom_in", "zoom_out", "fit", "legend", "keys")
    return {"label": t("map.view.label", count=count), **{name: t(f"map.view.{name}") for name in names}}
