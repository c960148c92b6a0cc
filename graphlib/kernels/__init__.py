"""Compiled loops: plain arrays in, plain arrays out; nothing here knows a network."""

from __future__ import annotations

__all__: list[str] = []
