"""What a scenario changes, in sentences."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from graphlib.analysis import Analysis
from graphlib.findings import group_word
from graphlib.scenario.changes import Scenario
from graphlib.scenario.then import largest_silo
from graphlib.state import state_name
from graphlib.translation import Translator

__all__ = ["change_sentences", "changes_sentence", "finding_sentence"]


def changes_sentence(scenario: Scenario, speak: Translator) -> str:
    """Say what a scenario changes as counts, such as ``3 ties more, 1 organisation less``.

    Without a capital or a full stop, to stand within a sentence.
    """
    counts = {
        "ties_more": len(scenario.new_ties),
        "ties_less": len(scenario.removed_ties),
        "actors_more": len(scenario.added_actors),
        "actors_less": len(scenario.removed_actors),
    }
    said = [speak(f"scenario.count.{name}", count=count) for name, count in counts.items() if count]
    return speak("scenario.separator").join(said) or speak("scenario.nothing")


def finding_sentence(before: Analysis, after: Analysis, scenario: Scenario, speak: Translator) -> str:
    """Say in one sentence what matters most of what a scenario would change.

    Parameters
    ----------
    before, after
        The measures of the network today, and of the one that the scenario makes.
    scenario
        The changes.
    speak
        The reader's language.

    Returns
    -------
    str
        Plain text: how near the groups come, or, where their groups are not known, how the network
        hangs together.
    """
    what = changes_sentence(scenario, speak)
    effect = _reach(before.summary, after.summary, speak) or _parts(before.summary, after.summary, speak)
    return speak("scenario.finding", what=what, effect=effect or speak("scenario.sentence.as_today"))


def change_sentences(before: Analysis, after: Analysis, speak: Translator) -> list[str]:
    """Say what a scenario would change, one sentence for each thing that does.

    Parameters
    ----------
    before, after
        The measures of the network today, and of the one that the scenario makes.
    speak
        The reader's language.

    Returns
    -------
    list of str
        Plain text: the state, ties across groups, separate parts, dependence on the few, the most
        closed group, and the groups found, with the warning that these are found anew. The state is
        always said.
    """
    old, new = before.summary, after.summary
    said = [
        _state(old, new, speak),
        _share(old, new, speak),
        "" if _has_no_groups(old, new) else _capital(_parts(old, new, speak)),
        _isolates(old, new, speak),
        _dependence(old, new, speak),
        _silo(before, after, speak),
        _found(old, new, speak),
    ]
    return [sentence for sentence in said if sentence]


def _reach(old: Mapping[str, Any], new: Mapping[str, Any], speak: Translator) -> str:
    """Say how near the other groups come, with the doubt of a sample; empty where nobody can say."""
    if _has_no_groups(old, new):
        return ""
    before, after = float(old["cross_sector_reach"]), float(new["cross_sector_reach"])
    doubt = math.hypot(_number(old["cross_sector_reach_error"]), _number(new["cross_sector_reach_error"]))
    change = after - before
    first, second = speak.change(before, after)
    if not abs(change) > 1e-12:
        return speak("scenario.sentence.reach_same", before=first)
    if abs(change) <= doubt:
        return speak("scenario.sentence.reach_unsure", before=first, after=second)
    key = "nearer" if change > 0 else "farther"
    share = speak.fine_percent(abs(change) / before) if before else "–"
    return speak(f"scenario.sentence.reach_{key}", before=first, after=second, share=share)


def _has_no_groups(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Tell whether nearness of the groups does not exist today or then."""
    return math.isnan(old["cross_sector_reach"]) or math.isnan(new["cross_sector_reach"])


def _state(old: Mapping[str, Any], new: Mapping[str, Any], speak: Translator) -> str:
    """Say the word for the network."""
    before, after = state_name(old), state_name(new)
    key = "same" if before == after else "other"
    return speak(f"scenario.sentence.state_{key}", before=before, after=after)


def _share(old: Mapping[str, Any], new: Mapping[str, Any], speak: Translator) -> str:
    """Say how the share of ties across groups changes, beside chance."""
    before, after = float(old["cross_sector_share"]), float(new["cross_sector_share"])
    if math.isnan(before) or math.isnan(after) or before == after:
        return ""
    first, second = _percents(before, after, speak)
    chance = float(new["cross_sector_share_expected"])
    return speak("scenario.sentence.share", before=first, after=second, chance=chance)


def _parts(old: Mapping[str, Any], new: Mapping[str, Any], speak: Translator) -> str:
    """Say how many separate parts there are; empty where as many as today."""
    before, after = int(old["components"]), int(new["components"])
    if before == after:
        return ""
    today, then = (each["largest_component"] / max(1, each["actors"]) for each in (old, new))
    first, second = _percents(today, then, speak)
    return speak("scenario.sentence.parts", count=before, after=after, share=first, share_after=second)


def _isolates(old: Mapping[str, Any], new: Mapping[str, Any], speak: Translator) -> str:
    """Say how many have no tie at all; empty where as many as today."""
    before, after = int(old["isolates"]), int(new["isolates"])
    return "" if before == after else speak("scenario.sentence.isolates", count=before, after=after)


def _dependence(old: Mapping[str, Any], new: Mapping[str, Any], speak: Translator) -> str:
    """Say what hangs on the three strongest go-betweens; empty where nothing changes."""
    before, after = float(old["cut_off_by_top_brokers"]), float(new["cut_off_by_top_brokers"])
    if before == after:
        return ""
    first, second = _percents(before, after, speak)
    is_sampled = old["betweenness_samples"] is not None or new["betweenness_samples"] is not None
    key = "sampled" if is_sampled else "exact"
    return speak(f"scenario.sentence.dependence_{key}", before=first, after=second)


def _silo(before: Analysis, after: Analysis, speak: Translator) -> str:
    """Say which group keeps to itself most; empty where nothing changes."""
    old, new = largest_silo(before), largest_silo(after)
    if old == new:
        return ""
    if old is None or new is None:
        key, (group, score) = ("silo_gone", old) if old else ("silo_new", new or ("", 0.0))
        return speak(
            f"scenario.sentence.{key}",
            group=group_word(group, before.by, speak),
            points=_points(score, speak),
        )
    first, second = (group_word(each[0], before.by, speak) for each in (old, new))
    return speak(
        "scenario.sentence.silo_same" if old[0] == new[0] else "scenario.sentence.silo_other",
        group=second,
        before_group=first,
        before=_points(old[1], speak),
        after=_points(new[1], speak),
    )


def _found(old: Mapping[str, Any], new: Mapping[str, Any], speak: Translator) -> str:
    """Say how many groups are found, with the warning that they are found anew."""
    before, after = int(old["clusters"]), int(new["clusters"])
    if before == after:
        return ""
    return speak("scenario.sentence.groups_found", count=before, after=after)


def _percents(before: float, after: float, speak: Translator) -> tuple[str, str]:
    """Write two shares with as many decimals as tell them apart, three at most."""
    for decimals in range(4):
        said = speak.percent(before, decimals), speak.percent(after, decimals)
        if said[0] != said[1]:
            break
    return said


def _points(score: float, speak: Translator) -> str:
    """Write a share as points of a hundred."""
    return speak.number(100 * score, 1)


def _number(value: object) -> float:
    """Give an error; none where it is missing."""
    return float(value) if isinstance(value, float) and not math.isnan(value) else 0.0


def _capital(text: str) -> str:
    """Begin a sentence."""
    return text[:1].upper() + text[1:]
