"""What a rule forbids stands in no output: list, table, report, workbook, drawing, whatever the format."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser
from itertools import pairwise

import openpyxl
import pandas as pd
import pytest

import graphlib.reports  # noqa: F401 - the formats register themselves
from graphlib.analysis import analyse
from graphlib.introductions import introductions
from graphlib.introductions.rulebook import Never, OnColumn, RuleBook
from graphlib.network import Network
from graphlib.snapshot import snapshot

SECTORS = ("company", "public body", "community")


@pytest.fixture(scope="module")
def network() -> Network:
    """Three clubs of eight in a row, an island beside them; owners and sectors take turns."""
    ids = [f"o{place:02}" for place in range(27)]
    ties = [(a, b) for club in range(3) for a, b in pairwise([*ids[8 * club : 8 * club + 8], ids[8 * club]])]
    ties += [(ids[0], ids[8]), (ids[8], ids[16]), (ids[24], ids[25]), (ids[25], ids[26])]
    actors = pd.DataFrame({"id": ids, "name": [f"Organisation {actor}" for actor in ids]})
    actors["sector"] = [SECTORS[place % 3] for place in range(27)]
    actors["owner"] = [f"Owner {place % 4}" if place % 5 else None for place in range(27)]
    return Network.build(actors, pd.DataFrame(ties, columns=["source", "target"]))


@pytest.fixture(scope="module")
def free(network):
    """Give the introductions without any rule."""
    return introductions(network, top=20)


@pytest.fixture(scope="module")
def book(free) -> RuleBook:
    """Forbid the first end, the first introducer left, the next pairs, the far pairs, and competitors."""
    alone = (free.table["source"].iloc[0], free.table["introducer"].iloc[1])
    pairs = [
        (row.source, row.target)
        for table in (free.table, free.without_introducer)
        for row in table.itertuples()
        if not {row.source, row.target} & set(alone)
    ]
    return RuleBook.of(
        [*(Never((actor,)) for actor in alone), *map(Never, pairs[::3]), OnColumn("competitors", "owner")]
    )


@pytest.fixture(scope="module")
def plan(network, book):
    """Give the introductions under the rules."""
    return introductions(network, top=20, rules=book)


def forbidden(network, book):
    """List who is barred, and the pairs that are, in plain Python."""
    alone = {rule.actors[0] for rule in book.never if len(rule.actors) == 1}
    owners = network.actors.set_index("id")["owner"].dropna()
    pairs = {rule.actors for rule in book.never if len(rule.actors) == 2}
    pairs |= {(a, b) for a in owners.index for b in owners.index if a < b and owners[a] == owners[b]}
    return alone, pairs


def offences(lines, network, book):
    """Find lines that name somebody who is barred, or both ends of a pair that is."""
    alone, pairs = forbidden(network, book)
    found = []
    for line in lines:
        named = set(re.findall(r"o\d\d", line))
        if named & alone or any(set(pair) <= named for pair in pairs):
            found.append(line)
    return found


def ends(table):
    """Write the two ends of each row, and the ends with the introducer apart."""
    return [f"{row.source} {row.target}" for row in table.itertuples()]


def test_the_rules_forbid_much_of_what_was_suggested(network, free, book):
    assert len(offences(ends(free.table), network, book)) >= 5
    assert offences(ends(free.without_introducer), network, book)


def test_no_table_of_the_plan_names_them(network, plan, book):
    assert len(plan.table) >= 3
    alone, _ = forbidden(network, book)
    for table in (plan.table, plan.without_introducer, plan.comparable):
        assert not offences(ends(table), network, book)
    assert not alone & set(plan.table["introducer"].dropna())
    assert not [chain for chain in plan.without_introducer["chain_ids"] if alone & set(chain.split(" > "))]


class Pieces(HTMLParser):
    """Gathers the text of each card and each row after the heading of the introductions."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.is_inside = False

    def handle_starttag(self, tag, attrs):
        if tag == "section":
            self.is_inside = dict(attrs).get("aria-labelledby") == "introductions"
        if self.is_inside and tag in ("h3", "li", "tr", "p"):
            self.pieces.append("")

    def handle_data(self, data):
        if self.is_inside and self.pieces:
            self.pieces[-1] += data


@pytest.fixture(scope="module")
def shown(network, plan):
    """Give the snapshot under the rules."""
    return snapshot(network, plan, analysis=analyse(network))


def test_the_report_names_them_in_no_card_and_no_row(network, plan, book, shown):
    pieces = Pieces()
    pieces.feed(shown.bytes("html").decode())
    alone, pairs = forbidden(network, book)
    text = "\n".join(pieces.pieces)
    assert str(plan.table["source"].iloc[0]) in text
    assert "rules hold" in text
    heads = [re.findall(r"o\d\d", piece) for piece in pieces.pieces if "\nwith " in piece]
    assert len(heads) == min(10, len(plan.table))
    assert not [pair for pair in heads if tuple(sorted(pair)) in pairs or set(pair) & alone]
    rows = [found for found in (re.findall(r"o\d\d", piece) for piece in pieces.pieces[1:]) if len(found) > 2]
    assert rows
    assert not [found for found in rows if tuple(sorted(found[:2])) in pairs or set(found) & alone]


def test_the_workbook_names_them_in_no_row(network, plan, book, shown):
    sheet = openpyxl.load_workbook(io.BytesIO(shown.bytes("xlsx")))["Introductions"]
    rows = [[str(cell) for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    listed = [row for row in rows if len(row) > 5 and sum("Organisation o" in cell for cell in row[:6]) >= 2]
    assert len(listed) >= len(plan.table)
    named = [" ".join(cell for cell in row if re.fullmatch(r"Organisation o\d\d", cell)) for row in listed]
    alone, pairs = forbidden(network, book)
    for line in named:
        actors = re.findall(r"o\d\d", line)
        assert not set(actors) & alone
        assert tuple(sorted(actors[:2])) not in pairs


def test_the_map_draws_none_of_them(network, free, plan, shown):
    ties = shown.picture.count("stroke-dasharray")
    assert ties >= 1
    without = snapshot(network, None, analysis=shown.analysis).picture.count("stroke-dasharray")
    assert ties - without <= min(10, len(plan.table)) + 1


def test_a_public_snapshot_holds_no_introductions_at_all(network, plan, shown):
    public = snapshot(network, plan, analysis=shown.analysis, audience="public")
    assert "rules hold" not in public.bytes("html").decode()
