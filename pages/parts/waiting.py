"""Long work on a page: what is being done, how far it is, and a way to stop it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from graphlib.engine import Job
from graphlib.errors import CancelledError
from pages.parts import session

__all__ = ["result"]

_SHORT = 2.0
"""Seconds during which a spinner is enough."""


def result(job: Job) -> Any:  # noqa: ANN401
    """Give what a job returns; the page ends here, showing progress, while it still runs.

    Raises
    ------
    GraphlibError
        What the job raised.
    """
    if not job.is_done:
        with st.spinner(session.translator()("app.waiting.short")):
            job.wait(_SHORT)
    if not job.is_done:
        _progress(job)
        st.stop()
    try:
        return job.result()
    except CancelledError as stopped:
        st.warning(stopped.text(session.language()), icon=":material/cancel:")
        if st.button(session.translator()("app.waiting.again"), icon=":material/refresh:"):
            job.forget()
            st.rerun()
        st.stop()


@st.fragment(run_every=0.5)
def _progress(job: Job) -> None:
    """Show how far the job is, and look again twice a second."""
    if job.is_done:
        st.rerun()
    t = session.translator()
    share, message = job.progress
    st.progress(share, text=message.text(t.language) if message is not None else t("app.waiting.short"))
    st.caption(t("app.waiting.long"))
    if st.button(t("app.waiting.cancel"), icon=":material/cancel:", key=f"cancel:{id(job)}"):
        job.cancel()
