"""Who answered the survey, where a column of the data says so."""

from __future__ import annotations

import pandas as pd

from graphlib.readers.values import flags
from graphlib.sectors import plain

__all__ = ["answered"]

# Headings in English, French, German, Italian and Spanish.
_COLUMNS = """
    answered, has answered, responded, has responded, respondent, is respondent, replied, response received,
    answer received, survey answered, survey completed, completed survey, interviewed,
    a répondu, répondu, répondant, répondante, a répondu à l'enquête, réponse reçue, interrogé, enquêté,
    geantwortet, hat geantwortet, beantwortet, antwort erhalten, befragt, teilgenommen an umfrage,
    ha risposto, risposto, rispondente, risposta ricevuta, intervistato,
    ha respondido, respondió, respondido, respuesta recibida, encuestado, entrevistado
"""
_HEADINGS = frozenset(plain(word) for word in _COLUMNS.split(","))

_NOT = frozenset(
    plain(word)
    for word in ("pending", "open", "en attente", "offen", "in attesa", "pendiente", "declined", "refus")
)
"""Words, besides those for no, of somebody who did not answer."""


def answered(actors: pd.DataFrame) -> pd.Series | None:
    """Tell who answered: true, false, or missing where the cell is blank; ``None`` without such a column.

    The first such column counts. A date or any other word than one for no means yes.
    """
    name = next((name for name in sorted(map(str, actors.columns)) if plain(name) in _HEADINGS), None)
    if name is None:
        return None
    cells = actors[name]
    if pd.api.types.is_numeric_dtype(cells):
        return (cells != 0).where(cells.notna(), None).astype("boolean")
    words = cells.astype("str").str.strip()
    said_no = flags(words).isin([False]) | words.map(lambda word: plain(str(word)) in _NOT)
    return (~said_no).where(words.notna() & (words != ""), None).astype("boolean")
