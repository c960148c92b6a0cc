"""Who holds the network together and which ties alone join two parts, in sentences."""

from __future__ import annotations

import pandas as pd

from graphlib.analysis import Analysis
from graphlib.drawing.names import plain, sector_word
from graphlib.ranking import ranks
from graphlib.translation import Translator

__all__ = [
    "bridges_sentence",
    "local_bridges_sentence",
    "part_sentences",
    "single_ties",
    "ties_sentence",
    "worst_loss",
    "worst_tie_sentence",
]

_LONGEST = 90
"""Letters of a name in a sentence."""

_FEWEST_AROUND = 3
"""Organisations from which on a part is said to stand around one of them."""


def bridges_sentence(analysis: Analysis, speak: Translator) -> str:
    """Say who holds the network together, and who is lost with the first of them.

    Parameters
    ----------
    analysis
        The measures.
    speak
        The reader's language.

    Returns
    -------
    str
        One sentence of plain text; names in it are cut at 90 letters. Where several cut off as
        many as the first, it says so.
    """
    points = analysis.articulation_points
    if points.empty:
        return speak("bridges.finding.none")
    return speak(
        "bridges.finding.some",
        count=len(points),
        name=_name(points["name"].iloc[0]),
        lost=worst_loss(analysis, speak) + _alike(points["cut_off"], speak),
    )


def worst_loss(analysis: Analysis, speak: Translator) -> str:
    """Say who is lost with the organisation that holds most others to the network.

    Parameters
    ----------
    analysis
        The measures, of a network that has an articulation point.
    speak
        The reader's language.

    Returns
    -------
    str
        Part of a sentence, such as ``contact with 6 organisations is lost (mostly companies)``.
    """
    first, parts = analysis.articulation_points.iloc[0], analysis.parts
    count = int(first["cut_off"])
    apart = parts[(parts["id"] == first["id"]) & (parts["part"] > 1)]
    return speak("bridges.lost", count=count) + _who(apart, count, speak)


def part_sentences(analysis: Analysis, actor: str, speak: Translator) -> list[str]:
    """Name the parts into which the network would fall without an actor, the largest first.

    Parameters
    ----------
    analysis
        The measures.
    actor
        Id of an articulation point; there are no parts to name for others.
    speak
        The reader's language.

    Returns
    -------
    list of str
        One phrase a part of more than one actor, then one for all that are left alone.
    """
    parts = analysis.parts[analysis.parts["id"] == actor]
    larger = parts[parts["actors"] > 1]
    said = [
        speak("bridges.part", count=int(size), name=_name(name), mostly=_mostly(sector, members, size, speak))
        for size, name, sector, members in larger[
            ["actors", "best_connected_name", "main_sector", "main_sector_actors"]
        ].itertuples(index=False)
    ]
    alone = len(parts) - len(larger)
    return [*said, speak("bridges.alone", count=alone)] if alone else said


def single_ties(analysis: Analysis) -> pd.DataFrame:
    """Give the ties that alone join two parts, without the pairs that nobody else belongs to.

    Parameters
    ----------
    analysis
        The measures.

    Returns
    -------
    pandas.DataFrame
        The rows of ``analysis.bridges`` with more than one actor on one of the sides.
    """
    return analysis.bridges[analysis.bridges["larger_side"] > 1].reset_index(drop=True)


def ties_sentence(analysis: Analysis, speak: Translator) -> str:
    """Say how many ties are the only link between two parts of the network.

    Parameters
    ----------
    analysis
        The measures.
    speak
        The reader's language.

    Returns
    -------
    str
        One sentence of plain text.
    """
    count = len(single_ties(analysis))
    return speak("bridges.ties_finding", count=count) if count else speak("bridges.ties_none")


def worst_tie_sentence(analysis: Analysis, speak: Translator) -> str:
    """Say what rests on the first of the ties that alone join two parts.

    Parameters
    ----------
    analysis
        The measures.
    speak
        The reader's language.

    Returns
    -------
    str
        One sentence of plain text; empty where there is no such tie.
    """
    ties = single_ties(analysis)
    if ties.empty:
        return ""
    first = ties.iloc[0]
    count = int(first["smaller_side"])
    if count == 1:
        return speak("bridges.ties_to_one", count=len(ties))
    side = ties.filter(like="smaller_").head(1).rename(columns=lambda name: name.removeprefix("smaller_"))
    side = side.rename(columns={"side": "actors"})
    return speak(
        "bridges.ties_worst",
        a=_name(first["source_name"]),
        b=_name(first["target_name"]),
        lost=speak("bridges.lost", count=count)
        + _who(side, count, speak)
        + _alike(ties["smaller_side"], speak),
    )


def local_bridges_sentence(analysis: Analysis, speak: Translator) -> str:
    """Say how many ties join two organisations that share no contact.

    Parameters
    ----------
    analysis
        The measures.
    speak
        The reader's language.

    Returns
    -------
    str
        One sentence of plain text; empty where there is no tie.
    """
    if analysis.ties.empty:
        return ""
    is_local = analysis.ties["is_local_bridge"]
    return speak(
        "bridges.local_bridges",
        count=int(is_local.sum()),
        ties=len(analysis.ties),
        share=float(is_local.mean()),
    )


def _who(parts: pd.DataFrame, count: int, speak: Translator) -> str:
    """Say in brackets who is cut off: around whom, where most stand together, and of which group."""
    largest = parts.iloc[0]
    # Each part tells its most frequent group alone: a sum over half of all is a majority all the same.
    groups = parts.groupby("main_sector")["main_sector_actors"].sum()
    mostly = _mostly(groups.idxmax(), groups.max(), count, speak) if len(groups) else ""
    if largest["actors"] >= _FEWEST_AROUND and 2 * largest["actors"] > count:
        return " " + speak("bridges.who_around", name=_name(largest["best_connected_name"]), mostly=mostly)
    return " " + speak("bridges.who", mostly=mostly.removeprefix(", ")) if mostly else ""


def _mostly(sector: object, members: float, count: int, speak: Translator) -> str:
    """Name the group of more than half of some actors, after a comma; nothing where there is none."""
    if not isinstance(sector, str) or count < 2 or 2 * members <= count:
        return ""
    word = sector_word(sector, speak)
    if speak.has(f"sectors.{sector}"):
        word = word[:1].lower() + word[1:]
    return ", " + speak("bridges.all_of" if members == count else "bridges.most_of", group=word)


def _alike(values: pd.Series, speak: Translator) -> str:
    """Say after a semicolon how many others do as much as the first; nothing where it stands alone."""
    others = int((ranks(values)["rank"] == 1).sum()) - 1
    return speak("bridges.alike", count=others) if others else ""


def _name(name: object) -> str:
    """Make a name fit for a sentence."""
    return plain(str(name), limit=_LONGEST)
