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
from typing import Any, TypeAlias

from docstring_parser import DocstringStyle, parse

from graphlib import bridging, brokerage, centrality, cohesion, homophily, periods
from graphlib.clusters import boundary, carried_over, clusters, composition, resolutions
from graphlib.distances import cross_sector_reach
from graphlib.introductions import introductions
from graphlib.key_players import key_players
from graphlib.openness import openness
from graphlib.stability import rank_intervals
from graphlib.trends import trend

__all__ = ["CHAPTERS", "MEASURES", "Definition", "Measure", "definition", "digest"]

Measure: TypeAlias = Callable[..., Any]

CHAPTERS: dict[str, dict[str, tuple[Measure, ...]]] = {
    "data": {
        "tie": (),
        "sector": (),
        "period": (periods.at, periods.window, periods.dating, trend),
    },
    "whole": {
        "state": (),
        "components": (cohesion.components,),
        "density": (cohesion.density,),
        "mean_distance": (cohesion.mean_distance,),
    },
    "position": {
        "degree": (centrality.degree, centrality.strength),
        "harmonic": (centrality.harmonic,),
        "betweenness": (centrality.betweenness,),
        "rank_intervals": (rank_intervals,),
    },
    "bridges": {
        "articulation_point": (
            bridging.articulation_points,
            bridging.parts_if_removed,
            bridging.held_apart,
        ),
        "dependent_pairs": (bridging.dependent_pairs,),
        "bridge": (bridging.bridges, bridging.local_bridges),
        "key_players": (key_players,),
        "robustness": (bridging.robustness, bridging.robustness_at_random),
    },
    "brokers": {
        "roles": (brokerage.brokerage_roles, brokerage.brokerage_by_chance),
        "cross_sector_ties": (brokerage.cross_sector_ties,),
        "constraint": (
            brokerage.constraint,
            brokerage.effective_size,
            brokerage.efficiency,
            brokerage.hierarchy,
        ),
    },
    "silos": {
        "ei_index": (homophily.silos, homophily.ei_index, homophily.ei_whole),
        "cross_sector_share": (homophily.cross_sector_share, homophily.cross_sector_share_expected),
        "openness": (openness,),
        "mixing": (homophily.mixing,),
        "assortativity": (homophily.assortativity, homophily.modularity, homophily.freeman_segregation),
        "coleman": (homophily.coleman,),
        "controversy": (homophily.controversy,),
        "reach": (cross_sector_reach,),
    },
    "clusters": {
        "clusters": (clusters, resolutions),
        "boundary": (boundary,),
        "composition": (composition,),
        "carried_over": (carried_over,),
        "participation": (brokerage.participation, brokerage.within_cluster_z),
    },
    "introductions": {
        "introduction": (introductions,),
        "likelihood": (),
    },
}
"""The measures by chapter and by what a reader asks about, in the order in which they are explained.

A term that the data or this program define, and no function, has no measure.
"""

MEASURES: dict[str, Measure] = {
    measure.__name__: measure
    for terms in CHAPTERS.values()
    for measures in terms.values()
    for measure in measures
}
"""Every measure that is explained, by its name."""

_FOLDER = Path(__file__).parent / "translation" / "definitions"
_MARKS = re.compile(r"(?:,?\s*\[\d+\]_)+")
_FORMULA = re.compile(r"(``.+?``)", re.DOTALL)
_STRESS = re.compile(r"\*(\w[\w ]*)\*")
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
        How it is defined, in paragraphs; formulas stand between double backticks, names of other
        measures between single ones.
    caution
        What not to conclude from it, marked in the same way; blank where nothing is said.
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


def definition(measure: Measure, language: str = "en") -> Definition:
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


def digest(measure: Measure) -> str:
    """Give eight letters that change with the English words of a measure."""
    words = _english(measure)
    return hashlib.sha256("\n".join([words.question, *words.text, words.caution]).encode()).hexdigest()[:8]


@lru_cache(maxsize=128)
def _english(measure: Measure) -> Definition:
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
    """Leave out the numbers of the sources, and the stars around a word that is stressed."""
    parts = _FORMULA.split(_MARKS.sub("", text))
    return "".join(part if place % 2 else _STRESS.sub(r"\1", part) for place, part in enumerate(parts))


@lru_cache(maxsize=4)
def _translations(language: str) -> dict[str, Any]:
    """Load the translated definitions of a language."""
    path = _FOLDER / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
