"""What is being imported: the files, what the user decided about them, and how far the user is."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st

from graphlib.readers import Choices, FileReading, Reading, read_files
from pages.parts import cache, session, waiting

__all__ = [
    "STEPS",
    "Draft",
    "change",
    "change_choices",
    "current",
    "drop",
    "go",
    "layouts",
    "reading",
    "remember",
    "take",
]

STEPS = ("files", "understood", "faults", "changes")
"""The steps of an import, in order."""

_MEMORY = "layouts"
_WORDS = "sector_words"
_DRAFTS = 12
"""Imports under way that are held at the same time in this process."""

_REMEMBERED = 200
"""Layouts that are remembered; the oldest are forgotten."""


@dataclass(frozen=True)
class Draft:
    """An import under way; nothing of it is stored yet.

    ``turn`` counts decisions, so that a table in which they were made starts afresh after each.
    """

    files: tuple[tuple[str, bytes], ...] = ()
    digest: str = ""
    step: str = "files"
    choices: Choices = field(default_factory=Choices)
    turn: int = 0


def current() -> Draft:
    """Give the import under way, or an empty one."""
    kept = cache.drafts().get(session.importing() or "")
    return kept if isinstance(kept, Draft) else Draft()


def change(**values: Any) -> None:  # noqa: ANN401
    """Change the import under way and run anew."""
    _hold(replace(current(), **values))
    st.rerun()


def _hold(draft: Draft) -> None:
    """Keep the import under its secret name; of too many imports the oldest goes."""
    token, drafts = session.importing(), cache.drafts()
    if token is None:
        token = secrets.token_urlsafe(16)
        session.import_as(token)
    drafts.pop(token, None)
    while len(drafts) >= _DRAFTS:
        drafts.pop(next(iter(drafts)))
    drafts[token] = draft


def change_choices(**values: Any) -> None:  # noqa: ANN401
    """Keep what the user decided and run anew."""
    draft = current()
    change(choices=replace(draft.choices, **values), turn=draft.turn + 1)


def go(step: str) -> None:
    """Go to a step."""
    change(step=step)


def drop() -> None:
    """Let the import go; the page goes on."""
    cache.drafts().pop(session.importing() or "", None)
    session.import_as(None)
    session.keep("upload", session.state("upload", 0) + 1)


def take(files: tuple[tuple[str, bytes], ...]) -> None:
    """Begin the import of some files."""
    digest = hashlib.sha256()
    for name, data in files:
        digest.update(f"{name}\0{len(data)}\0".encode())
        digest.update(data)
    _hold(Draft(files, digest.hexdigest(), "understood"))
    st.rerun()


def reading(*, listed: int | None = None) -> Reading:
    """Give what the files were read as; the page ends here, with progress, while that takes long."""
    draft = current()
    words = {**_sector_words(), **draft.choices.sector_words}
    options: dict[str, Any] = {"choices": replace(draft.choices, sector_words=words), "memory": layouts()}
    if listed is not None:
        options["listed"] = listed
    return waiting.result(
        cache.reading_engine(), draft.digest, repr(options), read_files, dict(draft.files), **options
    )


def layouts() -> Mapping[str, Mapping[str, Any]]:
    """Give what was decided about earlier files, by the signature of their headings."""
    kept: Mapping[str, Mapping[str, Any]] = session.workspace().setting(_MEMORY, {})
    return kept


def remember(files: tuple[FileReading, ...]) -> None:
    """Keep what was decided about the layout of these files, for the next one that has it."""
    choices, known = current().choices, dict(layouts())
    for file in files:
        decided = choices.remembered(file.file)
        if any(value not in (None, {}) for value in decided.values()):
            # The newest stands last, so that the oldest are those forgotten.
            known[file.signature] = {**known.pop(file.signature, {}), **_filled(decided)}
    kept = dict(list(known.items())[-_REMEMBERED:])
    if kept != layouts():
        session.workspace().set_setting(_MEMORY, kept)
    words = {**_sector_words(), **choices.sector_words}
    if words != _sector_words():
        session.workspace().set_setting(_WORDS, words)


def _sector_words() -> dict[str, str]:
    """Give the sectors that words were said to mean in earlier imports."""
    return dict(session.workspace().setting(_WORDS, {}))


def _filled(decided: Mapping[str, Any]) -> dict[str, Any]:
    """Keep what was really decided."""
    return {name: value for name, value in decided.items() if value not in (None, {})}
