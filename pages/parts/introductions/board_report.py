"""What came of the introductions, beside pairs like them that nobody introduced."""

from __future__ import annotations

import math

import pandas as pd
import streamlit as st

from graphlib.introductions.comparable import CALIPER
from graphlib.ledger import By, Ledger, outcome, refusals, report, summary
from graphlib.ledger.report import FEWEST, FEWEST_COMPARABLE
from graphlib.translation import Translator
from pages.parts import messages, session, tables
from pages.parts.introductions import ledger

__all__ = ["show"]

_BY: tuple[By, ...] = ("round", "sectors", "introducer", "reason")
_COUNTS = ["group_name", "suggested", "taken", "asked", "met", "seen", "lasting", "gone", "declined", "days"]
_SHOWN = [*_COUNTS, "seen_said", "comparable_said", "difference_said"]


def show(book: Ledger) -> None:
    """Show the report of a ledger."""
    t = session.translator()
    st.subheader(t("ledger.report.title"), anchor=False)
    whole = outcome(book, book.entries)
    st.write(messages.escaped(" ".join(message.text(t.language) for message in summary(book)[1:])))
    said = []
    if not math.isnan(whole.days):
        said.append(t("ledger.report.days", count=round(whole.days)))
    if whole.comparable_pairs:
        said.append(t("ledger.report.said", said=whole.said, other=whole.comparable_said))
    st.write(messages.escaped(" ".join([*said, *_taken_only(book)])))
    by = st.radio(
        t("ledger.field.by"),
        _BY,
        format_func=lambda name: t(f"ledger.by.{name}"),
        key="ledger_by",
        horizontal=True,
    )
    frame = report(book, by=by)
    tables.show(_in_words(frame, by), "ledger_report", columns=_SHOWN)
    tables.download(frame, "introductions-report", key="ledger_report_csv")
    _refusals(book)
    messages.small_print(t("ledger.small_print", caliper=CALIPER), methods=False)


def _taken_only(book: Ledger) -> list[str]:
    """Say what came of those that were taken, where they and the pairs like them are not too few."""
    t = session.translator()
    found = outcome(book, [entry for entry in book.entries if entry.was("taken")])
    if found.matched.cases < FEWEST or found.comparable_pairs < FEWEST_COMPARABLE:
        return []
    low, high = found.matched.interval
    values = {"share": found.matched.value, "low": low, "high": high, "other": found.comparable.value}
    return [t("ledger.report.taken_only", count=int(found.matched.cases), **values)]


def _in_words(frame: pd.DataFrame, by: By) -> pd.DataFrame:
    """Name the groups, and write each share with its interval."""
    t = session.translator()
    names = [_group(t, by, group) for group in frame["group"]]
    return frame.assign(
        group_name=names,
        **{f"{name}_said": _shares(t, frame, name) for name in ("seen", "comparable")},
        difference_said=[
            "–"
            if math.isnan(low)
            else t("ledger.report.between", low=100 * float(low), high=100 * float(high))
            for low, high in zip(frame["difference_low"], frame["difference_high"], strict=True)
        ],
    )


def _group(t: Translator, by: By, group: str) -> str:
    """Name a group of the report."""
    if by == "round":
        return t("ledger.field.round", number=int(group))
    if by == "sectors":
        return " – ".join(tables.sector_word(sector) for sector in group.split(" + "))
    if by == "reason":
        return t(f"ledger.spoke.{group}") if t.has(f"ledger.spoke.{group}") else group
    return messages.short(group) if group else t("ledger.no_introducer")


def _shares(t: Translator, frame: pd.DataFrame, name: str) -> list[str]:
    """Write shares with their intervals."""
    columns = (frame[f"{name}_{part}"] for part in ("share", "low", "high"))
    return [
        t("ledger.report.share", share=float(share), low=float(low), high=float(high))
        if not math.isnan(share)
        else t("ledger.report.early")
        if early
        else "–"
        for share, low, high, early in zip(*columns, frame["early"] == frame["suggested"], strict=True)
    ]


def _refusals(book: Ledger) -> None:
    """Count why introductions were declined or wrong, where any were."""
    t, frame = session.translator(), refusals(book)
    if frame.empty:
        return
    with st.expander(t("ledger.report.refusals")):
        words = frame.assign(refusal=frame["reason"].map(ledger.reasons()))
        tables.show(words[["refusal", "declined", "wrong"]], "ledger_refusals", file="introductions-refusals")
