"""How much memory a piece of work takes, where Linux says it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["within"]

_STATUS, _RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")


@contextmanager
def within(megabytes: float) -> Iterator[None]:
    """Check that the work takes no more memory at any time than it began with and this."""
    if not _RESET.exists():
        yield
        return
    _RESET.write_text("5")
    before = _said("VmRSS:")
    yield
    assert _said("VmHWM:") - before < megabytes


def _said(word: str) -> float:
    """Give a line of the process's status in megabytes."""
    line = next(line for line in _STATUS.read_text().splitlines() if line.startswith(word))
    return int(line.split()[1]) / 1024
