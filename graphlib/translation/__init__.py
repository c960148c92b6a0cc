"""Every sentence a user sees, in each language, from one catalogue.

A catalogue is the folder of TOML files named by its language; each file holds one area of the
product, and a key such as ``silos.sentence.closed`` is ``closed`` in the table ``sentence`` of
``silos.toml``. Values are templates: ``{name}`` takes a value, ``{count}`` in a table of plural
forms (``one``, ``other``) picks the form of the language. A value is written as its type asks:
whole numbers with the language's thousands separator, a nested `Message` in its own words, and
``{share:percent}``, ``{reach:.2}``, ``{day:date}`` as the format says. Values are never read as
templates, so names from the data cannot do anything.
"""

from __future__ import annotations

import datetime
import math
import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel import Locale, dates, numbers

__all__ = ["LANGUAGES", "Message", "Translator", "catalogue", "country_codes", "translator"]

LANGUAGES: dict[str, str] = {"en": "English", "fr": "Français"}
"""Languages offered: code to own name."""

_EU_CODES = {"EL": "GR", "UK": "GB"}
"""Countries that the EU calls by other codes than the rest of the world."""

_NO_COUNTRY = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
"""Codes of regions, of groups of countries, and of nothing."""

_FOLDER = Path(__file__).parent


class Message:
    """A sentence of the catalogue with its values, not yet in any language.

    Parameters
    ----------
    key
        Key of the catalogue.
    **values
        What the template's fields take: text, numbers, ISO dates or further messages.
    """

    __slots__ = ("key", "values")

    def __init__(self, key: str, **values: object) -> None:
        self.key = key
        self.values = values

    def text(self, language: str = "en") -> str:
        """Say it in ``language``."""
        return translator(language)(self.key, **self.values)

    def __str__(self) -> str:
        return self.text("en")

    def __repr__(self) -> str:
        return f"Message({self.key!r}, {self.values!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Message) and (self.key, self.values) == (other.key, other.values)

    def __hash__(self) -> int:
        return hash(self.key)


@lru_cache(maxsize=8)
def catalogue(language: str) -> dict[str, Any]:
    """Load all templates of a language, keyed by their full dotted key.

    Returns
    -------
    dict
        A value is a template, or a dict of plural forms (``one``, ``other``).
    """
    flat: dict[str, Any] = {}
    for path in sorted((_FOLDER / language).glob("*.toml")):
        _flatten(path.stem, tomllib.loads(path.read_text(encoding="utf-8")), flat)
    return flat


def _flatten(prefix: str, table: Mapping[str, Any], flat: dict[str, Any]) -> None:
    """Add the leaves of a nested table to ``flat`` under dotted keys."""
    for key, value in table.items():
        name = f"{prefix}.{key}"
        if isinstance(value, dict) and "other" not in value:
            _flatten(name, value, flat)
        else:
            flat[name] = value


class _Filler(string.Formatter):
    """Fills a template with values as a language writes them."""

    def __init__(self, speaker: Translator) -> None:
        self._speaker = speaker

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> tuple[Any, str]:  # noqa: ANN401
        """Look a field up by its plain name; attributes and items are not reachable."""
        return kwargs[field_name], field_name

    def format_field(self, value: object, format_spec: str) -> str:
        """Write one value."""
        return self._speaker.value(value, format_spec)


@dataclass(frozen=True)
class Translator:
    """Says messages, numbers and dates in one language."""

    language: str

    def __call__(self, key: str, **values: object) -> str:
        """Say the message ``key`` with its values.

        Raises
        ------
        KeyError
            If the catalogue has no such key: a fault of the program, not of the user.
        """
        template = catalogue(self.language)[key]
        if isinstance(template, dict):
            form = str(self._locale.plural_form(float(str(values["count"]))))
            template = template.get(form, template["other"])
        return _Filler(self).vformat(template, (), values)

    def has(self, key: str) -> bool:
        """Tell whether the catalogue has ``key``."""
        return key in catalogue(self.language)

    @property
    def _locale(self) -> Locale:
        """How the language writes numbers, dates and plurals."""
        return _locale(self.language)

    def value(self, value: object, spec: str = "") -> str:
        """Write a value: ``spec`` is empty, ``percent``, ``date``, or ``.N`` for N decimals."""
        if isinstance(value, Message):
            return value.text(self.language)
        if spec == "date":
            return self.date(str(value))
        if isinstance(value, str) or value is None:
            return value or ""
        if spec.startswith("percent"):
            return self.percent(float(value), int(spec[7:] or 0))  # type: ignore[arg-type]
        return self.number(value, int(spec[1:]) if spec else None)  # type: ignore[arg-type]

    def number(self, value: float, decimals: int | None = None) -> str:
        """Write a number with the language's separators; missing values as a dash."""
        if value is None or math.isnan(value):
            return "–"
        pattern = (
            "#,##0" if decimals == 0 or (float(value).is_integer() and decimals is None) else "#,##0.###"
        )
        if decimals:
            pattern = "#,##0." + "0" * decimals
        return str(numbers.format_decimal(value, format=pattern, locale=self._locale))

    def change(self, before: float, after: float, *, least: int = 3) -> tuple[str, str]:
        """Write two numbers with as many decimals as tell them apart, ``least`` at least."""
        apart = abs(after - before)
        decimals = max(least, 1 - math.floor(math.log10(apart))) if apart else least
        return self.number(before, decimals), self.number(after, decimals)

    def fine_percent(self, share: float) -> str:
        """Write a small share with two figures that count."""
        decimals = 0 if not share else max(0, 1 - math.floor(math.log10(abs(share) * 100)))
        return self.percent(share, decimals)

    def percent(self, share: float, decimals: int = 0) -> str:
        """Write a share of one as a percentage; missing values as a dash."""
        if math.isnan(share):
            return "–"
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "") + "%"
        if self.language == "fr":
            pattern = pattern.replace("%", "\u202f%")
        return str(numbers.format_percent(share, format=pattern, locale=self._locale))

    def date(self, day: str) -> str:
        """Write an ISO day in words; text that is no date as it came."""
        try:
            parsed = datetime.date.fromisoformat(day)
        except ValueError:
            return day
        return str(dates.format_date(parsed, format="long", locale=self._locale))

    def country(self, name: str) -> str:
        """Name a country given by its code of two letters, also the EU's own; others as they came."""
        code = _EU_CODES.get(name, name)
        return str(self._locale.territories.get(code, name)) if len(name) == 2 and code != "ZZ" else name


@lru_cache(maxsize=1)
def country_codes() -> frozenset[str]:
    """Give the codes of two letters that name a country, the EU's own among them."""
    codes = map(str, _locale("en").territories)
    known = {code for code in codes if len(code) == 2 and code.isalpha()}
    return frozenset((known - _NO_COUNTRY) | set(_EU_CODES))


@lru_cache(maxsize=8)
def _locale(language: str) -> Locale:
    """Keep the parsed locale of a language."""
    return Locale.parse("en_GB" if language == "en" else language)


@lru_cache(maxsize=8)
def translator(language: str) -> Translator:
    """Give the translator of ``language``; English where it is not offered."""
    return Translator(language if language in LANGUAGES else "en")
