"""What if? Today beside then, for changes that were only thought of."""

from __future__ import annotations

import streamlit as st

from pages.parts import messages, period, session, shell
from pages.parts.scenarios import beside, choosing, draft, saved, side_by_side


def show() -> None:
    """Show the page."""
    messages.opening("scenarios")
    period.note_whole()
    network, t = session.network(), session.translator()
    if not len(network):
        st.write(t("explore.empty"))
        return
    above = st.container()
    saved.bar()
    scenario = draft.shown()
    if scenario is None:
        above.write(t("scenarios.intro"))
    choosing.show(network)
    if scenario is not None:
        beside.show(network, scenario, above)
    side_by_side.show(network)


shell.page(show)
