"""The overview sets the share across sectors beside that of a year earlier."""

from __future__ import annotations

from graphlib.findings import year_earlier
from graphlib.readers import read_network


def test_the_year_earlier_is_told_where_dates_tell(open_page):
    app = open_page("overview")
    earlier = year_earlier(read_network("data/event_programme"))
    assert earlier is not None
    share = f"{round(100 * earlier.cross_sector_share)}%"
    said = [caption.value.replace("\\", "") for caption in app.caption]
    assert any(line.startswith("A year earlier") and share in line for line in said)
