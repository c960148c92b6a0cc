"""By what the organisations are grouped: asked once, at the head of the page, and kept in the address."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from graphlib.analysis import Analysis
from graphlib.findings import CLUSTER, kind
from graphlib.homophily import MOST_GROUPS
from graphlib.network import Network
from graphlib.schema import ACTORS
from pages.parts import cache, groups, messages, session, tables

__all__ = ["MOST", "asked", "columns", "labels", "title"]

MOST = 60
"""Values up to which a column of the user's own is taken for groups, and groups found are compared."""

_FIRST = "sector"
_OTHERS = ("country", "region", "themes")
_KEY = "silos_by"


def asked(analysis: Analysis) -> str:
    """Ask by what to group, and give the column; `CLUSTER` for the groups found."""
    t = session.translator()
    options = [*columns(analysis.network), *([CLUSTER] if len(analysis.clusters) > 1 else [])]
    chosen = session.grouped_by()
    session.put(_KEY, chosen if chosen in options else _FIRST)
    if len(options) > 1:
        words = dict(zip(options, messages.distinct(map(title, options)), strict=True))
        st.selectbox(
            t("silos.by.label"),
            options,
            format_func=lambda column: words[column],
            key=_KEY,
            help=t("silos.by.help", most=MOST),
            on_change=_changed,
            width=360,
        )
    return chosen if chosen in options else _FIRST


def title(by: str) -> str:
    """Name a column; one of the user's own keeps its name."""
    called = kind(by)
    return tables.header(by) if called == "own" else session.translator()(f"silos.by.{called}")


def labels(analysis: Analysis, by: str) -> pd.Series | None:
    """Give the group found of each organisation, in words, where these are what is grouped by."""
    if by != CLUSTER:
        return None
    names = groups.names(analysis)
    largest = {number: names[number] for number in list(names)[:MOST]}
    return analysis.found.membership.map(largest)


def columns(network: Network) -> list[str]:
    """List the columns that group the organisations: sectors always, others where they can be compared."""
    return cache.once(_columns, network)


def _columns(network: Network) -> list[str]:
    """List the columns that group the organisations."""
    own = [str(name) for name in network.actors if name not in ACTORS.names and name != CLUSTER]
    texts = [name for name in own if network.actors[name].dtype == "str"]
    most = {**dict.fromkeys(_OTHERS, MOST_GROUPS), **dict.fromkeys(texts, MOST)}
    return [_FIRST, *(name for name in most if 2 <= len(network.groups(name).names) <= most[name])]


def _changed() -> None:
    """Take over what was chosen."""
    chosen = session.widget(_KEY)
    session.group_by(None if chosen == _FIRST else str(chosen))
