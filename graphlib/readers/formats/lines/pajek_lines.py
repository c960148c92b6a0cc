"""Single lines of Pajek's files: a vertex with its label, a tie with its weight."""

from __future__ import annotations

import re
from typing import NamedTuple

from graphlib.readers.formats.lines.text_network import is_number

__all__ = ["Tie", "Vertex", "ties_of_line", "vertex_of_line"]

_SHAPES = frozenset({"ellipse", "box", "diamond", "triangle", "cross", "empty", "man", "woman", "house"})

_DRAWING = frozenset(
    re.findall(
        r"\S+",
        """x_fact y_fact s_size size bw ic bc lc c ci lp lr lphi la fos font phi r q w h1 h2 a1 a2 k1 k2
        a ap s p lw url x y z""",
    )
)
"""Words for how a vertex or tie is drawn; each takes one value."""

_VERTEX = re.compile(r"(\d{1,9})(?:\s+(.*))?", re.DOTALL)
_TIME = re.compile(r"\[([-\d\s,*.]+)\]")
_INNER_QUOTES = re.compile(rf'"(.*?)"(?=\s*\Z|\s+[-+.\d\[]|\s+(?:{"|".join(sorted(_SHAPES))})\b)')
_WORDS = re.compile(r'"[^"]*"|\S+')
_TIE = re.compile(r"(?:(\d+)\s*:\s*)?(\S+)\s+(\S+)\s*(.*)")


class Vertex(NamedTuple):
    """One vertex: its number, label and times, and the names of what is left aside."""

    number: int
    label: str
    time: str
    left: set[str]


class Tie(NamedTuple):
    """One tie between numbers of vertices, as it is written."""

    source: str
    target: str
    weight: str
    relation: str
    is_directed: bool
    time: str
    label: str


def vertex_of_line(line: str) -> Vertex | None:
    """Read a vertex; ``None`` where the line does not begin with a number."""
    match = _VERTEX.fullmatch(line)
    if match is None:
        return None
    label, rest = _label((match[2] or "").strip())
    time = _TIME.search(rest)
    words = _TIME.sub(" ", rest).split()
    return Vertex(int(match[1]), " ".join(label.split()), _times(time), _drawn(words))


def _label(text: str) -> tuple[str, str]:
    """Split what follows a vertex's number into its label and the rest."""
    if text.startswith('"'):
        inner = _INNER_QUOTES.match(text)
        if inner:
            return inner[1], text[inner.end() :]
        label, _, rest = text[1:].rpartition('"')
        return (label, rest) if label else (rest, "")
    if text.startswith("'") and text.count("'") > 1:
        label, _, rest = text[1:].rpartition("'")
        return label, rest
    return _bare_label(text)


def _bare_label(text: str) -> tuple[str, str]:
    """Split a label without quotation marks from the coordinates, shape and times after it."""
    words = text.split()
    end = next((place for place, word in enumerate(words) if place and _ends_label(words, place)), len(words))
    return " ".join(words[:end]), " ".join(words[end:])


def _ends_label(words: list[str], place: int) -> bool:
    """Tell whether the label ends before a word: there stand coordinates, a shape or times."""
    word, after = words[place], words[place + 1 : place + 4]
    if word.startswith("[") or word.casefold() in _SHAPES:
        return True
    # One number alone, or four, begin with a number that belongs to the label.
    numbers = next((k for k, other in enumerate(after) if not is_number(other)), len(after)) + 1
    return is_number(word) and numbers in (2, 3)


def _times(match: re.Match[str] | None) -> str:
    """Give the times in brackets without spaces."""
    return "".join(match[1].split()) if match else ""


def _drawn(words: list[str]) -> set[str]:
    """Name how a vertex or tie is drawn."""
    left = {"x, y, z"} if words and is_number(words[0]) else set()
    for word in words:
        plain = word.casefold()
        if plain in _SHAPES:
            left.add("shape")
        elif plain in _DRAWING:
            left.add(plain)
    return left


def ties_of_line(
    line: str, relation: str, *, directed: bool, is_list: bool
) -> tuple[list[Tie], set[str]] | None:
    """Read the ties of a line, and the names of what is left aside; ``None`` if there is none."""
    match = _TIE.fullmatch(line)
    if match is None:
        return None
    relation = match[1] or relation
    if is_list:
        targets = [match[3], *match[4].split()]
        return [Tie(match[2], target, "", relation, directed, "", "") for target in targets], set()
    time = _TIME.search(match[4])
    words = _WORDS.findall(_TIME.sub(" ", match[4]))
    weight = words.pop(0) if words and words[0] not in _DRAWING | {"l"} else ""
    label = words[words.index("l") + 1].strip('"') if "l" in words[:-1] else ""
    tie = Tie(match[2], match[3], weight, relation, directed, _times(time), label)
    return [tie], _drawn([word for word in words if not is_number(word)])
