"""Actors that may be the same organisation twice: found, decided on, merged."""

from graphlib.duplicates.search import likely_duplicates

__all__ = ["likely_duplicates"]
