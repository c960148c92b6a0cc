"""What stands around every page: page setup, choice of programme and language, the way to the others."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.parts import messages, session, sidebar

__all__ = ["PAGES", "main", "page"]

PAGES = {
    "overview": ":material/insights:",
    "explore": ":material/hub:",
    "bridges": ":material/link:",
    "silos": ":material/grid_view:",
    "introductions": ":material/handshake:",
    "scenarios": ":material/alt_route:",
    "committee": ":material/description:",
    "data": ":material/table_chart:",
    "methods": ":material/help:",
}
"""The pages in their order, each with its sign."""


def main() -> None:
    """Set the page up and run the one that is asked for."""
    st.set_page_config(page_title="Passerelle", page_icon="🌉", layout="wide")
    session.begin()
    t = session.translator()
    asked = st.navigation(
        [
            st.Page(f"pages/{name}.py", title=t(f"{name}.title"), icon=icon, default=name == "overview")
            for name, icon in PAGES.items()
        ]
    )
    session.settle(asked.url_path)
    with messages.guard():
        sidebar.show()
        if session.is_lost():
            st.warning(t("app.unknown_programme"), icon=":material/link_off:")
        asked.run()


def page(show: Callable[[], None]) -> None:
    """Show a page within its surroundings.

    The very first request after a start may name a page in its address; Streamlit then runs the
    page's file by itself, without ``app.py`` around it.
    """
    if session.has_begun():
        show()
    else:
        main()
