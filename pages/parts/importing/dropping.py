"""The first step: files in, or a template for those who have none."""

from __future__ import annotations

import streamlit as st

from graphlib.readers import template_archive, template_workbook
from graphlib.readers.shapes import SHAPES
from pages.parts import session
from pages.parts.importing import draft

__all__ = ["show"]

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show() -> None:
    """Take files in."""
    t = session.translator()
    files = st.file_uploader(
        t("data.drop"),
        accept_multiple_files=True,
        key=f"upload:{session.state('upload', 0)}",
        help=t("data.drop_help"),
    )
    with st.expander(t("data.template_how")):
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
    """Offer the templates to those who have no files yet."""
    t, language = session.translator(), session.language()
    shape = st.selectbox(
        t("importing.shape_of_programme"), list(SHAPES), format_func=lambda code: t(f"templates.{code}.title")
    )
    name = f"{t('data.template_file')}-{shape}"
    with st.container(horizontal=True):
        st.download_button(
            t("data.template"),
            lambda: template_workbook(language, shape=shape),
            file_name=f"{name}.xlsx",
            mime=_XLSX,
            icon=":material/download:",
            on_click="ignore",
        )
        st.download_button(
            t("importing.template_csv"),
            lambda: template_archive(language, shape=shape),
            file_name=f"{name}.zip",
            mime="application/zip",
            icon=":material/download:",
            on_click="ignore",
        )
