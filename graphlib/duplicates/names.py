"""A name of an organisation, taken apart: letters, words that tell, legal form, acronyms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graphlib.duplicates.vocabulary import ANYWHERE, AT_THE_EDGE, LONG_FORMS, SMALL_WORDS, concept

__all__ = ["Name", "common_words", "letters", "plain_words", "read_name"]

_STROKES = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"})
_WORD = re.compile(r"[^\W_]+")
_DOTTED = re.compile(r"\b[^\W\d_](?:\. ?[^\W\d_]\b)+")
_SINGLES = re.compile(r"\b[^\W\d_](?: [^\W\d_]\b)+")
_BRACKETS = re.compile(r"[(\[]\s*([^()\[\]]{2,24}?)\s*[)\]]")
_CUT = re.compile(r"[^\W\d_]{2,}(?=\.(?:\s|$))")
_GLUED = re.compile(r"([a-zà-ÿ]{3})([A-Z]{2,})")
_CAPITALS = 0.6
"""Share of capitals from which a word in brackets is an acronym."""

_SHORTEST = 3
"""Letters of the shortest acronym."""

_LONGEST = 12
"""Letters of the longest acronym."""

_UMLAUTS = 5
"""Letters from which "ue" in a word may be an umlaut written out."""

_LONGEST_FORM = max(map(len, LONG_FORMS))


@dataclass(frozen=True, slots=True)
class Name:
    """What a name says, in the forms that are compared.

    Attributes
    ----------
    text
        As it is written.
    letters
        Its letters and digits alone, in lower case and without accents.
    words
        Its plain words in order, without legal form, articles and acronym.
    content
        ``words`` with each frequent word in the one form that stands for it in all languages.
    forms
        Its legal forms, in their short form.
    numbers
        Its numbers, without leading zeros.
    acronyms
        Acronyms that stand beside the name in full.
    initials
        Acronyms that the name could have.
    abbreviated
        Words of ``content`` that end in a point.
    """

    text: str
    letters: str
    words: tuple[str, ...]
    content: tuple[str, ...]
    forms: frozenset[str]
    numbers: tuple[str, ...]
    acronyms: frozenset[str]
    initials: frozenset[str]
    abbreviated: frozenset[str]

    @property
    def key(self) -> str:
        """Its content in alphabetical order, so that the order of words does not matter."""
        return " ".join(sorted(self.content))

    @property
    def is_one_word(self) -> bool:
        """Tell whether nothing but one word is left, which may be an acronym."""
        return len(self.words) == 1


def letters(text: str) -> str:
    """Give the letters and digits of a text, in lower case and without accents."""
    folded = text.lower() if text.isascii() else unicodedata.normalize("NFKD", text).casefold()
    return "".join(filter(str.isalnum, folded))


def plain_words(text: str) -> list[str]:
    """Give the words of a text in lower case and without accents; single letters in a row are one word."""
    folded = text.lower()
    if not text.isascii():
        folded = unicodedata.normalize("NFKD", text.casefold().translate(_STROKES))
        folded = "".join(sign for sign in folded if not unicodedata.combining(sign))
    folded = _DOTTED.sub(lambda run: run[0].replace(".", "").replace(" ", ""), folded)
    joined = " ".join(_WORD.findall(folded.replace("organis", "organiz")))
    return _SINGLES.sub(lambda run: run[0].replace(" ", ""), joined).split()


def common_words(words: Iterable[str]) -> list[str]:
    """Give plain words in the one form that stands for all languages and spellings."""
    return [_folded(concept(word)) for word in words]


def read_name(text: str) -> Name:
    """Take a name apart.

    Parameters
    ----------
    text
        The name as the data have it, in any language.
    """
    full, bracketed = _without_acronym(_GLUED.sub(r"\1 \2", text))
    words, forms = _without_forms(plain_words(full))
    words, beside = _without_initials(words)
    telling = _telling(words)
    return Name(
        text=text,
        letters=letters(text),
        words=tuple(telling),
        content=tuple(common_words(telling)),
        forms=frozenset(forms),
        numbers=tuple(sorted(number.lstrip("0") for number in re.findall(r"\d+", text))),
        acronyms=frozenset({*bracketed, *beside}),
        initials=frozenset(_initials(words)),
        abbreviated=frozenset(common_words(word for cut in _CUT.findall(text) for word in plain_words(cut))),
    )


def _telling(words: list[str]) -> list[str]:
    """Leave the small words out; a single letter at the end tells "Team A" from "Team E"."""
    last = words[-1:] if words and len(words[-1]) == 1 else []
    rest = words[: len(words) - len(last)]
    return [word for word in rest if word not in SMALL_WORDS] + last or words


def _without_acronym(text: str) -> tuple[str, list[str]]:
    """Take acronyms in brackets out of a name."""
    found = []
    for match in _BRACKETS.finditer(text):
        inside = match[1]
        capitals = sum(map(str.isupper, inside))
        is_plain = not text.isupper() or _could_stand_for(
            letters(inside), text[: match.start()] + text[match.end() :]
        )
        if " " not in inside and len(inside) <= _LONGEST and capitals >= _CAPITALS * len(inside) and is_plain:
            found.append((match[0], letters(inside)))
    rest = text
    for taken, _ in found:
        rest = rest.replace(taken, " ")
    if not letters(rest):
        return text, []
    return rest, [acronym for _, acronym in found if acronym]


def _could_stand_for(acronym: str, text: str) -> bool:
    """Tell whether the letters of an acronym stand in a name in their order, from its first one on."""
    rest = iter(letters(text))
    return bool(acronym) and next(rest, "") == acronym[0] and all(sign in rest for sign in acronym[1:])


def _without_forms(words: list[str]) -> tuple[list[str], list[str]]:
    """Take the legal forms out of a name; a name of nothing else stays."""
    rest, forms = _without_long_forms(words)
    found = [word for word in rest if word in ANYWHERE]
    rest = [word for word in rest if word not in ANYWHERE]
    while len(rest) > 1 and (rest[-1] in AT_THE_EDGE or ((forms or found) and rest[-1] in SMALL_WORDS)):
        found.append(rest.pop())
    while len(rest) > 1 and rest[0] in AT_THE_EDGE:
        found.append(rest.pop(0))
    if not rest:
        return words, []
    return rest, forms + [word for word in found if word not in SMALL_WORDS]


def _without_long_forms(words: list[str]) -> tuple[list[str], list[str]]:
    """Take the legal forms that are spelled out, the longest first."""
    rest: list[str] = []
    forms = []
    place = 0
    while place < len(words):
        for length in range(min(_LONGEST_FORM, len(words) - place), 0, -1):
            form = LONG_FORMS.get(tuple(words[place : place + length]))
            if form is not None:
                forms.append(form)
                place += length
                break
        else:
            rest.append(words[place])
            place += 1
    return rest, forms


def _without_initials(words: list[str]) -> tuple[list[str], list[str]]:
    """Take out a first or last word that is the acronym of the other ones."""
    for acronym, rest in ((words[0], words[1:]), (words[-1], words[:-1])) if words else ():
        if len(acronym) >= _SHORTEST and acronym in _initials(rest):
            return rest, [acronym]
    return words, []


def _initials(words: Sequence[str]) -> list[str]:
    """Give the acronyms that words could have: with and without the small words."""
    telling = [word for word in words if word not in SMALL_WORDS]
    every = ("".join(word[0] for word in some) for some in (words, telling))
    return [acronym for acronym in every if _SHORTEST <= len(acronym) <= _LONGEST]


def _folded(word: str) -> str:
    """Write umlauts that are spelled out as one letter, so that "Mueller" is "Müller"."""
    if len(word) < _UMLAUTS:
        return word
    return word.replace("ae", "a").replace("oe", "o").replace("ue", "u")
