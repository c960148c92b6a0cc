"""Files to a stored network, in four steps: drop, see what was understood, mend, see what will change."""

from __future__ import annotations

import streamlit as st

from pages.parts import messages, session
from pages.parts.importing import changes, draft, dropping, mending, understanding

__all__ = ["is_under_way", "show"]


def is_under_way() -> bool:
    """Tell whether files were dropped that are not stored yet."""
    return bool(draft.current().files)


def show() -> None:
    """Show the step at which the import is."""
    now = draft.current()
    step = now.step if now.files else "files"
    _steps(step)
    if step == "files":
        dropping.show()
    elif step == "understood":
        understanding.show()
    elif step == "faults":
        mending.show()
    else:
        changes.show()


def _steps(step: str) -> None:
    """Show all steps, which are done, and which one is open; and the way back."""
    t = session.translator()
    at = draft.STEPS.index(step)
    marks = []
    for place, name in enumerate(draft.STEPS):
        label = messages.escaped(t(f"importing.step.{name}"))
        if place == at:
            marks.append(f"**{place + 1}. {label}** ({t('importing.here')})")
        else:
            marks.append(f":material/check: {label}" if place < at else f"{place + 1}. {label}")
    with st.container(horizontal=True, vertical_alignment="center"):
        if at and st.button(t("importing.back"), icon=":material/arrow_back:", key="import_back"):
            draft.go(draft.STEPS[at - 1])
        st.markdown(" · ".join(marks))
