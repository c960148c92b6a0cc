"""How well is the network known? The verdict, every gap with what it means, and who is behind it."""

from __future__ import annotations

import datetime

import pandas as pd
import streamlit as st

from graphlib.network import Network
from graphlib.quality import Quality, behind, meaning, measures_text, placeholders, quality, title, verdict
from graphlib.translation import Message
from pages.parts import cache, messages, session, tables, versioning

__all__ = ["show"]


def show() -> None:
    """Show the report on the open network."""
    network, t = session.network(), session.translator()
    today = datetime.date.today().isoformat()
    found = cache.once(_judged, network, today)
    st.subheader(t("quality.title"), anchor=False)
    messages.finding(verdict(found, t.language))
    _gaps(found)
    _behind(network, found)
    _placeholders(network)
    messages.small_print(t("quality.today", day=today), methods=False)


def _judged(network: Network, today: str) -> Quality:
    """Judge the network on a day."""
    return quality(network, today=today)


def _rows_behind(network: Network, gap: str, today: str) -> pd.DataFrame:
    """List the rows behind a gap on a day."""
    return behind(network, gap, today=today)


def _gaps(found: Quality) -> None:
    """Say what the gaps that matter mean, and show all of them with their shares."""
    t = session.translator()
    weak = found.table[found.table["matters"]]
    st.write(t("quality.intro") if len(weak) else t("quality.all_well"))
    for _, row in weak.iterrows():
        said = messages.escaped(meaning(row, found, t.language))
        st.markdown(f"- **{messages.escaped(title(str(row['gap']), t.language))}** — {said}")
    shown = _readable(found)
    st.dataframe(
        shown,
        key="quality_gaps",
        hide_index=True,
        width="stretch",
        column_config={
            "gap": t("quality.column_gap"),
            "share": st.column_config.ProgressColumn(
                t("quality.column_share"), format="%d %%", min_value=0, max_value=100
            ),
            "count": t("quality.column_count"),
            "matters": t("quality.column_matters"),
            "measures": t("quality.column_measures"),
            "means": st.column_config.TextColumn(t("quality.column_means"), width="large"),
        },
    )
    tables.download(shown, "quality", key="quality_download")


def _readable(found: Quality) -> pd.DataFrame:
    """Put the gaps into the reader's language, those that matter first."""
    t = session.translator()
    table = found.table
    weak, minor = table[table["matters"]], table[~table["matters"]]
    minor = minor.sort_values("share", ascending=False, kind="stable")
    rows = [row for _, row in pd.concat([weak, minor]).iterrows()]
    return pd.DataFrame(
        {
            "gap": [title(str(row["gap"]), t.language) for row in rows],
            # A format that fits no decimals in cuts them off: they are rounded here.
            "share": [round(100 * float(row["share"])) for row in rows],
            "count": [t("quality.counts", count=int(row["count"]), of=int(row["of"])) for row in rows],
            "matters": [t("app.yes") if row["matters"] else t("app.no") for row in rows],
            "means": [meaning(row, found, t.language) for row in rows],
            "measures": [measures_text(row, t.language) for row in rows],
        }
    )


def _behind(network: Network, found: Quality) -> None:
    """List the rows behind the gap that is chosen."""
    t = session.translator()
    there = found.table[found.table["count"] > 0]
    if there.empty:
        return
    with st.expander(t("quality.behind")):
        gap = st.selectbox(
            t("quality.behind_which"),
            list(there["gap"]),
            format_func=lambda code: title(str(code), t.language),
            key="quality_behind",
        )
        rows = cache.once(_rows_behind, network, str(gap), found.today)
        tables.show(rows, f"quality_rows:{gap}", file=f"gap-{gap}")


def _placeholders(network: Network) -> None:
    """Offer to leave out the names that stand for nobody in particular."""
    t = session.translator()
    ids = cache.once(placeholders, network)
    if not ids:
        return
    st.subheader(t("quality.placeholders.title"), anchor=False)
    st.write(t("quality.placeholders.how"))
    labels = dict(
        zip(ids, messages.distinct(network.actors.set_index("id").loc[list(ids), "name"]), strict=True)
    )
    chosen = st.multiselect(
        t("quality.placeholders.choose"),
        list(ids),
        list(ids),
        format_func=labels.__getitem__,
        key=f"quality_placeholders:{network.fingerprint[:12]}",
    )
    if not chosen:
        return
    if len(chosen) == len(network):
        st.warning(t("quality.placeholders.last"))
        return
    _leave_out(network, chosen)


def _leave_out(network: Network, chosen: list[str]) -> None:
    """Say what the network would be without these actors, and store it on the user's word."""
    t = session.translator()
    rest = cache.once(_without, network, tuple(sorted(chosen)))
    st.write(
        t(
            "quality.placeholders.then",
            after=messages.counted(actors=len(rest), ties=len(rest.pairs)),
            before=messages.counted(actors=len(network), ties=len(network.pairs)),
        )
    )
    if session.is_example():
        versioning.copy_first()
        return
    note = versioning.note_field()
    label = t("quality.placeholders.leave", count=len(chosen))
    if st.button(label, key="quality_leave", icon=":material/person_off:"):
        version = versioning.opened()
        versioning.store(
            rest,
            Message("quality.placeholders.action", count=len(chosen)),
            note=note,
            based_on=None if version is None else version.id,
        )


def _without(network: Network, ids: tuple[str, ...]) -> Network:
    """Give the network without these actors."""
    return network.without(ids)
