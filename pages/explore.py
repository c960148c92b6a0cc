"""Who is connected to whom? The map, the profile beside it, and the same as a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import pandas as pd
import streamlit as st

from graphlib.analysis import Analysis
from graphlib.drawing import interactive, picture
from graphlib.drawing.interactive import Scene
from graphlib.drawing.marks import LIMIT
from graphlib.drawing.names import plain
from graphlib.drawing.view import Filter, View, search, view
from graphlib.network import Network
from pages.parts import cache, groups, messages, period, results, session, shell, tables
from pages.parts.introductions import rulebook
from pages.parts.map import component, controls, profile
from pages.parts.map.controls import Marking

_MAP = "explore_map"
_OPENED = "explore_opened"
_SUGGESTED = 50
_SEARCHED = "explore_search"


def show() -> None:
    """Show the page."""
    messages.opening("explore")
    network, t = period.shown(), session.translator()
    if not len(network):
        st.write(t("explore.empty"))
        return
    analysis = results.analysis(network)
    names = groups.names(analysis)
    chosen, marking = _controls(analysis, names)
    selected = _selected(network)
    # The sentence stands above both columns: opening a profile must not push the map down.
    above = st.container()
    left, right = st.columns([13, 7] if selected is not None else [1, 0.001], gap="medium")
    if selected is not None:
        # The profile's head decides what is looked at, so it comes before the map that it stands beside.
        with right:
            beside = st.container(key="explore_profile")
        with beside:
            profile.head(network, selected)
            chosen = controls.surroundings(chosen, selected)
    looked = cache.once(_view, network, chosen, groups.mark(analysis))
    with above:
        messages.finding(_sentence(analysis, looked, chosen, names))
        _absent(network)
    with left:
        _map(analysis, looked, chosen, marking)
    if selected is not None:
        with beside:
            profile.show(analysis, selected, names)
    _table(analysis, looked, names)
    _downloads(network, chosen, marking)
    messages.small_print(t("explore.small_print"))


def _controls(analysis: Analysis, names: Mapping[int, str]) -> tuple[Filter, Marking]:
    """Show the search and the choices above the map."""
    t = session.translator()
    find, keep = st.columns([5, 2], vertical_alignment="bottom")
    with find:
        _search(analysis.network)
    with keep, st.popover(t("explore.filters"), icon=":material/tune:", width="stretch"):
        marking = controls.marking(analysis)
        chosen = controls.filters(analysis.network, names)
    return chosen, marking


def _selected(network: Network) -> str | None:
    """Give the selected organisation where the part of the network that is shown has it."""
    selected = session.selected()
    return selected if selected in network.ids else None


def _absent(network: Network) -> None:
    """Say that the selected organisation is not in what is shown."""
    selected = session.selected()
    if selected is not None and selected not in network.ids:
        actors = session.network().actors.set_index("id")
        name = messages.short(actors.loc[selected, "name"])
        st.caption(messages.escaped(session.translator()("periods.not_there", name=name)))


def _search(network: Network) -> None:
    """Find an organisation by name; each one found is a way to it."""
    t = session.translator()
    text = st.text_input(
        t("explore.search.label"), placeholder=t("explore.search.placeholder"), key=_SEARCHED
    )
    if not text.strip():
        return
    found = search(network, text)
    if not found:
        st.caption(t("explore.search.none"))
        return
    rows = network.actors.set_index("id").loc[found]
    with st.container(horizontal=True):
        for actor, name in zip(found, rows["name"], strict=True):
            st.button(
                messages.escaped(plain(name, limit=60)),
                key=f"explore_found:{actor}",
                on_click=session.select,
                args=(actor,),
            )


def _map(analysis: Analysis, looked: View, chosen: Filter, marking: Marking) -> None:
    """Show the map of what is looked at, and take its clicks."""
    network, t, opened = analysis.network, session.translator(), _opened()
    selected, scene = _selected(network), _scene(network, chosen, marking)
    component.mount(
        scene, key=_MAP, selected=selected, memory=session.network().fingerprint, on_click=_clicked
    )
    if marking.is_by_group and not analysis.found.is_reliable:
        st.caption(t("explore.colour_unreliable"))
    if selected is not None and not looked.actors[network.ids.get_loc(selected)]:
        st.caption(t("explore.not_shown"))
    if scene.hidden_ties:
        count = int(looked.ties.sum())
        st.caption(t("map.ties.strongest", shown=count - scene.hidden_ties, all=count))
    if scene.is_condensed:
        st.caption(t("explore.condensed"))
    if any(node.get("cluster") in opened for node in scene.nodes):
        st.warning(t("explore.too_many"))
    if opened:
        st.button(
            t("explore.close_groups"), key="explore_close_groups", on_click=session.keep, args=(_OPENED, ())
        )


def _clicked() -> None:
    """Take over a click on the map before the page runs again."""
    selected, opened = component.after(component.clicked(_MAP), selected=session.selected(), opened=_opened())
    session.select(selected)
    session.keep(_OPENED, opened)


def _opened() -> tuple[int, ...]:
    """Give the groups that stand open on the map."""
    none: tuple[int, ...] = ()
    return session.state(_OPENED, none)


def _scene(network: Network, chosen: Filter, marking: Marking) -> Scene:
    """Give the scene, made once for each choice."""
    # A selection changes what is drawn only where it may stand inside a closed cluster.
    single = _selected(network) if len(network) > LIMIT else None
    opened = _opened()
    language = session.language()
    # Places and suggestions are those of the whole network; groups bear the reader's names.
    around = session.network().fingerprint + groups.mark(results.analysis(network))
    if marking.has_suggestions:
        around += str(rulebook.current(session.network()))
    return cache.once(_drawn, network, language, chosen, marking, opened, single, around)


def _drawn(
    network: Network,
    language: str,
    chosen: Filter,
    marking: Marking,
    opened: tuple[int, ...],
    selected: str | None,
    _around: str,
) -> Scene:
    """Prepare the scene; ``_around`` says what it shows besides the network, as part of the key."""
    looked, analysis = _view(network, chosen), results.analysis(network)
    colours = analysis.clusters.set_index("cluster")["colour"].to_dict() if marking.is_by_group else None
    return interactive.scene(
        network,
        analysis.actors,
        period.positions(network),
        language=language,
        visible=set(network.ids[looked.actors]),
        ties=looked.ties,
        size_by=marking.size_by,
        opened=opened,
        selected=selected,
        suggestions=_suggestions(network) if marking.has_suggestions else (),
        cluster_names=groups.names(analysis),
        group_colours=colours,
    )


def _view(network: Network, chosen: Filter, _groups: str = "") -> View:
    """Find what a filter leaves; the reader's pins, by which it may keep others, are part of the key."""
    return view(network, results.analysis(network).actors["cluster"].to_numpy(), chosen)


def _suggestions(network: Network) -> list[tuple[str, str]]:
    """Give the pairs of the first introductions, both of whom are shown."""
    table = results.plan(session.network(), top=_SUGGESTED).table
    table = table[table["source"].isin(network.ids) & table["target"].isin(network.ids)]
    return cast("list[tuple[str, str]]", list(zip(table["source"], table["target"], strict=True)))


def _sentence(analysis: Analysis, looked: View, chosen: Filter, names: Mapping[int, str]) -> str:
    """Say what is seen."""
    t, network = session.translator(), analysis.network
    around = (
        ""
        if chosen.around is None
        else plain(network.actors["name"].iloc[network.ids.get_loc(chosen.around)])
    )
    what = controls.words(chosen, around, names, t)
    if what:
        shown = int(looked.actors.sum())
        return t(
            "explore.found.some" if shown else "explore.found.nothing",
            shown=shown,
            actors=len(network),
            what=what,
        )
    if not len(network.pairs):
        return t("explore.found.all_untied", actors=len(network))
    best = analysis.actors.sort_values(["degree", "id"], ascending=[False, True]).iloc[0]
    return t(
        "explore.found.all",
        actors=len(network),
        ties=len(network.pairs),
        name=plain(best["name"], limit=60),
        count=int(best["degree"]),
    )


def _table(analysis: Analysis, looked: View, names: Mapping[int, str]) -> None:
    """Offer the content of the map as a table."""
    t = session.translator()
    table = analysis.actors[looked.actors]
    with st.expander(t("explore.table", count=len(table))):
        table = table.sort_values(["degree", "id"], ascending=[False, True])
        table = table.assign(cluster=[names.get(number, "") for number in table["cluster"]])
        columns = ["name", "sector", "cluster", "degree", "cross_sector_ties", "betweenness", "harmonic"]
        tables.show(cast("pd.DataFrame", table), "explore_table", columns=columns, file="organisations")


def _downloads(network: Network, chosen: Filter, marking: Marking) -> None:
    """Offer the map as a picture and as a page of its own, made when asked for."""
    t = session.translator()
    scene = _scene(network, chosen, marking)
    name, language, selected = session.name(), session.language(), _selected(network)
    suggested = tuple(_suggestions(network)) if marking.has_suggestions else ()
    with st.popover(t("explore.save_map"), icon=":material/download:"):
        st.download_button(
            t("explore.save_svg"),
            lambda: _svg(network, chosen, language, selected, suggested),
            file_name="map.svg",
            mime="image/svg+xml",
            key="explore_svg",
            on_click="ignore",
        )
        if marking.is_by_group:
            st.caption(t("explore.picture_sectors"))
        st.download_button(
            t("explore.save_html"),
            lambda: interactive.standalone_html(network, scene, language=language, title=name),
            file_name="map.html",
            mime="text/html",
            key="explore_html",
            on_click="ignore",
        )


def _svg(
    network: Network,
    chosen: Filter,
    language: str,
    selected: str | None,
    suggested: tuple[tuple[str, str], ...],
) -> str:
    """Draw what is looked at as a still picture."""
    analysis, looked = results.analysis(network), _view(network, chosen)
    return picture.svg(
        network,
        positions=period.positions(network),
        clusters=analysis.found.membership,
        cluster_names=groups.names(analysis),
        language=language,
        highlight=() if selected is None else (selected,),
        suggestions=suggested,
        shown=looked.actors,
        ties=looked.ties,
    )


shell.page(show)
