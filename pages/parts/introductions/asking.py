"""What the introductions are for, how many, and who is left out: asked above the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from graphlib.analysis import Analysis
from graphlib.findings import CLUSTER
from graphlib.network import Network
from pages.parts import cache, messages, session, tables
from pages.parts.introductions.wishes import TOPS, Wishes, change, wishes
from pages.parts.silos import choice

__all__ = ["Asked", "all_names", "asked"]

_AIM, _COLUMN, _TOWARD, _OURS = (f"introductions_{field}" for field in ("aim", "column", "toward", "ours"))


@dataclass(frozen=True)
class Asked:
    """What is asked of the engine: the network with the column that is meant, and the options."""

    by: str
    toward: str | None
    ours: tuple[str, ...]
    wishes: Wishes


def asked(analysis: Analysis) -> Asked | None:
    """Ask what introductions are for; ``None`` where there is nothing to introduce across."""
    network = analysis.network
    found = wishes().known(frozenset(network.ids))
    aims = _aims(analysis)
    if not aims:
        return None
    aim = found.aim if found.aim in aims else aims[0]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        _aim(aims, aim)
        by, toward, ours = _aimed(analysis, aim, found)
        _settings(network, found)
    if aim == "ours" and not ours:
        st.caption(session.translator()("introductions.aim.ours_none"))
    return Asked(by, toward, ours, found)


def all_names(network: Network) -> dict[str, str]:
    """Name every organisation, no two alike: a list to choose from tells them apart by their words."""
    return cache.once(_all_names, network)


def _all_names(network: Network) -> dict[str, str]:
    """Name every organisation, no two alike."""
    actors = network.actors
    return dict(zip(actors["id"], messages.distinct(actors["name"]), strict=True))


def _aims(analysis: Analysis) -> list[str]:
    """List what introductions can be for with these data."""
    network = analysis.network
    has_sectors = len(network.groups().names) > 1
    aims = ["sectors"] if has_sectors else []
    aims += ["column"] if _columns(network) else []
    aims += ["groups"] if len(analysis.clusters) > 1 and analysis.found.is_reliable else []
    return aims + (["toward", "ours"] if has_sectors else [])


def _columns(network: Network) -> list[str]:
    """List the columns other than the sector that group the organisations."""
    return [column for column in choice.columns(network) if column != "sector"]


def _aim(aims: list[str], aim: str) -> None:
    """Ask what introductions are for."""
    t = session.translator()
    session.put(_AIM, aim)
    st.selectbox(
        t("introductions.aim.label"),
        aims,
        format_func=lambda name: t(f"introductions.aim.{name}"),
        key=_AIM,
        on_change=change,
        args=("aim", _AIM),
        width=300,
    )


def _aimed(analysis: Analysis, aim: str, found: Wishes) -> tuple[str, str | None, tuple[str, ...]]:
    """Ask what the aim leaves open: which column, which sector, or for whom."""
    network = analysis.network
    if aim == "column":
        return _column(network, found), None, ()
    if aim == "groups":
        return CLUSTER, None, ()
    if aim == "toward":
        return "sector", _toward(network, found), ()
    return "sector", None, _ours(network, found) if aim == "ours" else ()


def _column(network: Network, found: Wishes) -> str:
    """Ask for the column whose groups are to come nearer."""
    columns = _columns(network)
    chosen = found.column if found.column in columns else columns[0]
    words = dict(zip(columns, messages.distinct(map(choice.title, columns)), strict=True))
    session.put(_COLUMN, chosen)
    st.selectbox(
        session.translator()("introductions.aim.which_column"),
        columns,
        format_func=lambda column: words[column],
        key=_COLUMN,
        on_change=change,
        args=("column", _COLUMN),
        width=240,
    )
    return chosen


def _toward(network: Network, found: Wishes) -> str:
    """Ask for the sector to be led into."""
    sectors = list(network.groups().names)
    chosen = found.toward if found.toward in sectors else sectors[0]
    session.put(_TOWARD, chosen)
    st.selectbox(
        session.translator()("introductions.aim.which_sector"),
        sectors,
        format_func=tables.sector_word,
        key=_TOWARD,
        on_change=change,
        args=("toward", _TOWARD),
        width=240,
    )
    return chosen


def _ours(network: Network, found: Wishes) -> tuple[str, ...]:
    """Ask for whom."""
    names = all_names(network)
    session.put(_OURS, list(found.ours))
    st.multiselect(
        session.translator()("introductions.aim.whose"),
        list(names),
        format_func=lambda actor: names[actor],
        key=_OURS,
        on_change=change,
        args=("ours", _OURS),
        width=420,
    )
    return tuple(sorted(found.ours))


def _settings(network: Network, found: Wishes) -> None:
    """Ask how many, how many each, whether somebody must introduce, and who is left out."""
    t, names = session.translator(), all_names(network)
    keys = {field: f"introductions_{field}" for field in ("top", "cap", "only_introduced", "never")}
    session.put(keys["top"], found.top)
    session.put(keys["cap"], found.cap)
    session.put(keys["only_introduced"], found.only_introduced)
    session.put(keys["never"], list(found.never))
    changes: dict[str, dict[str, Any]] = {
        field: {"key": key, "on_change": change, "args": (field, key)} for field, key in keys.items()
    }
    with st.popover(t("introductions.settings"), icon=":material/tune:"):
        st.radio(t("introductions.top"), TOPS, horizontal=True, **changes["top"])
        st.number_input(t("introductions.cap"), 1, 20, help=t("introductions.cap_help"), **changes["cap"])
        st.toggle(
            t("introductions.only_introduced"),
            help=t("introductions.only_introduced_help"),
            **changes["only_introduced"],
        )
        st.multiselect(
            t("introductions.never"),
            list(names),
            format_func=lambda actor: names[actor],
            help=t("introductions.never_help"),
            **changes["never"],
        )
