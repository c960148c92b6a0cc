"""Events and participations come out of the nodes and edges that carried them."""

from __future__ import annotations

from graphlib.readers.grid import Grid
from graphlib.readers.unfolding import unfolded


def grid(table: str, rows: list[list[str]]) -> Grid:
    return Grid(f"x.gexf [{table}]", table, "gexf", None, None, rows, (), table)


NODES = [
    ["id", "name", "sector", "event_id", "start", "table"],
    ["a", "A", "media", "", "", "actors"],
    ["b", "B", "", "", "", "actors"],
    ["event:a", "Forum", "", "a", "2026-01-01", "events"],
    ["event:e", "event:e", "", "e", "", "events"],
]
EDGES = [
    ["source", "target", "kind", "weight", "directed", "since", "table", "role", "note"],
    ["a", "b", "gift", "2", "no", "2025-01-01", "ties", "", "n"],
    ["b", "event:a", "participation", "1", "no", "", "participations", "speaker", ""],
]


def test_each_row_goes_to_its_table() -> None:
    found = {part.table: part.rows for part in unfolded([grid("actors", NODES), grid("ties", EDGES)])}
    assert found == {
        "actors": [["id", "name", "sector"], ["a", "A", "media"], ["b", "B", ""]],
        "ties": [
            ["source", "target", "kind", "weight", "directed", "since", "note"],
            ["a", "b", "gift", "2", "no", "2025-01-01", "n"],
        ],
        "events": [
            ["name", "event_id", "start", "end", "theme"],
            ["Forum", "a", "2026-01-01", "", ""],
            ["", "e", "", "", ""],
        ],
        "participations": [["actor_id", "event_id", "role", "date"], ["b", "a", "speaker", ""]],
    }


def test_events_alone_need_no_ties() -> None:
    for more in ([], [grid("ties", [["source", "target"]])]):
        parts = unfolded([grid("actors", NODES), *more])
        assert [(part.table, part.file, part.name) for part in parts] == [
            ("actors", "x.gexf [actors]", "actors"),
            ("events", "x.gexf [events]", "events"),
        ]


def test_what_is_not_marked_stays() -> None:
    other = [[*NODES[0][:-1], "Table"], *NODES[1:]]
    own = [*NODES[:3], ["c", "C", "", "", "", "round"]]
    for rows in (other, own):
        given = [grid("actors", rows), grid("ties", EDGES)]
        assert unfolded(given) == given
    assert unfolded([]) == []


def test_a_column_says_the_direction_where_the_format_cannot() -> None:
    rows = [
        ["source", "directed", "target", "directed"],
        ["a", "false", "b", "true"],
        ["b", "false", "c", ""],
    ]
    (read,) = unfolded([grid("ties", rows)])
    assert read.rows == [["source", "directed", "target"], ["a", "true", "b"], ["b", "false", "c"]]


def test_a_column_of_another_meaning_stays_beside_the_direction() -> None:
    for cell, own in (("true", "true"), ("false", "by hand")):
        given = [grid("ties", [["source", "target", "directed", "directed"], ["a", "b", cell, own]])]
        assert unfolded(given) == given
