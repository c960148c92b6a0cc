"""How is this computed? Definitions, limits, what not to conclude."""

from __future__ import annotations

import re
import unicodedata

import streamlit as st

from graphlib.definitions import CHAPTERS, MEASURES, Definition, Measure, definition
from graphlib.exactness import footings, thresholds
from graphlib.version import versions
from pages.parts import cache, messages, session, shell

_MARKED = re.compile(r"(``.+?``|`[^`]+`)")
"""Formulas, and names of other measures."""

_TERMS = {measure: term for terms in CHAPTERS.values() for term, all_ in terms.items() for measure in all_}


def show() -> None:
    """Show the page."""
    messages.opening("methods")
    t = session.translator()
    messages.finding(t("methods.finding"))
    asked = st.text_input(t("methods.search"), key="methods_search", icon=":material/search:").strip()
    wanted = _letters(asked)
    found = {chapter: _found(chapter, wanted) for chapter in CHAPTERS}
    shows_exactness = wanted in _letters(_exactness_words())
    if not any(found.values()) and not shows_exactness:
        st.info(
            messages.escaped(t("methods.nothing", wanted=messages.short(asked))), icon=":material/search_off:"
        )
    if not wanted:
        _contents()
    for chapter, terms in found.items():
        if terms:
            st.header(t(f"methods.chapter.{chapter}"), anchor=f"chapter-{chapter}", divider="gray")
        for term in terms:
            _term(chapter, term, wanted)
    if shows_exactness:
        _exactness()
    _versions()


def _letters(text: str) -> str:
    """Leave out what a search does not look at: accents, capitals, kinds of space, and marks."""
    apart = unicodedata.normalize("NFKD", text.casefold().replace("`", ""))
    return " ".join("".join(letter for letter in apart if not unicodedata.combining(letter)).split())


def _found(chapter: str, wanted: str) -> list[str]:
    """List the terms of a chapter that speak of what is searched."""
    return [
        term
        for term, measures in CHAPTERS[chapter].items()
        if wanted in _letters(_plain_words(term)) or _is_defined_by(measures, wanted)
    ]


def _plain_words(term: str) -> str:
    """Give all that a term's entry says in plain words."""
    t = session.translator()
    said = [t(f"methods.{term}.{part}", **thresholds()) for part in ("title", "text", "beware", "source")]
    return "\n".join(said)


def _is_defined_by(measures: tuple[Measure, ...], wanted: str) -> bool:
    """Tell whether the definition of any of the measures speaks of what is searched."""
    return any(wanted in _letters(_defining_words(measure)) for measure in measures)


def _defining_words(measure: Measure) -> str:
    """Give all that a measure's definition says."""
    said = definition(measure, session.language())
    name = session.translator()(f"methods.name.{said.name}")
    return "\n".join([said.name, name, said.question, *said.text, said.caution, *said.references])


def _contents() -> None:
    """List the chapters, each leading to its place on the page."""
    t = session.translator()
    links = [f"[{messages.escaped(t(f'methods.chapter.{name}'))}](#chapter-{name})" for name in CHAPTERS]
    links.append(f"[{messages.escaped(t('methods.chapter.exactness'))}](#chapter-exactness)")
    st.markdown(f"{t('methods.chapters')} {' · '.join(links)}")


def _term(chapter: str, term: str, wanted: str) -> None:
    """Show what a term means, what not to conclude from it, and how the literature defines it."""
    t = session.translator()
    measures = CHAPTERS[chapter][term]
    with st.container(border=True):
        st.subheader(t(f"methods.{term}.title"), anchor=term)
        st.markdown(messages.escaped(t(f"methods.{term}.text", **thresholds())))
        st.markdown(f"**{t('methods.beware')}** {messages.escaped(t(f'methods.{term}.beware'))}")
        st.caption(messages.escaped(t(f"methods.{term}.source")))
        if measures:
            is_there = bool(wanted) and wanted not in _letters(_plain_words(term))
            with st.expander(t("methods.defined"), expanded=is_there, icon=":material/menu_book:"):
                for measure in measures:
                    _definition(definition(measure, session.language()))


def _definition(said: Definition) -> None:
    """Show how the literature defines a measure."""
    t = session.translator()
    name = messages.escaped(t(f"methods.name.{said.name}"))
    # A heading would make an anchor of its words, which may be that of an entry.
    st.markdown(f"**{name}**  \n{_marked_up(said.question)}")
    if not said.is_translated:
        st.caption(t("methods.english"))
    for paragraph in said.text:
        st.markdown(_marked_up(paragraph))
    st.markdown(f"**{t('methods.beware')}** {_marked_up(said.caution)}")
    if said.references:
        st.caption("  \n".join(map(messages.escaped, said.references)))


def _marked_up(text: str) -> str:
    """Write formulas as code, and names of other measures as links to them."""
    return "".join(_piece(piece) for piece in _MARKED.split(text))


def _piece(piece: str) -> str:
    """Write a formula, the name of a measure, or the words between them."""
    name = piece.strip("`")
    if piece.startswith("``"):
        return f"`{name}`"
    if piece.startswith("`") and name in MEASURES:
        t = session.translator()
        words = messages.escaped(t("methods.named", name=t(f"methods.name.{name}")))
        return f"[{words}](#{_TERMS[MEASURES[name]]})"
    before, after = (" " if piece[at : at + 1 or None].isspace() else "" for at in (0, -1))
    return f"{before}{messages.escaped(name)}{after}" if name.strip() else piece


def _exactness_rows() -> dict[str, list[str]]:
    """Say which figures are exact, in general and in this network."""
    t, language = session.translator(), session.language()
    rows = cache.once(footings, session.network())
    return {
        t(f"methods.exactness.{column}"): [
            messages.escaped(getattr(row, column).text(language)) for row in rows
        ]
        for column in ("figures", "rule", "here")
    }


def _exactness_words() -> str:
    """Give all that the table of exact and estimated figures says."""
    title = session.translator()("methods.chapter.exactness")
    return "\n".join([title, *(cell for cells in _exactness_rows().values() for cell in cells)])


def _exactness() -> None:
    """Show which figures are exact and which are estimated."""
    t = session.translator()
    st.header(t("methods.chapter.exactness"), anchor="chapter-exactness", divider="gray")
    st.table(_exactness_rows(), border="horizontal")
    st.markdown(messages.escaped(t("methods.seed")))


def _versions() -> None:
    """Say which data and which programs the figures come from."""
    numbers = ", ".join(f"{name} {number}" for name, number in versions().items())
    fingerprint = session.network().fingerprint
    said = session.translator()("methods.versions", fingerprint=fingerprint, versions=numbers)
    st.caption(messages.escaped(said))


shell.page(show)
