"""The map with what is new: ties that would be made are dashed in the accent."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
import streamlit as st

from graphlib.analysis import Analysis
from graphlib.drawing import interactive
from graphlib.drawing.interactive import Scene
from graphlib.drawing.marks import LIMIT
from graphlib.network import Network
from graphlib.scenario import Scenario
from pages.parts import cache, groups, messages, period, session
from pages.parts.map import component
from pages.parts.scenarios import measured

__all__ = ["show"]

_MAP = "scenario_map"
_NEAR = "scenario_near"
_FEW = 60
"""Contacts that can be told apart around the changes."""


def show(network: Network, scenario: Scenario, after: Analysis) -> None:
    """Show the changed network, all of it or what lies around the changes."""
    t = session.translator()
    st.subheader(t("scenarios.map"), anchor=False)
    is_near = st.toggle(t("scenarios.map_near"), value=True, key=_NEAR)
    base = measured.untied(network, scenario)
    scene = cache.briefly(_scene, (network, base), scenario, session.language(), is_near, groups.mark(after))
    selected = session.selected() if session.selected() in base.ids else None
    component.mount(
        scene, key=_MAP, selected=selected, memory=base.fingerprint + str(is_near), on_click=_clicked
    )
    st.caption(t("scenarios.map_how"))
    if selected is not None:
        name = messages.short(str(base.actors.set_index("id").loc[selected, "name"]))
        if selected in network.ids:
            label = messages.escaped(t("scenarios.map_open", name=name))
            st.page_link("pages/explore.py", label=label, icon=":material/hub:")


def _clicked() -> None:
    """Take over a click on the map before the page runs again."""
    selected, _ = component.after(component.clicked(_MAP), selected=session.selected(), opened=())
    session.select(selected)


def _scene(
    network: Network,
    base: Network,
    scenario: Scenario,
    language: str,
    is_near: bool,  # noqa: FBT001 - a cached call has no keywords
    _names: str,
) -> Scene:
    """Prepare the scene; the groups' names, which it shows, are part of the key."""
    after = measured.measures(network, scenario)
    wanted = _around(base, scenario) if is_near else None
    return interactive.scene(
        base,
        after.actors,
        _places(network, base, scenario),
        language=language,
        visible=wanted,
        suggestions=scenario.new_ties,
        cluster_names=groups.names(after),
        selected=None,
        limit=LIMIT,
    )


def _around(base: Network, scenario: Scenario) -> set[str]:
    """List those whom a change touches, and their contacts; where these are many, shared ones only."""
    touched = {end for pair in (*scenario.new_ties, *scenario.removed_ties) for end in pair}
    touched |= {actor.id for actor in scenario.added_actors}
    pairs = base.pairs
    near = pd.concat(
        [
            pairs.loc[pairs[one].isin(touched), other]
            for one, other in (("source", "target"), ("target", "source"))
        ]
    ).value_counts()
    return touched | set(near.index if len(near) <= _FEW else near.index[near > 1])


def _places(network: Network, base: Network, scenario: Scenario) -> npt.NDArray[np.float64]:
    """Place everybody where they are today, and those who join amid those whom they would be tied to."""
    today = period.positions(network)
    known = network.ids.get_indexer(base.ids)
    places = np.zeros((len(base), 2))
    places[known >= 0] = today[known[known >= 0]]
    middle = today.mean(axis=0) if len(today) else np.zeros(2)
    for number, actor in enumerate(scenario.added_actors):
        own = network.ids.get_indexer(_tied_to(scenario, actor.id))
        amid = today[own[own >= 0]].mean(axis=0) if (own >= 0).any() else middle
        # A step aside, each another way, so that nobody stands on anybody.
        turn = 2.4 * number
        reach = 0.03 * (np.ptp(today, axis=0).max() if len(today) else 1.0)
        places[base.ids.get_loc(actor.id)] = amid + reach * np.array([np.cos(turn), np.sin(turn)])
    return places


def _tied_to(scenario: Scenario, actor: str) -> list[str]:
    """List those to whom an organisation that joins would be tied."""
    return [one if other == actor else other for one, other in scenario.new_ties if actor in (one, other)]
