"""Who holds us together, and what if they leave: cut points, go-betweens, single ties."""

from __future__ import annotations

from pages.parts import messages, period, results, shell
from pages.parts.bridging import few, go_betweens, leaving, points, single_ties, without_us


def show() -> None:
    """Show the page."""
    messages.opening("bridges")
    analysis = results.analysis(period.shown())
    for section in (points, leaving, few, without_us, go_betweens, single_ties):
        section.show(analysis)


shell.page(show)
