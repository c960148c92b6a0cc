"""What holds in every workspace: names, refusals in words, and which version comes next."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from graphlib.errors import OvertakenError, StorageError
from graphlib.network import Network
from graphlib.storage.port import Record, StoredNetwork, Version
from graphlib.translation import Message
from graphlib.version import __version__

__all__ = [
    "NAME_LIMIT",
    "RESULTS_LIMIT",
    "Clock",
    "clean",
    "clean_value",
    "current_of",
    "damaged",
    "described",
    "digest",
    "ensure_based_on",
    "ensure_free",
    "ensure_listed",
    "ensure_seen",
    "missing",
    "network_name",
    "next_version",
    "oldest_to_drop",
    "previous_version",
    "refusal",
    "result_key",
    "same_content",
    "utc_now",
]

Clock = Callable[[], datetime.datetime]

NAME_LIMIT = 200
"""Most characters of a programme's name."""

RESULTS_LIMIT = 512 * 2**20
"""Most bytes that kept results take; the oldest are dropped above it."""


def utc_now() -> datetime.datetime:
    """Tell the time, in UTC."""
    return datetime.datetime.now(datetime.UTC)


def digest(content: bytes) -> str:
    """Give the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def clean(text: str) -> str:
    """Take out of a text what a database cannot hold: NUL and halves of a surrogate pair."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def clean_value(value: Any) -> Any:  # noqa: ANN401
    """Read a value as JSON says it, its texts and names `clean`.

    Raises
    ------
    TypeError, ValueError
        If JSON cannot say it.
    """
    return _cleaned(json.loads(json.dumps(value, allow_nan=False)))


def _cleaned(value: Any) -> Any:  # noqa: ANN401
    """Clean every text of a value that JSON said."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_cleaned(entry) for entry in value]
    if isinstance(value, dict):
        return {clean(name): _cleaned(entry) for name, entry in value.items()}
    return value


def refusal(what: str, fix: str, **values: object) -> StorageError:
    """Make the error with these two keys of the catalogue, under ``storage``."""
    return StorageError(Message(f"storage.{what}", **values), Message(f"storage.{fix}", **values))


def missing(kind: str, number: int) -> StorageError:
    """Say that there is no network, version or snapshot of this number."""
    return refusal(f"{kind}.missing", f"{kind}.choose", id=str(number))


def damaged(kind: str, number: int) -> StorageError:
    """Say that the content of a version or snapshot is not what was stored."""
    return refusal(f"{kind}.damaged", f"{kind}.mend", id=str(number))


def network_name(name: str) -> str:
    """Bring a programme's name into form, or refuse it.

    Raises
    ------
    StorageError
        If nothing is left of it, or it is longer than `NAME_LIMIT`.
    """
    name = " ".join(clean(name).split())
    if not name:
        raise refusal("network.unnamed", "network.name_it", limit=NAME_LIMIT)
    if len(name) > NAME_LIMIT:
        raise refusal("network.long", "network.name_it", length=len(name), limit=NAME_LIMIT)
    return name


def ensure_free(name: str, others: Iterable[StoredNetwork]) -> None:
    """Refuse a name that another programme on the list bears.

    Raises
    ------
    StorageError
        If it does, upper and lower case being the same.
    """
    if any(other.name.casefold() == name.casefold() and not other.is_removed for other in others):
        raise refusal("network.taken", "network.rename", name=name)


def ensure_listed(programme: StoredNetwork) -> None:
    """Refuse to store into a programme that was removed.

    Raises
    ------
    StorageError
        If it was.
    """
    if programme.is_removed:
        raise refusal("network.removed", "network.restore", name=programme.name)


def current_of(programme: StoredNetwork) -> int:
    """Tell which version of a programme is current.

    Raises
    ------
    StorageError
        If nothing is stored for it yet.
    """
    if programme.current_id is None:
        raise refusal("network.empty", "network.fill", name=programme.name)
    return programme.current_id


def described(
    network: Network, *, note: str, author: str, sources: Sequence[str], words: Mapping[str, str] | None
) -> dict[str, Any]:
    """Say what a version tells about its network, apart from its place in the history."""
    return {
        "fingerprint": network.fingerprint,
        "author": clean(author),
        "note": clean(note),
        "sources": [clean(source) for source in sources],
        "event_cap": network.event_cap,
        "actors": len(network),
        "ties": len(network.pairs),
        "sector_words": {clean(word): clean(sector) for word, sector in (words or {}).items()},
    }


def same_content(versions: Iterable[Version], current_id: int | None, fingerprint: str) -> Version | None:
    """Find the current or else the newest version if it has this content; versions newest first."""
    listed = list(versions)
    nearest = [version for version in listed if version.id == current_id] + listed[:1]
    return next((version for version in nearest if version.fingerprint == fingerprint), None)


def previous_version(current: Version) -> int:
    """Tell which version `undo` leads to.

    Raises
    ------
    StorageError
        If ``current`` is the first one.
    """
    if current.parent_id is None:
        raise refusal("version.first", "version.as_it_is")
    return current.parent_id


def next_version(versions: Iterable[Version], current: Version, last_id: int | None) -> int:
    """Tell which version `redo` leads to; versions newest first.

    On the way to ``last_id`` where ``current`` stands on it, else the newest made from it.

    Raises
    ------
    StorageError
        If none was made from ``current``.
    """
    parents = {version.id: version.parent_id for version in versions}
    step = last_id
    while step is not None and parents.get(step) != current.id:
        step = parents.get(step)
    following = step if step is not None else next((n for n in parents if parents[n] == current.id), None)
    if following is None:
        raise refusal("version.last", "version.as_it_is")
    return following


def ensure_based_on(known: Sequence[Version], current_id: int | None, based_on: int | None) -> None:
    """Refuse to store over a version that was not seen.

    Raises
    ------
    OvertakenError
        If ``based_on`` is given and another version is current.
    """
    if based_on is None or current_id is None or based_on == current_id:
        return
    current = next(version for version in known if version.id == current_id)
    who = "overtaken_by" if current.author else "overtaken"
    raise OvertakenError(
        Message(f"storage.version.{who}", number=current.number, author=current.author),
        Message("storage.version.merge"),
        based_on=based_on,
        current=current_id,
    )


def ensure_seen(newest: Mapping[str, Record], based_on: Mapping[str, int] | None) -> None:
    """Refuse to write of a subject over a record that was not seen; ``newest`` has that of each subject.

    Raises
    ------
    OvertakenError
        If the newest record of a subject is another one than ``based_on`` says.
    """
    for subject, seen in (based_on or {}).items():
        record = newest.get(clean(subject))
        # Whoever looked saw nothing of a subject that was withdrawn.
        if record is None or record.id == seen or (record.value is None and seen == 0):
            continue
        who = "overtaken_by" if record.author else "overtaken"
        raise OvertakenError(
            Message(f"storage.record.{who}", author=record.author),
            Message("storage.record.look_again"),
            based_on=seen,
            current=record.id,
        )


def oldest_to_drop(sizes: Sequence[tuple[int, int]], limit: int) -> list[int]:
    """Choose the oldest numbers of ``(number, size)``, oldest first, until the rest fits ``limit``."""
    excess = sum(size for _, size in sizes) - limit
    dropped = []
    for number, size in sizes:
        if excess <= 0:
            break
        dropped.append(number)
        excess -= size
    return dropped


def result_key(kind: str, params: Mapping[str, Any]) -> str:
    """Name a computation: its kind, parameters and the version of Passerelle, hashed."""
    named = {"kind": kind, "params": dict(params), "version": __version__}
    return digest(json.dumps(named, sort_keys=True, allow_nan=False).encode())
