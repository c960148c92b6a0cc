"""What marks an organisation beside its name: registration numbers, web and e-mail domains, place."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

import pandas as pd
from babel import Locale

from graphlib.duplicates.names import common_words, letters, plain_words
from graphlib.duplicates.vocabulary import word_set
from graphlib.network import Network
from graphlib.schema import ACTORS

__all__ = ["Marks", "marks", "town_column"]

_REGISTERS = word_set(
    """siret siren rna vat tva ust ustid uid iva piva pic oid lei ein duns isni ror grid wikidata kvk cif nif
    nip regon krs ico oib mbs ror crn ein eori bce kbo cvr cui orgnr tin fiscal register registration registry
    registered company charity charitynumber"""
)
"""Words in the heading of a column whose values are registration numbers."""

_NUMBERS = word_set("number no nr num numero code id identifier registration register")
"""Words that make a heading with "company" or "charity" one of registration numbers."""

_TOWNS = word_set(
    "town city ville commune ort stadt citta localita ciudad municipality locality miasto mesto grad"
)
"""Words that head a column of towns."""

_DISTRICTS = word_set("municipality commune city province region regional county district")
"""Words of places that are words of the bodies that govern them too."""

_FREE_MAIL = word_set(
    """gmail googlemail hotmail outlook live msn yahoo ymail aol icloud me mac proton protonmail gmx web
    t-online freenet orange wanadoo free sfr laposte libero tiscali virgilio alice telefonica wp onet interia
    o2 seznam centrum abv mail inbox freemail citromail siol telenet skynet bluewin btinternet"""
)
"""Hosts of e-mail for everybody: their domain says nothing about the organisation."""

_PLATFORMS = word_set(
    """facebook linkedin twitter x instagram youtube wikipedia wordpress blogspot google github wixsite weebly
    jimdo meetup helloasso eventbrite linktr tumblr medium"""
)
"""Sites where each organisation has no more than a page: the page counts, not the host."""

_CODE = 8
"""Letters and digits from which a code can identify by its shape alone."""

_LONGEST_CODE = 40
"""Characters of the longest code."""

_ALIKE_SHAPES = 0.8
"""Share of a column's codes that must have one shape, as numbers given by a register have."""

_OWN = 0.6
"""Share of values that must be one actor's own for a column to identify at all."""

_SHARED = 6
"""Actors that may share an identifier or domain; what more of them share identifies none."""


@dataclass(frozen=True)
class Marks:
    """What marks each actor, one entry an actor in each tuple; blank or empty where unknown.

    ``identifiers`` are codes by column, ``sites`` hosts of web addresses, ``mail`` domains of e-mail
    addresses, ``towns`` the plain words of the town, ``places`` those of town, region and country,
    ``points`` latitude and longitude in degrees, ``events`` the events taken part in. ``registered``
    holds the columns known to be registers, whose different values speak against a pair.
    """

    identifiers: tuple[dict[str, str], ...]
    sites: tuple[str, ...]
    mail: tuple[str, ...]
    towns: tuple[str, ...]
    countries: tuple[str, ...]
    places: tuple[frozenset[str], ...]
    points: tuple[tuple[float, float] | None, ...]
    events: tuple[frozenset[str], ...]
    registered: frozenset[str]


def marks(network: Network) -> Marks:
    """Collect what marks each actor.

    A further column identifies if its heading says so (SIRET, VAT, registration number, ...) or its
    values are codes of one shape, most of which are one actor's own. Web addresses and e-mail
    domains count where most are one actor's own: the site of a project that all its partners give
    tells nothing about any of them.

    Parameters
    ----------
    network
        Its actors, and what they took part in.
    """
    actors = network.actors
    further = [str(name) for name in actors.columns if ACTORS.column(str(name)) is None]
    registered = [name for name in further if _is_register(name)]
    codes = {name: _codes(actors[name]) for name in further if pd.api.types.is_string_dtype(actors[name])}
    codes |= {name: _codes(actors[name]) for name in registered}
    kept = [name for name, values in sorted(codes.items()) if name in registered or _identifies(values)]
    towns = _towns(actors, further)
    return Marks(
        identifiers=_identifiers({name: codes[name] for name in kept}, len(actors)),
        sites=_own([_site(cell) for cell in _cells(actors, "url")]),
        mail=_own([_mail_domain(cell) for cell in _cells(actors, "contact_email")]),
        towns=towns,
        countries=tuple(_country(cell) for cell in _cells(actors, "country")),
        places=_places(actors, towns),
        points=_points(actors),
        events=_events(network),
        registered=frozenset(registered),
    )


def _is_register(heading: str) -> bool:
    """Tell whether a heading says that the column holds registration numbers."""
    words = set(plain_words(heading.replace("_", " ")))
    if words & {"company", "charity"}:
        return bool(words & _NUMBERS)
    return bool(words & _REGISTERS)


def _cells(actors: pd.DataFrame, name: str) -> list[str]:
    """Give a column as text, blank where nothing stands."""
    return list(map(str, actors[name].fillna("").tolist()))


def _codes(cells: pd.Series) -> list[str]:
    """Give the letters and digits of each cell; what is no code is blank."""
    if pd.api.types.is_numeric_dtype(cells):
        return ["" if value != value else f"{value:.0f}" for value in cells.tolist()]
    read: list[str] = [
        letters(cell) if len(cell) <= _LONGEST_CODE else "" for cell in cells.fillna("").tolist()
    ]
    return [code if any(map(str.isdigit, code)) and len(set(code)) > 1 else "" for code in read]


def _identifies(codes: list[str]) -> bool:
    """Tell whether codes are numbers of a register by their shape and by being nearly unique."""
    filled = [code for code in codes if code]
    if len(filled) < max(3, len(codes) // 20):
        return False
    shapes = Counter(re.sub(r"\d", "9", re.sub(r"[^\W\d]", "a", code)) for code in filled)
    shape, count = max(shapes.items(), key=lambda item: (item[1], item[0]))
    is_day = re.fullmatch(r"(19|20)\d{6}", max(filled)) is not None
    unique = len(set(filled)) / len(filled)
    return (
        len(shape) >= _CODE
        and count >= _ALIKE_SHAPES * len(filled)
        and unique >= _ALIKE_SHAPES
        and not is_day
    )


def _identifiers(codes: dict[str, list[str]], count: int) -> tuple[dict[str, str], ...]:
    """Give each actor's codes, without those that too many share."""
    shared = {name: Counter(values) for name, values in codes.items()}
    return tuple(
        {
            name: values[place]
            for name, values in codes.items()
            if values[place] and shared[name][values[place]] <= _SHARED
        }
        for place in range(count)
    )


def _own(values: list[str]) -> tuple[str, ...]:
    """Keep the values of a column that identifies: few share one, most are one actor's own."""
    counts = Counter(value for value in values if value)
    alone = sum(count == 1 for count in counts.values())
    if not counts or alone < _OWN * len(counts):
        return ("",) * len(values)
    return tuple(value if counts[value] <= _SHARED else "" for value in values)


@lru_cache(maxsize=65536)
def _site(address: str) -> str:
    """Give the host of a web address, with the page where the host is a platform's."""
    text = address.strip().casefold()
    try:
        parts = urlsplit(text if "//" in text else f"//{text}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    if "." not in host:
        return ""
    return host + parts.path.rstrip("/") if set(host.split(".")) & _PLATFORMS else host


@lru_cache(maxsize=65536)
def _mail_domain(address: str) -> str:
    """Give the domain of an e-mail address, blank where everybody can have one there."""
    domain = address.strip().casefold().rpartition("@")[2] if "@" in address else ""
    return "" if domain.split(".")[0] in _FREE_MAIL or "." not in domain else domain


def _towns(actors: pd.DataFrame, further: list[str]) -> tuple[str, ...]:
    """Give the plain words of each actor's town, from the first column that holds towns."""
    column = town_column(further)
    if column is None:
        return ("",) * len(actors)
    return tuple(_plain_place(cell) for cell in _cells(actors, column))


def town_column(names: Iterable[str]) -> str | None:
    """Find the column that holds towns by its heading; of several the first in the alphabet."""
    named = [name for name in names if set(plain_words(name.replace("_", " "))) & _TOWNS]
    return min(named, default=None)


@lru_cache(maxsize=65536)
def _plain_place(cell: str) -> str:
    """Give the words of a place in their common form, without numbers."""
    return " ".join(word for word in common_words(plain_words(cell)) if not word.isdigit())


def _places(actors: pd.DataFrame, towns: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """Give all words of each actor's town, region and country."""
    cells = zip(towns, _cells(actors, "region"), _cells(actors, "country"), strict=True)
    return tuple(
        frozenset([*town.split(), *_plain_place(region).split(), *_plain_country(country).split()])
        - _DISTRICTS
        for town, region, country in cells
    )


@lru_cache(maxsize=4096)
def _plain_country(cell: str) -> str:
    """Give the words of a country as it is written and in English."""
    name = Locale("en").territories.get(_country(cell).upper(), "")
    return f"{_plain_place(cell)} {_plain_place(name)}"


def _events(network: Network) -> tuple[frozenset[str], ...]:
    """Give the events that each actor took part in."""
    taken: dict[str, set[str]] = defaultdict(set)
    rows = network.participations
    for actor, event in zip(rows["actor_id"].tolist(), rows["event_id"].tolist(), strict=True):
        taken[actor].add(event)
    return tuple(frozenset(taken.get(actor, ())) for actor in network.ids.tolist())


def _points(actors: pd.DataFrame) -> tuple[tuple[float, float] | None, ...]:
    """Give each actor's coordinates in degrees."""
    both = zip(actors["latitude"].tolist(), actors["longitude"].tolist(), strict=True)
    return tuple((lat, lon) if lat == lat and lon == lon else None for lat, lon in both)


@lru_cache(maxsize=4096)
def _country(cell: str) -> str:
    """Give a country's code whether it is written as code or as name; another word stays plain."""
    word = " ".join(plain_words(cell))
    return _country_codes().get(word, word)


@lru_cache(maxsize=1)
def _country_codes() -> dict[str, str]:
    """Give the code of each country by its plain name in the larger languages, and by other codes."""
    codes = {"uk": "gb", "el": "gr", "great britain": "gb", "czech republic": "cz", "slovak republic": "sk"}
    for language in ("en", "fr", "de", "it", "es"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha():
                codes.setdefault(" ".join(plain_words(str(name))), code.lower())
    return codes
