"""What do we know, and how well? Drop files, see what was understood, store, go back."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from graphlib.duplicates import likely_duplicates
from graphlib.network import Network
from pages.parts import cache, importing, messages, session, shell, tables


def show() -> None:
    """Show the page."""
    messages.opening("data")
    _known(session.network())
    importing.show()
    _versions()
    _tables(session.network())


def _known(network: Network) -> None:
    """Say what the open network holds, and how complete it is."""
    t = session.translator()
    counts = {"actors": len(network), "ties": len(network.pairs), "events": len(network.events)}
    if network.latest_date is None:
        messages.finding(t("data.finding_undated", **counts))
    else:
        messages.finding(t("data.finding", day=network.latest_date, **counts))
    large = int((network.event_sizes > network.event_cap).sum())
    with st.expander(t("data.quality.title")):
        st.dataframe(
            _coverage(network),
            hide_index=True,
            width="stretch",
            column_config={
                "what": t("data.quality.what"),
                "share": st.column_config.ProgressColumn(
                    t("data.quality.share"), format="percent", min_value=0, max_value=1
                ),
                "why": t("data.quality.why"),
            },
        )
        if large:
            st.write(t("data.quality.large_events", count=large, cap=network.event_cap))


def _coverage(network: Network) -> pd.DataFrame:
    """Give the share of cells that are filled, and what each column is needed for."""
    t, actors, pairs = session.translator(), network.actors, network.pairs
    filled = {
        "sector": actors["sector"] != "unknown",
        "themes": actors["themes"].notna(),
        "place": actors["country"].notna() | actors["region"].notna(),
        "dated": pairs["since"].notna(),
    }
    return pd.DataFrame(
        {
            "what": [t(f"data.quality.{name}") for name in filled],
            "share": [float(cells.mean()) if len(cells) else 0.0 for cells in filled.values()],
            "why": [t(f"data.quality.{name}_why") for name in filled],
        }
    )


def _versions() -> None:
    """List the versions of the open programme, and go back to one."""
    if session.is_example():
        return
    t, workspace = session.translator(), session.workspace()
    number = int(session.network_key())
    versions, current = workspace.versions(number), workspace.current(number)
    st.subheader(t("data.versions"), anchor=False)
    for entry in versions:
        left, right = st.columns([4, 1], vertical_alignment="center")
        left.markdown(
            messages.escaped(
                t(
                    "data.version",
                    number=entry.number,
                    day=entry.created.date().isoformat(),
                    actors=entry.actors,
                    ties=entry.ties,
                    files=", ".join(entry.sources),
                )
            )
        )
        if entry.id == current.id:
            right.markdown(f":material/check: {t('data.version_open')}")
        elif right.button(t("data.version_go"), key=f"version:{entry.id}"):
            workspace.choose(entry.id)
            st.rerun()


def _tables(network: Network) -> None:
    """Show the tables as they were read, and pairs that may be the same organisation."""
    t = session.translator()
    with st.expander(t("data.organisations", count=len(network))):
        tables.show(network.actors.dropna(axis=1, how="all"), "data_actors", file="organisations")
    with st.expander(t("data.ties", count=len(network.pairs))):
        tables.show(network.pairs, "data_ties", file="ties")
    with st.expander(t("data.duplicates")):
        found = cache.once(likely_duplicates, network)
        st.write(t("data.duplicates_found", count=len(found)) if len(found) else t("data.duplicates_none"))
        if len(found):
            tables.show(
                found, "data_duplicates", columns=["name_a", "name_b", "score"], file="likely-duplicates"
            )


shell.page(show)
