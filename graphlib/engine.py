"""Where long work runs: in threads of this process, with progress, and stopped on request.

A function that does long work takes ``progress``, calls it with the share done and a message, and
lets the `CancelledError` that it may raise pass.
"""

from __future__ import annotations

import math
import threading
import traceback
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import Any, Generic, Literal, TypeVar

from graphlib.errors import CancelledError
from graphlib.translation import Message

__all__ = ["Engine", "Job", "Progress", "State", "start"]

Result = TypeVar("Result")
State = Literal["waiting", "running", "done", "failed", "cancelled"]

_ENDED: tuple[State, ...] = ("done", "failed", "cancelled")


@dataclass(frozen=True)
class Progress:
    """How far a computation is: the share done, from 0 to 1, and what it is doing."""

    share: float = 0.0
    message: Message | None = None


class Job(Generic[Result]):
    """A computation in a thread of its own; made by `start` or `Engine.start`.

    Its ``state`` is ``waiting`` (for its turn), ``running``, then ``done``, ``failed`` or
    ``cancelled``.
    """

    def __init__(self, work: Callable[..., Result], turns: _Turns) -> None:
        self._work = work
        self._turns = turns
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._state: State = "waiting"
        self._is_cancelled = False
        self._progress = Progress()
        self._result: Result | None = None
        self._error: BaseException | None = None
        self._trace: TracebackType | None = None

    @property
    def state(self) -> State:
        """Where the job stands."""
        return self._state

    @property
    def is_ended(self) -> bool:
        """Whether the job is done, failed or cancelled."""
        return self._state in _ENDED

    @property
    def is_cancelled(self) -> bool:
        """Whether the job was asked to stop, and has stopped or will."""
        return self._is_cancelled or self._state == "cancelled"

    @property
    def progress(self) -> Progress:
        """How far the job is; the share never falls."""
        return self._progress

    @property
    def error(self) -> BaseException | None:
        """Why the job failed or was cancelled, ``None`` otherwise."""
        return self._error

    def cancel(self) -> None:
        """Stop the job at its next sign of progress; nothing happens where it has ended already."""
        with self._lock:
            self._is_cancelled = self._is_cancelled or not self.is_ended
        self._turns.look_again()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait for the end, at most so long, and tell whether it came."""
        return self._ended.wait(seconds)

    def result(self, seconds: float | None = None) -> Result:
        """Wait for the result and give it.

        Raises
        ------
        CancelledError
            If the job was stopped.
        TimeoutError
            If it has not ended after ``seconds``.
        Exception
            Whatever the computation raised.
        """
        if not self.wait(seconds):
            raise TimeoutError
        if self._error is not None:
            # With its first trace: each caller would otherwise add to the same error.
            raise self._error.with_traceback(self._trace)
        return self._result  # type: ignore[return-value]

    def _report(self, share: float, message: Message) -> None:
        """Take a sign of progress, and stop the work here where that was asked."""
        if self._is_cancelled:
            raise CancelledError
        share = 0.0 if math.isnan(share) else min(max(share, 0.0), 1.0)
        self._progress = Progress(max(share, self._progress.share), message)

    def _run(self) -> None:
        """Wait for a turn, do the work, and keep what came of it."""
        try:
            with self._turns.turn(lambda: self._is_cancelled):
                self._state = "running"
                result = self._work(progress=self._report)
        except BaseException as error:  # noqa: BLE001 - it is raised again where the result is asked for
            self._end("cancelled" if isinstance(error, CancelledError) else "failed", error=error)
        else:
            self._end("done", result=result)

    def _end(self, state: State, *, result: Result | None = None, error: BaseException | None = None) -> None:
        """Settle the job; one that was cancelled in its last moment stays cancelled."""
        with self._lock:
            if self._is_cancelled and state == "done":
                state, result, error = "cancelled", None, CancelledError()
            if state == "done":
                self._progress = Progress(1.0, self._progress.message)
            self._result, self._error = result, error
            self._trace = error.__traceback__ if error is not None else None
            self._state = state
        # The work and the frames of an error hold the network and whatever else was in use.
        del self._work
        traceback.clear_frames(self._trace)
        self._ended.set()


class _Turns:
    """Lets so many jobs work at once; the others wait."""

    def __init__(self, at_once: int | None) -> None:
        self._free = at_once
        self._condition = threading.Condition()

    def turn(self, is_cancelled: Callable[[], bool]) -> _Turns:
        """Wait for a free place, and hold it for a ``with`` block.

        Raises
        ------
        CancelledError
            If ``is_cancelled`` becomes true before.
        """
        with self._condition:
            self._condition.wait_for(lambda: is_cancelled() or self._free is None or self._free > 0)
            if is_cancelled():
                raise CancelledError
            if self._free is not None:
                self._free -= 1
        return self

    def look_again(self) -> None:
        """Wake those who wait, since one of them may have been cancelled."""
        with self._condition:
            self._condition.notify_all()

    def __enter__(self) -> None:
        """Hold the place."""

    def __exit__(self, *_error: object) -> None:
        """Give the place back."""
        with self._condition:
            if self._free is not None:
                self._free += 1
            self._condition.notify_all()


def start(function: Callable[..., Result], *args: Any, **kwargs: Any) -> Job[Result]:  # noqa: ANN401
    """Start ``function(*args, progress=..., **kwargs)`` in a thread of its own, at once.

    Parameters
    ----------
    function
        Takes ``progress``, a callable of the share done and a message.
    *args, **kwargs
        What else it takes.
    """
    return _started(_Turns(None), function, args, kwargs)


def _started(
    turns: _Turns, function: Callable[..., Result], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> Job[Result]:
    """Start a job that waits for its turn."""
    job: Job[Result] = Job(partial(function, *args, **kwargs), turns)
    # A daemon, so that a program can end without waiting for work nobody wants any more.
    threading.Thread(target=job._run, name="passerelle-job", daemon=True).start()
    return job


class Engine:
    """Runs each computation once, whoever asks for it and however often; safe for threads.

    Parameters
    ----------
    at_once
        Most computations at the same time; further ones wait.
    keep
        How many results are kept; above it the one not asked for the longest is dropped.
    """

    def __init__(self, *, at_once: int = 2, keep: int = 32) -> None:
        self._turns = _Turns(at_once)
        self._keep = keep
        self._jobs: OrderedDict[tuple[str, str], Job[Any]] = OrderedDict()
        self._lock = threading.Lock()

    def start(
        self,
        fingerprint: str,
        name: str,
        function: Callable[..., Result],
        *args: Any,  # noqa: ANN401
        **kwargs: Any,  # noqa: ANN401
    ) -> Job[Result]:
        """Give the job that does this work, started now unless it runs or is done already.

        Work that failed or was cancelled is started anew. Cancelling a job stops it for all who
        asked for it.

        Parameters
        ----------
        fingerprint
            Content of the network that the work is about.
        name
            Says the work and all its parameters: same name, same result.
        function
            Takes ``progress``, a callable of the share done and a message.
        *args, **kwargs
            What else it takes.
        """
        with self._lock:
            job = self._jobs.get((fingerprint, name))
            if job is None or job.is_cancelled or job.state == "failed":
                job = _started(self._turns, function, args, kwargs)
                self._jobs[fingerprint, name] = job
            self._jobs.move_to_end((fingerprint, name))
            self._drop(but=job)
        return job

    def find(self, fingerprint: str, name: str) -> Job[Any] | None:
        """Give the job of this work if there is one, whatever its state."""
        with self._lock:
            return self._jobs.get((fingerprint, name))

    def _drop(self, *, but: Job[Any]) -> None:
        """Drop the jobs longest not asked for, above what is kept; never one at work."""
        ended = [key for key, job in self._jobs.items() if job.is_ended and job is not but]
        for key in ended[: max(0, len(self._jobs) - self._keep)]:
            del self._jobs[key]
