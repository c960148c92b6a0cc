"""What speaks for and against one organisation, beside the names of two actors."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from graphlib.duplicates.identifiers import Marks

__all__ = ["Support", "support"]

_WEIGHTS = {
    "same_identifier": 5.0,
    "same_url": 1.8,
    "same_email_domain": 1.3,
    "same_place": 0.7,
    "other_identifier": -1.5,
    "other_place": -0.9,
    "other_country": -4.8,
    "met": -0.9,
}
"""Log-odds that each piece of evidence adds."""

_SAME_TOWN_OTHER_COUNTRY = 3.0
"""Log-odds given back where the town is the same: the country may be written wrongly."""

_LIKE_TOWN = 80.0
"""Likeness out of 100 from which two towns may be one."""

_LETTERS_FOR_A_SLIP = 5
"""Letters of a town for each one that may be written wrongly."""

_NEAR, _FAR = 0.02, 0.5
"""Degrees up to which two points are one place, and from which they are two."""


@dataclass(frozen=True, slots=True)
class Support:
    """What speaks for and against a pair beside its names.

    ``weight`` are log-odds, ``codes`` say what they come from, ``place_words`` are the words of the
    places of both where they may be one, else those that they share.
    """

    weight: float
    codes: tuple[str, ...]
    place_words: frozenset[str]

    @property
    def shares_identifier(self) -> bool:
        """Tell whether both bear the same code."""
        return "same_identifier" in self.codes

    @property
    def shares_domain(self) -> bool:
        """Tell whether both have the same web site or e-mail domain."""
        return "same_url" in self.codes or "same_email_domain" in self.codes


def support(known: Marks, first: int, second: int) -> Support:
    """Collect what speaks for and against a pair of actors, given by their positions."""
    codes = [
        _identifier(known, first, second),
        _same(known.sites, first, second, "same_url"),
        _same(known.mail, first, second, "same_email_domain"),
        _country(known, first, second),
        _place(known, first, second),
        "met" if known.events[first] & known.events[second] else "",
    ]
    if "other_country" in codes and "other_place" in codes:
        codes.remove("other_place")
    weight = sum(_WEIGHTS[code] for code in codes if code)
    if "other_country" in codes and "same_place" in codes:
        weight += _SAME_TOWN_OTHER_COUNTRY
    a, b = known.places[first], known.places[second]
    return Support(weight, tuple(filter(None, codes)), a & b if "other_place" in codes else a | b)


def _identifier(known: Marks, first: int, second: int) -> str:
    """Compare the codes of both in the columns where both have one."""
    a, b = known.identifiers[first], known.identifiers[second]
    both = a.keys() & b.keys()
    if any(a[name] == b[name] for name in both):
        return "same_identifier"
    return "other_identifier" if both & known.registered else ""


def _same(values: tuple[str, ...], first: int, second: int, code: str) -> str:
    """Give the code where both values are known and equal."""
    return code if values[first] and values[first] == values[second] else ""


def _country(known: Marks, first: int, second: int) -> str:
    """Tell whether the countries are known and differ."""
    a, b = known.countries[first], known.countries[second]
    return "other_country" if a and b and a != b else ""


def _place(known: Marks, first: int, second: int) -> str:
    """Compare the towns, or the points on the map."""
    a, b = known.towns[first], known.towns[second]
    if a and b:
        is_part = set(a.split()) <= set(b.split()) or set(b.split()) <= set(a.split())
        if is_part or (a[0] == b[0] and OSA.distance(a, b) <= len(a) // _LETTERS_FOR_A_SLIP):
            return "same_place"
        return "" if a[0] == b[0] and fuzz.ratio(a, b) >= _LIKE_TOWN else "other_place"
    here, there = known.points[first], known.points[second]
    if here is None or there is None:
        return ""
    far = max(abs(here[0] - there[0]), abs(here[1] - there[1]))
    return "same_place" if far <= _NEAR else "other_place" if far >= _FAR else ""
