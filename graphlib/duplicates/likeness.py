"""How two names are alike, and how much that speaks for one organisation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from graphlib.duplicates.kinds import telling_letters
from graphlib.duplicates.names import Name
from graphlib.duplicates.vocabulary import CONCEPTS

__all__ = ["Likeness", "likeness"]

_CHIEF = frozenset(CONCEPTS.values())
"""Frequent words in the form that stands for all languages."""

_FREQUENT = 4
"""Names from which a word is one of its own and no misspelling."""

_TRANSLATED_FORMS = frozenset({"ltd", "limited", "llc", "inc"})
"""Legal forms that English names write for those of all countries."""

_EXACT = 3
"""Letters up to which a word must be the same to the letter."""


_RARER = 20
"""Times that a misspelling is rarer than the word it stands for, at least."""

_Change = tuple[str, str, int]
"""A word, what stands in its place in the other name, and the letters changed: 0 for an abbreviation."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two names are alike: a code of the catalogue, and the log-odds of one organisation."""

    code: str
    weight: float


_SAME_LETTERS = Likeness("same_but_case_and_punctuation", 4.0)
_SAME_BUT_FORM = Likeness("same_but_legal_form", 3.2)
_OTHER_FORM = Likeness("same_but_legal_form", -0.4)
_SAME_BUT_ACRONYM = Likeness("acronym", 3.2)
_SAME_WORDS = Likeness("same_words", 2.8)
_TRANSLATED = Likeness("same_when_translated", 1.8)
_ACRONYM_GIVEN = Likeness("acronym", 1.4)
_ACRONYM_SHARED = Likeness("acronym", 0.2)
_ACRONYM_POSSIBLE = Likeness("acronym", -0.4)
_MORE_PLACE = Likeness("same_but_place", 1.4)


def likeness(
    first: Name,
    second: Name,
    counts: Mapping[str, int],
    places: frozenset[str],
    all_places: frozenset[str] = frozenset(),
) -> Likeness | None:
    """Say how two names are alike, or ``None`` where they name two organisations.

    Parameters
    ----------
    first, second
        The names.
    counts
        In how many names each word stands: a frequent word is no misspelling of another one.
    places
        Words of the place of either: a name that only adds them is the same name.
    all_places
        Words of the places of all actors: one of them alone is no name without the kind of body.
    """
    if first.letters == second.letters:
        return _SAME_LETTERS
    if first.numbers != second.numbers:
        return None
    found = (
        _same_words(first, second)
        or _by_acronym(first, second)
        or _but_kind(first, second, counts, places | all_places)
        or _nearly(first, second, counts, places)
    )
    if found is None or not (_contradict(first.acronyms, second.acronyms)):
        return found
    return Likeness(found.code, found.weight - 2)


def _contradict(first: frozenset[str], second: frozenset[str]) -> bool:
    """Tell whether both are known and none is the same."""
    return bool(first and second and not first & second)


def _are_other_forms(first: frozenset[str], second: frozenset[str]) -> bool:
    """Tell whether both legal forms are known and differ; English names translate them by "Ltd"."""
    return _contradict(first, second) and not (first | second) & _TRANSLATED_FORMS


def _same_words(first: Name, second: Name) -> Likeness | None:
    """Compare names that hold the same words but for form, order, small words and language."""
    if "".join(first.words) == "".join(second.words):
        if first.acronyms != second.acronyms:
            return _SAME_BUT_ACRONYM
        if first.forms == second.forms:
            return _SAME_WORDS
        return _OTHER_FORM if _are_other_forms(first.forms, second.forms) else _SAME_BUT_FORM
    if first.key != second.key:
        return None
    found = _SAME_WORDS if sorted(first.words) == sorted(second.words) else _TRANSLATED
    is_other = _are_other_forms(first.forms, second.forms)
    return Likeness(found.code, found.weight - 2.4) if is_other else found


def _by_acronym(first: Name, second: Name) -> Likeness | None:
    """Compare a name with an acronym, or two names that give the same one."""
    for short, full in ((first, second), (second, first)):
        if short.is_one_word and not full.is_one_word:
            word = short.words[0]
            if word in full.acronyms:
                return _ACRONYM_GIVEN
            if word in full.initials and _is_written_as_acronym(short):
                return Likeness("acronym", _ACRONYM_POSSIBLE.weight + 0.5 * (len(word) - 3))
    if any(len(acronym) > _EXACT for acronym in first.acronyms & second.acronyms & _possible(first, second)):
        return _ACRONYM_SHARED
    return None


def _possible(first: Name, second: Name) -> frozenset[str]:
    """Give the acronyms that either name could have."""
    return first.initials | second.initials


def _is_written_as_acronym(name: Name) -> bool:
    """Tell whether a name of one word is written in capitals."""
    return name.text.upper() == name.text


def _but_kind(
    first: Name, second: Name, counts: Mapping[str, int], places: frozenset[str]
) -> Likeness | None:
    """Compare names of which one leaves out that it is an association, a foundation, a company."""
    own = telling_letters(first, second, counts, places)
    return Likeness("same_but_kind", min(1.4, 0.08 * own)) if own else None


def _nearly(first: Name, second: Name, counts: Mapping[str, int], places: frozenset[str]) -> Likeness | None:
    """Compare names word by word: misspelt, abbreviated, or with the place added."""
    left, right = _rest(first.content, second.content), _rest(second.content, first.content)
    shared = sum(map(len, first.content)) - sum(map(len, left))
    is_joined = left and right and len(left) != len(right)
    joined = _distance("".join(left), "".join(right)) if is_joined else None
    if joined is not None:
        return _misspelt(shared, [(" ".join(left), " ".join(right), joined)], counts, places)
    changes = _matched(left, right, first.abbreviated | second.abbreviated)
    if left and right:
        return None
    if left or right:
        is_place = places.issuperset(left + right) and shared > _EXACT
        return _MORE_PLACE if is_place and not changes else None
    if all(count == 0 for _, _, count in changes):
        return Likeness("abbreviation", min(1.8, 0.08 * shared))
    return _misspelt(shared, changes, counts, places)


def _matched(left: list[str], right: list[str], abbreviated: frozenset[str]) -> list[_Change]:
    """Take the words out of both lists that are the same but for a few letters, the longest first."""
    changes = []
    for word in sorted(left, key=lambda word: (-len(word), word)):
        match = _best(word, right, abbreviated)
        if match is not None:
            left.remove(word)
            right.remove(match[1])
            changes.append((word, match[1], match[0]))
    return changes


def _misspelt(
    shared: int, changes: Sequence[_Change], counts: Mapping[str, int], places: frozenset[str]
) -> Likeness:
    """Weigh a misspelling: the longer the name around it, the likelier that it is one."""
    letters = sum(min(len(word), len(other)) for word, other, _ in changes)
    weight = -1.0 + min(3.4, 0.1 * shared + 0.08 * letters)
    weight -= 0.6 * (sum(count for _, _, count in changes) - 1)
    for word, other, count in changes:
        weight -= 3.0 * _are_two_words(word, other, counts)
        weight -= 0.8 * (word[0] != other[0])
        weight -= 2.0 * (count > 1 and {word, other} <= places)
    return Likeness("likely_typo", weight)


def _rest(words: Sequence[str], others: Sequence[str]) -> list[str]:
    """Give the words that the other name does not have."""
    return list((Counter(words) - Counter(others)).elements())


def _distance(first: str, second: str) -> int | None:
    """Count the letters by which two words differ, or ``None`` where they are other words."""
    length = min(len(first), len(second))
    if length <= _EXACT or abs(len(first) - len(second)) > 3:
        return None
    allowed = 1 if length < 8 else 2 if length < 14 else 3
    found = OSA.distance(first, second, score_cutoff=allowed)
    return found if found <= allowed else None


def _best(word: str, others: Sequence[str], abbreviated: frozenset[str]) -> tuple[int, str] | None:
    """Find the word that is meant by ``word``, after the letters changed: 0 for an abbreviation."""
    found = []
    for other in others:
        distance = _distance(word, other)
        if distance is not None:
            found.append((distance, other))
        elif _is_short_for(word, other, abbreviated):
            found.append((0, other))
    return min(found) if found else None


def _is_short_for(first: str, second: str, abbreviated: frozenset[str]) -> bool:
    """Tell whether one word is the other one cut off: with a point, or by its last letters only."""
    shorter, longer = sorted((first, second), key=len)
    if not longer.startswith(shorter):
        return False
    return shorter in abbreviated or (len(shorter) > _EXACT + 1 and len(longer) - len(shorter) <= _EXACT)


def _are_two_words(first: str, second: str, counts: Mapping[str, int]) -> bool:
    """Tell whether words are known each by itself, so that neither is a misspelling of the other."""
    if first in _CHIEF and second in _CHIEF:
        return True
    rare, frequent = sorted((counts.get(first, 0), counts.get(second, 0)))
    return rare >= _FREQUENT and rare * _RARER > frequent
