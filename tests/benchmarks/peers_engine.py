"""Drive one engine in a process of its own, so that it can be stopped."""

from __future__ import annotations

import json
import os
import select
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

LOADING = 900
"""Seconds that an engine may take to load a network; they are not counted."""

DIED = "its process ended"


@dataclass(frozen=True)
class Outcome:
    """What came of asking for one measure: its seconds and values, or why there are none.

    ``seconds`` are those of the clock, ``busy`` those of all cores together.
    ``state`` is ``done``, ``stopped`` (``seconds`` are the limit), ``skipped``, ``failed`` or
    ``missing`` where the engine has no such measure.
    """

    state: str
    seconds: float = float("nan")
    busy: float = float("nan")
    reason: str = ""
    values: npt.NDArray[np.float64] | None = None


class Engine:
    """An engine with one network loaded; started when first asked, and again after it was stopped."""

    def __init__(
        self, name: str, command: list[str], paths: dict[str, str], inputs: Path, *, limit: float
    ) -> None:
        self.name = name
        self._answers = inputs / name
        self._command = [*command, str(inputs), str(self._answers)]
        self._environment = {**os.environ, **paths}
        self._limit = limit
        self._process: subprocess.Popen[str] | None = None
        self._measures: list[str] = []

    def ask(self, measure: str) -> Outcome:
        """Time a measure once."""
        if self._process is None and (fault := self._start()):
            return Outcome("failed", reason=fault)
        if measure not in self._measures:
            return Outcome("missing")
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(f"{measure}\n")
        self._process.stdin.flush()
        answer = self._answer(self._limit)
        if "seconds" in answer:
            values = np.fromfile(self._answers / f"{measure}.f64")
            return Outcome("done", answer["seconds"], answer["busy"], values=values)
        if "skipped" in answer:
            return Outcome("skipped", reason=answer["skipped"])
        if "error" in answer:
            return Outcome("failed", reason=answer["error"])
        self.stop()
        return Outcome("stopped", self._limit) if answer["is_late"] else Outcome("failed", reason=DIED)

    def stop(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _start(self) -> str:
        """Start the process and wait until it has loaded; give the reason where it does not."""
        self._process = subprocess.Popen(
            self._command,
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        answer = self._answer(LOADING)
        self._measures = answer.get("ready", [])
        if self._measures:
            return ""
        self.stop()
        return "it did not load in time" if answer["is_late"] else DIED

    def _answer(self, limit: float) -> dict[str, Any]:
        """Wait for the next line, at most so long; where none comes say whether it is late or never will."""
        assert self._process is not None
        assert self._process.stdout is not None
        if not select.select([self._process.stdout], [], [], limit)[0]:
            return {"is_late": True}
        line = self._process.stdout.readline()
        return json.loads(line) if line else {"is_late": False}
