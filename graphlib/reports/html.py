"""The committee's snapshot as one HTML file that opens offline, asks nobody for anything and prints."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import jinja2
from markupsafe import Markup, escape

from graphlib.drawing.names import sector_word
from graphlib.drawing.palette import ACCENT, CROSS_TIE, INK, TIE, Style, styles
from graphlib.introducers import introducer_sentences
from graphlib.introductions import Plan
from graphlib.reports import figures, tables
from graphlib.reports.table import Heading, ReportTable
from graphlib.reports.text import readable
from graphlib.snapshot import Snapshot
from graphlib.translation import Translator

__all__ = ["html"]

_HOLDERS, _TIES, _GO_BETWEENS, _CLUSTERS, _CARDS, _FURTHER, _ALONE = 15, 10, 10, 15, 10, 10, 10
_LONG = 160
_SHORT = 24
_DECIMALS = {"count": 0, "decimal": 2, "fine": 3}
_ABOVE, _BELOW = (91, 58, 158), (230, 159, 0)


@dataclass(frozen=True)
class _Shown:
    """A table cut to what a page bears, with how many rows it has in full."""

    table: ReportTable
    all: int


@dataclass(frozen=True)
class _Named:
    """An organisation with its sector in one cell."""

    name: object
    sector: object


@dataclass(frozen=True)
class _Introduction:
    """One introduction as a card."""

    rank: int
    first: _Named
    second: _Named
    introducer: str
    effect: str
    reasons: tuple[str, ...]


def html(snapshot: Snapshot) -> bytes:
    """Write the snapshot as one HTML file.

    Parameters
    ----------
    snapshot
        Its audience decides what is named.

    Returns
    -------
    bytes
        UTF-8. No script, no font, no picture from elsewhere; its own policy forbids all requests.
        Every name from the data is escaped. Prints on A4.
    """
    page = _environment().get_template("snapshot.html").render(**_content(snapshot))
    return (page.rstrip() + "\n").encode("utf-8")


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    """Prepare the template's engine: everything is escaped, and no name may be missing."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _content(snapshot: Snapshot) -> dict[str, object]:
    """Gather what the template shows."""
    say, plan = snapshot.say, snapshot.introductions
    looks = styles(snapshot.network.actors["sector"].fillna("unknown"))
    return {
        "snapshot": snapshot,
        "t": say,
        "title": readable(snapshot.title),
        "running_title": Markup(_css_text(readable(snapshot.title)[:80])),  # noqa: S704 - escaped for CSS
        "colours": {"accent": ACCENT, "ink": INK, "soft": CROSS_TIE, "line": TIE},
        "looks": list(looks.values()),
        "state": figures.state_words(snapshot),
        "audience": say(f"snapshot.audience.{snapshot.audience}"),
        "data_line": figures.data_line(snapshot),
        "figures": figures.figures(snapshot),
        "steps": figures.next_steps(snapshot),
        "picture": Markup(snapshot.picture),  # noqa: S704 - the picture escapes names itself
        "dashed": 0 if plan is None else min(_CARDS, len(plan.table)),
        "groups": tables.group_table(snapshot),
        "matrix": tables.matrix(snapshot),
        "matrix_names": [sector_word(name, say) for name in tables.matrix(snapshot).names],
        "holding": _holding(snapshot),
        "clusters": _shown(tables.cluster_table(snapshot, top=_CLUSTERS), len(snapshot.analysis.clusters)),
        "plan": plan,
        **_introductions(snapshot, plan),
        "became": () if snapshot.is_public else [text.text(snapshot.language) for text in snapshot.became],
        "quality": [*figures.quality(snapshot), say("report.quality.private")],
        "exactness": figures.exactness(snapshot),
        "method": figures.method(snapshot),
        "versions": figures.version_line(snapshot),
        "cell": _cell_writer(say, looks),
        "name": Heading("", "name"),
        "shade": _shade,
        "long": lambda text: len(text) > _LONG,
        "plain": readable,
    }


def _holding(snapshot: Snapshot) -> list[_Shown]:
    """Give the tables of those that hold the network together; none for the public."""
    if snapshot.is_public:
        return []
    analysis = snapshot.analysis
    return [
        _shown(tables.holding_table(snapshot, top=_HOLDERS), len(analysis.articulation_points)),
        _shown(tables.bridge_table(snapshot, top=_TIES), len(analysis.bridges)),
        _shown(tables.go_between_table(snapshot, top=_GO_BETWEENS), 0),
    ]


def _shown(table: ReportTable, count: int) -> _Shown:
    """Note how many rows there are beside those shown; 0 where nobody asks."""
    return _Shown(table, count if count > len(table.rows) else 0)


def _introductions(snapshot: Snapshot, plan: Plan | None) -> dict[str, object]:
    """Give the first introductions as cards, the others as a table, and those without introducer."""
    if plan is None:
        return {"cards": (), "further": None, "alone": None, "introductions_finding": ""}
    full = tables.introduction_table(snapshot, plan)
    alone = tables.without_introducer_table(snapshot, plan, top=_ALONE)
    further = _compact(
        full,
        title=snapshot.say("report.introductions.rest"),
        left_out=("likelihood", "reasons"),
        start=_CARDS,
        end=_CARDS + _FURTHER,
    )
    return {
        "cards": _cards(snapshot, plan, full),
        "further": _shown(further, len(full.rows) - _CARDS) if further.rows else None,
        "alone": _shown(_compact(alone), len(plan.without_introducer)),
        "introductions_finding": full.finding,
    }


def _compact(
    table: ReportTable,
    *,
    title: str = "",
    left_out: Sequence[str] = (),
    start: int = 0,
    end: int | None = None,
) -> ReportTable:
    """Put each organisation's sector under its name, so that two of them fit beside each other."""
    places = [place for place, heading in enumerate(table.headings) if heading.key not in left_out]
    names = [
        place for place in places if table.headings[place + 1 : place + 2] and _is_sector_of(table, place)
    ]
    kept = [place for place in places if place - 1 not in names]
    rows = tuple(
        tuple(_Named(row[place], row[place + 1]) if place in names else row[place] for place in kept)
        for row in table.rows[start:end]
    )
    headings = tuple(table.headings[place] for place in kept)
    return ReportTable(title or table.title, "" if title else table.finding, headings, rows)


def _is_sector_of(table: ReportTable, place: int) -> bool:
    """Tell whether the next column holds the sector of the organisation in this one."""
    return table.headings[place].kind == "name" and table.headings[place + 1].kind == "sector"


def _cards(snapshot: Snapshot, plan: Plan, full: ReportTable) -> tuple[_Introduction, ...]:
    """Describe the first introductions with their reasons in sentences."""
    cards = []
    bases = introducer_sentences(snapshot.network, plan, snapshot.say)
    for row, evidence, basis in zip(full.rows[:_CARDS], plan.evidence, bases, strict=False):
        rank, first, first_sector, second, second_sector, introducer, share, likelihood, word, _ = row
        cards.append(
            _Introduction(
                int(str(rank)),
                _Named(first, first_sector),
                _Named(second, second_sector),
                introducer if isinstance(introducer, str) else "",
                snapshot.say(
                    "report.introductions.effect",
                    share=snapshot.say.fine_percent(float(str(share))),
                    word=word,
                    likelihood=snapshot.say.fine_percent(float(str(likelihood))),
                ),
                (*filter(None, [basis]), *(tables.reason_text(snapshot, reason) for reason in evidence)),
            )
        )
    return tuple(cards)


def _cell_writer(say: Translator, looks: dict[str, Style]) -> object:
    """Give the function that writes one cell of a table as its heading asks."""
    marks = {sector_word(name, say): place for place, name in enumerate(looks)}

    def write(value: object, heading: Heading) -> Markup:
        """Write one cell, escaped."""
        if isinstance(value, _Named):
            name = _text_cell(str(value.name), heading, marks)
            return Markup("{}<small>{}</small>").format(name, _sector(str(value.sector), marks))
        if isinstance(value, str):
            return _text_cell(value, heading, marks)
        return Markup("–") if value is None else escape(_number_cell(float(value), heading, say))  # type: ignore[arg-type]

    return write


def _text_cell(value: str, heading: Heading, marks: dict[str, int]) -> Markup:
    """Write text; names keep their own direction, and sectors stand beside their shape."""
    if heading.kind == "sector":
        return _sector(value, marks)
    text = readable(value)
    if heading.kind == "name":
        return Markup('<bdi class="{}">{}</bdi>').format("long" if len(text) > _LONG else "name", text)
    return Markup('<span class="one">{}</span>').format(text) if len(text) <= _SHORT else escape(text)


def _sector(word: str, marks: dict[str, int]) -> Markup:
    """Write a sector beside its shape."""
    text = readable(word)
    written = Markup('<span class="{}">{}</span>').format("one" if len(text) <= _SHORT else "name", text)
    if word not in marks:
        return written
    mark = Markup('<svg class="mark" aria-hidden="true"><use href="#sector-{}"/></svg>').format(marks[word])
    return Markup('<span class="sign">{}{}</span>').format(mark, written)


def _number_cell(value: float, heading: Heading, say: Translator) -> str:
    """Write a number as its column asks."""
    if math.isnan(value):
        return "–"
    if heading.kind == "percent":
        return say.percent(value, 1)
    if heading.kind == "gain":
        return f"+{say.percent(value, 2)}"
    return say.number(value, _DECIMALS.get(heading.kind, 2))


def _shade(ratio: float) -> str:
    """Give the background of a matrix cell: violet above chance, amber below, white at chance."""
    if math.isnan(ratio):
        return "#fff"
    strength = min(1.0, abs(math.log2(max(ratio, 0.125))) / 2) * 0.55
    tint = _ABOVE if ratio > 1 else _BELOW
    red, green, blue = (round(255 + (channel - 255) * strength) for channel in tint)
    return f"#{red:02x}{green:02x}{blue:02x}"


def _css_text(text: str) -> str:
    """Write text as a CSS string in which no character can end it."""
    return "".join(
        letter if letter.isascii() and letter.isalnum() else f"\\{ord(letter):06x}" for letter in text
    )
