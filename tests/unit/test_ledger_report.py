"""What came of the introductions beside comparable pairs, and the ledger as table and calendar."""

from __future__ import annotations

import datetime
import math
from dataclasses import replace

import icalendar
import pandas as pd
import pytest

from graphlib.ledger import (
    REASONS,
    as_table,
    changed,
    credit,
    due_calendar,
    left_out,
    moved,
    opened,
    outcome,
    outcomes,
    reconciled,
    refusals,
    report,
    suggested,
    summary,
)
from graphlib.ledger.report import FEWEST, FEWEST_COMPARABLE, REPORT_COLUMNS
from graphlib.ledger.shares import Difference, Share
from graphlib.translation import translator
from tests.unit.ledger_samples import DAY, Book, like, network, row, table

EN = translator("en")


def letters(count, first):
    """Name actors by a letter and a number."""
    return [f"{first}{place}" for place in range(count)]


def large(hits, other_hits, *, pairs=20, each=2):
    """Give a ledger of one round in which so many suggested and comparable pairs came true."""
    book = Book()
    rows = [row(place + 1, f"s{place}", f"t{place}") for place in range(pairs)]
    alike = [(place % pairs + 1, f"u{place}", f"v{place}", 0.1) for place in range(pairs * each)]
    book.write(opened(book.ledger, table(*rows), like(*alike), day=DAY, version=1))
    ties = [(f"s{place}", f"t{place}") for place in range(hits)]
    ties += [(f"u{place}", f"v{place}") for place in range(other_hits)]
    ids = [
        *letters(pairs, "s"),
        *letters(pairs, "t"),
        *letters(pairs * each, "u"),
        *letters(pairs * each, "v"),
    ]
    book.write(reconciled(book.ledger, network(*ties, actors=ids), "2026-05-01", 2))
    return book.ledger


def test_wilson_and_newcombe_agree_with_the_published_cases():
    # Newcombe 1998, statistics in medicine 17: 56/70 - 48/80 = 0.2, interval 0.0524 to 0.3339.
    assert Difference(Share(56, 70), Share(48, 80)).value == pytest.approx(0.2)
    assert Difference(Share(56, 70), Share(48, 80)).interval == pytest.approx((0.0524, 0.3339), abs=5e-5)
    # The same paper's table of single proportions: 81/263 is 0.2553 to 0.3662, 0/20 0 to 0.1611.
    assert Share(81, 263).interval == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert Share(0, 20).interval == pytest.approx((0, 0.1611), abs=5e-5)
    assert Share(20, 20).interval == pytest.approx((1 - 0.1611, 1), abs=5e-5)
    assert math.isnan(Share(0, 0).value)
    assert all(math.isnan(bound) for bound in Difference(Share(1, 2), Share(0, 0)).interval)


def life():
    """Give a ledger in which all that may happen has happened, by hand."""
    book = Book()
    names = [("a", "b"), ("c", "d"), ("e", "f"), ("g", "h"), ("i", "j")]
    rows = [row(place, *pair) for place, pair in enumerate(names, 1)]
    rows[1] |= {"introducer_name": "Actor y", "reasons": "SHARED_EVENT", "source_sector": "public"}
    rows[4] |= {"introducer": float("nan"), "introducer_name": float("nan"), "reasons": ""}
    alike = like((1, "a", "d", 0.1), (1, "a", "f", 0.3), (2, "c", "h", 0.2), (4, "g", "b", 0.2))
    book.write(opened(book.ledger, table(*rows), alike, day=DAY, version=1))
    for pair, steps in zip(
        names,
        (("taken", "asked", "met"), ("taken", "asked"), ("taken", "declined"), ("wrong",)),
        strict=False,
    ):
        for step in steps:
            book.put(moved(book.entry(*pair), step, reason="competitors"))
    ties = [
        ("a", "b", "2026-03-11"),
        ("c", "d", "2026-04-01"),
        ("i", "j", "2026-01-01"),
        ("a", "d"),
        ("g", "b", "2020-01-01"),
    ]
    book.write(reconciled(book.ledger, network(*ties, actors="abcdefghijz"), "2026-05-01", 2))
    return book


def test_the_report_counts_each_state_once_on_the_way_and_leaves_out_what_was_tied_before():
    (line,) = report(life().ledger).to_dict("records")
    counted = {
        name: line[name] for name in ("suggested", "taken", "asked", "met", "seen", "lasting", "declined")
    }
    assert counted == {
        "suggested": 5,
        "taken": 3,
        "asked": 2,
        "met": 1,
        "seen": 2,
        "lasting": 0,
        "declined": 1,
    }
    assert line["group"] == "1"
    assert math.isnan(line["days"])
    assert line["seen_share"] == 2 / 4
    # Two pairs are like the first one, one of them seen; one is like the second, none like the others.
    assert (line["comparable"], line["comparable_seen"], line["comparable_share"]) == (3, 1, 1 / 4)
    assert (line["matched"], line["matched_share"]) == (2, 1)
    assert line["difference"] == pytest.approx(1 - 1 / 4)
    cases = 2**2 / (1 / 4 + 1 / 4 + 1)
    expected = Difference(Share(2, 2), Share(cases / 4, cases)).interval
    assert (line["difference_low"], line["difference_high"]) == pytest.approx(expected)


def test_the_report_by_sectors_introducer_and_reason_takes_the_pairs_like_each():
    ledger = life().ledger
    found = {by: report(ledger, by=by).set_index("group") for by in ("sectors", "introducer", "reason")}
    assert found["sectors"]["suggested"].to_dict() == {"company + public": 4, "public + public": 1}
    assert found["sectors"]["comparable"].to_dict() == {"company + public": 2, "public + public": 1}
    assert found["introducer"]["suggested"].to_dict() == {"": 1, "Actor y": 1, "Actor z": 3}
    assert found["reason"]["suggested"].to_dict() == {"CROSS_SECTOR": 3, "SHARED_EVENT": 4}
    assert found["reason"]["comparable"].to_dict() == {"CROSS_SECTOR": 2, "SHARED_EVENT": 3}


def test_a_pair_that_was_suggested_later_is_like_none_any_more():
    book = life()
    book.write(opened(book.ledger, table(row(1, "a", "f")), like(), day="2026-06-01", version=2))
    lines = report(book.ledger)
    assert lines["group"].tolist() == ["1", "2"]
    assert lines["comparable"].tolist() == [2, 0]
    assert math.isnan(lines["comparable_share"][1])


def test_an_empty_ledger_reports_nothing():
    empty = Book().ledger
    for frame in (report(empty), report(empty, by="reason"), as_table(empty), refusals(empty), outcomes([])):
        assert frame.empty
    assert report(empty).dtypes.astype(str).to_dict() == REPORT_COLUMNS
    assert credit(outcome(empty, [])).key == "ledger.credit.none"


def test_the_median_of_days_needs_five_ties():
    for hits, days in ((4, math.nan), (5, 61)):
        ledger = large(hits, 0)
        assert outcome(ledger, ledger.entries).days == pytest.approx(days, nan_ok=True)


def test_what_was_suggested_since_the_newest_data_is_not_judged():
    book = Book()
    rows, alike = [row(1), row(2, "c", "d")], like((1, "a", "d", 0.2), (2, "c", "b", 0.2))
    book.write(opened(book.ledger, table(*rows), alike, day=DAY, version=4))
    found = outcome(book.ledger, book.ledger.entries)
    assert (found.counts["early"], found.seen.cases, found.comparable_pairs) == (2, 0, 0)
    assert (credit(found).key, left_out(found)) == ("ledger.credit.early", ())
    for language in ("en", "fr"):
        assert credit(found).text(language)
    book.write(reconciled(book.ledger, network(), "2026-05-01", 5))
    found = outcome(book.ledger, book.ledger.entries)
    assert (found.counts["early"], found.seen.cases, found.comparable_pairs) == (0, 2, 2)
    book.write(
        opened(book.ledger, table(row(1, "e", "f")), like((1, "e", "b", 0.2)), day="2026-05-01", version=5)
    )
    found = outcome(book.ledger, book.ledger.entries)
    assert (found.counts["early"], found.seen.cases, found.comparable_pairs) == (1, 2, 2)
    assert [text.key for text in left_out(found)] == ["ledger.left_out.recent"]
    lines = report(book.ledger)
    assert (lines["early"].tolist(), lines["suggested"].tolist()) == ([0, 1], [2, 1])
    assert math.isnan(lines["seen_share"][1])


def test_a_tie_seen_that_nothing_is_like_is_said_to_stand_beside_the_comparison():
    book = Book()
    book.write(
        opened(book.ledger, table(row(1), row(2, "c", "d")), like((2, "c", "b", 0.2)), day=DAY, version=1)
    )
    book.write(reconciled(book.ledger, network("ab"), "2026-05-01", 2))
    found = outcome(book.ledger, book.ledger.entries)
    assert (found.counts["seen"], found.matched.hits) == (1, 0)
    (text,) = left_out(found)
    assert text.text("en").startswith("One of those seen has no comparable pair")
    assert text.text("fr")


def test_the_summary_says_the_counts_then_the_credit_and_nothing_of_an_empty_ledger():
    assert summary(Book().ledger) == ()
    texts = summary(life().ledger)
    assert [text.key for text in texts] == ["ledger.report.overall", "ledger.credit.few"]
    assert texts[0].text("en").startswith("5 introductions were suggested: 3 taken, 1 met, 2 seen")


@pytest.mark.parametrize(
    ("hits", "other", "pairs", "each", "key"),
    [
        (12, 4, 20, 2, "more"),
        (4, 4, 20, 2, "chance"),
        (0, 30, 20, 2, "fewer"),
        (12, 0, 20, 0, "none"),
        (FEWEST - 1, 0, FEWEST - 1, 5, "few"),
        (FEWEST, 0, FEWEST, 1, "few"),
        (FEWEST, 0, FEWEST, FEWEST_COMPARABLE // FEWEST, "more"),
    ],
)
def test_credit_is_claimed_only_beyond_comparable_pairs(hits, other, pairs, each, key):
    ledger = large(hits, other, pairs=pairs, each=each)
    said = credit(outcome(ledger, ledger.entries))
    assert said.key == f"ledger.credit.{key}"
    for language in ("en", "fr"):
        assert said.text(language)
    assert ("no credit is claimed" in said.text("en").lower()) == (key != "more")


def test_the_same_share_among_comparable_pairs_gives_no_credit_whatever_the_numbers():
    for hits in range(0, 41, 5):
        ledger = large(hits, 2 * hits, pairs=40)
        assert credit(outcome(ledger, ledger.entries)).key == "ledger.credit.chance"


def test_what_was_said_beforehand_stands_beside_what_was_seen():
    ledger = life().ledger
    found = outcome(ledger, ledger.entries)
    assert (found.said, found.comparable_said) == (pytest.approx(0.2), pytest.approx(0.2))


def test_pairs_like_one_suggestion_weigh_as_much_as_it_does_and_one_without_any_is_compared_with_none():
    book = Book()
    rows = [
        row(1, "a", "b", likelihood=0.4),
        row(2, "c", "d", likelihood=0.1),
        row(3, "e", "f", likelihood=0.9),
    ]
    alike = like((1, "a", "d", 0.4), *((2, one, other, 0.1) for one, other in ("af", "ah", "ch", "gb")))
    book.write(opened(book.ledger, table(*rows), alike, day=DAY, version=1))
    book.write(reconciled(book.ledger, network("ab", "ef", "ad", "gb"), "2026-05-01", 2))
    found = outcome(book.ledger, book.ledger.entries)
    assert (found.seen.value, found.matched.value) == (2 / 3, 1 / 2)
    assert found.comparable.value == pytest.approx((1 + 1 / 4) / 2)
    # (1 + 4/4)^2 / (1 + 4/16) cases.
    assert found.comparable.cases == pytest.approx(4 / 1.25)
    assert (found.comparable_pairs, found.comparable_seen) == (5, 2)
    assert (found.said, found.comparable_said) == (pytest.approx(0.25), pytest.approx(0.25))


def test_reasons_of_refusals_are_counted():
    book = Book()
    pairs = list(zip("abcd", "efgh", strict=True))
    book.write(opened(book.ledger, table(*(row(1, *pair) for pair in pairs)), like(), day=DAY, version=1))
    reasons = ("other", "no_capacity", "competitors", "no_capacity")
    for pair, reason in zip(pairs, reasons, strict=True):
        book.put(moved(book.entry(*pair), "wrong", reason=reason))
    frame = refusals(book.ledger)
    assert frame.to_numpy().tolist() == [["no_capacity", 0, 2], ["competitors", 0, 1], ["other", 0, 1]]


def test_the_likelihood_learns_from_clear_answers_alone():
    start = suggested(row(), 1, DAY)
    met = moved(moved(moved(start, "taken"), "asked"), "met")
    listed = [start, met, moved(met, "declined", reason="other"), moved(start, "set_aside")]
    listed += [moved(start, "wrong", reason=reason) for reason in REASONS]
    listed += [
        replace(start, standing=replace(start.standing, state="seen", path=path))
        for path in (("suggested", "seen"), ("suggested", "taken", "seen"))
    ]
    frame = outcomes(listed)
    # Met, declined, not relevant, competitors, seen.
    assert frame["is_accepted"].tolist() == [True, False, False, False, True]
    assert frame[["source", "target", "likelihood"]].drop_duplicates().to_numpy().tolist() == [
        ["a", "b", 0.2]
    ]


def test_the_table_says_where_everything_stands():
    book = life()
    book.put(changed(book.entry("g", "h"), owner="Ada", due="2026-04-01", notes="=1+1"))
    frame = as_table(book.ledger)
    assert frame["state"].tolist() == ["seen", "seen", "declined", "wrong", "already_linked"]
    line = frame.iloc[3]
    assert (line["owner"], line["due"], line["notes"], line["refusal"]) == (
        "Ada",
        "2026-04-01",
        "=1+1",
        "competitors",
    )
    assert line["moved"] == "2026-03-01"
    assert pd.isna(frame["introducer_name"][4])


HOSTILE = "Ça; A,B\\\r\nBEGIN:VEVENT\x0b\u2028X 🙂" + "é" * 90


def dated(book, pair, due, **cells):
    """Take a pair up with a due day."""
    book.put(suggested(row(1, *pair, **cells), 1, DAY))
    book.put(moved(book.entry(*pair), "taken", due=due, owner="Ada"))


def test_due_days_stand_in_a_calendar_and_nothing_else():
    book = Book()
    dated(book, "ab", "2026-05-02", source_name=HOSTILE, introducer_name=HOSTILE)
    dated(book, "cd", "2026-04-01")
    dated(book, "ef", None)
    dated(book, "gh", "2026-04-01")
    book.put(moved(book.entry("g", "h"), "declined", reason="other"))
    written = due_calendar(book.ledger.entries, EN, programme="Forum; 2026", namespace="1")
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    calendar = icalendar.Calendar.from_ical(written)
    first, second = calendar.walk("VEVENT")
    assert first["summary"] == "Introduce Actor c and Actor d"
    assert first.decoded("dtstart") == datetime.date(2026, 4, 1)
    assert first.decoded("dtend") == datetime.date(2026, 4, 2)
    assert first.decoded("dtstamp") == book.now
    assert first["sequence"] == 1
    assert second["summary"].startswith("Introduce Ça; A,B\\ BEGIN:VEVENT")
    assert "Owner: Ada" in second["description"].split("\n")
    assert str(calendar["x-wr-calname"]) == "Introductions – Forum; 2026"
    assert written.count(b"BEGIN:VEVENT\r\n") == 2


def test_the_same_ledger_gives_the_same_calendar_and_an_event_keeps_its_uid():
    book = Book()
    dated(book, "ab", "2026-05-02")
    written = due_calendar(book.ledger.entries, EN, programme="Forum", namespace="1")
    assert written == due_calendar(book.ledger.entries, EN, programme="Forum", namespace="1")
    book.now += datetime.timedelta(days=1)
    book.put(changed(book.entry(), due="2026-06-01"))
    (event,) = icalendar.Calendar.from_ical(written).walk("VEVENT")
    later = due_calendar(book.ledger.entries, EN, programme="Renamed", namespace="1")
    (moved_event,) = icalendar.Calendar.from_ical(later).walk("VEVENT")
    assert moved_event["uid"] == event["uid"]
    assert moved_event["sequence"] == event["sequence"] + 1
    assert moved_event.decoded("dtstamp") > event.decoded("dtstamp")
    other = due_calendar(book.ledger.entries, EN, programme="Forum", namespace="2")
    assert icalendar.Calendar.from_ical(other).walk("VEVENT")[0]["uid"] != event["uid"]
