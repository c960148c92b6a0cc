"""The ledger: what may follow what, what is written, and what new data show."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from graphlib.errors import GraphlibError, OvertakenError, UnknownNameError
from graphlib.ledger import (
    EXPLAINED,
    REASONS,
    STATES,
    IllegalMoveError,
    as_record,
    can_undo,
    changed,
    entries,
    moved,
    moves,
    opened,
    reconciled,
    suggested,
    taken_up,
    undone,
)
from graphlib.ledger.entry import Standing, key_of
from tests.unit.ledger_samples import DAY, Book, like, network, row, table

LEGAL = {
    "suggested": {"taken", "set_aside", "already_linked", "wrong"},
    "set_aside": {"taken", "suggested", "already_linked", "wrong"},
    "taken": {"asked", "declined", "already_linked", "wrong"},
    "asked": {"met", "declined", "already_linked"},
    "met": {"declined"},
}
PLAN = table(
    row(1), row(2, "c", "d"), row(3, "e", "f", introducer=float("nan"), introducer_name=float("nan"))
)
LIKE = like((1, "a", "d", 0.2), (1, "b", "c", 0.19), (2, "a", "f", 0.2), (3, "c", "d", 0.2))


def at(state):
    """Give an entry that stands at a state."""
    return replace(suggested(row(), 1, DAY), standing=Standing(state, ("suggested", state)))


def started(book, day=DAY, version=1):
    return book.write(opened(book.ledger, PLAN, LIKE, day=day, version=version), author="Ada")


def move(book, to, source="a", target="b", **values):
    book.put(moved(book.entry(source, target), to, **values))


@pytest.mark.parametrize("start", STATES)
@pytest.mark.parametrize("to", STATES)
def test_every_move_is_legal_or_refused_with_what_is_possible(start, to):
    entry = at(start)
    if to in LEGAL.get(start, set()):
        after = moved(entry, to, reason="other", words=" so ")
        assert (after.state, after.standing.path) == (to, ("suggested", start, to))
        assert after.standing.words == "so"
        assert after.standing.reason == ("other" if to in EXPLAINED else None)
        return
    with pytest.raises(IllegalMoveError) as caught:
        moved(entry, to, reason="other")
    for language in ("en", "fr"):
        assert "Actor a" in caught.value.text(language)
    possible = caught.value.fix.text("en")
    assert ("take" in possible) == ("taken" in LEGAL.get(start, ()))


@pytest.mark.parametrize("reason", [None, "", "because"])
def test_what_is_declined_or_wrong_says_why(reason):
    with pytest.raises(UnknownNameError):
        moved(at("asked"), "declined", reason=reason)
    with pytest.raises(UnknownNameError):
        moved(at("suggested"), "wrong", reason=reason)


def test_the_key_does_not_depend_on_who_comes_first_nor_mix_ids_up():
    assert key_of(1, "a", "b") == key_of(1, "b", "a") != key_of(2, "a", "b")
    assert key_of(1, 'a","b', "c") != key_of(1, "a", 'b","c')


def test_an_entry_says_what_the_plan_said():
    entry = suggested(PLAN.iloc[2], 4, DAY)
    assert (entry.round, entry.day, entry.rank, entry.pair) == (4, DAY, 3, ("e", "f"))
    assert (entry.introducer, entry.introducer_name) == (None, None)
    assert (entry.likelihood, entry.gain, entry.reasons) == (0.2, 0.01, ("CROSS_SECTOR", "SHARED_EVENT"))
    assert entry.sectors == ("company", "public")
    assert taken_up(row(), 1, DAY, owner=" Ada ", due="2026-04-01").standing == Standing(
        "taken", ("suggested", "taken"), "Ada", "2026-04-01"
    )


def test_what_is_written_is_read_again_with_its_history():
    book = Book()
    started(book)
    move(book, "taken", owner="Ada", due="2026-04-01")
    move(book, "asked", words="by e-mail")
    entry = book.entry("b", "a")
    assert entry.state == "asked"
    assert (entry.standing.owner, entry.standing.due, entry.standing.words) == (
        "Ada",
        "2026-04-01",
        "by e-mail",
    )
    assert [(step.standing.state, step.who) for step in entry.history] == [
        ("suggested", "Ada"),
        ("taken", ""),
        ("asked", ""),
    ]
    assert [one.rank for one in book.ledger.entries] == [1, 2, 3]
    assert as_record(entry)[1]["standing"]["state"] == "asked"


def test_owner_due_day_and_notes_change_where_it_stands():
    entry = changed(at("taken"), owner=" Eve ", due="2026-05-02", notes=" called\nagain ")
    assert (entry.state, entry.standing.owner, entry.standing.due) == ("taken", "Eve", "2026-05-02")
    assert entry.standing.notes == "called\nagain"
    assert changed(entry).standing.due is None
    assert changed(entry).standing.owner == "Eve"
    with pytest.raises(GraphlibError):
        changed(entry, due="tomorrow")


def test_undo_goes_back_one_move_at_a_time_and_is_written_down():
    book = Book()
    started(book)
    move(book, "taken", owner="Ada")
    book.put(changed(book.entry(), notes="n"))
    move(book, "asked")
    for state, notes, owner in (("taken", "n", "Ada"), ("taken", "", "Ada"), ("suggested", "", "")):
        book.put(undone(book.entry()))
        standing = book.entry().standing
        assert (standing.state, standing.notes, standing.owner) == (state, notes, owner)
    assert not can_undo(book.entry())
    with pytest.raises(GraphlibError):
        undone(book.entry())
    assert len(book.entry().history) == 7
    move(book, "set_aside")
    book.put(undone(book.entry()))
    assert book.entry().standing.path == ("suggested",)


def test_two_who_move_the_same_entry_at_once_do_not_overwrite_each_other():
    book = Book()
    started(book)
    seen = book.entry()
    book.put(moved(seen, "taken"), author="Eve")
    with pytest.raises(OvertakenError):
        book.put(moved(seen, "set_aside"))


def test_a_round_holds_all_that_was_suggested_and_pairs_like_it():
    book = Book()
    started(book)
    (only,) = book.ledger.rounds
    assert (only.number, only.day, only.version, only.is_early) == (1, DAY, 1, True)
    assert [(pair.pair, pair.like) for pair in only.comparable] == [
        (("a", "d"), key_of(1, "a", "b")),
        (("b", "c"), key_of(1, "a", "b")),
        (("a", "f"), key_of(1, "c", "d")),
    ]  # c and d were suggested themselves
    assert {entry.state for entry in book.ledger.entries} == {"suggested"}


def test_a_pair_stands_in_the_ledger_once_unless_it_was_answered():
    book = Book()
    started(book)
    move(book, "wrong", reason="competitors")
    move(book, "taken", "c", "d")
    assert book.ledger.answered == (("a", "b"),)
    plan = table(row(1), row(2, "c", "d"), row(3, "g", "h"))
    book.write(
        opened(book.ledger, plan, like((3, "a", "d", 0.2), (3, "a", "h", 0.2)), day="2026-06-01", version=2)
    )
    assert [(entry.round, entry.pair) for entry in book.ledger.entries] == [
        (1, ("a", "b")),
        (1, ("c", "d")),
        (1, ("e", "f")),
        (2, ("a", "b")),
        (2, ("g", "h")),
    ]
    assert [pair.pair for pair in book.ledger.newest.comparable] == [("a", "h")]
    assert book.entry().round == 2


def test_what_is_shown_later_in_a_round_is_added_to_it_and_adding_it_again_adds_nothing():
    book = Book()
    started(book)
    plan = table(row(1, "g", "h"), row(2))
    book.write(opened(book.ledger, plan, like((1, "g", "b", 0.2)), day="2026-03-09", version=1, is_new=False))
    (only,) = book.ledger.rounds
    assert (only.day, len(only.comparable)) == (DAY, 4)
    assert (book.entry("g", "h").round, book.entry("g", "h").day) == (1, "2026-03-09")
    again = opened(book.ledger, plan, like((1, "g", "b", 0.2)), day="2026-03-10", version=1, is_new=False)
    assert (again.entries, again.rounds) == ((), book.ledger.rounds)


def test_a_tie_that_appears_is_seen_from_every_open_state_and_counts_from_its_beginning():
    for state in ("suggested", "set_aside", "taken", "asked", "met", "declined"):
        book = Book()
        started(book)
        book.put(replace(book.entry(), standing=Standing(state, ("suggested", state))))
        news = reconciled(book.ledger, network(("b", "a", "2026-04-10")), "2026-05-01", 2)
        (entry,) = news.entries
        assert (entry.state, entry.standing.seen_on, entry.standing.seen_round) == ("seen", "2026-04-10", 1)
        assert entry.standing.path == ("suggested", state, "seen")
    for state in ("wrong", "already_linked"):
        book.put(replace(book.entry(), standing=Standing(state, ("suggested", state))))
        assert reconciled(book.ledger, network(("b", "a")), "2026-05-01", 2).entries == ()


def test_a_tie_without_date_counts_from_the_day_of_the_version():
    book = Book()
    started(book)
    news = reconciled(book.ledger, network(("a", "b"), ("a", "d")), "2026-05-01", 2)
    assert news.entries[0].standing.seen_on == "2026-05-01"
    assert [pair.seen_on for pair in news.rounds[0].comparable] == ["2026-05-01", None, None]


def test_a_version_is_never_dated_before_the_round_it_came_after():
    book = Book()
    started(book)
    news = reconciled(book.ledger, network(("a", "b"), ("c", "d", DAY)), "2026-02-28", 2)
    assert [entry.standing.seen_on for entry in news.entries] == [DAY, DAY]


def test_a_tie_that_began_before_the_suggestion_was_there_already():
    book = Book()
    started(book)
    news = reconciled(
        book.ledger, network(("a", "b", "2026-02-28"), ("a", "d", "2025-01-01")), "2026-05-01", 2
    )
    assert (news.entries[0].state, news.entries[0].standing.tied_since) == ("already_linked", "2026-02-28")
    assert news.rounds[0].comparable[0].tied_since == "2025-01-01"
    assert news.rounds[0].comparable[0].seen_on is None


def test_a_tie_that_begins_later_or_has_ended_is_not_there():
    book = Book()
    started(book)
    given = network(("a", "b", "2026-09-01"), ("c", "d", "2026-03-02", "2026-04-01"))
    assert reconciled(book.ledger, given, "2026-05-01", 2).entries == ()


def test_a_version_is_looked_at_once_and_an_older_one_never():
    book = Book()
    assert reconciled(book.ledger, network(("a", "b")), DAY, 1).rounds == ()
    started(book, version=5)
    for version in (4, 5):
        assert reconciled(book.ledger, network(("a", "b")), "2026-05-01", version).rounds == ()
    book.write(reconciled(book.ledger, network(("a", "b")), "2026-05-01", 6))
    assert (book.ledger.newest.version, book.ledger.newest.is_early) == (6, False)
    again = reconciled(book.ledger, network(("a", "b")), "2026-05-01", 6)
    assert (again.entries, again.rounds) == ((), ())


def test_a_tie_seen_is_lasting_two_rounds_later_and_may_go_and_come_back():
    book = Book()
    started(book)
    tied, bare = network(("a", "b")), network(("c", "z"))
    book.write(reconciled(book.ledger, tied, "2026-05-01", 2))
    for version, day in ((3, "2026-06-01"), (4, "2026-09-01")):
        book.write(opened(book.ledger, table(), like(), day=day, version=version - 1))
        book.write(reconciled(book.ledger, tied, day, version))
        assert book.entry().state == ("seen" if version == 3 else "lasting")
    assert book.entry().standing.path == ("suggested", "seen", "lasting")
    for version, given, is_gone in ((5, bare, True), (6, bare, True), (7, tied, False)):
        moved_now = book.write(reconciled(book.ledger, given, "2026-10-01", version)).entries
        assert book.entry().standing.is_gone == is_gone
        assert len(moved_now) == (version != 6)
    assert book.entry().state == "lasting"


def test_a_tie_that_was_gone_meanwhile_must_last_two_rounds_anew():
    book = Book()
    started(book)
    tied, bare = network(("a", "b")), network(("c", "z"))
    book.write(reconciled(book.ledger, tied, "2026-05-01", 2))
    states = []
    for number, given in enumerate((bare, tied, tied, tied), 3):
        day = f"2026-{number + 3:02}-01"
        book.write(opened(book.ledger, table(), like(), day=day, version=number - 1))
        book.write(reconciled(book.ledger, given, day, number))
        states.append(book.entry().state)
    assert states == ["seen", "seen", "seen", "lasting"]


def test_only_the_newest_entry_of_a_pair_is_looked_at():
    book = Book()
    started(book)
    move(book, "taken")
    move(book, "declined", reason="no_capacity")
    book.write(opened(book.ledger, PLAN, like(), day="2026-06-01", version=1))
    (entry,) = reconciled(book.ledger, network(("a", "b")), "2026-07-01", 2).entries
    assert (entry.round, entry.state) == (2, "seen")


def test_an_entry_that_was_withdrawn_is_gone_with_its_history():
    book = Book()
    started(book)
    book.workspace.record(book.id, "move", {key_of(1, "a", "b"): None})
    assert book.entry() is None
    book.put(suggested(row(), 1, DAY))
    assert len(book.entry().history) == 1


class Life(RuleBasedStateMachine):
    """People and data move one entry in any order; the journal always tells how it came there."""

    @initialize()
    def begin(self):
        self.book = Book()
        started(self.book)
        self.version, self.walk = 1, [self.book.entry().standing]

    @rule(place=some.integers(0, 9), reason=some.sampled_from(REASONS))
    def people_move(self, place, reason):
        possible = moves(self.book.entry())
        if possible:
            move(self.book, possible[place % len(possible)], reason=reason)
            self.walk.append(self.book.entry().standing)

    @rule(notes=some.text(max_size=5))
    def people_note(self, notes):
        self.book.put(changed(self.book.entry(), notes=notes))
        self.walk.append(self.book.entry().standing)

    @rule(is_tied=some.booleans(), is_round=some.booleans())
    def data_come(self, is_tied, is_round):
        if is_round:
            self.book.write(opened(self.book.ledger, table(), like(), day="2026-06-01", version=self.version))
        self.version += 1
        given = network(("a", "b")) if is_tied else network(("c", "z"))
        before = self.book.entry()
        news = self.book.write(reconciled(self.book.ledger, given, "2026-06-01", self.version))
        if any(entry.key == before.key for entry in news.entries):
            self.walk.append(self.book.entry().standing)

    @precondition(lambda self: can_undo(self.book.entry()))
    @rule()
    def undo(self):
        self.book.put(undone(self.book.entry()))
        self.walk.pop()

    @invariant()
    def the_journal_tells_it(self):
        entry = self.book.entry()
        assert entry.standing == self.walk[-1] == entry.history[-1].standing
        assert entry.standing.path[-1] == entry.state
        assert can_undo(entry) == (len(self.walk) > 1)
        for one, other in zip(entry.standing.path, entry.standing.path[1:], strict=False):
            assert other in {*LEGAL.get(one, ()), "seen", "lasting"}
        assert entries(self.book.workspace.records(self.book.id, "move", history=True))[0] == entry


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=15, stateful_step_count=15, deadline=None)
