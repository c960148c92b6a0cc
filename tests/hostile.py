"""A network whose every word means harm: markup, formulas, paths, controls, endless and invisible names."""

from __future__ import annotations

import csv
import io

import pandas as pd

from graphlib.network import Network

__all__ = ["COLUMN", "EVENTS", "FILES", "IDS", "KINDS", "NAMES", "PROGRAMME", "SECTORS", "network"]

NAMES = (
    "**bold** $x^2$ :smile: :material/delete:",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "=cmd|'/c calc'!A0",
    "../../x",
    "[link](javascript:alert(1)) -> :red[red] :streamlit:",
    "{name} {0.__class__} {{ 7 * 7 }}",
    "جمعية الطاقة المتجددة",
    "abc\u202egnp.exe\u202c \u2066turned",
    "🌱👩\u200d🚀 Réseau",
    "W" * 4000,
    "nul\x00 bell\x07 escape\x1b[31m",
    "' OR 1=1 --",
    "\u0301\u0327\u0308",
    "https://evil.example/x www.evil.example me@evil.example",
    "&lt;b&gt;&amp;&#58; ~~gone~~ `code` # head",
)
"""One for each actor, in the order of `IDS`; the first holds all others together."""

IDS = (
    "a",
    "<i>b</i>",
    "__proto__",
    "=1+1",
    "../../d",
    "e&actor=a#x?lang=fr",
    "constructor",
    "هوية",
    "g\u202e",
    "🌱",
    "i'\"",
    "j|k",
    "' OR 1=1 --",
    ":material/delete:",
    "**m**",
    "{n}",
)

SECTORS = ("<b>own</b> **sector**", "=1+1 $x^2$", ":material/delete: [s](javascript:alert(1))")
KINDS = ("**kind** <u>k</u>", "=kind :smile:")
EVENTS = ("[event](javascript:alert(1)) <u>e</u>", '=HYPERLINK("http://evil.example")')
THEMES = "**theme** <u>t</u> :smile:;=theme $x^2$"
REGION = "<i>region</i> **r** :material/delete:"
COLUMN = "<u>own</u> **column** =1"
PROGRAMME = "<script>alert(2)</script> **p** ../.. :material/delete: =1"

_SIZES = (6, 5, 5)
_TIES = (
    (0, 1), (0, 2), (1, 2), (1, 3), (2, 3), (3, 4), (4, 5), (0, 5), (0, 6), (0, 11), (6, 7), (7, 8), (8, 9),
    (9, 10), (6, 10), (6, 8), (11, 12), (12, 13), (13, 14), (14, 15), (11, 15), (11, 13),
)  # fmt: skip


def _actors() -> list[dict[str, str]]:
    """Three sectors, each mostly tied within; the first actor belongs to the secretariat."""
    sectors = [sector for sector, size in zip(SECTORS, _SIZES, strict=True) for _ in range(size)]
    return [
        {
            "id": key, "name": name, "sector": sector, "region": REGION, "themes": THEMES,
            "secretariat": "yes" if key == IDS[4] else "no", COLUMN: f"={name}"[:60],
        }
        for key, name, sector in zip(IDS, NAMES, sectors, strict=True)
    ]  # fmt: skip


def _ties() -> list[dict[str, str]]:
    """Two kinds, of different strength and age."""
    return [
        {
            "source": IDS[u], "target": IDS[v], "kind": KINDS[place % 2], "weight": str(1 + place % 3),
            "since": f"202{4 + place % 3}-02-01", "evidence": "<u>evidence</u>",
        }
        for place, (u, v) in enumerate(_TIES)
    ]  # fmt: skip


def _tables() -> dict[str, list[dict[str, str]]]:
    """Give all four tables as rows of text."""
    keys = ("<u>event</u>", "=event")
    events = [
        {"event_id": key, "name": name, "start": "2026-03-01", "theme": THEMES}
        for key, name in zip(keys, EVENTS, strict=True)
    ]
    taken = [
        {"actor_id": IDS[actor], "event_id": key, "date": "2026-03-01", "role": "**role**"}
        for key, present in zip(keys, ((0, 1, 2), (6, 7, 11, 12)), strict=True)
        for actor in present
    ]
    return {"actors": _actors(), "ties": _ties(), "events": events, "participations": taken}


def _csv(rows: list[dict[str, str]]) -> bytes:
    """Write rows as a file that a user may bring."""
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, list(rows[0]), quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue().encode()


FILES = {f"{name}.csv": _csv(rows) for name, rows in _tables().items()}
"""The same as files to be uploaded."""


def network(*, event_cap: int = 30) -> Network:
    """Build the network directly, without what a reader would already have taken out of the names."""
    tables = {name: pd.DataFrame(rows) for name, rows in _tables().items()}
    actors = tables["actors"].assign(secretariat=lambda frame: frame["secretariat"] == "yes")
    ties = tables["ties"].astype({"weight": float})
    return Network.build(actors, ties, tables["events"], tables["participations"], event_cap=event_cap)
