"""What each measure is, as its own docstring says, in every language offered.

The English words are the docstrings themselves, so they cannot drift from the code. A translation
names the English words it was made from; where these have changed since, English is shown, and a test
fails.
"""

from __future__ import annotations

import hashlib
import inspect
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from docstring_parser import DocstringStyle, parse

from graphlib import bridging, brokerage, centrality, cohesion, distances, homophily
from graphlib.clusters import clusters

__all__ = ["CHAPTERS", "Definition", "definition", "digest"]

CHAPTERS: dict[str, tuple[Callable[..., Any], ...]] = {
    "position": (
        centrality.degree,
        centrality.strength,
        centrality.harmonic,
        centrality.betweenness,
    ),
    "bridges": (
        bridging.articulation_points,
        bridging.bridges,
        bridging.local_bridges,
        bridging.robustness,
    ),
    "brokers": (
        brokerage.brokerage_roles,
        brokerage.constraint,
        brokerage.effective_size,
        brokerage.efficiency,
        brokerage.hierarchy,
        brokerage.participation,
        brokerage.within_cluster_z,
    ),
    "clusters": (clusters,),
    "silos": (
        homophily.ei_index,
        homophily.mixing,
        homophily.assortativity,
        homophily.modularity,
        homophily.freeman_segregation,
        homophily.cross_sector_share,
        distances.cross_sector_reach,
    ),
    "whole": (
        cohesion.components,
        cohesion.density,
        cohesion.mean_distance,
    ),
}
"""The measures by what they tell, in the order in which they are explained."""

_FOLDER = Path(__file__).parent / "translation" / "definitions"
_MARKS = re.compile(r"(?:,?\s*\[\d+\]_)+")
_NUMBERS = re.compile(r"^\.\. \[\d+\] ", re.MULTILINE)


@dataclass(frozen=True)
class Definition:
    """What a measure is.

    Attributes
    ----------
    name
        Name of the function.
    question
        What it tells, in one line.
    text
        How it is defined, in paragraphs; formulas stand between double backticks.
    caution
        What not to conclude from it; blank where nothing is said.
    references
        Where it comes from, one entry a source; the same in every language.
    is_translated
        Whether the words are in the language that was asked for.
    """

    name: str
    question: str
    text: tuple[str, ...]
    caution: str
    references: tuple[str, ...]
    is_translated: bool = True


def definition(measure: Callable[..., Any], language: str = "en") -> Definition:
    """Explain a measure in a reader's language.

    Parameters
    ----------
    measure
        A function of this package with a numpydoc docstring.
    language
        Language code.

    Returns
    -------
    Definition
        In English where the translation is missing or was made from other words.
    """
    english = _english(measure)
    if language == "en":
        return english
    entry = _translations(language).get(english.name, {})
    is_translated = entry.get("of") == digest(measure)
    if not is_translated:
        return Definition(**{**vars(english), "is_translated": False})
    return Definition(
        english.name,
        entry["question"],
        _paragraphs(entry.get("text", "")),
        entry.get("caution", ""),
        english.references,
    )


def digest(measure: Callable[..., Any]) -> str:
    """Give eight letters that change with the English words of a measure."""
    words = _english(measure)
    return hashlib.sha256("\n".join([words.question, *words.text, words.caution]).encode()).hexdigest()[:8]


def _english(measure: Callable[..., Any]) -> Definition:
    """Read a measure's docstring."""
    parsed = parse(inspect.getdoc(measure) or "", style=DocstringStyle.NUMPYDOC)
    sections = {meta.args[0]: meta.description or "" for meta in parsed.meta}
    references = _NUMBERS.split(sections.get("references", ""))
    return Definition(
        measure.__name__,
        parsed.short_description or "",
        _paragraphs(parsed.long_description or ""),
        " ".join(_plain(sections.get("warnings", "")).split()),
        tuple(" ".join(entry.split()) for entry in references if entry.strip()),
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    """Part a text at its blank lines, and fold the lines of each part."""
    return tuple(" ".join(part.split()) for part in re.split(r"\n\s*\n", _plain(text)) if part.strip())


def _plain(text: str) -> str:
    """Leave out the numbers of the sources, and what marks a name as code."""
    return re.sub(r"(?<!`)`([^`]+)`(?!`)", r"\1", _MARKS.sub("", text))


@lru_cache(maxsize=4)
def _translations(language: str) -> dict[str, Any]:
    """Load the translated definitions of a language."""
    path = _FOLDER / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
