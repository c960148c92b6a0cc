"""A network as bytes and back: each of its four tables as one Parquet file."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from graphlib.difference import Counts, counts_of, tables_of
from graphlib.errors import InputError
from graphlib.network import Network
from graphlib.storage.rules import digest

__all__ = ["TABLE_NAMES", "changes_since", "network_of", "pack", "packed_tables", "unpack", "unpacked_tables"]

TABLE_NAMES = ("actors", "ties", "events", "participations")
"""The tables of a network, in the order in which they are stored."""


def pack(frame: pd.DataFrame) -> bytes:
    """Write a table as Parquet; the same table gives the same bytes."""
    buffer = io.BytesIO()
    table = pa.Table.from_pandas(frame, preserve_index=False)
    pq.write_table(table, buffer, compression="zstd")
    return buffer.getvalue()


def unpack(content: bytes) -> pd.DataFrame:
    """Read a table back from Parquet.

    Raises
    ------
    ValueError
        If the bytes are no Parquet file.
    """
    try:
        frame: pd.DataFrame = pq.read_table(pa.BufferReader(content), use_threads=False).to_pandas()
    except pa.ArrowException as error:
        raise ValueError(str(error)) from error
    return frame


def packed_tables(network: Network) -> dict[str, bytes]:
    """Give the bytes of each table of a network, by the table's name."""
    return {name: pack(table) for name, table in tables_of(network).items()}


def unpacked_tables(contents: Mapping[str, bytes]) -> dict[str, pd.DataFrame]:
    """Read all tables of a network back.

    Raises
    ------
    ValueError
        If the bytes of any are no Parquet file.
    """
    return {name: unpack(contents[name]) for name in TABLE_NAMES}


def changes_since(
    contents: Mapping[str, bytes], keys: Mapping[str, str], network: Network
) -> dict[str, Counts] | None:
    """Count what changed since the tables with these bytes; ``None`` where these are damaged."""
    if any(digest(contents[name]) != keys[name] for name in TABLE_NAMES):
        return None
    return counts_of(unpacked_tables(contents), tables_of(network))


def network_of(
    contents: Mapping[str, bytes], keys: Mapping[str, str], *, event_cap: int, fingerprint: str
) -> Network | None:
    """Rebuild a network, or give ``None`` where its content is not what was stored.

    Parameters
    ----------
    contents, keys
        Bytes of each table and the SHA-256 they must have, by the table's name.
    event_cap
        Events with more participants than this make no ties.
    fingerprint
        What the fingerprint of the network must be.
    """
    if any(digest(contents[name]) != keys[name] for name in TABLE_NAMES):
        return None
    try:
        tables = unpacked_tables(contents)
        # Attendance may name events of which no list was ever given.
        events = tables["events"] if len(tables["events"]) else None
        network = Network.build(
            tables["actors"], tables["ties"], events, tables["participations"], event_cap=event_cap
        )
    except (ValueError, InputError):
        return None
    return network if network.fingerprint == fingerprint else None
