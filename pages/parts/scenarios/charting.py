"""A chart of two moments: a ring for today, a dot for then, and the way between them."""

from __future__ import annotations

import altair as alt
import pandas as pd

from pages.parts.charts import ACCENT

__all__ = ["today_and_then"]

_INK = "#6B6878"
"""A grey that is read on light and dark pages alike."""

_ROW = 34


def today_and_then(
    frame: pd.DataFrame, titles: tuple[str, str, str], *, is_share: bool = True
) -> alt.LayerChart:
    """Draw one row a name, from ``today`` to ``then``.

    Parameters
    ----------
    frame
        ``name`` (str, each another), ``today`` and ``then`` (float64), in the order to draw.
    titles
        What is measured; what today and then are called.
    is_share
        Whether the figures are shares of one.
    """
    style = "+.1%" if is_share else ",.4~g"
    base = alt.Chart(frame).encode(
        y=alt.Y(
            "name:N",
            sort=None,
            title=None,
            axis=alt.Axis(labelLimit=alt.ExprRef("containerSize()[0] < 600 ? 120 : 300"), labelOverlap=False),
        ),
        tooltip=[
            alt.Tooltip("name:N", title=""),
            alt.Tooltip("today:Q", title=titles[1], format=style),
            alt.Tooltip("then:Q", title=titles[2], format=style),
        ],
    )
    scale = alt.Scale(zero=is_share, nice=True)
    axis = alt.Axis(grid=True, tickCount=5, format="+.0%" if is_share else ",.3~g")
    today = alt.X("today:Q", title=f"{titles[0]} (○ {titles[1]}, ● {titles[2]})", axis=axis, scale=scale)
    way = base.mark_rule(strokeWidth=2, color=_INK).encode(x=today, x2="then:Q")
    ring = base.mark_point(filled=False, size=110, strokeWidth=2, color=_INK).encode(x=today)
    dot = base.mark_point(filled=True, size=110, color=ACCENT, opacity=1).encode(x="then:Q")
    drawn: alt.LayerChart = alt.LayerChart(layer=[way, ring, dot]).properties(height=_ROW * len(frame) + 70)
    return drawn
