"""Long work on a page: what is being done, how far it is, and a way to stop it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

from graphlib.engine import Engine, Job
from graphlib.errors import CancelledError
from pages.parts import session

__all__ = ["meanwhile", "result"]

Result = TypeVar("Result")

_SHORT = 2.0
"""Seconds during which a spinner is enough."""

_BLINK = 0.3
"""Seconds that a page waits for what it can show without."""


def result(
    engine: Engine,
    content: str,
    name: str,
    function: Callable[..., Result],
    *args: Any,  # noqa: ANN401
    **options: Any,  # noqa: ANN401
) -> Result:
    """Give what ``function(*args, progress=..., **options)`` returns, run once in an engine.

    The page ends here, showing progress, while the work still runs; or with a way to start it again
    where the user stopped it.

    Parameters
    ----------
    engine
        Runs the work and keeps its result.
    content
        Fingerprint of what the work is about.
    name
        Says the work and all its options: same name, same result.
    function, *args, **options
        The work.

    Raises
    ------
    GraphlibError
        What the work raised.
    """
    stopped = engine.find(content, name)
    if stopped is not None and stopped.is_cancelled:
        _start_again()
    return _awaited(engine.start(content, name, function, *args, **options))


def meanwhile(
    engine: Engine,
    content: str,
    name: str,
    function: Callable[..., Result],
    *args: Any,  # noqa: ANN401
    **options: Any,  # noqa: ANN401
) -> Result | None:
    """Give what `result` gives, or ``None`` while it is not there: the page goes on without it.

    Progress shows at this place, and the page is run again when the work has ended. Parameters and
    errors as of `result`.
    """
    stopped = engine.find(content, name)
    if stopped is not None and stopped.is_cancelled and not _is_wanted_again(name):
        return None
    job = engine.start(content, name, function, *args, **options)
    if job.wait(_BLINK):
        return job.result()
    _beside(job, name)
    return None


def _awaited(job: Job[Result]) -> Result:
    """Give what a job returns; the page ends here, showing progress, while it still runs."""
    if not job.is_ended:
        with st.spinner(session.translator()("app.waiting.short")):
            job.wait(_SHORT)
    if not job.is_ended:
        _progress(job)
        st.stop()
    return job.result()


def _start_again() -> None:
    """Say that the user stopped the work; the page ends here until they want it again."""
    if not _is_wanted_again(None):
        st.stop()


def _is_wanted_again(name: str | None) -> bool:
    """Say that the user stopped the work, and tell whether they ask for it again."""
    st.warning(CancelledError().text(session.language()), icon=":material/cancel:")
    key = None if name is None else f"again {name}"
    return st.button(session.translator()("app.waiting.again"), icon=":material/refresh:", key=key)


@st.fragment(run_every=0.5)
def _progress(job: Job[Any]) -> None:
    """Show how far the job is, and look again twice a second."""
    _how_far(job)
    st.caption(session.translator()("app.waiting.long"))
    _cancel(job, None)


@st.fragment(run_every=0.5)
def _beside(job: Job[Any], name: str) -> None:
    """Show how far one job among others of a page is, and look again twice a second."""
    with st.container(horizontal=True, vertical_alignment="center"):
        _how_far(job)
        _cancel(job, name)


def _how_far(job: Job[Any]) -> None:
    """Show what the job is doing; run the page again where the job has ended."""
    if job.is_ended:
        st.rerun()
    t = session.translator()
    share, message = job.progress.share, job.progress.message
    st.progress(share, text=message.text(t.language) if message is not None else t("app.waiting.short"))


def _cancel(job: Job[Any], name: str | None) -> None:
    """Let the user stop the job."""
    key = None if name is None else f"cancel {name}"
    if st.button(session.translator()("app.waiting.cancel"), icon=":material/cancel:", key=key):
        job.cancel()
