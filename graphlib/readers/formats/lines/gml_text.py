"""The syntax of GML: keys and values in brackets, read as tolerantly as files are written.

A string may hold quotation marks within its line, a word may stand without quotation marks, and
a first value on a line that is no number may be several words.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from graphlib.errors import InputError
from graphlib.readers.formats.lines.text_network import is_number, refused
from graphlib.readers.limits import MAX_ROWS, refusal

__all__ = ["Block", "parse"]

_MAX_DEPTH = 60
"""Brackets within brackets."""

_MAX_VALUES = 5_000_000
"""Words and strings of a file: a hundred attributes of fifty thousand actors."""

_MAX_BLOCK = 50_000
"""Values of one block: columns of one actor, some of them lists."""

_MAX_WORDS = 100_000
"""Words of a line without any string or bracket."""

_CLOSING = r'(?=[ \t]*(?:\]|\n|\Z)|\s+[A-Za-z_][\w.-]*\s+["\[\w+.-])'

# A comment is a line of its own: in the middle of a line "#" begins a colour.
_TOKEN = re.compile(
    r"(?P<comment>(?:(?<=\n)|\A)[ \t]*\#[^\n]*)"
    r"|(?P<blank>[ \t\f\v]+)|(?P<line>\n(?:[ \t]*\n)*)|(?P<open>\[)|(?P<close>\])"
    rf'|"(?P<string>[^\n]*?)"{_CLOSING}|"(?P<long>[^"]*)"{_CLOSING}'
    r'|(?P<word>[^\s\[\]"]+)[ \t]*|(?P<other>.)',
    re.DOTALL,
)


class _Token(NamedTuple):
    """One word, string or bracket, and whether it is the first of its line."""

    kind: str
    text: str
    line: int
    is_first: bool


class Block:
    """What stands between two brackets: plain values by key, and blocks by key, in order.

    ``values`` holds triples of key, value and whether the value is a block.
    """

    __slots__ = ("blocks", "line", "values")

    def __init__(self, line: int) -> None:
        self.line = line
        self.values: list[tuple[str, str]] = []
        self.blocks: list[tuple[str, Block]] = []

    def first(self, key: str) -> str | None:
        """Give the first value of a key, whatever its case."""
        return next((value for name, value in self.values if name.casefold() == key), None)

    def all(self, key: str) -> list[Block]:
        """Give the blocks of a key, whatever its case."""
        return [block for name, block in self.blocks if name.casefold() == key]


def parse(text: str, file: str) -> Block:
    """Read keys and values in brackets.

    Parameters
    ----------
    text
        The file's text.
    file
        What the user calls it.

    Returns
    -------
    Block
        Everything, under one block.

    Raises
    ------
    InputError
        If a bracket or quotation mark is not closed, a key has no value, or it is too large.
    """
    whole = Block(1)
    stack = [whole]
    key: _Token | None = None
    count = 0
    for place, token in enumerate(_joined(_tokens(text, file), file)):
        if place > 2 * _MAX_VALUES:
            raise refused(file, "gml_values", limit=_MAX_VALUES)
        if token.kind == "close":
            _close(stack, key, token, file)
            key = None
        elif key is None:
            key = _key(token, file)
        elif token.kind == "open":
            count += 1
            _open(stack, key, token, file, count)
            key = None
        else:
            stack[-1].values.append((key.text, token.text))
            if len(stack[-1].values) > _MAX_BLOCK:
                raise refused(file, "gml_values", limit=_MAX_BLOCK)
            key = None
    if key is not None:
        raise _fault(file, "gml_no_value", key.line, word=key.text)
    if len(stack) > 1:
        raise _fault(file, "gml_open_bracket", stack[-1].line)
    return whole


def _fault(file: str, key: str, line: int, *, word: str = "") -> InputError:
    """Make the error that names a line."""
    return refused(file, key, line=str(line), word=word[:60])


def _key(token: _Token, file: str) -> _Token:
    """Take a token as a key: a word that is no number."""
    if token.kind != "word" or is_number(token.text):
        raise _fault(file, "gml_no_key", token.line, word=token.text)
    return token


def _open(stack: list[Block], key: _Token, token: _Token, file: str, count: int) -> None:
    """Begin a block."""
    if len(stack) > _MAX_DEPTH:
        raise _fault(file, "gml_nested", token.line)
    if count > 6 * MAX_ROWS:
        raise refusal(file, "too_many_rows", limit=MAX_ROWS)
    block = Block(token.line)
    stack[-1].blocks.append((key.text, block))
    stack.append(block)


def _close(stack: list[Block], key: _Token | None, token: _Token, file: str) -> None:
    """End a block."""
    if key is not None:
        raise _fault(file, "gml_no_value", key.line, word=key.text)
    if len(stack) == 1:
        raise _fault(file, "gml_stray_bracket", token.line)
    stack.pop()


def _tokens(text: str, file: str) -> Iterator[_Token]:
    """Cut text into words, strings and brackets; ends of lines come as tokens too."""
    line, is_first = 1, True
    for match in _TOKEN.finditer(text):
        kind = str(match.lastgroup)
        found = match[kind]
        if kind == "other":
            raise _fault(file, "gml_open_quote", line)
        if kind in ("string", "long"):
            yield _Token("string", html.unescape(found) if "&" in found else found, line, is_first)
        elif kind not in ("blank", "comment"):
            yield _Token(kind, found, line, is_first)
        if kind != "blank":
            is_first = kind == "line"
        line += found.count("\n") if kind in ("long", "line") else 0


def _joined(tokens: Iterator[_Token], file: str) -> Iterator[_Token]:
    """Join the words of a value without quotation marks that fills the rest of its line."""
    waiting: list[_Token] = []
    for token in tokens:
        if token.kind == "word":
            waiting.append(token)
            if len(waiting) > _MAX_WORDS:
                raise refused(file, "gml_values", limit=_MAX_WORDS)
            continue
        yield from _value(waiting, is_line=token.kind != "string" and token.kind != "open")
        waiting = []
        if token.kind != "line":
            yield token
    yield from _value(waiting, is_line=True)


def _value(words: list[_Token], *, is_line: bool) -> list[_Token]:
    """Read the words of a line: a key, and a value of several words where that is what it must be."""
    is_phrase = is_line and len(words) > 2 and words[0].is_first and not is_number(words[1].text)
    if not is_phrase or is_number(words[0].text):
        return [_unescaped(word) if "&" in word.text else word for word in words]
    phrase = " ".join(word.text for word in words[1:])
    return [words[0], _unescaped(words[1]._replace(text=phrase))]


def _unescaped(word: _Token) -> _Token:
    """Turn the entities of a word into letters."""
    return word._replace(text=html.unescape(word.text))
