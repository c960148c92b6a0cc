"""Long work in threads: progress, result, errors, cancelling, and never the same work twice."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest

from graphlib.engine import Engine, Progress, start
from graphlib.errors import CancelledError
from graphlib.translation import Message

STEP = Message("error.row", row="1")
SOON = 10.0


class Gate:
    """Work that reports half-way and then waits until it is let through."""

    def __init__(self):
        self.reached = threading.Event()
        self.open = threading.Event()
        self.calls = 0

    def __call__(self, value=7, *, progress):
        self.calls += 1
        progress(0.5, STEP)
        self.reached.set()
        assert self.open.wait(SOON)
        progress(0.9, STEP)
        return value


def test_a_job_gives_its_result_and_hands_arguments_on():
    job = start(lambda a, *, b, progress: a + b, 1, b=2)
    assert job.result(SOON) == 3
    assert job.state == "done"
    assert job.is_ended
    assert job.error is None
    assert job.progress.share == 1.0


def test_progress_is_seen_while_the_work_runs():
    gate = Gate()
    job = start(gate)
    assert gate.reached.wait(SOON)
    assert job.state == "running"
    assert job.progress == Progress(0.5, STEP)
    assert not job.wait(0.01)
    with pytest.raises(TimeoutError):
        job.result(0.01)
    gate.open.set()
    assert job.result(SOON) == 7


def test_progress_stays_between_0_and_1_and_never_falls():
    seen = []

    def work(*, progress):
        for share in (-1.0, 0.4, 0.2, float("nan"), 3.0):
            progress(share, STEP)
            seen.append(job.progress.share)

    ready = threading.Event()
    job = start(lambda *, progress: ready.wait(SOON) and work(progress=progress))
    ready.set()
    job.result(SOON)
    assert seen == [0.0, 0.4, 0.4, 0.4, 1.0]


def test_an_error_is_kept_and_raised_each_time():
    def work(*, progress):
        message = "seven"
        raise ValueError(message)

    job = start(work)
    traces = []
    for _ in range(3):
        with pytest.raises(ValueError, match="seven") as caught:
            job.result(SOON)
        traces.append(len(caught.traceback))
    assert job.state == "failed"
    assert isinstance(job.error, ValueError)
    assert len(set(traces)) == 1


def test_a_thread_that_exits_does_not_leave_its_job_running():
    def work(*, progress):
        raise SystemExit

    job = start(work)
    with pytest.raises(SystemExit):
        job.result(SOON)
    assert job.state == "failed"


def test_cancel_stops_the_work_at_its_next_sign_of_progress():
    gate = Gate()
    job = start(gate)
    assert gate.reached.wait(SOON)
    job.cancel()
    gate.open.set()
    with pytest.raises(CancelledError):
        job.result(SOON)
    assert job.state == "cancelled"
    assert job.progress.share == 0.5


def test_work_that_ends_in_spite_of_cancel_is_cancelled_all_the_same():
    gate = Gate()
    job = start(lambda *, progress: gate(progress=lambda _share, _message: None))
    assert gate.reached.wait(SOON)
    job.cancel()
    gate.open.set()
    with pytest.raises(CancelledError):
        job.result(SOON)


def test_cancel_after_the_end_changes_nothing():
    job = start(lambda *, progress: 5)
    assert job.result(SOON) == 5
    job.cancel()
    assert job.state == "done"
    assert not job.is_cancelled
    assert job.result(SOON) == 5


def test_what_the_work_was_given_is_let_go_at_the_end():
    class Large:
        pass

    def fails(given, *, progress):
        raise ValueError(given.__class__.__name__)

    for function in (fails, lambda given, *, progress: None):
        large = Large()
        job = start(function, large)
        assert job.wait(SOON)
        gone = weakref.ref(large)
        del large
        for thread in threading.enumerate():
            if thread.name == "passerelle-job":
                thread.join(SOON)
        gc.collect()
        assert gone() is None


def test_the_same_work_asked_twice_runs_once():
    gate, engine = Gate(), Engine()
    jobs = [engine.start("f", "plan", gate, 3) for _ in range(20)]
    assert len(set(map(id, jobs))) == 1
    gate.open.set()
    assert [job.result(SOON) for job in jobs] == [3] * 20
    assert engine.start("f", "plan", gate).result(SOON) == 3
    assert gate.calls == 1


def test_many_threads_that_ask_at_once_share_one_job():
    engine, calls, results = Engine(), [], []
    line = threading.Barrier(16)

    def ask():
        line.wait(SOON)
        job = engine.start("f", "x", lambda *, progress: calls.append(1) or len(calls))
        results.append(job.result(SOON))

    threads = [threading.Thread(target=ask) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SOON)
    assert results == [1] * 16


def test_other_content_or_another_name_is_other_work():
    engine = Engine()
    results = [
        engine.start(fingerprint, name, lambda *, progress, said=fingerprint + name: said).result(SOON)
        for fingerprint in ("a", "b")
        for name in ("x", "y")
    ]
    assert results == ["ax", "ay", "bx", "by"]
    assert engine.find("b", "x").result(SOON) == "bx"
    assert engine.find("b", "z") is None


@pytest.mark.parametrize("ending", ["failed", "cancelled"])
def test_work_that_did_not_succeed_is_started_anew(ending):
    gate, engine = Gate(), Engine()

    def fails(*, progress):
        raise ValueError

    first = engine.start("f", "x", gate if ending == "cancelled" else fails)
    if ending == "cancelled":
        first.cancel()
    else:
        assert first.wait(SOON)
    second = engine.start("f", "x", lambda *, progress: 2)
    gate.open.set()
    assert second.result(SOON) == 2
    assert first.wait(SOON)
    assert first.state == ending


def test_no_more_than_so_many_work_at_once_and_a_waiting_one_can_be_cancelled():
    gate, engine = Gate(), Engine(at_once=1)
    first = engine.start("f", "1", gate, 1)
    assert gate.reached.wait(SOON)
    second = engine.start("f", "2", lambda *, progress: 2)
    third = engine.start("f", "3", lambda *, progress: 3)
    assert not second.wait(0.05)
    assert second.state == third.state == "waiting"
    second.cancel()
    with pytest.raises(CancelledError):
        second.result(SOON)
    assert third.state == "waiting"
    gate.open.set()
    assert (first.result(SOON), third.result(SOON)) == (1, 3)


def test_a_failed_job_gives_its_turn_back():
    engine = Engine(at_once=1)

    def fails(*, progress):
        raise ValueError

    assert engine.start("f", "1", fails).wait(SOON)
    assert engine.start("f", "2", lambda *, progress: 2).result(SOON) == 2


def test_the_results_longest_not_asked_for_are_dropped():
    engine, calls = Engine(keep=2), []

    def ask(name):
        return engine.start("f", name, lambda *, progress: calls.append(name)).result(SOON)

    for name in ("a", "b", "a", "c", "d"):
        ask(name)
    assert [name for name in "abcd" if engine.find("f", name) is not None] == ["c", "d"]
    ask("a")
    assert calls == ["a", "b", "c", "d", "a"]


def test_a_job_at_work_is_never_dropped():
    gate, engine = Gate(), Engine(keep=1)
    long = engine.start("f", "long", gate)
    for name in "abc":
        engine.start("f", name, lambda *, progress: 0).result(SOON)
    assert engine.find("f", "long") is long
    gate.open.set()
    assert long.result(SOON) == 7
