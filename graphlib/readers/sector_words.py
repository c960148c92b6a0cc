"""The sector words of the data and the sectors they were read as."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from graphlib.errors import Problem
from graphlib.readers.limits import enumeration, note
from graphlib.readers.sheet import Sheet
from graphlib.sectors import CANONICAL, UNKNOWN, canonical, plain

__all__ = ["with_sectors"]


def with_sectors(sheet: Sheet, words: Mapping[str, str] | None) -> tuple[Sheet, pd.DataFrame]:
    """Map the sector words of the actors; the word as it came is kept in ``sector_source``.

    Parameters
    ----------
    sheet
        The actors.
    words
        The user's own mapping, which goes before the known words; case, accents and
        punctuation do not matter.

    Returns
    -------
    tuple
        The sheet, and the mapping: ``sector_source``, ``sector`` (str) and ``actors`` (int64),
        the most frequent word first; a blank ``sector_source`` is a blank cell.
    """
    frame, file = sheet.frame, sheet.grid.file
    if "sector" not in frame:
        mapping = _mapping(pd.Series([""] * len(frame), dtype="str"), {"": UNKNOWN})
        return sheet.with_frame(frame, note(file, "no_sectors")), mapping
    cells = frame["sector"]
    sectors = _read(cells.value_counts(), words or {})
    read = cells.map(sectors).astype("str").fillna(UNKNOWN)
    source = frame["sector_source"].fillna(cells) if "sector_source" in frame else cells
    mapping = _mapping(cells.fillna(""), {**sectors, "": UNKNOWN})
    sheet = sheet.with_frame(frame.assign(sector=read, sector_source=source), *_remarks(mapping, file))
    return sheet, mapping


def _read(counts: pd.Series, words: Mapping[str, str]) -> dict[str, str]:
    """Read each word; own sectors that differ in case or accents only become the most frequent."""
    chosen = {plain(word): " ".join(sector.split()) for word, sector in words.items()}
    own: dict[str, str] = {}
    sectors = {}
    for word in sorted(counts.index, key=lambda word: (-int(counts[word]), word)):
        sector = chosen.get(plain(word)) or canonical(word)
        if sector not in (*CANONICAL, UNKNOWN):
            sector = own.setdefault(plain(sector) or sector, sector)
        sectors[word] = sector
    return sectors


def _mapping(words: pd.Series, sectors: Mapping[str, str]) -> pd.DataFrame:
    """Count the actors of each word."""
    counts = words.value_counts()
    frame = pd.DataFrame(
        {
            "sector_source": pd.Series(list(counts.index), dtype="str"),
            "sector": pd.Series([sectors[word] for word in counts.index], dtype="str"),
            "actors": counts.to_numpy("int64"),
        }
    )
    return frame.sort_values(["actors", "sector_source"], ascending=[False, True], ignore_index=True)


def _remarks(mapping: pd.DataFrame, file: str) -> list[Problem]:
    """Say which words were mapped, which stay the programme's own, and how many cells are blank."""
    word, sector = mapping["sector_source"], mapping["sector"]
    remarks = []
    changed = mapping[(word != "") & (word != sector)]
    if len(changed):
        pairs = enumeration([f"{row.sector_source} → {row.sector}" for row in changed.itertuples()])
        remarks.append(note(file, "sectors_mapped", column="sector", count=len(changed), pairs=pairs))
    own = mapping[~sector.isin([*CANONICAL, UNKNOWN])].drop_duplicates("sector")
    if len(own):
        names = enumeration(list(own["sector"]))
        remarks.append(note(file, "sectors_own", column="sector", count=len(own), names=names))
    unknown = int(mapping.loc[sector == UNKNOWN, "actors"].sum())
    if unknown:
        remarks.append(note(file, "sectors_unknown", column="sector", count=unknown))
    return remarks
