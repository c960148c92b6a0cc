"""Which JSON format a file is, told from the names in its first part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from graphlib.readers.formats.objects.json_text import opening

__all__ = ["shape"]

_LOOKED_AT = 128 * 2**10
"""Bytes looked at: a Kumu project may tell much about its columns before its first element."""

_DEPTH = 6
"""Depth to which names are looked at."""

_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|([{}\[\]:,])|([^\s"{}\[\]:,]+)')

# What tells each format: paths of names, "*" for an item of a list and "?" for any name. The first
# format with one of its paths in the file is it.
_SIGNS: dict[str, str] = {
    "cx2": "*.CXVersion *.attributeDeclarations",
    "cx": """*.numberVerification *.nodes.*.@id *.edges.*.s *.nodeAttributes.*.po
        *.metaData.*.consistencyGroup""",
    "cytoscape": """elements.nodes elements.edges elements.*.data elements.*.group ?.elements.nodes
        ?.elements.edges *.elements.nodes *.data.id *.data.source target_cytoscapejs_version""",
    "kumu": """elements.*.attributes.label elements.*._id elements.*.label connections.*.from
        connections.*.to attributeRelevance elements.*.attributes""",
    "node_link": """graph.nodes graph.edges graph.hyperedges graphs.*.nodes graphs.*.edges nodes.*
        links.*.source links.*.target edges.*.source edges.*.target edges.*.from links.*.from adjacency.*
        children.*.id children.*.name children.*.children nodes.?.label nodes.?.metadata""",
    "records": "*.? ?.*.?",
}


def shape(data: bytes) -> str | None:
    """Tell which JSON format a file is.

    Parameters
    ----------
    data
        Any bytes; only the first are looked at.

    Returns
    -------
    str or None
        ``cx2``, ``cx``, ``cytoscape``, ``kumu``, ``node_link``, or ``records`` for a list of objects;
        ``None`` where it is none of them.
    """
    return _shape(data[:_LOOKED_AT])


@lru_cache(maxsize=4)
def _shape(head: bytes) -> str | None:
    """Tell the format from the first bytes."""
    paths = frozenset(_walk(opening(head, most=_LOOKED_AT)))
    for name, signs in _SIGNS.items():
        if any(_is_among(tuple(sign.split(".")), paths) for sign in signs.split()):
            return name
    return None


def _is_among(sign: tuple[str, ...], paths: frozenset[tuple[str, ...]]) -> bool:
    """Tell whether a path is among those of a file; ``?`` stands for any name."""
    if "?" not in sign:
        return sign in paths
    return any(
        len(path) == len(sign)
        and all(b != "*" if a == "?" else a == b for a, b in zip(sign, path, strict=True))
        for path in paths
    )


def _walk(text: str) -> Iterator[tuple[str, ...]]:
    """Give the path of every name and item, as far as the text goes."""
    stack: list[str] = []
    waiting, has_value = "", False
    for token in _TOKEN.finditer(text):
        mark = token[2]
        if mark in ("{", "["):
            if not stack and has_value:
                # One value a line is a list of them.
                stack.append("*")
            has_value = True
            if waiting == "" and stack and stack[-1] == "*":
                yield tuple(stack[:_DEPTH])
            stack.append("*" if mark == "[" else "")
            waiting = ""
        elif mark in ("}", "]"):
            if stack:
                stack.pop()
        elif token[1] is not None and stack and stack[-1] != "*" and _is_name(text, token.end()):
            stack[-1] = token[1]
            if len(stack) <= _DEPTH:
                yield tuple(stack)
        elif mark is None and stack and stack[-1] == "*" and len(stack) <= _DEPTH:
            yield tuple(stack)


def _is_name(text: str, place: int) -> bool:
    """Tell whether a text in quotation marks is a name: a colon follows."""
    return text[place : place + 20].lstrip().startswith(":")
