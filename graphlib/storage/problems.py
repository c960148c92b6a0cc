"""Remarks on the data and what was done, written so that they can be said in any language later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from graphlib.errors import Problem
from graphlib.translation import Message, translator

__all__ = ["action_of", "problem_of", "written", "written_action"]


def written(problem: Problem) -> dict[str, Any]:
    """Write a problem as JSON says it."""
    return {
        "file": problem.file,
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "what": _written(problem.what),
        "fix": _written(problem.fix),
    }


def problem_of(entry: Mapping[str, Any]) -> Problem:
    """Read a problem back."""
    return Problem(
        entry["file"],
        entry["row"],
        entry["column"],
        entry["value"],
        _message_of(entry["what"]),
        _message_of(entry["fix"]),
    )


def written_action(action: Message | None) -> dict[str, Any] | None:
    """Write what was done as JSON says it; nothing where it was not said."""
    return None if action is None else _written(action)


def action_of(entry: Mapping[str, Any] | None) -> Message | None:
    """Read back what was done; a sentence that a later catalogue says otherwise names its key."""
    if entry is None:
        return None
    action = _message_of(entry)
    try:
        action.text("en")
    except (KeyError, ValueError, TypeError):
        return Message("storage.warning.forgotten", code=entry["key"])
    return action


def _written(message: Message) -> dict[str, Any]:
    """Write a message by its key and values."""
    return {"key": message.key, "values": {name: _value(value) for name, value in message.values.items()}}


def _value(value: object) -> object:
    """Write a value: messages by their key, numbers and text as they are, the rest as text."""
    if isinstance(value, Message):
        return _written(value)
    plain = value.item() if isinstance(value, np.generic) else value
    return plain if isinstance(plain, str | int | float | None) else str(plain)


def _message_of(entry: Mapping[str, Any]) -> Message:
    """Read a message back; one that a later catalogue has dropped names its key."""
    if not translator("en").has(entry["key"]):
        return Message("storage.warning.forgotten", code=entry["key"])
    values = {
        name: _message_of(value) if isinstance(value, dict) else value
        for name, value in entry["values"].items()
    }
    return Message(entry["key"], **values)
