"""Reports, after the tests, what is longer than the house likes: a direction, not a limit."""

from __future__ import annotations

import ast
import io
import tokenize

import pytest

from tests.architecture.source import Function, Module, product

FILE_LINES = 350
FUNCTION_LINES = 50


def code_lines(module: Module) -> set[int]:
    """List the lines that hold code: no blank line, no comment, no text that stands alone."""
    quiet = (
        tokenize.COMMENT,
        tokenize.NL,
        tokenize.NEWLINE,
        tokenize.INDENT,
        tokenize.DEDENT,
        tokenize.ENDMARKER,
    )
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(module.text).readline):
        if token.type not in quiet:
            lines |= set(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            lines -= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return lines


def long_ones() -> list[str]:
    """List the files and functions beyond the house's bounds."""
    found = []
    for module in product():
        lines = code_lines(module)
        count = len(module.text.splitlines())
        if count > FILE_LINES:
            found.append(f"{module.place}: {count} lines")
        for node in ast.walk(module.tree):
            if isinstance(node, Function):
                length = len(lines & set(range(node.lineno, (node.end_lineno or node.lineno) + 1)))
                if length > FUNCTION_LINES:
                    found.append(f"{module.place}: {node.name}: {length} lines of code")
    return found


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the report."""
    found = long_ones()
    if found:
        terminalreporter.section("longer than the house likes (a report, not a failure)")
        terminalreporter.write_line("\n".join(found))
