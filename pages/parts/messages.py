"""Sentences as every page says them: the question, the finding, the small print, the fault."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import pandas as pd
import streamlit as st

from graphlib.drawing.names import plain
from graphlib.errors import GraphlibError, InputError, Problem
from pages.parts import session, tables

__all__ = [
    "counted",
    "distinct",
    "escaped",
    "finding",
    "guard",
    "opening",
    "problems",
    "short",
    "small_print",
]

_SAID = 12
"""Faults that are said in full; a table lists all."""

_LONGEST = 90
"""Letters of a name within a sentence; tables have all of it."""

_SPACES = re.compile(r"[ \t\r\n\f\v]+")
"""White space that may be folded: the spaces that keep a number or a French colon together may not."""

_MARKDOWN = str.maketrans({mark: f"\\{mark}" for mark in r"\`*_{}[]()<>#+-.!|~$:&"})

_JOINER = "\u2060"
"""A letter without width that keeps its neighbours on one line."""

_REWRITTEN = re.compile(
    r"(?<=:)(?=material[/_]|streamlit:|//)|(?<=www)(?=\.)|(?<=@)|(?<=-)(?=[->])|(?<=<)(?=[-=])|(?<=[>~])(?==)",
    re.IGNORECASE,
)
"""Inside signs that Streamlit rewrites after Markdown was read, where a backslash keeps nothing:
icons, addresses, arrows, dashes."""


def escaped(text: str) -> str:
    """Make text from the data safe inside Markdown: it is shown as it is written."""
    line = _SPACES.sub(" ", text).strip()
    return _REWRITTEN.sub(_JOINER, line).translate(_MARKDOWN)


def opening(page: str) -> None:
    """Open a page with its question, and with a word on invented data."""
    t = session.translator()
    if session.is_example():
        left, right = st.columns([3, 1], vertical_alignment="center")
        left.info(t("app.example.note", name=session.name()), icon=":material/science:")
        right.page_link("pages/data.py", label=t("app.example.own"), icon=":material/upload_file:")
    st.title(t(f"{page}.question"))


def finding(text: str) -> None:
    """Say what was found, larger than the rest; ``text`` is plain, never Markdown."""
    st.markdown(f"#### {escaped(text)}")


def counted(**counts: int) -> str:
    """Say counts in words, such as ``3 organisations and 1 event``, by their names in ``app.count``."""
    t = session.translator()
    *firsts, last = [t(f"app.count.{name}", count=count) for name, count in counts.items()]
    return t("app.count.two", first=", ".join(firsts), last=last) if firsts else last


def small_print(text: str, *, methods: bool = True) -> None:
    """Add the field's terms and the limits, with the way to Methods."""
    st.caption(escaped(text))
    if methods:
        st.page_link("pages/methods.py", label=session.translator()("app.how"), icon=":material/help:")


def problems(found: Sequence[Problem], key: str) -> None:
    """Say each kind of fault or remark in full, once; where there are more, list all in a table."""
    t, language = session.translator(), session.language()
    alike = Counter((problem.what.key, problem.column) for problem in found)
    firsts = {(problem.what.key, problem.column): problem for problem in reversed(found)}
    for kind in list(dict.fromkeys((problem.what.key, problem.column) for problem in found))[:_SAID]:
        problem = firsts[kind]
        said = f"{problem.what.text(language)} {problem.fix.text(language)}"
        more = f" *{escaped(t('app.alike', count=alike[kind] - 1))}*" if alike[kind] > 1 else ""
        st.markdown(f"- **{escaped(problem.place(language))}** — {escaped(said)}{more}")
    if len(found) > _SAID:
        tables.show(_as_table(found, language), key, file=key)
    elif found:
        tables.download(_as_table(found, language), key, key=f"{key}_download")


def _as_table(found: Sequence[Problem], language: str) -> pd.DataFrame:
    """Put problems into a table: what it is and the cure first, then where it stands."""
    return pd.DataFrame(
        [
            {
                "row": "" if problem.row is None else str(problem.row),
                "what": problem.what.text(language),
                "fix": problem.fix.text(language),
                "column": problem.column or "",
                "value": problem.value or "",
                "file": problem.file,
            }
            for problem in found
        ]
    )


def short(name: str) -> str:
    """Make a name from the data fit for a sentence: one line, not too long, never without any letter."""
    return plain(name, limit=_LONGEST) or "–"


def distinct(names: Iterable[str]) -> list[str]:
    """Make names fit for an axis or a list to choose from: short, and numbered where they are then alike."""
    labels: dict[str, None] = {}
    alike: Counter[str] = Counter()
    for name in map(short, names):
        label = name
        while label in labels:
            alike[name] += 1
            label = f"{name} ({alike[name] + 1})"
        labels[label] = None
    return list(labels)


@contextmanager
def guard() -> Iterator[None]:
    """Say an expected error in the reader's words; anything else is a bug and surfaces."""
    try:
        yield
    except InputError as error:
        st.error(escaped(error.text(session.language())), icon=":material/error:")
        problems(error.problems, "faults")
        st.stop()
    except GraphlibError as error:
        st.error(escaped(error.text(session.language())), icon=":material/error:")
        st.stop()
