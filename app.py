"""Passerelle in the browser: page setup, choice of network and language, and the way to each page."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = str(Path(__file__).resolve().parent)
# Python's standard library has a module of the same name: ours must be the one that is found.
sys.path[:] = [ROOT, *(entry for entry in sys.path if entry != ROOT)]
if "graphlib" in sys.modules and not hasattr(sys.modules["graphlib"], "__path__"):
    del sys.modules["graphlib"]

import streamlit as st  # noqa: E402

from pages.parts import messages, session, sidebar  # noqa: E402

PAGES = ("overview", "explore", "bridges", "silos", "introductions", "committee", "data", "methods")
ICONS = ("insights", "hub", "link", "grid_view", "handshake", "description", "table_chart", "help")


def main() -> None:
    """Set the page up and run the one that is asked for."""
    st.set_page_config(page_title="Passerelle", page_icon="🌉", layout="wide")
    session.begin()
    t = session.translator()
    page = st.navigation(
        [
            st.Page(
                f"pages/{name}.py",
                title=t(f"{name}.title"),
                icon=f":material/{icon}:",
                default=name == "overview",
            )
            for name, icon in zip(PAGES, ICONS, strict=True)
        ]
    )
    with messages.guard():
        sidebar.show()
        page.run()


main()
