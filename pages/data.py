"""What do we know, and how well? Files in, quality, duplicates, editing, history, files out."""

from __future__ import annotations

from types import ModuleType

import streamlit as st

from graphlib.network import Network
from pages.parts import (
    duplicates,
    editing,
    exporting,
    history,
    importing,
    messages,
    quality,
    session,
    shell,
    versioning,
)

_PARTS: dict[str, ModuleType] = {
    "import": importing,
    "quality": quality,
    "duplicates": duplicates,
    "edit": editing,
    "history": history,
    "export": exporting,
}
"""The parts of the page, one shown at a time."""


def show() -> None:
    """Show the page."""
    t = session.translator()
    messages.opening("data")
    versioning.undo_message()
    if not importing.is_under_way():
        _known(session.network())
    waits = versioning.draft()
    if waits is not None and session.state("draft_shown", None) is not waits:
        session.keep("draft_shown", waits)
        session.put("data_part", "history")
    part = st.radio(
        t("data.part.label"),
        list(_PARTS),
        format_func=lambda name: t(f"data.part.{name}"),
        key="data_part",
        horizontal=True,
        label_visibility="collapsed",
    )
    _PARTS[str(part or "import")].show()


def _known(network: Network) -> None:
    """Say what the open network holds."""
    t = session.translator()
    counts = messages.counted(actors=len(network), ties=len(network.pairs), events=len(network.events))
    if network.latest_date is None:
        messages.finding(t("data.finding_undated", counts=counts))
    else:
        messages.finding(t("data.finding", day=network.latest_date, counts=counts))


shell.page(show)
