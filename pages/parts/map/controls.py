"""What the reader asks of the map: filters, look of the marks, surroundings; and in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import streamlit as st

from graphlib.analysis import Analysis
from graphlib.drawing.colouring import OWN_STYLE
from graphlib.drawing.interactive import SIZES
from graphlib.drawing.view import Filter
from graphlib.network import Network
from graphlib.translation import Translator
from pages.parts import session, tables

__all__ = ["Marking", "filters", "marking", "surroundings", "words"]

Value = TypeVar("Value")

_COLOURS = ("sector", "group")
_CHOICES = ("sectors", "clusters", "kinds", "weight", "since")


@dataclass(frozen=True)
class Marking:
    """How marks are drawn.

    Attributes
    ----------
    size_by
        Measure that they are sized by.
    is_by_group
        Whether colour and shape say the group found, not the sector.
    has_suggestions
        Whether suggested introductions are drawn.
    """

    size_by: str
    is_by_group: bool
    has_suggestions: bool


def marking(analysis: Analysis) -> Marking:
    """Ask how marks are drawn."""
    size_by, is_by_group = _size(), _colour(analysis)
    has_suggestions = len(analysis.network.groups().names) > 1 and _suggestions()
    return Marking(size_by, is_by_group, has_suggestions)


def filters(network: Network, clusters: Mapping[int, str]) -> Filter:
    """Ask which organisations and ties to keep."""
    t = session.translator()
    sectors = _several("sectors", sorted(network.actors["sector"].unique()), tables.sector_word)
    groups = _several("clusters", list(clusters), lambda number: clusters[number])
    kinds = _several("kinds", sorted(set(";".join(network.pairs["kind"].unique()).split(";")) - {""}), str)
    weight, since = _weight(network), _since(network)
    st.button(t("explore.clear"), key="explore_clear", icon=":material/filter_alt_off:", on_click=_clear)
    return Filter(tuple(sectors), tuple(groups), tuple(kinds), weight, since)


def surroundings(chosen: Filter, selected: str | None) -> Filter:
    """Ask how far around the selected organisation to look."""
    t = session.translator()
    if selected is None:
        return chosen
    steps = st.radio(
        t("explore.around"),
        [0, 1, 2],
        index=session.state("explore_around", 0),
        format_func=lambda steps: t(f"explore.{('whole', 'contacts_only', 'two_steps')[steps]}"),
        horizontal=True,
        key=_key("around"),
    )
    session.keep("explore_around", steps)
    if not steps:
        return chosen
    return Filter(
        chosen.sectors, chosen.clusters, chosen.kinds, chosen.least_weight, chosen.since, selected, steps
    )


def words(chosen: Filter, around: str, clusters: Mapping[int, str], t: Translator) -> str:
    """Say a filter in words; nothing where it leaves everything.

    Parameters
    ----------
    chosen
        The filter.
    around
        Name of the actor that is looked around.
    clusters
        Names of the clusters by number.
    t
        Speaks the reader's language.
    """
    parts = [", ".join(tables.sector_word(sector) for sector in chosen.sectors)]
    if chosen.clusters:
        parts.append(
            t("explore.what.groups", names=", ".join(clusters[number] for number in chosen.clusters))
        )
    if chosen.kinds:
        parts.append(t("explore.what.kinds", names=", ".join(chosen.kinds)))
    if chosen.least_weight > 0:
        parts.append(t("explore.what.weight", weight=chosen.least_weight))
    if chosen.since:
        parts.append(t("explore.what.since", year=chosen.since[:4]))
    if chosen.around is not None:
        steps = t("explore.steps", count=chosen.steps)
        parts.append(t("explore.what.around", steps=steps, name=around))
    return "; ".join(part for part in parts if part)


def _size() -> str:
    """Ask which measure the marks are sized by."""
    t = session.translator()
    before = session.state("explore_size", SIZES[0])
    chosen = st.selectbox(
        t("explore.size"),
        SIZES,
        index=SIZES.index(before),
        format_func=lambda name: t(f"explore.size_by.{name}"),
        key="explore_size_choice",
    )
    session.keep("explore_size", chosen)
    return str(chosen)


def _colour(analysis: Analysis) -> bool:
    """Ask whether colour and shape say the group found, where groups were found."""
    if not len(analysis.clusters):
        return False
    t = session.translator()
    chosen = st.radio(
        t("explore.colour"),
        _COLOURS,
        index=_COLOURS.index(session.state("explore_colour", _COLOURS[0])),
        format_func=lambda name: t(f"explore.colour_by.{name}"),
        horizontal=True,
        help=t("explore.colour_help", most=OWN_STYLE),
        key="explore_colour_choice",
    )
    session.keep("explore_colour", chosen)
    if not analysis.found.is_reliable:
        st.caption(t("explore.colour_unreliable"))
    return chosen == "group"


def _suggestions() -> bool:
    """Ask whether suggested introductions are drawn."""
    t = session.translator()
    chosen = st.toggle(
        t("explore.suggestions"),
        value=session.state("explore_suggestions", default=False),
        help=t("explore.suggestions_help"),
        key="explore_suggestions_choice",
    )
    session.keep("explore_suggestions", chosen)
    return bool(chosen)


def _several(name: str, options: Sequence[Value], word: Callable[[Value], str]) -> list[Value]:
    """Ask for several of some options, and keep the choice while other pages are open."""
    if len(options) < 2:
        return []
    kept = [value for value in session.state(f"explore_{name}", list[Value]()) if value in options]
    chosen = st.multiselect(
        session.translator()(f"explore.{name}"),
        options,
        default=kept,
        format_func=word,
        key=_key(name),
    )
    session.keep(f"explore_{name}", chosen)
    return list(chosen)


def _weight(network: Network) -> float:
    """Ask for the weakest tie to keep, where ties differ in strength."""
    weights = network.pairs["weight"]
    if weights.nunique() < 2:
        return 0.0
    t = session.translator()
    chosen = st.number_input(
        t("explore.weight"),
        min_value=0.0,
        max_value=float(weights.max()),
        value=min(session.state("explore_weight", 0.0), float(weights.max())),
        step=float(round(weights.median(), 2)) or 0.01,
        help=t("explore.weight_help"),
        key=_key("weight"),
    )
    session.keep("explore_weight", chosen)
    return float(chosen)


def _since(network: Network) -> str | None:
    """Ask from which year on ties are kept, where they have dates."""
    years = sorted({day[:4] for day in network.pairs["latest"].dropna().unique()}, reverse=True)
    if len(years) < 2:
        return None
    t = session.translator()
    before = session.state("explore_since", "")
    chosen = st.selectbox(
        t("explore.since"),
        ["", *years],
        index=["", *years].index(before) if before in years else 0,
        format_func=lambda year: year or t("explore.any_time"),
        key=_key("since"),
    )
    session.keep("explore_since", chosen)
    return f"{chosen}-01-01" if chosen else None


def _clear() -> None:
    """Let every filter go."""
    empty: dict[str, object] = {"sectors": [], "clusters": [], "kinds": [], "weight": 0.0, "since": ""}
    for name in _CHOICES:
        session.keep(f"explore_{name}", empty[name])
    session.keep("explore_around", 0)
    session.keep("explore_round", session.state("explore_round", 0) + 1)


def _key(name: str) -> str:
    """Name a widget; another round of choices after clearing gets fresh widgets."""
    return f"explore_{name}:{session.state('explore_round', 0)}"
