"""The network to take along: in a format of another program, with what that cannot carry said before."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

import streamlit as st

from graphlib.network import Network
from graphlib.reports.open_formats import FORMATS, losses, network_bytes, write_folder
from pages.parts import messages, session

__all__ = ["show"]

_ENDINGS = {"csv": "zip", "kumu": "kumu.json"}
"""Endings that are not the format's name."""


def show() -> None:
    """Choose a format, say what it cannot carry, and offer the file."""
    t, network = session.translator(), session.network()
    st.write(t("exporting.how"))
    chosen = st.selectbox(
        t("exporting.format"),
        list(FORMATS),
        format_func=lambda code: t(f"exporting.for.{code}"),
        key="export_format",
    )
    format_ = str(chosen)
    missing = losses(network, format_)
    if missing:
        st.write(t("exporting.losses"))
        st.markdown("\n".join(f"- {messages.escaped(message.text(t.language))}" for message in missing))
    else:
        st.write(t("exporting.whole"))
    st.download_button(
        t("exporting.download"),
        lambda: _packed(network) if format_ == "csv" else network_bytes(network, format_),
        file_name=f"{t('exporting.file')}.{_ENDINGS.get(format_, format_)}",
        icon=":material/download:",
        on_click="ignore",
    )


def _packed(network: Network) -> bytes:
    """Pack the folder of CSV files into an archive that is the same each time."""
    target = io.BytesIO()
    with (
        tempfile.TemporaryDirectory() as place,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for path in sorted(write_folder(network, Path(place) / "network").iterdir()):
            archive.writestr(zipfile.ZipInfo(path.name), path.read_bytes())
    return target.getvalue()
