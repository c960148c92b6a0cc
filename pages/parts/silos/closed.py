"""Who stays among themselves, group by group and pair by pair."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from graphlib.analysis import Grouping
from graphlib.findings import (
    apart_sentence,
    blanks_sentence,
    closest_sentence,
    grouping_sentence,
    verdict,
)
from pages.parts import charts, messages, session, tables
from pages.parts.silos import words

__all__ = ["apart", "finding", "groups", "matrix"]

_DRAWN, _FULL = 12, 15
"""Groups drawn in the matrix where there are more than it can hold."""

_BARS = 20


def finding(grouping: Grouping) -> None:
    """Say who stays among themselves."""
    t = session.translator()
    messages.finding(grouping_sentence(grouping, t))
    more = closest_sentence(grouping, t)
    if more:
        st.write(messages.escaped(more))


def groups(grouping: Grouping) -> None:
    """Show how far each group is from chance, and everything measured about it."""
    t, by = session.translator(), grouping.by
    st.subheader(t("silos.groups" if by == "sector" else "silos.groups_by"), anchor=False)
    table = grouping.groups.assign(
        verdict=[t(f"silos.verdict.{verdict(row)}") for row in grouping.groups.to_dict("records")]
    )
    table = table.sort_values(["silo_score", "group"], ascending=[False, True], ignore_index=True)
    shown = words.worded(table, by)
    head = words.columns(by)[0]
    told = shown[shown["silo_score"].notna() & (shown["actors"] > 1)]
    drawn = told.head(_BARS)
    if len(drawn):
        st.altair_chart(
            charts.intervals(
                drawn.assign(name=drawn[head]),
                "silo_score",
                "score_low",
                "score_high",
                t("silos.groups_axis"),
                session.language(),
            ),
            width="stretch",
            alt=grouping_sentence(grouping, t),
        )
    if len(told) > _BARS:
        st.caption(t("silos.groups_first", count=_BARS))
    tables.show(
        shown[
            [
                head, "verdict", "actors", "inside_share", "inside_share_expected", "silo_score", "score_low",
                "score_high", "internal", "external", "ei_index", "ei_p_adjusted", "coleman",
            ]
        ],
        f"silos_groups:{by}",
        file="groups",
    )  # fmt: skip
    first = grouping.groups.iloc[0]
    messages.small_print(
        t(
            "silos.groups_small_print",
            permutations=int(first["permutations"]),
            seed=int(first["seed"]),
            value=grouping.whole.value,
            expected=grouping.whole.expected,
            p=grouping.whole.p_value,
        )
    )


def matrix(grouping: Grouping) -> None:
    """Show the ties of each two groups beside chance, and where there is none at all."""
    t, by = session.translator(), grouping.by
    st.subheader(t("silos.matrix" if by == "sector" else "silos.matrix_by"), anchor=False)
    st.write(messages.escaped(blanks_sentence(grouping, t)))
    st.altair_chart(
        charts.matrix(_drawn(grouping), session.language()), width="stretch", alt=blanks_sentence(grouping, t)
    )
    st.caption(t("silos.matrix_how"))
    if len(grouping.groups) > _FULL:
        st.caption(t("silos.matrix_largest", count=_DRAWN, of=len(grouping.groups)))
    table = grouping.mixing.sort_values(
        ["is_blank", "expected", "group_a", "group_b"], ascending=[False, False, True, True]
    )
    with st.expander(t("silos.as_table")):
        tables.show(words.worded(table, by), f"silos_mixing:{by}", columns=_mixing(by), file="group-matrix")
    first = grouping.mixing.iloc[0]
    messages.small_print(
        t("silos.matrix_small_print", rewirings=int(first["rewirings"]), seed=int(first["seed"])),
        methods=False,
    )


def _drawn(grouping: Grouping) -> pd.DataFrame:
    """Give the part of the matrix that is drawn, its groups in words."""
    mixing = grouping.mixing
    if len(grouping.groups) > _FULL:
        kept = words.largest(grouping.groups, _DRAWN)
        mixing = mixing[mixing["group_a"].isin(kept) & mixing["group_b"].isin(kept)]
    said = words.worded(mixing, grouping.by)
    _, a, b = words.columns(grouping.by)
    return said.rename(columns={a: "group_a", b: "group_b"})


def _mixing(by: str) -> list[str]:
    """Name the columns of the matrix as a table."""
    return [*words.columns(by)[1:], "ties", "expected", "ratio", "z", "is_blank"]


def apart(grouping: Grouping) -> None:
    """Show how far each two groups are apart."""
    t, by, pairs = session.translator(), grouping.by, grouping.controversy
    if pairs.empty:
        return
    st.subheader(t("silos.apart.title"), anchor=False)
    st.write(messages.escaped(apart_sentence(grouping, t)))
    table = pairs.sort_values(["controversy", "group_a", "group_b"], ascending=[False, True, True])
    tables.show(
        words.worded(table, by),
        f"silos_apart:{by}",
        columns=[
            *words.columns(by)[1:], "controversy", "k", "stay_a", "stay_b", "actors_a", "actors_b",
            "is_too_small",
        ],
        file="groups-apart",
        height=min(390, 38 + 35 * len(table)),
    )  # fmt: skip
    left_out = int(pairs["groups_left_out"].iloc[0])
    if left_out:
        st.caption(t("silos.apart.left_out", count=len(grouping.groups) - left_out))
    messages.small_print(t("silos.apart.small_print"), methods=False)
