"""A snapshot: what a committee is shown of a network on one date, ready to be written as a file.

It holds the measures and the introductions; how they look in a format is the business of the
writers in `graphlib.reports`, which enter themselves in `WRITERS`. The same network, plan and
options give the same bytes, today and in a year: a snapshot is dated by its data, not by the clock.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal, get_args

from graphlib.analysis import Analysis, analyse
from graphlib.clusters import cluster_name
from graphlib.drawing.layout import positions
from graphlib.drawing.picture import svg
from graphlib.errors import SnapshotError, UnknownNameError
from graphlib.files import write_file
from graphlib.introductions import Plan
from graphlib.network import Network
from graphlib.translation import LANGUAGES, Message, Translator, translator
from graphlib.version import versions

__all__ = ["AUDIENCES", "WRITERS", "Audience", "Snapshot", "Writer", "register", "snapshot"]

Audience = Literal["internal", "public"]

AUDIENCES: tuple[Audience, ...] = get_args(Audience)
"""For whom a snapshot is: ``public`` names nobody at risk and leaves the introductions out."""

_DRAWN_INTRODUCTIONS = 10


@dataclass(frozen=True, eq=False, repr=False)
class Snapshot:
    """What a committee is shown of a network on one date.

    Attributes
    ----------
    title
        Title on the first page.
    language
        Code of `graphlib.translation.LANGUAGES`.
    audience
        ``internal``; or ``public``, which counts the organisations that others depend on without
        naming them and leaves the introductions out. Neither holds personal columns.
    date
        ISO day of the data; ``None`` when nothing in them is dated.
    fingerprint
        SHA-256 of the network's content.
    analysis
        Every measure, made with one seed.
    plan
        The introductions; ``None`` when none were asked for.
    versions
        Version of Passerelle and of the packages that computed the figures.
    became
        What became of earlier introductions, in sentences; for ``internal`` alone.
    """

    title: str
    language: str
    audience: Audience
    date: str | None
    fingerprint: str
    analysis: Analysis
    plan: Plan | None
    versions: dict[str, str]
    became: tuple[Message, ...] = ()

    def __repr__(self) -> str:
        return f"<Snapshot {self.title!r}, {self.date}, {self.fingerprint[:12]}>"

    @property
    def network(self) -> Network:
        """The network that is shown."""
        return self.analysis.network

    @property
    def is_public(self) -> bool:
        """Whether names at risk and introductions stay out."""
        return self.audience == "public"

    @property
    def file_stem(self) -> str:
        """A file name without its ending: date, start of the fingerprint, language, audience."""
        parts = (
            "passerelle",
            self.date or "",
            self.fingerprint[:8],
            self.language,
            "public" * self.is_public,
        )
        return "-".join(part for part in parts if part)

    @property
    def say(self) -> Translator:
        """The translator of the snapshot's language."""
        return translator(self.language)

    @cached_property
    def cluster_names(self) -> dict[int, str]:
        """The groups found, by number, named in the snapshot's language."""
        rows = self.analysis.clusters.to_dict("records")
        return {int(row["cluster"]): cluster_name(row, self.language) for row in rows}

    @cached_property
    def introductions(self) -> Plan | None:
        """The plan as far as the audience may see it."""
        return None if self.is_public else self.plan

    @cached_property
    def picture(self) -> str:
        """The map as SVG, with the first introductions dashed where the audience may see them."""
        suggestions: list[tuple[str, str]] = []
        if self.introductions is not None:
            top = self.introductions.table.head(_DRAWN_INTRODUCTIONS)
            suggestions = list(zip(top["source"], top["target"], strict=True))
        return svg(
            self.network,
            positions=positions(self.network, seed=self.analysis.options.seed),
            by=self.analysis.by,
            clusters=self.analysis.found.membership,
            cluster_names=self.cluster_names,
            language=self.language,
            suggestions=suggestions,
        )

    def bytes(self, ending: str) -> bytes:
        """Give the file with this ending, such as ``html``, as bytes.

        Raises
        ------
        UnknownNameError
            If no writer has entered itself for ``ending``.
        """
        wanted = ending.lower().removeprefix(".")
        if wanted not in WRITERS:
            raise UnknownNameError("error.kind.format", ending, sorted(WRITERS))
        return WRITERS[wanted](self)

    def save(self, path: str | Path) -> Path:
        """Write the file in the format its ending names, whole or not at all.

        Returns
        -------
        Path
            Where it stands.

        Raises
        ------
        UnknownNameError
            If the ending is of no known format.
        SnapshotError
            If the place cannot be written to; what stood there before is intact.
        """
        target = Path(path)
        return write_file(target, self.bytes(target.suffix))


Writer = Callable[[Snapshot], bytes]

WRITERS: dict[str, Writer] = {}
"""Who writes the files with an ending; filled by `graphlib.reports` when it is imported."""


def register(ending: str, writer: Writer) -> None:
    """Enter ``writer`` for the files with ``ending`` (lower case, no dot)."""
    WRITERS[ending] = writer


def snapshot(
    network: Network,
    plan: Plan | None = None,
    *,
    analysis: Analysis | None = None,
    language: str = "en",
    audience: Audience = "internal",
    date: str | None = None,
    title: str | None = None,
    seed: int = 1,
    became: tuple[Message, ...] = (),
) -> Snapshot:
    """Make what a committee is shown: the state of the network, and what to do next.

    Parameters
    ----------
    network
        What is shown.
    plan
        Introductions to show; a snapshot without them says nothing about what next.
    analysis
        Measures of the same network, where they are at hand; measured here when ``None``.
    language
        Code of `graphlib.translation.LANGUAGES`.
    audience
        ``internal`` or ``public``.
    date
        ISO day of the data; the last day that the data name when ``None``, never today's.
    title
        Title on the first page; the product's own when ``None``.
    seed
        Seed of every random step of the analysis made here.
    became
        What became of earlier introductions, as `graphlib.ledger.summary` says it.

    Returns
    -------
    Snapshot
        To be written with `Snapshot.save`; the formats enter themselves when `graphlib.reports`
        is imported.

    Raises
    ------
    UnknownNameError
        If ``language`` or ``audience`` does not exist.
    SnapshotError
        If ``date`` is no ISO day, or ``analysis`` is of another network.
    """
    _check_names(language, audience)
    if analysis is not None and analysis.network.fingerprint != network.fingerprint:
        raise SnapshotError(Message("snapshot.analysis.what"), Message("snapshot.analysis.fix"))
    return Snapshot(
        title or translator(language)("snapshot.title"),
        language,
        audience,
        _day(date) if date is not None else network.latest_date,
        network.fingerprint,
        analysis or analyse(network, seed=seed),
        plan,
        versions(),
        became,
    )


def _check_names(language: str, audience: str) -> None:
    """Refuse a language or an audience that does not exist."""
    if language not in LANGUAGES:
        raise UnknownNameError("error.kind.language", language, list(LANGUAGES))
    if audience not in AUDIENCES:
        raise UnknownNameError("snapshot.kind.audience", audience, AUDIENCES)


def _day(date: str) -> str:
    """Take an ISO day, and nothing else."""
    try:
        return datetime.date.fromisoformat(date).isoformat()
    except ValueError as error:
        what = Message("snapshot.date.what", date=date)
        raise SnapshotError(what, Message("snapshot.date.fix")) from error
