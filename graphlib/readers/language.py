"""Which language the words of a file are in, so that it can be shown and its numbers understood."""

from __future__ import annotations

from collections.abc import Sequence

from graphlib.sectors import plain

__all__ = ["language_of"]

# Words that stand in headings and texts of one language and hardly in the others.
_WORDS = {
    "en": "the of and for with name country date type role description start end number project amount",
    "fr": "le les des du et pour avec nom pays secteur objet montant debut fin nature adresse commune une",
    "de": "der die das und fur mit land sektor datum beginn ende art betrag strasse ort verein gesellschaft",
    "it": "il gli della delle per con nome paese settore inizio fine importo indirizzo comune anno societa",
    "es": "el los las y para con nombre pais inicio importe direccion municipio sociedad asociacion del",
}
_LANGUAGE = {word: code for code, words in _WORDS.items() for word in words.split()}

_LEAST = 3
"""Words of one language from which it is named."""


def language_of(headings: Sequence[str], cells: Sequence[str]) -> str | None:
    """Name the language of a table by its most telling words.

    Parameters
    ----------
    headings, cells
        The headings, which count three times, and some of the cells.

    Returns
    -------
    str or None
        ``en``, ``fr``, ``de``, ``it`` or ``es``; ``None`` where too few words tell, or two languages
        have as many.
    """
    counts = dict.fromkeys(_WORDS, 0)
    for texts, worth in ((headings, 3), (cells, 1)):
        # One word alone is often a code or a name.
        for text in texts if worth > 1 else (cell for cell in texts if cell.count(" ") > 1):
            for word in plain(text[:200]).split():
                if word in _LANGUAGE:
                    counts[_LANGUAGE[word]] += worth
    first, second = sorted(counts.values(), reverse=True)[:2]
    best = max(counts, key=lambda code: counts[code])
    return best if first >= _LEAST and first > second else None
