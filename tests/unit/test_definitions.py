"""Definitions come from the docstrings, and translations that grew old are not shown."""

from __future__ import annotations

import pytest

from graphlib import definitions
from graphlib.definitions import CHAPTERS, definition, digest

MEASURES = [measure for chapter in CHAPTERS.values() for measure in chapter]


def invented(network: object) -> None:
    """Tell how far a thing goes.

    It is ``a / b`` [1]_, [2]_,
    over all pairs, as in `other`.

    A second paragraph.

    Parameters
    ----------
    network
        Not shown.

    Warnings
    --------
    Nothing follows
    from it.

    References
    ----------
    .. [1] First, A. (1999). One
       title.
    .. [2] Second, B. (2001). Another.
    """


def test_a_docstring_is_parted_into_what_a_reader_needs():
    said = definition(invented)
    assert said.question == "Tell how far a thing goes."
    assert said.text == ("It is ``a / b``, over all pairs, as in other.", "A second paragraph.")
    assert said.caution == "Nothing follows from it."
    assert said.references == ("First, A. (1999). One title.", "Second, B. (2001). Another.")


def test_a_translation_of_other_words_is_not_shown(monkeypatch):
    words = {"question": "Jusqu'où ?", "text": "C'est ``a / b``.\n\nEt plus.", "caution": "Rien."}
    monkeypatch.setattr(
        definitions, "_translations", lambda _: {"invented": {"of": digest(invented), **words}}
    )
    said = definition(invented, "fr")
    assert (said.question, said.text, said.is_translated) == (
        words["question"],
        ("C'est ``a / b``.", "Et plus."),
        True,
    )
    assert said.references == definition(invented).references
    monkeypatch.setattr(definitions, "_translations", lambda _: {"invented": {"of": "00000000", **words}})
    assert definition(invented, "fr").question == definition(invented).question
    assert not definition(invented, "fr").is_translated


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.__name__)
def test_every_measure_says_what_it_tells(measure):
    said = definition(measure)
    assert said.question.endswith(".")
    assert not any("_[" in part or "]_" in part for part in (*said.text, said.caution))
