"""The first step: files in, or a template for those who have none."""

from __future__ import annotations

import streamlit as st

from graphlib.readers import template_workbook
from pages.parts import session
from pages.parts.importing import draft

__all__ = ["show"]

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show() -> None:
    """Take files in."""
    t = session.translator()
    left, right = st.columns([3, 1])
    files = left.file_uploader(
        t("data.drop"),
        accept_multiple_files=True,
        key=f"upload:{session.state('upload', 0)}",
        help=t("data.drop_help"),
    )
    with right:
        _template()
    with st.expander(t("importing.formats.title")):
        st.markdown(t("importing.formats.text"))
    if files:
        draft.take(_named_apart([(file.name, file.getvalue()) for file in files]))
    if draft.current().files:
        if st.button(t("importing.go_on"), type="primary"):
            draft.go("understood")
        if st.button(t("importing.forget"), icon=":material/delete:"):
            draft.drop()
            st.rerun()


def _named_apart(files: list[tuple[str, bytes]]) -> tuple[tuple[str, bytes], ...]:
    """Give files of the same name different ones; none may hide another."""
    seen: dict[str, int] = {}
    named = []
    for name, data in files:
        count = seen[name] = seen.get(name, 0) + 1
        stem, dot, ending = name.rpartition(".")
        named.append((name if count == 1 else f"{stem or name} ({count}){dot}{ending if stem else ''}", data))
    return tuple(named)


def _template() -> None:
    """Offer the template to those who have no files yet."""
    t = session.translator()
    st.write(t("data.template_how"))
    st.download_button(
        t("data.template"),
        lambda: template_workbook(session.language()),
        file_name=f"{t('data.template_file')}.xlsx",
        mime=_XLSX,
        icon=":material/download:",
        on_click="ignore",
    )
