"""Pages run without a browser, each test with a workspace of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def open_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Give a way to open a page by name, with what the address says."""
    monkeypatch.setenv("PASSERELLE_DATABASE_URL", f"sqlite:///{tmp_path / 'workspace.db'}")
    st.cache_resource.clear()

    def start(page: str, **address: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
        for field, value in address.items():
            app.query_params[field] = value
        app.run()
        if page != "overview":
            app.switch_page(f"pages/{page}.py").run()
        return app

    yield start
    st.cache_resource.clear()


def words(app: AppTest) -> str:
    """Give all sentences of a page."""
    elements = [*app.title, *app.header, *app.subheader, *app.markdown, *app.caption, *app.info, *app.error]
    elements += [*app.success, *app.warning]
    return "\n".join(str(element.value) for element in elements)
